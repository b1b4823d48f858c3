"""Columns are picked from the file's header, and what is understood is seen at once."""

from __future__ import annotations

import pytest
from samplan.participation.pairs import read_pairs, written_pairs
from samplan.processing.listen._access import access_of
from samplan.ui.feedback.column_dialog import ColumnDialog
from samplan.ui.feedback.connection_dialog import ConnectionDialog
from samplan.ui.feedback.connections import SavedConnection
from samplan.web.errors import ConnectionSettingsError

from ..conftest import flush, settle

TABLE = """Nr;Vad gäller det;Berätta;Inkom;Bredd;Längd;Vem
1;Park;Fler bänkar;2026-05-01;59,31;18,01;Anna Andersson
2;Gata;Hål i vägen;2026-05-02;59,32;18,02;Bo Berg
3;Gata;;;;;Cia Carlsson
"""


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(TABLE, encoding="utf-8")
    return SavedConnection("1", "Answers", "file", str(path), "export")


@pytest.fixture
def opened(qgis_app, saved):
    made = []

    def open_dialog(pairs=None):
        dialog = ColumnDialog(saved, access_of("", "file"), pairs or {})
        made.append(dialog)
        settle(lambda: not dialog.tasks.busy)
        return dialog

    yield open_dialog
    for dialog in made:
        dialog.done(0)
        dialog.deleteLater()
    flush()


def choose(dialog, role, column):
    combo = dialog._combos[role]
    place = next(n for n in range(combo.count()) if combo.itemData(n) in (column, (column,)))
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    settle(lambda: not dialog.tasks.busy)


def test_what_is_understood_changes_with_the_choice(opened):
    dialog = opened()
    assert "Of the first 3 items have:" in dialog.found.text()
    assert "text 0" in dialog.found.text()
    choose(dialog, "text", "Berätta")
    choose(dialog, "created", "Inkom")
    choose(dialog, "lat", "Bredd")
    choose(dialog, "lon", "Längd")
    assert dialog.found.text() == (
        "Of the first 3 items have: position 2, text 2, title 0, category 0, status 0, date 2."
    )
    assert dialog.pairs == {"text": "Berätta", "created": "Inkom", "lat": "Bredd", "lon": "Längd"}
    choose(dialog, "text", "none")
    assert "text 0" in dialog.found.text()
    assert dialog.pairs["text"] == ""
    choose(dialog, "text", "auto")
    assert "text" not in dialog.pairs


def test_columns_are_shown_with_examples_and_earlier_choices(opened):
    dialog = opened({"text": "Berätta"})
    combo = dialog._combos["text"]
    assert combo.currentData() == ("Berätta",)
    texts = [combo.itemText(n) for n in range(combo.count())]
    assert "Vad gäller det  (Park, Gata, Gata)" in texts
    assert texts[0] == "Not recognised"


def test_a_file_that_is_gone_is_told(opened, saved, tmp_path):
    (tmp_path / "answers.csv").unlink()
    dialog = opened()
    assert "There is no file" in dialog.found.text()
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()


def test_the_choice_goes_into_the_connection(qgis_app, saved, monkeypatch):
    monkeypatch.setattr(ColumnDialog, "exec", lambda dialog: dialog.pairs.update(text="Berätta") or True)
    dialog = ConnectionDialog(saved)
    assert dialog.columnButton.isVisibleTo(dialog.optionGroup)
    dialog._choose_columns()
    assert dialog.connection.options["columns"] == "text=Berätta"
    dialog.serviceCombo.setCurrentIndex(dialog.serviceCombo.findData("odk"))
    assert not dialog.columnButton.isVisibleTo(dialog.optionGroup)
    dialog.done(0)
    dialog.deleteLater()
    flush()


@pytest.mark.parametrize("pairs", [{}, {"text": "A=b"}, {"text": "A; B", "id": ""}, {"id": "a+b", "title": "C"}])
def test_pairs_are_read_as_they_were_written(pairs):
    assert read_pairs(written_pairs(pairs)) == pairs


@pytest.mark.parametrize("text", ["nonsense", "{bad", '{"a"'])
def test_nonsense_is_refused(text):
    with pytest.raises(ConnectionSettingsError, match="is no pair"):
        read_pairs(text)
