/** Pages of the docs that are written from the code: `npm run docs` writes them, and a test holds them against it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const docs = join(__dirname, '..', 'docs');

/** A table of Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '-')), ...rows.map(line)].join('\n');
}

/** Writes a page, or with `--check` says whether it is as it would be written. */
export async function page(name: string, text: string): Promise<void> {
  const file = join(docs, name);
  const formatted = await format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
  if (!process.argv.includes('--check')) return writeFileSync(file, formatted);
  if (readFileSync(file, 'utf8') !== formatted) throw new Error(`docs/${name} is not what the code says: run npm run docs`);
}
