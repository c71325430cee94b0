/** The program of the update Job: `node update.js update`, beside Flink's client in its own container. */
import { attendClient, dismissClient } from './client';
import { Flink } from './flink';
import { inCluster, Kubernetes } from './kubernetes';
import { log } from './log';
import { Outcome, TEMPO } from './loop';
import { reportFailure, writeTermination } from './report';
import { readSettings, Settings } from './settings';
import { Turns } from './turn';
import { runUpdate } from './update';
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
    case 'again':
    case 'done':
    case 'gave-way':
      log(outcome.outcome, 'message' in outcome ? outcome.message : '');
      return EXIT.done;
  }
}

/** Updates, until somebody tells this process to end. */
async function update(settings: Settings, kubernetes: Kubernetes): Promise<Outcome> {
  const world = new World(settings, kubernetes, new Flink(settings.flinkUrl, settings));
  // A process that is a container's first ignores SIGTERM unless it says otherwise. What is under way is finished.
  let ending = false;
  process.on('SIGTERM', () => (ending = true));
  return runUpdate(settings, world, new Turns(settings, kubernetes, world), { ...TEMPO, ending: () => ending });
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: Error) => {
    log('failed', error.message);
    writeTermination(process.env.TERMINATION_LOG ?? '/dev/termination-log', error.message);
    process.exit(error.message.startsWith('the step') ? EXIT.usage : EXIT.failed);
  },
);
