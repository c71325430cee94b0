/** Which clusters a suite runs on: a few at every change, all that are promised with `npm run test:e2e:all`, others when asked for. */
import { ClusterMode, FlinkVersion } from '../../lib';

/** Releases of Flink, by mode. */
export type Releases = Readonly<Partial<Record<ClusterMode, readonly string[]>>>;

export const EVERYTHING = process.env.E2E_ALL === '1';

/** One patch release of every minor. */
const MINORS = '1.12.5,1.13.6,1.14.6,1.15.4,1.16.3,1.17.2,1.18.1,1.19.3,1.20.5,2.0.2,2.1.3,2.2.1,2.3.0';

/** The oldest release, and the newest of both lines. */
const PROMISED = ['1.12.5', '1.20.5', '2.3.0'];

/** The newest release of the line that most jobs run on. */
export const USUAL: Releases = { [ClusterMode.NATIVE]: ['1.20.5'], [ClusterMode.STANDALONE]: ['1.20.5'] };
export const ALL: Releases = { [ClusterMode.NATIVE]: PROMISED, [ClusterMode.STANDALONE]: PROMISED };

/** Mode and release of each cluster. `E2E_VERSIONS` and `E2E_MODES` ask for others, of every suite alike. */
export function clusters(few: Releases = USUAL, all: Releases = ALL): [ClusterMode, string][] {
  const { E2E_VERSIONS: versions, E2E_MODES: modes } = process.env;
  const asked = versions ? (versions === 'all' ? MINORS : versions).split(',') : undefined;
  const found = EVERYTHING ? all : few;
  return Object.values(ClusterMode)
    .filter((mode) => !modes || modes.split(',').includes(mode))
    .flatMap((mode) => (asked ?? found[mode] ?? []).map((version): [ClusterMode, string] => [mode, version]));
}

/** What a namespace may enforce: pods of native 1.12 carry no security context, and 1.13 drops the seccomp profile of theirs. */
export function securityLevel(mode: ClusterMode, version: string): string {
  if (mode === ClusterMode.STANDALONE || FlinkVersion.of(version).isAtLeast('1.14')) return 'restricted';
  return FlinkVersion.of(version).isAtLeast('1.13') ? 'baseline' : 'privileged';
}
