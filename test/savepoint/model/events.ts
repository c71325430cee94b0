/** What may happen next in the model: to Flink, to Kubernetes, to the program, and by people. */
import { Action } from '../../../lib/savepoint/runtime/action';
import type { KeptRevision } from '../../../lib/savepoint/runtime/kept';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Phase, Takes, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { Cluster, FOLDER, Ha, Job, KEPT, numberOf, observe, Policy, Program, wanted, World } from './world';

export interface Step {
  readonly event: string;
  readonly world: World;
  /** What must never be, and is. */
  readonly violation?: string;
  /** Whether a try of the update ends here, with a message. */
  readonly ends?: boolean;
}

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

const nextNumber = (job: Job) => Math.max(0, ...Object.keys(job.states).map(Number)) + 1;
/** What Flink goes on telling of when a newer checkpoint is there: the lowest number is what it was restored from. */
const restored = ({ states }: Job) => Object.fromEntries(Object.entries(states).slice(0, 1));

type Left = keyof World['left'];
const use = (world: World, what: Left): World['left'] => ({ ...world.left, [what]: world.left[what] - 1 });
const withCluster = ({ clusters }: World, id: string, more: Partial<Cluster>) => ({ ...clusters, [id]: { ...clusters[id], ...more } });
const without = <T>(all: Readonly<Record<string, T>>, id: string) => Object.fromEntries(Object.entries(all).filter(([one]) => one !== id));
/** Flink forgets the HA metadata of a job that is over, and keeps that of the cluster. */
const forgotten = ({ ha }: World, id: string) => ({ ...ha, [id]: { jobId: '' } });

function flinkEvents(world: World, id: string, policy: Policy): Step[] {
  const { left, committed, states } = world;
  const cluster = world.clusters[id];
  const { up } = cluster;
  const job = up?.job;
  const steps: Step[] = [];
  const withUp = (next: Cluster['up']) => withCluster(world, id, { up: next });
  const put = (event: string, more: Partial<World>) => steps.push({ event: `${id}: ${event}`, world: { ...world, ...more } });
  // The first one of a start is what its update waits for.
  const first = job?.completed === 0;
  if (job?.state === 'RUNNING' && (first || left.commits > 0)) {
    const number = nextNumber(job);
    const latest = `${FOLDER}/${cluster.jobId}/chk-${number}`;
    put('a checkpoint completes', {
      committed: committed + 1,
      states: { ...states, [latest]: committed + 1 },
      ha: { ...world.ha, [id]: { jobId: cluster.jobId, newest: number } },
      clusters: withUp({ ...up, job: { ...job, completed: job.completed + 1, states: { ...restored(job), [number]: latest } } }),
      left: first ? left : use(world, 'commits'),
    });
  }
  if (job?.state === 'RUNNING' && up!.stop && up!.stop.ended === undefined) {
    const path = `${up!.stop.target}/savepoint-${nextNumber(job)}`;
    const finished: Job = { ...job, state: 'FINISHED', states: { ...job.states, [nextNumber(job)]: path } };
    put('the savepoint completes', {
      committed: committed + 1,
      states: { ...states, [path]: committed + 1 },
      clusters: withUp({ job: finished, stop: { ...up!.stop, ended: path } }),
    });
    if (left.troubles > 0)
      put('the savepoint fails', { clusters: withUp({ job, stop: { ...up!.stop, ended: '' } }), left: use(world, 'troubles') });
  }
  // Until it is noted, a JobManager that dies runs the job again when it is back.
  if (job?.state === 'FINISHED' && !world.over.includes(cluster.jobId))
    put('Flink notes that the job is over', { over: [...world.over, cluster.jobId], ha: forgotten(world, id) });
  if (job?.state === 'RUNNING' && left.troubles > 0) {
    put('the job fails again and again', { clusters: withUp({ job: { ...job, state: 'RESTARTING' } }), left: use(world, 'troubles') });
    // Not between a look and what follows from it at once, nor as its pods end: that a job completes its first checkpoint and fails
    // for good in these moments is left out. Flink then wipes what would tell of that checkpoint.
    if (!cluster.deleting && !world.programs.some(({ intent }) => intent))
      put('the job fails for good', {
        clusters: withUp({ job: { ...job, state: 'FAILED' } }),
        ha: forgotten(world, id),
        over: [...world.over, cluster.jobId],
        left: use(world, 'troubles'),
      });
  }
  if (job?.state === 'RESTARTING') put('the job mends itself', { clusters: withUp({ ...up, job: { ...job, state: 'RUNNING' } }) });
  // A job that completed a checkpoint and failed for good before anybody saw it run, and whose JobManager is gone when somebody looks,
  // cannot be told from one that never ran. See docs/design.md.
  const unseen = world.record?.phase !== Phase.RUNNING && world.record?.phase !== Phase.STOPPING;
  // That one dies between the savepoint's completion and its note repeats output: Flink's own affair, and left out.
  const between = job?.state === 'FINISHED' && !world.over.includes(cluster.jobId);
  if (up && left.deaths > 0 && !(job?.state === 'FAILED' && unseen) && !between)
    put('the JobManager dies', { clusters: withCluster(world, id, { up: undefined, ended: 'nothing' }), left: use(world, 'deaths') });
  if (!up && cluster.pods && cluster.complete && cluster.from !== undefined && !cluster.deleting) {
    // One that would go on from a checkpoint of its own fails for good by this, and is gone at once: left out in the same moments.
    const own = world.ha[id]?.jobId === cluster.jobId && world.ha[id].newest !== numberOf(cluster.from);
    const begins = !world.over.includes(cluster.jobId) && !(own && (unseen || world.programs.some(({ intent }) => intent)));
    steps.push(boot(world, id, policy));
    // Its state cannot be restored. Flink notes that the job is over, and ends the JobManager; the next one is up without the job.
    if (begins && left.troubles > 0)
      put('the job never begins', {
        clusters: withCluster(world, id, { up: {}, ended: cluster.ended ? 'nothing' : 'never began' }),
        ha: forgotten(world, id),
        over: [...world.over, cluster.jobId],
        left: use(world, 'troubles'),
      });
  }
  return steps;
}

