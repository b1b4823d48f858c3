#!/usr/bin/env python3
"""Collect the translatable texts and compile the translations.

``i18n.py update``   write every source text into ``resources/i18n/samplan_<language>.ts``, keeping translations; new
                     ones are taken from ``resources/i18n/<language>_*.json`` ({"English": "translation"})
``i18n.py check``    fail when a .ts file is out of date or a translation is missing or breaks a placeholder
``i18n.py compile``  build the .qm files beside the .ts files with lrelease

Texts are read from the syntax tree: pylupdate5 overlooks calls with a trailing comma and calls inside f-strings.
"""

from __future__ import annotations

import ast
import json
import shutil
import string
import subprocess
import sys
from pathlib import Path
from typing import Iterator
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("sv",)
SHIPPED = ("*.py", "indicators", "network", "participation", "processing", "scoring", "ui")
FUNCTIONS = ("translate", "QT_TRANSLATE_NOOP")
THE_DOOR = "i18n.py"  # defines translate, so its calls carry variables

Text = tuple[str, str]


def _calls(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in FUNCTIONS or (name == "translate" and len(node.args) != 2):
            continue
        values = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        if len(values) != 2 or not all(isinstance(value, str) for value in values):
            raise SystemExit(
                f"{path.relative_to(ROOT)}:{node.lineno}: {name} needs two plain strings, no variable or f-string."
            )
        yield values[0], values[1]


def _forms(path: Path) -> Iterator[Text]:
    form = ElementTree.parse(path).getroot()  # noqa: S314 - our own files
    for item in form.iter("string"):
        if item.text and item.get("notr") != "true":
            yield form.findtext("class", ""), item.text


def source_texts() -> set[Text]:
    """Return (context, text) of everything translatable in the shipped sources.

    Raises
    ------
    SystemExit
        If a call cannot be read because its arguments are not plain strings.
    """
    found: set[Text] = set()
    for pattern in SHIPPED:
        paths = sorted((ROOT / pattern).rglob("*")) if (ROOT / pattern).is_dir() else sorted(ROOT.glob(pattern))
        for path in paths:
            if path.suffix == ".py" and path.name != THE_DOOR:
                found.update(_calls(path))
            elif path.suffix == ".ui":
                found.update(_forms(path))
    return found


def read_translations(path: Path) -> dict[Text, str]:
    """Return the translations of a .ts file by (context, text); missing ones are ``""``."""
    if not path.exists():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = (translation.text or "") if done else ""
            found[context.findtext("name", ""), message.findtext("source", "")] = text
    return found


def write_translations(path: Path, language: str, texts: dict[Text, str]) -> None:
    """Write a .ts file, sorted, without line numbers, so that two branches seldom collide."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for context in sorted({context for context, _ in texts}):
        group = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(group, "name").text = context
        for (owner, source), translated in sorted(texts.items()):
            if owner == context:
                message = ElementTree.SubElement(group, "message")
                ElementTree.SubElement(message, "source").text = source
                target = ElementTree.SubElement(message, "translation")
                target.text = translated
                if not translated:
                    target.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8", newline="\n")


def placeholders(text: str) -> set[str]:
    """Return the names of the ``{placeholders}`` in a text (empty when its braces are not a format)."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def problems(language: str) -> list[str]:
    """Return what is wrong with one language, one sentence each."""
    wanted = source_texts()
    have = read_translations(I18N / f"samplan_{language}.ts")
    found = [f"not in samplan_{language}.ts (run make i18n): {text!r}" for _, text in sorted(wanted - set(have))]
    found += [f"no longer in the sources (run make i18n): {text!r}" for _, text in sorted(set(have) - wanted)]
    place = f"write it into resources/i18n/samplan_{language}.ts"
    found += [f"not translated: {text!r} ({place})" for (_, text), done in sorted(have.items()) if not done]
    for (_, text), done in sorted(have.items()):
        if done and placeholders(text) != placeholders(done):
            found.append(f"other placeholders than the source: {text!r}")
    return found


def glossary(language: str) -> dict[str, str]:
    """Return the translations that were handed in as JSON, by source text."""
    found: dict[str, str] = {}
    for path in sorted(I18N.glob(f"{language}_*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def update() -> None:
    """Bring every .ts file up to date; obsolete texts are dropped."""
    wanted = source_texts()
    I18N.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = I18N / f"samplan_{language}.ts"
        have = read_translations(path)
        handed_in = glossary(language)
        texts = {key: have.get(key) or handed_in.get(key[1], "") for key in wanted}
        write_translations(path, language, texts)
        open_ones = sum(not done for done in texts.values())
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(texts)} texts, {open_ones} not translated\n")


def compile_to(folder: Path) -> list[Path]:
    """Compile every .ts file into a folder.

    Returns
    -------
    list of Path
        The .qm files.

    Raises
    ------
    SystemExit
        If lrelease is missing.
    """
    lrelease = shutil.which("lrelease")
    if lrelease is None:
        raise SystemExit("lrelease is missing: run make setup, or install qttools5-dev-tools.")
    built = []
    for source in sorted(I18N.glob("*.ts")):
        target = folder / source.with_suffix(".qm").name
        subprocess.run([lrelease, "-silent", str(source), "-qm", str(target)], check=True)
        built.append(target)
    return built


def main() -> None:
    """Run the command given."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "update":
        update()
    elif command == "compile":
        compile_to(I18N)
    elif command == "check":
        found = [f"{language}: {problem}" for language in LANGUAGES for problem in problems(language)]
        sys.stderr.write("".join(f"{line}\n" for line in found))
        raise SystemExit(1 if found else 0)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
