"""Write one page per indicator, in English and Swedish, from the declarations: ``docs/indicators/``.

Run with ``make docs`` after a declaration has changed; with ``--check`` it writes nothing and fails
when a page is out of date.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "indicators"
LANGUAGES = ("en", "sv")

WORDS = {
    "en": {
        "indicators": "Indicators",
        "intro": "Every indicator of Samplan, generated from the declarations in `indicators/catalogue/`. Each can be run "
        "alone as the algorithm `samplan:indicator_<id>` or together with others by `samplan:measureindicators`. A target is "
        "binding or adopted; a reference is only a benchmark. What is marked as from memory must be checked before use.",
        "ecological": "Ecological",
        "social": "Social",
        "economic": "Economic",
        "code": "Code",
        "indicator": "Indicator",
        "unit": "Unit",
        "direction": "Direction",
        "up": "higher is better",
        "down": "lower is better",
        "band": "best within a band set locally",
        "pillar": "Pillar",
        "formula": "Formula",
        "data": "Data needed",
        "layer": "Layer",
        "fields": "Fields used",
        "must": "Needed",
        "yes": "yes",
        "optional": "if there is one",
        "any": "also used where mapped",
        "parameters": "Settings",
        "name": "Name",
        "meaning": "Meaning",
        "default": "Default",
        "range": "Range",
        "thresholds": "Targets and references",
        "value": "Value",
        "kind": "Kind",
        "target": "Target",
        "reference": "Reference",
        "source": "Source",
        "tables": "Tables",
        "class": "Class",
        "number": "Number",
        "presets": "Published tables, chosen by name (`{name}`) instead of this one, such as "
        '`{{"{indicator}": {{"{name}": "{word}"}}}}`; they have no numbers for whole land uses:',
        "schemes": "Codes and names of land-cover schemes (NMD, CORINE, CLC+, Urban Atlas, WorldCover, NLCD) are read as these "
        "classes; a class without a row of its own counts as the wider one (`coniferous_forest` as `forest`).",
        "caveats": "Beware",
        "sources": "Sources",
        "output": "Output",
        "field": "Field",
        "raw": "the value",
        "cov": "coverage, 0-1: how much of the thing measured the data could speak of; NULL values have 0",
        "cut": "the value with every municipality cut off from its neighbours, when municipalities are given",
        "dep": "the difference: what depends on the neighbours",
        "null": "Where there is no data the value is NULL, never 0.",
        "use": "Use",
        "other": "[Svenska](%s.sv.md)",
        "back": "[All indicators](index.md)",
        "infinity": "no upper limit",
        "no_source": "None with a source: set your own.",
    },
    "sv": {
        "indicators": "Indikatorer",
        "intro": "Samplans alla indikatorer, skapade ur deklarationerna i `indicators/catalogue/`. Var och en kan köras för "
        "sig som algoritmen `samplan:indicator_<id>` eller tillsammans med andra genom `samplan:measureindicators`. Ett mål är "
        "bindande eller antaget; en referens är bara en jämförelse. Det som anges vara ur minnet ska kontrolleras före "
        "användning.",
        "ecological": "Ekologi",
        "social": "Socialt",
        "economic": "Ekonomi",
        "code": "Kod",
        "indicator": "Indikator",
        "unit": "Enhet",
        "direction": "Riktning",
        "up": "högre är bättre",
        "down": "lägre är bättre",
        "band": "bäst inom ett lokalt satt intervall",
        "pillar": "Pelare",
        "formula": "Formel",
        "data": "Data som behövs",
        "layer": "Lager",
        "fields": "Fält som används",
        "must": "Krävs",
        "yes": "ja",
        "optional": "om det finns",
        "any": "används också om de är kopplade",
        "parameters": "Inställningar",
        "name": "Namn",
        "meaning": "Betydelse",
        "default": "Förval",
        "range": "Tillåtet",
        "thresholds": "Mål och referenser",
        "value": "Värde",
        "kind": "Slag",
        "target": "Mål",
        "reference": "Referens",
        "source": "Källa",
        "tables": "Tabeller",
        "class": "Klass",
        "number": "Tal",
        "presets": "Publicerade tabeller, väljs med namn (`{name}`) i stället för denna, till exempel "
        '`{{"{indicator}": {{"{name}": "{word}"}}}}`; de har inga tal för hel markanvändning:',
        "schemes": "Koder och namn i marktäckets klassningar (NMD, CORINE, CLC+, Urban Atlas, WorldCover, NLCD) läses som "
        "dessa klasser; en klass utan egen rad räknas som den vidare (`coniferous_forest` som `forest`).",
        "caveats": "Tänk på",
        "sources": "Källor",
        "output": "Resultat",
        "field": "Fält",
        "raw": "värdet",
        "cov": "täckning, 0–1: hur stor del av det som mäts som data kunde uttala sig om; NULL-värden har 0",
        "cut": "värdet när varje kommun skärs av från sina grannar, om kommuner är angivna",
        "dep": "skillnaden: det som hänger på grannarna",
        "null": "Där data saknas är värdet NULL, aldrig 0.",
        "use": "Användning",
        "other": "[English](%s.md)",
        "back": "[Alla indikatorer](index.sv.md)",
        "infinity": "ingen övre gräns",
        "no_source": "Inget med källa: sätt ett eget.",
    },
}


UNITS = {
    "inhabitant": "invånare",
    "child": "barn",
    "jobs/worker": "jobb/förvärvsarbetande",
    "currency": "valuta",
    "ratio": "kvot",
}
"""Swedish for the words in units."""


def load_package() -> None:
    """Make the repository root importable as the package ``samplan``."""
    if "samplan" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "samplan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        module = importlib.util.module_from_spec(spec)
        sys.modules["samplan"] = module
        spec.loader.exec_module(module)


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def translated_unit(unit: str, language: str) -> str:
    """Return a unit in the page's language."""
    if language == "sv":
        for english, swedish in UNITS.items():
            unit = unit.replace(english, swedish)
    return unit


