import { Size } from 'cdk8s';
import { FlinkVersion, LocalRecovery } from '../../lib';
import { messageOf, MINORS } from '../support';

const recovery = LocalRecovery.persistentVolume({ size: Size.gibibytes(10) });

test.each(MINORS)('Flink %s keeps local copies from 1.15 on, by the options that the release has, and says so before', (minor) => {
  const since = (first: string) => MINORS.indexOf(minor) >= MINORS.indexOf(first);
  const version = FlinkVersion.of(minor);
  if (!since('1.15')) {
    expect(messageOf(() => recovery._contribute(version))).toBe(
      `localRecovery: Flink ${minor} has no state of a TaskManager that outlives its process; Flink 1.15 has. Leave it out, or use Flink 1.15 or later`,
    );
    return;
  }
  expect(recovery._contribute(version)).toEqual({
    prop: 'localRecovery',
    // By its newest name; before 1.20 the older one goes out, and stands for the copies as well.
    options: {
      'execution.state-recovery.from-local': 'true',
      ...(since('1.20') ? { 'execution.checkpointing.local-backup.enabled': 'true' } : {}),
      'process.taskmanager.working-dir': '/flink-local',
    },
  });
});

test('What is mounted is what is claimed, where Flink is told to keep it', () => {
  const { mountPath, name } = recovery._mount as { mountPath: string; name: string };
  expect(recovery._contribute(FlinkVersion.V1_20).options).toHaveProperty(['process.taskmanager.working-dir'], mountPath);
  expect(recovery._claim).toMatchObject({ metadata: { name } });
});

test('The claim asks for the size, and for a class where one is given', () => {
  expect(recovery._claim).toEqual({
    metadata: { name: 'local-state' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10240Mi' } } },
  });
  // None at all is not the default one.
  expect(LocalRecovery.persistentVolume({ size: Size.mebibytes(1), storageClassName: '' })._claim).toHaveProperty(
    ['spec', 'storageClassName'],
    '',
  );
});

test.each([
  [Size.gibibytes(0), '0'],
  [Size.kibibytes(1536), '1.5'],
])('A size of %s is refused', (size, mebibytes) => {
  expect(messageOf(() => LocalRecovery.persistentVolume({ size }))).toBe(
    `localRecovery.size: ${mebibytes} MiB was given; allowed is a whole number of MiB, at least 1, such as Size.gibibytes(10)`,
  );
});
