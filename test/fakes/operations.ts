/** What a JobManager is asked for that takes its time: savepoints with and without a stop, and their deletion. */
import { Answer } from './fake-server';

export interface Operation {
  readonly kind: 'stop' | 'savepoint' | 'disposal';
  /** The folder, or the path, that it is about. */
  readonly target: string;
  /** Ticks that are left. */
  left: number;
  /** Where it put what it made; the target of a disposal that is done. */
  location?: string;
  cause?: string;
  read?: boolean;
}

export class Operations {
  private readonly all = new Map<string, Operation>();

  /** Takes a request, under the id that it has, or one of its own. A repeated one is the same. */
  ask(triggerId: string | undefined, make: () => Operation, status = 202): Answer {
    const trigger = triggerId ?? `${'f'.repeat(24)}${String(this.all.size).padStart(8, '0')}`;
    if (!this.all.has(trigger)) this.all.set(trigger, make());
    return { status, body: { 'request-id': trigger } };
  }

  pending(kind: Operation['kind']): Operation[] {
    return [...this.all.values()].filter((operation) => operation.kind === kind && !operation.location && !operation.cause);
  }

  find(trigger: string): Operation | undefined {
    return this.all.get(trigger);
  }

  status(trigger: string): Answer {
    const operation = this.all.get(trigger);
    if (!operation) return { status: 404, body: { errors: [`NotFoundException: Operation not found under key: ${trigger}`] } };
    const { cause, kind, location } = operation;
    if (!location && !cause) return { status: 200, body: { status: { id: 'IN_PROGRESS' }, operation: null } };
    const trace = `java.util.concurrent.CompletionException: ${cause}\n\tat java.base/java.util\nCaused by: java.io.IOException: ${cause}\n\t... 12 more`;
    const failure = { 'failure-cause': { class: 'java.util.concurrent.CompletionException', 'stack-trace': trace } };
    const done = kind === 'disposal' ? {} : { location };
    return { status: 200, body: { status: { id: 'COMPLETED' }, operation: cause ? failure : done } };
  }
}

/** The answer to a request with fields that the release does not know. */
export function unknownFields(body: object, known: readonly string[]): Answer | undefined {
  if (Object.keys(body).every((key) => known.includes(key))) return undefined;
  return { status: 400, body: { errors: ['RestHandlerException: Request did not match expected format of its RequestBody.'] } };
}
