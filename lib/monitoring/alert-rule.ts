/** What an alert is made of: the words of the table in `alert-rules.ts`. */
import { Duration } from 'cdk8s';
import { WatchedJob } from './watched-job';

/** How soon somebody has to look. */
export enum AlertSeverity {
  /** At once, at night, too. */
  CRITICAL = 'critical',
  /** Within a day. */
  WARNING = 'warning',
  /** Whenever there is time. */
  INFO = 'info',
}

/** What is other than usual about one alert. */
export interface AlertRule {
  /**
   * Whether there is such an alert.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * What must be passed, in the unit that the alert tells.
   *
   * @default - as the alert tells
   */
  readonly threshold?: number;

  /**
   * How long that must last.
   *
   * @default - as the alert tells
   */
  readonly lasting?: Duration;

  /**
   * How soon somebody has to look: the label `severity`.
   *
   * @default - as the alert tells
   */
  readonly severity?: AlertSeverity;

  /**
   * Further labels, by which an Alertmanager routes.
   *
   * @default - those of all alerts
   */
  readonly labels?: { [key: string]: string };
}

/** A row of the table. */
export interface AlertRow {
  /** The alert's name. */
  readonly alert: string;
  /** What the threshold is, and what it counts: `restarts in 15 minutes`. Undefined where there is none. */
  readonly threshold?: readonly [usual: number, unit: string];
  /** How long it must last, in minutes. */
  readonly minutes: number;
  readonly severity: AlertSeverity;
  /** Whether it is of the update, and not of the cluster that runs. */
  readonly ofUpdate?: boolean;
  /** Whether it is there only when its threshold is given. */
  readonly onDemand?: boolean;
  /** When it fires, in PromQL; undefined where the job has nothing to alert of. */
  readonly expression: (job: WatchedJob, threshold: number) => string | undefined;
  /** What has happened, in a line. */
  readonly summary: string;
  /** What it means. `$value` is the expression's value. */
  readonly description: string;
  /** What to do, first things first. */
  readonly runbook: string;
}
