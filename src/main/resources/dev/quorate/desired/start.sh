#!/usr/bin/env bash
# Starts one ZooKeeper member. It decides two things and then becomes the server: who this member is, and
# which list of servers it may start with. A volume is only believed when it and the membership list agree.
# It holds no membership logic beyond that: the operator changes the ensemble, ZooKeeper owns the list.
#
# Exit codes (ZooKeeper's own are 1, 2, 3, 4, 10, 12, 13, 14); docs/start-script.md says what to do about each:
#   40  the environment of the container is not what the operator renders
#   41  the volume belongs to another member, or to another cluster
#   42  the membership list is missing or incomplete
#   43  there is nobody to join: the only voter has lost its volume
#   44  the member's own name does not resolve to its address
#   45  the volume cannot be written, or a command failed
#   46  the configuration or the superuser's digest is missing
#   47  the disk of a voter was found empty; told once, then it joins as an observer
set -Eeuo pipefail
shopt -s nullglob

readonly BAD_ENVIRONMENT=40 FOREIGN_VOLUME=41 BAD_MEMBERSHIP=42 NOBODY_TO_JOIN=43
readonly NAME_UNRESOLVED=44 WRITE_FAILED=45 BAD_CONFIGURATION=46 DISK_WIPED=47
readonly KEPT_LISTS=5 KEPT_DAYS=7 FREE_PERCENT=10

say() {
  printf 'quorate: %s\n' "$*"
}

refuse() {
  local code=$1
  shift
  say "refused: $*"
  exit "$code"
}

command_failed() {
  refuse "$WRITE_FAILED" "a command failed in line $1, most often because a volume is full or read-only (the line above says which)." \
    "Make room on it or repair it; the container is started again by itself."
}

