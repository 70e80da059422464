#!/usr/bin/env bash
# Starts a published worker several times and prints time to ready and idle memory, each with the median. Linux only.
# Usage: benchmarks/measure-idle.sh path/to/relay [runs] [seconds of rest before memory is read]
set -euo pipefail
program=$(readlink -f "${1:?the published program}") runs=${2:-5} rest=${3:-20}
folder=$(mktemp -d)
worker=
stop() { if [ -n "$worker" ]; then kill -TERM "$worker" 2>/dev/null || true; wait "$worker" 2>/dev/null || true; worker=; fi; }
trap 'stop; rm -rf "$folder"' EXIT
cd "$folder"

"$program" csv-template events >/dev/null
printf '7000000001:AAREHEARSALrehearsalREHEARSALrehear1' >token
cat >appsettings.json <<'JSON'
{ "Relay": {
  "Sources": { "events": { "Kind": "csv", "Folder": "events", "Harvest": "0/5 * * * * ?" } },
  "Accounts": { "bot33": { "Network": "telegram", "TokenFile": "token", "BaseAddress": "http://127.0.0.1:9/" } },
  "Channels": { "gironde": { "Account": "bot33", "Target": "@parti_33", "Stage": "draft", "Kinds": [ "event", "initiative" ], "Moments": [ "announce" ], "Slots": [ "Mon-Sun 00:00-24:00" ] } }
} }
JSON

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
: >ready; : >memory; : >cpu
for run in $(seq "$runs"); do
  : >err
  began=$(date +%s%N)
  "$program" run --config appsettings.json >out 2>err &
  worker=$!
  until grep -q '\[5001\]' err; do
    kill -0 "$worker" 2>/dev/null || { cat out err >&2; exit 1; }
    sleep 0.01
  done
  echo $((($(date +%s%N) - began) / 1000000)) >>ready
  # What it has computed by then, in hundredths of a second: the figure that does not depend on what else the machine does.
  awk '{ print ($14 + $15) * 10 }' "/proc/$worker/stat" >>cpu
  sleep "$rest"
  awk '/^VmRSS:/ { printf "%.1f\n", $2 / 1024 }' "/proc/$worker/status" >>memory
  echo "run $run: ready after $(tail -1 ready) ms ($(tail -1 cpu) ms of CPU), $(tail -1 memory) MB after $rest s"
  stop
done
echo "file $(stat -c %s "$program" | awk '{ printf "%.1f MB", $1 / 1e6 }'); median of $runs: ready after $(median <ready) ms ($(median <cpu) ms of CPU), idle $(median <memory) MB RSS"
