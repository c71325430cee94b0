import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Yaml } from 'cdk8s';

const root = resolve(__dirname, '..');
const dist = join(root, 'dist');
const files = readdirSync(dist).sort();

interface Found {
  kind: string;
  metadata: { name: string; namespace?: string };
  [other: string]: unknown;
}

describe('dist is what apps say', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'apps-'));
  beforeAll(() => {
    execFileSync(join(root, 'node_modules/.bin/tsx'), ['apps/index.ts'], { cwd: root, env: { ...process.env, CDK8S_OUTDIR: outdir } });
  }, 60_000);

  test('the same files', () => expect(readdirSync(outdir).sort()).toEqual(files));

  test.each(files)('%s, byte by byte', (file) => {
    expect(readFileSync(join(outdir, file), 'utf8')).toBe(readFileSync(join(dist, file), 'utf8'));
  });
});

describe.each(files)('%s', (file) => {
  const objects = (Yaml.load(join(dist, file)) as Found[]).filter(Boolean);

  test('is one streaming job with one update Job, which comes last', () => {
    expect(objects.filter(({ kind }) => kind === 'Job')).toHaveLength(1);
    expect(objects.at(-1)?.kind).toBe('Job');
  });

  test("is all in the namespace 'flink'", () => {
    expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['flink']));
  });

  test('names everything after the job, and nothing twice', () => {
    const job = file.replace('.k8s.yaml', '');
    const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(names.filter((name) => !/^\w+\/(.*)$/.exec(name)![1].startsWith(job))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('asks for the restricted pod security level in every pod', () => {
    const text = readFileSync(join(dist, file), 'utf8');
    // The update Job's pod, and the pods, or pod templates, of JobManager and TaskManager.
    expect(text.match(/^ *runAsNonRoot: true$/gm)).toHaveLength(3);
    expect(text.match(/^ *type: RuntimeDefault$/gm)).toHaveLength(3);
    // Its steps, of which Flink's client is one where Flink makes the pods, and Flink's containers.
    const steps = objects.some(({ kind }) => kind === 'Deployment') ? 1 : 2;
    expect(text.match(/^ *allowPrivilegeEscalation: false$/gm)).toHaveLength(steps + 2);
  });

  test('holds no text that looks like a credential', () => {
    const options = objects.filter(({ kind }) => kind === 'ConfigMap').map((map) => JSON.stringify(map.data));
    expect(options.join()).not.toMatch(/(?:secret[._-]?key|password)\s*[:=]\s*['"]?[\w/+]{8}/i);
  });
});
