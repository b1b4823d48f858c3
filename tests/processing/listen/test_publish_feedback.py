"""What is published gives nobody away: bytes of the files searched for places, names, numbers, ids and links."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from ..conftest import column, make_layer

FIELDS = (
    "source_id:string,item_id:string,kind:string,category:string,status:string,title:string,text:string,votes_up:int,"
    "created_utc:string,url:string,geom_origin:string,moderation:string,author_pseudonym:string,deleted_utc:string,own_note:string,"
    "address:string,marks:string"
)
TEXT = (
    "Jag heter Anna Andersson, mejla anna.andersson@example.org eller ring 070-123 45 67. Mitt nummer är 811228-9874. "
    "Jag bor på Storgatan 12."
)
SECRETS = (
    "Anna", "Andersson", "example.org", "070-123", "811228", "9874", "Storgatan", "item-", "https://", "f00dfeed",
    "inside note", "2026-05-17", "08:13", "gränd",
)  # fmt: skip


def item(number, x, y, author=None, text=TEXT, **more):
    row = {
        "source_id": "s", "item_id": f"item-{number}", "kind": "report", "category": "Trafik", "status": "open",
        "title": "Hål i vägen", "text": text, "votes_up": 3, "created_utc": "2026-05-17T08:13:22.000Z",
        "url": f"https://example.org/{number}", "geom_origin": "exact", "moderation": None, "author_pseudonym": author,
        "deleted_utc": None, "own_note": "inside note", "address": "Hemliga gränd 7", "marks": "near_duplicate", **more,
    }  # fmt: skip
    return (f"POINT({x} {y})", *row.values())


def layer_of(rows, crs="EPSG:3006"):
    return make_layer("Point", rows, FIELDS, crs, "feedback")


@pytest.fixture
def points():
    random = np.random.default_rng(1)
    crowd = random.uniform(0, 500, (12, 2)) + np.array([600000, 6570000])
    few = random.uniform(0, 500, (3, 2)) + np.array([600500, 6570000])
    alone = np.array([[612345.678, 6578901.234]])
    rows = [item(number, x, y) for number, (x, y) in enumerate(np.vstack([crowd, few, alone]).tolist())]
    return layer_of(rows)


def test_by_hand(run, points):
    results, _ = run("publishfeedback", FEEDBACK=points, CELL="500", CELLS="TEMPORARY_OUTPUT")
    layer = results["OUTPUT"]
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (12, 4)
    assert layer.crs().authid() == "EPSG:3006"
    assert {feature.geometry().asWkt() for feature in layer.getFeatures()} == {"Point (600250 6570250)"}
    assert [name for name in layer.fields().names() if name != "fid"] == [
        "cell_m", "cell_items", "kind", "category", "status", "votes_up", "written"
    ]  # fmt: skip
    assert set(column(layer, "written")) == {"2026-05"}
    assert set(column(layer, "cell_items")) == {12}
    abstract = layer.metadata().abstract()
    assert "4 of 16 items were held back" in abstract
    assert "at least 5 items with a position of their own; one person may have written several" in abstract
    cells = run.contexts[-1].getMapLayer(results["CELLS"])
    assert column(cells, "items") == [12]
    assert [feature.geometry().area() for feature in cells.getFeatures()] == [250000.0]


def test_small_cells_are_merged(run, points):
    results, _ = run("publishfeedback", FEEDBACK=points, CELL="500", K=3, SPARSE="merge")
    assert results["PUBLISHED"] == 15
    results, _ = run("publishfeedback", FEEDBACK=points, CELL="250", K=5, SPARSE="merge")
    layer = results["OUTPUT"]
    assert results["HELD_BACK"] >= 1, "the one far away stays held back"
    for size, count in zip(column(layer, "cell_m"), column(layer, "cell_items")):
        assert size in (250, 500, 1000, 2000)
        assert count >= 5


@pytest.mark.parametrize("cell", ["100", "1000"])
@pytest.mark.parametrize("ending", ["gpkg", "geojson", "csv"])
def test_no_byte_gives_anybody_away(run, points, tmp_path, cell, ending):
    target = tmp_path / f"public.{ending}"
    everything = [
        "kind",
        "category",
        "status",
        "lang",
        "votes_up",
        "votes_down",
        "comments_n",
        "title",
        "text",
        "marks",
    ]
    outputs = {"OUTPUT": str(target), "CELLS": str(tmp_path / f"cells.{ending}")}
    run("publishfeedback", FEEDBACK=points, CELL=cell, K=1, FIELDS=everything, **outputs)
    whole = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in SECRETS:
        for coding in ("utf-8", "utf-16-le"):
            assert secret.encode(coding) not in whole, secret
    for feature in points.getFeatures():
        x, y = feature.geometry().asPoint()
        for value in (x, y):
            assert struct.pack("<d", value) not in whole
            assert struct.pack(">d", value) not in whole
            assert f"{value:.2f}".encode() not in whole
    if ending != "csv":
        layer = QgsVectorLayer(str(target), "public", "ogr")
        assert layer.featureCount() == 16
        assert all("[" in text for text in column(layer, "text"))


def test_pseudonyms_count_people_and_are_not_published(run, tmp_path):
    one = [item(number, 600010 + number, 6570010, "f00dfeed" * 4) for number in range(9)]
    many = [item(20 + number, 602010 + number, 6570010, f"{number:032x}") for number in range(5)]
    target = str(tmp_path / "public.gpkg")
    results, log = run("publishfeedback", FEEDBACK=layer_of(one + many), OUTPUT=target)
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (5, 9), "nine items of one person are not five people"
    assert "at least 5 authors" in log.text
    assert b"f00dfeed" not in (tmp_path / "public.gpkg").read_bytes()


def test_official_removed_and_area_items_are_not_published(run):
    rows = [item(number, 600010 + number, 6570010) for number in range(5)]
    rows += [item(10, 600020, 6570010, moderation="official"), item(11, 600020, 6570010, deleted_utc="2026-05-18T00:00:00Z"),
             item(12, 600020, 6570010, geom_origin="area")]  # fmt: skip
    results, _ = run("publishfeedback", FEEDBACK=layer_of(rows))
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (5, 1)


def test_grids_and_times(run, points):
    for grid in ("EPSG:3067", "EPSG:25832", "EPSG:25833", "EPSG:3035"):
        results, _ = run("publishfeedback", FEEDBACK=points, GRID=grid, CELL="1000", K=1, TIME="year")
        layer = results["OUTPUT"]
        assert layer.crs().authid() == grid
        for feature in layer.getFeatures():
            point = feature.geometry().asPoint()
            assert (point.x() - 500) % 1000 == (point.y() - 500) % 1000 == 0
        assert set(column(layer, "written")) == {"2026"}
    degrees = make_layer("Point", [("POINT(9.5 47.1)",)] * 6, "", "EPSG:4326")
    results, _ = run("publishfeedback", FEEDBACK=degrees, TIME="none")
    assert results["OUTPUT"].crs().authid() == "EPSG:3035"
    assert "written" not in results["OUTPUT"].fields().names()
    overseas = make_layer("Point", [("POINT(-74 40.7)",)] * 6, "", "EPSG:4326")
    assert run("publishfeedback", FEEDBACK=overseas)[0]["OUTPUT"].crs().authid() == "EPSG:32618"


def around(longitude, latitude, crs="EPSG:4326", count=6):
    """Return feedback near a place, stored in a CRS that may not belong there."""
    layer = make_layer("Point", [(f"POINT({longitude} {latitude})",)] * count, "", "EPSG:4326")
    moved = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
    point = moved.transform(QgsPointXY(longitude, latitude))
    return make_layer("Point", [(f"POINT({point.x()} {point.y()})",)] * count, "", crs)


@pytest.mark.parametrize(
    ("place", "own", "grid", "taken", "warned"),
    [
        ((18.06, 59.33), "EPSG:3006", "auto", "EPSG:3006", ""),
        ((-3.7, 40.4), "EPSG:3006", "EPSG:3006", "EPSG:3006", "Choose EPSG:3035"),  # Madrid
        ((-21.9, 64.1), "EPSG:4326", "EPSG:3006", "EPSG:3006", "6 of 6 items lie outside"),  # Reykjavik
        ((-3.7, 40.4), "EPSG:3006", "auto", "EPSG:3035", "the grid is in EPSG:3035"),
        ((-74, 40.7), "EPSG:3035", "auto", "EPSG:32618", "the grid is in EPSG:32618"),
        ((-74, 40.7), "EPSG:4326", "EPSG:3006", "EPSG:3006", "Choose EPSG:32618"),
        ((14.8, 55.1), "EPSG:25832", "auto", "EPSG:25832", ""),  # Bornholm
        ((29.7, 70.07), "EPSG:25833", "auto", "EPSG:25833", ""),  # Vadsø
        ((24.94, 60.17), "EPSG:3067", "auto", "EPSG:3067", ""),
        ((24.94, 60.17), "EPSG:4326", "EPSG:3067", "EPSG:3067", ""),
    ],
)
def test_a_grid_belongs_where_the_feedback_is(run, place, own, grid, taken, warned):
    results, log = run("publishfeedback", FEEDBACK=around(*place, own), GRID=grid)
    assert results["OUTPUT"].crs().authid() == taken
    assert results["PUBLISHED"] == 6
    said = [line for line in log.warnings if "used" in line]
    assert len(said) == bool(warned), log.warnings
    assert not warned or warned in said[0]


def test_one_point_elsewhere_does_not_move_the_grid(run):
    rows = [(f"POINT({600010 + n} 6570010)",) for n in range(6)] + [("POINT(-1000000 1000000)",)]
    results, log = run("publishfeedback", FEEDBACK=make_layer("Point", rows, "", "EPSG:3006"))
    assert results["OUTPUT"].crs().authid() == "EPSG:3006"
    assert any("1 of 7 items lie outside" in line for line in log.warnings)


def test_items_without_a_position_are_stated(run, tmp_path):
    imported, _ = run("importfeedback", CONNECTOR="sample", DATABASE=str(tmp_path / "f.gpkg"))
    results, log = run("publishfeedback", FEEDBACK=imported["FEEDBACK"])
    left_out = sum(int(line.split()[0]) for line in log.infos if "items left out" in line)
    assert results["PUBLISHED"] + results["HELD_BACK"] == imported["NEW"] - left_out
    unlocated = round(results["UNLOCATED_SHARE"] * (imported["NEW"] - left_out) / 100)
    assert 0 < unlocated <= imported["UNLOCATED"]
    assert (
        f"{unlocated} ({results['UNLOCATED_SHARE']:.0f} %) without a position"
        in results["OUTPUT"].metadata().abstract()
    )


def test_points_on_cell_borders_are_published_once(run):
    rows = [item(number, 600000 + 500 * (number % 3), 6570000) for number in range(30)]
    results, _ = run("publishfeedback", FEEDBACK=layer_of(rows), CELLS="TEMPORARY_OUTPUT")
    assert results["PUBLISHED"] == 30
    cells = run.contexts[-1].getMapLayer(results["CELLS"])
    assert column(cells, "items") == [10, 10, 10]
    assert sorted(f.geometry().boundingBox().xMinimum() for f in cells.getFeatures()) == [600000, 600500, 601000]


def test_one_report_with_many_answers_is_not_five_people(run):
    rows = [item(0, 600010, 6570010), *(item(n, 600010, 6570010, geom_origin="inherited") for n in range(1, 9))]
    results, _ = run("publishfeedback", FEEDBACK=layer_of(rows))
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (0, 9)
    rows += [item(20 + n, 600020, 6570020) for n in range(4)]
    results, log = run("publishfeedback", FEEDBACK=layer_of(rows), FIELDS=["text"], SPARSE="merge")
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (13, 0)
    assert "searches for a text" in results["OUTPUT"].metadata().abstract()
    assert "Larger cells hold only" in log.text


def test_metres_called_degrees_have_no_grid(run):
    wrong = make_layer("Point", [("POINT(600010 6570010)",)] * 6, "", "EPSG:4326")
    with pytest.raises(QgsProcessingException, match="No item has a usable position"):
        run("publishfeedback", FEEDBACK=wrong)


def test_nothing_reaches_k(run, tmp_path):
    target = tmp_path / "public.gpkg"
    results, _ = run("publishfeedback", FEEDBACK=layer_of([item(1, 600010, 6570010)]), OUTPUT=str(target))
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (0, 1)
    layer = QgsVectorLayer(str(target), "p", "ogr")
    assert (layer.isValid(), layer.featureCount()) == (True, 0)


def test_lineage_has_no_places_and_names_no_input(run, points):
    results, log = run("publishfeedback", FEEDBACK=points, K=1, LICENCE="CC0-1.0")
    record = json.loads(results["OUTPUT"].metadata().history()[-1])
    assert record["inputs"] == {}
    assert results["OUTPUT"].metadata().licenses() == ["CC0-1.0"]
    assert any("K is below 3" in warning for warning in log.warnings)


def test_nothing_to_publish_is_plain(run):
    with pytest.raises(QgsProcessingException, match="nothing to publish"):
        run("publishfeedback", FEEDBACK=layer_of([item(1, 600010, 6570010, moderation="official")]))


def test_sample_end_to_end(run, tmp_path):
    imported, _ = run("importfeedback", CONNECTOR="sample", DATABASE=str(tmp_path / "f.gpkg"))
    results, _ = run(
        "publishfeedback", FEEDBACK=imported["FEEDBACK"], CELL="1000", FIELDS=["title", "text", "category"]
    )
    assert results["PUBLISHED"] > 50
    assert results["PUBLISHED"] + results["HELD_BACK"] <= imported["NEW"]


def test_all_held_back_says_what_to_do(run):
    few = layer_of([item(number, 600010 + 2000 * number, 6570010) for number in range(6)])
    results, log = run("publishfeedback", FEEDBACK=few)
    assert (results["PUBLISHED"], results["HELD_BACK"]) == (0, 6)
    assert any("Nothing was published" in line and "SPARSE=merge" in line for line in log.warnings)
    nowhere = layer_of([item(number, 600010, 6570010, geom_origin="area") for number in range(6)])
    _, log = run("publishfeedback", FEEDBACK=nowhere, GRID="EPSG:3006")
    assert any("none of the 6 items has a position" in line for line in log.warnings)


def test_a_table_is_told_to_hold_no_positions(run, tmp_path):
    layer = layer_of([item(number, 600010, 6570010) for number in range(6)])
    _, log = run(
        "publishfeedback", FEEDBACK=layer, OUTPUT=str(tmp_path / "public.gpkg"), CELLS=str(tmp_path / "cells.csv")
    )
    assert [line.split()[0] for line in log.warnings if "holds no positions" in line] == ["cells.csv"]
