"""Tables among an algorithm's inputs and outputs: parameters, rows, labels, numbers, and writing one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Sequence

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...compat import is_null
from ...i18n import translate
from ...tables.endings import SHEET_ENDINGS, TEXT_ENDINGS
from ...tables.errors import TableError, UnevenTable
from ...tables.numbers import are_missing, is_sign, read_numbers, tidy
from .algorithm import SamplanAlgorithm, push_note
from .area_output import Column
from .choice import choice
from .finish import finish_table
from .parameters import advanced, helped
from .row_output import write_rows
from .snapshots import LayerSnapshot

if TYPE_CHECKING:
    from ...tables.files import Table

OUTPUT = "OUTPUT"
DECIMAL = "DECIMAL"
MISSING = "MISSING"
_MARKS = {"point": ".", "comma": ","}


def filled_source(algorithm: SamplanAlgorithm, parameters: dict[str, Any], name: str) -> LayerSnapshot:
    """Return a source parameter's layer; raises when it cannot be loaded or has no rows."""
    source = algorithm.source(parameters, name)
    if source.featureCount() == 0:
        raise QgsProcessingException(
            translate("Samplan", 'The layer "{name}" is empty: there is nothing to work on.').format(
                name=source.sourceName()
            )
        )
    return source


def rows_of(source: LayerSnapshot, fields: Sequence[str]) -> list[tuple]:
    """Return the values of some fields for every row; an empty field name gives None."""
    indexes = [source.fields().indexFromName(name) if name else -1 for name in fields]
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = []
    for feature in source.getFeatures(request):
        attributes = feature.attributes()
        rows.append(tuple(attributes[index] if index >= 0 else None for index in indexes))
    return rows


def columns_of(source: LayerSnapshot, fields: Sequence[str]) -> list[list[Any]]:
    """Return the values of some fields, a list for each."""
    rows = rows_of(source, fields)
    return [[row[place] for row in rows] for place in range(len(fields))]


def labels_of(source: LayerSnapshot, key_field: str) -> list[str]:
    """Return what to call each feature: the key field's text, else the row number."""
    if not key_field:
        return [str(number + 1) for number in range(len(rows_of(source, [])))]  # a count may be an estimate
    return [str(row[0]) for row in rows_of(source, [key_field])]


def table_parameter(name: str, title: str, optional: bool = False) -> QgsProcessingParameterFeatureSource:
    """Return a parameter that takes a table (a layer with or without geometry)."""
    return QgsProcessingParameterFeatureSource(name, title, [QgsProcessing.SourceType.TypeVector], optional=optional)


def table_sink(name: str, title: str, optional: bool = False) -> QgsProcessingParameterFeatureSink:
    """Return a parameter for a table that is written."""
    return QgsProcessingParameterFeatureSink(
        name, title, QgsProcessing.SourceType.TypeVector, optional=optional, createByDefault=not optional
    )


def named_field(name: str, title: str, default: str, parent: str) -> QgsProcessingParameterField:
    """Return a field parameter that takes ``default`` when left empty (QGIS 3.22 refuses a required one left so)."""
    parameter = QgsProcessingParameterField(name, title, default or None, parent, optional=True)
    if default:
        parameter.setHelp(translate("Samplan", 'Empty: the field "{name}".').format(name=default))
    return parameter


def decimal_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter that says what stands before decimals in numbers written as text."""
    titles = {
        "auto": translate("Samplan", "As each column shows"),
        "point": translate("Samplan", "A point (1,234.5)"),
        "comma": translate("Samplan", "A comma (1.234,5)"),
    }
    text = translate("Samplan", 'Only for numbers written as text that could mean two things, such as "1,234".')
    return advanced(
        helped(choice(DECIMAL, translate("Samplan", "Decimals follow"), titles, "auto", optional=True), text)
    )


def decimal_mark(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Return what the user says stands before decimals, '' when each column is to show it."""
    return _MARKS.get(algorithm.parameterAsEnumString(parameters, DECIMAL, context), "")


