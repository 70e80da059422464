#!/usr/bin/env bash
# Runs a win-x64 build as a Windows service under Wine's service control manager: install, start, stop, start, stop, uninstall, and prints what it saw.
# Wine is not Windows: this shows that the program speaks to a service control manager as it should, no more.
# Wine 8 can't start the single file (its runtime finds no System.Private.CoreLib in the bundle there): publish a folder, without PublishSingleFile.
# Usage: dotnet publish src/Relay.Worker -c Release -r win-x64 --self-contained -o FOLDER; eng/wine-service.sh FOLDER path/to/sqlite3.dll
#   Wine has no winsqlite3.dll: take any 64-bit sqlite3.dll of version 3.35 or later; it is put beside the program, where Relay looks for one.
set -euo pipefail
build=$(readlink -f "${1:?the published folder}") sqlite=$(readlink -f "${2:?a sqlite3.dll}")
PATH=$PATH:/usr/lib/wine # where Debian's wine64 puts it
command -v wine64 >/dev/null || { echo "Missing: wine64 (on Debian: apt-get install wine64)" >&2; exit 2; }
folder=$(mktemp -d)
trap 'WINEPREFIX=$folder/prefix wineserver64 -k 2>/dev/null || WINEPREFIX=$folder/prefix wineserver -k 2>/dev/null || true; rm -rf "$folder"' EXIT
export WINEPREFIX=$folder/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
mkdir -p "$folder/relay"
cp -r "$build/." "$folder/relay/"
[ -f "$folder/relay/relay.exe" ] || cp "$folder/relay/Relay.Worker.exe" "$folder/relay/relay.exe"
cp "$sqlite" "$folder/relay/sqlite3.dll"
wine64 wineboot -i >/dev/null 2>&1
cat >"$folder/relay/appsettings.json" <<'JSON'
{ "Relay": {
  "Sources": { "events": { "Kind": "csv", "Folder": "events" } },
  "Accounts": { "bot33": { "Network": "telegram", "TokenFile": "token", "BaseAddress": "http://127.0.0.1:9/" } },
  "Channels": { "gironde": { "Account": "bot33", "Target": "@parti_33", "Stage": "draft", "Kinds": [ "event", "initiative" ], "Moments": [ "announce" ], "Slots": [ "Mon-Sun 00:00-24:00" ] } }
} }
JSON
printf '7000000001:AAREHEARSALrehearsalREHEARSALrehear1' >"$folder/relay/token"
# One process for all of it: without any, Wine's service manager goes away between two commands.
cat >"$folder/relay/service.bat" <<'BAT'
@echo off
echo == csv-template & relay.exe csv-template events
echo == install & relay.exe install --name Relay --user LocalSystem --config appsettings.json
ping -n 12 127.0.0.1 >nul
echo == running & sc query Relay
echo == stop & sc stop Relay
ping -n 8 127.0.0.1 >nul
echo == stopped & sc query Relay
echo == start & sc start Relay
ping -n 12 127.0.0.1 >nul
echo == running again & sc query Relay
sc stop Relay
ping -n 8 127.0.0.1 >nul
echo == stopped again & sc query Relay
echo == uninstall & relay.exe uninstall --name Relay
echo == log & type logs\*.log
BAT
cd "$folder/relay"
timeout 180 wine64 cmd /c service.bat 2>&1 | tr -d '\r' | tee "$folder/seen"
running=$(grep -c 'RUNNING' "$folder/seen" || true) stopped=$(grep -c 'STATE.*STOPPED' "$folder/seen" || true)
echo "== seen: $running times RUNNING, $stopped times STOPPED (2 and 2 are right)"
[ "$running" -ge 2 ] && [ "$stopped" -ge 2 ]
