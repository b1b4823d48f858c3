#!/usr/bin/env python3
"""Collect the translatable texts and compile the translations: ``resources/i18n/samplan_<language>.ts`` is their one source.

``i18n.py update``            write every source text into the .ts files; translations stay, new texts are unfinished
``i18n.py check [--strict]``  list what is not translated, and fail when a .ts file is out of date or a translation breaks
                              a placeholder; with --strict, as for a release, also when anything is not translated
``i18n.py compile``           build the .qm files beside the .ts files with lrelease

Texts are read from the syntax tree: pylupdate5 overlooks calls with a trailing comma and calls inside f-strings.
"""

from __future__ import annotations

import ast
import shutil
import string
import subprocess
import sys
from pathlib import Path
from typing import Iterable, Iterator
from xml.etree import ElementTree

import jinja2

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"
LANGUAGES = ("sv",)
ROOMS = ("assessment", "indicators", "web", "participation", "processing", "scoring", "tables", "ui")
SHIPPED = ("*.py", "resources/report", *ROOMS)
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


def _template(path: Path) -> Iterator[Text]:
    tree = jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"), filename=str(path))
    for call in tree.find_all(jinja2.nodes.Call):
        if getattr(call.node, "name", "") in FUNCTIONS:
            context, text = (argument.as_const() for argument in call.args)
            yield context, text


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
            elif path.suffix == ".j2":
                found.update(_template(path))
    return found


def _messages(path: Path) -> Iterator[tuple[Text, str, bool]]:
    """Yield (context and text, translation, whether a translator has finished it) of a .ts file."""
    if path.exists():
        for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
            for message in context.iter("message"):
                target = message.find("translation")
                text = message.findtext("translation", "")
                finished = bool(text) and target is not None and target.get("type") is None
                yield (context.findtext("name", ""), message.findtext("source", "")), text, finished


def read_translations(path: Path) -> dict[Text, str]:
    """Return the translations of a .ts file by (context, text), drafts included; missing ones are ``""``."""
    return {key: translated for key, translated, _ in _messages(path)}


def write_translations(path: Path, language: str, texts: dict[Text, str], drafts: Iterable[Text] = ()) -> None:
    """Write a .ts file, sorted, without line numbers, so that two branches seldom collide.

    Parameters
    ----------
    path : Path
        File to write.
    language : str
        Language code, for example ``sv``.
    texts : dict of (str, str) to str
        Translations by (context, text); an empty one is marked unfinished.
    drafts : iterable of (str, str)
        Those whose translation stays marked unfinished.
    """
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    unfinished = {*drafts, *(key for key, translated in texts.items() if not translated)}
    for context in sorted({context for context, _ in texts}):
        group = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(group, "name").text = context
        for key in sorted(key for key in texts if key[0] == context):
            message = ElementTree.SubElement(group, "message")
            ElementTree.SubElement(message, "source").text = key[1]
            target = ElementTree.SubElement(message, "translation")
            target.text = texts[key]
            if key in unfinished:
                target.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8", newline="\n")


def placeholders(text: str) -> list[tuple[str, str, str]]:
    """Return each ``{placeholder}`` with its format and conversion; [] for text that is no format, such as JSON."""
    try:
        parsed = string.Formatter().parse(text)
        return sorted((name, spec or "", turn or "") for _, name, spec, turn in parsed if name is not None)
    except ValueError:
        return []


def problems(language: str) -> list[str]:
    """Return what is wrong with one language's file, one sentence each; what is not translated is no fault."""
    wanted = source_texts()
    have = read_translations(I18N / f"samplan_{language}.ts")
    found = [f"not in samplan_{language}.ts (run make i18n): {text!r}" for _, text in sorted(wanted - set(have))]
    found += [f"no longer in the sources (run make i18n): {text!r}" for _, text in sorted(set(have) - wanted)]
    for (_, text), done in sorted(have.items()):
        if done and placeholders(text) != placeholders(done):
            found.append(f"other placeholders than the source: {text!r}")
    return found


def untranslated(language: str) -> list[str]:
    """Return the source texts that have no finished translation."""
    return sorted(text for (_, text), _, finished in _messages(I18N / f"samplan_{language}.ts") if not finished)


def update() -> None:
    """Bring every .ts file up to date; translations and drafts stay, obsolete texts are dropped."""
    wanted = source_texts()
    I18N.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = I18N / f"samplan_{language}.ts"
        have = read_translations(path)
        drafts = [key for key, _, finished in _messages(path) if not finished]
        write_translations(path, language, {key: have.get(key, "") for key in wanted}, drafts)
        sys.stdout.write(
            f"{path.relative_to(ROOT)}: {len(wanted)} texts, {len(untranslated(language))} not translated\n"
        )


def lrelease() -> str:
    """Return the path of Qt's compiler of translations, of Qt 5 or 6.

    Raises
    ------
    SystemExit
        If there is none.
    """
    names = ("lrelease", "lrelease-qt6", "/usr/lib/qt6/bin/lrelease", "pyside6-lrelease")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise SystemExit("lrelease is missing: run make setup, or install qttools5-dev-tools or qt6-l10n-tools.")
    return found


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
    built = []
    for source in sorted(I18N.glob("*.ts")):
        target = folder / source.with_suffix(".qm").name
        subprocess.run([lrelease(), "-silent", str(source), "-qm", str(target)], check=True)
        built.append(target)
    return built


def check(strict: bool) -> int:
    """Write what is wrong or not translated to standard error; return 1 for faults, with ``strict`` for either, else 0."""
    faults = [f"{language}: {problem}\n" for language in LANGUAGES for problem in problems(language)]
    open_ones = [f"{language}: not translated: {text!r}\n" for language in LANGUAGES for text in untranslated(language)]
    sys.stderr.writelines([*open_ones, *faults])
    return int(bool(faults or (strict and open_ones)))


def main() -> None:
    """Run the command given."""
    command = sys.argv[1:]
    if command == ["update"]:
        update()
    elif command == ["compile"]:
        compile_to(I18N)
    elif command in (["check"], ["check", "--strict"]):
        raise SystemExit(check(strict="--strict" in command))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
