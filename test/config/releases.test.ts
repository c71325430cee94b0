import { FlinkVersion, HighAvailability, StateBackend, StateStorage, CheckpointMode, ImagePullPolicy } from '../../lib';
import { FEATURES, LATEST_PATCH, RENAMED } from '../../lib/config/releases';
import { everythingProps, manifests, minimalProps, MINORS, optionCatalog, optionsIn, UNDECLARED } from '../support';

test('The catalogs are those of the supported releases', () => {
  expect(optionCatalog.releases).toEqual(MINORS);
  expect(Object.keys(LATEST_PATCH)).toEqual(MINORS);
});

test.each(RENAMED)('$key really is called $before before Flink $since, and no later', ({ key, since, before }) => {
  const newer = MINORS.slice(MINORS.indexOf(since));
  const older = MINORS.slice(0, MINORS.indexOf(since));
  expect(older.filter((minor) => !optionCatalog.has(minor, before))).toEqual([]);
  expect(older.filter((minor) => optionCatalog.has(minor, key))).toEqual([]);
  expect(newer.filter((minor) => !optionCatalog.has(minor, key))).toEqual([]);
  expect(newer.filter((minor) => optionCatalog.has(minor, before))).toEqual([]);
  expect(optionCatalog.row(key)?.old).toContain(before);
});

test.each([
  ['limitFactors', 'kubernetes.jobmanager.cpu.limit-factor'],
  ['podTemplates', 'kubernetes.pod-template-file.jobmanager'],
  ['stayUpWhenFinished', 'execution.shutdown-on-application-finish'],
  ['stayUpWhenFinished', 'job-result-store.delete-on-commit'],
  ['submitFailedJob', 'execution.submit-failed-job-on-application-error'],
  ['webCancel', 'web.cancel.enable'],
] as const)('The feature %s begins where releases have %s', (feature, key) => {
  expect(MINORS.filter((minor) => optionCatalog.has(minor, key))).toEqual(MINORS.slice(MINORS.indexOf(FEATURES[feature].since)));
});

/** Applications that together use every prop that becomes an option. */
function applications(minor: string): Record<string, string>[] {
  const minimal = minimalProps(minor);
  const everything = everythingProps(minor);
  const version = FlinkVersion.of(minor);
  const azure = StateStorage.azure('abfss://flink@acme.dfs.core.windows.net/orders');
  return [
    minimal,
    everything,
    { ...minimal, storage: azure, highAvailability: HighAvailability.none(), stateBackend: StateBackend.HASHMAP, metrics: false },
    { ...minimal, checkpoints: { mode: CheckpointMode.AT_LEAST_ONCE }, imagePullPolicy: ImagePullPolicy.NEVER },
    { ...minimal, checkpoints: { enabled: false } },
    ...(version.isAtLeast('1.13') ? [{ ...minimal, storage: StateStorage.persistentVolume('state') }] : []),
    ...(version.isAtLeast('1.15') ? [{ ...minimal, storage: StateStorage.gcs('gs://acme-flink/orders') }] : []),
  ].map((props) => optionsIn(manifests(props)));
}

describe.each(MINORS)('Flink %s', (minor) => {
  const all = applications(minor);

  test('knows every option that is written, by that name', () => {
    const keys = [...new Set(all.flatMap((options) => Object.keys(options)))].filter(
      (key) => !UNDECLARED.some((pattern) => pattern.test(key)),
    );
    expect(keys.length).toBeGreaterThan(25);
    expect(keys.filter((key) => !optionCatalog.has(minor, key))).toEqual([]);
  });

  test('knows every value of the options that have a closed set of them', () => {
    const checked = all.flatMap((options) => Object.entries(options)).filter(([key]) => optionCatalog.row(key)?.values);
    expect(checked.map(([key]) => key)).toEqual(
      expect.arrayContaining(['kubernetes.rest-service.exposed.type', 'kubernetes.container.image.pull-policy']),
    );
    expect(checked.filter(([key, value]) => !optionCatalog.row(key)?.values?.includes(value))).toEqual([]);
  });

  test('is given no option twice, by an old and a new name', () => {
    for (const options of all) {
      const old = Object.keys(options).flatMap((key) => (optionCatalog.row(key)?.old ?? []).filter((other) => other in options));
      expect(old).toEqual([]);
    }
  });
});
