import { Feature, FEATURES, LATEST_PATCH, RELEASES } from './releases';

/**
 * A release of Apache Flink, 1.12 to 2.3.
 *
 * A minor release (`FlinkVersion.V1_20`) stands for its newest patch release known to this version of the library.
 * Name the patch release that is in your image (`FlinkVersion.of('1.20.5')`): the file names of plugins carry it.
 *
 * @see https://nightlies.apache.org/flink/
 */
export class FlinkVersion {
  /** Flink 1.12. */
  public static readonly V1_12 = FlinkVersion.of('1.12');
  /** Flink 1.13. */
  public static readonly V1_13 = FlinkVersion.of('1.13');
  /** Flink 1.14. */
  public static readonly V1_14 = FlinkVersion.of('1.14');
  /** Flink 1.15. */
  public static readonly V1_15 = FlinkVersion.of('1.15');
  /** Flink 1.16. */
  public static readonly V1_16 = FlinkVersion.of('1.16');
  /** Flink 1.17. */
  public static readonly V1_17 = FlinkVersion.of('1.17');
  /** Flink 1.18. */
  public static readonly V1_18 = FlinkVersion.of('1.18');
  /** Flink 1.19. */
  public static readonly V1_19 = FlinkVersion.of('1.19');
  /** Flink 1.20. */
  public static readonly V1_20 = FlinkVersion.of('1.20');
  /** Flink 2.0. */
  public static readonly V2_0 = FlinkVersion.of('2.0');
  /** Flink 2.1. */
  public static readonly V2_1 = FlinkVersion.of('2.1');
  /** Flink 2.2. */
  public static readonly V2_2 = FlinkVersion.of('2.2');
  /** Flink 2.3. */
  public static readonly V2_3 = FlinkVersion.of('2.3');

  /**
   * A release by its number.
   *
   * @param version `major.minor`, or `major.minor.patch` as in the image
   * @throws where the number is none, or of a release that is not supported
   */
  public static of(version: string): FlinkVersion {
    const [, minor, patch] = /^(\d+\.\d+)(?:\.(\d+))?$/.exec(version) ?? [];
    if (!minor) throw new Error(`Flink version '${version}' is no release number; give it as '1.20' or '1.20.5'`);
    if (!RELEASES.includes(minor)) {
      throw new Error(
        `Flink version '${version}' is not supported; supported are ${RELEASES[0]} to ${RELEASES.at(-1)}: ${RELEASES.join(', ')}`,
      );
    }
    return new FlinkVersion(minor, patch);
  }

  /** The minor release, such as `1.20`. */
  public readonly minor: string;

  /** The patch release, such as `1.20.5`. */
  public readonly patch: string;

  private constructor(minor: string, patch?: string) {
    this.minor = minor;
    this.patch = `${minor}.${patch ?? LATEST_PATCH[minor]}`;
  }

  /**
   * Whether this release is that minor release or a later one.
   *
   * @param minor such as `1.15`
   */
  public isAtLeast(minor: string): boolean {
    return RELEASES.indexOf(this.minor) >= RELEASES.indexOf(FlinkVersion.of(minor).minor);
  }

  /** The patch release, such as `1.20.5`. */
  public toString(): string {
    return this.patch;
  }

  /** @internal */
  public _has(feature: Feature): boolean {
    return this.isAtLeast(FEATURES[feature].since);
  }

  /**
   * @throws where this release lacks the feature
   * @internal
   */
  public _need(feature: Feature, prop: string): void {
    const { since, what } = FEATURES[feature];
    if (!this._has(feature))
      throw new Error(`${prop}: Flink ${this.minor} has no ${what}; Flink ${since} has. Leave it out, or use Flink ${since} or later`);
  }
}
