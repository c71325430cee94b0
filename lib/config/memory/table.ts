import { MemoryLayout } from './layout';
import { showMebibytes } from './size';

/** What is shown, the parts of a size below it. */
const LINES: readonly (readonly [indent: number, label: string, size: string])[] = [
  [0, 'total process', 'totalProcess'],
  [1, 'total Flink', 'totalFlink'],
  [2, 'JVM heap', 'jvmHeap'],
  [3, 'framework heap', 'frameworkHeap'],
  [3, 'task heap', 'taskHeap'],
  [2, 'managed', 'managed'],
  [2, 'network', 'network'],
  [2, 'framework off-heap', 'frameworkOffHeap'],
  [2, 'task off-heap', 'taskOffHeap'],
  [2, 'off-heap', 'offHeap'],
  [1, 'JVM metaspace', 'jvmMetaspace'],
  [1, 'JVM overhead', 'jvmOverhead'],
];

/** Layouts side by side, a line a part; `-` where a process has no such part. */
export function memoryTable(layouts: readonly MemoryLayout[]): string {
  const rows = LINES.map(([indent, label, size]) => [
    '  '.repeat(indent) + label,
    ...layouts.map((layout) => {
      const bytes = (layout as unknown as Readonly<Record<string, number | undefined>>)[size];
      return bytes === undefined ? '-' : showMebibytes(bytes);
    }),
  ]).filter(([, ...sizes]) => sizes.some((size) => size !== '-'));
  const all = [['memory', ...layouts.map(({ process }) => process)], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
