/** What may happen next in the model: to Flink, to Kubernetes, to the program, and by people. */
import type { KeptRevision } from '../../../lib/savepoint/runtime/kept';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Phase, Takes, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { flinkEvents } from './flink-events';
import { Step, use, withCluster, without } from './step';
import { Cluster, KEPT, nextNumber, observe, Policy, Program, wanted, World } from './world';

/** The program; tests plant bugs in it. */
export interface Rules {
  readonly decide: typeof nextStop;
  readonly verify?: typeof nextVerify;
  /** Whether a second pod may act beside the first. */
  readonly ignoresLease?: boolean;
  /** Whether the stop goes out before the record says so. */
  readonly recordsLate?: boolean;
}

export const SHIPPED: Rules = { decide: nextStop };

/** No wait yet, one longer than every grace, and one longer than all patience. */
const WAITED = [0, 61_000, 2e9];

export function next(world: World, policy: Policy, rules: Rules): Step[] {
  const ids = Object.keys(world.clusters);
  return [
    ...ids.flatMap((id) => flinkEvents(world, id, policy)),
    ...ids.flatMap((id) => kubernetesEvents(world, id)),
    ...peopleEvents(world),
    ...programEvents(world, policy, rules),
  ];
}

function kubernetesEvents(world: World, id: string): Step[] {
  const { deleting, pods } = world.clusters[id];
  if (!deleting) return [];
  return pods
    ? [{ event: `${id}: its pods end`, world: { ...world, clusters: withCluster(world, id, { pods: false, up: undefined }) } }]
    : [{ event: `${id}: the Deployment is gone`, world: { ...world, clusters: without(world.clusters, id) } }];
}

function peopleEvents(world: World): Step[] {
  if (world.left.applies === 0) return [];
  const applied = world.applied === 'b' ? 'c' : 'b';
  const again = { ...world, settled: '' as const, left: use(world, 'applies') };
  return [
    { event: `${applied} is applied`, world: { ...again, applied } },
    ...(world.settled ? [{ event: 'the same is applied again', world: again }] : []),
  ];
}

function programEvents(world: World, policy: Policy, rules: Rules): Step[] {
  const steps: Step[] = [];
  const room = world.programs.length === 0 || (rules.ignoresLease && world.programs.length < 2);
  if (room && !world.settled) {
    const program: Program = { revision: world.applied, step: 'stop', unsent: '' };
    steps.push({ event: `a pod of ${world.applied} acts`, world: { ...world, programs: [...world.programs, program] } });
  }
  world.programs.forEach((program, at) => {
    const put = (other?: Program) => world.programs.flatMap((one, i) => (i !== at ? [one] : other ? [other] : []));
    // Deleted with its Job when a newer one is applied, drained, killed: all the same.
    if (world.left.crashes > 0 || program.revision !== world.applied) {
      const left = program.revision !== world.applied ? world.left : use(world, 'crashes');
      steps.push({ event: 'the pod dies', world: { ...world, left, programs: put() } });
    }
    if (program.intent) steps.push(...act(world, program, put, rules));
    else {
      const seen = new Set<string>();
      const want = wanted(world, program, policy);
      for (const waited of WAITED) {
        const decide = program.step === 'stop' ? rules.decide : (rules.verify ?? nextVerify);
        const action = decide(world.record, observe(world, program, waited), want);
        if (seen.has(JSON.stringify(action))) continue;
        seen.add(JSON.stringify(action));
        const intent = { action, version: world.version };
        if (action.do !== 'wait')
          steps.push({ event: `it decides: ${action.do}`, world: { ...world, programs: put({ ...program, intent }) } });
      }
    }
  });
  return steps;
}

