"""The assessment report as one self-contained HTML page: no scripts, no network, prints on paper."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass, field
from html import escape
from typing import Optional, Sequence

from ...i18n import language, translate

CSS = """
:root{color-scheme:light}*{box-sizing:border-box}
body{font:16px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:#1d2733;
max-width:62rem;margin:2rem auto;
padding:0 1.2rem;background:#fff}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:2px solid
#22a884;padding-bottom:.2rem}.lead{color:#4a5867;margin:0 0 1.4rem}.cards{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}
.card{flex:1 1 9rem;background:#f3f7f7;border-radius:.5rem;padding:.7rem 1rem}.card b{display:block;font-size:1.5rem}
.card span{color:#4a5867;font-size:.85rem}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{padding:.3rem .5rem;text-align:right;border-bottom:1px solid #dde4e8;vertical-align:middle}
th{background:#fff;color:#4a5867;font-weight:600}td.t,th.t{text-align:left}
.bar{display:inline-block;height:.7rem;background:#2a788e;border-radius:.15rem;vertical-align:middle}
.poor{color:#9a5b00}.note{background:#fff6df;border-left:4px solid #d19a00;padding:.5rem 1rem;border-radius:.2rem}
img,svg{max-width:100%;height:auto}img{max-height:46rem;width:auto}
figure{margin:1rem 0}.map{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:flex-start}
.map>img{flex:0 1 auto;min-width:0}.key{list-style:none;margin:0;padding:0}
.key img{width:1.1em;height:1.1em;vertical-align:-.15em;border:1px solid #999;margin-right:.4em}
figcaption{color:#4a5867;font-size:.85rem}
code{font-size:.8rem;word-break:break-all}.small{font-size:.85rem;color:#4a5867}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr,figure,.card{break-inside:avoid}}
"""


@dataclass(frozen=True)
class Row:
    """One scored area. Scores are on the framework's scale; NaN = no score."""

    name: str
    score: float
    rank: Optional[int]
    coverage: float
    pillars: tuple[float, ...]
    rank_lo: Optional[int] = None
    rank_hi: Optional[int] = None
    size: float = math.nan


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


def html(report: Report) -> str:
    """Return the page."""
    scored = [row for row in report.rows if row.rank is not None]
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{escape(report.title)}</title><style>{CSS}</style></head><body>",
        f'<h1>{escape(report.title)}</h1><p class="lead">{escape(report.subtitle)}</p>',
    ]
    if report.notice:
        parts.append(f'<p class="note">{escape(report.notice)}</p>')
    parts.append(_cards(report, scored))
    if report.picture:
        parts.append(_map(report))
    if len(report.pillars) >= 2 and len(scored) >= 2:
        parts.append(_bubbles(report, scored))
    parts.append(_ranking(report))
    parts.append(_method(report))
    parts.append("</body></html>\n")
    return "".join(parts)


def _number(value: float, decimals: int = 1) -> str:
    if not math.isfinite(value):
        return "–"
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if language() == "sv" else text


def _cards(report: Report, scored: Sequence[Row]) -> str:
    scores = sorted(row.score for row in scored)
    middle = len(scores) // 2
    median = math.nan
    if scores:
        median = scores[middle] if len(scores) % 2 else (scores[middle - 1] + scores[middle]) / 2
    facts = [
        (str(len(report.rows)), translate("Samplan", "planning areas")),
        (str(len(report.rows) - len(scored)), translate("Samplan", "without a score: too little data")),
        (_number(median), translate("Samplan", "median score")),
    ]
    if scored:
        facts.append((scored[0].name, translate("Samplan", "highest score")))
    cards = "".join(
        f'<div class="card"><b>{escape(value)}</b><span>{escape(text)}</span></div>' for value, text in facts
    )
    return f'<div class="cards">{cards}</div>'


def _map(report: Report) -> str:
    data = base64.b64encode(report.picture).decode("ascii")
    keys = "".join(
        f'<li><img alt="" src="data:image/png;base64,{base64.b64encode(swatch).decode("ascii")}">{escape(text)}</li>'
        for swatch, text in report.legend
    )
    title = translate("Samplan", "Map")
    alt = translate("Samplan", "Map of the scores; the table below has every value.")
    return (
        f'<h2>{escape(title)}</h2><figure class="map"><img alt="{escape(alt)}" src="data:image/png;base64,{data}">'
        f'<figcaption><ul class="key">{keys}</ul></figcaption></figure>'
    )


def _bubbles(report: Report, scored: Sequence[Row]) -> str:
    """Return a bubble chart of the first two pillars, as in Södertörnsanalysen: position, size and colour."""
    low, high = report.scale
    width, height, left, bottom, top = 760, 420, 52, 44, 12

    def x(value: float) -> float:
        return left + (value - low) / (high - low) * (width - left - 14)

    def y(value: float) -> float:
        return height - bottom - (value - low) / (high - low) * (height - bottom - top)

    largest = max((row.size for row in scored if row.size > 0), default=0.0)
    marks = []
    for row in sorted(scored, key=lambda item: -item.size if item.size > 0 else 0.0):
        across, up = row.pillars[0], row.pillars[1]
        if not (math.isfinite(across) and math.isfinite(up)):
            continue
        radius = 4 + 16 * math.sqrt(row.size / largest) if largest and row.size > 0 else 6
        share = min(max((row.score - low) / (high - low), 0.0), 0.9999)
        color = ("#fde725", "#7ad151", "#22a884", "#2a788e", "#414487")[int(share * 5)]
        tip = f"{row.name}: {_number(row.score)} ({report.pillars[0]} {_number(across)}, {report.pillars[1]} {_number(up)})"
        marks.append(
            f'<circle cx="{x(across):.1f}" cy="{y(up):.1f}" r="{radius:.1f}" fill="{color}" fill-opacity=".8" '
            f'stroke="#24344d" stroke-width=".7"><title>{escape(tip)}</title></circle>'
        )
    lines = []
    for step in range(6):
        value = low + (high - low) * step / 5
        lines.append(
            f'<line x1="{x(value):.1f}" y1="{top}" x2="{x(value):.1f}" y2="{height - bottom}" stroke="#e3e8eb"/>'
            f'<line x1="{left}" y1="{y(value):.1f}" x2="{width - 14}" y2="{y(value):.1f}" stroke="#e3e8eb"/>'
            f'<text x="{x(value):.1f}" y="{height - bottom + 16}" text-anchor="middle">{value:g}</text>'
            f'<text x="{left - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
        )
    caption = translate(
        "Samplan", "Each circle is an area; hold the pointer over it for its name. Colour: overall score."
    )
    if report.size_title and largest:
        caption += " " + translate("Samplan", "Size: {what}.").format(what=report.size_title)
    title = translate("Samplan", "{first} against {second}").format(first=report.pillars[0], second=report.pillars[1])
    return (
        f'<h2>{escape(title)}</h2><figure><svg viewBox="0 0 {width} {height}" role="img" font-size="12" '
        f'font-family="sans-serif" fill="#1d2733"><title>{escape(title)}</title>{"".join(lines)}{"".join(marks)}'
        f'<text x="{(width + left) / 2}" y="{height - 6}" text-anchor="middle">{escape(report.pillars[0])}</text>'
        f'<text transform="translate(13 {height / 2}) rotate(-90)" text-anchor="middle">{escape(report.pillars[1])}</text>'
        f"</svg><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _ranking(report: Report) -> str:
    low, high = report.scale
    interval = any(row.rank_lo is not None for row in report.rows)
    head = [
        f"<th>{escape(translate('Samplan', 'Rank'))}</th>",
        f"<th>{escape(translate('Samplan', '90 % interval'))}</th>" if interval else "",
        f'<th class="t">{escape(translate("Samplan", "Area"))}</th>',
        f'<th class="t" colspan="2">{escape(translate("Samplan", "Score"))}</th>',
        *(f"<th>{escape(title)}</th>" for title in report.pillars),
        f"<th>{escape(translate('Samplan', 'Coverage'))}</th>",
    ]
    body = []
    for row in report.rows:
        width = 0.0 if row.rank is None else 100 * min(max((row.score - low) / (high - low), 0), 1)
        between = f"<td>{row.rank_lo}–{row.rank_hi}</td>" if row.rank_lo is not None else "<td>–</td>"
        poor = ' class="poor"' if row.coverage < 0.8 else ""
        body.append(
            f"<tr><td>{'–' if row.rank is None else row.rank}</td>{between if interval else ''}"
            f'<td class="t">{escape(row.name)}</td><td>{_number(row.score)}</td>'
            f'<td class="t" style="width:22%"><span class="bar" style="width:{width:.1f}%"></span></td>'
            + "".join(f"<td>{_number(value)}</td>" for value in row.pillars)
            + f"<td{poor}>{round(100 * row.coverage) if math.isfinite(row.coverage) else '–'} %</td></tr>"
        )
    title = translate("Samplan", "Ranking")
    return (
        f"<h2>{escape(title)}</h2><table><thead><tr>{''.join(head)}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th class="t">{escape(text)}</th>' for text in head)
    body = "".join("<tr>" + "".join(f'<td class="t">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows)
    return f"<table>{'<thead><tr>' + top + '</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"


def _method(report: Report) -> str:
    parts = [f"<h2>{escape(translate('Samplan', 'How the scores were made'))}</h2>"]
    if report.indicators:
        head = (
            translate("Samplan", "Indicator"),
            translate("Samplan", "Unit"),
            translate("Samplan", "Normalisation"),
            translate("Samplan", "Share of the weight"),
            translate("Samplan", "Source"),
        )
        parts.append(_table(head, report.indicators))
    if report.inputs:
        parts.append(f"<h2>{escape(translate('Samplan', 'Data'))}</h2>")
        parts.append(_table((), report.inputs))
    parts.append(f"<h2>{escape(translate('Samplan', 'Method'))}</h2>")
    parts.append(_table((), report.method))
    if report.lineage:
        summary = translate("Samplan", "Full lineage (everything needed to make the numbers again)")
        parts.append(
            f"<details><summary>{escape(summary)}</summary><p><code>{escape(report.lineage)}</code></p></details>"
        )
    return "".join(parts)
