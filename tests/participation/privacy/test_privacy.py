"""Personal data in text, pseudonyms, purpose, publication. All numbers and names are made up."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samplan.participation.errors import PrivacyError
from samplan.participation.privacy.personal_data import find, flags, is_henkilotunnus, is_personnummer, luhn_holds, mask
from samplan.participation.privacy.pseudonyms import Pseudonyms, new_secret
from samplan.participation.privacy.publication import publish_cells, snap_to_grid, statement
from samplan.participation.privacy.purpose import Purpose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Skatteverket's published example: 811228-9874 (8*2=16->7, 1, 1*2, 2, 2*2, 8, 9*2=18->9, 8, 7*2=14->5; sum 46, check 4)
        ("811228-9874", True),
        ("198112289874", True),
        ("8112289874", True),
        ("811228+9874", True),
        ("811228-9875", False),
        ("811328-9874", False),
        ("701063-2391", True),  # coordination number: day 3 + 60
        ("20811228987", False),
    ],
)
def test_personnummer(text, expected):
    assert is_personnummer(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("131052-308T", True),  # the agency's published example: 131052308 mod 31 = 25 -> T
        ("131052-308t", True),
        ("131052-308U", False),
        ("131052Y308T", True),  # intermediate character of 2023 for the 1900s
        ("010594Y9021", True),
        ("131052A308T", True),  # 2052: the check character does not know the century
        ("321052-308T", False),
        ("131052-001T", False),
    ],
)
def test_henkilotunnus(text, expected):
    assert is_henkilotunnus(text) is expected


def test_luhn():
    assert luhn_holds("8112289874")
    assert not luhn_holds("8112289873")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Skriv till anna.andersson+plan@example.org!", "email"),
        ("anna (at) example.org", "email"),
        ("Ring 070-123 45 67 efter fem", "phone"),
        ("Tel +46 (0)8-508 290 00", "phone"),
        ("soita 040 1234567", "phone"),
        ("+358 9 310 1691", "phone"),
        ("Mitt personnummer är 811228-9874", "personnummer"),
        ("hetu 131052-308T", "henkilotunnus"),
        ("Bilen ABC 12D står fel", "plate"),
        ("Auto ABC-123 tukkii tien", "plate"),
        ("Jag heter Anna Andersson och cyklar", "name"),
        ("hej jag heter anna", "name"),
        ("Nimeni on Matti Meikäläinen.", "name"),
        ("My name is Bob", "name"),
        ("Laga gropen!\nMvh Anna", "name"),
        ("Bra förslag. /Kalle", "name"),
        ("Jag bor på Storgatan 12 B och hör allt", "home"),
        ("Asun osoitteessa Mannerheimintie 5", "home"),
        ("Ring 070-1234567 eller skriv till a@b.se", "email,phone"),
        ("fødselsnummer 15076500565", "idnumber"),
        ("CPR 150190-1234", "idnumber"),
        ("kennitala 120174-3399", "idnumber"),
        ("tlf. 12 34 56 78", "phone"),
        ("ring meg på 912 34 567", "phone"),
        ("Reg.nr abc123", "plate"),
        ("Hälsningar från Anna", "name"),
        ("Laga hålet. mvh lars larsson", "name"),
        ("Venlig hilsen Lars Hansen", "name"),
        ("Jag, Anna Andersson, vill ha en bänk", "name"),
        ("Undertecknad Lars Larsson anser", "name"),
    ],
)
def test_found(text, kinds):
    assert flags(text) == kinds
    masked = mask(text)
    assert flags(masked) is None
    assert "[" in masked


@pytest.mark.parametrize(
    "text",
    [
        "Farlig korsning, skolbarn cyklar här varje dag.",
        "Max 30 km/h på Storgatan 12, kl 07:30-08:15",
        "Möte 2026-05-01 och 12.05.2026",
        "Sedan 2019 har 1 500 000 kr lagts på 12 000 m2",
        "Linje 4 går var 10:e minut, buss 123",
        "Koordinat 59.3293 18.0686",
        "Ärende 202601012345",
        "och/eller gång/cykel",
        "Jag bor i Malmö", "EU 2030 mål", "", "Alla hälsar på varandra", "Jag, i Malmö, cyklar", "Undertecknad anser",
        "fødselsnummer 15076500566", "diarienr 510190-1234", "Ring 112 vid brand", "regn och regnvatten 2026",
    ],
)  # fmt: skip
def test_not_found(text):
    assert flags(text) is None
    assert mask(text) == text


def test_a_name_in_small_letters_is_masked_with_its_surname():
    assert mask("jag heter anna andersson och cyklar") == "jag heter [name] och cyklar"
    assert mask("jag heter anna och cyklar") == "jag heter [name] och cyklar"
    assert mask("Mvh Anna A") == "Mvh [name]"


def test_mask_labels_and_order():
    text = "Jag heter Anna, 070-123 45 67"
    assert [finding.kind for finding in find(text)] == ["name", "phone"]
    assert mask(text, {"name": "namn", "phone": "telefon"}) == "Jag heter [namn], [telefon]"
    assert mask(None) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_findings_never_overlap_and_lie_in_the_text(text):
    at = 0
    for finding in find(text):
        assert at <= finding.start < finding.end <= len(text)
        at = finding.end


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.integers(0, 999), st.booleans())
def test_every_right_personnummer_is_found(born, number, coordination):
    nine = f"{born:%y%m}{born.day + 60 * coordination:02d}{number:03d}"
    check = next(str(digit) for digit in range(10) if luhn_holds(nine + str(digit)))
    text = f"Jag är {nine[:6]}-{nine[6:]}{check}."
    assert flags(text) == "personnummer"
    assert mask(text) == "Jag är [personnummer]."


def test_pseudonyms():
    secret = new_secret()
    mine = Pseudonyms(secret, "source 1")
    assert mine("Anna@example.org") == mine(" anna@example.org")
    assert mine("anna") != mine("bob")
    assert mine("anna") != Pseudonyms(secret, "source 2")("anna")
    assert mine("anna") != Pseudonyms(new_secret(), "source 1")("anna")
    assert len(mine("anna")) == 32
    assert "anna" not in mine("anna")
    with pytest.raises(PrivacyError, match="16 characters"):
        Pseudonyms("short")


def test_purpose():
    purpose = Purpose(purpose="Plan", retain_until="2026-12-31", sensitive=True)
    assert not purpose.is_due(date(2026, 12, 31))
    assert purpose.is_due(date(2027, 1, 1))
    assert any("impact assessment" in str(note) for note in purpose.notes(date(2026, 1, 1)))
    assert len(Purpose().notes()) == 2
    with pytest.raises(PrivacyError, match="not a date"):
        Purpose(retain_until="soon")


def test_snap():
    x, y = snap_to_grid(np.array([674032.9, 674000.0, -1.0]), np.array([6580821.2, 6580900.0, 0.0]), 100)
    assert x.tolist() == [674050.0, 674050.0, -50.0]
    assert y.tolist() == [6580850.0, 6580950.0, 50.0]


def test_small_cells_are_held_back():
    x = np.array([10, 20, 30, 40, 50, 250, 260, np.nan])
    y = np.array([10, 20, 30, 40, 50, 50, 50, 50.0])
    cells = publish_cells(x, y, 100, k=5)
    assert cells.count.tolist() == [5, 5, 5, 5, 5, 0, 0, 0]
    assert cells.kept.tolist() == [True] * 5 + [False] * 3
    assert np.isnan(cells.x[5:]).all()
    assert (cells.x[:5] == 50).all()
    assert "3 of 8 items were held back: 1 (12 %) without a position, 2 too few" in str(
        statement(cells, 5, False, 1)[0]
    )


def test_small_cells_can_be_merged_into_larger_ones():
    x = np.array([10.0, 110, 120, 150, 350])
    y = np.array([10.0, 10, 10, 150, 350])
    cells = publish_cells(x, y, 100, k=2, merge_up_to=400)
    # 100 m: two items in the cell (150, 50); 200 m: two left in (100, 100); the last one is alone up to 400 m
    assert cells.size.tolist()[:4] == [200, 100, 100, 200]
    assert np.isnan(cells.size[4])
    assert (cells.x[0], cells.y[0], cells.x[1], cells.y[1]) == (100, 100, 150, 50)


def test_k_can_count_authors():
    x = y = np.full(6, 5.0)
    one = ["a"] * 5 + [None]
    assert not publish_cells(x, y, 100, k=3, authors=one).kept.any()
    assert publish_cells(x, y, 100, k=3, authors=["a", "b", "c", "a", "a", None]).kept.all()
    with pytest.raises(PrivacyError):
        publish_cells(x, y, 0)


def test_answers_in_the_same_place_do_not_hide_one_report():
    x = y = np.full(6, 5.0)
    own = np.array([True, False, False, False, False, False])
    assert not publish_cells(x, y, 100, k=2, own=own).kept.any()
    assert not publish_cells(x, y, 100, k=2, authors=list("abcdef"), own=own).kept.any()
    own[1] = True
    assert publish_cells(x, y, 100, k=2, own=own).kept.all(), "the answers go along"
    assert not publish_cells(x, y, 100, k=1, own=np.zeros(6, bool)).kept.any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 2000)), max_size=40), st.integers(1, 6), st.booleans())
def test_no_published_cell_is_below_k(points, k, merge):
    x, y = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    cells = publish_cells(x, y, 250, k, 1000 if merge else None)
    published = list(zip(cells.x[cells.kept], cells.y[cells.kept], cells.size[cells.kept]))
    assert all(published.count(cell) >= k for cell in published)
    assert (np.abs(cells.x - x)[cells.kept] <= cells.size[cells.kept] / 2).all()


@pytest.mark.parametrize("written", ["2026-11-30", "20261130", "30.11.2026", " 2026-11-30 "])
def test_retention_dates_in_usual_forms(written):
    purpose = Purpose(retain_until=written)
    assert purpose.retain_until == "2026-11-30"
    assert not purpose.is_due(date(2026, 11, 30))
    assert purpose.is_due(date(2026, 12, 1))


@pytest.mark.parametrize(
    "written", ["2026-13-01", "31.11.2026", "20261131", "1700000000", "1764460800000", "2026", "soon", " "]
)
def test_other_retention_dates_are_refused(written):
    with pytest.raises(PrivacyError, match="is not a date"):
        Purpose(retain_until=written)
