/** The dashboards of a job, and each as Grafana's JSON. */
import { shortHash } from '../../private/hash';
import { WatchedJob } from '../watched-job';
import { checkpoints } from './checkpoints';
import { overview } from './overview';
import { panelOf } from './panels';
import { processes } from './processes';
import { grafana } from './sdk';
import { Row } from './spec';
import { throughput } from './throughput';
import { updates } from './updates';

/** What a dashboard is about. */
export enum DashboardKind {
  /** Whether the job is healthy, when its last checkpoint was, how far it is behind. */
  OVERVIEW = 'overview',
  /** Checkpoints and state. */
  CHECKPOINTS = 'checkpoints',
  /** Throughput and backpressure, by operator. */
  THROUGHPUT = 'throughput',
  /** JVMs and memory. */
  PROCESSES = 'processes',
  /** Updates and savepoints. */
  UPDATES = 'updates',
}

const ROWS: Readonly<Record<DashboardKind, (job: WatchedJob) => readonly Row[]>> = {
  [DashboardKind.OVERVIEW]: overview,
  [DashboardKind.CHECKPOINTS]: checkpoints,
  [DashboardKind.THROUGHPUT]: throughput,
  [DashboardKind.PROCESSES]: processes,
  [DashboardKind.UPDATES]: updates,
};

/** Rows of a dashboard with what the job has: no panel without a query, no row without a panel. */
export function rowsOf(kind: DashboardKind, job: WatchedJob): Row[] {
  return ROWS[kind](job)
    .map((row) => ({
      ...row,
      panels: row.panels
        .map((panel) => ({ ...panel, queries: panel.queries.filter(({ expression }) => expression !== undefined) }))
        .filter(({ queries }) => queries.length > 0),
    }))
    .filter(({ panels }) => panels.length > 0);
}

/** Grafana's id of a dashboard: the same for as long as the job has its name, so that a newer one takes the older one's place. */
export function dashboardUid(kind: DashboardKind, { name, namespace }: WatchedJob): string {
  return `flink-${shortHash(`${namespace}/${name}`)}-${kind}`;
}

/** The JSON of a dashboard, as it is imported. */
export function dashboardJson(kind: DashboardKind, job: WatchedJob): string {
  const { dashboard } = grafana();
  const { DashboardBuilder, DashboardCursorSync, DashboardLinkBuilder, DashboardLinkType, DatasourceVariableBuilder, RowBuilder } =
    dashboard;
  const tag = `flink/${job.namespace}/${job.name}`;
  const board = new DashboardBuilder(`${job.namespace}/${job.name}: ${kind}`)
    .uid(dashboardUid(kind, job))
    .description(`Flink ${job.version.patch}. Made by cdk8s-flink: changes are lost with its next update.`)
    .tags(['flink', tag])
    .timezone('browser')
    .time({ from: 'now-3h', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
    .link(new DashboardLinkBuilder('Of this job').type(DashboardLinkType.Dashboards).tags([tag]).keepTime(true).includeVars(true));
  for (const row of rowsOf(kind, job)) {
    board.withRow(new RowBuilder(row.title).id(idOf(row.title)));
    for (const panel of row.panels) board.withPanel(panelOf(panel, idOf(`${row.title}/${panel.title}`), row.panels.length));
  }
  const { links, ...built } = board.build();
  // In the bar rather than in the menu of controls, where the SDK puts them.
  const shown = links?.map(({ placement: _, ...link }) => link);
  return `${JSON.stringify({ ...built, links: shown }, undefined, 1)}\n`;
}

/** An id that a panel keeps, whatever comes before it. */
function idOf(what: string): number {
  return 1 + (parseInt(shortHash(what), 16) % 1_000_000);
}
