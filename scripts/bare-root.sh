#!/usr/bin/env bash
# Run what README promises on a bare Debian: bare-root.sh 12|13 [user]
# Root: .ci/run (lint and test), then make demo, in a folder called samplan. User: a person with sudo and no password calls
# make demo and make test in a folder whose name has a hyphen and a space. The bare system is kept as .matrix/bare-N.tar and
# unpacked afresh for every run (root needed); mounts live in a mount namespace of their own and vanish with the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
release=${1:?Debian release: 12 or 13} who=${2:-root}
case $release-$who in
    12-root | 12-user) suite=bookworm ;;
    13-root | 13-user) suite=trixie ;;
    *)
        echo "Usage: scripts/bare-root.sh 12|13 [user]" >&2
        exit 1
        ;;
esac

base=$PWD/.matrix/bare-$release.tar root=$PWD/.matrix/bare-$release-$who
mkdir -p .matrix
if [ ! -e "$base" ]; then
    if ! command -v mmdebstrap >/dev/null; then
        apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends mmdebstrap
    fi
    mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null || true; } |
        grep -E '^(URIs:|deb )' | grep -oE '[a-z]+://[^ ]+/debian/?( |$)' | tr -d ' ' | head -1 || true)
    mmdebstrap --variant=apt --include=ca-certificates,sudo --aptopt='Acquire::Check-Valid-Until "false"' "$suite" \
        "$base.part" "deb ${mirror:?no Debian mirror found in the apt configuration} $suite main"
    mv "$base.part" "$base"
fi
rm -rf --one-file-system "$root"
mkdir "$root"
tar -xpf "$base" -C "$root"

# How this machine reaches the package indexes: its resolver, certificates, and pip's configuration as one file for everyone.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
[ -e "$root/etc/hosts" ] || echo "127.0.0.1 localhost" >"$root/etc/hosts" # every installed machine has it
settings=$(python3 -m pip config list 2>/dev/null | sed -nE "s/^(global\.|:env:\.)([a-z-]+)='(.*)'$/\2 = \3/p" | sort -u -t= -k1,1 || true)
printf '[global]\n%s\n' "$settings" >"$root/etc/pip.conf"
folders=()
while read -r path; do
    if [ -f "$path" ]; then install -D -m 644 "$path" "$root$path"; fi
    if [ -d "$path" ]; then folders+=("${path%/simple}"); fi
done < <({ echo /etc/ssl/certs/ca-certificates.crt && echo "$settings"; } | grep -oE '(^|[ /=])/[^ ]+' | sed -E 's,^[ =/]+,/,' | sort -u)

folder=/root/samplan
[ "$who" = root ] || folder="/home/planner/my-plugin 2"
scripts/copy-checkout.sh "$root$folder"

# shellcheck disable=SC2016 # expanded in the root
commands='set -eu; cd "$1"; bash .ci/run; make demo'
if [ "$who" = user ]; then
    # shellcheck disable=SC2016
    commands='set -eu; useradd -m planner; echo "planner ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/planner
        chown -R planner: /home/planner
        apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends make
        exec runuser -u planner -- env HOME=/home/planner bash -euc "cd \"\$1\"; make demo; make test" bash "$1"'
fi
mapfile -t variables < <(env | grep -E '^(PIP|OPENBLAS)_[A-Z_]+=|^(SSL_CERT_FILE|REQUESTS_CA_BUNDLE)=' || true)
# shellcheck disable=SC2016 # expanded by the inner shell
unshare --mount --propagation private bash -euc '
    root=$1; shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
    shift
    exec chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
' bash "$root" "${folders[@]}" -- "${variables[@]}" bash -c "$commands" bash "$folder"
rm -rf --one-file-system "$root"
echo "Debian $release, $who: demo and tests passed"
