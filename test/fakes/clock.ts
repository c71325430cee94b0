/** A clock that a test moves: `Date` alone is faked, so that sockets and pauses go on as ever. */

const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

export function stopClock(): void {
  jest.useFakeTimers({ doNotFake: [...REAL], now: Date.parse('2026-01-01T00:00:00Z') });
}

export function advanceClock(milliseconds: number): void {
  jest.setSystemTime(Date.now() + milliseconds);
}
