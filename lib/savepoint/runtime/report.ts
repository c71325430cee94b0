/** Tells why an update failed, wherever somebody may look: the pod's termination message, an Event on the Job, the record. */
import { writeFileSync } from 'node:fs';
import { Kubernetes } from './kubernetes';
import { recordName } from './labels';
import { log } from './log';
import { Settings } from './settings';

/** Kubernetes keeps no more of a termination message or of an Event's. */
const LONGEST_TERMINATION = 4096;
const LONGEST_EVENT = 1024;

/** Who tells: a pod, of a Job. */
export type Teller = Pick<Settings, 'namespace' | 'pod' | 'updateJob' | 'terminationLog'>;

export async function reportFailure(settings: Settings, kubernetes: Kubernetes, reason: string, message: string): Promise<void> {
  await Promise.allSettled([tellFailure(settings, kubernetes, reason, message), note(settings, kubernetes, message)]);
}

/** The same, but for the record: it tells of updates. */
export async function tellFailure(teller: Teller, kubernetes: Kubernetes, reason: string, message: string): Promise<void> {
  log('failed', message, { reason });
  writeTermination(teller.terminationLog, message);
  // Best effort: the failure stands without it.
  await Promise.allSettled([event(teller, kubernetes, reason, message)]);
}

export function writeTermination(file: string, message: string): void {
  try {
    writeFileSync(file, message.slice(0, LONGEST_TERMINATION));
  } catch {
    // Outside a pod there is no such file.
  }
}

/** Tells what an update waits for, and what keeps it, while it may yet mend itself. Best effort. */
export async function reportWaiting(settings: Settings, kubernetes: Kubernetes, waiting: string, trouble: string): Promise<void> {
  if (trouble) log('trouble', trouble, { waiting });
  const events = trouble ? [event(settings, kubernetes, 'UpdateTrouble', `Waiting ${waiting}`)] : [];
  await Promise.allSettled([...events, kubernetes.patch('configmaps', recordName(settings.name), { data: { waiting } })]);
}

async function event(teller: Teller, kubernetes: Kubernetes, reason: string, message: string): Promise<void> {
  const { namespace, updateJob, pod } = teller;
  const job = await kubernetes.get('jobs', updateJob);
  const now = new Date().toISOString();
  await kubernetes.create('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${pod}.${Date.now().toString(16)}`, namespace },
    involvedObject: { apiVersion: 'batch/v1', kind: 'Job', name: updateJob, namespace, uid: job?.metadata.uid },
    reason,
    message: message.slice(0, LONGEST_EVENT),
    type: 'Warning',
    source: { component: 'cdk8s-flink' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
  });
}

async function note(settings: Settings, kubernetes: Kubernetes, message: string): Promise<void> {
  await kubernetes.patch('configmaps', recordName(settings.name), { data: { message } });
}
