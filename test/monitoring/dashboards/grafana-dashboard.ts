/** A dashboard by the types of Grafana's SDK, with the panels and queries that are used: what the schema of the test is made of. */
import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Options as StatOptions } from '@grafana/grafana-foundation-sdk/stat';
import type { FieldConfig, Options as LinesOptions } from '@grafana/grafana-foundation-sdk/timeseries';

interface Defaults extends Omit<NonNullable<Panel['fieldConfig']>['defaults'], 'custom'> {
  readonly custom?: FieldConfig;
}

interface Of<Options> extends Omit<Panel, 'fieldConfig' | 'options' | 'targets'> {
  readonly targets: Omit<Dataquery, '_implementsDataqueryVariant'>[];
  readonly options: Options;
  readonly fieldConfig: { readonly defaults: Defaults; readonly overrides: [] };
}

export interface GrafanaDashboard extends Omit<Dashboard, 'panels'> {
  readonly panels: (RowPanel | Of<StatOptions> | Of<LinesOptions>)[];
}
