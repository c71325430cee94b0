/** How long the data stands still at an update, by the library and by hand, on one cluster, one after the other: `npm run bench:update`. */
import { ClusterMode } from '../../lib';
import { ByHand, byHandYaml, goneByHand } from './by-hand';
import { Gap, mean, measure, table } from './gap';
import { JobRun, prepareNamespace } from './job-run';
import { kubectl } from './kubectl';
import { committed, faults, Ledger, ledgerYaml } from './ledger';

const UPDATES = Number(process.env.BENCH_UPDATES ?? 5);
const VERSION = process.env.BENCH_VERSION ?? '1.20.5';
const GOAL = 0.45;

const namespaces = ['bench-by-hand', 'bench-library'];
const numbers = Array.from({ length: UPDATES }, (_, at) => at + 1);
const results: Record<string, Gap[]> = { 'by hand': [], library: [] };

beforeAll(async () => {
  for (const namespace of namespaces) await prepareNamespace(namespace, 'baseline');
});

afterAll(async () => {
  const means = Object.entries(results).map(([mode, all]) => mean({ mode, version: VERSION, update: 'mean' }, all));
  const [byHand, library] = means.map(({ gap }) => gap);
  const ratio = `library / by hand: ${(library / byHand).toFixed(2)} (goal: at most ${GOAL})`;
  console.log(`standstill of updates, in milliseconds\n${table([...Object.values(results).flat(), ...means])}\n${ratio}`);
  for (const namespace of namespaces) await kubectl(['delete', 'namespace', namespace, '--wait=false']);
});

test('By hand: a stop by REST, a deletion, and Flink’s client', async () => {
  const ledger: Ledger = { namespace: namespaces[0], name: 'by-hand', version: VERSION, mode: ClusterMode.NATIVE };
  const job = new ByHand(ledger);
  await job.prepare(byHandYaml(ledger, 100));
  await job.start(100);
  for (const number of numbers) results['by hand'].push(await job.update(number, 100 + number));
  expect(faults(await committed(ledger))).toEqual([]);
  await goneByHand(ledger);
});

test('By the library: the YAML is applied', async () => {
  const ledger: Ledger = { namespace: namespaces[1], name: 'library', version: VERSION, mode: ClusterMode.NATIVE };
  const run = new JobRun(ledger, ledgerYaml(ledger, 100));
  await run.apply();
  await run.updated();
  for (const number of numbers) {
    const { next } = await run.told(0);
    run.current = ledgerYaml(ledger, 100 + number);
    await run.apply();
    await run.updated();
    const told = await run.told(next);
    expect(told.restores).toBe(number);
    results.library.push({ ...(await measure(ledger, String(number), run.current.jobName, told)), mode: 'library' });
  }
  await run.exactlyOnce(0);
});