read_environment() {
  local name
  for name in POD_NAME QUORATE_DOMAIN QUORATE_ID_OFFSET QUORATE_CLIENT_PORT QUORATE_DATA_DIR \
    QUORATE_CONFIG_DIR QUORATE_MEMBERSHIP_DIR QUORATE_SUPERUSER_DIR QUORATE_RUN_DIR; do
    [[ -n ${!name:-} ]] || refuse "$BAD_ENVIRONMENT" "the variable $name is not set. The operator sets it in the pod template;" \
      "take out of spec.pod.template whatever removes it."
  done
  dns_deadline=${QUORATE_DNS_DEADLINE:-120}
  [[ $QUORATE_ID_OFFSET =~ ^[0-9]+$ && $dns_deadline =~ ^[0-9]+$ && $POD_NAME =~ -([0-9]+)$ ]] ||
    refuse "$BAD_ENVIRONMENT" "the pod name '$POD_NAME' does not end in an ordinal, or QUORATE_ID_OFFSET or QUORATE_DNS_DEADLINE is no number." \
      "Members are pods of a StatefulSet; take out of spec.pod.template whatever changes these."
  id=$((10#${BASH_REMATCH[1]} + 10#$QUORATE_ID_OFFSET))
  address=${POD_IP:-}
  own_name=$POD_NAME.$QUORATE_DOMAIN
  data=$QUORATE_DATA_DIR
  log=${QUORATE_DATA_LOG_DIR:-$data}
  conf=$data/conf
  record=$conf/started-as
  membership=$QUORATE_MEMBERSHIP_DIR/servers
  in_this_pod=$QUORATE_RUN_DIR/quorate-bootstrapped
  wipe_told=$QUORATE_RUN_DIR/quorate-wipe-told
  volumes=("$data")
  [[ $log == "$data" ]] || volumes+=("$log")
}

check_mounts() {
  local file
  for file in zoo.cfg logback.xml; do
    [[ -s $QUORATE_CONFIG_DIR/$file ]] || refuse "$BAD_CONFIGURATION" "$QUORATE_CONFIG_DIR/$file is missing or empty." \
      "The operator mounts it from the ConfigMap of this revision; see whether that still exists and whether spec.pod.template hides the mount."
  done
  digest=
  [[ ! -r $QUORATE_SUPERUSER_DIR/digest ]] || digest=$(<"$QUORATE_SUPERUSER_DIR/digest")
  [[ $digest =~ ^[^:[:space:]]+:[A-Za-z0-9+/=]+$ ]] || refuse "$BAD_CONFIGURATION" "$QUORATE_SUPERUSER_DIR/digest is missing or is not 'user:digest'." \
    "Without it nobody may change the membership. Delete the superuser Secret when it is damaged: the operator makes a new one."
  is_complete "$membership" || refuse "$BAD_MEMBERSHIP" "the membership list $membership is missing or incomplete." \
    "The operator writes it into the ConfigMap that ends in -membership; repair or delete that ConfigMap and the operator writes it again."
}

# ---- identity -------------------------------------------------------------------------------------------------------

check_identity() {
  local volume found
  recorded_id=
  foreign=
  for volume in "${volumes[@]}"; do
    found=$(first_word "$volume/myid")
    if [[ -n $found && $found != "$id" ]]; then
      ! names_me "$membership" || refuse "$FOREIGN_VOLUME" "the volume at $volume belongs to server.$found, and this pod is server.$id." \
        "Nothing was changed. Bind the claim of this pod to its own volume again; if server.$found is gone for good, annotate this pod with zookeeper.quorate.dev/replace=true."
      foreign=yes
    fi
    [[ $volume != "$data" ]] || recorded_id=$found
  done
}

write_identity() {
  local volume
  for volume in "${volumes[@]}"; do
    [[ $(first_word "$volume/myid") == "$id" ]] || write_durably "$volume/myid" <<<"$id"
  done
}

# ---- files ----------------------------------------------------------------------------------------------------------

first_word() {
  local word=
  [[ ! -r $1 ]] || read -r word _ <"$1" || true
  printf '%s' "$word"
}

write_atomically() {
  cat >"$1.tmp"
  mv -f "$1.tmp" "$1"
}

# For what decides how the next start goes: it must not come back empty after a power failure.
write_durably() {
  cat >"$1.tmp"
  sync "$1.tmp"
  mv -f "$1.tmp" "$1"
  sync "${1%/*}"
}

recorded_state() {
  [[ ! -r $record ]] || sed -n "s/^state=//p" "$record"
}

write_record() {
  [[ $(recorded_state) == "$1" ]] || printf 'state=%s\n' "$1" | write_durably "$record"
}

# Makes a folder that no earlier start has used, so that nothing is ever overwritten.
set_aside_folder() {
  local base number=1 folder
  base=$1/set-aside-$(date -u +%Y%m%dT%H%M%SZ)
  folder=$base
  while [[ -e $folder ]]; do
    number=$((number + 1))
    folder=$base-$number
  done
  mkdir -m 700 "$folder"
  printf '%s' "$folder"
}

set_aside() {
  local volume item folder moved
  rm -f "$conf/zoo.cfg" "$conf/zoo.cfg.tmp" # rendered, and holds a secret
  for volume in "${volumes[@]}"; do
    moved=()
    for item in version-2 conf ${foreign:+myid}; do
      [[ ! -e $volume/$item ]] || moved+=("$volume/$item")
    done
    if ((${#moved[@]} > 0)); then
      folder=$(set_aside_folder "$volume")
      mv "${moved[@]}" "$folder/"
      say "set aside what was on $volume in $folder; delete that folder when nobody needs it any more"
    fi
  done
}

free_percent() {
  local used
  used=$(df --output=pcent "$1" | tail -n 1 | tr -dc 0-9)
  printf '%s' $((100 - ${used:-0}))
}

# Only while this member has data that a leader has confirmed: else what was set aside may be the last copy.
drop_what_was_set_aside() {
  local volume folder now
  printf -v now '%(%s)T' -1
  for volume in "${volumes[@]}"; do
    for folder in "$volume"/set-aside-*; do # oldest first, by their names
      if ((now - $(stat -c %Y "$folder") > KEPT_DAYS * 86400)); then
        say "$folder is older than $KEPT_DAYS days: deleted"
      elif (($(free_percent "$volume") < FREE_PERCENT)); then
        say "$folder is deleted, because less than $FREE_PERCENT % of $volume are free"
      else
        continue
      fi
      rm -rf "$folder"
    done
  done
}

forget_marker() {
  local volume
  for volume in "${volumes[@]}"; do
    rm -f "$volume/initialize"
  done
}

# ---- server lists ---------------------------------------------------------------------------------------------------

# A client port has four digits or more, so that a list that was cut short never looks complete: ZooKeeper ends the
# file without a newline.
readonly SERVER_LINE='server\.[1-9][0-9]*=[^;[:space:]]+:[0-9]+:[0-9]+:(participant|observer);([^;[:space:]]+:)?[0-9]{4,5}'

is_complete() {
  [[ -r $1 ]] && ! grep -aqvxE "$SERVER_LINE" "$1" && grep -aq ':participant;' "$1"
}

names_me() {
  grep -q "^server\.$id=" "$1"
}

servers_of() {
  sed -n 's/^server\.\([0-9]*\)=.*:\([a-z]*\);.*/\1 \2/p' "$1" | sed 's/ participant//; s/ observer/ (observer)/' | paste -sd, | sed 's/,/, /g'
}

# Versions of the lists that ZooKeeper wrote, newest first; they are numbers of up to 64 bits in hexadecimal.
list_versions() {
  local file version padded
  for file in "$conf"/zoo.cfg.dynamic.*; do
    version=${file##*.}
    if [[ $version =~ ^[0-9a-f]{1,16}$ ]]; then
      printf -v padded '%16s' "$version"
      printf '%s %s\n' "${padded// /0}" "$version"
    fi
  done | LC_ALL=C sort -r | sed 's/.* //'
}

newest_complete_list() {
  local version
  for version in $(list_versions); do
    if is_complete "$conf/zoo.cfg.dynamic.$version"; then
      printf '%s' "$conf/zoo.cfg.dynamic.$version"
      return
    fi
  done
}

set_aside_newer_lists() {
  local version folder=
  for version in $(list_versions); do
    [[ $conf/zoo.cfg.dynamic.$version != "$list" ]] || break
    [[ -n $folder ]] || folder=$(set_aside_folder "$data")
    mv "$conf/zoo.cfg.dynamic.$version" "$folder/"
    say "the list zoo.cfg.dynamic.$version is incomplete: set aside in $folder"
  done
}

drop_old_lists() {
  local version kept=0
  for version in $(list_versions); do
    kept=$((kept + 1))
    ((kept <= KEPT_LISTS)) || rm -f "$conf/zoo.cfg.dynamic.$version"
  done
}

# ---- the decision ---------------------------------------------------------------------------------------------------

operator_wants_bootstrap() {
  [[ ${QUORATE_BOOTSTRAP:-} == true && $(first_word "$QUORATE_MEMBERSHIP_DIR/formed") != true ]]
}

has_database() {
  local snapshots=("$data"/version-2/snapshot.*)
  ((${#snapshots[@]} > 0)) && [[ -d $log/version-2 ]]
}

# Sets $doubt to the first reason why this volume is not that of a current member, and $wiped when data is gone.
doubt_volume() {
  doubt=
  wiped=
  if [[ -n $foreign ]]; then
    doubt="the volume belongs to another member"
  elif [[ ! -e $data/version-2 && ! -e $log/version-2 && ! -e $conf ]]; then
    doubt="the volume is empty"
    wiped=yes
  elif [[ -z $recorded_id ]]; then
    doubt="the volume carries no myid"
    wiped=yes
  elif [[ -z $list ]]; then
    doubt="the volume has no complete server list"
  elif ! names_me "$list"; then
    doubt="its newest list ${list##*/} does not name server.$id: this member left the ensemble or has not been admitted yet"
  elif ! names_me "$membership"; then
    doubt="the membership list does not name server.$id: this member left the ensemble or has not been admitted yet"
  elif ! has_database; then
    doubt="it has a server list, and its database is gone"
    wiped=yes
  fi
  [[ -n $doubt ]]
}

# Sets $objection to the reason why this member may not begin with an empty database; empty when it may.
object_to_bootstrap() {
  objection=
  if [[ ${QUORATE_BOOTSTRAP:-} != true ]]; then
    objection="this is not the first start of the ensemble"
  elif ! operator_wants_bootstrap; then
    objection="the ensemble has formed already"
  elif ! grep -q "^server\.$id=.*:participant;" "$membership"; then
    objection="the initial list does not name server.$id as a voter"
  elif [[ -e $in_this_pod && $(recorded_state) != bootstrap ]]; then
    objection="this pod bootstrapped once, and its volume was wiped since"
  elif [[ -n $(list_versions) ]]; then
    objection="this volume has been part of a formed ensemble"
  fi
  [[ -n $objection ]]
}

# A volume that was copied from another cluster would lead this member to the members of that one.
check_own_name_on_volume() {
  [[ -n $list ]] && names_me "$list" && names_me "$membership" || return 0
  grep -qF "server.$id=$own_name:" "$list" ||
    refuse "$FOREIGN_VOLUME" "the volume at $data comes from another cluster: its list ${list##*/} does not call server.$id $own_name." \
      "Nothing was changed. To use that data here, restore a backup of it; to let this member join empty, delete its claim."
}

choose_list() {
  list=$(newest_complete_list)
  check_own_name_on_volume
  if ! doubt_volume; then
    restart_member
  elif ! object_to_bootstrap; then
    bootstrap
  else
    join
  fi
}

restart_member() {
  set_aside_newer_lists
  drop_what_was_set_aside
  forget_marker
  rm -f "$conf/zoo.cfg.dynamic"
  write_record member
  say "server.$id restarts as a member: its volume is complete and named by the membership list; list ${list##*/}: servers $(servers_of "$list")"
}

bootstrap() {
  if [[ $(recorded_state) == bootstrap && $recorded_id == "$id" ]]; then
    say "server.$id bootstraps again: an earlier attempt ended before the ensemble formed"
  else
    set_aside
    mkdir -p "$conf"
    say "server.$id bootstraps: $doubt, and the ensemble has never formed"
  fi
  write_identity
  write_record bootstrap
  : >"$in_this_pod"
  list=$conf/zoo.cfg.dynamic
  write_durably "$list" <"$membership"
  forget_marker
  : >"$log/initialize" # ZooKeeper looks for it beside the transaction log and removes it when it loads the database
  say "initial list: servers $(servers_of "$list"); an empty database is allowed this once"
}

join() {
  grep -v "^server\.$id=" "$membership" | grep -q ':participant;' ||
    refuse "$NOBODY_TO_JOIN" "$doubt, $objection, and the membership list names no other voter to copy the data from." \
      "Nothing was changed. Put the volume of server.$id back or restore a backup; to begin empty on purpose, delete the cluster and its claims and create it again."
  tell_wipe_once
  say "server.$id joins as an observer: $doubt, and $objection"
  if still_joining; then
    say "keeping what it has copied so far; the list is rebuilt"
    ! has_database || drop_what_was_set_aside
    [[ ! -e $conf/zoo.cfg.dynamic.next ]] || names_me "$conf/zoo.cfg.dynamic.next" || rm -f "$conf/zoo.cfg.dynamic.next"
  else
    set_aside
    mkdir -p "$conf"
  fi
  forget_marker
  write_identity
  write_record joiner
  list=$conf/zoo.cfg.dynamic
  joiner_list | write_durably "$list"
  say "joining list: servers $(servers_of "$list")"
}

# Kubernetes records how a container ended, and the operator reads that: the words of a server that waits for a leader
# do not tell that its disk was wiped.
tell_wipe_once() {
  [[ -n $wiped ]] && grep -q "^server\.$id=.*:participant;" "$membership" || return 0
  [[ $(first_word "$QUORATE_MEMBERSHIP_DIR/formed") == true || -e $in_this_pod ]] || return 0
  if [[ -e $wipe_told ]]; then
    rm -f "$wipe_told" # should the disk be empty another time, that is told as well
    return
  fi
  : >"$wipe_told"
  say "server.$id is a voter, and $doubt. Nothing was changed. The container starts again and joins as an observer;" \
    "it votes when a leader has copied the data to it. Do not restart other members until then."
  exit "$DISK_WIPED"
}

# What a joiner has copied is its own as long as both of its volumes still have their part. It is listed as an
# observer only when a leader has confirmed that it has everything, whatever it was before.
still_joining() {
  [[ $recorded_id == "$id" ]] || return 1
  [[ $(recorded_state) == joiner ]] || grep -q "^server\.$id=.*:observer;" "$membership" || return 1
  [[ -d $data/version-2 && -d $log/version-2 ]] || [[ ! -d $data/version-2 && ! -d $log/version-2 ]]
}

joiner_list() {
  local line mine=
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line == "server.$id="* ]]; then
      mine=${line/:participant;/:observer;}
    else
      printf '%s\n' "$line"
    fi
  done <"$membership"
  printf '%s\n' "${mine:-server.$id=$own_name:2888:3888:observer;$own_name:$QUORATE_CLIENT_PORT}"
}

# ---- configuration and start ----------------------------------------------------------------------------------------

# The digest goes into the file, never into arguments or the environment, where other processes could read it.
write_configuration() {
  chmod 700 "$conf"
  rm -f "$conf/zoo.cfg.tmp"
  (
    umask 077
    {
      cat "$QUORATE_CONFIG_DIR/zoo.cfg"
      printf '\n%s\n' "dataDir=$data"
      [[ $log == "$data" ]] || printf '%s\n' "dataLogDir=$log"
      printf '%s\n' "dynamicConfigFile=$list"
      [[ -z $address ]] || printf '%s\n' "admin.serverAddress=$address" "metricsProvider.httpHost=$address"
      printf '%s\n' "DigestAuthenticationProvider.superDigest=$digest"
    } | write_atomically "$conf/zoo.cfg"
  )
  write_atomically "$conf/logback.xml" <"$QUORATE_CONFIG_DIR/logback.xml"
}

addresses_of() {
  { getent hosts "$1" || true; getent ahosts "$1" || true; } 2>/dev/null | sed 's/[[:space:]].*//' | sort -u | paste -sd' '
}

# A name that still leads to the previous pod would make this server listen on an address that it does not have.
wait_for_own_name() {
  local found next=0
  while true; do
    found=$(addresses_of "$own_name")
    if [[ -n $found && (-z $address || " $found " == *" $address "*) ]]; then
      return
    fi
    ((SECONDS < dns_deadline)) || refuse "$NAME_UNRESOLVED" "$own_name ${found:+leads to $found and }does not resolve to ${address:-any address} after $dns_deadline s." \
      "See whether the headless Service ${QUORATE_DOMAIN%%.*} exists with publishNotReadyAddresses and whether the cluster's DNS answers; the container is started again by itself."
    if ((SECONDS >= next)); then
      say "waiting until $own_name resolves to ${address:-an address} (now ${found:-nothing}; $((dns_deadline - SECONDS)) s left)"
      next=$((SECONDS + 10))
    fi
    sleep 0.5
  done
}

main() {
  trap 'command_failed $LINENO' ERR
  trap 'say "stopped before the server was started"; exit 143' TERM INT
  read_environment
  check_mounts
  check_identity
  wait_for_own_name
  choose_list
  write_identity
  drop_old_lists
  write_configuration
  say "starting ZooKeeper as server.$id"
  export ZOOCFGDIR=$conf
  exec zkServer.sh start-foreground
}

main
