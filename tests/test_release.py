"""A release: refused with its reasons, then written, then built, in a copy of the checkout."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .test_suite import copy_checkout

REAL = {
    "version": "9.8.7",
    "date": "2027-02-01",
    "author": "Södertörns kommuner",
    "email": "plan@sodertorn.se",
    "homepage": "https://plan.sodertorn.se",
    "tracker": "https://plan.sodertorn.se/issues",
    "repository": "https://plan.sodertorn.se/code",
}


@pytest.fixture
def clone(tmp_path):
    copy_checkout(tmp_path)
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", "A step")


def fill_in(folder, **values):
    path = folder / "release.toml"
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text = re.sub(rf'^{name} = ".*?"', f'{name} = "{value}"', text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def release(folder):
    answer = subprocess.run(
        [sys.executable, "scripts/release.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    return answer.returncode, answer.stdout + answer.stderr


def test_placeholders_are_refused_by_name_and_nothing_is_written(clone):
    fill_in(clone, version="9.8.7", date="", author="Samplan contributors", email="samplan@example.org",
            homepage="https://github.com/samplan/samplan", tracker="", repository="https://example.org/git")  # fmt: skip
    commit(clone)
    status, shown = release(clone)
    assert status == 1
    for name in ("author", "email", "tracker", "repository"):
        assert f"release.toml: {name} is still a placeholder" in shown
    assert "is homepage really https://github.com/samplan/samplan?" in shown
    assert "date is not like 2027-02-01" in shown
    assert "Traceback" not in shown
    assert git(clone, "status", "--porcelain") == ""


def test_a_release_step_by_step(clone):
    changelog = clone / "CHANGELOG.md"
    if "## [Unreleased]" not in changelog.read_text(encoding="utf-8"):
        text = changelog.read_text(encoding="utf-8")
        changelog.write_text(text.replace("## [", "## [Unreleased]\n\n- New.\n\n## [", 1), encoding="utf-8")
    fill_in(clone, **REAL)
    status, shown = release(clone)
    assert (status, "not committed" in shown) == (1, True), shown
    commit(clone)
    status, shown = release(clone)
    assert (status, "Commit them and run this again" in shown) == (1, True), shown
    assert "\n## [9.8.7] - 2027-02-01\n" in changelog.read_text(encoding="utf-8")
    assert "[Unreleased]" not in changelog.read_text(encoding="utf-8")
    commit(clone)
    status, shown = release(clone)
    assert status == 0, shown
    with zipfile.ZipFile(clone / "dist" / "samplan-9.8.7.zip") as archive:
        parser = configparser.ConfigParser(interpolation=None)
        parser.read_string(archive.read("samplan/metadata.txt").decode("utf-8"))
        assert {name: parser["general"][name] for name in REAL if name != "date"} == {
            name: value for name, value in REAL.items() if name != "date"
        }
        assert "samplan/release.toml" not in archive.namelist()
    translations = clone / "resources" / "i18n" / "samplan_sv.ts"
    text = translations.read_text(encoding="utf-8")
    translations.write_text(
        re.sub(r"<translation>[^<]+</translation>", "<translation></translation>", text, count=1), encoding="utf-8"
    )
    commit(clone)
    status, shown = release(clone)
    assert (status, "Translations (sv): 1 to be done" in shown) == (1, True), shown


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[1] / "scripts"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("email", value)
            for value in ("plan at sodertorn.se", "plan@sodertorn", "Plan <p@s.se>", "plan@södertörn.se")
        ),
        *(("homepage", value) for value in ("http://plan.se", "https://", "https://plan.se/a b", "plan.se")),
        *(("author", value) for value in ("Two\nlines", "100 % plan")),
        *(("version", value) for value in ("1.2", "v1.2.3", "1.2.3-beta")),
    ],
)
def test_what_is_malformed_is_refused_by_name(scripts, name, value):
    from release import field_faults

    assert field_faults(REAL) == []
    (fault,) = field_faults({**REAL, name: value})
    assert fault.startswith(f"release.toml: {name} is ")


def test_a_release_file_that_cannot_be_read_is_a_sentence(clone):
    (clone / "release.toml").write_text("version = 0.2.0\n", encoding="utf-8")
    status, shown = release(clone)
    assert (status, shown.startswith("release.toml cannot be read: "), "Traceback" in shown) == (1, True, False), shown


def test_the_changelog_and_the_version_agree(scripts):
    from release import with_heading

    old = "# Changelog\n\n## [0.1.0] - 2026-11-23\n\n- First.\n"
    new = old.replace("## [0.1.0]", "## [Unreleased]\n\n- Second.\n\n## [0.1.0]")
    assert with_heading(new, "0.2.0", "2027-02-01") == new.replace("[Unreleased]", "[0.2.0] - 2027-02-01")
    assert with_heading(old, "0.1.0", "2026-12-01") == old.replace("11-23", "12-01")
    with pytest.raises(ValueError, match="Raise version"):
        with_heading(new, "0.1.0", "2027-02-01")
    with pytest.raises(ValueError, match="nothing stands under"):
        with_heading(old, "0.2.0", "2027-02-01")
    with pytest.raises(ValueError, match="comes before it"):
        with_heading(new, "0.0.9", "2027-02-01")
    assert with_heading(new.replace("0.1.0", "0.9.0"), "0.10.0", "2027-02-01")
    empty = old.replace("## [0.1.0]", "## [Unreleased]\n\n## [0.1.0]")
    with pytest.raises(ValueError, match="nothing stands under"):
        with_heading(empty, "0.2.0", "2027-02-01")
    assert "## [0.1.0] - 2026-12-01" in with_heading(empty, "0.1.0", "2026-12-01")
