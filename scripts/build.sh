#!/usr/bin/env bash
# Builds the container image with the engine that is there.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: scripts/build.sh [--image NAME] [--tag TAG] [--engine docker|podman|buildah]
                        [--build-base IMAGE] [--run-base IMAGE] [--push]

  --image NAME       name of the image (default: carbon-audit)
  --tag TAG          its tag (default: the version in package.json)
  --engine ENGINE    default: the first of docker, podman, buildah that is there
  --build-base IMAGE what to build on in place of node:22-slim, a mirror or a digest
  --run-base IMAGE   what to run on in place of distroless nodejs22
  --push             push it when it is built; NAME then names your registry

Building again changes nothing when the sources have not changed.
Exit codes: 0 built   2 usage   3 no engine   else that of the engine
USAGE
}

die() { printf 'build: %s\n' "$2" >&2; exit "$1"; }

image=carbon-audit tag='' engine='' push=no
arguments=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --push) push=yes; shift; continue ;;
    --image | --tag | --engine | --build-base | --run-base) [ $# -ge 2 ] || die 2 "$1 needs a value" ;;
    *) die 2 "unknown argument $1, see --help" ;;
  esac
  case "$1" in
    --image) image=$2 ;;
    --tag) tag=$2 ;;
    --engine) engine=$2 ;;
    --build-base) arguments+=(--build-arg "BUILD_IMAGE=$2") ;;
    --run-base) arguments+=(--build-arg "RUN_IMAGE=$2") ;;
  esac
  shift 2
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package.json)
revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
tag=${tag:-$version}

if [ -z "$engine" ]; then
  for candidate in docker podman buildah; do
    if [ -z "$engine" ] && command -v "$candidate" >/dev/null; then engine=$candidate; fi
  done
fi
case "$engine" in
  docker | podman) command=(build) ;;
  # The docker format keeps the health check.
  buildah) command=(bud --format docker) ;;
  '') die 3 'there is no docker, podman or buildah' ;;
  *) die 2 "$engine is not docker, podman or buildah" ;;
esac
command -v "$engine" >/dev/null || die 3 "there is no $engine"
[ "$engine" = podman ] && command+=(--format docker)

arguments+=(--build-arg "VERSION=$version" --build-arg "REVISION=$revision" --tag "$image:$tag")
printf 'build: %s with %s\n' "$image:$tag" "$engine" >&2
"$engine" "${command[@]}" "${arguments[@]}" .
if [ "$push" = yes ]; then "$engine" push "$image:$tag"; fi
printf '%s\n' "$image:$tag"
