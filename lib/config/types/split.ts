/**
 * Splits as Flink's configuration does: an item that begins with a quote ends with it, a doubled quote is one, and spaces around items go.
 *
 * @returns undefined where a quote is open at the end, or something follows one that is closed
 */
export function splitQuoted(text: string, separator: string): string[] | undefined {
  const items: string[] = [];
  let at = 0;
  /** Two separators in a row have an empty item between them; at the ends there is none. */
  let separated = false;
  while (at < text.length) {
    const letter = text[at];
    if (letter === separator) {
      if (separated) items.push('');
      separated = true;
      at++;
    } else if (letter === "'" || letter === '"') {
      const quoted = quotedAt(text, at, letter);
      if (!quoted) return undefined;
      at = quoted.end + (/^\s*/.exec(text.slice(quoted.end))?.[0].length ?? 0);
      if (at < text.length && text[at] !== separator) return undefined;
      items.push(quoted.text);
      separated = false;
    } else if (/\s/.test(letter)) {
      at++;
    } else {
      const end = text.indexOf(separator, at);
      items.push(text.slice(at, end < 0 ? undefined : end).trim());
      at = end < 0 ? text.length : end;
      separated = false;
    }
  }
  return items;
}

function quotedAt(text: string, start: number, quote: string): { readonly text: string; readonly end: number } | undefined {
  let end = start + 1;
  while (end < text.length) {
    if (text[end] !== quote) end++;
    else if (text[end + 1] === quote) end += 2;
    else return { text: text.slice(start + 1, end).replaceAll(quote + quote, quote), end: end + 1 };
  }
  return undefined;
}

/** A list or map in YAML's flow style, its scalars as texts; undefined where the text is none. */
export function yamlFlow(text: string): unknown {
  const source = text.trim();
  if (!/^[[{]/.test(source)) return undefined;
  try {
    const [value, end] = node(source, 0);
    return end === source.length ? value : undefined;
  } catch {
    return undefined;
  }
}

type Parsed = readonly [value: unknown, end: number];

function node(text: string, at: number): Parsed {
  const start = skip(text, at);
  if (text[start] === '[') return list(text, start + 1);
  if (text[start] === '{') return map(text, start + 1);
  if (text[start] === "'" || text[start] === '"') {
    const quoted = quotedAt(text, start, text[start]);
    if (!quoted) throw new Error('an open quote');
    return [quoted.text, skip(text, quoted.end)];
  }
  const plain = /^(?:[^,[\]{}:#]|:(?![\s,[\]{}])|(?<!\s)#)*/.exec(text.slice(start))?.[0] ?? '';
  return [plain.trim() || null, start + plain.length];
}

function list(text: string, at: number): Parsed {
  const items: unknown[] = [];
  for (let next = skip(text, at); ;) {
    if (text[next] === ']') return [items, skip(text, next + 1)];
    const [value, end] = node(text, next);
    // Between brackets a key and its value are a map of one.
    const [item, after] = text[end] === ':' ? pair(text, value, end) : [value, end];
    if (item === null) throw new Error('an item that is not there');
    items.push(item);
    next = comma(text, after, ']');
  }
}

function pair(text: string, key: unknown, colon: number): Parsed {
  const [value, end] = node(text, colon + 1);
  return [new Map([[key, value]]), end];
}

function map(text: string, at: number): Parsed {
  const entries = new Map<unknown, unknown>();
  for (let next = skip(text, at); ;) {
    if (text[next] === '}') return [entries, skip(text, next + 1)];
    const [key, end] = node(text, next);
    const [value, after] = text[end] === ':' ? node(text, end + 1) : [null, end];
    entries.set(key, value);
    next = comma(text, after, '}');
  }
}

function comma(text: string, at: number, end: string): number {
  if (text[at] === ',') return skip(text, at + 1);
  if (text[at] !== end) throw new Error('neither a comma nor the end');
  return at;
}

function skip(text: string, at: number): number {
  return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
}
