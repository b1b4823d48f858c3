"""Whether an output can be written, asked before anything long runs, and what its fields must be for that."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, Collection, NamedTuple, Optional

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ...compat import PLAIN_TYPES, make_field, plain_value
from ...i18n import translate
from ...indicators.spatial.datasets import open_dataset
from .snapshots import LayerSnapshot

_SQLITE = (".gpkg", ".sqlite", ".db")
_OWN_NAMES = {".sqlite": {"geometry", "ogc_fid"}, ".db": {"geometry", "ogc_fid"}}
"""File ending -> names that the format needs for itself; GeoPackage's for all others."""
_KINDS = {".shp": "Shapefile", ".dbf": "Shapefile", ".tab": "MapInfo TAB", ".mif": "MapInfo MIF"}
_LONG_NAME = "a_name_of_a_field_that_is_longer_than_old_formats_can_hold"
_ANY_LENGTH = 1_000_000
_SAMPLE = 20
"""Features of the input that are written to see whether the format takes them."""


class Place(NamedTuple):
    """A file, or one table of it; ``table`` is lower case as databases compare names, blank for the whole file."""

    path: Path
    table: str = ""

    @property
    def name(self) -> str:
        """What to call it."""
        return f"{self.path.name} ({self.table})" if self.table else self.path.name

    def replaces(self, other: Place) -> bool:
        """Return whether what is written here takes the other's place."""
        return self.path == other.path and self.table in ("", other.table)


def written_place(value: Any, kind: str) -> Optional[Place]:
    """Return the file or table that an output's value names, None for temporary ones and tables of database servers."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    if not isinstance(value, str) or value.strip() in ("", QgsProcessing.TEMPORARY_OUTPUT):
        return None
    provider, _, rest = value.partition(":")
    if provider in ("ogr", "spatialite"):
        uri = QgsDataSourceUri(rest)
        return Place(Path(uri.database()).absolute().resolve(), uri.table().lower()) if uri.database() else None
    if provider in ("memory", "postgis", "mssql", "oracle"):
        return None
    if kind == "sink" and not QgsVectorFileWriter.driverForExtension(Path(value).suffix):
        value += ".gpkg"  # as QGIS does where it knows no format
    return Place(Path(value).absolute().resolve())


def _new_file(value: Any) -> Optional[Path]:
    """Return the file that a sink makes, None when it makes none or adds a table to one."""
    place = written_place(value, "sink")
    return None if place is None or place.table else place.path


def place_problem(path: Path, label: str) -> str:
    """Return why a file cannot be written; blank when it can.

    Another file is made in its folder, and taken away again: only that proves it. A database that is there must not be
    locked.
    """
    folder = path.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return translate(
            "Samplan", '{name}: the folder "{folder}" is not there or cannot be written to. Choose another one.'
        ).format(name=label, folder=folder)
    if path.is_dir():
        return translate("Samplan", '{name}: "{file}" is a folder. Choose the name of a file.').format(
            name=label, file=path.name
        )
    if path.exists() and not (_free(path) and os.access(path, os.W_OK)):
        return translate(
            "Samplan",
            '{name}: the file "{file}" is open in another program or protected from writing. Close it there, or choose another '
            "file.",
        ).format(name=label, file=path.name)
    return ""


def _free(path: Path) -> bool:
    """Return whether nobody holds a file: Windows refuses to rename one that is open, and a database tells of its lock."""
    try:
        os.rename(path, path)
        if path.suffix.lower() in _SQLITE:
            with closing(sqlite3.connect(path, timeout=0.2, isolation_level=None)) as database:
                database.execute("BEGIN IMMEDIATE")
                database.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True  # no database: it will be replaced
    except OSError:
        return False
    return True


def free_name(name: str, used: Collection[str]) -> str:
    """Return the name, with a number after it when its small letters are among those used."""
    number, candidate = 1, name
    while candidate.lower() in used:
        number += 1
        candidate = f"{name}{number}"
    return candidate


def own_names(value: Any) -> set[str]:
    """Return the field names, in small letters, that the format of an output needs for itself, beside the feature id."""
    path = _new_file(value)
    return _OWN_NAMES.get(path.suffix.lower() if path else "", {"geom"})


def makes_formulas(value: Any) -> bool:
    """Return whether spreadsheets, when they open an output's file, take text for formulas: they do in CSV."""
    path = _new_file(value)
    return path is not None and path.suffix.lower() in (".csv", ".tsv")


def takes_only_text(field: QgsField) -> bool:
    """Return whether a field must be written as text: lists, maps (JSON), binary data, geometries."""
    return field.type() not in PLAIN_TYPES


