import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Yaml } from 'cdk8s';
import * as ts from 'typescript';
import { WARNING_RULES } from '../lib/config/warnings';
import { advice } from '../lib/savepoint/runtime/messages';
import { FIRST_RECORD, formatRecord, Phase } from '../lib/savepoint/runtime/record';

const root = resolve(__dirname, '..');
const documents = ['README.md', 'docs/design.md'];
const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Block {
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

const blocks: Block[] = [...readme.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: info, 2: text }) => ({
  info,
  text,
  line: readme.slice(0, index).split('\n').length,
}));
const snippets = blocks.filter(({ info }) => info.startsWith('ts'));

/** Cells of the table whose header row begins with these cells. */
function table(...header: string[]): string[][] {
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const lines = readme.split('\n');
  const begin = lines.findIndex((line) => cells(line).slice(0, header.length).join() === header.join());
  if (begin < 0) throw new Error(`README has no table with the header ${header.join(', ')}`);
  const rows = lines.slice(begin + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map(cells);
}

/** What snippets after the first one take for granted. */
const PRELUDE = `import { ApiObject, App, Chart, Cron, Duration, JsonPatch, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import * as flink from 'cdk8s-flink';
import { FlinkApplication, FlinkApplicationProps, FlinkJob, FlinkNativeCluster, FlinkPodMonitor, FlinkVersion } from 'cdk8s-flink';
import { ClusterMode, DatadogDataCenter, FailurePolicy, FlinkScaling, LogFormat, MetricFilter, MetricsReporter, JobState, LocalRecovery, SavepointFallback, SavepointFormat, UpdateMode } from 'cdk8s-flink';
import { checkFlinkConfiguration, FlinkConfiguration, HighAvailability, SavepointJob, StateBackend, StateStorage, StorageCredentials, TextFile } from 'cdk8s-flink';
const app = new App();
const props: FlinkApplicationProps = PROPS;
`;
const [example] = snippets;
const exampleProps = /'orders', (\{[\s\S]*?\n\})\);/.exec(example.text)?.[1] ?? '';
const sources = snippets.map((snippet) =>
  snippet === example ? snippet.text : `${PRELUDE.replace('PROPS', () => exampleProps)}${snippet.text}app.synth();\n`,
);

describe('snippets', () => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.Node20,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    paths: { 'cdk8s-flink': [join(root, 'lib/index.ts')] },
  };
  const nameOf = (index: number) => join(root, 'test', `readme-snippet-${index}.ts`);

  test('are all valid TypeScript', () => {
    const files = new Map(sources.map((source, index) => [nameOf(index), source]));
    const host = ts.createCompilerHost(options);
    const disk = { ...host };
    host.fileExists = (file) => files.has(file) || disk.fileExists(file);
    host.readFile = (file) => files.get(file) ?? disk.readFile(file);
    host.getSourceFile = (file, version, ...more) => {
      const source = files.get(file);
      return source === undefined ? disk.getSourceFile(file, version, ...more) : ts.createSourceFile(file, source, version);
    };
    const program = ts.createProgram([...files.keys()], options, host);
    const problems = [...files.keys()].flatMap((file) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    expect(problems.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
  }, 120_000);

  const cwd = process.cwd();
  let outdir: string;
  let work: string;
  let log: jest.SpyInstance;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'readme-'));
    process.env.CDK8S_OUTDIR = outdir;
    // Where snippets find the files that they name.
    work = mkdtempSync(join(tmpdir(), 'readme-work-'));
    writeFileSync(join(work, 'flink-conf.yaml'), 'parallelism.default: 4\n');
    process.chdir(work);
    log = jest.spyOn(console, 'log').mockReturnValue();
    jest.spyOn(console, 'warn').mockReturnValue();
  });
  afterEach(() => {
    process.chdir(cwd);
    delete process.env.CDK8S_OUTDIR;
    jest.restoreAllMocks();
  });

  function run(source: string): void {
    const { outputText } = ts.transpileModule(source, { compilerOptions: { target: options.target, module: ts.ModuleKind.CommonJS } });
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const load = (name: string) => require(name === 'cdk8s-flink' ? '../lib' : name) as unknown;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    (new Function('require', 'exports', outputText) as (...given: unknown[]) => void)(load, {});
  }

  test.each(snippets.map(({ line, info }, index) => [line, info, sources[index]] as const))(
    'line %i synthesizes (%s)',
    (line, info, source) => {
      if (info === 'ts throws') {
        const shown = blocks.find((block) => block.line > line && block.info === 'text');
        expect(() => run(source)).toThrow(shown?.text.trimEnd());
      } else {
        run(source);
      }
    },
  );

  test('what describe() prints is shown', () => {
    const index = snippets.findIndex(({ text }) => text.includes('describe()'));
    const shown = blocks.find(({ line, info }) => line > snippets[index].line && info === 'text');
    run(sources[index]);
    expect(log.mock.calls).toEqual([[shown?.text]]);
  });

  test('what the check of a file prints is its problems', () => {
    run(sources[snippets.findIndex(({ text }) => text.includes('FlinkConfiguration.read('))]);
    expect(log.mock.calls).toEqual([
      ['WARNING', expect.stringMatching(/^checkpoints-off: /)],
      ['WARNING', expect.stringMatching(/^ha-off: /)],
    ]);
  });

  test("the example's objects are those of the table", () => {
    run(example.text);
    expect(readdirSync(outdir)).toEqual(['orders.k8s.yaml']);
    const objects = Yaml.load(join(outdir, 'orders.k8s.yaml')) as { kind: string; metadata: { name: string } }[];
    const made = objects.map(({ kind, metadata }) => `${kind} ${metadata.name.replace(/-deploy-.*/, '-deploy-<hash>')}`);
    const told = table('Object', 'Name', 'What it is for').flatMap(([kinds, name]) =>
      kinds.split(', ').map((kind) => `${kind} ${name.replaceAll('`', '')}`),
    );
    expect(told).toEqual(made);
  });
});

