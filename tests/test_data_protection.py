"""The pages for data protection officers say what is so: names of files and tables, defaults, what stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samplan.participation.privacy.purpose import Purpose
from samplan.participation.sync import staging, store
from samplan.processing.listen import _access, import_feedback, publish_feedback

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, SWEDISH = ROOT / "docs" / "data-protection.md", ROOT / "docs" / "data-protection.sv.md"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in (ENGLISH, SWEDISH)}


@pytest.mark.parametrize("page", PAGES)
def test_every_table_setting_and_file_is_named(page):
    text = PAGES[page]
    for name in (
        *store.TABLES,
        "qgis-auth.db",
        "QGIS3.ini",
        "-wal",
        "-shm",
        "-journal",
        "RETAIN_UNTIL",
        "samplan:erasefeedback",
    ):
        assert f"`{name}`" in text or name == "feedback_schema", name
    assert _access._SETTINGS_GROUP.rstrip("/") in text
    assert len(text.split()) < 1100, "two pages"


def test_both_pages_say_the_same_things():
    shapes = [
        [re.match(r"#+|\||\d\.|$", line)[0] for line in text.splitlines() if line.startswith(("#", "|", *"12345"))]
        for text in PAGES.values()
    ]
    assert shapes[0] == shapes[1]
    names = [set(re.findall(r"`([^`]+)`", text)) for text in PAGES.values()]
    assert names[0] == names[1]


def test_the_defaults_that_they_tell():
    assert Purpose().retain_until == ""
    assert not Purpose().is_due()
    algorithm = publish_feedback.PublishFeedback()
    algorithm.initAlgorithm()
    given = {name: algorithm.parameterDefinition(name).defaultValue() for name in ("CELL", "K")}
    assert {name: str(value) for name, value in given.items()} == {"CELL": "500", "K": "5"}
    assert min(map(int, publish_feedback.SIZES)) == 100
    importing = import_feedback.ImportFeedback()
    importing.initAlgorithm()
    assert importing.parameterDefinition("PSEUDONYMS").defaultValue() is False
    assert importing.parameterDefinition("RETAIN_UNTIL").defaultValue() in (None, "")


def test_what_stays_of_removed_items(tmp_path):
    kept = set(staging._KEPT_WHEN_REMOVED)
    assert kept == {"parent_id", "consultation", "category", "status", "created_utc", "first_seen", "last_seen"}
    columns = {name for name, _kind in store.ITEM_COLUMNS}
    assert not {name for name in columns if re.search("name|mail|phone|author_id|user", name)}
    store.create_or_migrate(tmp_path / "f.gpkg")
    with store.connect(tmp_path / "f.gpkg") as db:
        assert db.execute("PRAGMA temp_store").fetchone() == (1,), "temporary tables are files"
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_the_swedish_names_are_those_on_the_screen():
    shown = (ROOT / "resources" / "i18n" / "samplan_sv.ts").read_text(encoding="utf-8")
    for title in ("Publicera synpunkter säkert", "Radera synpunkter"):
        assert f"<translation>{title}</translation>" in shown
        assert f"*{title}*" in PAGES[SWEDISH.name]


@pytest.mark.parametrize("page", PAGES)
def test_they_are_found(page):
    assert f"docs/{page}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert page in (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
