/**
 * YAML as configuration files have it: nested keys, lists, quotes, texts of several lines, comments. Scalars stay the texts
 * that they are, since options are texts: `1.10` is no number here. What is not read (anchors, tags) is told.
 */
import { yamlFlow } from './types/split';

/** Keys may be any text; values that are there and empty are null. */
export type Yaml = string | null | Yaml[] | Map<string, Yaml>;

interface Line {
  readonly number: number;
  readonly indent: number;
  /** Without comment. */
  readonly text: string;
}

/** @throws with the line at fault */
export function readYaml(path: string, text: string): Yaml {
  return new Reader(path, text.replace(/^\uFEFF/, '').split(/\r?\n/)).read();
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},&*!|>%@`#?-](?:[^:]|:(?=\S))*?|-\S(?:[^:]|:(?=\S))*?)\s*:(?:\s+([^]*))?$/;

class Reader {
  private readonly lines: Line[] = [];
  private at = 0;

  public constructor(
    private readonly path: string,
    private readonly raw: readonly string[],
  ) {
    raw.forEach((line, index) => {
      const text = withoutComment(line).trimEnd();
      if (text.trim() !== '') this.lines.push({ number: index + 1, indent: text.length - text.trimStart().length, text: text.trimStart() });
    });
  }

  public read(): Yaml {
    if (this.next?.text === '---') this.at++;
    const value = this.next ? this.block(this.next.indent) : null;
    if (this.next) this.fail(this.next, 'does not belong to what is above it; mind the spaces before it');
    return value;
  }

  private get next(): Line | undefined {
    return this.lines[this.at];
  }

  private fail(line: Line, why: string): never {
    throw new Error(`${this.path}, line ${line.number}: '${line.text}' ${why}`);
  }

  /** What begins at the next line. */
  private block(indent: number): Yaml {
    const first = this.next!;
    if (isItem(first)) return this.list(indent);
    return KEY.test(first.text) ? this.map(indent) : this.scalar(this.take(), first.text, indent - 1);
  }

  private take(): Line {
    const line = this.next!;
    if (/^ *\t/.test(this.raw[line.number - 1])) this.fail(line, 'is indented by a tab; use spaces');
    this.at++;
    return line;
  }

  private list(indent: number): Yaml[] {
    const items: Yaml[] = [];
    while (this.next?.indent === indent && isItem(this.next)) {
      const line = this.next;
      const rest = line.text.slice(1).trimStart();
      if (rest === '') {
        this.take();
        items.push(this.next && this.next.indent > indent ? this.block(this.next.indent) : null);
      } else if (isItem({ text: rest }) || KEY.test(rest)) {
        const inner = { ...line, indent: indent + line.text.length - rest.length, text: rest };
        this.lines[this.at] = inner;
        items.push(this.block(inner.indent));
      } else items.push(this.scalar(this.take(), rest, indent));
    }
    return items;
  }

  private map(indent: number): Map<string, Yaml> {
    const entries = new Map<string, Yaml>();
    while (this.next?.indent === indent && !isItem(this.next)) {
      const line = this.take();
      const [, written, rest = ''] =
        KEY.exec(line.text) ?? this.fail(line, "is no option; write it as 'key: value', with a space after the colon");
      const key = unquoted(written) ?? written;
      if (entries.has(key)) this.fail(line, 'stands there twice; leave one of them out');
      entries.set(key, rest === '' ? this.below(indent) : this.scalar(line, rest, indent));
    }
    return entries;
  }

  /** The value of a key that has none in its line: what is indented more; of lists, those that are indented as much, too. */
  private below(indent: number): Yaml {
    const { next } = this;
    return next && (next.indent > indent || (next.indent === indent && isItem(next))) ? this.block(next.indent) : null;
  }

  /** A value that begins in a line, and goes on in those that are indented more than `indent`. */
  private scalar(line: Line, text: string, indent: number): Yaml {
    if (/^[&*!%@`]/.test(text))
      this.fail(line, 'has an anchor, a tag or the like, which is not read here; write the value itself, or in quotes');
    if (/^[|>][+-]?$/.test(text)) return this.blockText(line, text.startsWith('|') ? '\n' : ' ', indent);
    let whole = text;
    while (this.next && this.next.indent > indent) whole += ` ${this.take().text}`;
    if (/^[[{]/.test(whole))
      return (yamlFlow(whole) as Yaml | undefined) ?? this.fail(line, 'has a bracket that does not end, or ends too early');
    if (/^["']/.test(whole)) return unquoted(whole) ?? this.fail(line, 'has a quote that does not end, or ends too early');
    if (/:(?:\s|$)/.test(whole))
      this.fail(line, "has more than one ': '; put the value in quotes, or mind the spaces before the line below");
    return /^(?:~|null)$/i.test(whole) ? null : whole;
  }

  /** All lines below that are indented more, with what looks like comments in them. */
  private blockText(line: Line, join: string, indent: number): string {
    const texts: string[] = [];
    let number = line.number;
    for (; number < this.raw.length; number++) {
      const text = this.raw[number];
      if (text.trim() !== '' && text.length - text.trimStart().length <= indent) break;
      texts.push(text.trim());
    }
    while (this.next && this.next.number <= number) this.at++;
    return texts.join(join).trim();
  }
}

function isItem({ text }: { readonly text: string }): boolean {
  return /^-(?:\s|$)/.test(text);
}

/** The text before a `#` that begins a comment: one at the start or after a space, outside of quotes. */
function withoutComment(line: string): string {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    const starts = at === 0 || /[\s,:[{]/.test(line[at - 1]);
    if (quote) {
      if ((letter === '\\' && quote === '"') || line.startsWith("''", at)) at++;
      else if (letter === quote) quote = '';
    } else if (starts && (letter === '"' || letter === "'")) quote = letter;
    else if (letter === '#' && (at === 0 || /\s/.test(line[at - 1]))) return line.slice(0, at);
  }
  return line;
}

/** The text between quotes; undefined where it is not all between them. */
function unquoted(text: string): string | undefined {
  if (/^'(?:[^']|'')*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return undefined;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}
