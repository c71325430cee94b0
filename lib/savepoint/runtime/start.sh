#!/usr/bin/env bash
# The `start` step: Flink's own client makes the cluster, when the `stop` step left something to start.
set -euo pipefail
[ -f "$FOLDER/start" ] || { echo 'nothing to start'; exit 0; }
mapfile -t known_now <"$FOLDER/start"
action=$1
shift
exec "${FLINK_HOME:-/opt/flink}/bin/flink" "$action" "${known_now[@]}" "$@"
