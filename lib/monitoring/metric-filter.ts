/** What a monitor does with series as they are scraped. */
export interface SeriesRule {
  readonly action: 'drop' | 'keep' | 'labeldrop';
  readonly regex: string;
}

/** Names that have an id in them: 32 hexadecimal digits, a UUID, or a number of five digits or more. */
const IDS = ['[0-9a-f]{32}', '[0-9a-f]{8}(?:_[0-9a-f]{4}){3}_[0-9a-f]{12}', '[0-9]{5,}'].join('|');

/** What explodes: by name, and why. */
const EXPLOSIVE = [
  // A histogram for each source, operator and subtask of each, where latency is measured (`metrics.latency.interval`).
  'flink_(?:jobmanager|taskmanager)_job_latency_.+',
  // For each split of a source: Kafka's partitions, files (2.1 and later).
  'flink_taskmanager_job_task_operator_split_.+',
  // What Kafka's sources have for each partition; FlinkKafkaConsumer has a name for each, too.
  'flink_taskmanager_job_task_operator_Kafka(?:SourceReader|Consumer)_(?:topic_partition|committed_offsets|current_offsets)_.+',
  // Groups that users named by an id: those never end.
  `flink_.+_(?:${IDS})(?:_.+)?`,
];

/** Labels that have another value with every restart, and so make every series anew. */
const RESTLESS = 'task_attempt_id|task_attempt_num';

/** What JavaScript's expressions have and Prometheus' (RE2) have not: what is ahead or behind, and what was found before. */
const NOT_IN_RE2 = /\(\?<?[=!]|\\[1-9]|\\k</;

/**
 * Which series of a job are kept. It is applied by Prometheus as it scrapes, so that a changed filter restarts nothing.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs
 */
export class MetricFilter {
  /**
   * All but what explodes: latency by source, operator and subtask; metrics of single splits and partitions; names with ids in them. The labels
   * `task_attempt_id` and `task_attempt_num`, which every restart changes, are dropped.
   */
  public static standard(): MetricFilter {
    return new MetricFilter([
      { action: 'drop', regex: EXPLOSIVE.join('|') },
      { action: 'labeldrop', regex: RESTLESS },
    ]);
  }

  /** Every series, as Flink exposes it. */
  public static everything(): MetricFilter {
    return new MetricFilter([]);
  }

  /** @internal */
  public readonly _rules: readonly SeriesRule[];

  private constructor(rules: readonly SeriesRule[]) {
    this._rules = rules;
  }

  /**
   * The same filter, without some more.
   *
   * @param names regular expressions of whole names, as Prometheus shows them: `flink_taskmanager_job_task_buffers_.+`
   * @throws where one is none that Prometheus knows, or would drop every metric
   */
  public without(...names: string[]): MetricFilter {
    return this.with('drop', names);
  }

  /**
   * The same filter, with some names alone. Alerts and dashboards find no others any more.
   *
   * @param names regular expressions of whole names, as Prometheus shows them
   * @throws where one is none that Prometheus knows
   */
  public only(...names: string[]): MetricFilter {
    return this.with('keep', names);
  }

  private with(action: 'drop' | 'keep', names: readonly string[]): MetricFilter {
    if (names.length === 0) throw new Error('MetricFilter: no name was given; give at least one regular expression');
    for (const name of names) {
      try {
        const all = new RegExp(`^(?:${name})$`).test('up') && new RegExp(`^(?:${name})$`).test('flink_jobmanager_numRunningJobs');
        if (NOT_IN_RE2.test(name)) throw new Error('Prometheus knows no lookahead, lookbehind or backreference');
        if (!name || (action === 'drop' && all)) throw new Error('it would drop every metric');
      } catch (error) {
        throw new Error(
          `MetricFilter: '${name}' was given (${(error as Error).message}); allowed is a regular expression of names, such as 'flink_taskmanager_job_task_buffers_.+'`,
          { cause: error },
        );
      }
    }
    return new MetricFilter([...this._rules, { action, regex: names.join('|') }]);
  }
}
