/** Pods of a schedule's Job, run as `main.ts` runs them. */
import { mkdirSync } from 'node:fs';
import { takeSavepoint } from '../../lib/savepoint/runtime/errands';
import { COMPONENTS } from '../../lib/savepoint/runtime/labels';
import { tellFailure } from '../../lib/savepoint/runtime/report';
import { ErrandSettings } from '../../lib/savepoint/runtime/settings';
import { FakeWorld } from './fake-world';
import { inPod, kubernetesFor, PodEnd, settingsFor } from './update-pod';

let made = 0;

export interface ScheduleOptions {
  /** The Job that the CronJob made. */
  readonly job?: string;
  readonly savepointsKept?: number;
  readonly timeout?: number;
  readonly patience?: number;
}

/** One pod from its beginning to its end. */
export async function runSchedulePod(world: FakeWorld, options: ScheduleOptions = {}): Promise<PodEnd> {
  const { job = 'orders-savepoints-1', savepointsKept = 0, timeout = 60_000, patience } = options;
  if (!world.kubernetes.find('jobs', job)) world.kubernetes.put('jobs', { metadata: { name: job } });
  const pod = `${job}-pod${++made}`;
  const update = settingsFor(world, '', pod);
  const settings: ErrandSettings = { ...update, updateJob: job, savepointsKept, timeouts: { savepoint: timeout } };
  mkdirSync(update.folder, { recursive: true });
  return inPod(world, settings, COMPONENTS.savepoints, patience, async (tempo) => {
    const kubernetes = kubernetesFor(world, pod);
    const outcome = await takeSavepoint(settings, kubernetes, tempo);
    if (outcome.outcome === 'start' || outcome.outcome === 'again') throw new Error('the schedule started something');
    if (outcome.outcome === 'failed' || outcome.outcome === 'refused')
      await tellFailure(settings, kubernetes, 'SavepointFailed', outcome.message);
    return { outcome: outcome.outcome, message: outcome.message };
  });
}

/** Pods of one Job, one after the other, until one needs no successor. */
export async function runSchedule(
  world: FakeWorld,
  { tries = 2, gap = 3, ...options }: ScheduleOptions & { tries?: number; gap?: number } = {},
): Promise<PodEnd & { readonly pods: number }> {
  for (let pods = 1; ; pods++) {
    const end = await runSchedulePod(world, options);
    if (end.outcome === 'done' || end.outcome === 'gave-way' || pods === tries) return { ...end, pods };
    world.tick(gap);
  }
}
