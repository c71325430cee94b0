/** Jobs that ended by themselves: what an update makes of each end. */
import { Wanted } from '../../../lib/savepoint/runtime/action';
import { nextStop } from '../../../lib/savepoint/runtime/machine';
import { Observation } from '../../../lib/savepoint/runtime/observation';
import { Phase } from '../../../lib/savepoint/runtime/record';
import { flink, record, RUNS, WANT, written } from './situations';

const FALLS_BACK: Wanted = { ...WANT, fallsBack: true };

describe('a job that ended by itself', () => {
  const told = 's3://state/orders/checkpoints/told/chk-9';
  const ended = (state: string, path = told) => ({
    ...RUNS,
    flink: flink(state, { states: path ? { 9: path } : {}, completedCheckpoints: 3 }),
  });

  it.each(['FAILED', 'CANCELED'])('is gone on from where Flink tells that it was when it is %s, at once (promises 2, 3)', (state) => {
    for (const highAvailability of [true, false]) {
      for (const phase of [Phase.RUNNING, Phase.STARTING]) {
        const stopped = written(nextStop(record(phase, { highAvailability }), ended(state), FALLS_BACK));
        expect(stopped).toMatchObject({ phase: Phase.STOPPED, savepointPath: told, abandoned: false });
        expect(stopped.history[0].path).toBe(told);
      }
    }
  });

  it.each<[string, Observation, Wanted]>([
    ['is FINISHED', ended('FINISHED'), FALLS_BACK],
    ['FAILED and tells nothing', ended('FAILED', ''), FALLS_BACK],
    ['FAILED, and nobody allowed another way', ended('FAILED'), WANT],
  ])('is refused where it %s (promises 2, 6)', (_, seen, want) => {
    for (const phase of [Phase.RUNNING, Phase.STARTING]) {
      const action = nextStop(record(phase), seen, want);
      expect(action).toMatchObject({ do: 'refuse', message: expect.stringContaining('ended by itself') });
    }
  });

  it.each(['FAILED', 'CANCELED'])(
    'while it is stopped with a savepoint, and is %s, is gone on from in the same way (promises 2, 3)',
    (state) => {
      const stopped = written(nextStop(record(Phase.STOPPING), ended(state), FALLS_BACK));
      expect(stopped).toMatchObject({ phase: Phase.STOPPED, savepointPath: told });
    },
  );

  it('while it is stopped with a savepoint, and is FINISHED, has one that nobody knows: that is refused (promise 2)', () => {
    expect(nextStop(record(Phase.STOPPING), ended('FINISHED'), FALLS_BACK).do).toBe('refuse');
  });
});
