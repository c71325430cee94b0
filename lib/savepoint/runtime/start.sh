#!/usr/bin/env bash
# Flink's own client makes the cluster, as soon as the program beside it says so, and when it does.
set -euo pipefail
# Seconds in which the program, which tells every 2 s that it lives, must be heard of.
patience=20
# Seconds after which it must have been heard of at all: its container is started before this one.
first=60
heard='' checked=$SECONDS
until [ -f "$FOLDER/start" ]; do
  [ ! -f "$FOLDER/end" ] || { echo 'nothing to start'; exit 0; }
  if [ $((SECONDS - checked)) -ge $patience ]; then
    # A program that was killed tells nothing any more, and its Job makes no other pod before this one has ended.
    now=$(cat "$FOLDER/alive" 2>/dev/null || true)
    if [ "$now" = "$heard" ] && { [ -n "$now" ] || [ $SECONDS -ge $first ]; }; then
      echo 'the update program is gone'
      exit 1
    fi
    heard=$now checked=$SECONDS
  fi
  sleep 0.1
done
mapfile -t known_now <"$FOLDER/start"
action=$1
shift
exec "${FLINK_HOME:-/opt/flink}/bin/flink" "$action" "${known_now[@]}" "$@"
