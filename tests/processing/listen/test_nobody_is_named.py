"""Whoever wrote is in no byte: planted in every field for people of every service, looked for in all that is written.

Import, summary, publication, report and tables, with and without pseudonyms; databases, journals and temporary files.
What people write of themselves in a text is a text: it is kept, flagged, and masked when published.
"""

from __future__ import annotations

import csv
import io
import json
import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from faults import QUICK, all_cases
from loopserver import LoopServer
from samplan.participation.connectors._people import holds_people
from samplan.participation.connectors.base import Connection
from samplan.participation.privacy.pseudonyms import Pseudonyms
from samplan.participation.registry import open_connector
from samplan.participation.sync.sync import sync
from samplan.web.transport import plain_transport

from ..conftest import WORKSHOP

NAME, MAIL, PHONE, HOME, BIRTH = (
    "Planta Rydén",
    "planta.ryden@example.se",
    "070-555 01 99",
    "Plantgränd 17",
    "811228-9874",
)
PLANTED = (
    NAME,
    "Rydén",
    "Ryd\\u00e9n",
    "Ryd%C3%A9n",
    MAIL,
    "planta.ryden",
    PHONE,
    "0705550199",
    HOME,
    "Plantgränd",
    BIRTH,
    "8112289874",
)
COLUMNS = {
    NAME: "Namn|Ditt namn|Namn på avsändare|Förnamn|Efternamn|Kontaktperson|Avsändare|Inlämnare|Anmälare|Nimi|Etunimi|Sukunimi|"
    "Lähettäjä|Ilmoittaja|Navn|Fornavn|Etternavn|Innsender|Efternavn|Afsender|Name|Full name|First name|Last name|firstName|"
    "author_name|Submitted by|Reported by|created_by|Vorname|Nachname|Absender|Verfasser|Nom|Prénom|Auteur|reporter|"
    "requestor_name",
    MAIL: "E-post|Epost|Mejladress|Sähköposti|E-post adresse|E-mail|Email|email_address|E-Mail-Adresse|Courriel|Adresse e-mail",
    PHONE: "Telefon|Telefonnummer|Mobil|Mobilnummer|Puhelin|Puhelinnumero|Tlf|Phone|Phone number|Tel.|Handy|Téléphone|"
    "Numéro de tél",
    HOME: "Adress|Bostadsadress|Gatuadress|Osoite|Kotiosoite|Adresse|Bopel|Home address|Street address|Anschrift|Wohnort|"
    "Adresse postale",
    BIRTH: "Personnummer|Födelsedatum|Henkilötunnus|Syntymäaika|Fødselsnummer|Fødselsdato|CPR-nummer|Birth number|"
    "Date of birth|Personal identity number|Geburtsdatum|Date de naissance|Numéro de sécurité sociale",
}  # fmt: skip
FIELDS = {column: value for value, names in COLUMNS.items() for column in names.split("|")}
PERSONS = ("author", "user", "reporter", "creator", "contact", "contact_persons", "contacts", "organization")

NOT_PERSONS = ("address", "nameFull", "service_name")  # of a place, a project, a category


def planted(value, within=""):
    """Return an answer with people in it: in each object with an id, and in all fields that are there for them."""
    if isinstance(value, list):
        return [planted(item, within) for item in value]
    if not isinstance(value, dict):
        return value
    found = {name: planted(item, name) for name, item in value.items()}
    for name, item in found.items():
        if (
            isinstance(item, str)
            and name not in NOT_PERSONS
            and (within in PERSONS if name == "name" else holds_people(name))
        ):
            found[name] = MAIL if "mail" in name.lower() else NAME
    is_item = any(name in found for name in ("id", "_id", "__id", "service_request_id", "item_id", "title", "geometry"))
    return {**({name: text for name, text in FIELDS.items() if name not in found} if is_item else {}), **found}


def in_table(text):
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*rows[0][:-1], *FIELDS])  # the last one is a person's already
    writer.writerows([*row[:-1], *FIELDS.values()] for row in rows[1:])
    return out.getvalue()


class People(LoopServer):
    """Serves a case with people in all its answers."""

    def __init__(self, case):
        super().__init__(self._answer)
        self.simulator = case.simulator()

    def _answer(self, request):
        answer = self.simulator.answer(request)
        body = answer.body
        if body[:1] in (b"{", b"["):
            body = json.dumps(planted(json.loads(body)), ensure_ascii=False).encode()
        elif body[:1] == b"<":
            given = {"requestor_name": NAME, "first_name": NAME, "email": MAIL, "phone": PHONE, "home_address": HOME}
            extra = "".join(f"<{name}>{value}</{name}>" for name, value in given.items())
            body = body.replace(b"</request>", extra.encode() + b"</request>")
        elif answer.content_type == "text/csv":
            body = in_table(body.decode("utf-8-sig")).encode("utf-8-sig")
        return replace(answer, body=body)


