#!/usr/bin/env bash
# Applies k8s/ or one of its overlays to the current cluster, and waits until the server is there.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: scripts/deploy.sh [--overlay audit|demo|nodeport|openshift|prometheus-operator]
                         [--context NAME] [--image NAME:TAG] [--kepler SOURCE]
                         [--token-file FILE] [--dry-run] [--delete]

  --overlay NAME     what to apply besides the server (default: nothing)
  --context NAME     context of kubectl (default: the current one, which is named first)
  --image NAME:TAG   image to run (default: as the manifests say)
  --kepler SOURCE    where Kepler is (default: as k8s/base/settings.env says)
  --token-file FILE  tokens of callers; without it a random one is made, once
  --dry-run          print what would be applied, touch nothing
  --delete           take away what was applied, token and namespace included

Applying again changes nothing when nothing has changed; a token that is there stays.
Exit codes: 0 there   2 usage   3 no kubectl or no cluster   else that of kubectl
USAGE
}

die() { printf 'deploy: %s\n' "$2" >&2; exit "$1"; }
say() { printf 'deploy: %s\n' "$*" >&2; }

overlay='' context='' image='' kepler='' token_file='' mode=apply
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --dry-run) mode=print; shift; continue ;;
    --delete) mode=delete; shift; continue ;;
    --overlay | --context | --image | --kepler | --token-file) [ $# -ge 2 ] || die 2 "$1 needs a value" ;;
    *) die 2 "unknown argument $1, see --help" ;;
  esac
  case "$1" in
    --overlay) overlay=$2 ;;
    --context) context=$2 ;;
    --image) image=$2 ;;
    --kepler) kepler=$2 ;;
    --token-file) token_file=$2 ;;
  esac
  shift 2
done

token_path=''
if [ -n "$token_file" ]; then
  [ -r "$token_file" ] || die 2 "the token file $token_file cannot be read"
  token_path=$(realpath "$token_file")
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=k8s${overlay:+/overlays/$overlay}
[ -f "$folder/kustomization.yaml" ] || die 2 "there is no overlay $overlay, see --help"
command -v kubectl >/dev/null || die 3 'there is no kubectl'

# A kustomization of this run alone, beside the sources because kustomize takes only relative paths.
scratch=
target=$folder
if [ -n "$image$kepler" ]; then
  scratch=$(mktemp -d "$PWD/k8s/.deploy-XXXXXX")
  trap 'rm -rf "$scratch"' EXIT
  target=$scratch
  {
    printf 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ../%s\n' "${overlay:+overlays/}${overlay:-base}"
    if [ -n "$image" ]; then
      # A colon before the last slash belongs to the port of a registry.
      case "${image##*/}" in
        *:*) printf 'images:\n  - name: carbon-audit\n    newName: "%s"\n    newTag: "%s"\n' "${image%:*}" "${image##*:}" ;;
        *) printf 'images:\n  - name: carbon-audit\n    newName: "%s"\n' "$image" ;;
      esac
    fi
    if [ -n "$kepler" ]; then
      printf 'configMapGenerator:\n  - name: carbon-audit-settings\n    namespace: carbon-mcp\n    behavior: merge\n    literals:\n      - "KEPLER_ENDPOINT=%s"\n' "$kepler"
    fi
  } >"$scratch/kustomization.yaml"
fi

if [ "$mode" = print ]; then
  kubectl kustomize "$target"
  exit 0
fi

k=(kubectl ${context:+--context "$context"})
name=${context:-$(kubectl config current-context 2>/dev/null)} || die 3 'kubectl has no current context'
"${k[@]}" version >/dev/null 2>&1 || die 3 "the cluster of context $name does not answer"

if [ "$mode" = delete ]; then
  say "taking $folder away from $name"
  "${k[@]}" delete -k "$target" --ignore-not-found
  exit 0
fi

say "applying $folder to $name"
"${k[@]}" apply -f k8s/base/namespace.yaml
if [ -n "$token_path" ]; then
  "${k[@]}" -n carbon-mcp create secret generic carbon-audit-token --from-file="tokens=$token_path" \
    --dry-run=client -o yaml | "${k[@]}" apply -f -
elif ! "${k[@]}" -n carbon-mcp get secret carbon-audit-token >/dev/null 2>&1; then
  # From standard input: a token in an argument could be read by everybody on this machine.
  printf 'deploy %s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" |
    "${k[@]}" -n carbon-mcp create secret generic carbon-audit-token --from-file=tokens=/dev/stdin
fi
"${k[@]}" apply -k "$target"
"${k[@]}" -n carbon-mcp rollout status deployment/carbon-audit --timeout=180s
say 'the token: kubectl -n carbon-mcp get secret carbon-audit-token -o go-template="{{.data.tokens | base64decode}}"'
say 'callers in the cluster: label their namespace carbon-mcp-client=true'