def missing_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter that says which values of a table stand for a missing one."""
    text = translate(
        "Samplan", "Numbers or words with semicolons between, such as -999; -9. Signs such as .. are known."
    )
    return advanced(
        helped(
            QgsProcessingParameterString(MISSING, translate("Samplan", "Values that mean missing"), optional=True), text
        )
    )


def missing_codes(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> frozenset[str]:
    """Return what the user says stands for a missing value, in lower case."""
    parts = re.split(r"[;\n]|,\s", algorithm.parameterAsString(parameters, MISSING, context))
    return frozenset(filter(None, (tidy(part).lower() for part in parts)))


def number_column(
    values: Sequence[Any], name: str, feedback: QgsProcessingFeedback, decimal: str = "", counted: bool = False
) -> np.ndarray:
    """Return a column's values as numbers, NaN where there is none, and tell what texts were taken for.

    Parameters
    ----------
    counted : bool
        Whether the caller leaves out numbers below 0.

    Raises
    ------
    TableError
        A text could mean two numbers.
    """
    found = read_numbers(values, decimal).certain(name)
    no_numbers = Counter(
        f"{float(value):g}" for value in map(values.__getitem__, np.flatnonzero(np.isnan(found.values)).tolist())
        if isinstance(value, (float, np.floating))
    )  # fmt: skip
    found.signs.update(no_numbers)
    for note in found.notes(name, counted):
        push_note(feedback, note)
    return found.values


def input_table(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    name: str,
    fields: Sequence[str],
) -> tuple[Table, list[str]]:
    """Return a table parameter's content and the columns that `named_field` parameters name.

    A whole file of text or a sheet is read as *Join statistics* reads it, whatever QGIS makes of it as a layer.

    Parameters
    ----------
    name : str
        The table's parameter.
    fields : sequence of str
        Parameters whose values, or defaults when empty, are columns; '' for one without either.

    Raises
    ------
    QgsProcessingException
        There is no such table or column, or no row.
    """
    from ...tables.files import Table  # late: QGIS starts faster

    chosen = [
        algorithm.parameterAsString(parameters, field, context)
        or algorithm.parameterDefinition(field).defaultValue()
        or ""
        for field in fields
    ]
    table = _file_table(algorithm, parameters, name, chosen)
    if table is None:
        source = filled_source(algorithm, parameters, name)
        names = source.fields().names()
        columns = zip(names, columns_of(source, names))
        table = Table({field: [None if is_null(cell) else cell for cell in cells] for field, cells in columns})
    for field in filter(None, chosen):
        if field not in table.columns:
            raise QgsProcessingException(
                translate("Samplan", 'The table "{table}" has no field "{field}". It has: {names}.').format(
                    table=algorithm.parameterDefinition(name).description(), field=field, names=", ".join(table.names)
                )
            )
    codes = missing_codes(algorithm, parameters, context)
    return (_without_missing(table, chosen, codes, algorithm.feedback) if codes else table), chosen


def _without_missing(
    table: Table, chosen: Sequence[str], codes: frozenset[str], feedback: QgsProcessingFeedback
) -> Table:
    """Return a table without the rows in which a chosen column has a value that the user says is missing."""
    from ...tables.files import Table  # late: QGIS starts faster

    out = np.any([are_missing(table.codes(name), codes) for name in filter(None, chosen)], axis=0)
    keep = np.flatnonzero(~out).tolist()
    if len(keep) < len(table):
        feedback.pushWarning(
            translate("Samplan", "{count} rows are left out, because a value in them means missing ({texts}).").format(
                count=len(table) - len(keep), texts=", ".join(sorted(codes))
            )
        )
    return Table({name: [column[row] for row in keep] for name, column in table.columns.items()}, table.units)


def _file_table(
    algorithm: SamplanAlgorithm, parameters: dict[str, Any], name: str, chosen: Sequence[str]
) -> Table | None:
    """Return the table in the file behind a parameter; None when a layer is more, or less, than its file shows.

    A file that QGIS cannot open as a layer (UTF-16) has no layer.
    """
    from ...tables.files import read_table  # late: QGIS starts faster

    layers = [layer for layer in algorithm.snapshots.get(name, ()) if isinstance(layer, LayerSnapshot)]
    path, sheet = str(parameters[name]), ""
    if layers:
        file = layers[0].file
        path, sheet = (file.path, file.table) if file.plain and layers[0].whole else ("", "")
    ending = path[path.rfind(".") :].lower()
    if ending not in TEXT_ENDINGS and ending not in SHEET_ENDINGS:
        return None
    wanted = set(filter(None, chosen))
    try:
        table = read_table(path, sheet if ending in SHEET_ENDINGS else "", wanted)
    except TableError as error:
        if not layers or isinstance(error, UnevenTable):
            raise
        return None  # QGIS may still have made a table of it
    if layers and wanted - set(table.names) and wanted <= set(layers[0].fields().names()):
        return None
    for note in table.notes:
        push_note(algorithm.feedback, note)
    return table


def required_numbers(
    table: Table, name: str, places: Sequence[str], decimal: str, feedback: QgsProcessingFeedback
) -> list[float]:
    """Return a column in which every row needs a number.

    Parameters
    ----------
    places : sequence of str
        What to call each row.

    Raises
    ------
    QgsProcessingException
        A row has none.
    TableError
        A text could mean two numbers.
    """
    found = table.numbers(name, decimal).certain(name)
    for number, where, cell in zip(found.values, places, table.columns[name]):
        if number != number:
            raise QgsProcessingException(no_number(cell, where))
    for note in found.notes(name):
        push_note(feedback, note)
    return found.values.tolist()


def no_number(cell: Any, where: str) -> str:
    """Return what to say where a number is needed and a cell has none, or stands for none."""
    from ...tables.layout import code_text  # late: QGIS starts faster

    text = code_text(cell)
    if not text:
        return translate("Samplan", "{where}: a number is missing. Fill it in, or delete the row.").format(where=where)
    if is_sign(text):
        words = translate(
            "Samplan", '{where}: "{value}" stands for a missing number. Write the number, or delete the row.'
        )
        return words.format(where=where, value=text)
    return translate("Samplan", '{where}: "{value}" is no number. Write a number, or delete the row.').format(
        where=where, value=text
    )


def one_number(value: Any, where: str, feedback: QgsProcessingFeedback) -> float:
    """Return a single value as a number; raises a plain error that says where it stands (see `required_numbers`)."""
    from ...tables.files import Table  # late: QGIS starts faster

    return required_numbers(Table({where: [value]}), where, [where], "", feedback)[0]


def write_table(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    name: str,
    columns: Sequence[Column],
) -> dict[str, str]:
    """Write a table without geometry and return ``{name: destination}``; {} when the user wants none."""
    if parameters.get(name) in (None, ""):
        return {}
    none = [QgsGeometry()] * len(columns[0].values)
    place = QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem()
    destination = write_rows(algorithm, parameters, context, algorithm.feedback, name, columns, none, *place)
    finish_table(destination, context, columns)
    return {name: destination}
