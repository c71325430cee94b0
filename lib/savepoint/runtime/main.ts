/**
 * The program: `node update.js update` in the update Job, beside Flink's client in its own container, and `node update.js savepoint`
 * in the Jobs of a schedule.
 */
import { dismissClient, endPod } from './client';
import { takeSavepoint } from './errands';
import { inCluster, Kubernetes } from './kubernetes';
import { log } from './log';
import { Outcome, TEMPO, Tempo } from './repeat';
import { reportFailure, tellFailure, writeTermination } from './report';
import { readErrandSettings, readSettings } from './settings';
import { runUpdate } from './update';

/** Exit codes. REFUSED fails the whole Job at once: only a person can help. */
export const EXIT = { done: 0, failed: 1, usage: 2, refused: 3, ended: 143 } as const;

/** What the program can be told to do. */
const STEPS: Readonly<Record<string, (tempo: Tempo) => Promise<Outcome>>> = {
  async update(tempo) {
    const settings = readSettings(process.env);
    const kubernetes = new Kubernetes(inCluster(process.env, settings.namespace));
    const outcome = await runUpdate(settings, kubernetes, tempo).finally(() => dismissClient(settings.folder));
    if (outcome.outcome === 'failed') await reportFailure(settings, kubernetes, 'UpdateFailed', outcome.message);
    if (outcome.outcome === 'refused') await reportFailure(settings, kubernetes, 'UpdateRefused', outcome.message);
    if (outcome.outcome === 'failed' || outcome.outcome === 'refused') await endPod(settings, kubernetes);
    return outcome;
  },
  async savepoint(tempo) {
    const settings = readErrandSettings(process.env);
    const kubernetes = new Kubernetes(inCluster(process.env, settings.namespace));
    const outcome = await takeSavepoint(settings, kubernetes, tempo);
    if (outcome.outcome === 'failed' || outcome.outcome === 'refused')
      await tellFailure(settings, kubernetes, 'SavepointFailed', outcome.message);
    return outcome;
  },
};

async function main(step = ''): Promise<number> {
  if (!(step in STEPS)) throw new Error(`the step is '${step}'; allowed are ${Object.keys(STEPS).join(', ')}`);
  // A process that is a container's first ignores SIGTERM unless it says otherwise. What is under way is finished.
  let ending = false;
  process.on('SIGTERM', () => (ending = true));
  const outcome = await STEPS[step]({ ...TEMPO, ending: () => ending });
  switch (outcome.outcome) {
    case 'failed':
    case 'refused':
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

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: Error) => {
    log('failed', error.message);
    writeTermination(process.env.TERMINATION_LOG ?? '/dev/termination-log', error.message);
    process.exit(error.message.startsWith('the step') ? EXIT.usage : EXIT.failed);
  },
);
