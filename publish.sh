#!/usr/bin/env bash
# Publishes Relay: a self-contained single file for each system, with what belongs beside it, packed and with checksums.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: ./publish.sh [options] [linux-x64] [win-x64]

  linux-x64, win-x64   what to publish; default: both
  --out FOLDER         where to; default: artifacts
  --measure            publish nothing: start what was published for linux-x64 and print size, time to ready and idle memory
  --help               this page

Needs the .NET 10 SDK. The result needs nothing but SQLite on Linux (libsqlite3.so.0) and ICU; on Windows the system's own.
HELP
}

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
out=$root/artifacts measure=no systems=()
while [ $# -gt 0 ]; do
  case $1 in
    linux-x64 | win-x64) systems+=("$1") ;;
    --out) shift; out=$(readlink -f "${1:?--out needs a folder}") ;;
    --measure) measure=yes ;;
    --help | -h) usage; exit 0 ;;
    *) echo "Unknown argument $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done
[ ${#systems[@]} -gt 0 ] || systems=(linux-x64 win-x64)
cd "$root"
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
if [ "$measure" = yes ]; then exec "$root/benchmarks/measure-idle.sh" "$out/relay-$version-linux-x64/relay"; fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

publish() {
  local system=$1 name=relay-$version-$1 folder program=relay compressed=false
  folder=$out/$name
  [ "$system" = win-x64 ] && program=relay.exe compressed=true
  rm -rf "$folder" "$out/$name".tar.gz "$out/$name".zip
  # Not trimmed: trimmed builds of the web host crash at start. Compressed on Windows only: Wine, where that build is run (eng/wine-service.sh), can't map
  # assemblies out of a single file (CoreCLR: 0x80070057) but loads unpacked ones; on Linux it would cost memory for nothing.
  dotnet publish src/Relay.Worker --configuration Release --runtime "$system" --self-contained --output "$folder" --nologo --verbosity quiet \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=false -p:DebugType=embedded -p:EnableCompressionInSingleFile="$compressed"
  mv "$folder/Relay.Worker${program#relay}" "$folder/$program"
  # What the single file holds already, or only the SDK reads.
  rm -f "$folder"/*.pdb "$folder"/*.runtimeconfig.json "$folder"/*.deps.json "$folder"/*.staticwebassets.endpoints.json "$folder/web.config"
  cp LICENSE README.md CHANGELOG.md SECURITY.md "$folder"
  cp -r docs "$folder/docs"
  # The shipped words, to start one's own from; the program holds them itself.
  cp -r src/Relay.Core/Texts/Templates/Shipped "$folder/templates"
  (cd "$out" && if [ "$system" = win-x64 ]; then zip_folder "$name"; else tar --sort=name --owner=0 --group=0 -czf "$name.tar.gz" "$name"; fi)
}

zip_folder() {
  if command -v zip >/dev/null; then zip -qr "$1.zip" "$1"; else python3 -m zipfile -c "$1.zip" "$1"; fi
}

for system in "${systems[@]}"; do
  echo "Publishing $system"
  publish "$system"
done
shopt -s nullglob
cd "$out"
packed=(relay-"$version"-*.tar.gz relay-"$version"-*.zip)
sha256sum "${packed[@]}" >SHA256SUMS
ls -l "${packed[@]}" relay-"$version"-*/relay relay-"$version"-*/relay.exe | awk '{ printf "%6.1f MB  %s\n", $5 / 1e6, $9 }'
cat SHA256SUMS
