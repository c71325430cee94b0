import { FlinkVersion, HighAvailability, StateBackend, StateStorage, CheckpointMode, ImagePullPolicy } from '../../lib';
import { lookup } from '../../lib/config/catalog';
import { LATEST_PATCH, RENAMED } from '../../lib/config/releases';
import { parseValue } from '../../lib/config/types';
import { everythingProps, manifests, minimalProps, MINORS, optionCatalog, optionsIn } from '../support';

test('The catalogs are those of the supported releases', () => {
  expect(optionCatalog.releases).toEqual(MINORS);
  expect(Object.keys(LATEST_PATCH)).toEqual(MINORS);
});

test.each(RENAMED)('$key really is called $before before Flink $since, and no later', ({ key, since, before, first = MINORS[0] }) => {
  const newer = MINORS.slice(MINORS.indexOf(since));
  const older = MINORS.slice(0, MINORS.indexOf(since));
  expect(older.filter((minor) => optionCatalog.has(minor, before))).toEqual(older.slice(MINORS.indexOf(first)));
  expect(older.filter((minor) => optionCatalog.has(minor, key))).toEqual([]);
  expect(newer.filter((minor) => !optionCatalog.has(minor, key))).toEqual([]);
  // One that became two is an option of its own, and deprecated, for as long as Flink keeps it.
  expect(newer.filter((minor) => lookup(before, FlinkVersion.of(minor)).kind !== 'deprecated')).toEqual([]);
  expect(optionCatalog.row(key)?.old).toContain(before);
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

  const version = FlinkVersion.of(minor);
  const written = all.flatMap((options) => Object.entries(options));

  test('knows every option that is written, by that name', () => {
    const keys = [...new Set(written.map(([key]) => key))];
    expect(keys.length).toBeGreaterThan(25);
    // By its newest name, though Flink may mean to drop it.
    const known = (key: string) => {
      const found = lookup(key, version);
      return found.kind === 'known' || (found.kind === 'deprecated' && !found.newKey);
    };
    expect(keys.filter((key) => !known(key))).toEqual([]);
  });

  test('can read every value that is written', () => {
    const problems = written.map(([key, value]) => {
      const known = lookup(key, version);
      return 'option' in known ? parseValue(known.option.type, value, version) && [key, value] : undefined;
    });
    expect(problems.filter(Boolean)).toEqual([]);
  });

  test('is given no option twice, by an old and a new name', () => {
    for (const options of all) {
      const old = Object.keys(options).flatMap((key) => (optionCatalog.row(key)?.old ?? []).filter((other) => other in options));
      expect(old).toEqual([]);
    }
  });
});
