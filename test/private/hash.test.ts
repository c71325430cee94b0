import { shortHash } from '../../lib/private/hash';

test('A hash is eight hexadecimal digits, which a label and a name can hold', () => {
  expect(shortHash({ a: 1 })).toMatch(/^[0-9a-f]{8}$/);
});

test('A hash is the same in every run and on every machine', () => {
  expect(shortHash({ a: [1, { b: 'x' }], c: null })).toBe('7b4f4fff');
});

test('The order of keys does not matter, at any depth', () => {
  expect(shortHash({ a: 1, b: { c: [{ d: 1, e: 2 }], f: 3 } })).toBe(shortHash({ b: { f: 3, c: [{ e: 2, d: 1 }] }, a: 1 }));
});

test('A key without a value is no key', () => {
  expect(shortHash({ a: 1, b: undefined })).toBe(shortHash({ a: 1 }));
});

test.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: '1' }],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
  [{ a: [] }, { a: {} }],
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
])('%j and %j have hashes of their own', (one, other) => {
  expect(shortHash(one)).not.toBe(shortHash(other));
});
