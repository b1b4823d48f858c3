"""Publish feedback safely: grid cells instead of places, months instead of moments, chosen fields, masked texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterable, NamedTuple, Optional

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
from ...participation.values import utc
from ...tables.numbers import read_numbers
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
    move,
    read_feedback,
    tell_absent,
    unlocated_share_output,
    unlocated_source,
)
from ._publication_grid import GRIDS, fitting_grid, grid_titles

if TYPE_CHECKING:
    from ...participation.privacy.publication import PublishedCells

CELL, GRID, K, SPARSE = "CELL", "GRID", "K", "SPARSE"
FIELDS, TIME, LICENCE, CELLS = "FIELDS", "TIME", "LICENCE", "CELLS"
SIZES = ("100", "250", "500", "1000")
WORDS, NUMBERS, TEXTS = (
    ("kind", "category", "status", "lang", "marks"),
    ("votes_up", "votes_down", "comments_n"),
    ("title", "text"),
)
PUBLISHABLE = (*WORDS, *NUMBERS, *TEXTS)
DEFAULT_FIELDS = ("kind", "category", "status", "votes_up")
SUPPRESS, MERGE = "suppress", "merge"
LARGEST = 8
"""Merged cells are at most this many times as wide as those asked for."""
TIMES = {"year": 4, "month": 7}
"""Characters of an ISO time that are kept."""


class Published(NamedTuple):
    """What may leave the house: cells, the items in them, and how ``k`` was counted."""

    cells: PublishedCells
    points: Feedback
    crs: QgsCoordinateReferenceSystem
    by_author: bool


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
                    "the law is yours to judge. The metadata state what was done.",
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
        """Take the companion table in the main thread."""
        self.table = unlocated_source(self, parameters, context, feedback)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, coarsen, hold back, write."""
        from ...participation.privacy.publication import statement  # late: QGIS starts faster

        size = float(self.parameterAsEnumString(parameters, CELL, context))
        k = self.parameterAsInt(parameters, K, context)
        merge = self.parameterAsEnumString(parameters, SPARSE, context) == MERGE
        ready = self._coarsened(parameters, context, feedback, size, k, merge)
        fields = [name for name in PUBLISHABLE if name in self.parameterAsEnumStrings(parameters, FIELDS, context)]
        tell_absent(ready.points, fields, feedback)
        order = _shuffled(ready.cells)
        columns = _columns(ready, order, fields, self.parameterAsEnumString(parameters, TIME, context))
        centres = zip(ready.cells.x[order].tolist(), ready.cells.y[order].tolist())
        destination = write_rows(
            self, parameters, context, feedback, OUTPUT, columns,
            [QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in centres], QgsWkbTypes.Type.Point, ready.crs,
        )  # fmt: skip
        unlocated = int((~ready.points.located).sum())
        stated = statement(ready.cells, k, ready.by_author, unlocated)
        limits = [translate_message(note.template, note.values) for note in stated]
        limits.append(
            translate(
                "Samplan",
                "Positions are centres of grid cells of {size} m or more, no places. People chose themselves to write: this is "
                "no sample of residents.",
            ).format(size=f"{size:g}")
        )
        if merge:
            limits.append(
                translate("Samplan", "Larger cells hold only what was too few in the smaller cells within them.")
            )
        if set(fields) & set(TEXTS):
            limits.append(
                translate(
                    "Samplan",
                    "Whoever searches for a text at a public source may find its exact position there.",
                )
            )
        for line in limits:
            feedback.pushInfo(line)
        if not len(order):
            feedback.pushWarning(_all_held_back(ready.points, k))
        if k < 3:
            feedback.pushWarning(translate("Samplan", "K is below 3: single people may be recognised."))
        settings = {
            CELL: size,
            K: k,
            SPARSE: MERGE if merge else SUPPRESS,
            FIELDS: fields,
            "by_author": ready.by_author,
        }
        record = lineage(self.id(), settings, {}, {"crs": ready.crs.authid()})
        described = metadata(translate("Samplan", "Feedback, made coarse for publication"), "\n".join(limits), record)
        licence = self.parameterAsString(parameters, LICENCE, context).strip()
        described.setLicenses([licence] if licence else [])
        aliases = {column.name: column.alias for column in columns}
        finish_layer(
            destination, context, feedback, described, None, aliases, translate("Samplan", "Feedback (published)")
        )
        results = {
            OUTPUT: destination,
            "PUBLISHED": len(order),
            "HELD_BACK": ready.points.n - len(order),
            "UNLOCATED_SHARE": None if np.isnan(ready.points.unlocated_share) else ready.points.unlocated_share,
        }
        if parameters.get(CELLS) not in (None, ""):
            results[CELLS] = self._write_cells(ready, parameters, context, feedback, described)
        _tell_flat((results[name] for name in (OUTPUT, CELLS) if name in results), feedback)
        return results

    def _coarsened(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        size: float,
        k: int,
        merge: bool,
    ) -> Published:
        from ...participation.privacy.publication import publish_cells  # late: QGIS starts faster

        own = self.source(parameters, FEEDBACK).sourceCrs()
        points = read_feedback(self, parameters, context, feedback, own, self.table)
        if not points.n:
            raise QgsProcessingException(
                translate("Samplan", "No item of feedback counts: there is nothing to publish.")
            )
        wanted = self.parameterAsEnumString(parameters, GRID, context)
        crs = fitting_grid(wanted, own, points.xy[points.located], context.transformContext(), feedback)
        feedback.pushInfo(translate("Samplan", "Grid in {crs}.").format(crs=crs.authid()))
        move(points, own, crs, context, feedback)
        authors = points.columns["author_pseudonym"]
        by_author = any(authors)
        cells = publish_cells(
            points.xy[:, 0],
            points.xy[:, 1],
            size,
            k,
            size * LARGEST if merge else None,
            authors if by_author else None,
            ~points.inherited,
        )
        return Published(cells, points, crs, by_author)

    def _write_cells(
        self,
        ready: Published,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        described: Any,
    ) -> str:
        """Write one polygon per published cell with its number of items."""
        cells, kept = ready.cells, ready.cells.kept
        rows, items = np.unique(np.stack([cells.size, cells.x, cells.y], axis=1)[kept], axis=0, return_counts=True)
        columns = [
            Column("items", items, int, translate("Samplan", "Items")),
            Column("cell_m", rows[:, 0], int, translate("Samplan", "Cell size (m)")),
        ]
        boxes = [
            QgsGeometry.fromRect(QgsRectangle(x - size / 2, y - size / 2, x + size / 2, y + size / 2))
            for size, x, y in rows.tolist()
        ]
        destination = write_rows(
            self, parameters, context, feedback, CELLS, columns, boxes, QgsWkbTypes.Type.Polygon, ready.crs
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


def _columns(ready: Published, order: np.ndarray, fields: list[str], time: str) -> list[Column]:
    """Return the fields published, in the given order of items."""
    from ...participation.privacy.personal_data import mask  # late: QGIS starts faster

    stored, titles = ready.points.columns, field_titles()
    columns = [
        Column("cell_m", ready.cells.size[order], int, translate("Samplan", "Cell size (m)")),
        Column("cell_items", _items_in_cell(ready.cells)[order], int, translate("Samplan", "Items in the cell")),
    ]
    labels = mask_words()
    for name in fields:
        values: Any = [stored[name][item] for item in order.tolist()]
        if name in NUMBERS:
            columns.append(Column(name, read_numbers(values).certain(titles[name]).values, int, titles[name]))
            continue
        cleaned = [None if value is None else mask(str(value), labels) for value in values]
        columns.append(Column(name, cleaned, str, titles[name]))
    if time in TIMES:
        written = [_coarse(stored["created_utc"][item], TIMES[time]) for item in order.tolist()]
        columns.append(Column("written", written, str, translate("Samplan", "Written (UTC)")))
    return columns


def _items_in_cell(cells: PublishedCells) -> np.ndarray:
    """Return the number of items in each item's published cell, shape (n,); NaN where held back."""
    found = np.full(len(cells.count), np.nan)
    kept = np.flatnonzero(cells.kept)
    if len(kept):
        keys = np.stack([cells.size, cells.x, cells.y], axis=1)[kept]
        _rows, place, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
        found[kept] = counts[place.reshape(-1)]
    return found


def _coarse(moment: Any, length: int) -> Optional[str]:
    found = utc(moment)
    return found[:length] if found else None


def field_titles() -> dict[str, str]:
    """Return the titles of the fields that may be published."""
    return {
        "kind": translate("Samplan", "Kind"),
        "category": translate("Samplan", "Category"),
        "status": translate("Samplan", "Status"),
        "lang": translate("Samplan", "Language"),
        "marks": translate("Samplan", "Marks: near-duplicate, burst"),
        "votes_up": translate("Samplan", "Votes for"),
        "votes_down": translate("Samplan", "Votes against"),
        "comments_n": translate("Samplan", "Number of comments"),
        "title": translate("Samplan", "Title (masked)"),
        "text": translate("Samplan", "Text (masked)"),
    }


def mask_words() -> dict[str, str]:
    """Return what stands in place of personal data in masked texts."""
    return {
        "email": translate("Samplan", "e-mail"),
        "personnummer": translate("Samplan", "personal identity number"),
        "henkilotunnus": translate("Samplan", "personal identity number"),
        "idnumber": translate("Samplan", "personal identity number"),
        "phone": translate("Samplan", "phone number"),
        "plate": translate("Samplan", "number plate"),
        "name": translate("Samplan", "name"),
        "home": translate("Samplan", "address"),
        "account": translate("Samplan", "bank account"),
        "profile": translate("Samplan", "profile or user account"),
    }


ALGORITHMS = (PublishFeedback,)
