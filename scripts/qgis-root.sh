#!/usr/bin/env bash
# Build a root file system with a newer QGIS for the test matrix, from the Debian mirror that apt is configured with.
#   qgis-root.sh 3.40 DIR    Debian 13 (QGIS 3.40)
#   qgis-root.sh 3.44 DIR    Debian 13 backports (QGIS 3.44)
#   qgis-root.sh qt6 DIR     the packaged QGIS 4 of the first Debian suite that has one; where none has, QGIS 3.40
#                            compiled with Qt 6: core, analysis, bindings, qgis_process, no desktop (Debian 13 has no Qwt
#                            for Qt 6). About 35 minutes on 2 processors, 4 GB of memory, 6 GB of disk
#   qgis-root.sh find        print that suite and version; exit 1 when there is none
set -euo pipefail
# Raise it when a change below must rebuild the roots: test-matrix.sh compares this line.
recipe=2
version=${1:?QGIS version: 3.40, 3.44 or qt6} dir=${2:-}
: "$recipe"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null || true; } |
    grep -E '^(URIs:|deb )' | grep -oE '[a-z]+://[^ ]+/debian/?( |$)' | tr -d ' ' | head -1 || true)
: "${mirror:?no Debian mirror found in the apt configuration}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v mmdebstrap >/dev/null; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends mmdebstrap
fi
tools=python3-pandas,python3-requests,python3-scipy,python3-shapely,python3-pip,python3-venv,xvfb,xauth,make,git
tools+=,ca-certificates,fonts-dejavu-core
qgis=python3-qgis,qgis,qgis-providers

bootstrap() { # bootstrap SUITE PACKAGES [SOURCE...]: a suite of Debian; the last source may be preferred
    local suite=$1 packages=$2
    shift 2
    mmdebstrap --variant=apt "--include=$packages,$tools" --aptopt='APT::Install-Recommends "false"' \
        --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=force-unsafe-io "${preferred[@]}" \
        "$suite" "${dir:?folder for the root}" "$@"
}
preferred=()

isolated() { # isolated PROGRAM ARGUMENTS...: apt with lists of its own, the machine's stay as they are
    local program=$1
    shift
    "$program" -o Dir::State="$work" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" \
        -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferencesparts=/dev/null -o APT::Sandbox::User=root -o Acquire::Check-Valid-Until=false \
        -o Acquire::Languages=none "$@"
}

lists() { # lists "deb SUITE"...: fetch the package lists (an older keyring does not know the newer suites' keys)
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    : >"$work/status"
    for entry in "$@"; do echo "${entry%% *} [trusted=yes] $mirror ${entry#* } main"; done >"$work/sources.list"
    isolated apt-get update -q >/dev/null
}

find_qgis4() { # print "SUITE VERSION"
    lists "deb trixie-backports" "deb forky" "deb sid" "deb experimental"
    isolated apt-cache madison python3-qgis | awk -F'|' '
        {gsub(/ /, "", $2); split($3, place, " "); sub("/main", "", place[2])}
        $2 ~ /^([0-9]+:)?[4-9]\./ {print place[2], $2; found = 1; exit}
        END {exit !found}'
}

install_qgis4() { # install_qgis4 SUITE
    local base=$1 extra=()
    case $1 in
    trixie-backports) base=trixie extra=("deb $mirror $1 main") ;;
    experimental) base=sid extra=("deb [trusted=yes] $mirror $1 main") ;;
    esac
    [ "${#extra[@]}" -eq 0 ] || preferred=(--aptopt="APT::Default-Release \"$1\"")
    bootstrap "$base" "$qgis,pyqt6-dev-tools,qt6-l10n-tools" "deb [trusted=yes] $mirror $base main" "${extra[@]}"
}

