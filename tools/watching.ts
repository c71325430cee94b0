/**
 * Writes docs/alerts.md and docs/metrics.md: what the tables of alerts and metrics say.
 *   npm run docs
 */
import { ALERT_ROWS } from '../lib/monitoring/alert-rules';
import { MetricScope } from '../lib/monitoring/metric-scope';
import { flinkMetrics, furtherMetrics, Metric } from '../lib/monitoring/metrics';
import { RELEASES } from '../lib/config/releases';
import { page, table } from './page';

const SCOPES: Readonly<Record<MetricScope, string>> = {
  [MetricScope.JOB_MANAGER]: 'Of a JobManager',
  [MetricScope.JOB]: 'Of the job',
  [MetricScope.COORDINATOR]: 'Of the coordinator of an operator, in the JobManager',
  [MetricScope.TASK_MANAGER]: 'Of a TaskManager',
  [MetricScope.TASK]: 'Of a subtask',
  [MetricScope.OPERATOR]: 'Of an operator in a subtask',
};

function alerts(): string {
  const words = (text: string) => text.replaceAll('{job}', 'JOB').replaceAll('{namespace}', 'NAMESPACE').replaceAll('{value}', '…');
  const sections = Object.entries(ALERT_ROWS).map(
    ([key, { alert, threshold, minutes, severity, onDemand, ofUpdate, summary, description, runbook }]) => {
      const when = threshold
        ? `${onDemand ? 'only with a threshold of your own' : `above ${threshold[0]}`}: ${threshold[1]}`
        : 'no threshold';
      const lasting = minutes > 0 ? `for ${minutes} minutes` : 'at once';
      return `## ${alert}\n\n\`rules.${key}\`, ${severity}; ${when}; ${lasting}${ofUpdate ? '; needs kube-state-metrics' : ''}.\n\n${words(summary)} ${words(description)}\n\n${words(runbook)}`;
    },
  );
  return `# Alerts\n\nWhat \`FlinkAlerts\` makes, from \`lib/monitoring/alert-rules.ts\`; \`npm run docs\` writes this page. JOB and NAMESPACE are the job’s own.\n\n${sections.join('\n\n')}\n`;
}

function metrics(): string {
  const releases = ({ since = RELEASES[0], until }: Metric) => (until ? `${since} to ${until}` : `${since} on`);
  const rows = (scope: MetricScope, all: readonly Metric[]) =>
    all.filter((metric) => metric.scope === scope).map((metric) => [`\`${metric.name}\``, metric.unit, metric.meaning, releases(metric)]);
  const header = ['name', 'unit', 'meaning', 'releases'];
  const sections = Object.values(MetricScope).map((scope) => {
    const further = rows(scope, furtherMetrics);
    return [
      `## ${SCOPES[scope]}`,
      table(header, rows(scope, flinkMetrics)),
      ...(further.length ? ['Only some jobs have:', table(header, further)] : []),
    ].join('\n\n');
  });
  const about =
    'What Flink tells of itself, under the names that Prometheus shows; \\`npm run docs\\` writes this page from \\`lib/monitoring/metrics-data.ts\\`, which is held against what real releases exposed. Counters are gauges to Prometheus: ask for their \\`delta\\`, not their \\`rate\\`. What only some jobs have depends on the JVM (in a container of less than two CPUs or 2 GB it collects garbage serially), the mode, the graph, and connectors.'.replaceAll(
      '\\`',
      '`',
    );
  return `# Metrics\n\n${about}\n\n${sections.join('\n\n')}\n`;
}

void (async () => {
  await page('alerts.md', alerts());
  await page('metrics.md', metrics());
})();