def with_columns(text: str) -> str:
    """Return a text with the names of extra columns (``_mean``) set as code."""
    return re.sub(r"(?<!\w)(_\w+)", r"`\1`", text)


def suffix(language: str) -> str:
    """Return the end of a page's file name."""
    return ".md" if language == "en" else f".{language}.md"


def number(value: float, language: str) -> str:
    """Return a number as people write it."""
    text = f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}"
    return text.replace(".", ",") if language == "sv" else text


def page(indicator: Any, language: str) -> str:
    """Return an indicator's page."""
    from samplan.indicators.roles import ROLES

    words = WORDS[language]
    unit = translated_unit(indicator.unit, language)
    parts = [
        f"# {indicator.title[language]}",
        f"{words['back']} · {words['other'] % indicator.id}",
        table(
            [words["code"], words["pillar"], words["unit"], words["direction"]],
            [[indicator.code, words[indicator.pillar], unit, words[indicator.direction]]],
        ),
        f"## {words['formula']}",
        with_columns(indicator.formula[language]),
        f"## {words['data']}",
    ]
    rows = []
    for need in indicator.needs:
        role = ROLES[need.role]
        names = {field.name: field.title[language] for field in role.fields}
        fields = ", ".join(f"{names[name]} (`{name}`)" for name in need.fields) or "-"
        rows.append(
            [f"{role.title[language]} (`{role.id.upper()}`)", fields, words["optional" if need.optional else "yes"]]
        )
    parts.append(table([words["layer"], words["fields"], words["must"]], rows))
    if indicator.parameters:
        parts.append(f"## {words['parameters']}")
        rows = [
            [
                f"`{item.name}`",
                item.title[language],
                f"{number(item.default, language)} {item.unit}".strip(),
                f"{number(item.minimum, language)} – "
                + (words["infinity"] if item.maximum == float("inf") else number(item.maximum, language)),
            ]
            for item in indicator.parameters
        ]
        parts.append(table([words["name"], words["meaning"], words["default"], words["range"]], rows))
    parts.append(f"## {words['thresholds']}")
    if indicator.thresholds:
        rows = [
            [f"{number(item.value, language)} {unit}", words[item.kind], item.source] for item in indicator.thresholds
        ]
        parts.append(table([words["value"], words["kind"], words["source"]], rows))
    else:
        parts.append(words["no_source"])
    parts += [f"## {words['caveats']}", with_columns(indicator.caveats[language]), f"## {words['output']}"]
    rows = [[f"`{indicator.id}`", f"{words['raw']} ({unit})"], [f"`{indicator.id}_cov`", words["cov"]]]
    if indicator.uses_surroundings:
        rows += [[f"`{indicator.id}_cut`", words["cut"]], [f"`{indicator.id}_dep`", words["dep"]]]
    parts += [table([words["field"], words["meaning"]], rows), words["null"]]
    if indicator.tables:
        parts.append(f"## {words['tables']}")
        for item in indicator.tables:
            parts += [f"### {item.title[language]} (`{item.name}`)", f"{words['source']}: {item.source}."]
            rows = [[f"`{name}`", number(value, language)] for name, value in item.rows.items()]
            parts.append(table([words["class"], words["number"]], rows))
            if item.presets:
                parts.append(
                    words["presets"].format(name=item.name, indicator=indicator.id, word=next(iter(item.presets)))
                )
                rows = [[f"`{word}`", preset.title, preset.source] for word, preset in item.presets.items()]
                parts.append(table([words["name"], words["meaning"], words["source"]], rows))
        if any(ROLES[need.role].classed for need in indicator.needs):
            parts.append(words["schemes"])
    parts += [f"## {words['sources']}", "\n".join(f"- {source}" for source in indicator.sources)]
    needs = " ".join(f"{need.role.upper()}={need.role}.gpkg" for need in indicator.needs if not need.optional)
    command = (
        f"qgis_process run samplan:indicator_{indicator.id} -- AREAS=areas.gpkg {needs} OUTPUT={indicator.id}.gpkg"
    )
    parts += [f"## {words['use']}", f"```\n{command}\n```"]
    return "\n\n".join(parts) + "\n"


