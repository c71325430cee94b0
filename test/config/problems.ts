/** What the check says of options, in a line each. */
import { FlinkVersion } from '../../lib';
import { checkOptions, Problem } from '../../lib/config/check';
import { FlinkOptions } from '../../lib/config/options';

/** What every job has, so that there is nothing to warn of. */
const SOUND = { 'execution.checkpointing.interval': '60000 ms', 'high-availability': 'kubernetes' };

/** What is wrong with options, and what is worth a second look, as `error: ...`. */
export function problems(options: FlinkOptions, { version = '1.20', custom = [] as string[] } = {}): string[] {
  const flinkVersion = FlinkVersion.of(version);
  const sound: FlinkOptions = { ...SOUND, ...options };
  const { 'high-availability': ha, ...rest } = sound;
  return told(
    checkOptions(
      flinkVersion,
      { ...rest, [flinkVersion.isAtLeast('1.17') ? 'high-availability.type' : 'high-availability']: ha },
      { custom },
    ),
  );
}

/** Problems as `error: ...`. */
export function told(all: readonly Problem[]): string[] {
  return all.map(({ severity, message }) => `${severity}: ${message}`);
}
