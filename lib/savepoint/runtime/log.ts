/** One line a thing that happened: when, what, in words; as JSON, or (`LOG_FORMAT=TEXT`) as text. */
export function log(event: string, message: string, more: object = {}): void {
  const at = new Date().toISOString();
  if (process.env.LOG_FORMAT !== 'TEXT') return console.log(JSON.stringify({ at, event, message, ...more }));
  const details = Object.entries(more).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  console.log(`${at} ${event}: ${message}${details.join('')}`);
}

/** Logs what is said, a thing that is said again once. */
export function sayer(): typeof log {
  let said = '';
  return (event, message, more) => {
    if (said !== event + message) log(event, message, more);
    said = event + message;
  };
}
