/** Flink's configuration file as text: `flink-conf.yaml`, or, from 1.19 on, `config.yaml`; one option a line in both. */

export const STANDARD_FILE = 'config.yaml';
const LEGACY_FILE = 'flink-conf.yaml';

/** The name of the configuration file among the files of a release. */
export function configFileOf(files: Readonly<Record<string, string>> = {}): string {
  return files[STANDARD_FILE] === undefined ? LEGACY_FILE : STANDARD_FILE;
}

/** Options as lines of the file. */
export function optionLines(file: string, options: Readonly<Record<string, string>>): string {
  const written = (value: string) => (file === STANDARD_FILE ? JSON.stringify(value) : value);
  return Object.entries(options)
    .map(([key, value]) => `${key}: ${written(value)}\n`)
    .join('');
}

/** The file with options in place of what it says of them; an empty one is left out. A key that stands twice is no YAML. */
export function withOptions(file: string, text: string, options: Readonly<Record<string, string>>): string {
  const keys = Object.keys(options);
  const isReplaced = (line: string) => keys.some((key) => line.startsWith(`${key}:`) || line.startsWith(`"${key}":`));
  const kept = text.split('\n').filter((line) => !isReplaced(line));
  const told = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));
  return `${kept.join('\n').trimEnd()}\n${optionLines(file, told)}`;
}

/** The options that differ from start to start: which job, and from where; each start keeps the results of its job in folders of its own. */
export function startOptionsOf(
  { jobId, savepointPath }: { readonly jobId: string; readonly savepointPath: string },
  foldersPerStart: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    '$internal.pipeline.job-id': jobId,
    ...Object.fromEntries(Object.entries(foldersPerStart).map(([key, folder]) => [key, `${folder}/${jobId}`])),
    ...(savepointPath ? { 'execution.savepoint.path': savepointPath } : {}),
  };
}
