#!/usr/bin/env bash
# Starts the server on this machine, on scrapes of a file or on a Kepler, calls every tool, and stops it again.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: scripts/test-local.sh [--kepler SOURCE] [--port NUMBER] [--workload NAME] [--namespace NAME]

  --kepler SOURCE    as of carbon-audit --kepler (default: the bundled scrape
                     fixtures/kepler-v0.11-node-a.prom)
  --port NUMBER      on 127.0.0.1 (default: any free one)
  --workload NAME    workload to ask for (default: heavy-app)
  --namespace NAME   its namespace (default: demo)

Builds the bundle first. Leaves nothing running.
Exit codes: 0 every tool answered, SIGTERM ended the server with 0   1 not so
            2 usage   3 the server did not start
USAGE
}

die() { printf 'test-local: %s\n' "$2" >&2; exit "$1"; }

kepler=fixtures/kepler-v0.11-node-a.prom port=0
asked=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --kepler | --port | --workload | --namespace) [ $# -ge 2 ] || die 2 "$1 needs a value" ;;
    *) die 2 "unknown argument $1, see --help" ;;
  esac
  case "$1" in
    --kepler) kepler=$2 ;;
    --port) port=$2 ;;
    *) asked+=("$1" "$2") ;;
  esac
  shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
node scripts/bundle.mjs
log=$(mktemp)
pid=''
trap 'rm -f "$log"; [ -z "$pid" ] || kill "$pid" 2>/dev/null || true' EXIT

node bin/carbon-audit.js serve --transport http --host 127.0.0.1 --port "$port" --kepler "$kepler" 2>"$log" &
pid=$!
url=''
for ((tries = 0; tries < 100; tries += 1)); do
  url=$(sed -n 's/^listening on //p' "$log")
  [ -z "$url" ] || break
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.1
done
if [ -z "$url" ]; then
  cat "$log" >&2
  die 3 'the server did not start'
fi

code=0
node scripts/mcp-tools.mjs "$url" ${asked[@]+"${asked[@]}"} || code=1
kill -TERM "$pid"
ended=0
wait "$pid" || ended=$?
pid=''
if [ "$ended" -ne 0 ]; then die 1 "after SIGTERM the server ended with $ended"; fi
exit "$code"
