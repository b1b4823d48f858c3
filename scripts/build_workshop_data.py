#!/usr/bin/env python3
"""Build ``resources/workshop/`` from the open source files: ``build_workshop_data.py --source DIR [--target DIR]``.

The source folder holds ``liechtenstein/*.osm.pbf`` (OpenStreetMap extract), and in ``sodertorn/`` a GeoPackage and the
DeSO table (CSV). The same input gives the same bytes: seeds are fixed and no clock is read. Run with
``.venv/bin/python`` (needs GDAL and shapely >= 2).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from workshop import liechtenstein, sodertorn
from workshop.feedback import build_feedback
from workshop.land_cover import build_land_cover

TARGET = Path(__file__).resolve().parents[1] / "resources" / "workshop"


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"Expected exactly one file {folder / pattern}, found {len(found)}.")
    return found[0]


def main() -> None:
    """Build everything and print size and fingerprint of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True, help="folder with liechtenstein/ and sodertorn/")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    target: Path = arguments.target
    target.mkdir(parents=True, exist_ok=True)
    extract = _only(arguments.source / "liechtenstein", "*.osm.pbf")
    country, layers = liechtenstein.build(extract, target / "liechtenstein.gpkg")
    by_name = {layer.name: layer for layer in layers}
    build_land_cover(
        by_name, country.land, liechtenstein.EPSG, target / "land_cover.tif", target / "land_cover_classes.csv"
    )
    build_feedback(by_name["planning_units"], liechtenstein.EPSG, target / "feedback_sample.geojson")
    south = arguments.source / "sodertorn"
    sodertorn.build(_only(south, "*.gpkg"), _only(south, "*.csv"), target / "sodertorn.gpkg")
    for path in sorted(target.iterdir()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        sys.stdout.write(f"{path.stat().st_size:>9} {digest[:16]} {path.name}\n")


if __name__ == "__main__":
    main()
