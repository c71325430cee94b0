import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRules as Rule,
  PrometheusRuleSpecGroupsRulesExpr as Expression,
} from '../../imports/prometheus-rule-monitoring.coreos.com';
import { names, objectLabels } from '../private/names';
import { FlinkAlertRules, FlinkAlertsProps } from './alert-props';
import { AlertRow, AlertRule } from './alert-rule';
import { ALERT_ROWS, told } from './alert-rules';
import { DEFAULT_LABELS, needMetrics } from './monitor';
import { watchedJob, WatchedJob } from './watched-job';

/**
 * Alerts of one streaming job, as a PrometheusRule for the Prometheus Operator: each scoped to its namespace and job, with what it means
 * and what to do.
 *
 * Those of the cluster need a `FlinkPodMonitor` or a `FlinkServiceMonitor`; those of updates need kube-state-metrics.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export class FlinkAlerts extends Construct {
  /** The PrometheusRule. */
  public readonly prometheusRule: ApiObject;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @throws where the cluster exposes no metrics, or a threshold is none
   */
  public constructor(scope: Construct, id: string, props: FlinkAlertsProps) {
    super(scope, id);
    const { cluster, ruleLabels = DEFAULT_LABELS } = props;
    const { clusterName, namespace } = cluster;
    needMetrics(cluster, 'FlinkAlerts');
    check(this.node.path, props.rules ?? {});
    this.prometheusRule = new PrometheusRule(this, 'Default', {
      metadata: { name: names.alerts(clusterName), namespace, labels: { ...objectLabels(clusterName), ...ruleLabels } },
      spec: { groups: [{ name: `flink-${namespace}-${clusterName}`, rules: rules(props) }] },
    });
  }
}

/** Every alert that the job has, in the order of the table. */
function rules(props: FlinkAlertsProps): Rule[] {
  const job = watchedJob(props.cluster);
  return Object.entries(ALERT_ROWS)
    .filter(([, row]) => row.ofUpdate === true || !props.suspended)
    .flatMap(([key, row]) => rule(row, props.rules?.[key as keyof FlinkAlertRules] ?? {}, job, props));
}

function rule(row: AlertRow, own: AlertRule, job: WatchedJob, { cluster, labels, runbookUrl }: FlinkAlertsProps): Rule[] {
  const { namespace } = cluster;
  const [usual = 0] = row.threshold ?? [];
  if (own.enabled === false || (row.onDemand && own.threshold === undefined)) return [];
  const expression = row.expression(job, own.threshold ?? usual);
  if (!expression) return [];
  const text = (words: string) => told(words, job);
  const seconds = own.lasting?.toSeconds() ?? row.minutes * 60;
  return [
    {
      alert: row.alert,
      expr: Expression.fromString(expression),
      ...(seconds > 0 ? { for: seconds % 60 ? `${seconds}s` : `${seconds / 60}m` } : {}),
      labels: { severity: own.severity ?? row.severity, namespace, flink_job: job.name, ...labels, ...own.labels },
      annotations: {
        summary: text(row.summary),
        description: text(row.description),
        runbook: text(row.runbook),
        ...(runbookUrl ? { runbook_url: `${runbookUrl}#${row.alert.toLowerCase()}` } : {}),
      },
    },
  ];
}

/** @throws with every threshold, and every time, that is none */
function check(path: string, given: FlinkAlertRules): void {
  const known = Object.keys(ALERT_ROWS);
  const problems = Object.entries(given).flatMap(([key, { threshold, lasting }]: [string, AlertRule]) => {
    if (!known.includes(key)) return [`rules.${key}: there is no such alert; allowed are ${known.join(', ')}`];
    const { alert, threshold: usual } = ALERT_ROWS[key as keyof FlinkAlertRules];
    const milliseconds = lasting?.toMilliseconds() ?? 0;
    return [
      threshold !== undefined && !usual ? `rules.${key}.threshold: ${threshold} was given, but ${alert} has none. Leave it out` : '',
      threshold !== undefined && usual && !(threshold >= 0 && Number.isFinite(threshold))
        ? `rules.${key}.threshold: ${threshold} was given; allowed is a number from 0 on: ${usual[1]}`
        : '',
      milliseconds % 1000 ? `rules.${key}.lasting: ${milliseconds} ms were given; allowed are whole seconds` : '',
    ].filter(Boolean);
  });
  if (problems.length > 0) throw new Error(`${path}: ${problems.join('\n')}`);
}
