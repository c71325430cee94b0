import { FlinkOptions, sorted } from './options';
import { FlinkVersion } from './version';

/** The name of the configuration file that a release reads. */
export function configFileName(version: FlinkVersion): string {
  return version._has('configYaml') ? 'config.yaml' : 'flink-conf.yaml';
}

/** Flink's configuration file: one option a line, sorted, with flat dotted keys. */
export function renderOptions(version: FlinkVersion, options: FlinkOptions): string {
  const scalar = version._has('configYaml') ? yamlScalar : (value: string) => value;
  return Object.entries(sorted(options))
    .map(([key, value]) => `${yamlKey(version, key)}: ${scalar(value, key)}\n`)
    .join('');
}

/** Texts that YAML takes for the same text, or for a value that Flink turns into that text again. */
const PLAIN = /^(?:[A-Za-z/](?:[\w./:@=;,+-]*[\w./@=;,+-])?|0|-?[1-9]\d{0,14}|[1-9]\d*(?!e)[a-z]+)$/;
/** Words that YAML 1.1 or 1.2 takes for something else. */
const WORDS = /^(?:y|n|yes|no|on|off|null|~|nan|inf)$/i;
/** Booleans that come back as another text, `true` or `false`. */
const CAPITAL_BOOLEANS = /^(?:True|TRUE|False|FALSE)$/;

/** Reporters are handed Java properties, in which what is no text is not there: its default holds. Seen on 1.20 and 2.3. */
const TEXT_ONLY = 'metrics.reporter.';

function yamlScalar(value: string, key = ''): string {
  const text = !key.startsWith(TEXT_ONLY) || !/^(?:[\d.-]+|true|false)$/i.test(value);
  return text && PLAIN.test(value) && !WORDS.test(value) && !CAPITAL_BOOLEANS.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

function yamlKey(version: FlinkVersion, key: string): string {
  return version._has('configYaml') && !/^[\w.-]+$/.test(key) ? yamlScalar(key) : key;
}
