"""What differs between QGIS 3.22 and its successors, in one place."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, Union

from qgis.core import (
    NULL,
    Qgis,
    QgsApplication,
    QgsField,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QThreadPool, QTime, QVariant

#: Names the widget of a choice in a parameter's metadata, beside its class, which QGIS takes up to 4.2.
CHOICE_WIDGET = "samplan_choice"
#: What ``saveDefaultStyle`` wants to be given from QGIS 3.26 on.
ALL_OF_A_STYLE = (QgsMapLayer.StyleCategory.AllStyleCategories,) if Qgis.QGIS_VERSION_INT >= 32600 else ()
FIELD_TYPES_ARE_METATYPES = Qgis.QGIS_VERSION_INT >= 33800
if FIELD_TYPES_ARE_METATYPES:
    from qgis.PyQt.QtCore import QMetaType

    _TYPES = {float: QMetaType.Type.Double, int: QMetaType.Type.LongLong, str: QMetaType.Type.QString}
else:
    _TYPES = {float: QVariant.Double, int: QVariant.LongLong, str: QVariant.String}


def _field_types(*names: str) -> tuple[Any, ...]:
    """Return the field types of these names, as `QgsField.type` gives them under this QGIS version."""
    kinds = QMetaType.Type if FIELD_TYPES_ARE_METATYPES else QVariant
    return tuple(getattr(kinds, name) for name in names)


_PREFIX = "Q" if FIELD_TYPES_ARE_METATYPES else ""
WHOLE_TYPES = _field_types("Int", "UInt", "LongLong", "ULongLong")
PLAIN_TYPES = (
    *WHOLE_TYPES,
    *_field_types("Double", "Bool", *(f"{_PREFIX}{name}" for name in ("String", "Date", "Time", "DateTime"))),
)
"""Types of fields that every format of files takes, as they are or as text."""


def make_field(name: str, kind: type, alias: str = "", comment: str = "") -> QgsField:
    """Return a field of Python type ``float``, ``int`` or ``str`` under every supported QGIS version."""
    field = QgsField(name, _TYPES[kind])
    field.setAlias(alias)
    field.setComment(comment)
    return field


def is_null(value: Any) -> bool:
    """Return whether an attribute value is NULL, however this QGIS version spells it."""
    return value is None or value == NULL or (isinstance(value, QVariant) and value.isNull())


def plain_value(value: Any) -> Union[str, int, float, bool, None]:
    """Return an attribute value, of whatever type QGIS has, as text, number or boolean; None for NULL, NaN and infinity.

    Dates and times become ISO 8601, lists and maps JSON, binary data hexadecimal digits, geometries WKT.
    """
    if is_null(value):
        return None
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, QVariant):
        return plain_value(value.value())
    if isinstance(value, (QDate, QTime, QDateTime)):
        whole = (
            Qt.DateFormat.ISODate
            if isinstance(value, QDate) or not _milliseconds(value)
            else Qt.DateFormat.ISODateWithMs
        )
        return value.toString(whole)
    if isinstance(value, (bytes, QByteArray)):
        return bytes(value).hex()
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=plain_value)
    shape = getattr(value, "asWkt", None)
    return str(shape() if shape else value)


def _milliseconds(value: Any) -> int:
    return (value if isinstance(value, QTime) else value.time()).msec()


def without_expressions(text: str) -> str:
    """Return a text in which QGIS finds no expression to evaluate: legends and layouts would run ``[% ... %]`` in a word."""
    return text.replace("[%", "[\u200b%")


def parameter_as_fields(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> list[str]:
    """Return the names of the fields chosen for a parameter (``parameterAsFields`` is deprecated in QGIS 3.40)."""
    read = getattr(algorithm, "parameterAsStrings", None) or algorithm.parameterAsFields
    return read(parameters, name, context)


def store_style(layer: QgsVectorLayer, name: str, description: str, default: bool = True) -> str:
    """Store a layer's style with its data, and return what went wrong, blank when nothing did.

    Parameters
    ----------
    default : bool
        The layer opens with this style.
    """
    if hasattr(layer, "saveStyleToDatabaseV2"):  # QGIS 3.44
        return layer.saveStyleToDatabaseV2(name, description, default, "")[1]
    return layer.saveStyleToDatabase(name, description, default, "")


def styles_go_into(provider: Any) -> bool:
    """Return whether a data provider can hold styles with the data (the old question is gone in QGIS 3.40)."""
    if hasattr(provider, "styleStorageCapabilities"):
        return bool(provider.styleStorageCapabilities() & Qgis.ProviderStyleStorageCapability.SaveToDatabase)
    return provider.isSaveAndLoadStyleToDatabaseSupported()


def end_idle_threads() -> None:
    """End the threads that QGIS's pools keep for half a minute after their last task.

    At its end a thread that signed in somewhere closes its connection to the store of passwords, and in QGIS 3.40 it does so
    through an object that QGIS has deleted when it closes: a crash (QgsAuthConfigurationStorageDb) seconds after the last
    request. QGIS 3.40 has a pool of its own for tasks, earlier ones use Qt's.
    """
    for pool in (*QgsApplication.taskManager().findChildren(QThreadPool), QThreadPool.globalInstance()):
        if not pool.activeThreadCount():
            pool.waitForDone(1000)


def plugin_version() -> str:
    """Return Samplan's version as metadata.txt states it."""
    for line in (Path(__file__).parent / "metadata.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("version="):
            return line.partition("=")[2].strip()
    return "unknown"
