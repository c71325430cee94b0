import { Duration } from 'cdk8s';
import type { ClusterPlan } from '../cluster/plan';
import { keyIn, olderKey, FlinkOptions } from '../config/options';
import { checkKept, checkWhole, wholeSeconds } from '../private/validate';
import { PROGRAM_IMAGE } from './program-pod';
import { ClaimMode, FailurePolicy, JobState, LogFormat, SavepointFallback, SavepointFormat, UpdateMode } from './update-mode';
import { UpdateProps } from './update-props';

/** Everything that is decided of a job's updates; time-outs in seconds. */
export interface UpdatePlan {
  readonly mode: UpdateMode;
  readonly fallback: SavepointFallback;
  readonly state: JobState;
  readonly onFailure: FailurePolicy;
  readonly initialSavepoint?: string;
  /** How state is restored: as options, and as arguments of Flink's own programs, which put theirs above options. */
  readonly restore: { readonly options: FlinkOptions; readonly arguments: readonly string[] };
  readonly savepointFormat?: SavepointFormat;
  readonly drain: boolean;
  readonly savepoint: number;
  readonly savepointsKept?: number;
  readonly deletion: number;
  readonly start: number;
  readonly deadline: number;
  readonly retries: number;
  readonly logFormat: LogFormat;
  readonly programImage: string;
}

/** @throws with what was given, what is allowed and what to do */
export function planUpdate(plan: ClusterPlan, props: UpdateProps): UpdatePlan {
  const { retries = 6, mode = UpdateMode.SAVEPOINT, onFailure = FailurePolicy.KEEP } = props;
  checkWhole('retries', retries, 0);
  checkKept(props.savepointsKept);
  checkMode(plan, mode);
  checkState(plan, props);
  const planned: UpdatePlan = {
    mode,
    fallback: props.fallback ?? SavepointFallback.LAST_CHECKPOINT,
    state: props.state ?? JobState.RUNNING,
    onFailure,
    initialSavepoint: props.initialSavepoint,
    restore: restoring(plan, props),
    savepointFormat: props.savepointFormat,
    drain: props.drain ?? false,
    savepoint: wholeSeconds('savepointTimeout', props.savepointTimeout ?? Duration.minutes(10)),
    savepointsKept: props.savepointsKept,
    deletion: wholeSeconds('deletionTimeout', props.deletionTimeout ?? Duration.minutes(5)),
    start: wholeSeconds('startTimeout', props.startTimeout ?? Duration.minutes(10)),
    deadline: wholeSeconds('deadline', props.deadline ?? Duration.hours(1)),
    retries,
    logFormat: props.logFormat ?? LogFormat.JSON,
    programImage: props.programImage ?? PROGRAM_IMAGE,
  };
  const interval = Math.ceil((plan.checkpointInterval ?? 0) / 1000);
  if (planned.start <= interval) {
    throw new Error(
      `startTimeout is ${planned.start} s, and checkpoints are ${interval} s apart, so that no update would see the first one; ` +
        `give startTimeout more than ${interval} s, or a shorter checkpoints.interval`,
    );
  }
  return planned;
}

function checkMode({ highAvailability, checkpointInterval }: ClusterPlan, mode: UpdateMode): void {
  if (mode !== UpdateMode.LAST_STATE || (highAvailability && checkpointInterval !== undefined)) return;
  throw new Error(
    `mode is ${mode}, and the job has no ${highAvailability ? 'checkpoints' : 'HA, which knows the newest checkpoint'}; ` +
      `use ${highAvailability ? 'checkpoints' : 'HighAvailability.kubernetes()'}, or UpdateMode.SAVEPOINT`,
  );
}

/** What a start goes from, and what becomes of it. */
function checkState({ version, highAvailability }: ClusterPlan, props: UpdateProps): void {
  const { initialSavepoint, claimMode, savepointFormat, onFailure, mode } = props;
  // The job's own file systems, and those that an image brings: any scheme may be one.
  if (initialSavepoint !== undefined && !/^[a-z][a-z0-9+.-]*:\/\S+$/i.test(initialSavepoint)) {
    throw new Error(
      `initialSavepoint: '${initialSavepoint}' was given; allowed is the whole path of a savepoint or checkpoint with its scheme, ` +
        `such as 's3://acme-flink/orders/savepoints/savepoint-1a2b3c-0123456789ab'`,
    );
  }
  if (savepointFormat) version._need('savepointFormats', 'savepointFormat');
  if (claimMode) version._need('claimModes', 'claimMode');
  if (claimMode === ClaimMode.CLAIM && onFailure === FailurePolicy.ROLL_BACK) {
    throw new Error(
      `claimMode is ${claimMode} and onFailure is ${onFailure}: Flink would delete the savepoint that a roll-back goes from. Leave one of them out`,
    );
  }
  if (claimMode === ClaimMode.CLAIM && !highAvailability) {
    throw new Error(
      `claimMode is ${claimMode}, and highAvailability is off: a JobManager that dies would start again from a savepoint that Flink has deleted. ` +
        `Use HighAvailability.kubernetes(), or leave claimMode out`,
    );
  }
  if (mode === UpdateMode.STATELESS && onFailure === FailurePolicy.ROLL_BACK) {
    throw new Error(
      `mode is ${mode} and onFailure is ${onFailure}: nothing is taken along that the revision before could go on from. Leave one of them out`,
    );
  }
}

/** How state is restored, and the options that a user must not set beside it. */
function restoring(plan: ClusterPlan, { allowNonRestoredState, claimMode }: UpdateProps): UpdatePlan['restore'] {
  const rows = [
    {
      prop: 'allowNonRestoredState',
      key: 'execution.state-recovery.ignore-unclaimed-state',
      value: allowNonRestoredState ? 'true' : undefined,
      argument: ['--allowNonRestoredState'],
    },
    { prop: 'claimMode', key: 'execution.state-recovery.claim-mode', value: claimMode, argument: ['--restoreMode', claimMode ?? ''] },
  ];
  const given = rows.filter(({ value }) => value !== undefined);
  for (const { prop, key, value } of given) {
    const set = [key, olderKey(key)].find((one) => one in plan.options);
    if (set)
      throw new Error(`${prop} is ${value}, and option '${set}' (given '${plan.options[set]}') says the same; leave one of them out`);
  }
  return {
    options: Object.fromEntries(given.map(({ key, value }) => [keyIn(plan.version, key), value!])),
    arguments: given.flatMap(({ argument }) => argument),
  };
}
