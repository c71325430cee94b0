/** Each alert fires when it should, with what it tells, and does not when it should not: by promtool's own evaluation. */
import { Duration, Testing } from 'cdk8s';
import { FlinkAlertRules, FlinkAlerts, FlinkNativeCluster, FlinkNativeClusterProps, StateBackend } from '../../lib';
import { ALERT_ROWS } from '../../lib/monitoring/alert-rules';
import { clusterProps, MINORS, minimalProps, the } from '../support';
import { SCENARIOS } from './alert-scenarios';
import { check, RuleFile, testAlert } from './promtool';
import { Scenario } from './scenario';

const RULES: FlinkAlertRules = { savepointAge: { threshold: 3600 } };

function ruleFile(version: string, more: Partial<FlinkNativeClusterProps> = {}, rules = RULES): RuleFile {
  const chart = Testing.chart();
  const props = {
    ...clusterProps(minimalProps(version)),
    parallelism: 4,
    checkpoints: { interval: Duration.minutes(1) },
    stateBackend: StateBackend.HASHMAP,
    ...more,
  };
  new FlinkAlerts(chart, 'alerts', { cluster: new FlinkNativeCluster(chart, 'orders', props), rules });
  return the(Testing.synth(chart), 'PrometheusRule').spec;
}

/** The alert as it is told of a value. */
function alertOf(file: RuleFile, alert: string, labels: Record<string, string>, value: string): object {
  const rule = file.groups[0].rules.find((found) => found.alert === alert) as { labels: object; annotations: Record<string, string> };
  const told = Object.entries(rule.annotations).map(([key, text]) => [key, text.replaceAll('{{ $value | humanize }}', value)]);
  return { exp_labels: { ...labels, ...rule.labels }, exp_annotations: Object.fromEntries(told) };
}

const CASES = Object.entries(SCENARIOS).flatMap(([key, scenarios]) =>
  scenarios.map((scenario): [string, string, Scenario] => [
    ALERT_ROWS[key as keyof FlinkAlertRules].alert,
    scenario.version ?? '1.20.5',
    scenario,
  ]),
);

describe.each(CASES)('%s on Flink %s', (alert, version, { at, fires, silent, labels = {}, value }) => {
  const file = ruleFile(version);

  test('fires, and tells of what', () => {
    expect(testAlert(file, fires, at, alert, [alertOf(file, alert, labels, value)])).toBe('');
  });

  test('does not fire where there is nothing to tell', () => {
    const told = silent.map((one) => testAlert(file, one, at, alert, []));
    expect(told).toEqual(silent.map(() => ''));
  });
});

test.each(MINORS)('The rules for Flink %s are what Prometheus takes', (version) => {
  expect(check(ruleFile(version))).toBe('');
});
