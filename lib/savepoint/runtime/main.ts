/** The program of the update Job: `node update.js stop`, then Flink's client in its own container, then `node update.js verify`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Flink } from './flink';
import { inCluster, Kubernetes } from './kubernetes';
import { log } from './log';
import { Loop, Outcome, TEMPO } from './loop';
import { nextStop, nextVerify } from './machine';
import { LABELS } from './labels';
import { UpdateRecord } from './record';
import { reportFailure, writeTermination } from './report';
import { readSettings, Settings } from './settings';
import { Turns } from './turn';
import { World } from './world';

/** Exit codes. REFUSED fails the whole Job at once: only a person can help. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, ended: 143 } as const;

/** Files by which one step tells the next. */
const PLAN = 'plan';
const START = 'start';

async function main(step: string | undefined): Promise<number> {
  if (step !== 'stop' && step !== 'verify') throw new Error(`the step is '${step ?? ''}'; allowed are stop, verify`);
  const settings = readSettings(process.env);
  const kubernetes = new Kubernetes(inCluster(process.env, settings.namespace));
  const world = new World(settings, kubernetes, new Flink(settings.flinkUrl));
  const turns = new Turns(settings, kubernetes, world);
  const plan = join(settings.folder, PLAN);

  if (step === 'verify' && readFileSync(plan, 'utf8') === 'gave-way') return EXIT.done;
  // A process that is a container's first ignores SIGTERM unless it says otherwise. What is under way is finished.
  let ending = false;
  process.on('SIGTERM', () => (ending = true));
  const outcome = await new Loop(settings, world, turns, { ...TEMPO, ending: () => ending }).run(step === 'stop' ? nextStop : nextVerify);
  if (outcome.outcome === 'failed' || outcome.outcome === 'refused') {
    await reportFailure(settings, kubernetes, outcome.outcome === 'failed' ? 'UpdateFailed' : 'UpdateRefused', outcome.message);
    return EXIT[outcome.outcome];
  }
  if (outcome.outcome === 'ended') {
    log('ended', outcome.message);
    return EXIT.ended;
  }
  if (step === 'stop') await handOver(settings, kubernetes, world, outcome, plan);
  else await turns.release();
  log(
    outcome.outcome,
    'message' in outcome ? outcome.message : `revision ${outcome.record.revision} from ${outcome.record.savepointPath || 'empty'}`,
  );
  return EXIT.done;
}

/** Leaves what the next steps need: Flink's configuration, and the options that are known only now. */
async function handOver(settings: Settings, kubernetes: Kubernetes, world: World, outcome: Outcome, plan: string): Promise<void> {
  if (outcome.outcome === 'start') {
    await world.ensureClaim();
    const map = await kubernetes.get('configmaps', settings.configMap);
    // Files of another revision would start that one under this one's name.
    if (map?.metadata.labels?.[LABELS.revision] !== settings.revision)
      throw new Error(`a newer revision than ${settings.revision} was applied meanwhile`);
    const conf = join(settings.folder, 'conf');
    mkdirSync(conf, { recursive: true });
    for (const [file, text] of Object.entries(map.data ?? {})) writeFileSync(join(conf, file), text);
    writeFileSync(
      join(settings.folder, START),
      startOptions(settings, outcome.record, await world.owner())
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  writeFileSync(plan, outcome.outcome);
}

/** Arguments for Flink's client, one a line. */
function startOptions(settings: Settings, record: UpdateRecord, owner: Readonly<Record<string, string>>): string[] {
  const reference = Object.entries({ ...owner, controller: 'false', blockOwnerDeletion: 'false' }).map(([key, value]) => `${key}:${value}`);
  return [
    `-D$internal.pipeline.job-id=${record.jobId}`,
    ...Object.entries(settings.foldersPerStart).map(([key, folder]) => `-D${key}=${folder}/${record.jobId}`),
    `-Dkubernetes.jobmanager.owner.reference=${reference.join(',')}`,
    ...(record.savepointPath ? ['--fromSavepoint', record.savepointPath] : []),
  ];
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: Error) => {
    log('failed', error.message);
    writeTermination(process.env.TERMINATION_LOG ?? '/dev/termination-log', error.message);
    process.exit(error.message.startsWith('the step') ? EXIT.usage : EXIT.failed);
  },
);
