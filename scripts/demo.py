#!/usr/bin/env python3
"""Assess the workshop data with the built plugin: ``demo.py ZIP OUT``.

Installs the zip into a fresh QGIS profile, runs *Assess planning areas* through ``qgis_process``, and leaves in OUT
``assessment.gpkg``, ``map.png`` and ``report.html``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from demo_map import render_map
from qgis_profile import environment, make_profile, program

ALGORITHM = "samplan:assessareas"
NOTICE = (
    "NOTICE=Residents and jobs are synthetic, derived from building footprints; land use is mapped for about a third of the "
    "country. This shows how Samplan works and is no finding about any place. Map data © OpenStreetMap contributors, ODbL 1.0."
)
ROLES = {
    "POPULATION": "population",
    "BUILDINGS": "buildings",
    "GREEN": "green",
    "LAND_USE": "land_use",
    "WATER": "water",
    "STREETS": "streets",
    "TRANSIT": "transit",
    "SERVICES": "services",
    "PROTECTED": "protected",
    "JOBS": "jobs",
    "MUNICIPALITIES": "municipalities",
}


def _qgis_process(folder: Path, *arguments: str) -> dict[str, Any]:
    command = [program("qgis_process"), "--json", *arguments]
    answer = subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\nended with {answer.returncode}:\n{answer.stdout}\n{answer.stderr}")
    return json.loads(answer.stdout)


def assess(folder: Path, data: Path, output: Path) -> dict[str, Any]:
    """Run the main job in a profile.

    Parameters
    ----------
    folder : Path
        QGIS configuration folder with the plugin installed.
    data : Path
        The workshop GeoPackage, with the land-cover raster beside it.
    output : Path
        GeoPackage to write.

    Returns
    -------
    dict
        What ``qgis_process --json`` answers: ``log``, ``results``, ``qgis_version``...
    """
    output.unlink(missing_ok=True)
    offered = _qgis_process(folder, "help", ALGORITHM)["parameters"]
    inputs = [f"{role}={data}|layername={layer}" for role, layer in ROLES.items() if role in offered]
    if "LAND_COVER" in offered:
        inputs.append(f"LAND_COVER={data.with_name('land_cover.tif')}")
    areas = [f"AREAS={data}|layername=planning_units", "KEY_FIELD=name"]
    return _qgis_process(folder, "run", ALGORITHM, "--", *areas, *inputs, f"OUTPUT={output}")


def write_report(folder: Path, layer: Path, report: Path) -> None:
    """Write the assessment report of a scored layer with the plugin's own algorithm."""
    title = "TITLE=Planning units of Liechtenstein: a demonstration"
    _qgis_process(
        folder,
        "run",
        "samplan:assessmentreport",
        "--",
        f"INPUT={layer}",
        "KEY_FIELD=name",
        title,
        NOTICE,
        f"OUTPUT={report}",
    )


def main() -> None:
    """Run the demo and print where everything is."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    out = Path(sys.argv[2]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    layer, picture, report = out / "assessment.gpkg", out / "map.png", out / "report.html"
    with tempfile.TemporaryDirectory() as temporary:
        data = make_profile(Path(temporary), Path(sys.argv[1])) / "resources" / "workshop" / "liechtenstein.gpkg"
        assess(Path(temporary), data, layer)
        write_report(Path(temporary), layer, report)
        ranked = render_map(layer, data, picture)
    say = sys.stdout.write
    say(f"Result: {layer}\nMap:    {picture}\nReport: {report}\n")
    for title, areas in (("Top", ranked[:3]), ("Bottom", ranked[-3:])):
        say(f"{title} three of {len(ranked)} planning units (residents and jobs are synthetic):\n")
        for area in areas:
            say(f"  {area.rank:>4}. {area.name}: {area.score:.1f} (coverage {area.coverage:.0%})\n")


if __name__ == "__main__":
    main()
