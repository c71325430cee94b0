#!/usr/bin/env bash
# Flink's own client makes the cluster, as soon as the program beside it says so, and when it does.
set -euo pipefail
checked=$SECONDS
until [ -f "$FOLDER/start" ]; do
  [ ! -f "$FOLDER/end" ] || { echo 'nothing to start'; exit 0; }
  if [ $((SECONDS - checked)) -gt 60 ]; then
    # A program that was killed tells nothing any more.
    [ ! -f "$FOLDER/alive" ] || [ -n "$(find "$FOLDER/alive" -mmin -2)" ] || { echo 'the update program is gone'; exit 1; }
    checked=$SECONDS
  fi
  sleep 0.1
done
mapfile -t known_now <"$FOLDER/start"
action=$1
shift
exec "${FLINK_HOME:-/opt/flink}/bin/flink" "$action" "${known_now[@]}" "$@"
