#!/usr/bin/env python3
"""Build the plugin's zip: ``package.py [--worktree] [--output FILE]``.

The zip holds ``git archive`` of the last commit under ``samplan/`` (``.gitattributes`` leaves out what is for
developers), and the compiled translations. ``--worktree`` takes the files as they lie here instead, committed or not.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import i18n

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "samplan"
_EPOCH = (2026, 1, 1, 0, 0, 0)


def _git(*arguments: str, **options: bytes) -> bytes:
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def version() -> str:
    """Return the plugin's version from ``metadata.txt``."""
    for line in (ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("version="):
            return line.partition("=")[2].strip()
    raise SystemExit("metadata.txt has no version.")


def worktree_files() -> list[str]:
    """Return the files here that an archive would hold: known to git or about to be, not marked export-ignore."""
    listed = _git("ls-files", "-z", "--cached", "--others", "--exclude-standard").decode().split("\0")
    files = sorted(name for name in listed if name and (ROOT / name).is_file())
    paths = {prefix for name in files for prefix in _with_parents(name)}
    answer = _git("check-attr", "-z", "--stdin", "export-ignore", input="\0".join(sorted(paths)).encode())
    parts = answer.decode().split("\0")
    ignored = {path for path, state in zip(parts[0::3], parts[2::3]) if state == "set"}
    return [name for name in files if not ignored.intersection(_with_parents(name))]


def _with_parents(name: str) -> list[str]:
    pieces = name.split("/")
    return [name, *("/".join(pieces[:depth]) + "/" for depth in range(1, len(pieces)))]


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(f"{PACKAGE}/{name}", _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def build(output: Path, worktree: bool) -> Path:
    """Write the zip.

    Parameters
    ----------
    output : Path
        Zip to write.
    worktree : bool
        Take the files as they lie here instead of those of the last commit.

    Returns
    -------
    Path
        ``output``.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    if worktree:
        files = {name: (ROOT / name).read_bytes() for name in worktree_files()}
    else:
        with zipfile.ZipFile(io.BytesIO(_git("archive", "--format=zip", "HEAD"))) as tree:
            files = {name: tree.read(name) for name in tree.namelist() if not name.endswith("/")}
    with tempfile.TemporaryDirectory() as folder:
        for compiled in i18n.compile_to(Path(folder)):
            files[f"resources/i18n/{compiled.name}"] = compiled.read_bytes()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in sorted(files.items()):
            _add(archive, name, content)
    return output


def main() -> None:
    """Build the zip and print its path and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worktree", action="store_true", help="the files as they are, also when not committed")
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    output = arguments.output or ROOT / "dist" / f"{PACKAGE}-{version()}.zip"
    if not arguments.worktree and _git("status", "--porcelain"):
        sys.stderr.write("Note: there are changes that are not committed; the zip holds the last commit.\n")
    build(output, arguments.worktree)
    sys.stdout.write(f"{output} ({output.stat().st_size / 1024:.0f} KiB)\n")


if __name__ == "__main__":
    main()
