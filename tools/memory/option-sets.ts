/** The option sets that Flink and the library are asked alike: the same ones in every run. */
import { createHash } from 'node:crypto';
import { EDGES } from './edges';

export interface OptionSet {
  readonly process: 'JobManager' | 'TaskManager';
  readonly startedBy: 'flink' | 'scripts';
  readonly options: Readonly<Record<string, string>>;
}

/** Random ones of each process; with them, every branch of the arithmetic is taken many times. */
const RANDOM_SETS = { JobManager: 130, TaskManager: 290 };

export function optionSets(): OptionSet[] {
  const random = new Random(20_240_611);
  return [
    ...EDGES,
    ...Array.from({ length: RANDOM_SETS.JobManager }, () => jobManager(random)),
    ...Array.from({ length: RANDOM_SETS.TaskManager }, () => taskManager(random)),
  ];
}

/** Names the sets: what was recorded of others is worth nothing. */
export function fingerprint(sets: readonly OptionSet[]): string {
  return createHash('sha256').update(JSON.stringify(sets)).digest('hex').slice(0, 16);
}

/** Numbers that are the same in every run (mulberry32). */
class Random {
  public constructor(private state: number) {}

  /** From 0 to below 1. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)];
  }

  /**
   * Bytes between two numbers of mebibytes, as often small as large; in every third case no whole mebibytes. By products
   * alone, which every version of Node.js rounds alike.
   */
  public bytes(least: number, most: number): number {
    const doubled = [least];
    while (doubled[doubled.length - 1] * 2 < most) doubled.push(doubled[doubled.length - 1] * 2);
    const mebibytes = Math.min(most, this.pick(doubled) * (1 + this.next()));
    return this.chance(1 / 3) ? Math.floor(mebibytes * 2 ** 20) : Math.round(mebibytes) * 2 ** 20;
  }

  /** Of few or many digits. */
  public fraction(): string {
    return this.pick([
      String(Number(this.next().toFixed(2))),
      String(this.next()),
      `${Number(this.next().toFixed(3))}`,
      this.pick(FRACTIONS),
    ]);
  }
}

const FRACTIONS = ['0.1', '0.05', '0.2', '0.3', '0.4', '0.7', '0', '0.0', '.25', '1e-1', '0.333333333', '0.999', '0.25f', '0.5d'];
const UNITS = [
  [1, ['', 'b', ' bytes']],
  [2 ** 10, ['k', ' kb', 'KiBiBytes']],
  [2 ** 20, ['m', 'mb', ' MB', 'mebibytes']],
  [2 ** 30, ['g', ' gb', ' gibibytes']],
] as const;

/** The same size in one of the ways it can be written. */
function written(random: Random, bytes: number): string {
  const fitting = UNITS.filter(([factor]) => bytes % factor === 0);
  const [factor, names] = random.chance(0.7) ? fitting[fitting.length - 1] : random.pick(fitting);
  return `${bytes / factor}${random.pick(names)}`;
}

/** Options of which some are given, each by its chance. */
class Draw {
  public readonly options: Record<string, string> = {};
  public constructor(private readonly random: Random) {}

  public size(key: string, bytes: number): void {
    this.options[key] = written(this.random, bytes);
  }

  public maybeSize(chance: number, key: string, least: number, most: number): number | undefined {
    if (!this.random.chance(chance)) return undefined;
    const bytes = this.random.bytes(least, most);
    this.size(key, bytes);
    return bytes;
  }

  public maybeFraction(chance: number, key: string): void {
    if (this.random.chance(chance)) this.options[key] = this.random.fraction();
  }

  /** Minimum and maximum, mostly in this order. */
  public maybeLimits(chance: number, prefix: string, least: number, most: number): void {
    const sizes = [this.random.bytes(least, most), this.random.bytes(least, most)];
    if (this.random.chance(0.9)) sizes.sort((a, b) => a - b);
    if (this.random.chance(chance)) this.size(`${prefix}.min`, sizes[0]);
    if (this.random.chance(chance)) this.size(`${prefix}.max`, sizes[1]);
  }
}

