#!/usr/bin/env bash
# Run the tests on several QGIS versions: test-matrix.sh [VERSION...] [-- PYTEST ARGUMENTS]
# Default versions: the machine's own QGIS, then 3.40 and 3.44 in Debian 13 roots under .matrix/, built when missing or
# when the recipe changed (root needed). Only when named: qt6, a QGIS with Qt 6 (see qgis-root.sh), and wheels, the 3.44
# root with the newer numpy, pandas and shapely of scripts/requirements-wheels.txt.
# Also only when named: bare-12, bare-13 and bare-12-user, bare-13-user, README's commands on a bare Debian (bare-root.sh).
# The checkout is copied into the root; mounts live in a mount namespace of their own and vanish with the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

versions=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    versions+=("$1")
    shift
done
[ $# -gt 0 ] && shift
[ "${#versions[@]}" -gt 0 ] || versions=(own 3.40 3.44)

share_pip() { # the machine's certificate bundle and pip configuration, as copies
    local root=$1 file
    for file in /etc/ssl/certs/ca-certificates.crt /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
        [ -f "$file" ] && install -D -m 644 "$file" "$root/$file"
    done
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
}

local_indexes() { # folders that pip is configured to read packages from
    python3 -m pip config list 2>/dev/null | grep -oE "(file://)?/[^' ]+" | sed 's,^file://,,' |
        while read -r path; do [ -d "$path" ] && echo "${path%/simple}"; done | sort -u || true
}

in_root() { # in_root ROOT COMMAND...: chroot with /proc, /dev and pip's local folders, unmounted when it ends
    local root=$1
    shift
    mapfile -t folders < <(local_indexes)
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare --mount --propagation private bash -euc '
        root=$1; shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
        shift
        # PROJ_DATA: pyproj of Debian does not find the data from a virtual environment
        exec chroot "$root" env HOME=/root LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen PROJ_DATA=/usr/share/proj \
            PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
    ' bash "$root" "${folders[@]}" -- "$@"
}

workers=(-n auto --maxprocesses 4 --dist loadfile)
failed=()
for version in "${versions[@]}"; do
    if [ "$version" = own ]; then
        echo "== $(qgis --version 2>/dev/null | head -1) (this machine)"
        QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest "${workers[@]}" "$@" || failed+=("$version")
        continue
    fi
    if [[ $version == bare-* ]]; then
        IFS=- read -r _ release who <<<"$version"
        scripts/bare-root.sh "$release" ${who:+"$who"} || failed+=("$version")
        continue
    fi
    root=.matrix/${version/wheels/3.44}
    recipe=$(grep -m1 '^recipe=' scripts/qgis-root.sh)
    if [ "$(cat "$root/.recipe" 2>/dev/null || true)" != "$recipe" ]; then
        rm -rf --one-file-system "$root" "$root.part"
        mkdir -p .matrix
        scripts/qgis-root.sh "${version/wheels/3.44}" "$PWD/$root.part"
        echo "$recipe" >"$root.part/.recipe"
        mv "$root.part" "$root"
    fi
    root=$PWD/$root
    share_pip "$root"
    scripts/copy-checkout.sh "$root/root/samplan"
    venv=/opt/samplan-venv requirements=scripts/requirements-test.txt compiled=()
    if [ "$version" = wheels ]; then venv=/opt/samplan-wheels requirements+=" scripts/requirements-wheels.txt"; fi
    if [ -d "$root/root/build/output" ]; then # no desktop in it: qgis.gui is a stand-in, and tests/ui stays out
        output=/root/build/output
        compiled=("PYTHONPATH=/root/samplan/scripts/qt6:$output/python:$output/python/plugins"
            "LD_LIBRARY_PATH=$output/lib" "QGIS_PREFIX_PATH=$output" "PATH=$output/bin:/usr/sbin:/usr/bin:/sbin:/bin")
    fi
    # shellcheck disable=SC2016 # expanded in the root
    in_root "$root" env "${compiled[@]}" bash -euc '
        cd /root/samplan
        venv=$0 requirements=$1
        shift
        [ -x "$venv/bin/python" ] || python3 -m venv --system-site-packages "$venv"
        for file in $requirements; do
            "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$file"
        done
        "$venv/bin/python" -c "
from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR
print(\"== QGIS\", Qgis.QGIS_VERSION, \"with Qt\", QT_VERSION_STR)"
        "$venv/bin/python" scripts/i18n.py compile
        exec "$venv/bin/python" -m pytest "$@"
    ' "$venv" "$requirements" "${workers[@]}" "$@" || failed+=("$version")
done
if [ "${#failed[@]}" -gt 0 ]; then
    echo "Failed on: ${failed[*]}" >&2
    exit 1
fi
echo "Passed on: ${versions[*]}"
