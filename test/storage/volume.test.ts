import { Size } from 'cdk8s';
import { FlinkVersion, StateStorage } from '../../lib';
import { MINORS } from '../support';

test('A claim is mounted, and each job has a folder of its own name in it', () => {
  const storage = StateStorage.persistentVolume('state.v1');
  expect(storage._contribute(FlinkVersion.V1_20, 'orders')).toEqual({
    prop: 'storage',
    options: {
      'execution.checkpointing.dir': 'file:///flink-state/orders/checkpoints',
      'execution.checkpointing.savepoint-dir': 'file:///flink-state/orders/savepoints',
    },
    volumes: [{ name: 'state', persistentVolumeClaim: { claimName: 'state.v1' } }],
    mounts: [{ name: 'state', mountPath: '/flink-state' }],
  });
  expect(storage._claim('orders')).toBeUndefined();
});

test('A new claim is of one node and the default class, unless it is said otherwise', () => {
  const claim = (props: object) => StateStorage.newPersistentVolume({ size: Size.gibibytes(10), ...props })._claim('orders');
  const requests = { storage: '10240Mi' };
  expect(claim({})).toEqual({ name: 'orders-state', spec: { accessModes: ['ReadWriteOnce'], resources: { requests } } });
  expect(claim({ shared: true, storageClassName: 'nfs' })).toEqual({
    name: 'orders-state',
    spec: { accessModes: ['ReadWriteMany'], resources: { requests }, storageClassName: 'nfs' },
  });
});

test('A new claim is mounted by the name it is made with', () => {
  const storage = StateStorage.newPersistentVolume({ size: Size.gibibytes(1) });
  expect(storage._contribute(FlinkVersion.V1_13, 'orders').volumes).toEqual([
    { name: 'state', persistentVolumeClaim: { claimName: 'orders-state' } },
  ]);
});

test('A volume is the same for every release; whether its pods can mount one, the mode knows', () => {
  const storage = StateStorage.persistentVolume('state');
  for (const minor of MINORS) {
    expect(storage._contribute(FlinkVersion.of(minor), 'orders')).toEqual(storage._contribute(FlinkVersion.V2_3, 'orders'));
  }
});

test.each(['/mnt/state', 'My-Claim', '', 'state-', 's3://acme'])('%j is no name of a claim', (name) => {
  expect(() => StateStorage.persistentVolume(name)).toThrow(
    `storage: '${name}' is no name of a PersistentVolumeClaim; give its metadata.name, not a path`,
  );
});
