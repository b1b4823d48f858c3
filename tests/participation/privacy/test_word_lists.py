"""The word lists that a linguist may edit: every entry once, every phrase found by one of its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samplan.participation.privacy import personal_names
from samplan.participation.privacy.personal_words import sections

FILES = {name: sections(name) for name in ("words", "phrases")}
ALL = [(name, section) for name, found in FILES.items() for section in found]


@pytest.mark.parametrize(("name", "section"), ALL)
def test_entries_stand_once(name, section):
    entries = FILES[name][section]
    assert entries
    assert len(set(entries)) == len(entries)
    if section not in ("titles", "relatives", "relatives_german"):
        assert [entry for entry in entries if entry != entry.lower()] == []
    if section.endswith("words"):
        assert [entry for entry in entries if " " in entry] == []


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("introductions", "introduction_words"),
        ("sign_offs", "sign_off_words"),
        ("thanks", "thanks_words"),
        ("homes", "home_words"),
        ("numbered_homes", "home_words house_words"),
    ],
)
def test_every_phrase_holds_a_word_that_leads_to_it(section, words):
    known = {word for name in words.split() for word in FILES["phrases"][name]}
    assert [phrase for phrase in FILES["phrases"][section] if known.isdisjoint(re.split(r"[ ./,]+", phrase))] == []


def test_every_section_is_used():
    source = Path(personal_names.__file__).read_text(encoding="utf-8")
    assert [section for _name, section in ALL if section not in source] == []
