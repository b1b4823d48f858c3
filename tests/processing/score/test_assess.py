"""Assess end to end: fields of the contract, style, lineage that makes every number again, frames, cancelling."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer
from samplan.compat import is_null

from ..conftest import Log, column, make_layer, square

pytestmark = pytest.mark.long

ROLES = ("green", "population", "streets", "transit", "land_use", "buildings", "water")


@pytest.fixture(scope="module")
def assessed(provider, workshop, tmp_path_factory):
    """The workshop data, assessed into a GeoPackage."""
    from ..conftest import Runner

    folder = tmp_path_factory.mktemp("assessed")
    runner = Runner()
    _, log = runner(
        "assessareas",
        AREAS=workshop("planning_units"),
        KEY_FIELD="unit_id",
        OUTPUT=str(folder / "out.gpkg"),
        FRAME=str(folder / "frame.json"),
        **{role.upper(): workshop(role) for role in ROLES},
    )
    runner.contexts.clear()
    return QgsVectorLayer(str(folder / "out.gpkg"), "assessed", "ogr"), folder, log


def test_fields_of_the_contract(assessed):
    layer, _, _ = assessed
    names = layer.fields().names()
    for name in (
        "score",
        "rank",
        "coverage",
        "s_ecological",
        "s_social",
        "s_economic",
        "access_green",
        "access_green_cov",
    ):
        assert name in names
    assert [n for n in names if n.startswith("c_")]
    assert layer.attributeAlias(layer.fields().indexFromName("access_green")) == "Access to green areas (%)"


def test_contributions_add_up_to_the_score(assessed):
    layer, _, _ = assessed
    points = [n for n in layer.fields().names() if n.startswith("c_")]
    for feature in layer.getFeatures():
        if not is_null(feature["score"]):
            total = sum(feature[n] for n in points if not is_null(feature[n]))
            assert total == pytest.approx(feature["score"], abs=1e-9)


def test_rank_follows_the_score(assessed):
    layer, _, _ = assessed
    rows = sorted((f["rank"], -f["score"]) for f in layer.getFeatures() if f["score"])
    assert [r[1] for r in rows] == sorted(r[1] for r in rows)
    assert rows[0][0] == 1


def test_legend_speaks_in_words(assessed):
    layer, _, _ = assessed
    labels = [item.label() for item in layer.renderer().legendSymbolItems()]
    # More than half of the units lie between 40 and 60, so the first style is the one that tells them apart.
    words = ["Lowest fifth", "Second lowest", "Middle fifth", "Second highest", "Highest fifth"]
    assert [label.partition(" (")[0] for label in labels[:5]] == words
    assert any("Hatched" in label for label in labels)
    assert any("No score" in label for label in labels)


def test_every_score_is_made_again_from_the_lineage(assessed):
    """The frame in the lineage and the raw fields of the layer with their coverage are all that is needed."""
    from samplan.processing.common.lineage import records
    from samplan.scoring import ReferenceFrame, score

    layer, folder, _ = assessed
    record = records(layer)[-1]
    assert record["algorithm"] == "samplan:assessareas"
    frame = ReferenceFrame.from_dict(record["frame"])
    saved = json.loads((folder / "frame.json").read_text(encoding="utf-8"))
    assert saved["fingerprint"] == record["frame"]["fingerprint"] == frame.fingerprint()
    columns = {
        name: np.array([math.nan if v is None else v for v in column(layer, name)], float)
        for field in frame.framework.fields()
        for name in (field, f"{field}_cov")
        if name in layer.fields().names()
    }
    again = score(frame.framework, columns, frame=frame)
    expected = np.array([math.nan if v is None else v for v in column(layer, "score")])
    np.testing.assert_allclose(again.score, expected, atol=1e-9)


def test_every_raw_value_is_made_again_from_the_lineage(assessed, run, workshop):
    """The settings in the lineage, given back, measure the same values."""
    from samplan.processing.common.lineage import records

    layer, _, _ = assessed
    record = records(layer)[-1]
    settings = {name: {**used["parameters"], **used["tables"]} for name, used in record["indicators"].items()}
    results, _ = run(
        "measureindicators",
        AREAS=workshop("planning_units"),
        INDICATORS=list(settings),
        SETTINGS=json.dumps(settings),
        **{role.upper(): workshop(role) for role in ROLES},
    )
    for name in settings:
        assert column(results["OUTPUT"], name) == pytest.approx(column(layer, name), nan_ok=True), name
    assert set(record["inputs"]) == {"AREAS", *(role.upper() for role in ROLES)}
    assert all(len(item["fingerprint"]) == 64 for item in record["inputs"].values())


def test_paths_stay_out_of_the_lineage_unless_asked_for(assessed, run, workshop, tmp_path):
    layer, _, _ = assessed
    assert "/" not in "".join(layer.metadata().history()).replace("https://", "").replace("m²/", "").replace(
        "km/", ""
    ) or (str(tmp_path.parent) not in "".join(layer.metadata().history()))
    target = str(tmp_path / "with_paths.gpkg")
    run(
        "indicator_green_share",
        AREAS=workshop("planning_units"),
        GREEN=workshop("green"),
        INCLUDE_PATHS=True,
        OUTPUT=target,
    )
    assert workshop("green").split("|")[0] in QgsVectorLayer(target).metadata().history()[-1]


def test_score_from_plain_fields_without_geometry(run):
    """A table whose columns are named like the framework's leaves is enough."""
    table = QgsVectorLayer("None?field=name:string&field=access_green:double&field=green_share:double", "t", "memory")
    framework = {
        "samplan_framework": 1,
        "id": "two",
        "version": "1.0.0",
        "title": {"en": "Two", "sv": "Två"},
        "scale": [0, 100],
        "aggregation": "arithmetic",
        "missing": {"policy": "renormalise", "min_coverage": 0.4},
        "children": [
            {
                "id": name,
                "indicator": name,
                "field": name,
                "title": {"en": name, "sv": name},
                "weight": weight,
                "direction": "up",
                "normalisation": {"method": "goalposts", "low": 0, "high": 100, "clamp": True},
            }
            for name, weight in (("access_green", 3), ("green_share", 1))
        ],
    }
    import tempfile
    from pathlib import Path

    from qgis.core import QgsFeature

    for values in (["a", 80.0, 40.0], ["b", 50.0, None], ["c", None, None]):
        feature = QgsFeature(table.fields())
        feature.setAttributes(values)
        table.dataProvider().addFeatures([feature])
    path = Path(tempfile.mkdtemp()) / "two.json"
    path.write_text(json.dumps(framework), encoding="utf-8")
    results, _ = run("scoreareas", AREAS=table, FRAMEWORK=str(path), KEY_FIELD="name")
    # a: (3 * 80 + 1 * 40) / 4 = 70. b: only access_green, 3/4 of the weight: 50. c: nothing.
    assert column(results["OUTPUT"], "score") == [pytest.approx(70.0), pytest.approx(50.0), None]
    assert column(results["OUTPUT"], "coverage") == [1.0, 0.75, 0.0]
    assert column(results["OUTPUT"], "rank") == [1, 2, None]
    results, _ = run("scoreareas", AREAS=table, FRAMEWORK=str(path), MISSING_POLICY="exclude")
    assert column(results["OUTPUT"], "score") == [pytest.approx(70.0), None, None]
    # impute: b's green_share counts as 50: (3 * 50 + 50) / 4 = 50; where nothing at all was observed, nothing is scored.
    results, _ = run("scoreareas", AREAS=table, FRAMEWORK=str(path), MISSING_POLICY="impute")
    assert column(results["OUTPUT"], "score") == [pytest.approx(70.0), pytest.approx(50.0), None]


