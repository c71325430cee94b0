import { FlinkVersion } from '../../lib';
import { FEATURES, LATEST_PATCH } from '../../lib/config/releases';
import { MINORS } from '../support';

const CONSTANTS = FlinkVersion as unknown as Record<string, FlinkVersion>;

test.each(MINORS)('Flink %s has a constant, which stands for its newest patch release', (minor) => {
  const version = CONSTANTS[`V${minor.replace('.', '_')}`];
  expect(version.minor).toBe(minor);
  expect(version.patch).toBe(`${minor}.${LATEST_PATCH[minor]}`);
  expect(FlinkVersion.of(minor)).toEqual(version);
});

test('A patch release is kept as it was given', () => {
  const version = FlinkVersion.of('1.20.3');
  expect([version.minor, version.patch, String(version)]).toEqual(['1.20', '1.20.3', '1.20.3']);
});

test.each([
  ['1.12', '1.12', true],
  ['1.12', '1.13', false],
  ['1.20', '1.12', true],
  ['1.20.5', '1.20', true],
  ['2.0', '1.20', true],
  ['1.20', '2.0', false],
  ['2.3', '2.3', true],
])('Whether Flink %s is at least %s: %s', (version, minor, expected) => {
  expect(FlinkVersion.of(version).isAtLeast(minor)).toBe(expected);
});

test('A comparison with a release that is none is an error, not an answer', () => {
  expect(() => FlinkVersion.V1_20.isAtLeast('1.9')).toThrow("Flink version '1.9' is not supported");
});

test.each(['', 'latest', 'v1.20', '1', '1.20.', '1.20-SNAPSHOT', '1.20.5.1', ' 1.20'])('%j is no release number', (text) => {
  expect(() => FlinkVersion.of(text)).toThrow(`Flink version '${text}' is no release number; give it as '1.20' or '1.20.5'`);
});

test.each(['1.11', '1.11.6', '1.21', '2.4.0', '3.0'])('Flink %s is refused, with the releases that are supported', (text) => {
  expect(() => FlinkVersion.of(text)).toThrow(`Flink version '${text}' is not supported; supported are 1.12 to 2.3: 1.12, 1.13, `);
});

const features = Object.keys(FEATURES) as (keyof typeof FEATURES)[];

test.each(features)('The feature %s is there from its release on, and asking earlier releases for it names that one', (feature) => {
  const { since, what } = FEATURES[feature];
  for (const minor of MINORS) {
    const version = FlinkVersion.of(minor);
    const there = MINORS.indexOf(minor) >= MINORS.indexOf(since);
    expect([minor, version._has(feature)]).toEqual([minor, there]);
    if (there) expect(() => version._need(feature, 'some.prop')).not.toThrow();
    else
      expect(() => version._need(feature, 'some.prop')).toThrow(
        `some.prop: Flink ${minor} has no ${what}; Flink ${since} has. Leave it out, or use Flink ${since} or later`,
      );
  }
});
