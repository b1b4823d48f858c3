#!/usr/bin/env python3
"""Write one page per indicator from its declaration, in English and Swedish: ``docs.py [--check]``.

``--check`` writes nothing and fails when a page in ``docs/indicators/`` is missing, left over or out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from samplan_package import ROOT, samplan

TARGET = ROOT / "docs" / "indicators"
_PILLARS = {"ecological": "Ecological", "social": "Social", "economic": "Economic"}
_WORDS = {
    "en": {
        "up": "higher is better", "down": "lower is better", "band": "best within a band set locally",
        "formula": "Formula", "beware": "Beware", "data": "Data needed", "optional": "optional",
    },
    "sv": {
        "up": "högre är bättre", "down": "lägre är bättre", "band": "bäst inom ett lokalt satt intervall",
        "formula": "Formel", "beware": "Se upp med", "data": "Data som behövs", "optional": "valfritt",
    },
}  # fmt: skip
_HEAD = "<!-- Written by scripts/docs.py (make docs) from the declaration in indicators/catalogue/: edit there. -->\n\n"


def _prose(text: str) -> str:
    """Escape what Markdown would take for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def _needs(indicator: Any, roles: dict[str, Any], language: str) -> str:
    words = []
    for need in indicator.needs:
        role = roles[need.role]
        fields = [item.title[language].lower() for item in role.fields if item.name in need.fields]
        text = role.title[language] + (f" ({', '.join(fields)})" if fields else "")
        words.append(f"{text} [{_WORDS[language]['optional']}]" if need.optional else text)
    return "; ".join(words)


def _part(indicator: Any, roles: dict[str, Any], language: str) -> list[str]:
    words = _WORDS[language]
    return [
        f"**{words['formula']}:** {_prose(indicator.formula[language])}",
        f"**{words['data']}:** {_needs(indicator, roles, language)}",
        f"**{words['beware']}:** {_prose(indicator.caveats[language])}",
    ]


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def page(indicator: Any, roles: dict[str, Any]) -> str:
    """Return an indicator's page as Markdown.

    Parameters
    ----------
    indicator : Indicator
        The declaration.
    roles : dict of str to Role
        All role layers.
    """
    parts = [
        f"# {indicator.code} {indicator.title['en']}",
        f"*{indicator.title['sv']}* · {_PILLARS[indicator.pillar]} · unit **{indicator.unit or '1'}** · "
        f"{_WORDS['en'][indicator.direction]} · field and algorithm `{indicator.id}`, `samplan:indicator_{indicator.id}`",
        *_part(indicator, roles, "en"),
    ]
    if indicator.uses_surroundings:
        parts.append("Reads beyond the area's border; can be run with every municipality cut off (border switch).")
    if indicator.parameters:
        rows = [(f"`{p.name}`", p.title["en"], f"{p.default:g} {p.unit}".strip()) for p in indicator.parameters]
        parts += ["## Parameters", _table(("Name", "Meaning", "Default"), rows)]
    if indicator.thresholds:
        rows = [(f"{t.value:g} {indicator.unit}".strip(), t.kind, t.source) for t in indicator.thresholds]
        parts += ["## Targets and references", _table(("Value", "Kind", "Source"), rows)]
    for table in indicator.tables:
        rows = [(f"`{name}`", f"{value:g}") for name, value in table.rows.items()]
        parts += [f"## Table: {table.title['en']}", f"Source: {table.source}", _table(("Class", "Value"), rows)]
    if indicator.sources:
        parts += ["## Sources", "\n".join(f"- {_prose(source)}" for source in indicator.sources)]
    parts += ["## På svenska", f"**{indicator.title['sv']}**: {_WORDS['sv'][indicator.direction]}."]
    parts += _part(indicator, roles, "sv")
    return _HEAD + "\n\n".join(parts) + "\n"


def index(indicators: list[Any]) -> str:
    """Return the list of all indicators as Markdown."""
    parts = [
        "# Indicators",
        f"{len(indicators)} indicators, each one declaration and one function in `indicators/catalogue/`.",
    ]
    for pillar, title in _PILLARS.items():
        chosen = [item for item in indicators if item.pillar == pillar]
        rows = [(i.code, f"[{i.title['en']}]({i.id}.md)", i.title["sv"], i.unit or "1") for i in chosen]
        parts += [f"## {title}", _table(("Code", "Indicator", "På svenska", "Unit"), rows)]
    return _HEAD + "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Return every page by file name."""
    roles = samplan("indicators.roles").ROLES
    indicators = list(samplan("indicators.registry").all_indicators().values())
    found = {f"{indicator.id}.md": page(indicator, roles) for indicator in indicators}
    return {"README.md": index(indicators), **found}


def _stale(wanted: dict[str, str], folder: Path) -> list[str]:
    have = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | have.keys() if wanted.get(name) != have.get(name))


def main() -> None:
    """Write or check the pages."""
    wanted = pages()
    stale = _stale(wanted, TARGET)
    if sys.argv[1:] == ["--check"]:
        if stale:
            raise SystemExit(f"Out of date in {TARGET.relative_to(ROOT)}: {', '.join(stale)}. Run make docs.")
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (TARGET / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (TARGET / name).unlink()
    sys.stdout.write(f"{TARGET}: {len(wanted)} pages, {len(stale)} changed\n")


if __name__ == "__main__":
    main()
