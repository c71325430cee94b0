/** Dashboards against a schema that is made of the types of Grafana's SDK: no field that it does not know, none missing, none of another kind. */
import Ajv, { ValidateFunction } from 'ajv';
import { Testing } from 'cdk8s';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { DashboardKind, FlinkDashboard, FlinkNativeCluster } from '../../../lib';
import { clusterProps, minimalProps, MINORS } from '../../support';

let validate: ValidateFunction;

beforeAll(() => {
  const path = join(__dirname, 'grafana-dashboard.ts');
  const schema = createGenerator({
    path,
    tsconfig: 'tsconfig.dev.json',
    type: 'GrafanaDashboard',
    skipTypeCheck: true,
    functions: 'hide',
    expose: 'none',
  }).createSchema('GrafanaDashboard');
  validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
}, 60_000);

const faults = (board: unknown) =>
  validate(board) ? [] : validate.errors!.map(({ instancePath, message, params }) => [instancePath, message, params]);

function dashboard(version: string, kind: DashboardKind): any {
  const chart = Testing.chart();
  const cluster = new FlinkNativeCluster(chart, 'orders', clusterProps(minimalProps(version)));
  return JSON.parse(new FlinkDashboard(chart, 'dashboards', { cluster }).toJson(kind));
}

describe.each(Object.values(DashboardKind))('The dashboard of %s', (kind) => {
  test.each(MINORS)('for Flink %s is what the schema allows', (version) => {
    expect(faults(dashboard(version, kind))).toEqual([]);
  });
});

test('The schema knows what it does not allow', () => {
  const board = dashboard('1.20.5', DashboardKind.OVERVIEW);
  expect(faults({ ...board, nonsense: 1 })).not.toEqual([]);
  expect(faults({ ...board, title: 5 })).not.toEqual([]);
  const [row, panel] = board.panels;
  expect(faults({ ...board, panels: [row, { ...panel, targets: [{ ...panel.targets[0], expression: 'up' }] }] })).not.toEqual([]);
  expect(faults({ ...board, panels: [row, { ...panel, type: undefined }] })).not.toEqual([]);
});
