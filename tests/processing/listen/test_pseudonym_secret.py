"""Pseudonyms stay what they are: in the panel and on the command line, when the file moves, when the profile is read-only."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from faults import all_cases, running
from qgis.core import QgsProcessingException, QgsProject, QgsSettings
from samplan.participation.privacy.pseudonyms import Pseudonyms, identity_of
from samplan.participation.sync import store
from samplan.processing.listen import _access

GROUP = "samplan/pseudonyms/"
CASE = next(case for case in all_cases() if case.connector == "kerrokantasi")


class Manager:
    """An authentication manager in memory: off, or with what the master password opens."""

    def __init__(self, on=False):
        self.on, self.opens, self.writable, self.kept = on, True, True, {}

    def isDisabled(self):
        return not self.on

    def setMasterPassword(self, _ask):
        return self.opens

    def masterPasswordIsSet(self):
        return self.opens

    def existsAuthSetting(self, key):
        return key in self.kept

    def authSetting(self, key, default, _decrypt):
        return self.kept.get(key, default) if self.opens else default

    def storeAuthSetting(self, key, value, _encrypt):
        if self.writable:
            self.kept[key] = value
        return self.writable

    def configIds(self):
        return []


@pytest.fixture(autouse=True)
def manager(monkeypatch):
    made = Manager()
    monkeypatch.setattr(_access, "QgsApplication", SimpleNamespace(authManager=lambda: made))
    return made


@pytest.fixture(autouse=True)
def clean():
    """Begin without secrets and without a project; leave neither behind."""

    def forget():
        QgsSettings().remove("samplan/pseudonyms")
        QgsProject.instance().clear()

    forget()
    yield
    forget()


@pytest.fixture
def bring(run):
    with running(CASE) as server:

        def imported(database):
            run(
                "importfeedback", CONNECTOR="kerrokantasi", URL=server.url, CONSULTATION=CASE.consultation,
                DATABASE=str(database), PSEUDONYMS=True,
            )  # fmt: skip
            return pseudonyms(database)

        yield imported


def pseudonyms(database):
    rows = store.rows(
        database,
        "SELECT item_id, author_pseudonym FROM feedback UNION ALL SELECT item_id, author_pseudonym FROM feedback_unlocated",
    )
    found = {row["item_id"]: row["author_pseudonym"] for row in rows}
    assert any(found.values())
    return found


def made_by_0_1_0(database, place, secret):
    """Take away what version 0.1.0 did not have, and put the secret where it kept it."""
    with closing(sqlite3.connect(str(database))) as db, db:
        db.execute("DROP TABLE feedback_identity")
    QgsSettings().remove("samplan/pseudonyms")
    QgsSettings().setValue(GROUP + place, secret)


def old_place(database):
    return "database-" + hashlib.sha256(str(Path(database).resolve()).encode()).hexdigest()[:32]


def open_project(known="0f" * 16):
    QgsProject.instance().writeEntry("samplan", "/project_id", known)
    return known


def test_panel_and_command_line_make_the_same(bring, tmp_path):
    from samplan.ui.feedback.secret import project_secret

    first = bring(tmp_path / "a.gpkg")
    open_project()
    assert bring(tmp_path / "a.gpkg") == first, "made without a project, updated in one"
    secret = project_secret(QgsProject.instance(), str(tmp_path / "a.gpkg"))
    second = bring(tmp_path / "b.gpkg")
    QgsProject.instance().clear()
    assert bring(tmp_path / "b.gpkg") == second, "made in a project, updated without one"
    assert secret == _access.pseudonym_secret(None, str(tmp_path / "a.gpkg"))
    whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret.encode() not in whole
    assert identity_of(secret).encode() in whole


@pytest.mark.parametrize("project", [False, True])
def test_a_file_that_is_moved_or_copied_keeps_its_pseudonyms(bring, tmp_path, project):
    if project:
        open_project()
    first = bring(tmp_path / "a.gpkg")
    QgsProject.instance().clear()
    (tmp_path / "else").mkdir()
    shutil.copy(tmp_path / "a.gpkg", tmp_path / "else" / "copy.gpkg")
    (tmp_path / "a.gpkg").rename(tmp_path / "moved.gpkg")
    assert bring(tmp_path / "moved.gpkg") == bring(tmp_path / "else" / "copy.gpkg") == first


@pytest.mark.parametrize("project", [False, True])
def test_databases_of_0_1_0_go_on_with_their_pseudonyms(bring, tmp_path, project):
    database, secret = tmp_path / "old.gpkg", "an old secret of long ago"
    place = open_project() if project else old_place(database)
    QgsSettings().setValue(GROUP + place, secret)
    first = bring(database)
    made_by_0_1_0(database, place, secret)
    assert bring(database) == first
    QgsProject.instance().clear()
    database = database.rename(tmp_path / "moved.gpkg")
    assert bring(database) == first, "from now on wherever it lies"
    source = store.rows(database, "SELECT source FROM feedback_source")[0]["source"]
    assert Pseudonyms(secret, source).identity == store.identity(database)[0]


def test_the_old_rule_is_the_old_rule(bring, tmp_path):
    """The pseudonym of 0.1.0 by hand: HMAC of the author with HMAC(secret, source) as key, 32 digits."""
    import hmac

    def digest(key, text):
        return hmac.new(key, text.encode(), hashlib.sha256)

    kept = "an old secret of long ago"
    key = digest(kept.encode(), "kerrokantasi:x").digest()
    assert Pseudonyms(kept, "kerrokantasi:x")(" Anna ") == digest(key, "anna").hexdigest()[:32]


@pytest.mark.parametrize("old", [False, True])
def test_a_secret_that_is_lost_is_an_error_not_another_pseudonym(bring, tmp_path, old):
    database = tmp_path / "a.gpkg"
    first = bring(database)
    if old:
        made_by_0_1_0(database, "another-project", "a secret of some project")
    else:
        QgsSettings().remove("samplan/pseudonyms")  # another profile, another computer
    with pytest.raises(QgsProcessingException, match=r"not in this QGIS profile.*into a new database"):
        bring(database)
    assert pseudonyms(database) == first
    open_project("another-project")
    if old:
        assert _access.pseudonym_secret(QgsProject.instance(), str(database)) == "a secret of some project"


@pytest.mark.parametrize("project", [False, True])
def test_a_profile_that_cannot_be_written_is_an_error(bring, tmp_path, monkeypatch, project):
    class ReadOnly(QgsSettings):
        def setValue(self, *_given):
            """Forget, as Qt does when the file cannot be written."""

    if project:
        open_project()
    monkeypatch.setattr(_access, "QgsSettings", ReadOnly)
    with pytest.raises(QgsProcessingException, match="Make the QGIS profile writable, or import without pseudonyms"):
        bring(tmp_path / "a.gpkg")
    assert not (tmp_path / "a.gpkg").exists()


def test_a_profile_that_has_become_read_only_goes_on_with_what_it_holds(bring, tmp_path, monkeypatch):
    class ReadOnly(QgsSettings):
        def setValue(self, *_given):
            """Forget, as Qt does when the file cannot be written."""

    database, kept = tmp_path / "a.gpkg", "an old secret of long ago"
    QgsSettings().setValue(GROUP + old_place(database), kept)
    first = bring(database)
    made_by_0_1_0(database, old_place(database), kept)
    monkeypatch.setattr(_access, "QgsSettings", ReadOnly)
    assert bring(database) == first
    assert bring(database) == first


def test_a_settings_file_that_is_gone_at_the_next_start_is_an_error(tmp_path, monkeypatch):
    class Elsewhere(QgsSettings):
        def fileName(self):
            return str(tmp_path / "never written.ini")

    monkeypatch.setattr(_access, "QgsSettings", Elsewhere)
    with pytest.raises(Exception, match="cannot be kept"):
        _access.pseudonym_secret(None, str(tmp_path / "a.gpkg"))


def test_two_secrets_never_meet_in_one_database(bring, tmp_path):
    database = tmp_path / "a.gpkg"
    first = bring(database)
    with store.connect(database) as db, pytest.raises(Exception, match="made with another secret"):
        store.keep_identity(db, "f" * 32)
    assert pseudonyms(database) == first
    with store.connect(database) as db:
        db.execute("UPDATE feedback SET author_pseudonym = NULL")
        db.execute("UPDATE feedback_unlocated SET author_pseudonym = NULL")
        store.keep_identity(db, "f" * 32)  # nobody gets two
    assert store.identity(database) == ("f" * 32, False)


def test_with_a_master_password_it_is_encrypted_and_asked_for(bring, tmp_path, manager):
    manager.on = True
    first = bring(tmp_path / "a.gpkg")
    assert len(manager.kept) == 2, "under the path, as before, and under its identity"
    assert not QgsSettings().allKeys() or not [key for key in QgsSettings().allKeys() if "samplan/pseudonyms" in key]
    manager.opens = False
    with pytest.raises(QgsProcessingException, match="master password is needed to read the secret"):
        bring(tmp_path / "a.gpkg")
    assert pseudonyms(tmp_path / "a.gpkg") == first
    manager.opens, manager.writable = True, False  # qgis-auth.db is read-only: the settings keep it
    bring(tmp_path / "b.gpkg")
    assert [key for key in QgsSettings().allKeys() if "samplan/pseudonyms" in key]
