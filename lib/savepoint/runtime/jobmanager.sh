#!/usr/bin/env bash
# Runs the JobManager of a standalone cluster. A job that ended is not run again: Kubernetes restarts a container that ends,
# whatever its exit code, and a job run again would repeat what it did.
ended=/cdk8s-flink/ended
tell() { echo "$1" | tee /dev/termination-log; }
[ ! -f "$ended" ] || { tell "The job ended with exit code $(cat "$ended"); this pod does not run it again."; exit 0; }

# After the options of the start come the job's own arguments, whatever they look like.
options=(--job-id "$START_JOB_ID")
# shellcheck disable=SC2206 # Words without blanks in them.
[ -z "$START_SAVEPOINT_PATH" ] || options+=(--fromSavepoint "$START_SAVEPOINT_PATH" $START_RESTORE_ARGUMENTS)
# Told to end, it dies at once. One that shuts down in order while its job ends, as in an update's stop, throws the job's checkpoints
# away and does not note that the job is over: the next one would run it again, from the state that it was started from.
flink=
trap '[ -z "$flink" ] || kill -KILL "$flink" 2>/dev/null; exit 143' TERM INT
"${FLINK_HOME:-/opt/flink}/bin/standalone-job.sh" start-foreground "${options[@]}" "$@" &
flink=$!
wait "$flink"
code=$?
# The end of the job: 0 is FINISHED or CANCELED, 163 is FAILED. Flink exits by them before 1.15 only.
case $code in 0 | 163) echo $code >"$ended" ;; esac
exit $code
