/** The program of the update Job: `node update.js update`, beside Flink's client in its own container. */
import { attendClient, dismissClient } from './client';
import { Flink } from './flink';
import { inCluster, Kubernetes } from './kubernetes';
import { log } from './log';
import { Loop, Outcome, TEMPO } from './loop';
import { nextStop } from './machine';
import { reportFailure, writeTermination } from './report';
import { readSettings, Settings } from './settings';
import { Turns } from './turn';
import { nextVerify } from './verify';
import { World } from './world';

/** Exit codes. REFUSED fails the whole Job at once: only a person can help. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, ended: 143 } as const;

async function main(step: string | undefined): Promise<number> {
  if (step !== 'update') throw new Error(`the step is '${step ?? ''}'; allowed is update`);
  const settings = readSettings(process.env);
  const kubernetes = new Kubernetes(inCluster(process.env, settings.namespace));
  attendClient(settings.folder);
  const outcome = await update(settings, kubernetes).finally(() => dismissClient(settings.folder));
  switch (outcome.outcome) {
    case 'failed':
    case 'refused':
      await reportFailure(settings, kubernetes, outcome.outcome === 'failed' ? 'UpdateFailed' : 'UpdateRefused', outcome.message);
      return EXIT[outcome.outcome];
    case 'ended':
      log('ended', outcome.message);
      return EXIT.ended;
    case 'start':
    case 'done':
    case 'gave-way':
      log(outcome.outcome, 'message' in outcome ? outcome.message : '');
      return EXIT.done;
  }
}

/** Until what is wanted can be started, or runs; then until it was seen to run. */
async function update(settings: Settings, kubernetes: Kubernetes): Promise<Outcome> {
  const world = new World(settings, kubernetes, new Flink(settings.flinkUrl));
  const turns = new Turns(settings, kubernetes, world);
  // A process that is a container's first ignores SIGTERM unless it says otherwise. What is under way is finished.
  let ending = false;
  process.on('SIGTERM', () => (ending = true));
  const tempo = { ...TEMPO, ending: () => ending };
  const stopped = await new Loop(settings, world, turns, tempo).run(nextStop);
  if (stopped.outcome !== 'start' && stopped.outcome !== 'done') return stopped;
  log(
    stopped.outcome,
    'message' in stopped ? stopped.message : `revision ${stopped.record.revision} from ${stopped.record.savepointPath || 'empty'}`,
  );
  const verified = await new Loop(settings, world, turns, tempo).run(nextVerify);
  if (verified.outcome === 'done') await turns.release();
  return verified;
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: Error) => {
    log('failed', error.message);
    writeTermination(process.env.TERMINATION_LOG ?? '/dev/termination-log', error.message);
    process.exit(error.message.startsWith('the step') ? EXIT.usage : EXIT.failed);
  },
);
