"""How the suite itself behaves: crashes of its processes are failures that say where and how; any clone passes the lint."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

RUFF = Path(sys.executable).with_name("ruff")
ROOT = Path(__file__).resolve().parents[1]
CONFTEST = Path(__file__).with_name("conftest.py")
CRASH = """
import faulthandler


def test_before():
    pass


def test_that_crashes():
    faulthandler._sigsegv()


def test_after():
    pass
"""


def copy_checkout(target):
    """Copy what git knows or would add."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def run_crashing(folder, code):
    room = folder / "tests" / "room"
    room.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "pytest.ini").touch()
    shutil.copy(CONFTEST, folder / "tests" / "conftest.py")
    (room / "test_crash.py").write_text(code, encoding="utf-8")
    options = ["-q", "-n", "1", "--dist", "loadfile", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return answer.returncode, answer.stdout + answer.stderr


def test_a_crash_fails_the_run_and_is_reported_with_test_signal_and_trace(tmp_path):
    status, shown = run_crashing(tmp_path, CRASH)
    assert status == 1, shown
    assert "crashed while running 'tests/room/test_crash.py::test_that_crashes'" in shown
    assert "gw0 was ended by SIGSEGV" in shown
    assert 'test_crash.py", line 10 in test_that_crashes' in shown
    assert "1 failed, 2 passed" in shown


def test_a_crash_after_the_last_test_fails_the_run(tmp_path):
    status, shown = run_crashing(
        tmp_path,
        CRASH.replace("    faulthandler._sigsegv()", "    atexit.register(faulthandler._sigsegv)").replace(
            "import", "import atexit\nimport", 1
        ),
    )
    assert "3 passed" in shown
    assert (status, "gw0 was ended by SIGSEGV" in shown) == (1, True), shown


@pytest.mark.skipif(not RUFF.exists(), reason="needs ruff")
@pytest.mark.parametrize("name", ["samplan", "my-plugin 2"])
def test_a_clone_of_any_name_passes_the_lint(tmp_path, name):
    copy = tmp_path / name
    copy_checkout(copy)
    for command in (["check"], ["format", "--check"]):
        answer = subprocess.run(
            [RUFF, *command, "--no-cache", "."], cwd=copy, capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
