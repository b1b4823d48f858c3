"""Each indicator as an algorithm of its own, generated from its declaration, so that models can use one alone."""

from __future__ import annotations

from typing import Any, Iterator

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
)

from ...i18n import pick, translate
from ...indicators.declaration import Indicator, Table
from ...indicators.registry import all_indicators
from ...indicators.roles import ROLES
from ...tables.numbers import read_numbers
from ..common.algorithm import SamplanAlgorithm
from ..common.choice import choice
from ..common.help_text import indicator_help
from ..common.parameters import AREAS, add_areas_parameters, advanced, include_paths_parameter
from ..common.role_parameters import add_role_parameters, roles_of
from ..common.tables import OUTPUT
from ._measuring import CUT_AT_BORDER, measurement_request
from .measure_indicators import measured_output


class SingleIndicator(SamplanAlgorithm):
    """The algorithm ``samplan:indicator_<id>``.

    Parameters
    ----------
    indicator : Indicator
        What it measures.
    """

    GROUP = "measure"

    def __init__(self, indicator: Indicator) -> None:
        super().__init__()
        self.indicator = indicator

    def createInstance(self) -> SingleIndicator:
        """Return a fresh instance for the same indicator."""
        return SingleIndicator(self.indicator)

    def name(self) -> str:
        """Return the stable id."""
        return f"indicator_{self.indicator.id}"

    def displayName(self) -> str:
        """Return the indicator's code and title."""
        return f"{self.indicator.code} {pick(self.indicator.title)}"

    def shortDescription(self) -> str:
        """Return the formula as tooltip."""
        return pick(self.indicator.formula)

    def tags(self) -> list[str]:
        """Return search words in both languages."""
        return [*self.indicator.title.values(), self.indicator.code, self.indicator.id, self.indicator.pillar]

    def helpText(self) -> str:
        """Return the help built from the declaration."""
        return indicator_help(self.indicator)

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters the indicator needs."""
        add_areas_parameters(self)
        roles, optional = roles_of([self.indicator])
        if self.indicator.uses_surroundings:
            roles, optional = [*roles, "municipalities"], [*optional, "municipalities"]
        counts = [need.role for need in self.indicator.needs if set(need.fields) <= {"count"}]  # what a raster can tell
        # Left empty at first: QGIS would choose a layer that fits, and of polygons the areas fit best. `prepare` asks for it.
        polygons = [role for role in roles if "polygon" in ROLES[role].geometry]
        add_role_parameters(self, roles, {*optional, *polygons}, counts)
        for item in self.indicator.parameters:
            label = pick(item.title) + (f" ({item.unit})" if item.unit else "")
            parameter = QgsProcessingParameterNumber(
                item.name.upper(), label, QgsProcessingParameterNumber.Type.Double, item.default
            )
            parameter.setMinimum(item.minimum)
            if item.maximum < float("inf"):
                parameter.setMaximum(item.maximum)
            self.addParameter(advanced(parameter) if item.advanced else parameter)
        for table in self.indicator.tables:
            if table.presets:
                self.addParameter(_preset_parameter(table))
            self.addParameter(_table_parameter(table))
        if self.indicator.uses_surroundings:
            self.addParameter(
                advanced(
                    QgsProcessingParameterField(
                        CUT_AT_BORDER,
                        translate(
                            "Samplan", "Field with the area's municipality, to measure also with neighbours cut off"
                        ),
                        parentLayerParameterName=AREAS,
                        optional=True,
                    )
                )
            )
        self.addParameter(include_paths_parameter())
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, translate("Samplan", "Measured areas"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Gather layers and settings in the main thread."""
        settings: dict[str, Any] = {
            item.name: self.parameterAsDouble(parameters, item.name.upper(), context)
            for item in self.indicator.parameters
        }
        for table in self.indicator.tables:
            cells = self.parameterAsMatrix(parameters, table.name.upper(), context)
            preset = self.parameterAsEnumString(parameters, _preset_name(table), context) if table.presets else ""
            rows = _rows(cells, pick(table.title))
            if preset and rows not in ({}, dict(table.rows)):
                raise QgsProcessingException(
                    translate(
                        "Samplan",
                        "{preset} and {table} are both given. Leave the table as it is, or choose no published one.",
                    ).format(preset=_preset_name(table), table=table.name.upper())
                )
            if preset or rows:
                settings[table.name] = preset or rows
        self.request = measurement_request(
            self, parameters, context, feedback, [self.indicator.id], {self.indicator.id: settings}, strict=True
        )

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Measure and write."""
        return measured_output(self, self.request, parameters, context, feedback)


def _preset_name(table: Table) -> str:
    return f"{table.name}_PRESET".upper()


def _preset_parameter(table: Table) -> QgsProcessingParameterEnum:
    """Return the choice of a published table in place of the one shown."""
    parameter = choice(
        _preset_name(table),
        translate("Samplan", "{table}: published table (none chosen: the table below)").format(table=pick(table.title)),
        {word: preset.title for word, preset in table.presets.items()},
        optional=True,
    )
    sources = "; ".join(dict.fromkeys(f"{preset.title}: {preset.source}" for preset in table.presets.values()))
    parameter.setHelp(translate("Samplan", "Sources: {sources}.").format(sources=sources))
    return advanced(parameter)


def _table_parameter(table: Table) -> QgsProcessingParameterMatrix:
    cells = [cell for name, number in table.rows.items() for cell in (name, number)]
    parameter = QgsProcessingParameterMatrix(
        table.name.upper(),
        pick(table.title),
        numberRows=len(table.rows),
        headers=[translate("Samplan", "Class"), translate("Samplan", "Number")],
        defaultValue=cells,
        optional=True,  # QGIS 3.22 refuses a required matrix left at its default
    )
    parameter.setHelp(table.source)
    return advanced(parameter)


def _rows(cells: list[Any], title: str) -> dict[str, float]:
    """Return the rows of a two-column matrix; rows without a class are left out."""
    pairs = [(str(name), number) for name, number in zip(cells[::2], cells[1::2]) if str(name).strip()]
    rows = dict(zip((name for name, _ in pairs), read_numbers([n for _, n in pairs]).certain(title).values.tolist()))
    for name, given in pairs:
        if rows[name] != rows[name]:
            raise QgsProcessingException(
                translate("Samplan", 'The table "{title}" has "{value}" for {name}: write a number.').format(
                    title=title, value=given, name=name
                )
            )
    return rows


def make_algorithms() -> Iterator[SingleIndicator]:
    """Yield one algorithm per indicator."""
    for indicator in all_indicators().values():
        yield SingleIndicator(indicator)
