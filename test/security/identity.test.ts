import { Testing } from 'cdk8s';
import {
  addIdentity,
  CLAIM_MAKER,
  HA_KEEPER,
  HA_READER,
  IdentityProps,
  NATIVE_JOB_MANAGER,
  NATIVE_JOB_MANAGER_THAT_EXITS,
  NATIVE_UPDATER,
  SAVEPOINT_TAKER,
  STANDALONE_UPDATER,
} from '../../lib/security/identity';
import { everythingProps, Manifest, manifests, minimalProps, the } from '../support';

function identity(more: Partial<IdentityProps> = {}): Manifest[] {
  const chart = Testing.chart();
  addIdentity(chart, 'it', 'orders-it', { namespace: 'flink', job: 'orders', component: 'it', rules: HA_READER, token: true, ...more });
  return Testing.synth(chart);
}

test('An identity is a service account with a Role and a binding of its own', () => {
  expect(identity({ annotations: { a: 'b' } })).toMatchSnapshot();
});

test('An identity that may do nothing is a service account alone', () => {
  const [account, ...others] = identity({ rules: [], token: false, annotations: {} });
  expect(others).toEqual([]);
  expect(account).toMatchObject({ kind: 'ServiceAccount', automountServiceAccountToken: false, metadata: { name: 'orders-it' } });
  expect(account.metadata).not.toHaveProperty('annotations');
});

test.each(
  Object.entries({
    CLAIM_MAKER,
    NATIVE_JOB_MANAGER,
    NATIVE_JOB_MANAGER_THAT_EXITS,
    HA_KEEPER,
    HA_READER,
    NATIVE_UPDATER,
    SAVEPOINT_TAKER,
    STANDALONE_UPDATER,
  }),
)('%s has no wildcard, and names each resource once', (_name, rules) => {
  expect(rules.flat(2)).not.toContain('*');
  const resources = rules.map(([group, resource]) => `${group}/${resource}`);
  expect(resources).toEqual([...new Set(resources)]);
  for (const [, resource, verbs] of rules) expect([resource, verbs]).toEqual([resource, [...verbs].sort()]);
});

test.each([
  ['the smallest job', minimalProps()],
  ['a job with everything', everythingProps()],
])('Nothing of %s reaches beyond its namespace', (_what, props) => {
  const all = manifests(props);
  expect(all.map(({ kind }) => kind).filter((kind) => kind.startsWith('Cluster'))).toEqual([]);
  expect(all.filter(({ metadata }) => metadata.namespace !== 'flink')).toEqual([]);
  expect(all.filter(({ kind }) => kind === 'RoleBinding').map(({ subjects }) => subjects.length)).toEqual([1, 1, 1]);
});

test.each([
  ['1.12.5', ['delete', 'get']],
  ['1.14.6', ['delete', 'get']],
  ['1.15.4', ['get']],
  ['2.3.0', ['get']],
])(
  'A JobManager of Flink %s, native, may %p Deployments: one that exits takes its cluster away, or runs the job again',
  (version, verbs) => {
    const rules = the(manifests(minimalProps(version)), 'Role', 'orders-jobmanager').rules as Manifest[];
    expect(rules.find(({ resources }) => resources.includes('deployments'))!.verbs).toEqual(verbs);
  },
);

test('The update of a standalone cluster makes and deletes no workload, no pod and no Service', () => {
  const verbs = Object.fromEntries(STANDALONE_UPDATER.map(([, resource, allowed]) => [resource, allowed]));
  expect(verbs).toMatchObject({ deployments: ['get', 'patch'], statefulsets: ['get', 'patch'], pods: ['get', 'list'] });
  expect(verbs).not.toHaveProperty('services');
});

test('Nobody may read Secrets or run in pods', () => {
  const resources = manifests(everythingProps()).flatMap(({ rules }) => (rules ?? []).flatMap((rule: Manifest) => rule.resources));
  expect(resources.length).toBeGreaterThan(5);
  expect(resources.filter((resource: string) => /^secrets$|^pods\/|^roles|^serviceaccounts/.test(resource))).toEqual([]);
});
