/** Every query of every dashboard is what Prometheus parses. */
import { Testing } from 'cdk8s';
import { DashboardKind, FlinkNativeCluster, FlinkVersion, StateBackend } from '../../lib';
import { rowsOf } from '../../lib/monitoring/dashboards/dashboards';
import { watchedJob } from '../../lib/monitoring/watched-job';
import { clusterProps, MINORS, minimalProps } from '../support';
import { check } from './promtool';

function queries(version: string): string[] {
  const props = { ...clusterProps(minimalProps(FlinkVersion.of(version).patch)), stateBackend: StateBackend.HASHMAP };
  const job = watchedJob(new FlinkNativeCluster(Testing.chart(), 'orders', props));
  const panels = Object.values(DashboardKind).flatMap((kind) => rowsOf(kind, job).flatMap((row) => row.panels));
  return panels.flatMap((panel) => panel.queries.map(({ expression }) => expression!));
}

const asRules = (expressions: readonly string[]) => ({
  groups: [{ name: 'queries', rules: expressions.map((expr, at) => ({ record: `query_${at}`, expr })) }],
});

test.each(MINORS)('Every query for Flink %s is parsed', (version) => {
  const all = [...new Set(queries(version))];
  expect(all.length).toBeGreaterThan(40);
  expect(check(asRules(all))).toBe('');
});

test('A query that is none is found', () => {
  expect(check(asRules(['max(up{)']))).toContain('parse error');
});
