"""The zip that users install: built, checked, and run by the real qgis_process."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"


@pytest.fixture(scope="module")
def scripts():
    """Put scripts/ on the path for this module's tests."""
    before = list(sys.path)
    sys.path.insert(0, str(SCRIPTS))
    yield
    sys.path[:] = before


@pytest.fixture(scope="module")
def package(scripts, tmp_path_factory):
    import package as builder

    return builder.build(tmp_path_factory.mktemp("zip") / "samplan.zip", worktree=True)


@pytest.fixture(scope="module")
def profile(package, tmp_path_factory):
    from qgis_profile import environment, make_profile

    folder = tmp_path_factory.mktemp("qgis")
    make_profile(folder, package)
    return environment(folder)


def _qgis_process(profile: dict, *arguments: str) -> subprocess.CompletedProcess:
    from qgis_profile import program

    command = [program("qgis_process"), *arguments]
    return subprocess.run(command, env=profile, capture_output=True, text=True, check=False, timeout=120)


def test_zip_keeps_the_repository_rules(package, tmp_path):
    import check_package

    with zipfile.ZipFile(package) as archive:
        faults = check_package.check_structure(archive, package.stat().st_size)
        archive.extractall(tmp_path)
    folder = tmp_path / "samplan"
    assert faults + check_package.check_metadata(folder) + check_package.check_syntax(folder) == []
    metadata = folder / "metadata.txt"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("author=", "author=100 % "), encoding="utf-8")
    assert check_package.check_metadata(folder) == ["metadata.txt: author has a %, which QGIS reads as a reference"]


def test_zip_of_the_last_commit_has_the_same_layout(scripts, tmp_path):
    import check_package
    import package as builder

    path = builder.build(tmp_path / "samplan.zip", worktree=False)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert "samplan/metadata.txt" in names
        wrong = [f for f in check_package.check_structure(archive, 0) if not f.startswith(("missing", "not compiled"))]
    assert wrong == []


def test_zip_is_the_same_bytes_when_built_twice(scripts, tmp_path):
    import package as builder

    first, second = (builder.build(tmp_path / name, worktree=True) for name in ("one.zip", "two.zip"))
    assert first.read_bytes() == second.read_bytes()


def test_checker_finds_faults(scripts, tmp_path):
    pytest.importorskip("bandit")
    pytest.importorskip("detect_secrets")
    import check_package

    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("other/x.py", "")
        archive.writestr("samplan/tests/test_x.py", "")
        archive.writestr("samplan/a.pyc", "")
        archive.writestr("samplan/CHANGELOG.md", "# Changelog")
        archive.writestr("samplan/metadata.txt", "[general]\nname=x\nversion=1\n")
        archive.writestr(
            "samplan/x.py",
            "import subprocess\nsubprocess.call('ls', shell=True)\nassert True\nmatch 1:\n  case 1: pass\n",
        )
        archive.writestr("samplan/y.py", "import subprocess\nassert True\nsubprocess.call('ls', shell=True)\n")
        archive.writestr("samplan/key.txt", "aws_secret_access_key = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'\n")
    faults = "\n".join(check_package.check(bad))
    for expected in (
        "outside the folder samplan/: other/x.py",
        "does not belong into the zip: samplan/tests/test_x.py",
        "does not belong into the zip: samplan/a.pyc",
        "missing: LICENSE",
        "tracker is missing",
        "version is not like 1.2.3",
        "x.py:5: not Python 3.9",
        "y.py:2: assert",
        "y.py:3: B602",
        "key.txt:1:",
    ):
        assert expected in faults


def test_metadata_states_what_users_need_to_know():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    general = parser["general"]
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "4.99"  # the repository lists by it; supportsQt6 was removed
    assert "supportsQt6" not in general
    assert general["hasProcessingProvider"] == "yes"
    for word in ("shapely", "scipy", "openpyxl", "OpenStreetMap"):
        assert word in general["about"]


def test_installed_zip_offers_its_algorithms(profile):
    answer = _qgis_process(profile, "--json", "list")
    assert answer.returncode == 0, answer.stderr
    offered = set(json.loads(answer.stdout)["providers"]["samplan"]["algorithms"])
    assert {"samplan:measureindicators", "samplan:scoreareas", "samplan:assessareas"} <= offered


def test_wrong_parameters_end_with_a_message_and_not_with_success(profile, tmp_path):
    arguments = ["AREAS=/nowhere/areas.gpkg", f"OUTPUT={tmp_path / 'out.gpkg'}"]
    answer = _qgis_process(profile, "run", "samplan:assessareas", "--", *arguments)
    assert answer.returncode != 0
    said = answer.stdout + answer.stderr
    assert "/nowhere/areas.gpkg" in said
    assert "Traceback" not in said