describe('tables', () => {
  test('the record has these fields', () => {
    const record = formatRecord({ ...FIRST_RECORD, phase: Phase.RUNNING, revision: '', jobId: '' });
    const fields = table('Field', 'What it says');
    expect(fields.map(([field]) => field.replaceAll('`', '')).sort()).toEqual(Object.keys(record).sort());
    for (const phase of Object.values(Phase)) expect(fields[0][1]).toContain(`\`${phase}\``);
  });

  test('every message of a failed update is told, and no other', () => {
    const rows = table('The message says', 'Why', 'What to do').map(([says]) => says.replaceAll('`', ''));
    const source = readFileSync(join(root, 'lib/savepoint/runtime/messages.ts'), 'utf8');
    const messages = new Map(
      Object.keys(advice).map((name) => [name, new RegExp(`^  ${name}: [\\s\\S]*?(?=^  \\w+: |^};)`, 'm').exec(source)?.[0] ?? '']),
    );
    const told = rows.map((row) => [...messages].filter(([, text]) => text.includes(row)).map(([name]) => name));
    expect(told).toEqual(rows.map(() => [expect.any(String)]));
    expect(told.flat().sort()).toEqual([...messages.keys()].sort());
  });

  test('every warning is told, and no other', () => {
    expect(table('Warning', 'What it means').map(([name]) => name)).toEqual(WARNING_RULES.map(({ name }) => `\`${name}\``));
  });

  test('exit codes are those of the program', () => {
    const source = readFileSync(join(root, 'lib/savepoint/runtime/main.ts'), 'utf8');
    const [, codes = ''] = /const EXIT = \{(.*?)\}/.exec(source) ?? [];
    expect(table('Exit code', 'Meaning').map(([code]) => code)).toEqual([...codes.matchAll(/\d+/g)].map(String));
  });
});

describe('commands', () => {
  const shell = blocks.filter(({ info }) => info === 'sh').map(({ text }) => text);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

  test('the two that set everything up stand there as they are run', () => {
    expect(shell).toEqual(expect.arrayContaining(['npm ci && npm run synth\n', 'npm ci && npm test\n']));
  });

  test('npm scripts that are named exist', () => {
    const named = [...readme.matchAll(/npm (?:run ([\w:]+)|(test)\b)/g)].map(([, script, test]) => script ?? test);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
    expect(named.length).toBeGreaterThan(4);
  });

  test('files that are applied or deleted are in dist, or are the example', () => {
    const files = shell.flatMap((text) => [...text.matchAll(/ (dist\/\S+)/g)].map(([, file]) => file));
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

/** What a document says outside of its snippets. */
const prose = (file: string) => readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');

function anchors(file: string): string[] {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-');
  return [...prose(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading));
}

test.each(documents)('links of %s lead somewhere', (document) => {
  const all = [...prose(join(root, document)).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  const broken = all
    .filter((link) => !/^https?:/.test(link))
    .filter((link) => {
      const [path, anchor] = link.split('#');
      const file = path ? join(root, dirname(document), path) : join(root, document);
      return !existsSync(file) || (anchor !== undefined && !anchors(file).includes(anchor));
    });
  expect(broken).toEqual([]);
});
