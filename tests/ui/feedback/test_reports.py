"""What the panel says of a finished run."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from ..conftest import ALL, idle


@pytest.fixture
def said(qgis_app):
    """Return what is told of a run, its flagged items, and the row of its source."""
    from samplan.participation.sync.sync import SyncResult
    from samplan.ui.feedback.jobs import Outcome
    from samplan.ui.feedback.reports import outcome_text

    def told(flagged=0, row=None, **result):
        run = SyncResult("file:x", complete=True, **result)
        source = {"source": "file:x", "purpose": "Plan", "retain_until": "2099-12-31", **(row or {})}
        return outcome_text(Outcome(run, "feedback.gpkg", [], [{"source": "other"}, source], 0, flagged))

    return told


def test_filters_that_admit_nothing_are_not_up_to_date(said):
    assert said(items=7, held_back=7) == "Nothing was added: no item passes the filters."
    assert said(items=7) == "Everything was up to date already."
    assert said(items=7, held_back=2).startswith("Everything was up to date already. 2 items were left out")
    assert said(items=7, new=7) == "Done: the map shows the feedback as the source has it now."


def test_what_is_owed_to_the_people_is_told(said):
    text = said(3, {"purpose": None, "retain_until": ""}, items=7)
    assert "3 items may hold personal data" in text
    assert "(purpose)" in text
    assert "(retention date)" in text
    assert "has passed: erase this feedback" in said(row={"retain_until": "2020-01-01"}, items=7)


def test_the_evidence_is_told_in_one_language(qgis_app):
    from samplan.participation.connectors.file import FileSource
    from samplan.ui.feedback.labels import evidence

    class Swedish(QTranslator):
        def isEmpty(self):
            return False

        def translate(self, _context, text, _note=None, _n=-1):
            if text.startswith("Verified on"):
                return "Verifierad mot {server} ({date})"
            return "filer på samma dator" if "the same machine" in text else None

    swedish = Swedish()
    QCoreApplication.installTranslator(swedish)
    try:
        assert evidence(FileSource.evidence[""]) == "Verifierad mot filer på samma dator (2026-11-23)"
    finally:
        QCoreApplication.removeTranslator(swedish)


def test_after_an_import_of_the_sample(dock):
    dock.importing.import_all()
    idle(dock)
    assert dock.importing.last.figures["new"].number.text() == str(ALL)
    text = dock.importing.notice.text()
    assert "may hold personal data in their text" in text
    assert "State what the feedback is used for (purpose)." in text
