/** A job that is updated again and again while something goes wrong: what came of it is looked at the same way every time. */
import { ClusterMode } from '../../lib';
import { JobRun, JobYaml, prepareNamespace } from './job-run';
import { kubectl, RevisionWatch } from './kubectl';
import { committed, Ledger, ledgerYaml } from './ledger';
import { addOutcome } from './outcomes';
import { random } from './random';
import { securityLevel } from './releases';

export class Scenarios {
  readonly ledger: Ledger;
  readonly run: JobRun;
  /** Chance that is the same in every run of the suite. */
  readonly chance: (bound: number) => number;
  private watch?: RevisionWatch;
  private rate = 100;

  /** @param suite what the namespace is called after */
  constructor(
    suite: string,
    private readonly mode: ClusterMode,
    private readonly version: string,
    private readonly yaml: (ledger: Ledger, rate: number) => JobYaml = ledgerYaml,
  ) {
    const digits = version.replaceAll('.', '');
    this.ledger = { namespace: `e2e-${suite}-${mode.toLowerCase()}-${digits}`, name: `ledger-${digits}`, version, mode };
    this.run = new JobRun(this.ledger, yaml(this.ledger, this.rate));
    this.chance = random(Number(process.env.E2E_SEED ?? 6) + Number(digits));
  }

  /** Starts the job, once for all scenarios. */
  async up(): Promise<void> {
    await prepareNamespace(this.ledger.namespace, securityLevel(this.mode, this.version));
    this.watch = new RevisionWatch(this.ledger.namespace);
    await this.run.apply();
    await this.run.updated();
  }

  async down(): Promise<void> {
    await this.watch?.stop();
    await kubectl(['delete', 'namespace', this.ledger.namespace, '--wait=false']);
  }

  /** Changes the file, to be applied: another rate makes another revision. */
  change(yaml = this.yaml): void {
    this.rate += 10;
    this.run.current = yaml(this.ledger, this.rate);
  }

  /** The number that the running job is at. */
  async next(): Promise<number> {
    return (await this.run.told(0)).next;
  }

  /** The update goes on, whatever it takes: its cluster is the one that works, and more than `from` numbers are there, each once. */
  async through(scenario: string, from: number): Promise<void> {
    await this.run.updated();
    expect(await this.run.record()).toMatchObject({ phase: 'RUNNING', revision: this.run.current.revision });
    await this.noted(scenario, from);
  }

  /** Notes how the job came out of a scenario. */
  async noted(scenario: string, from: number): Promise<void> {
    const { gap } = await this.run.told(from);
    try {
      await this.run.exactlyOnce(from);
    } finally {
      const numbers = await committed(this.ledger);
      const different = new Set(numbers).size;
      const losses = (numbers.at(-1) ?? -1) + 1 - different;
      addOutcome({ mode: this.mode, version: this.version, scenario, losses, duplicates: numbers.length - different, standstill: gap });
    }
  }

  /** Never did the jobs of two clusters work at once. */
  onlyOne(): void {
    expect(this.watch?.asked).toBeGreaterThan(20);
    expect(this.watch?.violations).toEqual([]);
  }
}
