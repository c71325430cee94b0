import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFormat, TextFile } from '../lib';
import { loggingFiles } from '../lib/logging';
import { messageOf } from './support';

test('A text file holds its text with the line ends of Unix', () => {
  expect(TextFile.of('a\r\nb\n').text).toBe('a\nb\n');
});

test('A text file is read from a path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logging-'));
  writeFileSync(join(folder, 'log4j.properties'), 'rootLogger.level = WARN\r\n');
  expect(TextFile.fromPath(join(folder, 'log4j.properties')).text).toBe('rootLogger.level = WARN\n');
});

test('A file that is not there is named, with the folder that paths are relative to', () => {
  const message = messageOf(() => TextFile.fromPath('no/such/file'));
  expect(message).toContain("the file 'no/such/file' cannot be read (ENOENT");
  expect(message).toContain(`give a path relative to ${process.cwd()}`);
});

const DEFAULTS = loggingFiles({});

test('Each of the three files logs INFO to standard output by default', () => {
  expect(Object.keys(DEFAULTS)).toEqual(['log4j-cli.properties', 'log4j-console.properties', 'logback-console.xml']);
  expect(DEFAULTS['log4j-cli.properties']).toMatch(/^rootLogger\.level = INFO$/m);
  expect(DEFAULTS['log4j-console.properties']).toMatch(/^rootLogger\.appenderRef\.file\.ref = file$/m);
  expect(DEFAULTS['logback-console.xml']).toContain('<root level="INFO">');
});

test.each(['log4j-cli.properties', 'log4j-console.properties'])('Every appender that %s refers to is in it, and no other', (file) => {
  const names = (pattern: RegExp) => [...DEFAULTS[file].matchAll(pattern)].map(([, name]) => name).sort();
  const referred = names(/^(?:rootLogger|logger\.\w+)\.appenderRef\.\w+\.ref = (\w+)$/gm);
  expect(referred.length).toBeGreaterThan(0);
  expect(names(/^appender\.\w+\.name = (\w+)$/gm)).toEqual([...new Set(referred)]);
});

test('Why a process ends goes to where Kubernetes keeps it, and nothing else does: that file grows for as long as the process lives', () => {
  const file = DEFAULTS['log4j-console.properties'];
  expect(file).toContain('appender.end.fileName = /dev/termination-log\n');
  const loggers = [...file.matchAll(/^logger\.(\w+)\.appenderRef\.end\.ref = end$/gm)].map(([, name]) => name);
  expect(loggers).toEqual(['jobmanager', 'taskmanager', 'dispatcher']);
  for (const name of ['jobmanager', 'taskmanager']) expect(file).toContain(`logger.${name}.appenderRef.end.level = ERROR\n`);
  expect(file).toContain('logger.dispatcher.appenderRef.end.filter.began.onMismatch = DENY\n');
  expect(file).not.toContain('rootLogger.appenderRef.end');
});

test('That a job failed before it had tasks is told in the first line of what Flink logs of it, and nothing else of the dispatcher is', () => {
  const file = DEFAULTS['log4j-console.properties'];
  const option = (name: string) => new RegExp(`^${name.replaceAll('.', '\\.')} = (.*)$`, 'm').exec(file)![1];
  // A backslash would be one for Java's properties first.
  expect(file).not.toContain('\\');
  const regex = (java: string) => new RegExp(java.replace('(?s)', ''), 's');
  const accepts = regex(`^${option('logger.dispatcher.appenderRef.end.filter.began.regex')}$`);
  const failed = (cause: string) => `Job 8b768e4fc2da42af6babf9cd3b92814b reached terminal state FAILED.\n${cause}`;
  const init = 'org.apache.flink.runtime.client.JobInitializationException: Could not start the JobMaster.\n\tat x\nCaused by: y';
  expect(failed(init)).toMatch(accepts);
  // It had tasks, or it did not fail, or it is about another thing.
  expect(failed('org.apache.flink.runtime.JobException: Recovery is suppressed\n\tat x')).not.toMatch(accepts);
  expect(failed(init).replace('FAILED', 'CANCELED')).not.toMatch(accepts);
  expect(`Error: ${failed(init)}`).not.toMatch(accepts);
  const [, cut, by] = /^%replace\{%m\}\{(.*)\}\{(.*)\} %rEx\{1\}%n$/.exec(option('appender.end.layout.pattern'))!;
  expect(failed(init).replace(regex(cut), by)).toBe(failed(init).split('\n')[0]);
  expect('Fatal error occurred.'.replace(regex(cut), by)).toBe('Fatal error occurred.');
});

test.each([
  ['log4jCli', 'log4j-cli.properties'],
  ['log4jConsole', 'log4j-console.properties'],
  ['logbackConsole', 'logback-console.xml'],
])("The user's %s becomes %s, and the others stay", (prop, file) => {
  expect(loggingFiles({ [prop]: TextFile.of('mine\n') })).toEqual({ ...DEFAULTS, [file]: 'mine\n' });
});

describe('Logs as JSON', () => {
  const files = loggingFiles({ format: LogFormat.JSON });
  const pattern = /^appender\.console\.layout\.pattern = (.*)$/m.exec(files['log4j-console.properties'])![1];

  it('are an object a line, whatever text is in it', () => {
    // What log4j makes of the pattern, in so far as it is one: every part is encoded but dates and levels.
    const line = pattern
      .replace(/%enc\{%\w+\}\{JSON\}/g, 'a \\"b\\" \\n c')
      .replace(/%d\{[^}]*\}\{UTC\}/, '2026-01-01T00:00:00.000')
      .replace('%p', 'INFO')
      .replace(/%n$/, '');
    expect(Object.keys(JSON.parse(line))).toEqual(['at', 'level', 'thread', 'logger', 'message', 'exception']);
    expect(line).not.toContain('%');
  });

  it('are what Flink’s client and processes write to standard output, and not what its UI shows', () => {
    expect(files['log4j-cli.properties']).toContain(pattern);
    expect(files['log4j-console.properties']).toContain('appender.file.layout.pattern = %d{ISO8601} %-5p');
    expect(files['logback-console.xml']).toContain('JsonEncoder');
  });

  it('are not what a file of the user becomes', () => {
    const own = loggingFiles({ format: LogFormat.JSON, log4jConsole: TextFile.of('mine\n') });
    expect(own['log4j-console.properties']).toBe('mine\n');
  });
});
