/** The program of the update Job: `node update.js stop`, then Flink's client in its own container, then `node update.js verify`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Flink } from './flink';
import { handOver, PLAN } from './hand-over';
import { inCluster, Kubernetes } from './kubernetes';
import { log } from './log';
import { Loop, TEMPO } from './loop';
import { nextStop } from './machine';
import { reportFailure, writeTermination } from './report';
import { readSettings } from './settings';
import { Turns } from './turn';
import { nextVerify } from './verify';
import { World } from './world';

/** Exit codes. REFUSED fails the whole Job at once: only a person can help. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, ended: 143 } as const;

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

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: Error) => {
    log('failed', error.message);
    writeTermination(process.env.TERMINATION_LOG ?? '/dev/termination-log', error.message);
    process.exit(error.message.startsWith('the step') ? EXIT.usage : EXIT.failed);
  },
);
