import { App, Size, Testing } from 'cdk8s';
import { FlinkApplication, FlinkClusterProps, FlinkNativeCluster, HighAvailability } from '../../lib';
import { clusterProps, messageOf, minimalProps, MINORS } from '../support';

const MINIMAL = clusterProps(minimalProps());
const TRAPS: FlinkClusterProps = { ...MINIMAL, parallelism: 3, taskSlots: 2, options: { 'akka.ask.timeout': '30 s' } };

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => warn.mockRestore());

const made = (props: FlinkClusterProps) => new FlinkNativeCluster(Testing.chart(), 'orders', props);

describe('describe()', () => {
  test('tells what runs, and how Flink divides the memory', () => {
    expect(made({ ...MINIMAL, taskManager: { memory: Size.gibibytes(4) } }).describe()).toMatchSnapshot();
  });

  test.each(MINORS)('does so for Flink %s', (minor) => {
    const props = clusterProps(minimalProps(minor));
    expect(made(props).describe()).toMatch(
      new RegExp(
        `^flink/orders: Flink ${props.flinkVersion.patch}, registry\\S+, revision [0-9a-f]{8}\n\nmemory +JobManager +TaskManager\ntotal process +1600 MiB +1728 MiB\n`,
      ),
    );
  });
});

describe('Warnings', () => {
  test('are printed on standard error, with the path of the construct, once', () => {
    const app = new App();
    const { cluster } = new FlinkApplication(app, 'orders', TRAPS);
    app.synthYaml();
    expect(cluster.warnings).toEqual([
      'idle-slots: parallelism 3 is no multiple of 2 task slots: the last TaskManager has idle slots that cost memory. Change one of them',
      "option 'akka.ask.timeout' (given '30 s') is deprecated in Flink 1.20; write 'pekko.ask.timeout'",
    ]);
    expect(warn.mock.calls).toEqual(cluster.warnings.map((warning) => [`orders/cluster: warning: ${warning}`]));
  });

  test('are neither printed nor kept when they are silenced', () => {
    const { warnings } = made({ ...TRAPS, silencedWarnings: ['idle-slots', 'akka.ask.timeout'] });
    expect(warnings).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
  });

  test('are none for what has no trap', () => {
    expect(made(MINIMAL).warnings).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
    expect(made({ ...MINIMAL, highAvailability: HighAvailability.none() }).warnings).toEqual([expect.stringMatching(/^ha-off: /)]);
  });

  test('that are handed out cannot be changed for others', () => {
    const cluster = made(TRAPS);
    cluster.warnings.pop();
    expect(cluster.warnings).toHaveLength(2);
  });
});

test('What is wrong is told with the path of the construct, and warnings are not', () => {
  const wrong = { ...TRAPS, options: { 'no.such': '1', 'akka.ask.timeout': '30 s' } };
  expect(messageOf(() => new FlinkApplication(new App(), 'orders', wrong))).toBe(
    "orders/cluster: 1 thing is wrong with Flink's options:\n- option 'no.such' (given '1') is unknown to Flink 1.20. Correct it, or name it in customOptions if your own code reads it",
  );
  expect(messageOf(() => made({ ...MINIMAL, namespace: 'A' }))).toMatch(/^test\/orders: namespace: 'A' is no DNS label; /);
  expect(warn).not.toHaveBeenCalled();
});

test('Two jobs of one name in one namespace are refused: each would update the other (promises 1, 9)', () => {
  const app = new App();
  new FlinkApplication(app, 'orders', minimalProps());
  const message = messageOf(() => new FlinkApplication(app, 'fork', { ...minimalProps(), name: 'orders' }));
  expect(message).toBe(
    "fork/cluster: the name 'orders' was given, which orders/cluster has in the namespace 'flink', so that each would update the other; " +
      'give one of them another name or namespace',
  );
  new FlinkApplication(app, 'elsewhere', { ...minimalProps(), name: 'orders', namespace: 'other' });
  new FlinkApplication(new App(), 'orders', minimalProps());
});
