/** One line a thing that happened: when, what, in words. */
export function log(event: string, message: string, more: object = {}): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), event, message, ...more }));
}
