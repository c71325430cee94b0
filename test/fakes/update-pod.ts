/** Pods of an update Job, run as `main.ts` runs them, with Flink's client in between. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Flink } from '../../lib/savepoint/runtime/flink';
import { Kubernetes, Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { COMPONENTS, LABELS } from '../../lib/savepoint/runtime/labels';
import { Loop, Tempo } from '../../lib/savepoint/runtime/loop';
import { nextStop } from '../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../lib/savepoint/runtime/verify';
import { Takes, UpdateRecord } from '../../lib/savepoint/runtime/record';
import { reportFailure } from '../../lib/savepoint/runtime/report';
import { Settings } from '../../lib/savepoint/runtime/settings';
import { Turns } from '../../lib/savepoint/runtime/turn';
import { World } from '../../lib/savepoint/runtime/world';
import { FakeWorld } from './fake-world';
import { CLUSTER, NAME } from './mode';

export interface PodEnd {
  readonly pod: string;
  readonly outcome: 'done' | 'gave-way' | 'failed' | 'refused' | 'ended' | 'crashed';
  readonly message: string;
  /** What the pod's termination message says. */
  readonly termination: string;
}

const folder = mkdtempSync(join(tmpdir(), 'update-'));
let made = 0;

/** More than any pod needs, its timeouts included. */
const MOST_LOOKS = 400;

export function settingsFor(world: FakeWorld, revision: string, pod: string, more: Partial<Settings> = {}): Settings {
  return {
    name: NAME,
    namespace: 'flink',
    revision,
    updateJob: `${NAME}-deploy-${revision}`,
    pod,
    mode: world.mode,
    taskManagerKind: world.mode === 'standalone' ? world.standalone.taskManagerKind : 'deployments',
    clusterId: NAME,
    flinkUrl: world.flinkUrlFor(pod),
    configMap: `${NAME}-config`,
    savepoints: 's3://state/orders/savepoints',
    checkpointsFolder: 's3://state/orders/checkpoints',
    takes: Takes.SAVEPOINT,
    fallsBack: false,
    suspended: false,
    highAvailability: world.highAvailability,
    checkpoints: true,
    ownTriggerId: world.release.ownTriggerId,
    parallelism: 0,
    companions: world.companions,
    foldersPerStart: {},
    folder,
    terminationLog: join(folder, pod),
    timeouts: { savepoint: 60_000, deletion: 60_000, start: 60_000 },
    ...more,
  };
}

export function kubernetesFor(world: FakeWorld, pod: string): Kubernetes {
  return new Kubernetes({ server: world.kubernetesUrl, namespace: 'flink', token: () => pod });
}

/** One pod from its beginning to its end. */
export async function runPod(
  world: FakeWorld,
  revision: string,
  more: Partial<Settings> & Partial<Pick<Tempo, 'patience'>> = {},
): Promise<PodEnd> {
  const pod = `${NAME}-deploy-${revision}-pod${++made}`;
  const settings = settingsFor(world, revision, pod, more);
  const labels = { [LABELS.instance]: NAME, [LABELS.component]: COMPONENTS.update, 'job-name': settings.updateJob };
  world.kubernetes.put('pods', { metadata: { name: pod, labels }, status: { phase: 'Running' } });
  const job = world.kubernetes.find('jobs', settings.updateJob)?.metadata.uid;
  let looks = 0;
  const tempo: Tempo = {
    pause: 0,
    patience: more.patience ?? 120_000,
    ending: () => {
      world.tick();
      if (++looks > MOST_LOOKS) {
        world.ledger.violations.push('promise 4: the program goes in circles');
        return true;
      }
      const now = world.kubernetes.find('jobs', settings.updateJob)?.metadata;
      return world.dead.has(pod) || now?.uid !== job || now?.deletionTimestamp !== undefined;
    },
  };
  let end: Pick<PodEnd, 'outcome' | 'message'>;
  try {
    end = await steps(world, settings, tempo);
  } catch (error) {
    end = { outcome: 'crashed', message: messageOf(error) };
  }
  const phase = end.outcome === 'done' || end.outcome === 'gave-way' ? 'Succeeded' : 'Failed';
  world.kubernetes.put('pods', { metadata: { name: pod, labels }, status: { phase } });
  return { pod, termination: readTermination(settings.terminationLog), ...end };
}

