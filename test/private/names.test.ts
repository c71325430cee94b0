import { names, objectLabels, selectorLabels } from '../../lib/private/names';
import { LONGEST_NAME } from '../../lib/private/validate';

const NAME = 'x'.repeat(LONGEST_NAME);

test.each(Object.keys(names) as (keyof typeof names)[])(
  'The name of %s is a DNS label and a label value, however long the job’s is',
  (kind) => {
    const made = names[kind](NAME, 'abcdef12');
    expect(made).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
    expect(made.length).toBeLessThanOrEqual(63);
  },
);

test('What Flink and Kubernetes append to names fits into a DNS label, a hundred restarts later, too', () => {
  const appended = [`flink-config-${NAME}`, `pod-template-${NAME}`, `${NAME}-rest`, `${NAME}-taskmanager-99-99`];
  expect(appended.filter((one) => one.length > 63)).toEqual([]);
});

test('Names of different kinds that are one kind of object differ', () => {
  const configMaps = [names.config('a'), names.program('a'), 'a-savepoint'];
  const accounts = [names.jobManagerAccount('a'), names.taskManagerAccount('a'), names.updateAccount('a')];
  expect(new Set(configMaps).size).toBe(3);
  expect(new Set(accounts).size).toBe(3);
});

test('Objects carry the labels by which they are selected, and who made them', () => {
  expect(selectorLabels('orders')).toEqual({ 'app.kubernetes.io/instance': 'orders' });
  expect(objectLabels('orders', 'jobmanager')).toEqual({
    ...selectorLabels('orders', 'jobmanager'),
    'app.kubernetes.io/managed-by': 'cdk8s-flink',
    'app.kubernetes.io/name': 'flink',
  });
  expect(selectorLabels('orders', 'jobmanager')).toEqual({
    'app.kubernetes.io/instance': 'orders',
    'app.kubernetes.io/component': 'jobmanager',
  });
});
