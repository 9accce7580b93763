#!/usr/bin/env bash
# Calls every tool of a running server over HTTP and prints a table with verdict and time.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: scripts/test-mcp.sh URL [--token-file FILE] [--workload NAME] [--namespace NAME]

  URL                the MCP endpoint, for example http://127.0.0.1:8000/mcp
  --token-file FILE  the file the server was started with; its first token is used
  --workload NAME    workload to ask for (default: heavy-app)
  --namespace NAME   its namespace (default: demo)

Reads only. Exit codes: 0 every tool answered   1 some did not   2 usage
                        3 the server could not be reached
USAGE
}

[ $# -gt 0 ] || { usage >&2; exit 2; }
for argument in "$@"; do
  case "$argument" in -h | --help) usage; exit 0 ;; esac
done
exec node "$(dirname "${BASH_SOURCE[0]}")/mcp-tools.mjs" "$@"