def open_files(folder):
    """Return the contents of the folder's and SQLite's temporary files that this process has open, also of deleted ones."""
    for number in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if str(folder) in os.readlink(number) or "etilqs" in os.readlink(number):
                yield number.read_bytes()


def assert_nobody(*contents):
    for content in contents:
        for word in PLANTED:
            for coding in ("utf-8", "utf-16-le", "latin-1"):
                assert word.encode(coding) not in content, (
                    word,
                    content[max(0, content.find(word.encode(coding)) - 100) :][:300],
                )


@pytest.mark.parametrize("pseudonyms", [False, True], ids=["plain", "pseudonyms"])
@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_from_import_to_export(run, tmp_path, case, pseudonyms):
    database, told = tmp_path / "feedback.gpkg", []

    def look(_done, _total):
        assert_nobody(*(path.read_bytes() for path in tmp_path.iterdir()), *open_files(tmp_path))

    with People(case) as server:
        connection = Connection(server.url + case.path, case.profile, case.options, case.credentials)
        if pseudonyms:
            connection = replace(connection, pseudonym=Pseudonyms("a secret that is long enough"))
        transport = plain_transport(server.url, limits=QUICK, log=told.append)
        result = sync(open_connector(case.connector, connection, transport), case.query, database, progress=look)
        assert result.items > 0
        report = open_connector(case.connector, connection, transport).test_connection(case.query)
    told += [str(note) for note in (*result.summary(), *report.notes)] + [repr(report)]
    feedback = f"{database}|layername=feedback"
    everything = [
        "kind",
        "category",
        "status",
        "lang",
        "votes_up",
        "votes_down",
        "comments_n",
        "marks",
        "title",
        "text",
    ]
    for ending in ("gpkg", "csv", "geojson"):
        _, log = run(
            "publishfeedback",
            FEEDBACK=feedback,
            K=1,
            FIELDS=everything,
            EARLIER="forget",
            OUTPUT=str(tmp_path / f"public.{ending}"),
        )
        told.append(log.text)
    units = f"{WORKSHOP}|layername=planning_units"
    _, log = run("summarisefeedback", FEEDBACK=feedback, AREAS=units, OUTPUT=str(tmp_path / "areas.gpkg"))
    told.append(log.text)
    for number, layer in enumerate((feedback, str(tmp_path / "areas.gpkg"), str(tmp_path / "public.gpkg"))):
        run("exporttable", INPUT=layer, OUTPUT=str(tmp_path / f"table{number}.csv"))
    assert_nobody(*(path.read_bytes() for path in tmp_path.iterdir()), *(line.encode() for line in told))


def test_a_report_names_nobody(run, workshop, tmp_path):
    case = next(case for case in all_cases() if case.connector == "file" and case.path.endswith(".csv"))
    with People(case) as server:
        run(
            "importfeedback",
            CONNECTOR="file",
            URL=server.url + case.path,
            DATABASE=str(tmp_path / "f.gpkg"),
            PSEUDONYMS=True,
        )
    summed, scored = str(tmp_path / "areas.gpkg"), str(tmp_path / "scored.gpkg")
    run(
        "summarisefeedback",
        FEEDBACK=f"{tmp_path / 'f.gpkg'}|layername=feedback",
        AREAS=workshop("planning_units"),
        OUTPUT=summed,
    )
    run(
        "assessareas",
        AREAS=summed,
        KEY_FIELD="name",
        OUTPUT=scored,
        GREEN=workshop("green"),
        POPULATION=workshop("population"),
    )
    run("assessmentreport", INPUT=scored, KEY_FIELD="name", OUTPUT=str(tmp_path / "report.html"))
    assert (tmp_path / "report.html").stat().st_size > 1000
    assert_nobody(*(path.read_bytes() for path in tmp_path.iterdir()))


@pytest.mark.parametrize("column", FIELDS)
def test_a_column_for_people_is_never_taken_by_its_name(column, run, tmp_path):
    """A table of which nothing else is known but ids, places and that column."""
    table = tmp_path / "in" / "x.csv"
    table.parent.mkdir()
    table.write_text(
        f"id;{column};lat;lon\n" + "".join(f"{n};{FIELDS[column]};59.3;18.0\n" for n in range(6)), encoding="utf-8"
    )
    out = tmp_path / "out"
    out.mkdir()
    _, log = run("importfeedback", CONNECTOR="file", URL=str(table), DATABASE=str(out / "f.gpkg"))
    assert_nobody(log.text.encode(), *(path.read_bytes() for path in out.iterdir()))
