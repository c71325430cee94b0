/** What a dashboard shows, before it is Grafana's JSON. */

/** One line, or number, of a panel. */
export interface Query {
  /** In PromQL; undefined where the job has nothing of it. */
  readonly expression: string | undefined;
  /** What its series are called: Prometheus' labels in double braces. */
  readonly legend: string;
  /** Whether only some jobs have series of it: of a connector, or of what is not there in every cluster. */
  readonly optional?: boolean;
}

/** One panel: a number with `stat`, else lines over time. */
export interface Panel {
  readonly title: string;
  /** Grafana's id of the unit. */
  readonly unit: string;
  readonly description: string;
  readonly queries: readonly Query[];
  readonly stat?: boolean;
  /** Words for numbers. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Panels with a title above them. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Prometheus' labels that tell one job's pods, tasks and operators apart. */
export const BY = {
  pod: 'by (pod)',
  task: 'by (task_name)',
  operator: 'by (operator_name)',
} as const;

/** Panels of a kind: numbers in a line, or lines over time. */
export const stat = (title: string, unit: string, description: string, ...queries: readonly Query[]): Panel => ({
  title,
  unit,
  description,
  queries,
  stat: true,
});

export const lines = (title: string, unit: string, description: string, ...queries: readonly Query[]): Panel => ({
  title,
  unit,
  description,
  queries,
});

export const query = (legend: string, expression: string | undefined): Query => ({ legend, expression });

/** Of what not every job, or not every cluster, has. */
export const optional = (legend: string, expression: string | undefined): Query => ({ legend, expression, optional: true });
