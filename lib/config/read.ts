import { readFileSync } from 'node:fs';
import { FlinkOptions } from './options';
import { readYaml, Yaml } from './yaml';

/**
 * The options of a configuration file: `flink-conf.yaml` (a line an option), or `config.yaml` and others (YAML, nested or flat).
 *
 * @throws where there is no such file, or it is none of both
 */
export function readOptions(path: string): FlinkOptions {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`the file '${path}' cannot be read (${(error as Error).message}); give the path of a flink-conf.yaml or config.yaml`, {
      cause: error,
    });
  }
  if (path.endsWith('flink-conf.yaml')) return readLines(path, text);
  const options: Record<string, string> = {};
  flatten(path, '', readYaml(path, text), options);
  return options;
}

/** As Flink reads it: a comment from `#` on, and a key and a value with a colon and a space between. */
function readLines(path: string, text: string): FlinkOptions {
  const options: Record<string, string> = {};
  text.split('\n').forEach((line, at) => {
    const plain = line.split('#', 1)[0].trim();
    if (!plain) return;
    const colon = plain.indexOf(': ');
    if (colon < 1)
      throw new Error(`${path}, line ${at + 1}: '${plain}' is no option; write it as 'key: value', with a space after the colon`);
    options[plain.slice(0, colon).trim()] = plain.slice(colon + 2).trim();
  });
  return options;
}

/** Nested keys become dotted ones; a list becomes what Flink reads as one. */
function flatten(path: string, prefix: string, value: Yaml, options: Record<string, string>): void {
  if (value === null) return;
  if (value instanceof Map) {
    for (const [key, inner] of value) flatten(path, prefix ? `${prefix}.${key}` : key, inner, options);
  } else if (prefix === '')
    throw new Error(`${path} holds ${Array.isArray(value) ? 'a list' : 'a text'}, no options; write each as 'key: value'`);
  else if (Object.hasOwn(options, prefix))
    throw new Error(`${path}: '${prefix}' stands there twice, nested and flat; leave one of them out`);
  else options[prefix] = textOf(value);
}

function textOf(value: Yaml): string {
  if (value instanceof Map) return [...value].map((pair) => pair.map((part) => quoted(textOf(part), ',', ':')).join(':')).join(',');
  return Array.isArray(value) ? value.map((item) => quoted(textOf(item), ';')).join(';') : (value ?? '');
}

/** In single quotes, where Flink would otherwise take a part of the text for a separator, or for a quote. */
function quoted(text: string, ...separators: string[]): string {
  return /^["']|^\s|\s$/.test(text) || text === '' || separators.some((separator) => text.includes(separator))
    ? `'${text.replaceAll("'", "''")}'`
    : text;
}