def test_unknown_framework(run):
    areas = make_layer("Polygon", [(square(0, 0, 10), 1.0)], "access_green:double")
    with pytest.raises(QgsProcessingException, match=r'no framework "sodertom".*sodertorn_core'):
        run("scoreareas", AREAS=areas, FRAMEWORK="sodertom")


def test_layer_without_any_field_of_the_framework(run):
    areas = make_layer("Polygon", [(square(0, 0, 10), 1.0)], "something:double")
    with pytest.raises(QgsProcessingException, match="green_share"):
        run("scoreareas", AREAS=areas)


def test_progress_moves_steadily(assessed):
    _, _, log = assessed
    assert len(log.steps) > 20
    assert max(b - a for a, b in zip(log.steps, log.steps[1:])) < 30
    drops = [a - b for a, b in zip(log.steps, log.steps[1:]) if b < a - 1e-9]
    assert not drops


class Impatient(Log):
    """Cancels after a number of answers to isCanceled, wherever the run is by then."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.progressChanged.connect(self._look)

    def _look(self, progress: float) -> None:
        if progress >= self.share:
            self.cancel()


@pytest.mark.parametrize("share", [1.0, 8.0, 25.0, 45.0, 60.0])
def test_cancelling_leaves_nothing_behind(run, workshop, tmp_path, share):
    import time

    log = Impatient(share)
    cancelled = []
    log.canceled.connect(lambda: cancelled.append(time.monotonic()))
    results, _ = run(
        "assessareas",
        log,
        AREAS=workshop("planning_units"),
        OUTPUT=str(tmp_path / "out.gpkg"),
        **{role.upper(): workshop(role) for role in ROLES},
    )
    assert cancelled
    assert "OUTPUT" not in results
    assert not list(tmp_path.iterdir())


def test_cancelling_while_writing_deletes_what_was_written(run, workshop, tmp_path, monkeypatch):
    """The user cancels after the sink was opened: the file goes; another layer in the same file stays."""
    from samplan.processing.common import area_output

    target = tmp_path / "out.gpkg"
    run("indicator_green_share", AREAS=workshop("planning_units"), GREEN=workshop("green"), OUTPUT=str(target))
    log = Log()
    plain = area_output.QgsFeature
    count = []

    def counting(*args):
        count.append(1)
        if len(count) == 50:
            log.cancel()
        return plain(*args)

    monkeypatch.setattr(area_output, "QgsFeature", counting)
    results, _ = run(
        "indicator_green_share",
        log,
        AREAS=workshop("planning_units"),
        GREEN=workshop("green"),
        OUTPUT=f"ogr:dbname='{target}' table=\"second\" (geom)",
    )
    assert "OUTPUT" not in results
    from osgeo import ogr

    dataset = ogr.Open(str(target))
    assert [
        dataset.GetLayer(i).GetName()
        for i in range(dataset.GetLayerCount())
        if "style" not in dataset.GetLayer(i).GetName()
    ] == ["out"]
    count.clear()
    log = Log()
    alone = tmp_path / "alone.gpkg"
    run("indicator_green_share", log, AREAS=workshop("planning_units"), GREEN=workshop("green"), OUTPUT=str(alone))
    assert not alone.exists()


def test_border_switch(run, workshop):
    """With the municipality's field given, access is also measured with the neighbours cut off, never better."""
    results, _ = run(
        "indicator_access_green",
        AREAS=workshop("planning_units"),
        GREEN=workshop("green"),
        POPULATION=workshop("population"),
        CUT_AT_BORDER="municipality",
    )
    layer = results["OUTPUT"]
    whole, cut, dep = (column(layer, f"access_green{suffix}") for suffix in ("", "_cut", "_dep"))
    pairs = [(a, b, c) for a, b, c in zip(whole, cut, dep) if a is not None]
    assert all(b <= a + 1e-9 for a, b, _ in pairs)
    assert any(c > 0 for *_, c in pairs), "some area depends on its neighbours"
    assert all(c == pytest.approx(a - b) for a, b, c in pairs)


def test_project_layers_work_as_inputs(run, qgis_new_project, workshop):
    layers = [QgsVectorLayer(workshop(n), n, "ogr") for n in ("planning_units", "green")]
    QgsProject.instance().addMapLayers(layers)
    results, _ = run("indicator_green_share", AREAS=layers[0].id(), GREEN=layers[1].id())
    assert results["OUTPUT"].featureCount() == 119


def test_the_date_of_a_file_is_in_the_lineage_of_a_part_of_it(run, workshop):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer
    from samplan.processing.common.lineage import records

    green = QgsVectorLayer(workshop("green"), "green", "ogr")
    QgsProject.instance().addMapLayer(green)
    try:
        green.selectByIds(sorted(green.allFeatureIds())[:50])
        dates = set()
        for given in (green, QgsProcessingFeatureSourceDefinition(green.id(), selectedFeaturesOnly=True)):
            results, _ = run("indicator_green_share", AREAS=workshop("planning_units"), GREEN=given)
            dates.add(records(results["OUTPUT"])[-1]["inputs"]["GREEN"]["source_date"])
        assert len(dates) == 1
        assert None not in dates
    finally:
        QgsProject.instance().removeMapLayer(green)