async function steps(world: FakeWorld, settings: Settings, tempo: Tempo): Promise<Pick<PodEnd, 'outcome' | 'message'>> {
  const kubernetes = kubernetesFor(world, settings.pod);
  // Every step is a process of its own.
  const step = async (decide: typeof nextStop) => {
    const real = new World(settings, kubernetes, new Flink(settings.flinkUrl));
    const turns = new Turns(settings, kubernetes, real);
    const outcome = await new Loop(settings, real, turns, tempo).run(decide);
    if (outcome.outcome === 'failed' || outcome.outcome === 'refused') {
      await reportFailure(settings, kubernetes, outcome.outcome, outcome.message);
    }
    return { outcome, real, turns };
  };

  const { outcome: stopped, real } = await step(nextStop);
  if (stopped.outcome !== 'start' && stopped.outcome !== 'done') return stopped;
  let owner = {};
  if (stopped.outcome === 'start') {
    if (settings.mode === 'standalone') throw new Error('there is no client');
    const map = await kubernetes.get('configmaps', settings.configMap);
    if (map?.metadata.labels?.[LABELS.revision] !== settings.revision) throw new Error('a newer revision was applied meanwhile');
    owner = await real.owner();
  }
  // Flink's client and `verify` run side by side.
  const making = stopped.outcome === 'start' ? client(world, settings, stopped.record, owner) : Promise.resolve();
  const [made, verified] = await Promise.all([
    making.then(
      () => tellOfClient(world, settings.pod, { exitCode: 0 }),
      (error) => tellOfClient(world, settings.pod, { exitCode: 1, message: messageOf(error) }),
    ),
    step(nextVerify),
  ]);
  if (verified.outcome.outcome === 'done') await verified.turns.release();
  if (verified.outcome.outcome === 'start') throw new Error('verify started something');
  return made === 0 ? verified.outcome : { outcome: 'crashed', message: 'message' in verified.outcome ? verified.outcome.message : '' };
}

function tellOfClient(world: FakeWorld, pod: string, terminated: { exitCode: number; message?: string }): number {
  if (world.mode === 'standalone') return 0;
  const { metadata, status } = world.kubernetes.find('pods', pod)!;
  world.kubernetes.put('pods', { metadata, status: { ...status, containerStatuses: [{ name: 'start', state: { terminated } }] } });
  return terminated.exitCode;
}

/** Flink's client: makes the Deployment, then what belongs to it, and looks at nothing. */
async function client(world: FakeWorld, settings: Settings, record: UpdateRecord, owner: object): Promise<void> {
  const kubernetes = kubernetesFor(world, `${settings.pod}.client`);
  const labels = CLUSTER;
  const own = { [LABELS.instance]: NAME, [LABELS.revision]: record.revision };
  const manifest = (kind: string, name: string, more: object): Manifest => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, labels, ...more },
  });
  const deployment = await kubernetes.create('deployments', {
    ...manifest('Deployment', NAME, { labels: { ...labels, ...own }, ownerReferences: [owner] }),
    spec: { jobId: record.jobId, savepointPath: record.savepointPath },
  });
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: NAME, uid: deployment.metadata.uid }];
  for (const companion of settings.companions) {
    const [resource, kind] = companion.endsWith('-rest') ? (['services', 'Service'] as const) : (['configmaps', 'ConfigMap'] as const);
    await kubernetes.create(resource, manifest(kind, companion, { ownerReferences }));
  }
}

/** Pods of one Job, one after the other, until one needs no successor. */
export async function runJob(
  world: FakeWorld,
  revision: string,
  { tries = 7, gap = 3, ...more }: Partial<Settings> & Partial<Pick<Tempo, 'patience'>> & { tries?: number; gap?: number } = {},
): Promise<PodEnd & { readonly pods: number }> {
  world.apply(revision, more.updateJob);
  for (let pods = 1; ; pods++) {
    const end = await runPod(world, revision, more);
    const enough = ['done', 'gave-way', 'refused'].includes(end.outcome) || world.ledger.violations.length > 0;
    if (enough || pods === tries) return { ...end, pods };
    world.tick(gap);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readTermination(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
