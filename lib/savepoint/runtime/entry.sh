#!/usr/bin/env bash
# In front of the processes of a native cluster. A JobManager waits here until the update Job says from where it is to start;
# so it is there, its image pulled and its pod scheduled, while the cluster before it still works.
set -euo pipefail
gate=/cdk8s-flink/gate
if [ -d "$gate" ]; then
  until [ -f "$gate/job-id" ]; do sleep 0.05; done
  # What was mounted is as Flink's client knew it; what came since is added to a copy.
  export FLINK_CONF_DIR=/tmp/cdk8s-flink-conf
  rm -rf "$FLINK_CONF_DIR"
  cp -rL "${FLINK_HOME:-/opt/flink}/conf" "$FLINK_CONF_DIR"
  for file in "$gate"/*.yaml; do
    { echo; cat "$file"; } >>"$FLINK_CONF_DIR/${file##*/}"
  done
fi
exec /docker-entrypoint.sh "$@"
