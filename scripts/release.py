#!/usr/bin/env python3
"""Build the zip of a release: ``release.py``.

Writes what ``release.toml`` says into ``metadata.txt`` and the heading of ``CHANGELOG.md``; when that changed them, they are
to be committed first. The zip is built from the last commit. Every reason against a release is one sentence, and nothing is
written then.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import Any

import package
import tomllib

import i18n

ROOT = package.ROOT
FIELDS = ("author", "email", "homepage", "tracker", "repository")
ADDRESSES = ("homepage", "tracker", "repository")
PLACEHOLDER = re.compile(r"@example\.|//example\.|\bexample\.(org|com|net)\b|^Samplan contributors$|^$")
UNCONFIRMED = "github.com/samplan/samplan"
FORMS = {
    "author": (re.compile(r"[^\n\r%]+"), "is not one line without a percent sign"),  # QGIS reads % as a reference
    "email": (re.compile(r"[!-?A-~]+@[a-zA-Z0-9.-]+\.[a-zA-Z0-9-]{2,}"), "is no e-mail address"),
    **dict.fromkeys(ADDRESSES, (re.compile(r"https://[^\s/%]+\.[^\s/%]+(/[^\s%]*)?"), "is no https address")),
}


def field_faults(given: dict[str, Any]) -> list[str]:
    """Return what is missing or a placeholder in ``release.toml``, one sentence a field."""
    found = []
    for name in FIELDS:
        value = str(given.get(name, "")).strip()
        if PLACEHOLDER.search(value):
            found.append(f'release.toml: {name} is still a placeholder ("{value}"). Write the real one.')
        elif not FORMS[name][0].fullmatch(value):
            found.append(f'release.toml: {name} {FORMS[name][1]} ("{value}"). Correct it.')
        elif name in ADDRESSES and UNCONFIRMED in value and given.get("addresses_confirmed") is not True:
            found.append(f"release.toml: is {name} really {value}? Correct it, or set addresses_confirmed = true.")
    if not re.fullmatch(r"\d+\.\d+\.\d+", str(given.get("version", ""))):
        found.append("release.toml: version is not like 1.2.3.")
    try:
        date.fromisoformat(str(given.get("date", "")))
    except ValueError:
        found.append("release.toml: date is not like 2027-02-01. Write the day of the release.")
    return found


def with_fields(metadata: str, given: dict[str, Any]) -> str:
    """Return ``metadata.txt`` with the version and the publisher's fields of ``release.toml``."""
    for name in ("version", *FIELDS):
        line = f"{name}={given[name]}"
        metadata = re.sub(rf"^{name}=.*$", lambda _, line=line: line, metadata, count=1, flags=re.MULTILINE)
    return metadata


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def with_heading(changelog: str, version: str, day: str) -> str:
    """Return the changelog with its section of the version dated; that of what is unreleased becomes it.

    Raises
    ------
    ValueError
        There is neither; the version is there already, and unreleased changes stand above it; or a later one is there.
    """
    heading = f"## [{version}] - {day}"
    dated = re.compile(rf"^## \[{re.escape(version)}\].*$", re.MULTILINE)
    unreleased = re.compile(r"^## \[Unreleased\]\n+(?!\n|## )", re.MULTILINE)
    if not dated.search(changelog):
        if not unreleased.search(changelog):
            raise ValueError(f"CHANGELOG.md: nothing stands under [Unreleased] that {version} could bring. Write it.")
        latest = max(re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE), key=_numbers, default="0")
        if _numbers(version) < _numbers(latest):
            raise ValueError(
                f"CHANGELOG.md: {latest} is there, {version} comes before it. Raise version in release.toml."
            )
        return changelog.replace("## [Unreleased]", heading, 1)
    if unreleased.search(changelog):
        raise ValueError(
            f"CHANGELOG.md: {version} is there, but changes are unreleased. Raise version in release.toml."
        )
    return dated.sub(heading, changelog, count=1)


def main() -> int:
    """Check, write and build; returns 1 with the reasons when there is no release."""
    try:
        given = tomllib.loads((ROOT / "release.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        sys.stderr.write(f"release.toml cannot be read: {error}. Correct it and run this again.\n")
        return 1
    faults = field_faults(given)
    for language in i18n.LANGUAGES:
        open_texts = len(i18n.problems(language)) + len(i18n.untranslated(language))
        if open_texts:
            faults.append(f"Translations ({language}): {open_texts} to be done. Run make i18n-check to see them.")
    if package._git("status", "--porcelain"):
        faults.append("There are changes that are not committed. Commit them, or take them away.")
    paths = ROOT / "metadata.txt", ROOT / "CHANGELOG.md"
    metadata, changelog = before = tuple(path.read_text(encoding="utf-8") for path in paths)
    try:
        after = faults or (with_fields(metadata, given), with_heading(changelog, given["version"], str(given["date"])))
    except ValueError as error:
        faults.append(str(error))
    if faults:
        sys.stderr.write("No release yet:\n" + "".join(f"- {fault}\n" for fault in faults))
        return 1
    if after != before:
        for path, text in zip(paths, after):
            path.write_text(text, encoding="utf-8")
        sys.stderr.write(
            "metadata.txt and CHANGELOG.md now say what release.toml says. Commit them and run this again.\n"
        )
        return 1
    output = package.build(ROOT / "dist" / f"{package.PACKAGE}-{given['version']}.zip", worktree=False)
    sys.stdout.write(f"{output} ({output.stat().st_size / 1024:.0f} KiB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
