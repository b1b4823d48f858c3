"""The words and patterns by which people's names and homes are found, out of the text files in ``resources/privacy``."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "privacy"


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of every ``[section]`` of a file, in order; what follows a ``#`` is a comment."""
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry[:1] == "[" and entry[-1] == "]":
            entries = found.setdefault(entry[1:-1], [])
        elif entry:
            entries.append(entry)
    return {section: tuple(entries) for section, entries in found.items()}
