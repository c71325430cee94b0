/** Promise 8: what the service accounts may do, by the Roles of the YAML. */
import { CLAIM_MAKER, NATIVE_UPDATER, Rule, SAVEPOINT_TAKER, STANDALONE_UPDATER } from '../../lib/security/identity';
import type { Answer, Call } from './fake-server';
import { NAME } from './mode';

export const UPDATERS = {
  native: [...NATIVE_UPDATER, ...CLAIM_MAKER],
  standalone: [...STANDALONE_UPDATER, ...CLAIM_MAKER],
} as const;

const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** Each single right of a Role, as a line. */
export function single(rules: readonly Rule[]): string[] {
  return rules.flatMap(([group, resource, verbs]) => verbs.map((verb) => `${verb} ${resource} of '${group}'`)).sort();
}

/** The right that a call takes. */
export function rightFor({ method, path }: Call): string {
  const [, group = '', resource, name] = /^\/apis?(?:\/([\w.]+))?\/v1\/namespaces\/[\w-]+\/(\w+)(\/)?/.exec(path)!;
  return `${VERBS[method] ?? (name ? 'get' : 'list')} ${resource} of '${group}'`;
}

/** The Role of who calls. */
export function roleOf({ who }: Call, mode: keyof typeof UPDATERS): readonly Rule[] {
  return who.startsWith(`${NAME}-savepoints-`) ? SAVEPOINT_TAKER : UPDATERS[mode];
}

/** What the API server answers to a call that is not allowed. */
export function forbidden(call: Call, mode: keyof typeof UPDATERS): Answer | undefined {
  const right = rightFor(call);
  if (single(roleOf(call, mode)).includes(right)) return undefined;
  return { status: 403, body: { kind: 'Status', code: 403, message: `forbidden: ${call.who} cannot ${right}` } };
}
