/**
 * What is used of Grafana's SDK, which `tools/bundle.mjs` puts beside this file: the package depends on nothing more for it, and all of it
 * would be a hundred times as much. It is loaded where a dashboard is made only.
 */
import type * as common from '@grafana/grafana-foundation-sdk/common';
import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

export interface Sdk {
  readonly common: typeof common;
  readonly dashboard: typeof dashboard;
  readonly prometheus: typeof prometheus;
  readonly stat: typeof stat;
  readonly timeseries: typeof timeseries;
}

export function grafana(): Sdk {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./sdk.generated') as Sdk;
}
