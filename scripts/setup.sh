#!/usr/bin/env bash
# Get the machine ready: QGIS and tools (apt, when missing), then .venv with the test and lint packages.
# Quick when nothing is to be done. Needs root (or sudo without a password) only when something is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

declare -A provided_by=(
    [qgis]=qgis [qgis_process]=qgis [git]=git [lrelease]=qttools5-dev-tools [pylupdate5]=pyqt5-dev-tools
    [xvfb-run]=xvfb [xauth]=xauth
)
packages=()
for command in "${!provided_by[@]}"; do
    command -v "$command" >/dev/null || packages+=("${provided_by[$command]}")
done
has_module() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c "import $1" 2>/dev/null; }
has_module qgis.core || packages+=(python3-qgis qgis-providers)
has_module ensurepip || packages+=(python3-venv python3-pip)
has_module osgeo.gdal || packages+=(python3-gdal)
[ -d /usr/share/fonts/truetype/dejavu ] || packages+=(fonts-dejavu-core)

if [ "${#packages[@]}" -gt 0 ]; then
    mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)
    as_root=()
    if [ "$(id -u)" != 0 ]; then
        as_root=(sudo -n)
        if ! sudo -n true 2>/dev/null; then
            echo "Missing on this machine: ${packages[*]}. Install them (Debian: sudo apt-get install ${packages[*]}) and run again." >&2
            exit 1
        fi
    fi
    if ! command -v apt-get >/dev/null; then
        echo "Missing on this machine, and there is no apt-get to install them: ${packages[*]}." >&2
        exit 1
    fi
    echo "Installing ${packages[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"
fi

wanted=$(cat scripts/requirements-*.txt scripts/setup.sh | sha256sum | cut -d' ' -f1)
if [ "$(cat .venv/.samplan-setup 2>/dev/null || true)" != "$wanted" ]; then
    [ -x .venv/bin/python ] || /usr/bin/python3 -m venv --system-site-packages .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r scripts/requirements-dev.txt
    echo "$wanted" >.venv/.samplan-setup
fi
