/** Does a step again and again: what failed may have happened all the same, and looking again tells. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordError, UpdateRecord } from './record';

/** How a step ended. */
export type Outcome =
  | { readonly outcome: 'start'; readonly record: UpdateRecord }
  | { readonly outcome: 'done' | 'again' | 'gave-way' | 'failed' | 'refused' | 'ended'; readonly message: string };

export interface Tempo {
  /** Milliseconds between two looks. */
  readonly pause: number;
  /** Milliseconds that the API server may fail, and that another update may take, before this one gives up. */
  readonly patience: number;
  /** Asked before every step; true ends the loop between two of them. */
  readonly ending: () => boolean;
}

export const TEMPO: Tempo = { pause: 100, patience: 300_000, ending: () => false };

export const ENDED: Outcome = { outcome: 'ended', message: 'told to end; another pod goes on' };

/** @param say tells of a fault that is left behind */
export async function repeat(
  tempo: Tempo,
  name: string,
  say: (event: string, message: string) => void,
  step: () => Promise<Outcome | 'at once' | 'pause'>,
): Promise<Outcome> {
  let worked = Date.now();
  for (;;) {
    if (tempo.ending()) return ENDED;
    try {
      const next = await step();
      if (typeof next !== 'string') return next;
      worked = Date.now();
      if (next === 'at once') continue;
    } catch (error) {
      if (error instanceof RecordError) return { outcome: 'refused', message: `The record ${name}-savepoint: ${error.message}.` };
      say('retry', textOf(error));
      if (Date.now() - worked > tempo.patience)
        return { outcome: 'failed', message: `Gave up after ${tempo.patience / 1000} s: ${textOf(error)}` };
    }
    await sleep(tempo.pause);
  }
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
