#!/usr/bin/env bash
# In front of the processes of a native cluster. A JobManager waits here until the update Job says from where it is to start;
# so it is there, its image pulled and its pod scheduled, while the cluster before it still works.
set -euo pipefail
gate=/cdk8s-flink/gate
[ ! -d "$gate" ] || until [ -f "$gate/job-id" ]; do sleep 0.05; done
if [ -d "$gate" ] || [ -n "${CDK8S_FLINK_SECRET_OPTIONS:-}" ]; then
  # What was mounted is as Flink's client knew it; what came since goes into a copy, in place of what it said of it.
  export FLINK_CONF_DIR=/tmp/cdk8s-flink-conf
  rm -rf "$FLINK_CONF_DIR"
  cp -rL "${FLINK_HOME:-/opt/flink}/conf" "$FLINK_CONF_DIR"
fi
if [ -d "$gate" ]; then
  for file in "$gate"/*.yaml; do
    declare -A told=()
    while IFS= read -r line; do told["key ${line%%:*}"]=1; done <"$file"
    known=$FLINK_CONF_DIR/${file##*/}
    {
      while IFS= read -r line || [ -n "$line" ]; do [ -n "${told["key ${line%%:*}"]:-}" ] || printf '%s\n' "$line"; done <"$known"
      cat "$file"
    } >"$known.new"
    mv "$known.new" "$known"
  done
fi
# Options that no ConfigMap may have, and the variables that hold them: `option=VARIABLE`, by blanks.
for option in ${CDK8S_FLINK_SECRET_OPTIONS:-}; do
  variable=${option#*=}
  # Of the two forms of the file only one is YAML.
  for form in 'config.yaml %s: "%s"' 'flink-conf.yaml %s: %s'; do
    file=$FLINK_CONF_DIR/${form%% *}
    # shellcheck disable=SC2059 # The form is what it is.
    [ ! -f "$file" ] || printf "\n${form#* }\n" "${option%%=*}" "${!variable}" >>"$file"
  done
done
[ -d "$gate" ] || exec /docker-entrypoint.sh "$@"
# A JobManager that is told to end dies at once. One that shuts down in order while its job ends, as in an update's stop, throws the job's
# checkpoints away and does not note that the job is over: the next one would run it again, from the state that it was started from.
flink=
trap '[ -z "$flink" ] || kill -KILL "$flink" 2>/dev/null; exit 143' TERM INT
/docker-entrypoint.sh "$@" &
flink=$!
wait "$flink"
