"""The report: one page, no network, every area in it, nothing of the data taken for markup, and a template to replace."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from qgis.core import QgsProcessingException

from ..conftest import make_layer, square


class Page(HTMLParser):
    """Collects tags, text and addresses; refuses tags that are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
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
        assert self.open.pop() == tag, f"</{tag}> closes nothing at {self.getpos()}"

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


@pytest.fixture
def template(qgis_app):
    """Write a report template of the user's; it is removed afterwards."""
    from samplan.processing.share._report_html import TEMPLATE, user_folder

    path = user_folder() / TEMPLATE

    def write(text: str, encoding: str = "utf-8"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))

    yield write
    path.unlink()


@pytest.fixture
def report(run, tmp_path):
    """Return the page of two scored areas, one of them without a score."""

    rows = [(square(0, 0, 10), "Ö & <i>x</i>", 61.25, 1, 0.5), (square(10, 0, 10), "B", None, None, 0.0)]
    areas = make_layer("Polygon", rows, "name:string,score:double,rank:integer,coverage:double")

    def make() -> str:
        target = tmp_path / "report.html"
        run("assessmentreport", INPUT=areas, KEY_FIELD="name", OUTPUT=str(target))
        return target.read_text(encoding="utf-8")

    return make


def test_report_has_every_area_and_needs_no_network(page):
    parser, text = page(TITLE="Plan <b>2026</b>", NOTICE="Residents are synthetic.")
    assert not parser.open
    assert all(source.startswith("data:image/png") for source in parser.sources)
    assert "<b>2026</b>" not in text
    assert "Plan <b>2026</b>" in "".join(parser.text)
    assert "Residents are synthetic." in "".join(parser.text)
    assert parser.rows > 119
    assert "<script" not in text
    assert "sodertorn_core" in text
    assert "samplan_lineage" in text
    assert 'role="img"' in text
    assert "Highest fifth (" in "".join(parser.text), "the map is drawn in the stored style, with its legend"


def test_tables_speak_the_users_language(page, monkeypatch):
    from samplan import i18n
    from samplan.processing.share import _report_html

    for module in (i18n, _report_html):
        monkeypatch.setattr(module, "language", lambda: "sv")
    parser, _text = page()
    cells = {cell.strip() for cell in parser.text}
    assert {"Markanvändning", "Planning areas"} <= cells, "titles of the layers' roles, not their ids"
    assert "8,3 %" in cells
    assert "m²/inhabitant" in cells


def test_units_are_known_after_scoring_again(page, run, tmp_path):
    page()
    again, target = str(tmp_path / "again.gpkg"), tmp_path / "again.html"
    run("rankrobustness", AREAS=str(tmp_path / "scored.gpkg"), KEY_FIELD="name", DRAWS=20, OUTPUT=again)
    run("assessmentreport", INPUT=again, KEY_FIELD="name", OUTPUT=str(target))
    assert "m²/inhabitant" in target.read_text(encoding="utf-8")


def test_areas_without_score_and_names_with_markup(report):
    parser = Page()
    text = report()
    parser.feed(text)
    assert not parser.open
    assert "<i>" not in text
    said = " ".join(" ".join(parser.text).split())
    assert "1 without a score: too little data 61.2 median score Ö & <i>x</i> highest score" in said
    assert "1 Ö & <i>x</i> 61.2 50 %" in said
    assert "– B – 0 %" in said
    assert text.count('class="poor"') == 2
    assert "The layer carries none." in said


def test_a_template_in_the_profile_replaces_the_page(template, report):
    template("<p>{{ report.rows[0].name }}: {{ report.rows[0].score|number }}</p>")
    assert report() == "<p>Ö &amp; &lt;i&gt;x&lt;/i&gt;: 61.2</p>"


def test_a_template_can_change_a_part_of_the_page(report, template):
    plain = report()
    template(
        '{% extends "report/report.html.j2" %}'
        "{% block style %}{{ super() }}h1{color:#005a9c}{% endblock %}"
        "{% block footer %}<p>Our town, Planning office</p>{% endblock %}"
    )
    own = report()
    assert own.replace("h1{color:#005a9c}", "").replace("<p>Our town, Planning office</p>", "") == plain
    assert len(own) > len(plain)


@pytest.mark.parametrize(
    ("text", "encoding", "word"),
    [
        ("{% if report %}", "utf-8", "endif"),
        ("{{ report.titel }}", "utf-8", "titel"),
        ("{{ 1 / 0 }}", "utf-8", "zero"),
        ("{{ report.__class__.__mro__ }}", "utf-8", "unsafe"),
        ("Översikt", "cp1252", "utf-8"),
    ],
)
def test_a_faulty_template_is_named_with_the_way_out(template, report, text, encoding, word):
    template(text, encoding)
    with pytest.raises(QgsProcessingException, match=rf'"report\.html\.j2" in the folder ".+{word}.+remove it'):
        report()


def test_an_unclosed_tag_is_seen():
    with pytest.raises(AssertionError, match="</tr>"):
        Page().feed("<table><tr><td>1</tr></table>")


def test_layer_without_scores(run):
    areas = make_layer("Polygon", [(square(0, 0, 10),)])
    with pytest.raises(QgsProcessingException, match='no field "score"'):
        run("assessmentreport", INPUT=areas, OUTPUT="TEMPORARY_OUTPUT")
