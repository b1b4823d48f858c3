"""Propose roles: see which layer of a project plays which part in an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProject,
)

from ...i18n import pick, translate, translate_message
from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..common.algorithm import SamplanAlgorithm
from ..common.area_output import Column
from ..common.help_text import help_html
from ..common.parameters import AREAS, helped
from ..common.snapshots import layers_of
from ..common.tables import OUTPUT, table_sink, write_table
from ._scoring_run import FRAMEWORK, shipped_frameworks

if TYPE_CHECKING:
    from ...assessment.matching import Candidate, Proposal

LAYERS, ASSESSMENT = "LAYERS", "ASSESSMENT"
_BY_WEALTH = ("sodertorn", "sodertorn_core")
"""Frameworks that are proposed, the one that asks for most first."""


class ProposeRoles(SamplanAlgorithm):
    """The algorithm ``samplan:proposeroles``."""

    ID = "proposeroles"
    GROUP = "score"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Propose roles of layers")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Sees which layers of the project can be planning areas, population, green areas, streets and so on."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "layers,roles,match,recognise,project,assessment,fields")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Looks at the layers of a project and proposes the role of each in an assessment, with the fields and the "
                "scheme of classes that go with it, and says what speaks for it.",
            ),
            (
                translate(
                    "Samplan",
                    "Evidence: names in Swedish, English, Finnish, Norwegian, Danish and German, names and values of fields, "
                    "geometry, and cells of rasters. The rules are tables in the plugin's folder resources/roles. A few "
                    "hundred features of each layer are read.",
                ),
                translate(
                    "Samplan",
                    "State: ready = no doubt; ask = several layers or fields are as likely, or little speaks for it: decide "
                    "yourself; none = not used. Results of Samplan are never proposed.",
                ),
                translate(
                    "Samplan",
                    "Output: a table with layer, role, score (0–1), state, evidence and fields, and an assessment file with "
                    "all that is ready. What is to be decided is left out of the file and told in the log.",
                ),
            ),
            "qgis_process run samplan:proposeroles --project_path=town.qgz -- OUTPUT=roles.gpkg ASSESSMENT=town.json",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare the parameters."""
        kind = QgsProcessing.SourceType
        self.addParameter(
            helped(
                QgsProcessingParameterMultipleLayers(
                    LAYERS, translate("Samplan", "Layers"), kind.TypeMapLayer, optional=True
                ),
                translate("Samplan", "Empty: all layers of the project."),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterFeatureSource(
                    AREAS, translate("Samplan", "Planning areas"), [kind.TypeVectorPolygon], optional=True
                ),
                translate("Samplan", "Empty: recognised like the other layers."),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterFile(
                    FRAMEWORK,
                    translate("Samplan", "Framework (a JSON file, or the id of a shipped one)"),
                    optional=True,
                    fileFilter=translate("Samplan", "Frameworks (*.json *)"),
                ),
                translate("Samplan", "Empty: {full} when the layers allow all its indicators, else {core}.").format(
                    full=_BY_WEALTH[0], core=_BY_WEALTH[1]
                ),
            )
        )
        self.addParameter(table_sink(OUTPUT, translate("Samplan", "Roles")))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                ASSESSMENT,
                translate("Samplan", "Assessment"),
                translate("Samplan", "Assessment (*.json)"),
                optional=True,
                createByDefault=False,
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Take hold of the layers, in the main thread."""
        from ..common.layer_facts import project_samples  # late: QGIS starts faster

        project = context.project() or QgsProject.instance()
        layers = layers_of(self, self.parameterDefinition(LAYERS), parameters, context)
        areas = layers_of(self, self.parameterDefinition(AREAS), parameters, context)
        if parameters.get(AREAS) not in (None, "") and not areas:
            raise QgsProcessingException(self.invalidSourceError(parameters, AREAS))
        self.samples = project_samples(project, layers or None)
        known = {sample.id for sample in self.samples}
        self.samples += project_samples(project, [layer for layer in areas if layer.id() not in known])
        self.areas = areas[0].id() if areas else ""
        if not self.samples:
            raise QgsProcessingException(
                translate("Samplan", "There are no layers. Open a project with layers, or choose some.")
            )

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Look, propose and write."""
        from ...assessment.document import save  # late: QGIS starts faster
        from ...assessment.matching import document, propose, with_areas

        facts = []
        for number, sample in enumerate(self.samples):
            facts.append(sample.facts(feedback.isCanceled))
            feedback.setProgress(90.0 * (number + 1) / len(self.samples))
        proposal = propose(facts)
        for item in facts:
            if item.id == self.areas:
                proposal = with_areas(proposal, item)
        framework = self._framework(self.parameterAsString(parameters, FRAMEWORK, context), proposal, feedback)
        self._tell(proposal, feedback)
        results = write_table(
            self, parameters, context, OUTPUT, _columns(proposal, {item.id: item.name for item in facts})
        )
        path = self.parameterAsFileOutput(parameters, ASSESSMENT, context)
        if path:
            ready = proposal.ready()
            self._warn_of_places(ready, feedback)
            save(document(ready, {sample.id: sample.place for sample in self.samples}, framework), path)
            results[ASSESSMENT] = path
        return results

    def _framework(self, given: str, proposal: Proposal, feedback: QgsProcessingFeedback) -> str:
        """Return the framework given, else the richest one that the layers allow, and tell what is lacking."""
        from ...assessment.matching import fitting_framework  # late: QGIS starts faster
        from ...indicators.registry import all_indicators
        from ...scoring import load_framework

        shipped, known = shipped_frameworks(), all_indicators()
        frameworks = {}
        for name in (given,) if given else _BY_WEALTH:
            leaves = load_framework(shipped.get(name, name)).leaves
            frameworks[name] = [known[leaf.indicator] for leaf in leaves if leaf.indicator in known]
        chosen, lacking = fitting_framework(proposal.ready(), frameworks)
        feedback.pushInfo(translate("Samplan", "Framework: {name}.").format(name=chosen))
        if lacking:
            feedback.pushWarning(
                translate("Samplan", "Not all its indicators can be measured yet. What is lacking: {names}.").format(
                    names=", ".join(_part_title(name) for name in lacking)
                )
            )
        return chosen

    def _tell(self, proposal: Proposal, feedback: QgsProcessingFeedback) -> None:
        for role, item in proposal.ready().items():
            feedback.pushInfo(
                translate("Samplan", '{role}: "{layer}" ({evidence}).').format(
                    role=_part_title(role),
                    layer=item.layer.name,
                    evidence=_sentences(item.evidence[:2]) or translate("Samplan", "chosen"),
                )
            )
        for role, items in proposal.asked().items():
            feedback.pushWarning(
                translate("Samplan", "{role}: to be decided by you. {layers}.").format(
                    role=_part_title(role),
                    layers="; ".join(f'"{item.layer.name}": {_sentences(item.questions[:2])}' for item in items[:5]),
                )
            )

    def _warn_of_places(self, ready: dict[str, Candidate], feedback: QgsProcessingFeedback) -> None:
        """Tell of layers that the file cannot lead to."""
        samples = {sample.id: sample for sample in self.samples}
        for item in ready.values():
            sample = samples[item.layer.id]
            lost = sorted(sample.passing.intersection(item.fields.values()))
            if not sample.place.source:
                feedback.pushWarning(
                    translate(
                        "Samplan",
                        '"{layer}" is a temporary layer, which the assessment cannot find again: save it to a file and run '
                        "this once more.",
                    ).format(layer=item.layer.name)
                )
            elif lost:
                feedback.pushWarning(
                    translate(
                        "Samplan",
                        'The fields {names} of "{layer}" are joined or computed in the project, and the assessment reads the '
                        "file behind it: export the layer and use the copy.",
                    ).format(names=", ".join(lost), layer=item.layer.name)
                )


