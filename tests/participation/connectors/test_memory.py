"""No answer takes more than 200 MB, whatever it holds: measured in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
LIMIT = 200_000_000
TESTS = Path(__file__).resolve().parents[2]
RUN = """
import resource, sys, tempfile
from itertools import islice
from pathlib import Path
sys.path[:0] = [TESTS]
import conftest
from osgeo import ogr, osr
from samplan.messages import UserError
from samplan.participation.connectors.base import Connection
from samplan.participation.query import Query
from samplan.participation.registry import open_connector
from samplan.tables import files
from samplan.web.reply import Reply
from samplan.web.transport import Transport

SIZE = 64 * 1024 * 1024
name, make, folder = sys.argv[1:]


class Sender:
    def send(self, request):
        return Reply(request.url, 200, body, {"content-encoding": "gzip"} if make == "bomb" else {})


def repeated(piece, before=b"", after=b""):
    return before + piece * ((SIZE - len(before) - len(after)) // len(piece)) + after


def workbook(sheet, ods=False):
    import zipfile
    path = Path(folder) / ("a.ods" if ods else "a.xlsx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if ods:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", sheet)
        else:
            link = '<Relationship Id="r1" Target="worksheets/s.xml"/>'
            archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{link}</Relationships>")
            book = '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
            archive.writestr("xl/workbook.xml", book)
            archive.writestr("xl/worksheets/s.xml", sheet)
    return path.read_bytes()


def sheet_of(rows):
    return workbook(f"<worksheet><sheetData>{rows}</sheetData></worksheet>")


def bomb():
    import gzip
    return gzip.compress(bytes(1_000_000_000), 1)


MAKE = {
    "brackets": lambda: repeated(b"[],", b"[", b"[]]"),
    "objects": lambda: repeated(b'{"a":1},', b'{"features":[', b"{}]}"),
    "one feature": lambda: repeated(b"[],", b'{"features":[[', b"[]]]}"),
    "deep": lambda: repeated(b"["),
    "numbers": lambda: repeated(b"1,", b'{"results":[', b"1]}"),
    "properties": lambda: repeated(b'"a":1,', b'{"features":[{"properties":{', b'"b":1}}]}'),
    "wide": lambda: repeated(b"a", '{"features":[{"properties":{"text":"\\U0001f600'.encode(), b'"}}]}'),
    "csv": lambda: repeated(b";a;59;18\\n", b"id;text;lat;lon\\n"),
    "wide csv": lambda: repeated(b"1;a;59;18\\n", "id;text;lat;lon\\n1;\\U0001f600;59;18\\n".encode()),
    "semicolons": lambda: repeated(b";", b"id;text\\n"),
    "header": lambda: repeated(b"a;"),
    "quote": lambda: repeated(b"a", b'id;text\\n1;"'),
    "xml": lambda: repeated(b"<a/>", b"<service_requests>", b"</service_requests>"),
    "attributes": lambda: b"<a" + b"".join(b' a%d=""' % n for n in range(6_000_000)) + b"/>",
    "kml": lambda: repeated(b"<Placemark/>", b"<kml><Document>", b"</Document></kml>"),
    "bomb": bomb,
    "rows far away": lambda: sheet_of('<row r="1000000000"><c><v>1</v></c></row>'),
    "wide rows": lambda: sheet_of('<row><c r="XFD1"><v>1</v></c></row>' * 900_000),
    "cells": lambda: sheet_of(("<row>" + "<c><v>1</v></c>" * 16 + "</row>") * 160_000),
    "repeated": lambda: workbook(
        '<document><table name="a"><table-row number-rows-repeated="1000000">'
        '<table-cell number-columns-repeated="16000"><p>a</p></table-cell></table-row></table></document>',
        True,
    ),
}
body = MAKE[make]()
base = "http://127.0.0.1:9/x"
with open("/proc/self/clear_refs", "w") as refs:
    refs.write("5")  # the peak counts from here


def peak():
    status = Path("/proc/self/status").read_text()
    lines = [line.split() for line in status.splitlines() if line.startswith(("VmHWM", "VmRSS"))]
    return {words[0][:-1]: int(words[1]) * 1024 for words in lines}


before = peak()["VmRSS"] - len(body)
said = "read"
try:
    connector = open_connector(name, Connection(base), Transport(base, Sender()))
    for _page in islice(connector.pages(Query(consultation="1/a")), 20):  # more of the same takes no more
        pass
except UserError as error:
    said = str(error)
print(peak()["VmHWM"] - before, said)
"""

DOCUMENTS = ("brackets", "objects", "one feature", "deep", "numbers", "properties", "wide", "csv", "wide csv", "semicolons",
             "header", "quote", "kml", "bomb", "rows far away", "wide rows", "cells", "repeated")  # fmt: skip
ANSWERS = [
    *(("file", make) for make in DOCUMENTS),
    *((name, make) for name in ("ogcapi", "kobo", "govocal", "decidim", "kerrokantasi", "dipas", "odk", "open311")
      for make in ("brackets", "bomb")),
    ("open311", "xml"), ("open311", "attributes"), ("odk", "xml"),
]  # fmt: skip


@pytest.mark.skipif(not os.access("/proc/self/clear_refs", os.W_OK), reason="peaks are measured through /proc")
@pytest.mark.parametrize(("name", "make"), ANSWERS, ids=lambda value: value)
def test_memory_of_hostile_answers(name, make, tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", RUN.replace("[TESTS]", repr([str(TESTS)])), name, make, str(tmp_path)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    taken, _blank, said = run.stdout.strip().partition(" ")
    assert int(taken) < LIMIT, (int(taken) / 1e6, said)
    assert said == "read" or said.endswith(".")
