"""The documents: pages made from declarations stay as committed, and every relative link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\(([^)\s]+)\)")
DOCUMENTS = sorted(path for pattern in ("*.md", "docs/**/*.md", "resources/**/*.md") for path in ROOT.glob(pattern))


def _broken(document: Path) -> list[str]:
    """Return the relative links of a document that lead to no file and no heading."""
    broken = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        if "://" in link or link.startswith("mailto:"):
            continue
        target = document.parent / path if path else document
        if not target.exists() or (heading and heading not in _headings(target)):
            broken.append(link)
    return broken


def _headings(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as code forges make them."""
    heads = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(document):
    assert _broken(document) == []


def test_link_check_sees_a_missing_file_and_heading(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One two\n[a](page.md#one-two) [b](page.md#three) [c](gone.md) [d](https://x.org/y.md)", "utf-8")
    assert _broken(page) == ["page.md#three", "gone.md"]


def test_make_docs_changes_nothing_that_is_committed(tmp_path):
    """`make docs` once deleted the pages that another script had written."""
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".matrix", "tests", "__pycache__", "dist", "out")
    )
    before = {path.name: path.read_bytes() for path in (ROOT / "docs" / "indicators").iterdir()}
    done = subprocess.run(
        ["make", "docs", "--assume-old=setup", f"PY='{sys.executable}'"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"0 of {len(before)} pages" in done.stdout
    assert {path.name: path.read_bytes() for path in (copy / "docs" / "indicators").iterdir()} == before
