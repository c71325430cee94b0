/** What may happen next in the model: to Flink, to Kubernetes, to the program, and by people. */
import { Action } from '../../../lib/savepoint/runtime/action';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { Phase, Takes } from '../../../lib/savepoint/runtime/record';
import { Cluster, FOLDER, Job, numberOf, observe, Policy, Program, wanted, World } from './world';

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
  /** Whether a second pod may act beside the first. */
  readonly ignoresLease?: boolean;
  /** Whether the stop goes out before the record says so. */
  readonly recordsLate?: boolean;
}

export const SHIPPED: Rules = { decide: nextStop };

/** No wait yet, one longer than every grace, and one longer than all patience. */
const WAITED = [0, 61_000, 2e9];

export function next(world: World, policy: Policy, rules: Rules): Step[] {
  return [...flinkEvents(world), ...kubernetesEvents(world), ...peopleEvents(world), ...programEvents(world, policy, rules)];
}

const nextNumber = (job: Job) => Math.max(0, ...Object.keys(job.states).map(Number)) + 1;
/** What Flink goes on telling of when a newer checkpoint is there: the lowest number is what it was restored from. */
const restored = ({ states }: Job) => Object.fromEntries(Object.entries(states).slice(0, 1));

type Left = keyof World['left'];
const use = (world: World, what: Left): World['left'] => ({ ...world.left, [what]: world.left[what] - 1 });
const withUp = (cluster: Cluster, up: Cluster['up']): Cluster => ({ ...cluster, up });

function flinkEvents(world: World): Step[] {
  const { cluster, left, committed, states } = world;
  const steps: Step[] = [];
  const up = cluster?.up;
  const job = up?.job;
  if (!cluster) return steps;
  const put = (event: string, more: Partial<World>) => steps.push({ event, world: { ...world, ...more } });
  // The first one of a start is what its update waits for.
  const first = job?.completed === 0;
  if (job?.state === 'RUNNING' && (first || left.commits > 0)) {
    const number = nextNumber(job);
    const latest = `${FOLDER}/${cluster.jobId}/chk-${number}`;
    put('a checkpoint completes', {
      committed: committed + 1,
      states: { ...states, [latest]: committed + 1 },
      ha: { jobId: cluster.jobId, newest: number },
      cluster: withUp(cluster, { ...up, job: { ...job, completed: job.completed + 1, states: { ...restored(job), [number]: latest } } }),
      left: first ? left : use(world, 'commits'),
    });
  }
  if (job?.state === 'RUNNING' && up!.stop && up!.stop.ended === undefined) {
    const path = `${up!.stop.target}/savepoint-${nextNumber(job)}`;
    put('the savepoint completes', {
      committed: committed + 1,
      states: { ...states, [path]: committed + 1 },
      ha: { jobId: '' },
      over: [...world.over, cluster.jobId],
      cluster: withUp(cluster, {
        job: { ...job, state: 'FINISHED', states: { ...job.states, [nextNumber(job)]: path } },
        stop: { ...up!.stop, ended: path },
      }),
    });
    if (left.troubles > 0)
      put('the savepoint fails', { cluster: withUp(cluster, { job, stop: { ...up!.stop, ended: '' } }), left: use(world, 'troubles') });
  }
  if (job?.state === 'RUNNING' && left.troubles > 0) {
    put('the job fails again and again', {
      cluster: withUp(cluster, { job: { ...job, state: 'RESTARTING' } }),
      left: use(world, 'troubles'),
    });
    // Not between a look and what follows from it at once, nor as its pods end: that a job completes its first checkpoint and fails
    // for good in these moments is left out. Flink then wipes what would tell of that checkpoint.
    if (!cluster.deleting && !world.programs.some(({ intent }) => intent))
      put('the job fails for good', {
        cluster: withUp(cluster, { job: { ...job, state: 'FAILED' } }),
        ha: { jobId: '' },
        over: [...world.over, cluster.jobId],
        left: use(world, 'troubles'),
      });
  }
  if (job?.state === 'RESTARTING') put('the job mends itself', { cluster: withUp(cluster, { ...up, job: { ...job, state: 'RUNNING' } }) });
  // A job that completed a checkpoint and failed for good before anybody saw it run, and whose JobManager is gone when somebody looks,
  // cannot be told from one that never ran. See docs/design.md.
  const unseen = job?.state === 'FAILED' && world.record?.phase !== Phase.RUNNING && world.record?.phase !== Phase.STOPPING;
  if (up && left.deaths > 0 && !unseen) put('the JobManager dies', { cluster: withUp(cluster, undefined), left: use(world, 'deaths') });
  if (!up && cluster.pods && cluster.complete && !cluster.deleting) steps.push(boot(world, cluster));
  return steps;
}