def _part_title(name: str) -> str:
    """Return what to call a role (``green``), a role's field (``population.count``) or the planning areas."""
    from ...assessment.rules import rules  # late: QGIS starts faster
    from ...indicators.roles import ROLES

    role, _, part = name.partition(".")
    title = pick(rules().titles[role])
    field = next((item for item in ROLES[role].fields if item.name == part), None) if part else None
    return f"{title}: {pick(field.title).lower()}" if field else title


def _sentences(messages: Sequence[UserMessage]) -> str:
    return "; ".join(translate_message(item.template, item.values) for item in messages)


def _columns(proposal: Proposal, names: Mapping[str, str]) -> list[Column]:
    """Return the table: a row for every layer and role that is ready or asked for, and one for every other layer."""
    rows = []
    for item in proposal.candidates:
        if item.state == "none":
            continue
        fields = ", ".join(f"{part}={name}" for part, name in item.fields.items())
        told = _sentences(item.evidence), _sentences(item.questions), fields, item.classes, item.filter
        rows.append((item.layer.name, item.role, item.score, item.state, *told))
    best = {item.layer.id: item for item in reversed(proposal.candidates)}
    for layer, why in proposal.unused.items():
        item = best.get(layer)
        role, score = (item.role, item.score) if item is not None else (None, None)
        rows.append((names[layer], role, score, "none", _sentences([why]), "", "", "", ""))
    titles = {
        "layer": (str, translate("Samplan", "Layer")),
        "role": (str, translate("Samplan", "Role")),
        "score": (float, translate("Samplan", "Score (0–1)")),
        "state": (str, translate("Samplan", "State")),
        "evidence": (str, translate("Samplan", "Evidence")),
        "question": (str, translate("Samplan", "To be decided")),
        "fields": (str, translate("Samplan", "Fields")),
        "classes": (str, translate("Samplan", "Scheme of the classes")),
        "filter": (str, translate("Samplan", "Filter")),
    }
    return [
        Column(name, [row[place] for row in rows], kind, title)
        for place, (name, (kind, title)) in enumerate(titles.items())
    ]


ALGORITHMS = (ProposeRoles,)