/** A JobManager comes up, and goes on from HA metadata, or from what it was told. */
function boot(world: World, id: string, { takes }: Policy): Step {
  const { states, committed, clusters } = world;
  const cluster = clusters[id];
  const ha = world.ha[id] as Ha | undefined;
  const event = `${id}: the JobManager boots`;
  if (world.over.includes(cluster.jobId)) return { event, world: { ...world, clusters: withCluster(world, id, { up: {} }) } };
  const works = Object.keys(clusters).find((one) => one !== id && clusters[one].pods && isLive(world, clusters[one]));
  const revived = ha && ha.jobId !== '' && ha.jobId !== cluster.jobId;
  const told = cluster.from!;
  const kept = ha?.jobId === cluster.jobId ? ha.newest : undefined;
  // HA metadata has what the job was told to start from, too.
  const newest = kept !== undefined && (told === '' || kept !== numberOf(told)) ? `${FOLDER}/${cluster.jobId}/chk-${kept}` : undefined;
  const from = newest ?? told;
  // Where nothing is to be taken along, all begins anew.
  const anew = takes === Takes.NOTHING && from === '';
  const position = anew ? committed : from === '' ? 0 : states[from];
  const job = {
    state: 'RUNNING',
    run: world.counts.uids,
    completed: newest ? 1 : 0,
    states: from ? { [numberOf(from)]: from } : {},
  } as const;
  const violation = works
    ? `promise 1: ${id} runs beside ${works}`
    : revived
      ? `promise 1: HA metadata brought ${ha.jobId} back`
      : position === undefined
        ? `promise 2: ${from} is no state that was written`
        : position !== committed
          ? `promise 3: started from ${from || 'empty'}, which has ${position} of ${committed}`
          : undefined;
  const counts = { ...world.counts, uids: world.counts.uids + 1 };
  const metadata = { ...world.ha, [id]: { jobId: cluster.jobId, newest: from ? numberOf(from) : undefined } };
  const begun = anew ? { committed: 0, states: {} } : {};
  return { event, violation, world: { ...world, ...begun, counts, ha: metadata, clusters: withCluster(world, id, { up: { job } }) } };
}

/** Whether a cluster works, or would when its JobManager comes back. */
function isLive(world: World, { jobId, from, up }: Cluster): boolean {
  return from !== undefined && !world.over.includes(jobId) && up?.job?.state !== 'FAILED';
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
      for (const waited of WAITED) {
        const want = wanted(world, program, policy);
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
      return [program.step === 'stop' ? step({}, { ...idle, step: 'verify' }) : settle('done')];
    case 'refuse': {
      const newest = Object.keys(world.states).find((path) => path.includes('/savepoints/') && world.states[path] === world.committed);
      const { savepointPath = '', target = '' } = world.record ?? {};
      const told = !newest || newest === savepointPath || newest.startsWith(`${target}/`);
      return [{ ...settle('refused'), violation: told ? undefined : `promise 4: nobody is told of ${newest}` }];
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
  return { clusters: withCluster(world, id, { up: { ...up, stop: { trigger: record.triggerId, target: record.target } } }) };
}

export type { Action };
