#!/usr/bin/env python3
"""Check a built plugin zip as the plugin repository does: ``check_package.py ZIP``.

Structure, metadata and licence; Python 3.9 syntax; no Bandit finding of any severity; no detect-secrets finding.
Prints every fault and exits with 1 when there is one.
"""

from __future__ import annotations

import ast
import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "samplan"
REQUIRED = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
)  # fmt: skip
FORBIDDEN_SUFFIXES = (".pyc", ".so", ".dll", ".exe", ".sh", ".bat", ".cmd", ".ps1", ".pyd", ".dylib", ".aux.xml")
FORBIDDEN_PARTS = ("__pycache__", ".git", ".venv", "tests", "scripts", ".ci", ".matrix", "docs")
MAX_BYTES = 25 * 1024 * 1024


def check_structure(archive: zipfile.ZipFile, size: int) -> list[str]:
    """Return faults of the names and the size of a zip."""
    names = archive.namelist()
    faults = [f"outside the folder {PACKAGE}/: {name}" for name in names if not name.startswith(f"{PACKAGE}/")]
    faults += [f"unsafe name: {name}" for name in names if ".." in name.split("/") or name.startswith("/")]
    for name in names:
        parts = name.split("/")[1:]
        if name.endswith(FORBIDDEN_SUFFIXES) or set(parts) & set(FORBIDDEN_PARTS) or parts[-1].startswith("."):
            faults.append(f"does not belong into the zip: {name}")
    for needed in ("LICENSE", "metadata.txt", "__init__.py", "README.md", "CHANGELOG.md"):
        if f"{PACKAGE}/{needed}" not in names:
            faults.append(f"missing: {needed}")
    for name in names:
        if name.endswith(".ts") and name[:-3] + ".qm" not in names:
            faults.append(f"not compiled: {name}")
    if size > MAX_BYTES:
        faults.append(f"{size / 1024**2:.1f} MB, allowed are 25 MB")
    return faults


def check_metadata(folder: Path) -> list[str]:
    """Return faults of ``metadata.txt``."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(folder / "metadata.txt", encoding="utf-8")
    general = dict(parser["general"]) if parser.has_section("general") else {}
    faults = [f"metadata.txt: {key} is missing" for key in REQUIRED if not general.get(key, "").strip()]
    if not re.fullmatch(r"\d+\.\d+\.\d+", general.get("version", "")):
        faults.append("metadata.txt: version is not like 1.2.3")
    if not (folder / general.get("icon", "none")).is_file():
        faults.append("metadata.txt: the icon does not exist")
    links = [key for key in ("homepage", "tracker", "repository") if not general.get(key, "").startswith("https://")]
    faults += [f"metadata.txt: {key} is not an https address" for key in links]
    faults += [
        f"metadata.txt: {key} has a %, which QGIS reads as a reference" for key in general if "%" in general[key]
    ]
    changelog = (folder / "CHANGELOG.md").read_text(encoding="utf-8") if (folder / "CHANGELOG.md").exists() else ""
    if f"## {general.get('version')}" not in changelog and f"## [{general.get('version')}]" not in changelog:
        faults.append(f"CHANGELOG.md has no section for {general.get('version')}")
    return faults


def check_syntax(folder: Path) -> list[str]:
    """Return the files that Python 3.9 cannot read, and shipped asserts."""
    faults = []
    for path in sorted(folder.rglob("*.py")):
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
        except SyntaxError as error:
            faults.append(f"{path.relative_to(folder)}:{error.lineno}: not Python 3.9: {error.msg}")
            continue
        faults += [
            f"{path.relative_to(folder)}:{n.lineno}: assert" for n in ast.walk(tree) if isinstance(n, ast.Assert)
        ]
    return faults


def check_bandit(folder: Path) -> list[str]:
    """Return what Bandit finds."""
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-f", "json", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(answer.stdout)
    faults = [f"bandit could not read {item['filename']}: {item['reason']}" for item in report["errors"]]
    for item in report["results"]:
        place = Path(item["filename"]).relative_to(folder)
        faults.append(f"{place}:{item['line_number']}: {item['test_id']} {item['issue_text']}")
    return faults


def check_secrets(folder: Path) -> list[str]:
    """Return what detect-secrets finds; its exit code is 0 in any case, so its answer is read."""
    command = [sys.executable, "-m", "detect_secrets", "-C", str(folder), "scan", "--all-files"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout)["results"]
    return [f"{name}:{item['line_number']}: {item['type']}" for name, items in sorted(found.items()) for item in items]


def check(package: Path) -> list[str]:
    """Return every fault of a built zip, one sentence each."""
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as temporary:
        faults = check_structure(archive, package.stat().st_size)
        archive.extractall(temporary)
        folder = Path(temporary) / PACKAGE
        for step in (check_metadata, check_syntax, check_bandit, check_secrets):
            faults += step(folder)
    return faults


def main() -> None:
    """Check the zip named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    faults = check(Path(sys.argv[1]))
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    sys.stdout.write(f"{sys.argv[1]}: {len(faults) or 'no'} fault{'s' if len(faults) != 1 else ''}\n")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
