/** Why a start failed, where Kubernetes tells it a moment after Flink told that it did. */
import { Action } from '../../../lib/savepoint/runtime/action';
import { Loop } from '../../../lib/savepoint/runtime/loop';
import { Phase, UpdateRecord } from '../../../lib/savepoint/runtime/record';
import { nextVerify } from '../../../lib/savepoint/runtime/verify';
import { DEPLOYMENT, flink, record, RUNS, WANT } from './situations';

const STARTING = record(Phase.STARTING, { revision: WANT.revision });
const seen = (state: string, rootCause: string, podTrouble = '') => ({
  ...RUNS,
  deployment: { ...DEPLOYMENT, revision: WANT.revision },
  flink: flink(state, { rootCause }),
  podTrouble,
});

test('A job that failed before it could tell why is a failure whose cause comes late', () => {
  expect(nextVerify(STARTING, seen('FAILED', ''), WANT)).toMatchObject({ do: 'fail', late: true });
});

test.each([
  ['Flink', seen('FAILED', 'no such class')],
  ['Kubernetes', seen('FAILED', '', 'pod x: OOMKilled')],
])('A failure whose cause %s has told is told at once, with it', (_, known) => {
  const action = nextVerify(STARTING, known, WANT);
  expect(action).toMatchObject({ do: 'fail', late: false });
  expect((action as { message: string }).message).toMatch(/says: (no such class|pod x: OOMKilled)/);
});

describe('The failure of an update', () => {
  beforeEach(() => jest.spyOn(console, 'log').mockImplementation(() => undefined));

  /** What a failure is told as, by a world that tells trouble of pods in turn. */
  async function told(action: Action, troubles: readonly string[], ending = () => false): Promise<string> {
    let looks = 0;
    const look = () =>
      Promise.resolve({ record: undefined as UpdateRecord | undefined, seen: { ...RUNS, podTrouble: troubles[looks++] ?? '' } });
    const turns = { take: () => Promise.resolve({ turn: 'mine' }), has: () => Promise.resolve(true) };
    const settings = { name: 'orders', timeouts: {}, initialSavepoint: '' };
    const tempo = { pause: 1, patience: 1000, ending };
    const outcome = await new Loop(settings as never, { look } as never, turns as never, tempo).run(() => action);
    return 'message' in outcome ? outcome.message : outcome.outcome;
  }

  it('tells what Kubernetes says of it later', async () => {
    expect(await told({ do: 'fail', message: 'It failed.', late: true }, ['', '', 'pod x: of this'])).toBe(
      'It failed. Kubernetes says: pod x: of this.',
    );
  });

  it('does not wait where the cause is known', async () => {
    expect(await told({ do: 'fail', message: 'It failed.', late: false }, ['', '', 'pod x: of this'])).toBe('It failed.');
  });

  it('waits no more once the pod is told to end', async () => {
    let asked = 0;
    // Asked by the wait for its turn, before the step, and while the cause is waited for.
    const ending = () => ++asked > 2;
    expect(await told({ do: 'fail', message: 'It failed.', late: true }, ['', 'pod x: of this'], ending)).toBe('It failed.');
  });
});
