/** Prometheus' own checks of rules and queries: `promtool` is on the path, or `PROMTOOL` says where it is. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

export interface RuleFile {
  readonly groups: { readonly name: string; readonly rules: Record<string, unknown>[] }[];
}

/** A time series, and its values as promtool writes them: `0+1x10`. */
export type Series = readonly [series: string, values: string];

/** What promtool says of rules; empty where it finds nothing wrong. */
export function check(rules: RuleFile): string {
  return run({ 'rules.yaml': rules }, ['check', 'rules', '--lint=all', '--lint-fatal', 'rules.yaml']);
}

/** What promtool says of a test of an alert; empty where it holds. */
export function testAlert(rules: RuleFile, series: readonly Series[], minutes: number, alert: string, expected: readonly object[]): string {
  const test = {
    interval: '1m',
    input_series: series.map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [{ eval_time: `${minutes}m`, alertname: alert, exp_alerts: expected }],
  };
  const tests = { rule_files: ['rules.yaml'], evaluation_interval: '1m', tests: [test] };
  return run({ 'rules.yaml': rules, 'test.yaml': tests }, ['test', 'rules', 'test.yaml']);
}

function run(files: Record<string, unknown>, args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), stringify(content));
  const { status, stdout, stderr, error } = spawnSync(process.env.PROMTOOL ?? 'promtool', args, { cwd: folder, encoding: 'utf8' });
  if (error) throw new Error(`promtool does not run (${error.message}); put it on the path, or say in PROMTOOL where it is`);
  return status === 0 ? '' : `${stdout}${stderr}`;
}
