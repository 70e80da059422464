#!/usr/bin/env bash
# Builds Relay and runs its tests. The last line is the sum over all projects: "N passed, N failed, N skipped".
set -uo pipefail

usage() {
  cat <<'HELP'
Usage: ./test.sh [options] [project…]

  project            part of a test project's name, e.g. Core or Networks; default: all of them
  --quick            leave out the long tests (category Long)
  --category NAME    only tests of this category; may be repeated
  --filter EXPR      only tests that match this dotnet test expression, e.g. FullyQualifiedName~Planning
  --no-install       install nothing, only say what is missing
  --help             this page

Ends with 0 when everything passed, 1 when a test or the build failed, 2 when something to build with is missing.
Results in full: TestResults/<project>.trx and TestResults/<project>.log
HELP
}

filters=() categories=() wanted=() install=yes
while [ $# -gt 0 ]; do
  case $1 in
    --quick) filters+=("TestCategory!=Long") ;;
    --category) shift; categories+=("TestCategory=${1:?--category needs a name}") ;;
    --filter) shift; filters+=("(${1:?--filter needs an expression})") ;;
    --no-install) install=no ;;
    --help | -h) usage; exit 0 ;;
    -*) echo "Unknown option $1" >&2; usage >&2; exit 2 ;;
    *) wanted+=("$1") ;;
  esac
  shift
done

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

# --- what the machine must have -------------------------------------------------------------------------------------

# Whole outputs are looked into, not pipes: a reader that stops early would make its writer fail.
has_library() { [[ $( (ldconfig -p || /sbin/ldconfig -p) 2>/dev/null) == *"$1"* ]]; }
icu_package() { local found; found=$(apt-cache --names-only search '^libicu[0-9]+$' 2>/dev/null); found=${found%% *}; echo "${found:-libicu-dev}"; }
has_postgres() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

# Installs the packages named; says what to do where that is not possible, and lets the run go on.
need() {
  local why=$1 packages=$2
  local -a as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(false); fi
  fi
  if [ "$install" = yes ] && command -v apt-get >/dev/null && [ "${as_root[*]:-}" != false ]; then
    echo "Installing $packages ($why)"
    [ -n "${lists_read:-}" ] || { "${as_root[@]}" apt-get update -qq >/dev/null && lists_read=yes; }
    # shellcheck disable=SC2086 # several packages
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null && return
  fi
  echo "Missing: $why. On Debian or Ubuntu: sudo apt-get install $packages" >&2
}

if [ "$(uname -s)" = Linux ]; then
  has_library libsqlite3.so.0 || need "SQLite, the default store" libsqlite3-0
  has_postgres || need "PostgreSQL, the other store; its tests are skipped without it" postgresql
  command -v setpriv >/dev/null || need "setpriv, to run PostgreSQL when tests run as root" util-linux
  has_library libicuuc.so || need "ICU, for French dates" "$(icu_package)"
fi

command -v dotnet >/dev/null || PATH=$PATH:${DOTNET_ROOT:-$HOME/.dotnet}
if [[ $'\n'$(dotnet --list-sdks 2>/dev/null) != *$'\n'10.* ]]; then
  echo "Missing: the .NET 10 SDK. See https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 2
fi

# --- build ----------------------------------------------------------------------------------------------------------

echo "Building"
if ! dotnet build Relay.sln --nologo -v quiet -warnaserror; then
  echo "The build failed." >&2
  exit 1
fi

# --- test -----------------------------------------------------------------------------------------------------------

results=$PWD/TestResults
rm -rf "$results" && mkdir -p "$results"

if [ ${#categories[@]} -gt 0 ]; then filters+=("($(IFS='|'; echo "${categories[*]}"))"); fi
filter=$(IFS='&'; echo "${filters[*]:-}")

test_project() {
  local name=$1 status=0
  # A test that hangs is named and ends its project, not the build server's patience.
  dotnet test "tests/$name" --no-build --nologo ${filter:+--filter "$filter"} --results-directory "$results" \
    --logger "trx;LogFileName=$name.trx" --blame-hang-timeout 12m --blame-hang-dump-type none \
    >"$results/$name.log" 2>&1 </dev/null || status=$?
  echo "$status" >"$results/$name.status"
}

projects=() last=()
for folder in tests/*.Tests; do
  name=${folder#tests/}
  if [ ${#wanted[@]} -gt 0 ] && ! printf '%s\n' "${wanted[@]}" | grep -qiFf - <(echo "$name"); then continue; fi
  # End to end starts real processes and kills them: it has the machine to itself.
  if [[ $name == *EndToEnd* ]]; then last+=("$name"); else projects+=("$name"); fi
done

passed=0 failed=0 skipped=0
attribute() { sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -1; }

# What tests wrote of figures and seeds, once each; the rest is in the .trx.
measured() {
  awk '/<ResultSummary/ { exit }
    /<StdOut>/ { inside = 1; sub(/.*<StdOut>/, "") }
    inside { ends = sub(/<\/StdOut>.*/, ""); if (tolower($0) ~ /seed|figure|kills|posts|doubts|[0-9] of [0-9]|[0-9] in [0-9]|[0-9] (a second|ms|s|µs)( |,|;|:|\.|$)|\/s( |,|;|:|\.|$)/ && !said[$0]++) print "  " $0; if (ends) inside = 0 }' "$1" |
    sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e 's/&amp;/\&/g'
}

# Prints a project's own words, whole, and adds its results to the sum.
report() {
  local name=$1 trx=$results/$1.trx total=0 executed=0 good=0 bad=0 status
  status=$(cat "$results/$name.status" 2>/dev/null || echo 1)
  echo
  echo "== $name"
  grep -v -e '^Data collector ' -e '^Test run for ' -e '^VSTest version' -e '^Starting test execution' -e '^A total of ' -e '^Results File' -e '^$' "$results/$name.log"
  if [ -f "$trx" ]; then
    total=$(attribute "$trx" total) executed=$(attribute "$trx" executed) good=$(attribute "$trx" passed) bad=$(attribute "$trx" failed)
    measured "$trx"
  fi
  passed=$((passed + ${good:-0}))
  skipped=$((skipped + ${total:-0} - ${executed:-0}))
  failed=$((failed + ${bad:-0}))
  if [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
    failed=$((failed + 1))
    echo "$name did not finish (code $status): counted as one failure."
  fi
}

# Two at a time; each prints when both are done, so that no two outputs mix.
for ((i = 0; i < ${#projects[@]}; i += 2)); do
  pair=("${projects[@]:i:2}")
  for name in "${pair[@]}"; do test_project "$name" & done
  wait
  for name in "${pair[@]}"; do report "$name"; done
done
for name in "${last[@]}"; do test_project "$name"; report "$name"; done

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
