"""The assessment report as one self-contained HTML page: no scripts, no network, prints on paper."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import QgsApplication, QgsProcessingException

from ...i18n import language, translate
from ..styles.renderers import SEQUENTIAL

TEMPLATE = "report.html.j2"
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True)
class Row:
    """One scored area. Scores are on the framework's scale; NaN = no score; `dropped` names the groups left out."""

    name: str
    score: float
    rank: Optional[int]
    coverage: float
    pillars: tuple[float, ...]
    rank_lo: Optional[int] = None
    rank_hi: Optional[int] = None
    size: float = math.nan
    dropped: str = ""


@dataclass
class Report:
    """What the page says.

    Attributes
    ----------
    title, subtitle : str
    scale : (float, float)
    pillars : list of str
        Titles, in the order of `Row.pillars`.
    rows : list of Row
        Best first, areas without a score last.
    legend : list of (PNG, text)
        The map's classes: a little picture of the symbol, and its label.
    picture : bytes
        PNG of the map; empty for tables without geometry.
    method, inputs : list of (str, str)
        Rows of the method and data tables.
    indicators : list of tuple of str
        Title, unit, goalposts, weight share, source.
    notice : str
        Shown in a box at the top, for example that data are synthetic.
    lineage : str
        JSON of the lineage.
    """

    title: str
    subtitle: str
    scale: tuple[float, float]
    pillars: list[str]
    rows: list[Row]
    legend: list[tuple[bytes, str]] = field(default_factory=list)
    picture: bytes = b""
    method: list[tuple[str, str]] = field(default_factory=list)
    inputs: list[tuple[str, str]] = field(default_factory=list)
    indicators: list[tuple[str, ...]] = field(default_factory=list)
    notice: str = ""
    lineage: str = ""
    size_title: str = ""


def user_folder() -> Path:
    """Return the folder in the QGIS profile whose `TEMPLATE` takes the place of Samplan's."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "samplan"


def html(report: Report) -> str:
    """Return the page, made with the template in `user_folder` or else Samplan's own.

    Raises
    ------
    QgsProcessingException
        The template is faulty.
    """
    import statistics  # late: QGIS starts faster

    import jinja2.sandbox  # late: it comes with QGIS, but a user's build may lack it

    # A template of the user's may extend Samplan's as "report/report.html.j2" and change a block or two.
    folders = [user_folder(), RESOURCES / "report", RESOURCES]
    environment = jinja2.sandbox.SandboxedEnvironment(  # templates are passed on between towns as if they were no code
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    low, high = report.scale
    environment.filters["number"] = number
    environment.filters["png"] = lambda picture: f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
    environment.filters["share"] = lambda score: min(max((score - low) / (high - low), 0.0), 1.0)
    scored = [row for row in report.rows if row.rank is not None]
    try:
        return environment.get_template(TEMPLATE).render(
            report=report,
            scored=scored,
            median=statistics.median(row.score for row in scored) if scored else math.nan,
            chart=_chart(report, scored) if len(report.pillars) >= 2 and len(scored) >= 2 else None,
            language=language(),
            translate=translate,
        )
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise QgsProcessingException(
            translate(
                "Samplan",
                'The report template "{name}" in the folder "{folder}" cannot be used: {error}. Correct it, or remove it '
                "to have Samplan's own.",
            ).format(name=TEMPLATE, folder=folders[0], error=error)
        ) from error


def number(value: float, decimals: int = 1) -> str:
    """Return a number with the decimal sign of the user's language; a dash for NaN."""
    if not math.isfinite(value):
        return "–"
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if language() == "sv" else text


def _chart(report: Report, scored: Sequence[Row]) -> dict[str, Any]:
    """Return where to draw the first two pillars as bubbles, as in Södertörnsanalysen: position, size and colour.

    Lengths are units of the picture; ``ticks`` are (label, x, y), ``circles`` (row, x, y, radius, fill colour), the
    largest first, so that it hides no other.
    """
    low, high = report.scale
    left, right, top, bottom = 52, 746, 12, 376

    def place(across: float, up: float) -> tuple[str, str]:
        x, y = ((value - low) / (high - low) for value in (across, up))
        return f"{left + x * (right - left):.1f}", f"{bottom - y * (bottom - top):.1f}"

    largest = max((row.size for row in scored if row.size > 0), default=0.0)
    circles = []
    for row in sorted(scored, key=lambda item: -item.size if item.size > 0 else 0.0):
        if all(math.isfinite(value) for value in row.pillars[:2]):
            radius = 4 + 16 * math.sqrt(row.size / largest) if largest and row.size > 0 else 6
            share = min(max((row.score - low) / (high - low), 0.0), 0.9999)
            circles.append((row, *place(*row.pillars[:2]), f"{radius:.1f}", SEQUENTIAL[int(share * 5)]))
    steps = [low + (high - low) * step / 5 for step in range(6)]
    return {
        "width": 760,
        "height": 420,
        "left": left,
        "right": right,
        "top": top,
        "bottom": bottom,
        "ticks": [(f"{value:g}", *place(value, value)) for value in steps],
        "circles": circles,
        "sized": bool(report.size_title and largest),
    }