function act(world: World, program: Program, put: (other?: Program) => readonly Program[], rules: Rules): Step[] {
  const { action, version } = program.intent!;
  const { counts, left } = world;
  const idle: Program = { ...program, intent: undefined };
  const event = `it does: ${action.do}`;
  const step = (more: Partial<World>, other: Program | undefined = idle, violation?: string): Step => ({
    event,
    violation,
    world: { ...world, ...more, programs: put(other) },
  });
  const settle = (settled: World['settled']) => step({ settled: program.revision === world.applied ? settled : '' }, null as never);
  switch (action.do) {
    case 'write': {
      if (version !== world.version) return [step({})];
      const { record } = action;
      const started = record.phase === Phase.STARTING && world.record?.phase !== Phase.STARTING && record.jobId !== world.record?.jobId;
      const stopping = record.phase === Phase.STOPPING;
      const late = rules.recordsLate && stopping && record.takes === Takes.SAVEPOINT;
      const more = {
        record,
        version: version + 1,
        counts: { ...counts, starts: counts.starts + (started ? 1 : 0), stops: counts.stops + (stopping ? 1 : 0) },
      };
      const other = stopping ? { ...idle, unsent: record.target } : idle;
      if (late) {
        // The bug: the stop goes out first, and what it was is written down when the answer is there, if it comes.
        const sent = send(world, { ...record, triggerId: `late${record.triggerId}` });
        return [
          { event: 'it does: send, then write', world: { ...world, ...sent, ...more, programs: put(other) } },
          { event: 'it sends, and dies', world: { ...world, ...sent, programs: put() } },
        ];
      }
      return [step(more, other)];
    }
    case 'write-and-fail':
      return [
        version === world.version ? { ...step({ record: action.record, version: version + 1 }, null as never), ends: true } : step({}),
      ];
    case 'send-stop': {
      const sent = step(send(world, action.record), { ...idle, unsent: '' });
      // The request is lost on its way.
      return left.lost > 0 ? [sent, step({ left: use(world, 'lost') }, { ...idle, unsent: '' })] : [sent];
    }
    case 'delete-deployment': {
      const { clusterId, uid } = action;
      if (String((world.clusters[clusterId] as Cluster | undefined)?.uid) !== uid) return [step({})];
      const restarts =
        world.record?.phase === Phase.RUNNING &&
        world.record.revision === program.revision &&
        program.revision === world.applied &&
        clusterId === world.record.clusterId;
      const clusters = withCluster(world, clusterId, { deleting: true });
      return [step({ clusters }, idle, restarts ? 'promise 5: what runs is restarted' : undefined)];
    }
    case 'delete-ha': {
      const id = world.record?.clusterId ?? program.revision;
      const needed = (world.clusters[id] as Cluster | undefined)?.pods ? 'promise 2: HA metadata is deleted beneath a cluster' : undefined;
      return [step({ ha: without(world.ha, id) }, idle, needed)];
    }
    case 'prepare':
      return made(world, { revision: program.revision, jobId: '' }, idle, put, event, left);
    case 'start': {
      // That of the record, which may be one that is made again.
      const { jobId, revision, savepointPath } = action.record;
      const there = world.clusters[revision] as Cluster | undefined;
      const verify: Program = { ...idle, step: 'verify' };
      if (!there) return made(world, { revision, jobId, from: savepointPath }, verify, put, event, left);
      return [step({ clusters: withCluster(world, revision, { jobId, from: savepointPath }) }, verify)];
    }
    case 'keep': {
      const kept: KeptRevision = { ...KEPT, revision: program.revision, clusterId: program.revision };
      return [version === world.version ? step({ record: { ...action.record, kept }, version: version + 1 }) : step({})];
    }
    case 'again':
      return [step({}, { ...idle, step: 'stop' })];
    case 'done':
      if (program.step === 'stop') return [step({}, { ...idle, step: 'verify' })];
      return [{ ...settle('done'), violation: repeating(world) }];
    case 'refuse': {
      const newest = Object.keys(world.states).find((path) => path.includes('/savepoints/') && world.states[path] === world.committed);
      const { savepointPath = '', target = '' } = world.record ?? {};
      const told = !newest || newest === savepointPath || newest.startsWith(`${target}/`);
      return [{ ...settle('refused'), violation: told ? repeating(world) : `promise 4: nobody is told of ${newest}` }];
    }
    case 'fail':
      return [{ ...step({}, null as never), ends: true }];
    // Nothing of it is in the model.
    case 'drop-standbys':
    case 'hold':
    case 'own-ha':
    case 'rescale':
    case 'roll':
    case 'wait':
      return [step({})];
  }
}

/** A job that goes on with what was committed before, and that nobody will stop. */
function repeating({ clusters }: World): string | undefined {
  const found = Object.keys(clusters).find((id) => {
    const job = clusters[id].deleting ? undefined : clusters[id].up?.job;
    return job?.repeats && ['RUNNING', 'RESTARTING'].includes(job.state);
  });
  return found && `promise 3: ${found} is left to repeat what was committed`;
}

/** Flink's client makes a cluster, or dies half-way. */
function made(
  world: World,
  told: Pick<Cluster, 'revision' | 'jobId' | 'from'>,
  after: Program,
  put: (other?: Program) => readonly Program[],
  event: string,
  left: World['left'],
): Step[] {
  const { revision } = told;
  const uid = world.counts.uids + 1;
  const counts = { ...world.counts, uids: uid };
  const cluster: Cluster = { uid, ...told, complete: true, deleting: false, pods: true };
  const whole = { event, world: { ...world, counts, clusters: { ...world.clusters, [revision]: cluster }, programs: put(after) } };
  const clusters = { ...world.clusters, [revision]: { ...cluster, complete: false } };
  const half = { event: 'its client dies half-way', world: { ...world, counts, clusters, left: use(world, 'crashes'), programs: put() } };
  return left.crashes > 0 ? [whole, half] : [whole];
}

function send(world: World, record: UpdateRecord): Partial<World> {
  const id = record.clusterId;
  const cluster = world.clusters[id] as Cluster | undefined;
  const up = cluster?.up;
  if (!up?.job || cluster!.jobId !== record.jobId || up.job.state !== 'RUNNING') return {};
  // The same trigger again is the same stop.
  if (up.stop?.trigger === record.triggerId) return {};
  const number = nextNumber(world, id);
  const stop = { trigger: record.triggerId, target: record.target, number };
  const ha = { ...world.ha, [id]: { ...world.ha[id], given: number } };
  return { clusters: withCluster(world, id, { up: { ...up, stop } }), ha };
}
