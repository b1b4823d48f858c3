#!/usr/bin/env bash
# Build a root file system with a newer QGIS for the test matrix, from the Debian mirror that apt is configured with.
#   qgis-root.sh 3.40 DIR    Debian 13 (QGIS 3.40)
#   qgis-root.sh 3.44 DIR    Debian 13 backports (QGIS 3.44)
set -euo pipefail
version=${1:?QGIS version: 3.40 or 3.44} dir=${2:?folder for the root}
case $version in 3.40 | 3.44) ;; *)
    echo "Known are QGIS 3.40 and 3.44, not $version." >&2
    exit 1
    ;;
esac
if ! command -v mmdebstrap >/dev/null; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends mmdebstrap
fi
mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null || true; } |
    grep -E '^(URIs:|deb )' | grep -oE '[a-z]+://[^ ]+/debian/?( |$)' | tr -d ' ' | head -1)
packages=python3-qgis,qgis,qgis-providers,python3-pandas,python3-requests,python3-scipy,python3-shapely,python3-pip
packages+=,python3-venv,xvfb,xauth,make,git,ca-certificates,fonts-dejavu-core,pyqt5-dev-tools,qttools5-dev-tools
args=(--variant=apt "--include=$packages" --aptopt='APT::Install-Recommends "false"')
args+=(--aptopt='Acquire::Check-Valid-Until "false"')
sources=("deb ${mirror:?no Debian mirror found in the apt configuration} trixie main")
if [ "$version" = 3.44 ]; then
    sources+=("deb $mirror trixie-backports main")
    args+=(--aptopt='APT::Default-Release "trixie-backports"')
fi
mmdebstrap "${args[@]}" trixie "$dir" "${sources[@]}"
chroot "$dir" dpkg-query -W -f '${Package} ${Version}\n' python3-qgis
