// What the extraction of one release says, condensed to the columns of the data file.

/** The page of the documentation that tells of the options of a class; the first that matches. */
const PAGES = [
  // Not of a cluster's configuration: options of a table's WITH clause, of a hint, of a catalog, of a row format.
  [/\.formats\.|\.connector\.(?:file|print|datagen)\.table|\.connector\.base\.table|table\.connector\.source\.lookup/, 'ddl'],
  [/table\.(?:factories|filesystem|sinks|formats|module|utils|runtime\.arrow)\.|LookupJoinHintOptions|MLPredict\w+Options/, 'ddl'],
  [/GenericInMemoryCatalogFactoryOptions|CommonCatalogOptions|CommonModuleOptions|CommonSecretOptions|FileCatalogStore/, 'ddl'],
  [/table\.client\./, 'sql-client'],
  [/table\.gateway\./, 'sql-gateway'],
  [/\.python\./, 'python'],
  [/\.table\./, 'table'],
  [/\.metrics\./, 'reporters'],
  [/\.fs\.gs\./, 'gcs'],
  [/\.fs\.s3\./, 's3'],
];
/** Keys that belong to the cluster even where most of their class does not. */
const OF_TABLES = /^(?:table|sql-gateway|workflow-scheduler)\./;
const INTERNAL = /^(?:\$internal|internal|hidden|__)/;
/** Classes of single reporters, which declare the last part of their keys: Flink puts the reporter's name before it. */
const REPORTERS = /\.metrics\.(?:influxdb|prometheus|otel|\w+)\./;
const REPORTER = 'metrics.reporter.<name>';

/**
 * @param {string} extraction what Options.java printed
 * @returns {Map<string, string>} columns by key: type, default, deprecated keys, fallback keys, page, whether deprecated itself
 */
export function factsOf(extraction) {
  const byKey = new Map();
  for (const line of extraction.trimEnd().split('\n')) {
    const [name, type, standard, deprecated, fallback, flag, prefix, owner] = line.split('\t');
    const before = prefixOf(name, prefix, owner);
    const key = before ? `${before}.${name}` : name;
    const row = { type, standard, deprecated: list(deprecated), fallback: list(fallback), flag, page: pageOf(key, owner) };
    // The name of a reporter does not tell its kind, and kinds differ: a port is a number to one and a range to another.
    if (REPORTERS.test(owner)) Object.assign(row, { type: 'String', standard: '' });
    byKey.set(key, merged(byKey.get(key), row));
  }
  return new Map([...byKey].map(([key, row]) => [key, columns(row)]));
}

function prefixOf(name, prefix, owner) {
  if (prefix && prefix !== '?') return prefix;
  const inReporter = REPORTERS.test(owner) || (/\.configuration\.MetricOptions$/.test(owner) && !/^metrics?\./.test(name));
  return inReporter ? REPORTER : '';
}

function pageOf(key, owner) {
  if (INTERNAL.test(key)) return 'internal';
  const page = PAGES.find(([classes]) => classes.test(owner))?.[1] ?? '';
  return page === 'ddl' && OF_TABLES.test(key) ? 'table' : page;
}

/** Some keys are declared by several classes: an old one, then, that a new one took over from, or formats that share a name. */
function merged(one, other) {
  if (!one) return other;
  const rank = (row) => (row.page === 'ddl' ? 2 : 0) + (row.flag ? 1 : 0);
  const [first, second] = rank(one) <= rank(other) ? [one, other] : [other, one];
  const union = (column) => [...new Set([...first[column], ...second[column]])];
  const same = first.type === second.type || rank(first) < rank(second);
  return { ...first, type: same ? first.type : 'String', deprecated: union('deprecated'), fallback: union('fallback') };
}

function columns({ type, standard, deprecated, fallback, page, flag }) {
  return [type, standard, deprecated.sort().join(), fallback.sort().join(), page, flag]
    .join('\t')
    .replaceAll('`', '\\x60')
    .replaceAll('${', '\\x24{')
    .trimEnd();
}

function list(text) {
  return text.split(',').filter(Boolean);
}