compile_qt6() { # QGIS 3.40 with Qt 6
    local needs=bison,cmake,flex,g++,ninja-build,pkgconf,mold,xz-utils,libexiv2-dev,libexpat1-dev,libgdal-dev
    needs+=,libgeos-dev,libgsl-dev,libproj-dev,libprotobuf-dev,protobuf-compiler,libspatialindex-dev,libspatialite-dev
    needs+=,libsqlite3-dev,libsqlite3-mod-spatialite,libzip-dev,libzstd-dev,nlohmann-json3-dev,zlib1g-dev,qt6-base-dev
    needs+=,qt6-base-private-dev,qt6-svg-dev,qt6-svg-plugins,qt6-positioning-dev,qt6-multimedia-dev,qt6-5compat-dev
    needs+=,qt6-tools-dev,qt6-tools-dev-tools,qt6-l10n-tools,qt6-declarative-dev,libqt6sql6-sqlite,libqca-qt6-dev
    needs+=,libqca-qt6-plugins,qtkeychain-qt6-dev,libqscintilla2-qt6-dev,qt6-serialport-dev,pyqt6-dev,pyqt6-dev-tools
    needs+=,python3-pyqt6,python3-pyqt6.qsci,pyqt6.qsci-dev,python3-pyqt6.qtpositioning,python3-pyqt6.qtserialport
    needs+=,python3-pyqt6.qtsvg,python3-pyqt6.qtmultimedia,python3-pyqtbuild,python3-sipbuild,sip-tools,python3-dev
    needs+=,python3-gdal,gdal-bin,python3-owslib,python3-psycopg2,python3-yaml,python3-jinja2,python3-pygments
    bootstrap trixie "$needs" "deb $mirror trixie main"
    lists "deb-src trixie"
    (cd "$work" && isolated apt-get source --download-only -q qgis)
    mkdir -p "$dir/root/src"
    tar -xf "$work"/qgis_*.orig.tar.xz --strip-components=1 -C "$dir/root/src"
    install -m 755 "$here/qt6/compile_unity.py" "$dir/root/launcher.py"
    unshare --mount --propagation private bash -euc '
        mount -t proc proc "$1/proc"; mount --rbind /dev "$1/dev"
        exec chroot "$1" env HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -euc "
            off=
            for option in GUI DESKTOP 3D SERVER GRASS7 GRASS8 POSTGRESQL HANA ORACLE PDAL EPT COPC DRACO OAUTH2_PLUGIN \
                QTWEBKIT QTWEBENGINE PDF4QT QTSERIALPORT CUSTOM_WIDGETS QSPATIALITE APIDOC INTERNAL_NLOHMANN_JSON QSCIAPI
            do off+=\" -DWITH_\$option=OFF\"; done
            for kind in SHARED MODULE EXE; do off+=\" -DCMAKE_\${kind}_LINKER_FLAGS=-fuse-ld=mold\"; done
            nice cmake -G Ninja -S /root/src -B /root/build -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=\"-O0 -g0 -w\" \
                -DCMAKE_C_FLAGS=\"-O0 -g0 -w\" -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=10 \
                -DCMAKE_CXX_COMPILER_LAUNCHER=/root/launcher.py -DUSE_CCACHE=OFF -DCMAKE_INSTALL_PREFIX=/usr \
                -DBUILD_WITH_QT6=ON -DWITH_ANALYSIS=ON -DWITH_QGIS_PROCESS=ON -DWITH_BINDINGS=ON -DWITH_AUTH=ON \
                -DUSE_OPENCL=OFF -DENABLE_TESTS=OFF -DPEDANTIC=OFF -DWITH_STAGED_PLUGINS=ON \$off
            nice ninja -C /root/build -j2 -k 20 python_module_qgis__core
            nice ninja -C /root/build -j2 -k 20 python_module_qgis__analysis authmethod_basic provider_wfs provider_wms \
                qgispython qgis_process
        "
    ' bash "$dir"
    # The Python files that QGIS's own install step would put beside the bindings.
    local source=$dir/root/src/python staged=$dir/root/build/output/python
    cp -r "$source/core/additions" "$staged/qgis/core/"
    sed -i 's/from PyQt5\./from qgis.PyQt./' "$staged"/qgis/core/additions/*.py
    cp "$source/__init__.py" "$source/utils.py" "$source/user.py" "$staged/qgis/"
    cp "$source"/processing/*.py "$staged/qgis/processing/"
    mkdir -p "$staged/plugins"
    cp -r "$source/plugins/processing" "$staged/plugins/"
}

case $version in
find) find_qgis4 ;;
3.40) bootstrap trixie "$qgis,pyqt5-dev-tools,qttools5-dev-tools" "deb $mirror trixie main" ;;
3.44)
    preferred=(--aptopt='APT::Default-Release "trixie-backports"')
    bootstrap trixie "$qgis,pyqt5-dev-tools,qttools5-dev-tools" "deb $mirror trixie main" \
        "deb $mirror trixie-backports main"
    ;;
qt6)
    if read -r suite found < <(find_qgis4); then
        echo "QGIS $found of Debian $suite"
        install_qgis4 "$suite"
    else
        echo "No Debian suite of this mirror has QGIS 4: compiling QGIS 3.40 with Qt 6."
        compile_qt6
    fi
    ;;
*)
    echo "Known are find, QGIS 3.40, 3.44 and qt6, not $version." >&2
    exit 1
    ;;
esac