/** A JobManager comes up, and goes on from HA metadata, or from what the record told the client. */
function boot(world: World, cluster: Cluster): Step {
  const { ha, states, committed, record } = world;
  const event = 'the JobManager boots';
  if (world.over.includes(cluster.jobId)) return { event, world: { ...world, cluster: withUp(cluster, {}) } };
  const revived = ha && ha.jobId !== '' && ha.jobId !== cluster.jobId;
  const told = record?.savepointPath ?? '';
  const kept = ha?.jobId === cluster.jobId ? ha.newest : undefined;
  // HA metadata has what the job was told to start from, too.
  const newest = kept !== undefined && (told === '' || kept !== numberOf(told)) ? `${FOLDER}/${cluster.jobId}/chk-${kept}` : undefined;
  const from = newest ?? told;
  const position = from === '' ? 0 : states[from];
  const job = {
    state: 'RUNNING',
    run: world.counts.uids,
    completed: newest ? 1 : 0,
    states: from ? { [numberOf(from)]: from } : {},
  } as const;
  const violation = revived
    ? `promise 1: HA metadata brought ${ha.jobId} back`
    : position === undefined
      ? `promise 2: ${from} is no state that was written`
      : position !== committed
        ? `promise 3: started from ${from || 'empty'}, which has ${position} of ${committed}`
        : undefined;
  const counts = { ...world.counts, uids: world.counts.uids + 1 };
  return {
    event,
    violation,
    world: { ...world, counts, ha: { jobId: cluster.jobId, newest: from ? numberOf(from) : undefined }, cluster: withUp(cluster, { job }) },
  };
}

function kubernetesEvents(world: World): Step[] {
  const { cluster } = world;
  if (!cluster?.deleting) return [];
  return cluster.pods
    ? [{ event: 'its pods end', world: { ...world, cluster: { ...cluster, pods: false, up: undefined } } }]
    : [{ event: 'the Deployment is gone', world: { ...world, cluster: undefined } }];
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
        const decide = program.step === 'stop' ? rules.decide : nextVerify;
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
  const { cluster, counts, left } = world;
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
      if (!cluster || String(cluster.uid) !== action.uid) return [step({})];
      const restarts =
        world.record?.phase === Phase.RUNNING && world.record.revision === program.revision && program.revision === world.applied;
      return [step({ cluster: { ...cluster, deleting: true } }, idle, restarts ? 'promise 5: what runs is restarted' : undefined)];
    }
    case 'delete-ha': {
      const needed = cluster?.pods ? 'promise 2: HA metadata is deleted beneath a cluster' : undefined;
      return [step({ ha: undefined }, idle, needed)];
    }
    case 'start': {
      if (cluster?.pods) return [step({}, idle, 'promise 1: a cluster is started beside another one')];
      const { record } = action;
      const made: Cluster = {
        uid: counts.uids + 1,
        revision: record.revision,
        jobId: record.jobId,
        complete: true,
        deleting: false,
        pods: true,
      };
      const whole = step({ cluster: made, counts: { ...counts, uids: counts.uids + 1 } }, { ...idle, step: 'verify' });
      const half: Step = {
        event: 'its client dies half-way',
        world: {
          ...world,
          cluster: { ...made, complete: false },
          counts: { ...counts, uids: counts.uids + 1 },
          left: use(world, 'crashes'),
          programs: put(),
        },
      };
      return left.crashes > 0 ? [whole, half] : [whole];
    }
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

function send(world: World, record: { readonly jobId: string; readonly triggerId: string; readonly target: string }): Partial<World> {
  const { cluster } = world;
  const up = cluster?.up;
  if (!up?.job || cluster!.jobId !== record.jobId || up.job.state !== 'RUNNING') return {};
  // The same trigger again is the same stop.
  if (up.stop?.trigger === record.triggerId) return {};
  return { cluster: withUp(cluster!, { ...up, stop: { trigger: record.triggerId, target: record.target } }) };
}

export type { Action };
