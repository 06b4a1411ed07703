#!/bin/bash
# Asks every ready replica whether it acts; ends with 0 only when one of them says so.
set -u

# Metrics of the replica at an address.
metrics() {
  exec 3<>"/dev/tcp/$1/$PORT" || return
  printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3
  cat <&3
  exec 3>&-
}

while ((SECONDS < TIMEOUT_SECONDS)); do
  for address in $(getent ahosts "$SERVICE" | cut -d ' ' -f 1 | sort -u); do
    if metrics "$address" 2>/dev/null | grep -qE '^quorate_leading 1(\.0)?$'; then
      echo "the replica at $address acts"
      exit 0
    fi
  done
  sleep 1
done
echo "within $TIMEOUT_SECONDS s no replica behind $SERVICE said that it acts"
exit 1
