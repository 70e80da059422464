#!/usr/bin/env bash
# Runs what publish.sh made for win-x64 as a Windows service under Wine's service control manager: create, start, stop, start, stop, delete; each run must publish an event
# on the sandbox. Prints what it saw. Wine is not Windows: docs/operations.md says what this leaves untried.
# Usage: ./publish.sh win-x64; eng/wine-service.sh artifacts/relay-VERSION-win-x64 path/to/sqlite3.dll
#   Wine has no winsqlite3.dll: take any 64-bit sqlite3.dll of version 3.35 or later; it is put beside the program, where Relay looks first.
set -euo pipefail
if [ $# -ne 2 ]; then sed -n 2,5p "$0" >&2; exit 2; fi
build=$(readlink -f "$1") sqlite=$(readlink -f "$2") root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
PATH=$PATH:/usr/lib/wine # where Debian's wine64 puts it
for file in "$build/relay.exe" "$sqlite"; do [ -f "$file" ] || { echo "Missing: $file" >&2; exit 2; }; done
for tool in wine64 curl dotnet; do command -v $tool >/dev/null || { echo "Missing: $tool (wine64 on Debian: apt-get install wine64)" >&2; exit 2; }; done
folder=$(mktemp -d) sandbox=
# Never WINEDLLOVERRIDES=mscoree=: without mscoree.dll Wine refuses every managed assembly (System.Runtime.dll: Module not found).
export WINEPREFIX=$folder/prefix WINEDEBUG=-all
finish() {
  [ -z "$sandbox" ] || kill "$sandbox" || true
  wineserver64 -k 2>/dev/null || wineserver -k 2>/dev/null || true
  wineserver64 -w 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

dotnet build "$root/src/Relay.Sandbox" --configuration Release --nologo --verbosity quiet
dotnet "$root/src/Relay.Sandbox/bin/Release/net10.0/Relay.Sandbox.dll" --facebook 0 --x 0 --telegram 0 --console 0 --json >"$folder/sandbox" &
sandbox=$!
for _ in $(seq 100); do [ -s "$folder/sandbox" ] && break; sleep 0.2; done
address() { sed -n "s|.*\"$1\":\"\([^\"]*\)\".*|\1|p" "$folder/sandbox"; }
telegram=$(address telegram) console=$(address console)
[ -n "$telegram" ] || { echo "The sandbox did not start" >&2; exit 1; }

service=$folder/relay
mkdir -p "$service/events" "$service/later"
cp "$build/relay.exe" "$service/"
cp "$sqlite" "$service/sqlite3.dll"
# All in UTC: Wine has no ICU, so .NET knows no other IANA zone there.
cat >"$service/appsettings.json" <<JSON
{ "Relay": {
  "Sources": { "events": { "Kind": "csv", "Folder": "events", "Kinds": [ "event" ], "Zone": "UTC", "Territory": "DEP-33", "Harvest": "0/5 * * * * ?" } },
  "Accounts": { "bot33": { "Network": "telegram", "TokenFile": "token", "BaseAddress": "$telegram" } },
  "Channels": { "gironde": { "Account": "bot33", "Target": "@tilleul_gironde", "Stage": "live", "Zone": "UTC", "Kinds": [ "event" ], "Moments": [ "announce" ], "Slots": [ "Mon-Sun 00:00-24:00" ], "MinimumGap": "00:00:05" } }
} }
JSON
printf '7000000001:AAREHEARSALrehearsalREHEARSALrehear1' >"$service/token"
event() { printf 'identifiant;titre;début;fuseau;lieu public\n%s;%s;%s 18:30;UTC;non\n' "$1" "$2" "$(date -u -d '+5 days' +%d/%m/%Y)"; }
event first "Published by the first run" >"$service/events/evenements-1.csv"
event second "Published by the second run" >"$service/later/evenements-2.csv"
# sc create instead of "relay install": Wine's sc.exe fails at "sc description". One process for all of it: without any, Wine's service manager goes away between two commands.
cat >"$service/service.bat" <<'BAT'
@echo off
echo == create & sc create Relay binPath= "%CD%\relay.exe run --service Relay --config %CD%\appsettings.json" start= demand obj= LocalSystem DisplayName= Relay
echo == start & sc start Relay
ping -n 16 127.0.0.1 >nul
echo == running & sc query Relay
relay.exe --lang en status
echo == stop & sc stop Relay
ping -n 8 127.0.0.1 >nul
echo == stopped & sc query Relay
copy later\evenements-2.csv events\evenements-2.csv >nul
echo == start & sc start Relay
ping -n 16 127.0.0.1 >nul
echo == running again & sc query Relay
relay.exe --lang en status
echo == stop & sc stop Relay
ping -n 8 127.0.0.1 >nul
echo == stopped again & sc query Relay
echo == uninstall & relay.exe --lang en uninstall --name Relay
BAT
wine64 wineboot -i >/dev/null 2>&1
wineserver64 -w 2>/dev/null || wineserver -w # else the commands meet a service manager that is just leaving
cd "$service"
timeout 240 wine64 cmd /c service.bat 2>&1 | tr -d '\r' | tee "$folder/seen"
echo "== log"
cat logs/* | tr -d '\r'
echo "== what the sandbox holds"
curl -sS "${console}_sandbox/posts" | tee "$folder/posts"
echo
count() { grep -o "$1" "$2" | wc -l || true; }
running=$(count 'STATE.*RUNNING' "$folder/seen") stopped=$(count 'STATE.*STOPPED' "$folder/seen")
first=$(count 'Published by the first run' "$folder/posts") second=$(count 'Published by the second run' "$folder/posts")
echo "== seen: $running times RUNNING, $stopped times STOPPED, posts of the first run: $first, of the second: $second (2, 2, 1 and 1 are right)"
[ "$running $stopped $first $second" = "2 2 1 1" ]
