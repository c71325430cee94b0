import { Testing } from 'cdk8s';
import { DashboardKind, FlinkApplication, FlinkDashboard, FlinkDashboardProps, FlinkNativeCluster, FlinkVersion } from '../../lib';
import { hasMetric, metricsIn } from '../../lib/monitoring/metrics';
import { clusterProps, Manifest, minimalProps, MINORS, the } from '../support';

interface Given extends Partial<Omit<FlinkDashboardProps, 'cluster'>> {
  readonly version?: string;
  readonly name?: string;
  readonly more?: object;
}

function manifest({ version = '1.20.5', name = 'orders', more = {}, ...props }: Given = {}): Manifest {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, name, { ...clusterProps(minimalProps(version)), ...more });
  new FlinkDashboard(chart, 'dashboards', { ...props, cluster });
  return the(Testing.synth(chart), 'ConfigMap', `${name}-dashboards`);
}

const boards = (given: Given = {}) => Object.values(manifest(given).data as Record<string, string>).map((text) => JSON.parse(text));
const panelsOf = (board: any): any[] => board.panels.filter(({ type }: any) => type !== 'row');
const queriesOf = (given: Given = {}): string[] =>
  boards(given)
    .flatMap(panelsOf)
    .flatMap(({ targets }) => targets.map(({ expr }: any) => expr as string));

test('There is a dashboard of each kind, in a file whose name no other job has', () => {
  const { data, metadata } = manifest();
  expect(Object.keys(data)).toEqual(
    ['checkpoints', 'overview', 'processes', 'throughput', 'updates'].map((kind) => `flink-orders-${kind}.json`),
  );
  expect(metadata).toMatchObject({ namespace: 'flink', labels: { grafana_dashboard: '1' }, annotations: { grafana_folder: 'Flink' } });
});

test('Where Grafana looks elsewhere, the ConfigMap goes there, by its labels', () => {
  const { metadata } = manifest({ namespace: 'monitoring', labels: { dashboards: 'yes' }, folder: 'Streams' });
  expect(metadata).toMatchObject({ namespace: 'monitoring', annotations: { grafana_folder: 'Streams' } });
  expect(metadata.labels).toMatchObject({ dashboards: 'yes', 'app.kubernetes.io/instance': 'orders' });
  expect(metadata.labels).not.toHaveProperty('grafana_dashboard');
});

test('The overview', () => {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, 'orders', clusterProps(minimalProps()));
  expect(new FlinkDashboard(chart, 'dashboards', { cluster }).toJson(DashboardKind.OVERVIEW)).toMatchSnapshot();
});

test.each(MINORS)('No panel for Flink %s is about a metric that it does not expose, and none is without a query', (minor) => {
  const version = FlinkVersion.of(minor);
  const named = queriesOf({ version: minor }).flatMap(metricsIn);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((name) => !hasMetric(name, version))).toEqual([]);
  for (const board of boards({ version: minor })) {
    expect(panelsOf(board).filter(({ targets }) => targets.length === 0)).toEqual([]);
    expect(board.panels.length - panelsOf(board).length).toBeGreaterThan(0);
  }
});

test('Ids are the same for every release, so that a newer dashboard takes the older one’s place', () => {
  const uids = (given: Given) => boards(given).map(({ uid }) => uid as string);
  expect(uids({ version: '2.3.0' })).toEqual(uids({ version: '1.12.5' }));
  expect(uids({})).not.toEqual(uids({ name: 'payments' }));
  for (const uid of uids({})) expect(uid).toMatch(/^[\w-]{1,40}$/);
});

test('A panel keeps its id when there are others before it, and has it alone', () => {
  const ids = (version: string) =>
    boards({ version }).map((board) => new Map<string, number>(board.panels.map(({ title, type, id }: any) => [`${type} ${title}`, id])));
  const [older, newer] = [ids('1.12.5'), ids('2.3.0')];
  older.forEach((panels, at) =>
    panels.forEach((id, title) => newer[at].has(title) && expect([title, newer[at].get(title)]).toEqual([title, id])),
  );
  for (const board of boards({ version: '2.3.0' })) {
    const all = board.panels.map(({ id }: any) => id as number);
    expect(new Set(all).size).toBe(all.length);
  }
});

test('Panels do not lie on one another, nor beside the grid', () => {
  for (const board of boards()) {
    const taken = new Set<string>();
    for (const { gridPos, title } of board.panels) {
      expect([title, gridPos.x + gridPos.w <= 24]).toEqual([title, true]);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect([title, taken.has(`${x}/${y}`)]).toEqual([title, false]);
          taken.add(`${x}/${y}`);
        }
    }
  }
});

test('Every query is of this job alone, and of the source of data that is picked', () => {
  for (const expression of queriesOf()) {
    const selectors = [...expression.matchAll(/\w+\{([^}]*)\}/g)].map(([, matchers]) => matchers);
    for (const matchers of selectors)
      expect([expression, matchers]).toEqual([expression, expect.stringMatching(/^namespace="flink",.*"orders[-"]/)]);
    expect([expression, selectors.length > 0 || expression.startsWith('vector(')]).toEqual([expression, true]);
  }
  const sources = boards()
    .flatMap(panelsOf)
    .map(({ datasource }) => datasource.uid as string);
  expect(new Set(sources)).toEqual(new Set(['${datasource}']));
});

test('The dashboards of a job lead to one another', () => {
  const tags = new Set(boards().flatMap(({ links }) => links.flatMap((link: any) => link.tags as string[])));
  expect([...tags]).toEqual(['flink/flink/orders']);
  for (const board of boards()) expect(board.tags).toEqual(['flink', 'flink/flink/orders']);
});

test('A cluster without metrics has nothing to show, and says so', () => {
  expect(() => manifest({ more: { metrics: false } })).toThrow(
    "metrics are switched off, so there is nothing to watch; set 'metrics' to true",
  );
});

test('An application has dashboards when they are asked for', () => {
  const maps = (props: object) =>
    Testing.synth(new FlinkApplication(Testing.app(), 'orders', { ...minimalProps(), ...props }))
      .filter(({ kind }: Manifest) => kind === 'ConfigMap')
      .map(({ metadata }: Manifest) => metadata.name as string);
  expect(maps({})).not.toContain('orders-dashboards');
  expect(maps({ dashboards: {} })).toContain('orders-dashboards');
});
