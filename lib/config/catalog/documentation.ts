/** Paths by the page that the data file names; the first is that of 1.12, the second that of later releases. */
const PATHS: Readonly<Record<string, readonly [string, string]>> = {
  '': ['deployment/config.html', 'deployment/config/'],
  azure: ['deployment/filesystems/azure.html', 'deployment/filesystems/azure/'],
  gcs: ['deployment/filesystems/', 'deployment/filesystems/gcs/'],
  oss: ['deployment/filesystems/oss.html', 'deployment/filesystems/oss/'],
  python: ['dev/python/python_config.html', 'dev/python/python_config/'],
  reporters: ['deployment/metric_reporters.html', 'deployment/metric_reporters/'],
  s3: ['deployment/filesystems/s3.html', 'deployment/filesystems/s3/'],
  'sql-client': ['dev/table/sqlClient.html', 'dev/table/sqlclient/'],
  'sql-gateway': ['dev/table/', 'dev/table/sql-gateway/overview/'],
  table: ['dev/table/config.html', 'dev/table/config/'],
};
/** Pages whose tables have an anchor for each option. */
const ANCHORED = new Set(['', 'python', 'table']);

/** Where Flink's documentation of a release tells of an option; nowhere, of those that Flink keeps to itself. */
export function documentation(page: string, key: string, minor: string): string | undefined {
  const paths = PATHS[page];
  if (!paths) return undefined;
  const base = `https://nightlies.apache.org/flink/flink-docs-release-${minor}/`;
  const anchor = ANCHORED.has(page) && !/[<#]/.test(key) ? `#${key.toLowerCase().replaceAll('.', '-')}` : '';
  return `${base}${minor === '1.12' ? paths[0] : `docs/${paths[1]}`}${anchor}`;
}
