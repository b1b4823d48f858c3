"""The ways that CONTRIBUTING.md shows, walked: its files written into a copy of the checkout, its tests run there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from .test_suite import copy_checkout

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## A new (\w+)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))
FILE = re.compile(r"^( *)```\w+ (\S+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def walk(section, copy):
    """Write a section's files into a copy of the checkout; returns the tests that it names."""
    for _, name, text in FILE.findall(SECTIONS[section]):
        assert not (ROOT / name).exists(), f"{name} exists: the example needs another name"
        (copy / name).write_text(textwrap.dedent(text), encoding="utf-8")
    (named,) = re.findall(r'make test PYTEST="([^"]+)"', SECTIONS[section])
    return named


def call(copy, *arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "QGIS_"))}
    command = [sys.executable, *arguments]
    answer = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout + answer.stderr


def run_tests(copy, named):
    status, shown = call(copy, "-m", "pytest", "-p", "no:cacheprovider", *shlex.split(named))
    assert status == 0, shown
    assert re.search(r"[1-9]\d* passed", shown), shown


def test_a_new_indicator(tmp_path):
    copy_checkout(tmp_path)
    named = walk("indicator", tmp_path)
    status, shown = call(tmp_path, "scripts/indicator_docs.py", "--check")
    assert (status, "water_share.md" in shown) == (1, True), shown
    assert call(tmp_path, "scripts/indicator_docs.py")[0] == 0
    run_tests(tmp_path, named)


def test_a_new_connector(tmp_path):
    copy_checkout(tmp_path)
    run_tests(tmp_path, walk("connector", tmp_path))


def test_a_new_framework(tmp_path):
    copy_checkout(tmp_path)
    named = walk("framework", tmp_path)
    run_tests(tmp_path, named)
    frameworks = tmp_path / "resources" / "frameworks"
    (frameworks / "twin.json").write_bytes((frameworks / "green_and_near.json").read_bytes())
    status, shown = call(tmp_path, "-m", "pytest", "tests/scoring/test_check.py", "-k", "share_an_id")
    assert status == 1
    assert "give each its own id: {'green_and_near': ['green_and_near.json', 'twin.json']}" in shown
