import { Duration } from 'cdk8s';
import { duration } from './checkpoints';
import type { Feature } from './config/releases';
import type { FlinkVersion } from './config/version';
import { FlinkOptions } from './config/options';
import { checkPositive } from './private/validate';

/** How often metrics are pushed, and which are not. */
export interface ReporterProps {
  /**
   * Time between two reports (the reporter's `interval`).
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Metrics that are not reported, from Flink 1.16 on: `<scope>:<name>:<type>`, each part of which may be `*` or left out from behind, such as
   * `*:latency` or `*.operator.*:*:histogram` (the reporter's `filter.excludes`).
   *
   * @default - none
   */
  readonly excludes?: string[];
}

/** Metrics to an OpenTelemetry collector. */
export interface OpenTelemetryProps extends ReporterProps {
  /**
   * What the job is called there (`service.name`).
   *
   * @default - the job's name
   */
  readonly serviceName?: string;
}

/** Metrics to a StatsD daemon. */
export interface StatsDProps extends ReporterProps {
  /**
   * The daemon's UDP port.
   *
   * @default 8125
   */
  readonly port?: number;
}

/** What one reporter is made of. */
interface Reporter {
  readonly name: string;
  readonly factory: string;
  readonly needs?: Feature;
  readonly options: (job: string) => FlinkOptions;
  readonly props: ReporterProps;
}

/**
 * Another way out for metrics than Prometheus: Flink pushes them. Its jar is in the folder `plugins` of Flink's own images.
 *
 * @see https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/metric_reporters/
 */
export class MetricsReporter {
  /**
   * To an OpenTelemetry collector, by gRPC. Flink 2.0 and later.
   *
   * @param endpoint such as `http://otel-collector.monitoring:4317`
   * @throws where it is no URL
   */
  public static openTelemetry(endpoint: string, props: OpenTelemetryProps = {}): MetricsReporter {
    if (!/^https?:\/\/[^/\s:]+(:\d+)?(\/\S*)?$/.test(endpoint)) {
      throw new Error(
        `MetricsReporter.openTelemetry: '${endpoint}' was given; allowed is a URL that begins with http:// or https://, such as 'http://otel-collector.monitoring:4317'`,
      );
    }
    return new MetricsReporter({
      name: 'otel',
      factory: 'org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory',
      needs: 'openTelemetry',
      options: (job) => ({ 'exporter.endpoint': endpoint, 'service.name': props.serviceName ?? job }),
      props,
    });
  }

  /**
   * To a StatsD daemon, by UDP: the agent of Datadog, Telegraf, or any other.
   *
   * @param host its name or address
   * @throws where that is none, or the port is none
   */
  public static statsD(host: string, props: StatsDProps = {}): MetricsReporter {
    const { port = 8125 } = props;
    if (!/^[\w.-]+$/.test(host))
      throw new Error(
        `MetricsReporter.statsD: '${host}' was given; allowed is a host, such as 'datadog-agent.monitoring', and its port as a prop`,
      );
    if (!(Number.isInteger(port) && port > 0 && port < 65_536))
      throw new Error(`MetricsReporter.statsD: port ${port} was given; allowed is a whole number from 1 to 65535`);
    return new MetricsReporter({
      name: 'statsd',
      factory: 'org.apache.flink.metrics.statsd.StatsDReporterFactory',
      options: () => ({ host, port: String(port) }),
      props,
    });
  }

  /** @internal */
  public readonly _name: string;

  private constructor(private readonly reporter: Reporter) {
    this._name = reporter.name;
  }

  /** @internal */
  public _options(version: FlinkVersion, job: string): FlinkOptions {
    const { name, factory, needs, options, props } = this.reporter;
    const { interval = Duration.seconds(10), excludes } = props;
    checkPositive('reporters: interval, in milliseconds', interval.toMilliseconds());
    if (needs) version._need(needs, 'reporters');
    if (excludes?.length) version._need('metricFilters', 'reporters');
    const own: FlinkOptions = {
      'factory.class': factory,
      interval: duration(interval.toMilliseconds()),
      ...options(job),
      ...(excludes?.length ? { 'filter.excludes': excludes.join(';') } : {}),
    };
    return Object.fromEntries(Object.entries(own).map(([key, value]) => [`metrics.reporter.${name}.${key}`, value]));
  }
}
