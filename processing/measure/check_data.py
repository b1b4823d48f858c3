"""Check data: what is wrong, missing, outdated or slow about the layers, before anything long runs."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any, Optional

import numpy as np
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
)

from ...i18n import pick, translate, translate_message
from ...indicators.errors import IndicatorError
from ...indicators.measure import select_indicators
from ...indicators.registry import all_indicators
from ...indicators.roles import ROLES, RoleField
from ...indicators.spatial.cells import raster_zones
from ...indicators.spatial.data import Areas, RasterData
from ...indicators.spatial.extent import share_of_extent, share_on_raster
from ...indicators.spatial.read import read_areas
from ...indicators.spatial.zonal import FEW_CELLS
from ...messages import QT_TRANSLATE_NOOP, UserError, UserMessage
from ...tables.errors import TableError
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column
from ..common.help_text import help_html
from ..common.parameters import AREAS, KEY_FIELD, REGISTER, add_areas_parameters, register_parameter
from ..common.rasters import open_raster
from ..common.reading import read_role, skip_words, to_working_of
from ..common.register import Entry, read_register
from ..common.role_parameters import RoleInput, add_role_parameters, available, role_inputs
from ..common.snapshots import LayerSnapshot, RasterSnapshot
from ..common.tables import OUTPUT, filled_source, labels_of, table_sink, write_table
from ._class_findings import class_findings
from ._duplicate_findings import area_findings, duplicate_findings
from ._measuring import role_words
from ._raster_findings import raster_findings

if TYPE_CHECKING:
    from ...indicators.spatial.regions import Region

FAULTS, WARNINGS = "FAULTS", "WARNINGS"
POOR_EXTENT = 0.8


class CheckData(SamplanAlgorithm):
    """The algorithm ``samplan:checkdata``."""

    ID = "checkdata"
    GROUP = "measure"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Check data")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Looks at areas and layers before measuring: faults, gaps, outdated sources, duration."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "pre-flight,quality,null,geometry,validity,coverage,duration,outdated")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Looks at planning areas and role layers before anything long runs and lists what is wrong or worth knowing.",
            ),
            (
                translate(
                    "Samplan",
                    "Checked: coordinate reference systems and their units, broken, empty and missing geometries, NULL and "
                    "constant columns, text in number fields, repeated names, features there twice and overlaps that count "
                    "double, areas too small for the raster cells, how "
                    "rasters are read (bands, scale, masks, no data, unit) and which of their values cannot be, the "
                    "share of the areas that the layers cover, outdated sources in the data register, which indicators can "
                    "be measured and what the others lack, and how long measuring will take.",
                ),
                translate("Samplan", "Output: a table with one row per finding; nothing is altered."),
            ),
            "qgis_process run samplan:checkdata -- AREAS=areas.gpkg GREEN=green.gpkg POPULATION=residents.gpkg "
            "OUTPUT=findings.gpkg",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        add_areas_parameters(self)
        add_role_parameters(self, ROLES, ROLES)
        self.addParameter(register_parameter())
        self.addParameter(table_sink(OUTPUT, translate("Samplan", "Findings"), optional=True))
        self.addOutput(QgsProcessingOutputNumber(FAULTS, translate("Samplan", "Number of faults")))
        self.addOutput(QgsProcessingOutputNumber(WARNINGS, translate("Samplan", "Number of warnings")))

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take the layers in the main thread."""
        self.inputs = role_inputs(self, parameters, context, feedback, ROLES)

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Look and list."""
        from ...indicators.spatial.regions import measuring_regions  # late: QGIS starts faster

        self.findings: list[tuple[str, str, str]] = []
        self.feedback = feedback
        started = time.monotonic()
        source = filled_source(self, parameters, AREAS)
        register = self.parameterAsFile(parameters, REGISTER, context)
        entries = read_register(register) if register else {}
        labels = labels_of(source, self.parameterAsString(parameters, KEY_FIELD, context))
        areas_title = translate("Samplan", "Planning areas")
        try:
            regions = measuring_regions(
                source, context.transformContext(), source.sourceName(), cancelled=feedback.isCanceled
            )
            for region in regions:
                self._region(source, region, labels, entries, context)
        except IndicatorError as error:
            self._add("fault", areas_title, translate_message(error.template, error.values))
            return self._done(parameters, context)
        double = len(labels) - len(set(labels))
        if double:
            self._add("warning", areas_title, translate("Samplan", "{count} names are repeated.").format(count=double))
        self._indicators()
        seconds = 3.0 * (time.monotonic() - started)
        self._add(
            "info",
            translate("Samplan", "Duration"),
            translate("Samplan", "Measuring all of this will take about {seconds} s or more.").format(
                seconds=max(1, round(seconds))
            ),
        )
        return self._done(parameters, context)

    def _region(
        self,
        source: LayerSnapshot,
        region: Region,
        labels: list[str],
        entries: dict[str, Entry],
        context: QgsProcessingContext,
    ) -> None:
        """Check the areas of a region and the layers around them."""
        about, feedback = translate("Samplan", "Planning areas"), self.feedback
        areas, rows = read_areas(
            source, region.crs, context.transformContext(), cancelled=feedback.isCanceled, rows=region.rows
        )
        self._note("info", about, region.reason)
        if rows.repaired:
            self._add("warning", about, translate("Samplan", "{count} broken geometries.").format(count=rows.repaired))
        for word, count in rows.skipped.items():
            self._add("fault", about, f"{count}: {skip_words().get(word, word)}")
        for severity, text in area_findings(areas, feedback.isCanceled):
            self._add(severity, about, text)
        roles = {}
        for number, (role, item) in enumerate(self.inputs.items()):
            feedback.setProgress(90 * number / len(self.inputs))
            data = self._role(item, region.crs, context, entries.get(role), areas)
            if data is not None:
                roles[role] = data
        self._extent(areas, roles, labels, region.crs, context)

    def _add(self, severity: str, about: str, text: str) -> None:
        if (severity, about, text) in self.findings:
            return  # of another region
        self.findings.append((severity, about, text))
        line = f"{about}: {text}"
        if severity == "fault":
            self.feedback.reportError(line)
        elif severity == "warning":
            self.feedback.pushWarning(line)
        else:
            self.feedback.pushInfo(line)

    def _note(self, severity: str, about: str, note: UserMessage) -> None:
        self._add(severity, about, translate_message(note.template, note.values))

    def _role(
        self, item: RoleInput, crs: Any, context: QgsProcessingContext, entry: Optional[Entry], areas: Areas
    ) -> Any:
        """Check one role layer and return its data; None when it cannot be read."""
        title = pick(item.role.title)
        if entry is not None:
            self._add("info", title, entry.text())
            if entry.overdue(date.today()):
                self._add(
                    "warning",
                    title,
                    translate("Samplan", "Outdated: it should be renewed every {months} months.").format(
                        months=entry.update_months
                    ),
                )
        try:
            if isinstance(item.source, RasterSnapshot):
                raster = self._raster(item, title, areas)
                self._classes(item, title, raster)
                return raster
            data = read_role(item, crs, None, context, self.feedback)
        except (IndicatorError, TableError, QgsProcessingException) as error:
            text = translate_message(error.template, error.values) if isinstance(error, UserError) else str(error)
            self._add("fault", title, text)
            return None
        for word, count in data.skipped.items():
            if count:
                self._add("warning", title, f"{count}: {skip_words().get(word, word)}")
        if data.repaired:
            self._add("warning", title, translate("Samplan", "{count} broken geometries.").format(count=data.repaired))
        if data.n:
            self._place(title, data.bounds[:, :2], data.bounds[:, 2:], areas)
        for field in item.role.fields:
            if field.name in data.fields:
                unreadable = data.unreadable.get(field.name, 0)
                self._column(title, field, item.fields[field.name], data.fields[field.name], unreadable)
        counted = item.role.id in ("population", "jobs")
        for severity, text in duplicate_findings(data, item.role.id, counted, self.feedback.isCanceled):
            self._add(severity, title, text)
        self._classes(item, title, data)
        return data

    def _classes(self, item: RoleInput, title: str, data: Any) -> None:
        for severity, text in class_findings(data) if item.role.classed else ():
            self._add(severity, title, text)

    def _place(self, title: str, low: np.ndarray, high: np.ndarray, areas: Areas) -> None:
        """Warn of a layer whose extent, given by its lowest and highest corners, does not meet the areas'."""
        start, end = np.nanmin(areas.bounds[:, :2], axis=0), np.nanmax(areas.bounds[:, 2:], axis=0)
        if not (len(low) and (np.nanmin(low, axis=0) <= end).all() and (np.nanmax(high, axis=0) >= start).all()):
            self._elsewhere(title)

    def _elsewhere(self, title: str) -> None:
        self._add(
            "warning",
            title,
            translate(
                "Samplan",
                "The whole layer lies elsewhere than the planning areas. Check that it is the right one, with the right "
                "coordinate reference system.",
            ),
        )

    def _column(self, title: str, field: RoleField, name: str, values: np.ndarray, unreadable: int) -> None:
        numeric = values.dtype.kind == "f"
        missing = np.isnan(values) if numeric else values == ""
        known = values[~missing]
        if unreadable:
            self._add(
                "warning",
                title,
                translate("Samplan", "{field}: {count} values are text, not numbers.").format(
                    field=name, count=unreadable
                ),
            )
        if missing.any():
            share = round(100 * float(missing.mean()))
            self._add(
                "warning" if share >= 5 and not field.sparse else "info",
                title,
                translate("Samplan", "{field}: {count} values are NULL ({share} %).").format(
                    field=name, count=int(missing.sum()), share=share
                ),
            )
        if len(known) > 1 and (known == known[0]).all() and not field.sparse:
            self._add("info", title, translate("Samplan", "{field}: all values are the same.").format(field=name))
        if numeric and (known < 0).any() and not field.signed:
            self._add(
                "warning",
                title,
                translate("Samplan", "{field}: {count} values are negative.").format(
                    field=name, count=int((known < 0).sum())
                ),
            )

    def _raster(self, item: RoleInput, title: str, areas: Areas) -> RasterData:
        data = open_raster(item)
        for severity, text in raster_findings(item, data, self.feedback.isCanceled):
            self._add(severity, title, text)
        if item.source.crs.isGeographic():
            self._add("info", title, translate("Samplan", "The cells are in degrees, not metres."))
        if not share_on_raster(areas, data).any():
            self._elsewhere(title)
        small = int(np.count_nonzero(raster_zones(areas, data).few))
        if small:
            self._add(
                "warning",
                title,
                translate("Samplan", "{count} areas have fewer than {cells} cells: their values are less sure.").format(
                    count=small, cells=FEW_CELLS
                ),
            )
        return data

    def _extent(
        self, areas: Areas, roles: dict[str, Any], labels: list[str], crs: Any, context: QgsProcessingContext
    ) -> None:
        if not roles:
            return

        about = translate("Samplan", "Data extent")
        share = share_of_extent(areas, list(roles.values()), to_working_of(crs, context))
        outside = [name for name, part, good in zip(labels, share, areas.usable) if good and part == 0]
        poor = int(np.count_nonzero((share > 0) & (share < POOR_EXTENT)))
        if outside:
            self._add(
                "fault",
                about,
                translate("Samplan", "{count} areas lie outside all layers: {names}.").format(
                    count=len(outside), names=", ".join(outside[:10])
                ),
            )
        if poor:
            self._add(
                "warning",
                about,
                translate("Samplan", "{count} areas are covered by less than {share} %.").format(
                    count=poor, share=round(100 * POOR_EXTENT)
                ),
            )

    def _indicators(self) -> None:
        about = translate("Samplan", "Indicators")
        try:
            ready, lacking = select_indicators(None, available(self.inputs))
        except IndicatorError as error:
            self._add("fault", about, translate_message(error.template, error.values))
            return
        self._add(
            "info",
            about,
            translate("Samplan", "{count} can be measured: {names}.").format(
                count=len(ready), names=", ".join(pick(item.title) for item in ready)
            ),
        )
        for name, missing in lacking.items():
            self._add(
                "info",
                about,
                translate("Samplan", "{indicator} needs: {missing}.").format(
                    indicator=pick(all_indicators()[name].title), missing=", ".join(role_words(missing))
                ),
            )

    def _done(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        words = {
            "fault": translate("Samplan", "fault"),
            "warning": translate("Samplan", "warning"),
            "info": translate("Samplan", "note"),
        }
        columns = [
            Column("severity", [words[s] for s, *_ in self.findings], str, translate("Samplan", "Severity")),
            Column("about", [about for _, about, _ in self.findings], str, translate("Samplan", "About")),
            Column("finding", [text for *_, text in self.findings], str, translate("Samplan", "Finding")),
        ]
        kinds = [severity for severity, *_ in self.findings]
        outputs = write_table(self, parameters, context, OUTPUT, columns)
        return {**outputs, FAULTS: kinds.count("fault"), WARNINGS: kinds.count("warning")}


ALGORITHMS = (CheckData,)
