/** A panel as Grafana's SDK has it. */
import { grafana, Sdk } from './sdk';
import { Panel } from './spec';

/** Grafana's grid: as many columns, and how high panels are. */
const COLUMNS = 24;
const LINES = { span: 8, height: 8 };
const STAT = { height: 4 };

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** What the SDK's builders are to a dashboard. */
type Built = ReturnType<InstanceType<Sdk['timeseries']['PanelBuilder']>['build']>;

/** @param among how many panels there are in the row */
export function panelOf(panel: Panel, id: number, among: number): { build: () => Built } {
  return panel.stat ? statOf(panel, id, among) : linesOf(panel, id);
}

function statOf({ title, unit, description, queries, words = {} }: Panel, id: number, among: number) {
  const { common, dashboard, prometheus, stat } = grafana();
  const built = new stat.PanelBuilder()
    .id(id)
    .title(title)
    .description(description)
    .unit(unit)
    .span(Math.floor(COLUMNS / among))
    .height(STAT.height)
    .datasource(DATASOURCE)
    .noValue('–')
    .graphMode(common.BigValueGraphMode.None)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  const options = Object.fromEntries(Object.entries(words).map(([value, text]) => [value, { text }]));
  if (Object.keys(words).length > 0) built.mappings([{ type: dashboard.MappingType.ValueToText, options }]);
  queries.forEach(({ expression, legend }, at) =>
    built.withTarget(new prometheus.DataqueryBuilder().refId(refId(at)).expr(expression!).legendFormat(legend).instant()),
  );
  return built;
}

function linesOf({ title, unit, description, queries }: Panel, id: number) {
  const { common, prometheus, timeseries } = grafana();
  const built = new timeseries.PanelBuilder()
    .id(id)
    .title(title)
    .description(description)
    .unit(unit)
    .span(LINES.span)
    .height(LINES.height)
    .datasource(DATASOURCE)
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true),
    );
  queries.forEach(({ expression, legend }, at) =>
    built.withTarget(new prometheus.DataqueryBuilder().refId(refId(at)).expr(expression!).legendFormat(legend).range()),
  );
  return built;
}

/** Grafana calls a panel's queries A, B, C. */
function refId(at: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + at);
}
