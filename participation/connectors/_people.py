"""Columns and questions that hold people: who wrote, and how to reach them."""

from __future__ import annotations

import re

_WORDS = """
name namn navn nimi nom prenom prénom vorname nachname familienname firstname lastname surname förnamn efternamn fornamn
etternavn fornavn efternavn etunimi sukunimi mail epost email mejl sähköposti courriel tele phone mobil puhelin handy
adress address adresse osoite anschrift contact kontakt yhteys person respond svarande vastaaja hushåll gender kön ålder född
birth födelse syntym fødsel geburt naissance avsändare lähettäjä absender verfasser författare author inlämnare submitter
användare käyttäjä benutzer user signatur
"""
_BEGINNINGS = tuple(_WORDS.split())


def holds_people(name: str) -> bool:
    """Whether a column or question is called like one that names a person or says how to reach one.

    Swedish, Finnish, Norwegian, Danish, German, French and English. Every word of the name counts: ``E-post``, ``firstName``,
    ``Svarandes namn``.
    """
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", str(name)))
    joined = re.sub(r"[\W\d_]+", "", str(name)).lower()
    return joined.startswith(_BEGINNINGS) or any(word.lower().startswith(_BEGINNINGS) for word in words)
