#!/bin/bash
# Creates, reads and deletes an ephemeral node in one session; ends with 0 only when all of it worked.
set -u
node=/quorate-helm-test-$HOSTNAME-$RANDOM
value=written-by-$HOSTNAME-$RANDOM

said=$(printf '%s\n' "create -e $node $value" "get $node" "delete $node" "get $node" quit |
  zkCli.sh -server "$SERVER" -timeout "${TIMEOUT_SECONDS}000" -waitforconnection 2>&1)

# expect STEP TEXT [GREP-OPTION]
expect() {
  if ! grep -qF ${3:+"$3"} -e "$2" <<<"$said"; then
    printf '%s\n\nfailed to %s the ephemeral node %s at %s\n' "$said" "$1" "$node" "$SERVER"
    exit 1
  fi
}

expect create "Created $node"
# A line of its own, because the prompt may repeat the command with the value in it.
expect read "$value" -x
expect delete "Node does not exist: $node"
echo "created, read and deleted the ephemeral node $node at $SERVER"
