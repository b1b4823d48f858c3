"""Help texts as HTML, built the same way for every algorithm."""

from __future__ import annotations

from html import escape
from typing import Iterable

from qgis.core import QgsApplication

from ...i18n import pick, translate
from ...indicators.declaration import REFERENCE, Indicator
from ...indicators.roles import ROLES


def help_html(summary: str, paragraphs: Iterable[str] = (), *examples: str) -> str:
    """Return help: a summary, paragraphs, and worked examples; as plain text in ``qgis_process``, which shows no HTML.

    Parameters
    ----------
    summary : str
        What the algorithm does, in one or two sentences.
    paragraphs : iterable of str
        Plain text; a paragraph may begin with a heading and a colon.
    *examples : str
        Worked examples in words or command lines.
    """
    if QgsApplication.platform() == "qgis_process":
        return help_plain(summary, paragraphs, examples)
    parts = [f"<p>{_html(summary)}</p>"]  # with <strong>: QGIS paints <b> almost black, in dark themes too
    for text in paragraphs:
        head, colon, rest = text.partition(": ")
        if colon and len(head) < 40:
            parts.append(f"<p><strong>{_html(head)}:</strong> {_html(rest)}</p>")
        else:
            parts.append(f"<p>{_html(text)}</p>")
    if examples:
        parts.append(f"<p><strong>{_html(translate('Samplan', 'Example'))}:</strong></p>")
        parts.extend(f"<p><code>{_html(example)}</code></p>" for example in examples)
    return "".join(parts)


def help_plain(summary: str, paragraphs: Iterable[str], examples: Iterable[str]) -> str:
    """Return the same help as plain text, with examples that can be pasted into a shell."""
    parts = [summary, *paragraphs]
    heading = translate("Samplan", "Example") + ":"
    return "\n\n".join([*parts, *("\n".join((heading, example)) for example in examples)])


def _html(text: str) -> str:
    """Return text as HTML; quotes stay what they are, because no attribute is written."""
    return escape(text, quote=False)


def indicator_help(indicator: Indicator) -> str:
    """Return an indicator's help, built from its declaration."""
    direction = {
        "up": translate("Samplan", "higher is better"),
        "down": translate("Samplan", "lower is better"),
        "band": translate("Samplan", "best within a band set locally"),
    }[indicator.direction]
    paragraphs = [
        translate("Samplan", "Unit: {unit}; {direction}.").format(unit=indicator.unit, direction=direction),
        translate("Samplan", "Formula: {formula}").format(formula=pick(indicator.formula)),
        translate("Samplan", "Data needed: {data}.").format(data="; ".join(_need_words(indicator))),
        translate("Samplan", "Beware: {caveats}").format(caveats=pick(indicator.caveats)),
    ]
    for threshold in indicator.thresholds:
        kind = translate("Samplan", "Reference") if threshold.kind == REFERENCE else translate("Samplan", "Target")
        paragraphs.append(f"{kind}: {threshold.value:g} {indicator.unit} ({threshold.source})")
    paragraphs.extend(
        translate("Samplan", "Table: {title}. {source}").format(title=pick(table.title), source=table.source)
        for table in indicator.tables
    )
    if indicator.sources:
        paragraphs.append(translate("Samplan", "Sources: {sources}.").format(sources="; ".join(indicator.sources)))
    needs = " ".join(f"{need.role.upper()}={need.role}.gpkg" for need in indicator.needs if not need.optional)
    example = (
        f"qgis_process run samplan:indicator_{indicator.id} -- AREAS=areas.gpkg {needs} OUTPUT={indicator.id}.gpkg"
    )
    return help_html(
        translate("Samplan", "Measures one indicator ({code}) in each planning area: {title}.").format(
            code=indicator.code, title=pick(indicator.title)
        ),
        paragraphs,
        example,
    )


def _need_words(indicator: Indicator) -> list[str]:
    words = []
    for need in indicator.needs:
        role = ROLES[need.role]
        fields = [pick(item.title).lower() for item in role.fields if item.name in need.fields]
        text = pick(role.title) + (f" ({', '.join(fields)})" if fields else "")
        words.append(translate("Samplan", "{data}, if there is one").format(data=text) if need.optional else text)
    return words
