/** What may happen next to Flink in the model. */
import { Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { forgotten, Step, use, withCluster } from './step';
import { Cluster, FOLDER, Ha, Job, nextNumber, numberOf, Policy, World } from './world';

/** What Flink goes on telling of when a newer checkpoint is there: the lowest number is what it was restored from. */
const restored = ({ states }: Job) => Object.fromEntries(Object.entries(states).slice(0, 1));

export function flinkEvents(world: World, id: string, policy: Policy): Step[] {
  const { left, committed, states } = world;
  const cluster = world.clusters[id];
  const { up } = cluster;
  const job = up?.job;
  const steps: Step[] = [];
  const withUp = (next: Cluster['up']) => withCluster(world, id, { up: next });
  const put = (event: string, more: Partial<World>, violation?: string) =>
    steps.push({ event: `${id}: ${event}`, world: { ...world, ...more }, violation });
  // The first one of a start is what its update waits for.
  const first = job?.completed === 0;
  // While it stops it begins no other one. One that repeats is given the time to be seen: what is left of that is in docs/design.md.
  const may = job?.state === 'RUNNING' && (up!.stop === undefined || up!.stop.ended !== undefined) && !job.repeats;
  if (may && (first || left.commits > 0)) {
    const number = nextNumber(world, id);
    const latest = `${FOLDER}/${cluster.jobId}/chk-${number}`;
    put('a checkpoint completes', {
      committed: committed + 1,
      states: { ...states, [latest]: committed + 1 },
      ha: { ...world.ha, [id]: { jobId: cluster.jobId, newest: number, given: number } },
      clusters: withUp({ ...up, job: { ...job, completed: job.completed + 1, states: { ...restored(job), [number]: latest } } }),
      left: first ? left : use(world, 'commits'),
    });
  }
  if (job?.state === 'RUNNING' && up!.stop && up!.stop.ended === undefined) {
    const { number } = up!.stop;
    const path = `${up!.stop.target}/savepoint-${number}`;
    const finished: Job = { ...job, state: 'FINISHED', states: { ...job.states, [number]: path } };
    put(
      'the savepoint completes',
      {
        committed: committed + 1,
        states: { ...states, [path]: committed + 1 },
        clusters: withUp({ job: finished, stop: { ...up!.stop, ended: path } }),
      },
      job.repeats ? 'promise 3: what was committed is committed again' : undefined,
    );
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
  // Whether it was not the only one that ended matters while a job may still fail to begin.
  const another = left.troubles > 0 ? 'nothing' : undefined;
  const between = job?.state === 'FINISHED' && !world.over.includes(cluster.jobId);
  const unnoted = between ? true : cluster.unnoted;
  if (up && left.deaths > 0 && !(job?.state === 'FAILED' && unseen))
    put('the JobManager dies', {
      clusters: withCluster(world, id, { up: undefined, ended: another, unnoted }),
      left: use(world, 'deaths'),
    });
  if (!up && cluster.pods && cluster.complete && cluster.from !== undefined && !cluster.deleting) {
    // One that would go on from a checkpoint of its own fails for good by this, and is gone at once: left out in the same moments.
    const own = world.ha[id]?.jobId === cluster.jobId && world.ha[id].newest !== numberOf(cluster.from);
    const begins = !world.over.includes(cluster.jobId) && !(own && (unseen || world.programs.some(({ intent }) => intent)));
    steps.push(boot(world, id, policy));
    // Its state cannot be restored. Flink notes that the job is over, and ends the JobManager; the next one is up without the job.
    if (begins && left.troubles > 0)
      put('the job never begins', {
        clusters: withCluster(world, id, { up: {}, ended: cluster.ended ? another : 'never began' }),
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
    repeats: cluster.unnoted,
  } as const;
  const violation = works
    ? `promise 1: ${id} runs beside ${works}`
    : revived
      ? `promise 1: HA metadata brought ${ha.jobId} back`
      : position === undefined
        ? `promise 2: ${from} is no state that was written`
        : position !== committed && !cluster.unnoted
          ? `promise 3: started from ${from || 'empty'}, which has ${position} of ${committed}`
          : undefined;
  const counts = { ...world.counts, uids: world.counts.uids + 1 };
  const number = from ? numberOf(from) : undefined;
  const given = ha?.jobId === cluster.jobId ? (ha.given ?? number) : number;
  const metadata = { ...world.ha, [id]: { jobId: cluster.jobId, newest: number, given } };
  const begun = anew ? { committed: 0, states: {} } : {};
  return { event, violation, world: { ...world, ...begun, counts, ha: metadata, clusters: withCluster(world, id, { up: { job } }) } };
}

/** Whether a cluster works, or would when its JobManager comes back. */
function isLive(world: World, { jobId, from, up }: Cluster): boolean {
  return from !== undefined && !world.over.includes(jobId) && up?.job?.state !== 'FAILED';
}
