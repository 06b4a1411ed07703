#!/usr/bin/env bash
# Asks this member one four-letter word. 'alive': the process answers at all, with or without a quorum, so that a
# restart is never the answer to a lost quorum. 'ready': it serves clients. Changes nothing and starts no JVM.
set -euo pipefail

readonly SECONDS_TO_ANSWER=4

fail() {
  printf 'quorate: %s\n' "$*"
  exit 1
}

ask() {
  local host=${POD_IP:-$POD_NAME.$QUORATE_DOMAIN} line
  { exec 3<>"/dev/tcp/$host/$QUORATE_CLIENT_PORT"; } 2>/dev/null || fail "not $wanted: nothing listens on $host port $QUORATE_CLIENT_PORT"
  printf '%s' "$1" >&3
  answer=
  while IFS= read -r -t "$SECONDS_TO_ANSWER" -u 3 line || [[ -n $line ]]; do
    answer+=$line$'\n'
  done
}

wanted=${1:-}
case $wanted in
  alive)
    ask ruok
    [[ $answer == imok* ]] || fail "not alive: the answer to ruok was '${answer%$'\n'}'"
    ;;
  ready)
    ask srvr
    [[ $'\n'$answer == *$'\n'"Mode: "* ]] || fail "not ready: the answer to srvr was '${answer%$'\n'}'"
    ;;
  *)
    fail "usage: probe.sh alive|ready"
    ;;
esac
