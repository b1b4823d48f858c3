"""Write the demo's short HTML summary."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Sequence

if TYPE_CHECKING:
    from demo_map import Ranked

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; } th, td { padding: .2rem .8rem; text-align: right; }
th:nth-child(2), td:nth-child(2) { text-align: left; } th { border-bottom: 2px solid #999; }
.notice { background: #fff4d6; border-left: 4px solid #d19a00; padding: .5rem 1rem; }
img { max-width: 100%; border: 1px solid #ddd; }
"""


def _table(areas: Sequence[Ranked]) -> str:
    rows = "".join(
        f"<tr><td>{area.rank}</td><td>{escape(area.name)}</td><td>{area.score:.1f}</td><td>{area.coverage:.0%}</td></tr>"
        for area in areas
    )
    return f"<table><tr><th>Rank</th><th>Planning unit</th><th>Score</th><th>Coverage</th></tr>{rows}</table>"


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def write_report(target: Path, picture: Path, ranked: Sequence[Ranked], answer: dict[str, Any]) -> None:
    """Write the summary.

    Parameters
    ----------
    target, picture : Path
        HTML to write, and the map beside it.
    ranked : sequence of Ranked
        Scored areas, best first.
    answer : dict
        What ``qgis_process --json`` answered.
    """
    log = answer.get("log", {})
    warnings = log.get("warning", []) if isinstance(log, dict) else []
    body = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Samplan: planning units of Liechtenstein</title>
<style>{_STYLE}</style></head><body>
<h1>Planning units of Liechtenstein: a demonstration</h1>
<p class="notice"><strong>Residents and jobs are synthetic</strong>, derived from building footprints; land use is
mapped for about a third of the country. This shows how Samplan works. It is no finding about any place.</p>
<p>{len(ranked)} planning units were scored. A score counts only what was observed; the coverage says how much of the
weight that was.</p>
<h2>Highest scores</h2>{_table(ranked[:5])}
<h2>Lowest scores</h2>{_table(ranked[-5:])}
<h2>Map</h2><p><img src="{escape(picture.name)}" alt="Map of the scores, with legend"></p>
<h2>What the run warned about</h2>{_list(warnings) if warnings else "<p>Nothing.</p>"}
<h2>Sources</h2>
<p>Map data © OpenStreetMap contributors, ODbL 1.0. Synthetic parts: see resources/workshop/NOTICE.md.
QGIS {escape(str(answer.get("qgis_version", "")))}; the layer's metadata hold the lineage.</p>
</body></html>
"""
    target.write_text(body, encoding="utf-8", newline="\n")
