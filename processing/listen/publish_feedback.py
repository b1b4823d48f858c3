"""Publish feedback safely: grid cells instead of places, months instead of moments, chosen fields, masked texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Mapping, NamedTuple

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsRectangle,
    QgsWkbTypes,
)

from ...i18n import translate, translate_message
from ...messages import QT_TRANSLATE_NOOP
from ...web.addresses import without_secrets
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column
from ..common.documented_enum import documented_enum
from ..common.finish import finish_layer
from ..common.help_text import help_html
from ..common.lineage import lineage, metadata
from ..common.parameters import advanced, helped
from ..common.row_output import write_rows
from ..common.tables import OUTPUT
from ..styles.renderers import value_renderer
from ._feedback_points import (
    FEEDBACK,
    Feedback,
    add_feedback_parameters,
    database_of,
    layer_of,
    move,
    read_feedback,
    tell_absent,
    unlocated_share_output,
    unlocated_source,
)
from ._publication_grid import GRIDS, fitting_grid, grid_titles
from ._publication_values import TEXTS, Values, columns_of, field_titles, texts_of, told_less, values_of

if TYPE_CHECKING:
    from ...participation.privacy.publication import PublishedCells
    from ...participation.sync.publications import Key, Publications

CELL, GRID, K, SPARSE = "CELL", "GRID", "K", "SPARSE"
FIELDS, TIME, LICENCE, CELLS, EARLIER = "FIELDS", "TIME", "LICENCE", "CELLS", "EARLIER"
SIZES = ("100", "250", "500", "1000")
COMPARE, FORGET = "compare", "forget"
KEY = ("source_id", "item_id")
DEFAULT_FIELDS = ("kind", "category", "status", "votes_up")
SUPPRESS, MERGE = "suppress", "merge"
LARGEST = 8
"""Merged cells are at most this many times as wide as those asked for."""


class Items(NamedTuple):
    """What was read: the items in the grid's coordinate system, how to compare them, and how ``k`` is counted.

    Attributes
    ----------
    keys : list of Key
        What tells the items apart in the feedback database; empty where they come from elsewhere.
    before : Publications
    by_author : bool
        ``k`` counts authors.
    """

    points: Feedback
    crs: QgsCoordinateReferenceSystem
    keys: list[Key]
    before: Publications
    by_author: bool


class Published(NamedTuple):
    """What may leave the house.

    Attributes
    ----------
    cells : PublishedCells
    values : list of Values
    known : list of ndarray of int
        How many levels of each value.
    shown : ndarray of int
        From `publication.combinations`.
    compared_away : int
        Items held back only because of earlier publications.
    """

    cells: PublishedCells
    values: list[Values]
    known: list[np.ndarray]
    shown: np.ndarray
    compared_away: int


class PublishFeedback(SamplanAlgorithm):
    """The algorithm ``samplan:publishfeedback``."""

    ID = "publishfeedback"
    GROUP = "listen"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Publish feedback safely")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Makes a copy of feedback for others: in grid cells, without names, with stated limits."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "feedback,publish,privacy,gdpr,anonymous,grid,mask,share,personal data")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Makes a copy of feedback that can be shown to others: positions become grid cells, cells with few items are "
                "held back or merged, times become months, and only the fields you choose go along.",
            ),
            (
                translate(
                    "Samplan",
                    "Grid: Sweden EPSG:3006, Finland 3067, Denmark 25832, Norway 25833, Europe 3035. auto takes the layer's "
                    "own one of these where it is used there, else 3035, outside Europe the UTM zone.",
                ),
                translate(
                    "Samplan",
                    "Few items: cells with fewer than K items are held back; merged, they are tried again in cells twice, four "
                    "and eight times as wide. With pseudonyms K counts different authors, otherwise items; "
                    "answers that stand where another item stands do not count.",
                ),
                translate(
                    "Samplan",
                    "Few of a kind: also every combination of published values in a cell belongs to at least K items. Numbers "
                    "are published as classes (0, 1, 2–4, 5–9, 10–19, 20–49...). Where fewer than K share a "
                    "value, months become years, classes become wider, or the value is withheld in some items: the field "
                    "withheld names it, the metadata count it. Category keeps most, then kind, status, time and numbers.",
                ),
                translate(
                    "Samplan",
                    "Again: the feedback database notes what was published from it (when, how, items in each cell; no texts). "
                    "A later publication, with new or fewer items, another cell size or a filter, holds back what "
                    "its difference from the earlier ones would single out. If those were never handed out, "
                    "EARLIER=forget begins anew.",
                ),
                translate(
                    "Samplan",
                    "Never published: ids, links, pictures, addresses, pseudonyms, exact times and exact positions; with an "
                    "id or a link anyone could look the position up at the source.",
                ),
                translate(
                    "Samplan",
                    "Texts: only when you choose the fields title or text, and then masked: e-mail, phone, personal identity "
                    "numbers, number plates, names people give. Masking is imperfect; have a person read the texts first.",
                ),
                translate(
                    "Samplan",
                    "Limits: this lowers the risk that someone is recognised; whether the result is anonymous in the sense of "
                    "the law is yours to judge. Where all items of a cell say the same, whoever knows that somebody wrote "
                    "there knows what. Other copies of the feedback are not compared. The metadata state what was done.",
                ),
            ),
            "qgis_process run samplan:publishfeedback -- FEEDBACK='feedback.gpkg|layername=feedback' CELL=500 K=5 "
            "GRID=EPSG:3006 OUTPUT=public.gpkg CELLS=cells.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_feedback_parameters(self)
        self.addParameter(
            documented_enum(CELL, translate("Samplan", "Cell size (m)"), {size: f"{size} m" for size in SIZES}, "500")
        )
        self.addParameter(
            helped(
                QgsProcessingParameterNumber(
                    K, translate("Samplan", "Fewest items in a cell (K)"), defaultValue=5, minValue=1
                ),
                translate("Samplan", "5 or more is usual. 1 protects nobody."),
            )
        )
        sparse = {
            SUPPRESS: translate("Samplan", "Hold their items back"),
            MERGE: translate("Samplan", "Try their items again in larger cells"),
        }
        self.addParameter(documented_enum(SPARSE, translate("Samplan", "Cells with fewer"), sparse, SUPPRESS))
        masked = translate("Samplan", "title and text are masked; read them before you publish.")
        title = translate("Samplan", "Fields to publish")
        self.addParameter(documented_enum(FIELDS, title, field_titles(), list(DEFAULT_FIELDS), True, masked))
        times = {
            "year": translate("Samplan", "Year"),
            "month": translate("Samplan", "Year and month"),
            "none": translate("Samplan", "No time at all"),
        }
        self.addParameter(documented_enum(TIME, translate("Samplan", "Time"), times, "month"))
        earlier = {
            COMPARE: translate("Samplan", "Hold back what would be singled out by comparing this one with them"),
            FORGET: translate("Samplan", "Forget them: none was handed out, or all are withdrawn"),
        }
        title = translate("Samplan", "Earlier publications from the feedback database")
        self.addParameter(advanced(documented_enum(EARLIER, title, earlier, COMPARE)))
        grid = translate("Samplan", "Coordinate system of the grid")
        self.addParameter(advanced(documented_enum(GRID, grid, grid_titles(), GRIDS[0])))
        self.addParameter(
            advanced(
                QgsProcessingParameterString(LICENCE, translate("Samplan", "Licence of the publication"), optional=True)
            )
        )
        sink, kind = QgsProcessingParameterFeatureSink, QgsProcessing.SourceType
        self.addParameter(sink(OUTPUT, translate("Samplan", "Feedback to publish"), kind.TypeVectorPoint))
        self.addParameter(
            sink(CELLS, translate("Samplan", "Cells to publish"), kind.TypeVectorPolygon, None, True, False)
        )
        self.addOutput(QgsProcessingOutputNumber("PUBLISHED", translate("Samplan", "Items published")))
        self.addOutput(QgsProcessingOutputNumber("HELD_BACK", translate("Samplan", "Items held back")))
        self.addOutput(unlocated_share_output())

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the companion table, and find the database, in the main thread."""
        self.table = unlocated_source(self, parameters, context, feedback)
        self.database = database_of(layer_of(self, parameters, context))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, coarsen, hold back, note, write."""
        chosen = self.parameterAsEnumStrings(parameters, FIELDS, context)
        settings = {
            CELL: float(self.parameterAsEnumString(parameters, CELL, context)),
            K: self.parameterAsInt(parameters, K, context),
            SPARSE: self.parameterAsEnumString(parameters, SPARSE, context),
            FIELDS: [name for name in field_titles() if name in chosen],
            TIME: self.parameterAsEnumString(parameters, TIME, context),
            EARLIER: self.parameterAsEnumString(parameters, EARLIER, context),
        }
        items = self._read(parameters, context, feedback, settings)
        tell_absent(items.points, settings[FIELDS], feedback)
        ready = _published(items, settings)
        _refuse_strangers(items, ready)
        settings["by_author"] = items.by_author
        record = lineage(self.id(), settings, {}, {"crs": items.crs.authid()})
        if items.keys:
            from ...participation.sync.publications import note  # late: QGIS starts faster

            note(
                self.database, items.keys, items.before, ready.shown, {**record["parameters"], "crs": items.crs.authid()},
                _cell_counts(ready.cells).tolist(), settings[EARLIER] == FORGET,
            )  # fmt: skip
        order = _shuffled(ready.cells)
        columns = columns_of(ready.cells, order, ready.values, ready.known)
        columns += texts_of(items.points, order, settings[FIELDS])
        places = {name: place for place, name in enumerate(("cell_m", "cell_items", *field_titles(), "written"))}
        columns.sort(key=lambda column: places.get(column.name, len(places)))
        centres = zip(ready.cells.x[order].tolist(), ready.cells.y[order].tolist())
        destination = write_rows(
            self, parameters, context, feedback, OUTPUT, columns,
            [QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in centres], QgsWkbTypes.Type.Point, items.crs,
        )  # fmt: skip
        limits = _limits(items, ready, settings)
        for line in limits:
            feedback.pushInfo(line)
        for line in _warnings(items, ready, settings[K]):
            feedback.pushWarning(line)
        described = metadata(translate("Samplan", "Feedback, made coarse for publication"), "\n".join(limits), record)
        licence = without_secrets(self.parameterAsString(parameters, LICENCE, context).strip())
        described.setLicenses([licence] if licence else [])
        aliases = {column.name: column.alias for column in columns}
        finish_layer(
            destination, context, feedback, described, None, aliases, translate("Samplan", "Feedback (published)")
        )
        points = items.points
        results = {
            OUTPUT: destination,
            "PUBLISHED": len(order),
            "HELD_BACK": points.n - len(order),
            "UNLOCATED_SHARE": None if np.isnan(points.unlocated_share) else points.unlocated_share,
        }
        if parameters.get(CELLS) not in (None, ""):
            results[CELLS] = self._write_cells(ready.cells, items.crs, parameters, context, feedback, described)
        _tell_flat((results[name] for name in (OUTPUT, CELLS) if name in results), feedback)
        return results

    def _read(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        settings: Mapping[str, Any],
    ) -> Items:
        from ...participation.sync import publications  # late: QGIS starts faster

        own = self.source(parameters, FEEDBACK).sourceCrs()
        points = read_feedback(self, parameters, context, feedback, own, self.table, KEY)
        if not points.n:
            raise QgsProcessingException(
                translate("Samplan", "No item of feedback counts: there is nothing to publish.")
            )
        wanted = self.parameterAsEnumString(parameters, GRID, context)
        crs = fitting_grid(wanted, own, points.xy[points.located], context.transformContext(), feedback)
        feedback.pushInfo(translate("Samplan", "Grid in {crs}.").format(crs=crs.authid()))
        move(points, own, crs, context, feedback)
        keys = []
        if self.database and not set(KEY) & set(points.absent):
            columns = (points.columns[name] for name in (*KEY, "kind"))
            keys = [tuple("" if part is None else str(part) for part in key) for key in zip(*columns)]
        before = publications.none(points.n)
        if keys and settings[EARLIER] == COMPARE:
            before = publications.read(self.database, keys)
        return Items(points, crs, keys, before, any(points.columns["author_pseudonym"]))

    def _write_cells(
        self,
        cells: PublishedCells,
        crs: QgsCoordinateReferenceSystem,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        described: Any,
    ) -> str:
        """Write one polygon per published cell with its number of items."""
        rows = _cell_counts(cells)
        items = rows[:, 3].astype(int)
        columns = [
            Column("items", items, int, translate("Samplan", "Items")),
            Column("cell_m", rows[:, 0], int, translate("Samplan", "Cell size (m)")),
        ]
        boxes = [
            QgsGeometry.fromRect(QgsRectangle(x - size / 2, y - size / 2, x + size / 2, y + size / 2))
            for size, x, y, _items in rows.tolist()
        ]
        destination = write_rows(
            self, parameters, context, feedback, CELLS, columns, boxes, QgsWkbTypes.Type.Polygon, crs
        )
        finish_layer(
            destination,
            context,
            feedback,
            described,
            lambda: value_renderer(items, "items", translate("Samplan", "items")),
            {column.name: column.alias for column in columns},
            translate("Samplan", "Feedback by cell (published)"),
        )
        return destination


def _copies(points: Feedback) -> np.ndarray:
    """Return which items repeat one of another source word for word, at the same place and time: they are one person."""
    columns = points.columns
    rows = zip(columns["source_id"], columns["title"], columns["text"], columns["created_utc"], points.xy.tolist())
    first: dict[tuple[Any, ...], Any] = {}
    copies = np.zeros(points.n, dtype=bool)
    for place, (source, title, text, created, (x, y)) in enumerate(rows):
        if title or text:
            copies[place] = first.setdefault((title, text, str(created), x, y), source) != source
    return copies


def _refuse_strangers(items: Items, ready: Published) -> None:
    """Refuse to publish items that seem new when erased ones may have come back: no comparison can tell them apart."""
    strangers = int(np.count_nonzero((items.before.earlier.history == 0) & (ready.shown >= 0)))
    if items.before.lost and strangers:
        raise QgsProcessingException(
            translate(
                "Samplan",
                "{lost} items of earlier publications were erased from the database, and {new} items were never published from "
                "it. They may be the same ones, imported again, so that this publication cannot be compared with the earlier "
                "ones: their difference may single people out. Nothing was published. Only if nobody has the earlier ones, run "
                "again with EARLIER=forget.",
            ).format(lost=items.before.lost, new=strangers)
        )


def _published(items: Items, settings: Mapping[str, Any]) -> Published:
    """Decide what may leave the house."""
    from ...participation.privacy.publication import (  # late: QGIS starts faster
        Crowd,
        combinations,
        publish_cells,
        publish_values,
    )

    points, size, k = items.points, settings[CELL], settings[K]
    x, y, own = points.xy[:, 0], points.xy[:, 1], ~(points.inherited | _copies(points))
    authors = points.columns["author_pseudonym"] if items.by_author else None
    largest = size * LARGEST if settings[SPARSE] == MERGE else None
    earlier = items.before.earlier if items.before.moments else None
    cells = publish_cells(x, y, size, k, largest, authors, own, earlier)
    alone = publish_cells(x, y, size, k, largest, authors, own) if earlier else cells
    values = values_of(points, settings[FIELDS], settings[TIME])
    levels = [field.levels for field in values]
    known = publish_values(cells, levels, k, Crowd.of(x, y, own, authors), earlier)
    away = int(alone.kept.sum()) - int(cells.kept.sum())
    return Published(cells, values, known, combinations(cells, levels, known), away)


def _cell_counts(cells: PublishedCells) -> np.ndarray:
    """Return size, x, y and number of items of each published cell, shape (cells, 4)."""
    rows, items = np.unique(np.stack([cells.size, cells.x, cells.y], axis=1)[cells.kept], axis=0, return_counts=True)
    return np.column_stack([rows, items])


def _limits(items: Items, ready: Published, settings: Mapping[str, Any]) -> list[str]:
    """Return what a publication must state of itself, one sentence or more in each line."""
    from ...participation.privacy.publication import statement  # late: QGIS starts faster

    points, cells = items.points, ready.cells
    stated = statement(cells, settings[K], items.by_author, int((~points.located).sum()))
    limits = [translate_message(note.template, note.values) for note in stated]
    limits += told_less(ready.values, ready.known, cells.kept)
    limits.append(_compared(items, ready, settings[K]))
    limits.append(
        translate(
            "Samplan",
            "Positions are centres of grid cells of {size} m or more, no places. People chose themselves to write: this is "
            "no sample of residents.",
        ).format(size=f"{settings[CELL]:g}")
    )
    if settings[SPARSE] == MERGE:
        limits.append(translate("Samplan", "Larger cells hold only what was too few in the smaller cells within them."))
    if set(settings[FIELDS]) & set(TEXTS):
        limits.append(
            translate("Samplan", "Whoever searches for a text at a public source may find its exact position there.")
        )
    return limits


def _compared(items: Items, ready: Published, k: int) -> str:
    """Return which earlier publications this one was compared with."""
    if not items.keys:
        return translate(
            "Samplan",
            "Not compared with other publications: the layer is in no feedback database. Whoever has two of different dates, "
            "cell sizes or filters may single out items by their difference.",
        )
    moments = items.before.moments
    if not moments:
        return translate(
            "Samplan",
            "No earlier publication from this feedback database is known; later ones are compared with this one.",
        )
    return translate(
        "Samplan",
        "Compared with {count} earlier publications from this feedback database, the last one of {date}: what together with "
        "them would single out fewer than {k} was held back or made coarser ({away} items held back).",
    ).format(count=len(moments), date=moments[-1][:10], k=k, away=ready.compared_away)


def _warnings(items: Items, ready: Published, k: int) -> Iterator[str]:
    """Yield what to think of before it is handed out, with what to do."""
    if ready.compared_away > 0:
        yield translate(
            "Samplan",
            "{count} more items would be published but for the publication of {date}: both together would single out "
            "fewer than {k}. They follow by themselves when enough have come. If nothing published from this database was "
            "ever handed out, run again with EARLIER=forget.",
        ).format(count=ready.compared_away, date=items.before.moments[-1][:10], k=k)
    elif not ready.cells.kept.any():
        yield _all_held_back(items.points, k)
    if k < 3:
        yield translate("Samplan", "K is below 3: single people may be recognised.")


def _all_held_back(points: Feedback, k: int) -> str:
    """Return why nothing is published, and what to do."""
    if not points.located.any():
        return translate(
            "Samplan", "Nothing was published: none of the {count} items has a position of its own."
        ).format(count=points.n)
    return translate(
        "Samplan",
        "Nothing was published: no cell holds {k} items with a position of their own, or of as many authors. Choose larger "
        "cells (CELL), or have larger cells tried where there are few (SPARSE=merge).",
    ).format(k=k)


def _tell_flat(destinations: Iterable[str], feedback: QgsProcessingFeedback) -> None:
    """Warn of files that hold no geometry."""
    for destination in destinations:
        if destination.lower().endswith((".csv", ".xlsx", ".ods")):
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{file} is a table: it holds no positions and cannot be drawn. Write to a GeoPackage to keep them.",
                ).format(file=Path(destination).name)
            )


def _shuffled(cells: PublishedCells) -> np.ndarray:
    """Return the published items ordered by cell, and within it at random: the order at the source tells nothing."""
    chance = np.random.default_rng().random(len(cells.count))
    order = np.lexsort((chance, cells.y, cells.x, cells.size))
    return order[cells.kept[order]]


ALGORITHMS = (PublishFeedback,)
