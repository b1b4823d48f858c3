"""The report: one page, no network, every area in it, and nothing of the data taken for markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from qgis.core import QgsProcessingException

from ..conftest import make_layer, square


class Page(HTMLParser):
    """Collects tags, text and addresses, and the end tags that do not close the element opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self.sources: list[str] = []
        self.rows = 0

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        self.rows += tag == "tr"
        self.sources += [value for name, value in attrs if name in ("src", "href")]

    def handle_startendtag(self, tag, attrs):
        self.sources += [value for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> in <{'><'.join(self.open)}> at {self.getpos()}")

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def page(run, workshop, tmp_path):
    def make(**parameters) -> tuple[Page, str]:
        scored = str(tmp_path / "scored.gpkg")
        roles = ("green", "population", "streets", "transit", "land_use")
        given = {role.upper(): workshop(role) for role in roles}
        run("assessareas", AREAS=workshop("planning_units"), KEY_FIELD="name", OUTPUT=scored, **given)
        target = tmp_path / "report.html"
        run("assessmentreport", INPUT=scored, KEY_FIELD="name", OUTPUT=str(target), **parameters)
        text = target.read_text(encoding="utf-8")
        parser = Page()
        parser.feed(text)
        return parser, text

    return make


def test_report_has_every_area_and_needs_no_network(page):
    parser, text = page(TITLE="Plan <b>2026</b>", NOTICE="Residents are synthetic.")
    assert (parser.open, parser.faults) == ([], [])
    assert all(source.startswith("data:image/png") for source in parser.sources)
    assert "<b>2026</b>" not in text
    assert "Plan <b>2026</b>" in "".join(parser.text)
    assert "Residents are synthetic." in "".join(parser.text)
    assert parser.rows > 119
    assert "<script" not in text
    assert "sodertorn_core" in text
    assert "samplan_lineage" in text
    assert 'role="img"' in text
    assert "Moderate (40–50)" in "".join(parser.text), "the map is drawn in the stored style, with its legend"


def test_an_unclosed_tag_is_seen():
    parser = Page()
    parser.feed("<table><tr><td>1</tr></table>")
    assert parser.faults[0].startswith("</tr> in <table><tr><td>")


def test_layer_without_scores(run):
    areas = make_layer("Polygon", [(square(0, 0, 10),)])
    with pytest.raises(QgsProcessingException, match='no field "score"'):
        run("assessmentreport", INPUT=areas, OUTPUT="TEMPORARY_OUTPUT")