def as_text_field(field: QgsField) -> QgsField:
    """Return a field of text with the same name, alias and comment."""
    return make_field(field.name(), str, field.alias(), field.comment())


class Proof(NamedTuple):
    """What writing a few rows in an output's format has shown.

    ``format`` is what to call the format, ``name_length`` the letters of a field name that it keeps, and ``problem`` why it
    cannot be used, blank when it can.
    """

    format: str = ""
    name_length: int = _ANY_LENGTH
    problem: str = ""


def prove_format(value: Any, label: str, source: Optional[LayerSnapshot]) -> Proof:
    """Write a few rows in the format of an output into a folder of its own, read them again, and tell what got lost.

    Parameters
    ----------
    value, label
        Of the output's parameter, which names a file.
    source : LayerSnapshot, optional
        What the output is a copy of, with more fields; none for a table.
    """
    path = _new_file(value)
    if path is None:
        return Proof()
    fields, own = QgsFields(), own_names(value) | {"fid"}
    for field in source.fields() if source else ():
        name = free_name(field.name().strip() or "field", own)
        own.add(name.lower())
        field.setName(name)
        fields.append(as_text_field(field) if takes_only_text(field) else field)
    number = free_name(_LONG_NAME, own)
    fields.append(make_field(number, float))
    fields.append(make_field("samplan_text_of_the_probe", str))
    with tempfile.TemporaryDirectory() as folder:
        copy = str(Path(folder) / f"probe{path.suffix}")
        message = _write(copy, fields, source)
        lost, length = ("", 0) if message else _lost(copy, number)
    if message:
        lost = translate(
            "Samplan", "{name}: a {ending} file cannot hold this result ({message}). Choose a GeoPackage (.gpkg)."
        )
    kind = _KINDS.get(path.suffix.lower(), path.suffix)
    return Proof(kind, length, lost.format(name=label, ending=path.suffix, message=message.strip().rstrip(".")))


def _write(path: str, fields: QgsFields, source: Optional[LayerSnapshot]) -> str:
    """Write some features twice over, with a number and with NULL at their end; return what went wrong."""
    place = (QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem())
    if source is not None:
        place = source.wkbType(), source.sourceCrs()
    try:
        sink, _ = QgsProcessingUtils.createFeatureSink(path, QgsProcessingContext(), fields, *place)
    except QgsProcessingException as error:
        return str(error).rpartition("OGR error: ")[2].strip().rstrip(")")
    if sink is None:
        return translate("Samplan", "the file cannot be made")
    message = ""
    odd = {i for i, field in enumerate(source.fields()) if takes_only_text(field)} if source else set()
    for feature in source.getFeatures(QgsFeatureRequest().setLimit(_SAMPLE)) if source else [QgsFeature()]:
        own = [plain_value(value) if i in odd else value for i, value in enumerate(feature.attributes())]
        for ending in ([1.5, "a"], [None, None]):
            row = QgsFeature(fields)
            row.setGeometry(feature.geometry())
            row.setAttributes([*own, *ending])
            if not sink.addFeature(row, QgsFeatureSink.Flag.FastInsert):
                message = sink.lastError() or translate("Samplan", "a feature is refused")
    del sink
    return message


def _lost(path: str, number: str) -> tuple[str, int]:
    """Return the sentence on what the written rows have lost, blank for nothing, and the letters that names keep."""
    files = [path, *map(str, sorted(Path(path).parent.iterdir()))]  # QGIS makes a .tab of a .mif
    dataset = next(filter(None, (open_dataset(file, gdal.OF_VECTOR) for file in files)), None)
    table = None if dataset is None else dataset.GetLayer(0)
    definition = None if table is None else table.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())] if definition else []
    found = next((i for i, name in enumerate(names) if number.lower().startswith(name.lower()) and len(name) > 4), -1)
    if found < 0:
        return translate(
            "Samplan", "{name}: a {ending} file does not keep the fields of the result. Choose a GeoPackage (.gpkg)."
        ), _ANY_LENGTH
    length = _ANY_LENGTH if len(names[found]) == len(number) else len(names[found])
    for feature in table:
        if (
            feature.IsFieldSetAndNotNull(found)
            and feature.GetFieldAsString(found)
            and feature.GetFieldAsDouble(found) != 1.5
        ):
            return translate(
                "Samplan",
                "{name}: a {ending} file cannot hold missing values: they would become 0. Choose a GeoPackage (.gpkg).",
            ), length
    return "", length
