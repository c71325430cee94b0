/** Checks of single values; each error says what was given, what is allowed and what to do. */
import { Duration } from 'cdk8s';

/** Names longer than this leave no room for the revision, and for what Flink and the update Job append. */
export const LONGEST_NAME = 36;

export function checkName(prop: string, name: string): void {
  if (name.length > LONGEST_NAME) {
    throw new Error(
      `${prop}: '${name}' has ${name.length} characters; at most ${LONGEST_NAME} are allowed, since Flink appends to it. Shorten it`,
    );
  }
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    throw new Error(
      `${prop}: '${name}' is no DNS label; allowed are lower-case letters, digits and '-', beginning with a letter. Try '${suggestName(name)}'`,
    );
  }
}

export function checkWhole(prop: string, value: number | undefined, least: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < least)) {
    throw new Error(`${prop}: ${value} was given; allowed is a whole number of at least ${least}`);
  }
}

/** How many savepoints are kept: as many as the record's history can tell of, with one to spare. */
export function checkKept(value: number | undefined): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= 10))
    throw new Error(`savepointsKept: ${value} was given; allowed is a whole number from 1 to 10. Leave it out to have none deleted`);
}

/** Seconds for Kubernetes, which counts whole ones. */
export function wholeSeconds(prop: string, duration: Duration): number {
  const value = duration.toSeconds({ integral: false });
  if (!(value >= 1)) throw new Error(`${prop} is ${value} s; allowed is 1 s or more`);
  return Math.ceil(value);
}

export function checkPositive(prop: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0 && Number.isFinite(value)))
    throw new Error(`${prop}: ${value} was given; allowed is a number above 0`);
}

/** An absolute path inside the image, no URI. */
export function checkImagePath(prop: string, path: string): void {
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    throw new Error(
      `${prop}: '${path}' is a URI; allowed is a path inside the image, such as '/opt/flink/usrlib/job.jar'. Put the file into the image`,
    );
  }
  if (!path.startsWith('/')) {
    throw new Error(
      `${prop}: '${path}' is relative; allowed is an absolute path inside the image, such as '/opt/flink/usrlib/${path.replace(/^(\.?\.\/)+/, '')}'`,
    );
  }
}

/** A URI of one of these schemes, with a bucket. */
export function checkUri(prop: string, uri: string, schemes: readonly string[], example: string): void {
  const [, scheme] = /^([a-z][a-z0-9]*):\/\/[^/\s]+(?:\/\S*)?$/.exec(uri) ?? [];
  if (!scheme || !schemes.includes(scheme)) {
    throw new Error(
      `${prop}: '${uri}' was given; allowed is a URI that begins with ${schemes.map((s) => `${s}://`).join(' or ')}, such as '${example}'`,
    );
  }
}

/** What a function makes; what is wrong, with the path of the construct in front of it. */
export function located<T>(path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function suggestName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return plain || 'orders';
}
