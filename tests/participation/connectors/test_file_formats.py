"""Files of every usual kind, as programs write them, by the same rules as CSV; a plain sentence for the others."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile

import pytest
from faults import stored
from loopserver import Answer, LoopServer
from osgeo import gdal, ogr, osr
from samplan.messages import UserError
from samplan.web import errors
from test_file import collection, load, saved

ITEMS = [
    ("1", "Mörk gångväg vid Ån", "Belysning", "2026-03-14T10:15:00", 18.05, 59.33),
    ("2", "Bänk saknas", "Park", "2026-03-15T08:00:00", 18.06, 59.34),
    ("3", "Utan läge", "Park", "2026-03-16T08:00:00", None, None),
]


def made(path, driver, epsg=4326, layer="synpunkter", options=(), items=ITEMS):
    """A layer of a format, with the fields that all formats can hold."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE) if path.exists() else None
    source = source or ogr.GetDriverByName(driver).CreateDataSource(str(path))
    target = source.CreateLayer(layer, system, ogr.wkbPoint, list(options))
    for name, kind in (
        ("nr", ogr.OFTString),
        ("text", ogr.OFTString),
        ("kategori", ogr.OFTString),
        ("skapad", ogr.OFTDateTime),
    ):
        if driver in ("ESRI Shapefile", "GPX") and kind == ogr.OFTDateTime:
            kind = ogr.OFTString
        target.CreateField(ogr.FieldDefn(name, kind))
    for number, text, category, created, lon, lat in items:
        feature = ogr.Feature(target.GetLayerDefn())
        for name, value in (("nr", number), ("text", text), ("kategori", category), ("skapad", created)):
            if target.GetLayerDefn().GetFieldIndex(name) >= 0:
                feature.SetField(name, value)
        if lon is not None:
            shape = ogr.CreateGeometryFromWkt(f"POINT ({lon} {lat})")
            shape.Transform(osr.CoordinateTransformation(degrees, system))
            feature.SetGeometry(shape)
        target.CreateFeature(feature)
    return path


def check(rows, count=3):
    """The items as they must arrive from every format."""
    assert len(rows) == count
    first = rows["1"]
    assert (first["text"], first["category"]) == ("Mörk gångväg vid Ån", "Belysning")
    assert first["created_utc"] == "2026-03-14T10:15:00.000Z"
    assert (first["lon"], first["lat"]) == (pytest.approx(18.05, abs=1e-6), pytest.approx(59.33, abs=1e-6))
    if count == 3:
        assert rows["3"]["located"] is False


COUNTS = {"a.fgb": 2}
"""GDAL writes no features without a geometry into a FlatGeobuf with an index."""
FORMATS = [
    ("a.gpkg", "GPKG", 3006, ()), ("a.gpkg", "GPKG", 4326, ()), ("a.fgb", "FlatGeobuf", 3067, ()),
    ("a.geojson", "GeoJSON", 4326, ()), ("a.tab", "MapInfo File", 3006, ("ENCODING=UTF-8",)),
    ("a.mif", "MapInfo File", 4326, ()),
    ("a.shp", "ESRI Shapefile", 3006, ("ENCODING=UTF-8",)), ("a.shp", "ESRI Shapefile", 3006, ("ENCODING=ISO-8859-1",)),
    ("a.gml", "GML", 3006, ()), ("a.sqlite", "SQLite", 4326, ()), ("a.geojsonl", "GeoJSONSeq", 4326, ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "driver", "epsg", "options"), FORMATS)
def test_map_layers(tmp_path, database, name, driver, epsg, options):
    made(tmp_path / name, driver, epsg, options=options)
    if options == ("ENCODING=UTF-8",):  # many programs write UTF-8 and do not say so
        (tmp_path / "a.cpg").unlink(missing_ok=True)
    load(tmp_path / name, database, columns="id=nr; created=skapad")
    check(stored(database), COUNTS.get(name, 3))


