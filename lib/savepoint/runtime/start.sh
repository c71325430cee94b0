#!/usr/bin/env bash
# Flink's own client makes the cluster, as soon as the program beside it says so, and when it does.
set -euo pipefail
program=$(dirname "$0")/update.js
# Seconds after which the program must have been there at all: its container comes first, but its image may have to be asked for again.
patience=60

# The containers of the pod see each other's processes.
lives() {
  local process words
  for process in /proc/[0-9]*/cmdline; do
    words=()
    # It may have ended meanwhile.
    { mapfile -d '' -t words <"$process"; } 2>/dev/null || continue
    [ "${words[1]-}" != "$program" ] || return 0
  done
  return 1
}

# Where a platform keeps containers apart all the same, this is the first process that it sees, and can tell nothing of others.
seen='' gone='' blind=$([ $$ != 1 ] || echo yes)
while true; do
  if lives; then
    seen=yes
  elif [ -z "$blind" ] && { [ "$seen" ] || [ $SECONDS -ge $patience ]; }; then
    gone=yes
  fi
  # In this order: what the program said, it said before it ended.
  [ ! -f "$FOLDER/start" ] || break
  [ ! -f "$FOLDER/end" ] || { echo 'nothing to start'; exit 0; }
  # Its Job makes no other pod before this one has ended.
  [ -z "$gone" ] || { echo 'the update program is gone'; exit 1; }
  sleep 0.1
done
mapfile -t known_now <"$FOLDER/start"
action=$1
shift
exec "${FLINK_HOME:-/opt/flink}/bin/flink" "$action" "${known_now[@]}" "$@"