function jobManager(random: Random): OptionSet {
  const draw = new Draw(random);
  const offHeap = draw.maybeSize(0.4, 'jobmanager.memory.off-heap.size', 16, 1024) ?? 128 * 2 ** 20;
  const metaspace = draw.maybeSize(0.3, 'jobmanager.memory.jvm-metaspace.size', 32, 512) ?? 256 * 2 ** 20;
  draw.maybeFraction(0.3, 'jobmanager.memory.jvm-overhead.fraction');
  draw.maybeLimits(0.3, 'jobmanager.memory.jvm-overhead', 32, 1024);
  const heap = random.bytes(64, 8192);
  const [givesHeap, givesFlink, givesProcess] = random.pick([
    [true, false, false],
    [false, true, false],
    [false, false, true],
    [true, true, false],
    [true, false, true],
    [false, true, true],
    [true, true, true],
  ]);
  if (givesHeap) draw.size('jobmanager.memory.heap.size', heap);
  if (givesFlink) draw.size('jobmanager.memory.flink.size', off(random, heap + offHeap));
  if (givesProcess) draw.size('jobmanager.memory.process.size', off(random, heap + offHeap + metaspace + random.bytes(100, 1400)));
  legacyHeap(draw, random, 'jobmanager');
  return { process: 'JobManager', startedBy: startedBy(random), options: draw.options };
}

function taskManager(random: Random): OptionSet {
  const draw = new Draw(random);
  const memory = 'taskmanager.memory';
  const others = [
    draw.maybeSize(0.3, `${memory}.framework.heap.size`, 16, 512) ?? 128 * 2 ** 20,
    draw.maybeSize(0.3, `${memory}.framework.off-heap.size`, 16, 512) ?? 128 * 2 ** 20,
    draw.maybeSize(0.3, `${memory}.task.off-heap.size`, 1, 512) ?? 0,
  ];
  const metaspace = draw.maybeSize(0.3, `${memory}.jvm-metaspace.size`, 32, 512) ?? 256 * 2 ** 20;
  draw.maybeFraction(0.25, `${memory}.jvm-overhead.fraction`);
  draw.maybeLimits(0.25, `${memory}.jvm-overhead`, 32, 1024);
  draw.maybeFraction(0.25, `${memory}.managed.fraction`);
  draw.maybeFraction(0.25, random.chance(0.8) ? `${memory}.network.fraction` : 'taskmanager.network.memory.fraction');
  draw.maybeLimits(0.25, random.chance(0.8) ? `${memory}.network` : 'taskmanager.network.memory', 16, 2048);
  const buffers = random.chance(0.15) ? random.pick([512, 2048, 4096, 20_000]) : undefined;
  if (buffers) draw.options['taskmanager.network.numberOfBuffers'] = String(buffers);
  const segment = random.chance(0.1) ? random.pick([4, 16, 64]) : undefined;
  if (segment) draw.size(`${memory}.segment-size`, segment * 2 ** 10);

  const [taskHeap, managed] = [random.bytes(32, 8192), random.bytes(16, 8192)];
  const network = buffers && random.chance(0.7) ? buffers * (segment ?? 32) * 2 ** 10 : random.bytes(32, 2048);
  if (random.chance(0.35)) draw.size(`${memory}.task.heap.size`, taskHeap);
  if (random.chance(0.35)) draw.size(random.chance(0.85) ? `${memory}.managed.size` : 'taskmanager.memory.size', managed);
  const flink = others.reduce((sum, part) => sum + part, taskHeap + managed + network);
  if (random.chance(0.4)) draw.size(`${memory}.flink.size`, off(random, flink));
  if (random.chance(0.6)) draw.size(`${memory}.process.size`, off(random, flink + metaspace + random.bytes(100, 1400)));
  legacyHeap(draw, random, 'taskmanager');
  return { process: 'TaskManager', startedBy: startedBy(random), options: draw.options };
}

/** A sum, which is now and then not quite the sum. */
function off(random: Random, bytes: number): number {
  return random.chance(0.8) ? bytes : Math.max(0, bytes + random.pick([-1, 1, -(2 ** 20), 2 ** 25, -(2 ** 28), 2 ** 30]));
}

function legacyHeap(draw: Draw, random: Random, process: string): void {
  if (random.chance(0.08)) draw.size(`${process}.heap.size`, random.bytes(256, 4096));
  if (random.chance(0.05)) draw.options[`${process}.heap.mb`] = String(random.pick([512, 1024, 3000]));
}

function startedBy(random: Random): OptionSet['startedBy'] {
  return random.chance(0.8) ? 'flink' : 'scripts';
}