@pytest.mark.parametrize(
    ("name", "driver", "epsg", "options"), [FORMATS[0], FORMATS[2], FORMATS[4], FORMATS[6], FORMATS[8]]
)
@pytest.mark.parametrize("served", [False, True])
def test_zipped(tmp_path, database, name, driver, epsg, options, served):
    folder = tmp_path / "in"
    folder.mkdir()
    made(folder / name, driver, epsg, options=options)
    (folder / "läs mig.txt").write_text("Synpunkter 2026")
    packed = shutil.make_archive(str(tmp_path / "svar"), "zip", folder)
    if not served:
        load(packed, database, columns="id=nr; created=skapad")
    else:
        body = (tmp_path / "svar.zip").read_bytes()
        with LoopServer(lambda _request: Answer(200, body, "application/zip")) as server:
            load(f"{server.url}/export", database, columns="id=nr; created=skapad")
    check(stored(database), COUNTS.get(name, 3))


@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.gml"])
def test_over_the_network(tmp_path, database, name):
    driver = {"a.gpkg": "GPKG", "a.fgb": "FlatGeobuf", "a.gml": "GML"}[name]
    body = made(tmp_path / name, driver, 3006).read_bytes()
    with LoopServer(lambda _request: Answer(200, body, "application/octet-stream")) as server:
        load(f"{server.url}/export?layer=3", database, columns="id=nr; created=skapad")
    check(stored(database), COUNTS.get(name, 3))


@pytest.mark.parametrize("inner", ["a.csv", "a.geojson", "a.csv.gz"])
def test_packed_text(tmp_path, database, inner):
    text = "id;text;kategori;skapad;lat;lon\n" + "".join(
        f"{n};{text};{category};{created};{lat or ''};{lon or ''}\n" for n, text, category, created, lon, lat in ITEMS
    )
    if inner == "a.geojson":
        text = collection(
            *(
                {"type": "Feature", "id": n, "properties": {"text": text, "kategori": category, "created": created},
                 "geometry": lon and {"type": "Point", "coordinates": [lon, lat]}}
                for n, text, category, created, lon, lat in ITEMS
            )
        )  # fmt: skip
    if inner.endswith(".gz"):
        path = saved(tmp_path, gzip.compress(text.encode()), inner)
    else:
        path = tmp_path / "svar.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"export/{inner}", text)
            archive.writestr("__MACOSX/._a.csv", "skräp")
    load(path, database)
    check(stored(database))


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Synpunkter</name>
<Folder><name>Park</name>
 <Placemark id="a"><name>Bänken</name><description>Bänk saknas</description>
 <Point><coordinates>18.05,59.33,0</coordinates></Point>
 <ExtendedData><Data name="votes"><value>7</value></Data></ExtendedData></Placemark></Folder>