def test_demo_leaves_result_map_and_report(package, tmp_path, qgis_app):
    command = [sys.executable, str(SCRIPTS / "demo.py"), str(package), str(tmp_path / "out")]
    answer = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert len(re.findall(r"^ +\d+\. .+: -?\d+\.\d \(coverage \d+%\)$", answer.stdout, re.MULTILINE)) == 6
    for name in ("assessment.gpkg", "map.png", "report.html"):
        assert (tmp_path / "out" / name).stat().st_size > 2000
        assert name in answer.stdout
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "synthetic" in report
    assert "© OpenStreetMap contributors" in report
    from qgis.core import QgsVectorLayer
    from qgis.PyQt.QtGui import QImage

    picture = QImage(str(tmp_path / "out" / "map.png"))
    drawn = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }
    layer = QgsVectorLayer(str(tmp_path / "out" / "assessment.gpkg"), "assessment", "ogr")
    items = layer.renderer().legendSymbolItems()  # held: the symbols belong to them
    classes = {item.symbol().color().name() for item in items if item.symbol() is not None}
    assert len(drawn & classes) >= 3, "the stored style was not drawn"
    assert "#f7f5f0" in drawn, "the background was not drawn"


def test_scripts_are_sound():
    for path in [*SCRIPTS.glob("*.sh"), ROOT / ".ci" / "run"]:
        assert os.access(path, os.X_OK), path
        subprocess.run(["bash", "-n", str(path)], check=True)
        assert "set -euo pipefail" in path.read_text(encoding="utf-8")


def _sources(scripts_i18n, monkeypatch, tmp_path, code: str) -> set:
    monkeypatch.setattr(scripts_i18n, "ROOT", tmp_path)
    (tmp_path / "a.py").write_text(code, encoding="utf-8")
    return scripts_i18n.source_texts()


def test_texts_are_collected_where_pylupdate_overlooks_them(scripts, monkeypatch, tmp_path):
    import i18n

    code = (
        'x = f"{translate(\'S\', \'inside\')}"\ny = translate(\n    "S",\n    "trailing "\n    "comma",\n).format()\n'
    )
    assert _sources(i18n, monkeypatch, tmp_path, code) == {("S", "inside"), ("S", "trailing comma")}


def test_text_that_cannot_be_collected_is_an_error(scripts, monkeypatch, tmp_path):
    import i18n

    with pytest.raises(SystemExit, match=r"a\.py:1: translate needs two plain strings"):
        _sources(i18n, monkeypatch, tmp_path, "translate('S', name)\n")


def test_translations_survive_an_update_and_compile_to_what_qt_reads(scripts, monkeypatch, tmp_path, qgis_app):
    from qgis.PyQt.QtCore import QTranslator

    import i18n

    monkeypatch.setattr(i18n, "I18N", tmp_path)
    texts = {
        ("Samplan", "Green"): "Grönt",
        ("Samplan", "Line one\nand {two} & <b>"): "Rad ett\noch {two} & <b>",
        ("Samplan", "New"): "",
    }
    i18n.write_translations(tmp_path / "samplan_sv.ts", "sv", texts)
    assert i18n.read_translations(tmp_path / "samplan_sv.ts") == texts
    (compiled,) = i18n.compile_to(tmp_path)
    translator = QTranslator()
    assert translator.load(str(compiled))
    for (context, source), translated in texts.items():
        assert (translator.translate(context, source) or "") == translated


def test_update_keeps_translations_and_drafts_and_marks_new_texts_unfinished(scripts, monkeypatch, tmp_path):
    import i18n

    monkeypatch.setattr(i18n, "ROOT", tmp_path)
    monkeypatch.setattr(i18n, "I18N", tmp_path)
    monkeypatch.setattr(i18n, "source_texts", lambda: {("S", "done"), ("S", "draft"), ("S", "new")})
    texts = {("S", "done"): "klar", ("S", "draft"): "utkast", ("S", "left"): "borta"}
    i18n.write_translations(tmp_path / "samplan_sv.ts", "sv", texts, [("S", "draft")])
    i18n.update()
    expected = {("S", "done"): "klar", ("S", "draft"): "utkast", ("S", "new"): ""}
    assert i18n.read_translations(tmp_path / "samplan_sv.ts") == expected
    assert i18n.untranslated("sv") == ["draft", "new"]


def test_translation_check_tells_what_is_wrong(scripts, monkeypatch, tmp_path):
    import i18n

    monkeypatch.setattr(i18n, "I18N", tmp_path)
    monkeypatch.setattr(i18n, "source_texts", lambda: {("S", "a {x}"), ("S", "b"), ("S", "c")})
    i18n.write_translations(
        tmp_path / "samplan_sv.ts", "sv", {("S", "a {x}"): "ä {y}", ("S", "b"): "", ("S", "old"): "gammal"}
    )
    found = "\n".join(i18n.problems("sv"))
    for expected in ("other placeholders", "no longer in the sources", "not in samplan_sv.ts"):
        assert expected in found
    assert i18n.check(strict=False) == 1


def test_an_untranslated_sentence_warns_and_fails_a_release_only(scripts, monkeypatch, tmp_path, capsys):
    import i18n

    monkeypatch.setattr(i18n, "I18N", tmp_path)
    monkeypatch.setattr(i18n, "source_texts", lambda: {("S", "a"), ("S", "b")})
    i18n.write_translations(tmp_path / "samplan_sv.ts", "sv", {("S", "a"): "ä", ("S", "b"): ""})
    assert (i18n.check(strict=False), i18n.check(strict=True)) == (0, 1)
    assert capsys.readouterr().err == "sv: not translated: 'b'\n" * 2
