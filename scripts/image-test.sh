#!/usr/bin/env bash
# Builds the image without a daemon and without a registry, on stand-ins for its two bases, and runs it locked down.
set -euo pipefail

readonly CANNOT_RUN=77
readonly MEMORY_MIB=128
readonly NODE_MAJOR=22

usage() {
  cat <<'USAGE'
Usage: scripts/image-test.sh [--help]

Builds the Dockerfile twice with buildah and compares the files, then runs the
image with podman: read-only, no capabilities, user 65532, 128 MiB. The bases
are stand-ins made of Debian's base system and Node from npm, so what is proved
is our part of the image and not what a registry serves.

Needs root, buildah, podman, runc, catatonit, debootstrap, node and npm. Works in
.cache/image-test, which may be deleted at any time.

Exit codes: 0 all held   1 something did not   77 could not run here
USAGE
}

say() { printf 'image-test: %s\n' "$*"; }
cannot() { say "could not run here: $*" >&2; exit "$CANNOT_RUN"; }
fail() { say "FAILED: $*" >&2; exit 1; }

case "${1:-}" in
  '') ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ "$(id -u)" = 0 ] || cannot 'it needs root'
for tool in buildah podman runc debootstrap node npm ldd; do
  command -v "$tool" >/dev/null || cannot "there is no $tool"
done
# The first process of a pod, which podman looks for in the second place.
{ command -v catatonit || [ -x /usr/libexec/podman/catatonit ]; } >/dev/null || cannot 'there is no catatonit'

work=$PWD/.cache/image-test
mkdir -p "$work/containers"
readonly work
readonly build_base=localhost/stand-in/build:$NODE_MAJOR run_base=localhost/stand-in/run:$NODE_MAJOR
readonly image=localhost/carbon-audit:image-test

# Limits that a container inside of a container may set, and no init system to ask.
cat >"$work/containers.conf" <<'CONF'
[containers]
log_driver = "k8s-file"
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
runtime = "runc"
CONF
export CONTAINERS_CONF=$work/containers.conf BUILDAH_ISOLATION=chroot
readonly store=(--root "$work/containers/store" --runroot "$work/containers/run" --storage-driver overlay)
b() { buildah "${store[@]}" "$@"; }
p() { podman "${store[@]}" "$@"; }

# --- the two bases -------------------------------------------------------------------------------------------------

ca_file=
for candidate in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
  [ -z "$ca_file" ] && [ -e "$candidate" ] && ca_file=$candidate
done
[ -n "$ca_file" ] || cannot 'there are no certificate authorities'

node_home=$work/node/node_modules
node_binary() { printf '%s\n' "$node_home"/node-linux-*/bin/node; }

get_node() {
  [ -x "$(node_binary)" ] && return
  local cpu
  case "$(uname -m)" in x86_64) cpu=x64 ;; aarch64) cpu=arm64 ;; *) cannot "no Node package for $(uname -m)" ;; esac
  npm i --prefix "$work/node" --no-save --ignore-scripts --no-package-lock --no-audit --no-fund \
    "node-linux-$cpu@$NODE_MAJOR" npm@10 >"$work/npm.log" 2>&1 || cannot "Node $NODE_MAJOR cannot be had, see $work/npm.log"
}

get_root() {
  [ -e "$work/rootfs.done" ] && return
  local mirror
  mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
  rm -rf "$work/rootfs"
  debootstrap --variant=minbase bookworm "$work/rootfs" ${mirror:+"$mirror"} >"$work/debootstrap.log" 2>&1 ||
    cannot "debootstrap failed, see $work/debootstrap.log"
  touch "$work/rootfs.done"
}

have() { b inspect --type image "$1" >/dev/null 2>&1; }

finish_base() { # container, name
  b umount "$1" >/dev/null
  b commit -q "$1" "$2" >/dev/null
  b rm "$1" >/dev/null
}

make_build_base() {
  have "$build_base" && return
  local container root tool
  container=$(b from scratch)
  root=$(b mount "$container")
  cp -a "$work/rootfs/." "$root/"
  cp "$(node_binary)" "$root/usr/local/bin/node"
  mkdir -p "$root/usr/local/lib/node_modules" "$root/etc/ssl/certs"
  cp -a "$node_home/npm" "$root/usr/local/lib/node_modules/"
  cp -L "$ca_file" "$root/etc/ssl/certs/ca-certificates.crt"
  for tool in npm npx; do ln -s "../lib/node_modules/npm/bin/$tool-cli.js" "$root/usr/local/bin/$tool"; done
  b config --env PATH=/usr/local/bin:/usr/bin:/bin --cmd node \
    --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$container"
  finish_base "$container" "$build_base"
}

# Like the distroless base: Node, the libraries it is linked with, authorities and two users. No shell.
make_run_base() {
  have "$run_base" && return
  local container root binary library
  container=$(b from scratch)
  root=$(b mount "$container")
  binary=$(node_binary)
  mkdir -p "$root"/{nodejs/bin,etc/ssl/certs,home/nonroot,tmp}
  chmod 1777 "$root/tmp"
  cp "$binary" "$root/nodejs/bin/node"
  ldd "$binary" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
  cp -L "$ca_file" "$root/etc/ssl/certs/ca-certificates.crt"
  printf 'root:x:0:0::/root:/sbin/nologin\nnonroot:x:65532:65532::/home/nonroot:/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
  # As Debian has them: all addresses of a name in /etc/hosts count.
  printf 'multi on\n' >"$root/etc/host.conf"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  b config --user 65532 --workingdir /home/nonroot "$container"
  finish_base "$container" "$run_base"
}

get_node
get_root
make_build_base
make_run_base
say "bases ready"

# --- build, twice --------------------------------------------------------------------------------------------------

build() { # name, further arguments
  local name=$1
  shift
  b bud --pull-never --format docker -q --build-arg "BUILD_IMAGE=$build_base" --build-arg "RUN_IMAGE=$run_base" "$@" \
    -t "$name" "$work/context" >"$work/build.log" 2>&1 || { tail -n 20 "$work/build.log" >&2; fail "the build, see $work/build.log"; }
}

files_of() { # image: a digest and a path for each file of ours, and each link
  local container root
  container=$(b from --pull-never "$1")
  root=$(b mount "$container")
  du -sb "$root/app" | cut -f 1 >"$work/bytes"
  (cd "$root/app" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
  b umount "$container" >/dev/null
  b rm "$container" >/dev/null
}

# A copy of what .dockerignore lets through, so that both builds see the same sources whatever is being edited.
rm -rf "$work/context"
mkdir -p "$work/context/scripts"
cp Dockerfile .dockerignore "$work/context/"
sed -n 's/^!//p' .dockerignore | while read -r path; do cp -a "$path" "$work/context/$path"; done

build "$image"
files_of "$image" >"$work/files.first"
build "$image-again" --no-cache
files_of "$image-again" >"$work/files.second"
diff "$work/files.first" "$work/files.second" >"$work/files.diff" || fail "two builds differ, see $work/files.diff"
b rmi "$image-again" >/dev/null
# Images of earlier runs, which have lost their name to this one.
b rmi --prune --force >/dev/null 2>&1 || true
say "two builds give the same $(wc -l <"$work/files.first") files"
if grep -E 'node_modules/|\.ts$|/\.npmrc$' "$work/files.first"; then fail 'the image holds more than what runs'; fi

kubectl=
if folder=$(node scripts/kubectl.mjs); then kubectl=$folder/kubectl; fi
exec node scripts/image-check.mjs --image "$image" --memory "$MEMORY_MIB" --work "$work" --kubectl "$kubectl" -- podman "${store[@]}"