<Folder><name>Trafik</name>
 <Placemark id="b"><name>Vägen</name><description>För fort</description>
 <LineString><coordinates>18,59 20,59</coordinates></LineString>
 </Placemark>
 <Placemark id="c"><description>Torget</description><Polygon><outerBoundaryIs><LinearRing>
 <coordinates>18,59 20,59 20,61 18,61 18,59
 </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>"""


@pytest.mark.parametrize("packed", [False, True])
def test_kml_with_folders_lines_and_surfaces(tmp_path, database, packed):
    path = tmp_path / ("a.kmz" if packed else "a.kml")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", KML)
            archive.writestr("files/bild.png", b"\x89PNG")
    else:
        path.write_text(KML)
    load(path, database)
    rows = {row["text"]: row for row in stored(database).values()}
    assert {text: (row["category"], row["geom_origin"], row["lon"], row["lat"]) for text, row in rows.items()} == {
        "Bänk saknas": ("Park", "exact", 18.05, 59.33),
        "För fort": ("Trafik", "centroid", 19.0, 59.0),
        "Torget": ("Trafik", "centroid", 19.0, 60.0),
    }
    assert rows["Bänk saknas"]["votes_up"] == 7
    assert rows["Bänk saknas"]["title"] is None  # a name is never guessed to be a title, not here either
    load(path, database, columns="title=Name")
    assert {row["title"] for row in stored(database).values()} == {"Bänken", "Vägen", None}


def test_gpx_gives_its_waypoints(tmp_path, database):
    body = """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
      <wpt lat="59.33" lon="18.05"><time>2026-03-14T10:15:00Z</time><name>A</name><desc>Hål i gatan</desc></wpt>
      <trk><trkseg><trkpt lat="59" lon="18"/><trkpt lat="59" lon="20"/></trkseg></trk></gpx>"""
    result = load(saved(tmp_path, body, "a.gpx"), database)
    (row,) = stored(database).values()
    assert (row["text"], row["created_utc"], row["lon"]) == ("Hål i gatan", "2026-03-14T10:15:00.000Z", 18.05)
    assert any("“waypoints” was read; the file also has tracks" in str(note) for note in result.notes)


def workbook(path, *sheets):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_excel_with_titles_dates_and_another_sheet(tmp_path, database):
    from datetime import datetime

    rows = [["Synpunkter 2026"], [], ["id", "text", "kategori", "Skapad", "lat", "lon"]]
    for n, text, category, created, lon, lat in ITEMS:
        rows.append([int(n), text, category, datetime.fromisoformat(created), lat, lon])
    path = workbook(
        tmp_path / "svar.xlsx", ("Om", [["Om enkäten"]]), ("Svar", rows), ("Ordlista", [["a", "b"], [1, 2]])
    )
    result = load(path, database)
    rows = stored(database)
    check({key: {**row, "lat": row["lon"] and row["lat"]} for key, row in rows.items()})
    assert any("“Svar” was read; the file also has Om, Ordlista" in str(note) for note in result.notes)
    assert any("Left out above the names of the columns: Synpunkter 2026" in str(note) for note in result.notes)
    with pytest.raises(
        errors.ConnectionSettingsError, match=r"no layer or sheet “Svra”.* The file has Om, Svar, Ordlista"
    ):
        load(path, database, layer="Svra")
    assert load(path, database, layer="Svar").changed == 0


def test_the_last_rows_of_a_sheet_are_items_too(tmp_path, database):
    rows = [["id", "text", "lat", "lon"], [1, "A", 59.3, 18.0], [2, "B", 59.3, 18.0], ["x3", "Bara text"]]
    assert load(workbook(tmp_path / "a.xlsx", ("Svar", rows)), database).items == 3


@pytest.mark.parametrize("driver", ["XLSX", "ODS"])
@pytest.mark.parametrize("ending", [True, False])
def test_spreadsheets_as_written_by_gdal(tmp_path, database, driver, ending):
    path = made(tmp_path / f"svar.{driver.lower()}", driver)
    if not ending:
        path = path.rename(tmp_path / "svar")
    load(path, database, columns="id=nr; created=skapad")
    rows = stored(database)
    assert (rows["1"]["text"], rows["1"]["created_utc"]) == ("Mörk gångväg vid Ån", "2026-03-14T10:15:00.000Z")


@pytest.mark.parametrize("nested", [False, True])
def test_esri_json(tmp_path, database, nested):
    features = [
        {"attributes": {"OBJECTID": 1, "text": "A", "created": 1773483300000}, "geometry": {"x": 673800.0, "y": 6580200.0}},
        {"attributes": {"OBJECTID": 2, "text": "B"}, "geometry": {"paths": [[[673800, 6580200], [673800, 6580400]]]}},
        {"attributes": {"OBJECTID": 3, "text": "C"},
         "geometry": {"rings": [[[673700, 6580100], [673700, 6580300], [673900, 6580300], [673900, 6580100],
                                 [673700, 6580100]]]}},
        {"attributes": {"OBJECTID": 4, "text": "D"}},
    ]  # fmt: skip
    document = {
        "geometryType": "esriGeometryPoint",
        "spatialReference": {"wkid": 3006},
        "exceededTransferLimit": nested,
        "features": features,
    }
    result = load(saved(tmp_path, json.dumps(document), "a.json"), database)
    rows = stored(database)
    assert (rows["1"]["created_utc"], rows["1"]["lat"]) == (
        "2026-03-14T10:15:00.000Z",
        pytest.approx(59.3247, abs=1e-3),
    )
    # the middle of the line lies 100 m north of the point: 100 / 111,400 of a degree
    assert rows["2"]["lat"] - rows["1"]["lat"] == pytest.approx(100 / 111_400, abs=1e-5)
    assert (rows["3"]["geom_origin"], rows["3"]["lat"]) == ("centroid", pytest.approx(rows["1"]["lat"], abs=1e-6))
    assert rows["4"]["located"] is False
    assert result.complete is not nested


A_POINT = '"geometry": {"type": "Point", "coordinates": [18.05, 59.33]}'


@pytest.mark.parametrize(
    "body",
    [
        f'{{"type": "Feature", "id": 1, {A_POINT}, "properties": {{"text": "A"}}}}',
        f'{{"id": 1, "type": "Feature", {A_POINT}, "properties": {{"text": "A"}}}}\n',
        f'\x1e{{"type": "Feature", {A_POINT}, "properties": {{"id": 1, "text": "A"}}}}\n'
        '\x1e{"type": "Feature", "geometry": null, "properties": {"id": 2, "text": "B"}}\n',
    ],
)
def test_single_features_and_sequences(tmp_path, database, body):
    load(saved(tmp_path, body, "a.json"), database)
    row = stored(database)["1"]
    assert (row["text"], row["lon"]) == ("A", 18.05)


_FEATURES = [
    {"type": "Feature", "id": n, "properties": {"text": "Hål", "more": {"a": [1]}}, "geometry": None} for n in (1, 2, 3)
]
_PLAIN = [{"id": n, "text": "Hål", "lat": 59, "lon": 18} for n in (1, 2, 3)]


@pytest.mark.parametrize("order", [sorted, reversed, list])
@pytest.mark.parametrize("items", [_FEATURES, _PLAIN])
@pytest.mark.parametrize(("before", "after"), [("", "\n"), ("", "\r\n"), ("\x1e", "\n"), ("\x1e", ""), ("", "\n\n")])
def test_items_one_after_another(tmp_path, database, order, items, before, after):
    """Newline-delimited JSON and text sequences, whatever member comes first."""
    lines = [json.dumps({name: item[name] for name in order(list(item))}) for item in items]
    path = saved(tmp_path, "".join(f"{before}{line}{after}" for line in lines), "a.ndjson")
    assert load(path, database).new == 3
    assert {row["text"] for row in stored(database).values()} == {"Hål"}


def test_a_broken_file_has_no_owner_of_a_service(tmp_path, database):
    with pytest.raises(errors.UnexpectedAnswer, match=r"is broken or cut short.*Export or copy the file again\.$"):
        load(saved(tmp_path, '{"type": "FeatureCollection", "features": [{"type": ', "a.json"), database)


def test_a_layer_is_chosen_by_name(tmp_path, database):
    path = made(tmp_path / "a.gpkg", "GPKG", layer="tomt", items=[])
    made(path, "GPKG", 3006, layer="svar")
    made(path, "GPKG", 3006, layer="frågor", items=ITEMS[:1])
    result = load(path, database, columns="id=nr; created=skapad")
    check(stored(database))
    assert any("“svar” was read; the file also has frågor" in str(note) for note in result.notes)
    assert load(path, database, columns="id=nr; created=skapad", layer="svar").changed == 0
    with pytest.raises(
        errors.ConnectionSettingsError, match=r"no layer or sheet “x”.* The file has tomt, svar, frågor"
    ):
        load(path, database, layer="x")


def test_a_geopackage_row_keeps_its_number_when_edited(tmp_path, database):
    path = made(tmp_path / "a.gpkg", "GPKG")
    assert load(path, database).new == 3
    source = ogr.Open(str(path), 1)
    source.ExecuteSQL("UPDATE synpunkter SET text = 'Ny text' WHERE nr = '2'")
    source = None
    result = load(path, database)
    assert (result.new, result.changed, result.removed) == (0, 1, 0)


def test_lists_and_json_are_kept(tmp_path, database):
    path = tmp_path / "a.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("a")
    for name in ("kategori", "media"):
        field = ogr.FieldDefn(name, ogr.OFTString)
        field.SetSubType(ogr.OFSTJSON)
        layer.CreateField(field)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("kategori", '["Park", "Ljus"]')
    feature.SetField("media", '["https://example.org/1.jpg"]')
    layer.CreateFeature(feature)
    del feature, layer, source
    load(path, database, columns="media=media")
    (row,) = stored(database).values()
    assert (row["category"], row["media_urls"]) == ("Park, Ljus", '["https://example.org/1.jpg"]')


def test_the_chosen_system_overrules_the_layer(tmp_path, database):
    path = made(tmp_path / "a.gpkg", "GPKG", 3006)
    load(path, database, columns="id=nr", crs="EPSG:3006")
    assert stored(database)["1"]["lon"] == pytest.approx(18.05, abs=1e-6)
    made(tmp_path / "b.shp", "ESRI Shapefile", 3006)
    (tmp_path / "b.prj").unlink()
    with pytest.raises(errors.ConnectionSettingsError, match="option crs"):
        load(tmp_path / "b.shp", database, columns="id=nr")
    load(tmp_path / "b.shp", database, columns="id=nr", crs="EPSG:3006")
    assert stored(database)["1"]["lon"] == pytest.approx(18.05, abs=1e-6)


def packed(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in members:
            archive.writestr(member, "y")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "advice"),
    [
        ("a.pdf", b"%PDF-1.7", "no table and no map layer .PDF.*GeoPackage"),
        ("a.png", b"\x89PNG\r\n", "no table and no map layer"),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml"), "no table and no map layer .DOCX"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "no table and no map layer"),
        ("a.qgz", packed("a.qgs"), "only describes layers"),
        ("a.qgs", b"<!DOCTYPE qgis PUBLIC 'x' 'y'><qgis></qgis>", "only describes layers"),
        ("a.vrt", b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "only describes layers"),
        ("a.kml", b"<!DOCTYPE kml [<!ENTITY a 'b'>]><kml></kml>", "document type declaration"),
        ("a.xml", b"<?xml version='1.0'?><svar></svar>", "no table and no map layer .XML"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "Unpack it"),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(100), r"\.shp, \.dbf, \.shx.*one ZIP file"),
        ("a.zip", packed("bild.jpg"), "without a table or map layer"),
        ("a.zip", packed("a.csv")[:60], "damaged or locked"),
        ("a.csv.gz", b"\x1f\x8b\x08\x00rubbish", "damaged or locked"),
        ("a.gpkg", b"SQLite format 3\x00" + bytes(100), "cannot be read .SQLITE"),
        ("a.xlsx", packed("xl/workbook.xml"), "cannot be read"),
        ("a.ods", packed("content.xml"), "cannot be read"),
        ("a.fgb", b"fgb\x03fgb\x00" + b"\xff" * 50, "is empty"),
        ("a.tab", b"!table\n!version 300\n", r"\.tab, \.dat"),
        ("a.parquet", b"PAR1" + bytes(20), "cannot be read .PARQUET"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(tmp_path, database, name, body, advice):
    with pytest.raises(UserError, match=advice) as raised:
        load(saved(tmp_path, body, name), database)
    assert "tmp_" not in str(raised.value).replace(str(tmp_path), "")


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(tmp_path, database):
    zeros = bytes(70_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", zeros)
    for name, body in (("a.zip", out.getvalue()), ("a.csv.gz", gzip.compress(zeros))):
        with pytest.raises(errors.TooLarge, match=r"larger than 67 MB"):
            load(saved(tmp_path, body, name), database)


def test_nothing_is_left_beside_the_file(tmp_path, database):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, driver in (("a.gml", "GML"), ("a.kml", "LIBKML"), ("a.fgb", "FlatGeobuf")):
        made(folder / name, driver)
    (folder / "a.xsd").unlink(missing_ok=True)
    before = sorted(path.name for path in folder.iterdir())
    for name in before:
        load(folder / name, database)
    assert sorted(path.name for path in folder.iterdir()) == before
