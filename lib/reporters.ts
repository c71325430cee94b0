import { Duration } from 'cdk8s';
import { duration } from './checkpoints';
import type { Feature } from './config/releases';
import type { FlinkVersion } from './config/version';
import { FlinkOptions } from './config/options';
import { SecretOption } from './private/contribution';
import { SecretKey } from './security/secret-key';
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

/** Where Datadog keeps an account. */
export enum DatadogDataCenter {
  /** In Europe: `datadoghq.eu`. */
  EU = 'EU',
  /** In the United States: `datadoghq.com`. */
  US = 'US',
}

/** Metrics to Datadog. */
export interface DatadogProps extends ReporterProps {
  /**
   * Where the account is (`dataCenter`).
   *
   * @default DatadogDataCenter.US
   */
  readonly dataCenter?: DatadogDataCenter;

  /**
   * What every metric carries, beside Flink's own variables (`scope.variables.additional`, before 1.16 `tags`): no blanks, commas or colons.
   *
   * @default - the job's name and its namespace, as `job` and `namespace`
   */
  readonly tags?: { [key: string]: string };

  /**
   * An HTTP proxy to go by (`proxyHost`, `proxyPort`), such as `proxy.corp:3128`.
   *
   * @default - none
   */
  readonly proxy?: string;
}

/** What one reporter is made of. */
interface Reporter {
  readonly name: string;
  readonly factory: string;
  readonly needs?: Feature;
  readonly options: (job: string, version: FlinkVersion, namespace: string) => FlinkOptions;
  /** Options whose values are in Secrets: no ConfigMap may have them. */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
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

  /**
   * To Datadog's HTTP API, which each process must reach. Its key is handed to Flink as a process begins: in standalone clusters, and in native
   * ones that are made ready ahead (Flink 1.16 with HA). Elsewhere, Datadog's agent takes `statsD`.
   *
   * Metrics are called by their logical names from Flink 1.16 on (`useLogicalIdentifier`), and by names with hosts and ids in them before.
   *
   * @param apiKey the key of a Secret in the job's namespace that holds the API key
   * @throws where a tag or the proxy is none
   */
  public static datadog(apiKey: SecretKey, props: DatadogProps = {}): MetricsReporter {
    const { dataCenter = DatadogDataCenter.US, proxy, tags } = props;
    const wrong = Object.entries(tags ?? {}).find(([key, value]) => ![key, value].every((text) => /^[^\s,:]+$/.test(text)));
    if (wrong)
      throw new Error(
        `MetricsReporter.datadog: the tag '${wrong.join(':')}' was given; allowed is text without blanks, commas and colons, such as { team: 'payments' }`,
      );
    const [, proxyHost = '', proxyPort = ''] = /^([\w.-]+):(\d+)$/.exec(proxy ?? '') ?? [];
    if (proxy !== undefined && !proxyHost)
      throw new Error(`MetricsReporter.datadog: proxy '${proxy}' was given; allowed is a host and a port, such as 'proxy.corp:3128'`);
    return new MetricsReporter({
      name: 'datadog',
      factory: 'org.apache.flink.metrics.datadog.DatadogHttpReporterFactory',
      options: (job, version, namespace) => ({
        dataCenter,
        [version._has('reporterVariables') ? 'scope.variables.additional' : 'tags']: Object.entries(tags ?? { job, namespace })
          .map(([key, value]) => `${key}:${value}`)
          .join(),
        ...(version._has('logicalNames') ? { useLogicalIdentifier: 'true' } : {}),
        ...(proxyHost ? { proxyHost, proxyPort } : {}),
      }),
      secrets: { apikey: apiKey },
      props,
    });
  }

  /** @internal */
  public readonly _name: string;

  private constructor(private readonly reporter: Reporter) {
    this._name = reporter.name;
  }

  /** @internal */
  public _options(version: FlinkVersion, job: string, namespace: string): FlinkOptions {
    const { factory, needs, options, props } = this.reporter;
    const { interval = Duration.seconds(10), excludes } = props;
    checkPositive('reporters: interval, in milliseconds', interval.toMilliseconds());
    if (needs) version._need(needs, 'reporters');
    if (excludes?.length) version._need('metricFilters', 'reporters');
    const own: FlinkOptions = {
      'factory.class': factory,
      interval: duration(interval.toMilliseconds()),
      ...options(job, version, namespace),
      ...(excludes?.length ? { 'filter.excludes': excludes.join(';') } : {}),
    };
    return Object.fromEntries(Object.entries(own).map(([key, value]) => [this.key(key), value]));
  }

  /** @internal */
  public get _secretOptions(): Readonly<Record<string, SecretOption>> {
    const all = Object.entries(this.reporter.secrets ?? {});
    return Object.fromEntries(
      all.map(([option, { secretName, key }]) => [
        this.key(option),
        { variable: `${this._name}_${option}`.toUpperCase(), secret: secretName, key },
      ]),
    );
  }

  private key(option: string): string {
    return `metrics.reporter.${this._name}.${option}`;
  }
}
