/** An update from its beginning to its end: until what is wanted can be started, or runs; then until it was seen to run. */
import { cleanUp } from './errands';
import { Flink } from './flink';
import { Kubernetes } from './kubernetes';
import { log } from './log';
import { Loop } from './loop';
import { nextStop } from './machine';
import { Outcome, Tempo } from './repeat';
import { Settings } from './settings';
import { Turns } from './turn';
import { nextVerify } from './verify';
import { World } from './world';

export async function runUpdate(settings: Settings, kubernetes: Kubernetes, tempo: Tempo): Promise<Outcome> {
  const flink = new Flink(settings.flinkUrl, settings);
  const world = new World(settings, kubernetes, flink);
  const turns = new Turns(settings, kubernetes, world);
  for (;;) {
    const stopped = await new Loop(settings, world, turns, tempo).run(nextStop);
    if (stopped.outcome !== 'start' && stopped.outcome !== 'done') return stopped;
    log(
      stopped.outcome,
      'message' in stopped ? stopped.message : `revision ${stopped.record.revision} from ${stopped.record.savepointPath || 'empty'}`,
    );
    const verified = await new Loop(settings, world, turns, tempo).run(nextVerify);
    if (verified.outcome === 'done') {
      await cleanUp(settings, kubernetes, flink, tempo);
      await turns.release();
    }
    // A revision was given up for the one before, which is to be started.
    if (verified.outcome !== 'again') return verified;
    log('roll-back', verified.message);
  }
}
