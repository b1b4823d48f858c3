"""Columns and questions that hold people: who wrote, and how to reach them."""

from __future__ import annotations

import re

_BEGINNINGS = """
namn navn nimi prenom prénom vorname nachname familienname firstname lastname surname förnamn efternamn fornamn etternavn
fornavn efternavn etunimi sukunimi mail epost email mejl sähköposti courriel telefon telephone phone mobilnummer mobilnr
mobiltelefon puhelin adress address adresse osoite anschrift contact kontakt yhteys personnummer personnr personid respondent
svarande vastaaja hushåll gender ålder född birth födelse syntym fødsel geburt naissance avsändare lähettäjä absender verfasser
författare authorname inlämnare submitter användare käyttäjä benutzer username userid
"""
_WORDS = (
    "name names nom noms tel tele mobil handy person persons personer kön author authors user users signatur signature"
)
_BEGIN, _WHOLE = tuple(_BEGINNINGS.split()), frozenset(_WORDS.split())


def holds_people(name: str) -> bool:
    """Whether a column or question is called like one that names a person or says how to reach one.

    Swedish, Finnish, Norwegian, Danish, German, French and English. Every word of the name counts: ``E-post``, ``firstName``,
    ``Svarandes namn``; words that begin others, such as *mobil* and *mobilitet*, count whole.
    """
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", str(name)))
    joined = re.sub(r"[\W\d_]+", "", str(name)).lower()
    return joined.startswith(_BEGIN) or any(
        word in _WHOLE or word.startswith(_BEGIN) for word in (word.lower() for word in words)
    )
