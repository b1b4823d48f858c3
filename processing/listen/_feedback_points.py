"""Feedback layers into arrays: which items count, where they lie, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, NamedTuple, Optional, Sequence

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataProvider,
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import Qt

from ...compat import is_null
from ...i18n import translate
from ...indicators.spatial.crs import Reprojection, check_crs
from ...messages import Cancelled
from ...participation.analysis.summaries import CountedItems, seconds
from ...participation.sync import store
from ...participation.sync.duplicate_detection import BURST, NEAR_DUPLICATE
from ...tables.numbers import read_numbers
from ..common.algorithm import SamplanAlgorithm
from ..common.documented_enum import documented_enum
from ..common.parameters import advanced, helped
from ..common.snapshots import LayerSnapshot
from ._database import address

FEEDBACK, UNLOCATED_TABLE, LEAVE_OUT = "FEEDBACK", "FEEDBACK_UNLOCATED", "LEAVE_OUT"
OFFICIAL, WITHDRAWN, REMOVED, EVENT = "official", "withdrawn", "removed", "event"
NOT_CITIZENS = {"official": OFFICIAL, "withdrawn": WITHDRAWN}
COLUMNS = (
    "kind", "category", "status", "votes_up", "votes_down", "comments_n", "created_utc", "lang", "title", "text",
    "geom_origin", "moderation", "author_pseudonym", "deleted_utc", "marks",
)  # fmt: skip


class Companion(NamedTuple):
    """Items without a position that belong to the points.

    Attributes
    ----------
    table : LayerSnapshot, optional
    missing : str
        Why there is none, for the user.
    share_known : bool
        See `Feedback`.
    """

    table: Optional[LayerSnapshot] = None
    missing: str = ""
    share_known: bool = True


@dataclass
class Feedback:
    """Feedback that counts, one row per item.

    Attributes
    ----------
    xy : ndarray of float, shape (m, 2)
        In the CRS asked for; NaN for items without a position of their own.
    columns : dict of str to list, length m
        `COLUMNS` as stored; None where the layer has no such field.
    left_out : dict of str to int
        Items that do not count, by reason: official answers, withdrawn, removed, events, marks left out.
    unplaced : dict of str to int
        Counted items without a position of their own, by reason: ``none`` or ``area``.
    inherited : ndarray of bool, shape (m,)
        The position is that of the item answered to.
    name : str
        Name of the layer.
    absent : list of str
        Those of the columns that the layer does not have.
    share_known : bool
        The items without a position that belong to these were read, or there are none.
    """

    xy: np.ndarray
    columns: dict[str, list]
    left_out: dict[str, int] = field(default_factory=dict)
    unplaced: dict[str, int] = field(default_factory=dict)
    inherited: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=bool))
    name: str = ""
    absent: list[str] = field(default_factory=list)
    share_known: bool = True

    @property
    def n(self) -> int:
        """Number of items that count."""
        return len(self.xy)

    @property
    def located(self) -> np.ndarray:
        """Which items have a position, be it that of the item they answer, shape (m,)."""
        return np.isfinite(self.xy).all(axis=1)

    @property
    def marked(self) -> int:
        """Number of items that count and are marked."""
        return sum(map(bool, self.columns["marks"]))

    @property
    def unlocated_share(self) -> float:
        """Percent of the items that have no position; NaN without items or when it is unknown."""
        return 100.0 * float(np.mean(~self.located)) if self.n and self.share_known else float("nan")

    def facts(self) -> dict[str, Any]:
        """Return name and counts for the lineage."""
        return {"name": self.name, "counted": self.n, "left_out": self.left_out, "unplaced": self.unplaced,
                "inherited": int(self.inherited.sum()), "marked": self.marked}  # fmt: skip

    def items(self) -> CountedItems:
        """Return what summaries read."""
        words = {
            name: np.array(["" if value is None else str(value) for value in self.columns[name]], object)
            for name in ("category", "status")
        }
        created = np.array([seconds(value) for value in self.columns["created_utc"]], dtype=float)
        votes = read_numbers(self.columns["votes_up"]).certain("votes_up").values
        return CountedItems(created, words["category"], words["status"], votes)


def add_feedback_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare the feedback points and the table of items without a position."""
    algorithm.addParameter(
        helped(
            QgsProcessingParameterFeatureSource(
                FEEDBACK, translate("Samplan", "Feedback (points)"), [QgsProcessing.SourceType.TypeVectorPoint]
            ),
            translate("Samplan", "The layer feedback of a feedback database, or any points."),
        )
    )
    algorithm.addParameter(
        helped(
            QgsProcessingParameterFeatureSource(
                UNLOCATED_TABLE,
                translate("Samplan", "Feedback without a position (table)"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            ),
            translate("Samplan", "Left empty, the table beside the layer feedback in the same database is taken."),
        )
    )


def mark_words() -> dict[str, str]:
    """Return what the marks mean."""
    return {
        NEAR_DUPLICATE: translate("Samplan", "Same words as an earlier item, near in place and time"),
        BURST: translate("Samplan", "One of many within minutes in one place"),
    }


def leave_out_parameter() -> QgsProcessingParameterEnum:
    """Return the choice of marked items to leave out, by default none."""
    return advanced(documented_enum(LEAVE_OUT, translate("Samplan", "Leave out marked items"), mark_words(), [], True))


def unlocated_share_output() -> QgsProcessingOutputNumber:
    """Return the output that tells the share of items without a position, percent."""
    return QgsProcessingOutputNumber("UNLOCATED_SHARE", translate("Samplan", "Items without a position (%)"))


def tell_absent(points: Feedback, wanted: Iterable[str], feedback: QgsProcessingFeedback) -> None:
    """Warn of wanted fields that the layer does not have."""
    fields = [name for name in wanted if name in points.absent]
    if fields:
        feedback.pushWarning(
            translate(
                "Samplan",
                "The layer {name} has no field {fields}: what is told from it stays unknown. Give a field that holds it this"
                " name.",
            ).format(name=points.name, fields=", ".join(fields))
        )


def unlocated_sentence(points: Feedback) -> str:
    """Return how many of the items have no position."""
    share = "–" if np.isnan(points.unlocated_share) else f"{points.unlocated_share:.0f} %"
    return translate("Samplan", "{share} of all {count} items have no position.").format(share=share, count=points.n)


def read_feedback(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    crs: QgsCoordinateReferenceSystem,
    companion: Companion,
    more: Sequence[str] = (),
) -> Feedback:
    """Read the feedback points, and the items without a position, and tell what does not count.

    Official answers, withdrawn and removed items and events (Decidim's meetings) are no citizens' feedback. An item that
    only carries its whole project's area has no position of its own.

    Parameters
    ----------
    crs : QgsCoordinateReferenceSystem
        Where the points are wanted.
    companion : Companion
        Items without a position, from `unlocated_source`.
    more : sequence of str
        Columns wanted beside `COLUMNS`.

    Raises
    ------
    QgsProcessingException
        The layer cannot be loaded or holds no points.
    IndicatorError
        It has no CRS.
    Cancelled
    """
    source = algorithm.source(parameters, FEEDBACK)
    kinds = QgsWkbTypes.GeometryType
    if QgsWkbTypes.geometryType(source.wkbType()) not in (kinds.PointGeometry, kinds.UnknownGeometry):
        raise QgsProcessingException(
            translate(
                "Samplan",
                "The layer {name} holds no points. Choose the layer feedback of a feedback database, on the command line "
                "{example}.",
            ).format(name=source.sourceName(), example="feedback.gpkg|layername=feedback")
        )
    check_crs(source.sourceCrs(), source.sourceName())
    unwanted = (
        algorithm.parameterAsEnumStrings(parameters, LEAVE_OUT, context)
        if algorithm.parameterDefinition(LEAVE_OUT)
        else []
    )
    found = Feedback(np.empty((0, 2)), {name: [] for name in (*COLUMNS, *more)}, name=source.sourceName(),
                     share_known=companion.share_known)  # fmt: skip
    places: list[tuple[float, float]] = []
    _collect(source, found, places, True, unwanted, feedback)
    if companion.table is not None:
        _collect(companion.table, found, places, False, unwanted, feedback)
    xy = np.array(places, dtype=float).reshape(-1, 2)
    origin = np.array([value or "" for value in found.columns["geom_origin"]], object).astype(str)
    whole_area = (origin == "area") & np.isfinite(xy).all(axis=1)
    xy[whole_area] = np.nan
    found.unplaced = {"area": int(whole_area.sum()), "none": int((~np.isfinite(xy).all(axis=1) & ~whole_area).sum())}
    found.inherited = origin == "inherited"
    found.xy = xy
    move(found, source.sourceCrs(), crs, context, feedback)
    _tell(found, feedback)
    if companion.missing:
        feedback.pushWarning(companion.missing)
    return found


def move(
    found: Feedback,
    source: QgsCoordinateReferenceSystem,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> None:
    """Take the items to another CRS; what has no place in it is told and counts as unlocated."""
    before = found.located
    found.xy = Reprojection(source, crs, context.transformContext()).xy(found.xy)
    lost = int((before & ~found.located).sum())
    if lost:
        found.unplaced["none"] += lost
        feedback.pushWarning(
            translate(
                "Samplan", "{count} items lie outside the coordinate reference system and count as unlocated."
            ).format(count=lost)
        )


def _collect(
    source: LayerSnapshot,
    found: Feedback,
    places: list[tuple[float, float]],
    with_geometry: bool,
    unwanted: Sequence[str],
    feedback: QgsProcessingFeedback,
) -> None:
    indexes = [source.fields().lookupField(name) for name in found.columns]
    if with_geometry:
        found.absent = [name for name, index in zip(found.columns, indexes) if index < 0]
    kept = list(found.columns.values())
    kind, moderation, deleted, marks = (COLUMNS.index(n) for n in ("kind", "moderation", "deleted_utc", "marks"))
    request = QgsFeatureRequest()
    if not with_geometry:
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    for number, feature in enumerate(source.getFeatures(request)):
        if number % 500 == 0 and feedback.isCanceled():
            raise Cancelled
        attributes = feature.attributes()
        row = [None if index < 0 else _plain(attributes[index]) for index in indexes]
        reason = _reason(row[kind], row[moderation], row[deleted]) or _mark(row[marks], unwanted)
        if reason:
            found.left_out[reason] = found.left_out.get(reason, 0) + 1
            continue
        for values, value in zip(kept, row):
            values.append(value)
        geometry = feature.geometry() if with_geometry else None
        if geometry is None or geometry.isNull() or geometry.isEmpty():
            places.append((np.nan, np.nan))
            continue
        point = geometry.centroid().asPoint() if geometry.isMultipart() else geometry.asPoint()
        places.append((point.x(), point.y()))


def _plain(value: Any) -> Any:
    """Return None for NULL, ISO text for dates and times, other values unchanged."""
    if type(value) in (str, int, float):
        return value
    if is_null(value):
        return None
    if hasattr(value, "toUTC"):
        # Times are stored as UTC; QGIS before 3.28 hands out their digits as if they were local.
        moment = value if value.timeSpec() == Qt.TimeSpec.LocalTime else value.toUTC()
        return moment.toString("yyyy-MM-ddTHH:mm:ss.zzz") + "Z"
    return value.toString("yyyy-MM-dd") if hasattr(value, "toJulianDay") else value


def _reason(kind: Any, moderation: Any, deleted: Any) -> str:
    """Return why an item is no citizen's feedback, blank when it is."""
    if deleted:
        return REMOVED
    for word in str(moderation or "").split(","):
        if word.strip() in NOT_CITIZENS:
            return NOT_CITIZENS[word.strip()]
    return EVENT if kind == "meeting" else ""


def _mark(marks: Any, unwanted: Sequence[str]) -> str:
    """Return the first of an item's marks that is to be left out, blank when there is none."""
    return next((word for word in str(marks or "").split(",") if word in unwanted), "")


def _tell(found: Feedback, feedback: QgsProcessingFeedback) -> None:
    words = {
        OFFICIAL: translate("Samplan", "official answers"),
        WITHDRAWN: translate("Samplan", "withdrawn by their authors"),
        REMOVED: translate("Samplan", "removed at the source"),
        EVENT: translate("Samplan", "events, no feedback"),
        **mark_words(),
    }
    for reason, count in found.left_out.items():
        feedback.pushInfo(
            translate("Samplan", "{count} items left out: {reason}.").format(count=count, reason=words[reason])
        )
    if found.marked:
        feedback.pushWarning(
            translate(
                "Samplan",
                "{count} of the items that count are marked as near-duplicates or parts of a burst (field marks).",
            ).format(count=found.marked)
        )
    if found.unplaced["area"]:
        feedback.pushWarning(
            translate(
                "Samplan", "{count} items only carry the area of their whole project; they count as unlocated."
            ).format(count=found.unplaced["area"])
        )


def unlocated_source(
    algorithm: SamplanAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Companion:
    """Return the table of items without a position: the one given, else the one in the same feedback database.

    A filter on the layer applies to its companion too; with "selected features only" there is none. Main thread only.
    """
    if parameters.get(UNLOCATED_TABLE) not in (None, ""):
        return Companion(algorithm.source(parameters, UNLOCATED_TABLE))
    none = Companion(
        missing=translate(
            "Samplan",
            "No table of items without a position was given or found: the share of unlocated items covers this layer "
            "only.",
        )
    )
    given, layer = parameters.get(FEEDBACK), layer_of(algorithm, parameters, context)
    narrowed = isinstance(given, QgsProcessingFeatureSourceDefinition)
    path = database_of(layer)
    if layer is None or not path:
        return none
    name = _table_of(layer)[1]
    if name != store.LAYER:
        return Companion(
            missing=translate(
                "Samplan",
                "{name} is another layer of the feedback database, not its layer {layer}: its rows are counted as feedback. "
                "If that is not meant, give {address}.",
            ).format(name=name, layer=store.LAYER, address=address(Path(path).name, store.LAYER))
        )
    if narrowed and (given.selectedFeaturesOnly or given.featureLimit >= 0 or getattr(given, "filterExpression", "")):
        return Companion(
            missing=translate(
                "Samplan",
                "Only some features of the layer are used, and which items without a position belong to them cannot be told: "
                "the share of unlocated items is unknown.",
            ),
            share_known=False,
        )
    companion = QgsVectorLayer(address(path, store.UNLOCATED), store.UNLOCATED, "ogr")
    if not companion.isValid() or (layer.subsetString() and not companion.setSubsetString(layer.subsetString())):
        return none
    return Companion(LayerSnapshot(companion, None, feedback.isCanceled, False))


def layer_of(
    algorithm: SamplanAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Optional[QgsVectorLayer]:
    """Return the layer of feedback, whole, also where only its selected features are meant."""
    given = parameters.get(FEEDBACK)
    if isinstance(given, QgsProcessingFeatureSourceDefinition):
        parameters = {**parameters, FEEDBACK: given.source.staticValue()}
    return algorithm.parameterAsVectorLayer(parameters, FEEDBACK, context)


def database_of(layer: Optional[QgsVectorLayer]) -> str:
    """Return the feedback database that a layer is in, blank when it is in none."""
    if layer is None or layer.providerType() != "ogr":
        return ""
    path = _table_of(layer)[0]
    return path if store.is_database(path) else ""


def _table_of(layer: QgsVectorLayer) -> tuple[str, str]:
    """Return the file of a layer and its table there; an address without a table means the file's first."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path, name = str(parts.get("path") or ""), str(parts.get("layerName") or "")
    if not name:
        number, mark = int(parts.get("layerId") or 0), QgsDataProvider.sublayerSeparator()
        tables = dict(entry.split(mark)[:2] for entry in layer.dataProvider().subLayers())
        name = tables.get(str(number), "")
    return path, name
