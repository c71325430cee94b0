import { checkOptions, Problem } from './check';
import { readOptions } from './read';
import { FlinkVersion } from './version';

/** How much a problem matters. */
export enum ProblemSeverity {
  /** Flink, or a pod, would not come up as meant. */
  ERROR = 'ERROR',
  /** It comes up, and has cost others their sleep. */
  WARNING = 'WARNING',
}

/** One thing that is wrong with a configuration, or worth a second look. */
export interface ConfigurationProblem {
  /** How much it matters. */
  readonly severity: ProblemSeverity;
  /**
   * The option at fault.
   *
   * @default - it is no single option
   */
  readonly key?: string;
  /**
   * The name of a known trap, as in `silencedWarnings`.
   *
   * @default - it is none
   */
  readonly name?: string;
  /** What was given, what is allowed, what to do. */
  readonly message: string;
}

/** How a configuration is checked. */
export interface CheckConfigurationProps {
  /**
   * Keys that Flink does not know and other code reads; `a.b.*` stands for all below `a.b`.
   *
   * @default - none
   */
  readonly customOptions?: string[];
}

/** Flink configurations, for tests and tools: read and checked as the constructs check theirs. */
export class FlinkConfiguration {
  /**
   * The options of a configuration file: `flink-conf.yaml`, or `config.yaml`, nested or flat.
   *
   * @param path relative to where the process runs
   * @throws where there is no such file, or it is none of both
   */
  public static read(path: string): { [key: string]: string } {
    return readOptions(path);
  }

  /**
   * Everything that is wrong with a set of options for a release, and what is worth a second look: unknown, missing and
   * renamed keys, values that Flink cannot read, sizes that do not add up, known traps. Errors come first.
   *
   * @param version the release that will read them
   * @param options by key, as their texts
   */
  public static check(
    version: FlinkVersion,
    options: { [key: string]: string },
    props: CheckConfigurationProps = {},
  ): ConfigurationProblem[] {
    return checkOptions(version, options, { custom: props.customOptions }).map(told);
  }

  private constructor() {
    // What it does needs no object.
  }
}

/** `FlinkConfiguration.check`, for those who like functions. */
export function checkFlinkConfiguration(
  version: FlinkVersion,
  options: Readonly<Record<string, string>>,
  props: CheckConfigurationProps = {},
): ConfigurationProblem[] {
  return FlinkConfiguration.check(version, options, props);
}

function told({ severity, ...problem }: Problem): ConfigurationProblem {
  return { ...problem, severity: severity === 'error' ? ProblemSeverity.ERROR : ProblemSeverity.WARNING };
}
