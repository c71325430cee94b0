import { FlinkVersion } from '../../lib';
import { parseValue } from '../../lib/config/types';
import recorded from '../fixtures/values.json';

const LEVELS = 'Enum(EXACTLY_ONCE|AT_LEAST_ONCE)';

describe.each(recorded.releases)('Flink %s, as its own parsers answered', (minor) => {
  const version = FlinkVersion.of(minor);
  const answers = recorded.taken.map(([type, text, taken]) => ({ type, text, takes: taken.split(' ').includes(minor) }));

  test.each([...new Set(answers.map(({ type }) => type))])('takes and refuses the same texts as %s', (type) => {
    const differ = answers
      .filter((answer) => answer.type === type)
      .filter(({ text, takes }) => (parseValue(type.replace('Enum', LEVELS), text, version) === undefined) !== takes);
    expect(differ).toEqual([]);
  });
});

test('Every type has texts that are taken, and all but texts themselves some that are refused', () => {
  const types = [...new Set(recorded.taken.map(([type]) => type))];
  expect(types.filter((type) => !recorded.taken.some(([other, , taken]) => other === type && taken))).toEqual([]);
  expect(types.filter((type) => !recorded.taken.some(([other, , taken]) => other === type && !taken))).toEqual(['String']);
});

test.each([
  ['Boolean', 'yes', "is no boolean; write 'true' or 'false'"],
  ['Integer', '2147483648', 'is out of range; write a whole number from -2147483648 to 2147483647'],
  ['Integer', '1.5', "is no whole number; write digits alone, such as '4'"],
  ['Double', 'half', "is no number; write it as '0.5'"],
  ['Duration', '10 mins', "is no duration; write a whole number and one unit, 'd', 'h', 'min', 's', 'ms', 'µs' or 'ns', such as '10 min'"],
  ['Duration', '9223372036854775807d', 'is too long a duration for Flink to count; write a shorter one'],
  ['MemorySize', '4Gi', "is no memory size; write a whole number and one unit, 'b', 'k', 'm', 'g' or 't', such as '4g'"],
  ['MemorySize', '8388608t', 'is more memory than Flink can count; write a smaller size'],
  [LEVELS, 'exactly-once', "is none of the values that there are; write one of 'EXACTLY_ONCE', 'AT_LEAST_ONCE'"],
  ['Map', 'a=b', "is no map; write 'key:value,key:value', with a value that has a ':' or a ',' in single quotes"],
  ['List<Integer>', '1;x', "is no list, for its item 'x' is no whole number; write digits alone, such as '4'; items are separated by ';'"],
  ['List<String>', "'a", "is no list; a quote is open at its end: write 'a;b', with an item that has a ';' in single quotes"],
])('%s %s %s', (type, text, problem) => {
  expect(parseValue(type, text)).toBe(problem);
});

test('What depends on the release is good without one, and told with one', () => {
  expect(parseValue('Duration', 'PT10S')).toBeUndefined();
  expect(parseValue('Duration', 'PT10S', FlinkVersion.V1_20)).toMatch(/^is no duration/);
  expect(parseValue('Duration', '10 m', FlinkVersion.V1_12)).toMatch(/such as '10 min'$/);
});

test('Of a type that is not known, nothing is said', () => {
  expect(parseValue('Pattern', '(')).toBeUndefined();
});
