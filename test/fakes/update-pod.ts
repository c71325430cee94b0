/** Pods of an update Job, run as `main.ts` runs them, with Flink's client in between. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kubernetes, Manifest } from '../../lib/savepoint/runtime/kubernetes';
import { COMPONENTS, LABELS } from '../../lib/savepoint/runtime/labels';
import { Takes } from '../../lib/savepoint/runtime/record';
import { Outcome, Tempo } from '../../lib/savepoint/runtime/repeat';
import { reportFailure } from '../../lib/savepoint/runtime/report';
import { ErrandSettings, Settings } from '../../lib/savepoint/runtime/settings';
import { runUpdate } from '../../lib/savepoint/runtime/update';
import { FakeWorld } from './fake-world';
import { clusterIdOf, haLabelsOf, NAME } from './mode';
import { configOf, GATED } from './native-mode';

export interface PodEnd {
  readonly pod: string;
  readonly outcome: Exclude<Outcome['outcome'], 'start' | 'again'> | 'crashed';
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
    clusterId: clusterIdOf(world.mode, revision),
    flinkUrl: world.flinkUrlFor(pod),
    configMap: `${NAME}-config`,
    savepoints: 's3://state/orders/savepoints',
    savepointsKept: 0,
    checkpointsFolder: 's3://state/orders/checkpoints',
    takes: Takes.SAVEPOINT,
    fallsBack: false,
    rollsBack: false,
    initialSavepoint: '',
    restoreOptions: {},
    restoreArguments: [],
    drain: false,
    savepointFormat: '',
    suspended: false,
    highAvailability: world.highAvailability,
    checkpoints: true,
    ownTriggerId: world.release.ownTriggerId,
    parallelism: 0,
    prepared: world.prepared,
    taskManagersAhead: world.prepared ? 1 : 0,
    companions: world.companionsOf(revision),
    foldersPerStart: {},
    folder: join(folder, pod),
    terminationLog: join(folder, `${pod}.log`),
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
  mkdirSync(settings.folder, { recursive: true });
  return inPod(world, settings, COMPONENTS.update, more.patience, (tempo) => steps(world, settings, tempo));
}

/** A process in a pod of a Job, which ends when the pod is killed, or the Job deleted. */
export async function inPod(
  world: FakeWorld,
  { pod, updateJob, terminationLog }: ErrandSettings,
  component: string,
  patience = 120_000,
  run: (tempo: Tempo) => Promise<Pick<PodEnd, 'outcome' | 'message'>>,
): Promise<PodEnd> {
  const labels = { [LABELS.instance]: NAME, [LABELS.component]: component, 'job-name': updateJob };
  world.kubernetes.put('pods', { metadata: { name: pod, labels }, status: { phase: 'Running' } });
  const job = world.kubernetes.find('jobs', updateJob)?.metadata.uid;
  let looks = 0;
  const tempo: Tempo = {
    pause: 0,
    patience,
    ending: () => {
      world.tick();
      if (++looks > MOST_LOOKS) {
        world.ledger.violations.push('promise 4: the program goes in circles');
        return true;
      }
      const now = world.kubernetes.find('jobs', updateJob)?.metadata;
      return world.dead.has(pod) || now?.uid !== job || now?.deletionTimestamp !== undefined;
    },
  };
  let end: Pick<PodEnd, 'outcome' | 'message'>;
  try {
    end = await run(tempo);
  } catch (error) {
    end = { outcome: 'crashed', message: messageOf(error) };
  }
  const phase = end.outcome === 'done' || end.outcome === 'gave-way' ? 'Succeeded' : 'Failed';
  world.kubernetes.put('pods', { metadata: { name: pod, labels }, status: { phase } });
  return { pod, termination: readTermination(terminationLog), ...end };
}

async function steps(world: FakeWorld, settings: Settings, tempo: Tempo): Promise<Pick<PodEnd, 'outcome' | 'message'>> {
  const kubernetes = kubernetesFor(world, settings.pod);
  const beside = new ClientContainer(world, settings);
  const beginning = {
    ...tempo,
    ending: () => {
      beside.tick();
      return tempo.ending();
    },
  };
  const ended = await runUpdate(settings, kubernetes, beginning);
  if (ended.outcome === 'start' || ended.outcome === 'again') throw new Error(`an update ended with ${ended.outcome}`);
  const outcome = { outcome: ended.outcome, message: ended.message };
  if (outcome.outcome === 'failed' || outcome.outcome === 'refused')
    await reportFailure(settings, kubernetes, outcome.outcome, outcome.message);
  return (await beside.end()) === 0 ? outcome : { outcome: 'crashed', message: outcome.message };
}

/** The container of Flink's client, beside the program: it waits for the file that tells it what to do. */
class ClientContainer {
  private work?: Promise<number>;

  constructor(
    private readonly world: FakeWorld,
    private readonly settings: Settings,
  ) {}

  tick(): void {
    const file = join(this.settings.folder, 'start');
    if (this.work || !existsSync(file)) return;
    if (this.settings.mode === 'standalone') throw new Error('there is no client');
    this.work = client(this.world, this.settings, readFileSync(file, 'utf8').split('\n')).then(
      () => this.tell({ exitCode: 0 }),
      (error) => this.tell({ exitCode: 1, message: messageOf(error) }),
    );
  }

  /** Its exit code. */
  async end(): Promise<number> {
    this.tick();
    return (await this.work) ?? 0;
  }

  private tell(terminated: { exitCode: number; message?: string }): number {
    const { metadata, status } = this.world.kubernetes.find('pods', this.settings.pod)!;
    const containerStatuses = [{ name: 'start', state: { terminated } }];
    this.world.kubernetes.put('pods', { metadata, status: { ...status, containerStatuses } });
    return terminated.exitCode;
  }
}

/** Flink's client: makes the Deployment, then what belongs to it, and looks at nothing. */
async function client(world: FakeWorld, settings: Settings, options: readonly string[]): Promise<void> {
  const kubernetes = kubernetesFor(world, `${settings.pod}.client`);
  const { clusterId, revision } = settings;
  const labels = haLabelsOf(clusterId);
  const own = { [LABELS.instance]: NAME, [LABELS.revision]: revision };
  const manifest = (kind: string, name: string, more: object): Manifest => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, labels, ...more },
  });
  const told = (start: string) =>
    options
      .find((option) => option.startsWith(start))
      ?.slice(start.length)
      .trim();
  const jobId = told('-D$internal.pipeline.job-id=');
  const savepointPath = options[options.indexOf('--fromSavepoint') + 1 || options.length] ?? '';
  const deployment = await kubernetes.create('deployments', {
    ...manifest('Deployment', clusterId, {
      labels: { ...labels, ...own },
      ownerReferences: [{ uid: told('-Dkubernetes.jobmanager.owner') }],
    }),
    spec: jobId ? {} : { template: GATED },
  });
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: clusterId, uid: deployment.metadata.uid }];
  for (const companion of settings.companions) {
    const [resource, kind] = companion.endsWith('-rest') ? (['services', 'Service'] as const) : (['configmaps', 'ConfigMap'] as const);
    const content =
      kind === 'Service' ? { spec: { clusterIP: '', ports: [] } } : { data: jobId ? configOf(companion, jobId, savepointPath) : {} };
    await kubernetes.create(resource, { ...manifest(kind, companion, { ownerReferences }), ...content });
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
    if (enough || pods === tries) {
      world.ended(more.updateJob ?? `${NAME}-deploy-${revision}`, ['done', 'gave-way'].includes(end.outcome) ? 'Complete' : 'Failed');
      return { ...end, pods };
    }
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