def index(indicators: list[Any], language: str) -> str:
    """Return the page that lists all indicators."""
    words = WORDS[language]
    parts = [f"# {words['indicators']}", words["other"] % "index", words["intro"]]
    for pillar in dict.fromkeys(item.pillar for item in indicators):
        rows = [
            [
                item.code,
                f"[{item.title[language]}]({item.id}{suffix(language)})",
                translated_unit(item.unit, language),
                words[item.direction],
            ]
            for item in indicators
            if item.pillar == pillar
        ]
        parts += [
            f"## {words[pillar]}",
            table([words["code"], words["indicator"], words["unit"], words["direction"]], rows),
        ]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Return every page by file name."""
    load_package()
    from samplan.indicators.registry import all_indicators

    indicators = list(all_indicators().values())
    found = {f"index{suffix(language)}": index(indicators, language) for language in LANGUAGES}
    for item in indicators:
        for language in LANGUAGES:
            found[item.id + suffix(language)] = page(item, language)
    return found


def outdated(found: dict[str, str]) -> list[str]:
    """Return the names of pages that differ from, are missing in, or should not be in the folder."""
    there = {path.name: path.read_text(encoding="utf-8") for path in OUTPUT.glob("*.md")}
    return sorted(name for name in {*there, *found} if there.get(name) != found.get(name))


def main() -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when a page is out of date")
    found = pages()
    stale = outdated(found)
    if parser.parse_args().check:
        if stale:
            sys.stderr.write(f"Out of date: {', '.join(stale)}. Run make docs.\n")
        return int(bool(stale))
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in found:
            (OUTPUT / name).write_text(found[name], encoding="utf-8", newline="\n")
        else:
            (OUTPUT / name).unlink()
    sys.stdout.write(f"{len(stale)} of {len(found)} pages written to {OUTPUT}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
