import { trimLikeJava } from './size';

/** Texts of floating point numbers in Java, which allows a type's letter at the end. */
const JAVA_FLOAT = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?[fFdD]?$/;

/**
 * A number as Flink reads fractions: in single precision, and from there on in double. 0.1 becomes 0.10000000149011612,
 * and counts as that.
 *
 * @returns undefined where the text is no number
 */
export function parseFraction(text: string): number | undefined {
  const trimmed = trimLikeJava(text);
  if (/^[+-]?(?:NaN|Infinity)$/.test(trimmed)) return Number(trimmed);
  const [, sign, whole, decimals, exponent = '0'] = JAVA_FLOAT.exec(trimmed) ?? [];
  if (sign === undefined || whole + decimals === '') return undefined;
  const single = nearestSingle(`${whole || '0'}.${decimals || '0'}e${exponent}`, whole + decimals, Number(exponent) - decimals.length);
  return sign === '-' ? -single : single;
}

/**
 * The number of single precision that is nearest to a text. By way of double precision it would be rounded twice, which
 * is once too often where the text is very near the middle between two single ones.
 */
function nearestSingle(text: string, digits: string, exponent: number): number {
  const double = Number(text);
  const single = Math.fround(double);
  const other = double + (double - single);
  if (single === double || !Number.isFinite(single) || Math.fround(other) !== other) return single;
  const side = compare(digits, exponent, double);
  if (side === 0) return single;
  return side > 0 ? Math.max(single, other) : Math.min(single, other);
}

/** Whether digits with a decimal exponent are above (1), at (0) or below (-1) a number that is not negative. */
function compare(digits: string, exponent: number, double: number): number {
  let [mantissa, halvings] = [double, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings++;
  }
  const power = 10n ** BigInt(Math.abs(exponent));
  const left = (BigInt(digits) * (exponent > 0 ? power : 1n)) << BigInt(halvings);
  const right = BigInt(mantissa) * (exponent < 0 ? power : 1n);
  return left === right ? 0 : left > right ? 1 : -1;
}
