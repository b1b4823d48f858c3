"""Scoring inside an algorithm: the parameters, the run, and the columns it gives; shared by the Score algorithms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Mapping, Optional

import numpy as np
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...i18n import pick, translate
from ...indicators.spatial.fields import texts
from ..common.algorithm import push_note
from ..common.area_output import Column
from ..common.choice import choice
from ..common.icons import RESOURCES
from ..common.parameters import advanced, helped
from ..common.score_fields import node_fields
from ..common.snapshots import LayerSnapshot
from ..common.tables import decimal_parameter, number_column

if TYPE_CHECKING:
    from ...scoring import Framework, Reweighted, ScoreResult

FRAMEWORK = "FRAMEWORK"
MISSING_POLICY = "MISSING_POLICY"
MIN_COVERAGE = "MIN_COVERAGE"
MIN_DATA_COVERAGE = "MIN_DATA_COVERAGE"
FRAME = "FRAME"
POLICIES = ("framework", "exclude", "renormalise", "impute")
FRAMEWORKS_DIR = RESOURCES / "frameworks"
SCHEMA = "framework.schema.json"
DEFAULT_FRAMEWORK = "sodertorn_core"


def shipped_frameworks() -> dict[str, Path]:
    """Return the frameworks shipped with Samplan: id -> file."""
    return {path.stem: path for path in sorted(FRAMEWORKS_DIR.glob("*.json")) if path.name != SCHEMA}


def framework_parameter() -> QgsProcessingParameterFile:
    """Return the parameter that takes a framework file or the id of a shipped one.

    The filter must match both. The parameter is optional because QGIS 3.22 refuses a file parameter that is left at its
    default; empty means `DEFAULT_FRAMEWORK`.
    """
    return helped(
        QgsProcessingParameterFile(
            FRAMEWORK,
            translate("Samplan", "Framework (a JSON file, or the id of a shipped one)"),
            defaultValue=DEFAULT_FRAMEWORK,
            optional=True,
            fileFilter=translate("Samplan", "Frameworks (*.json *)"),
        ),
        translate("Samplan", "Shipped: {names}. Copy the template to make your own.").format(
            names=", ".join(shipped_frameworks())
        ),
    )


def policy_titles() -> dict[str, str]:
    """Return the policies for missing data with their titles."""
    titles = (
        translate("Samplan", "As the framework says"),
        translate("Samplan", "Exclude: no score for an area that lacks an indicator"),
        translate("Samplan", "Renormalise: share the weights among what is there"),
        translate("Samplan", "Impute: count what is missing as the middle of the scale"),
    )
    return dict(zip(POLICIES, titles))


def aggregation_titles() -> dict[str, str]:
    """Return the ways of aggregating with their titles."""
    return {
        "arithmetic": translate("Samplan", "Arithmetic mean (full compensation)"),
        "geometric": translate("Samplan", "Geometric mean (partial compensation)"),
        "harmonic": translate("Samplan", "Harmonic mean (little compensation)"),
        "minimum": translate("Samplan", "Minimum (no compensation)"),
        "topsis": translate("Samplan", "TOPSIS (distance to the ideal)"),
    }


def add_scoring_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare framework, missing-data policy and the frame file."""
    algorithm.addParameter(framework_parameter())
    algorithm.addParameter(
        helped(
            choice(MISSING_POLICY, translate("Samplan", "Where data are missing"), policy_titles(), "framework"),
            translate(
                "Samplan",
                "framework: as the framework says. exclude: an area that lacks any indicator gets no score. renormalise: "
                "the weights are shared among the indicators that are there, if they carry at least the minimum coverage. "
                "impute: a missing indicator counts as the middle of the scale.",
            ),
        )
    )
    algorithm.addParameter(min_coverage_parameter())
    text = translate(
        "Samplan",
        "Share of an area that the data behind a measured value must cover (the field ending in _cov); otherwise the value "
        "counts as missing. Empty: as the framework says (0.5).",
    )
    title = translate("Samplan", "Minimum data coverage (0–1) of a value")
    algorithm.addParameter(advanced(helped(_share_parameter(MIN_DATA_COVERAGE, title), text)))
    algorithm.addParameter(decimal_parameter())


def min_coverage_parameter() -> QgsProcessingParameterDefinition:
    """Return the parameter with the coverage that a score needs, with its help."""
    text = translate(
        "Samplan",
        "Share of the weight that must enter the score; a pillar or theme without a score of its own does not enter. Empty: "
        "as the framework says (0.65).",
    )
    title = translate("Samplan", "Minimum coverage (0–1) for a score")
    return advanced(helped(_share_parameter(MIN_COVERAGE, title), text))


def _share_parameter(name: str, title: str) -> QgsProcessingParameterNumber:
    return QgsProcessingParameterNumber(
        name, title, QgsProcessingParameterNumber.Type.Double, optional=True, minValue=0.0, maxValue=1.0
    )


def add_frame_parameter(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare the file that the reference frame is written to."""
    algorithm.addParameter(
        helped(
            QgsProcessingParameterFileDestination(
                FRAME,
                translate("Samplan", "Reference frame"),
                translate("Samplan", "Reference frame (*.json)"),
                optional=True,
                createByDefault=False,
            ),
            translate(
                "Samplan",
                "Goalposts and options actually used, to score next year or the neighbouring town on the same yardstick.",
            ),
        )
    )


def find_framework(text: str) -> Framework:
    """Return the framework of a parameter's value: a shipped id or a file.

    Raises
    ------
    QgsProcessingException
        Neither.
    ScoringError
        The file's faults, all of them.
    """
    from ...scoring import load_framework  # late: QGIS starts faster

    shipped = shipped_frameworks()
    text = text or DEFAULT_FRAMEWORK
    if text in shipped:
        return load_framework(shipped[text])
    if not Path(text).is_file():
        raise QgsProcessingException(
            translate(
                "Samplan", 'There is no framework "{name}". Give a JSON file, or one of the shipped ones: {names}.'
            ).format(name=text, names=", ".join(shipped))
        )
    return load_framework(Path(text))


def missing_data_options(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, Any]:
    """Return missing_policy and the minimum coverages as `score` takes them; None = as the framework says.

    An algorithm without the parameter of the data coverage gets no entry for it.
    """
    policy = algorithm.parameterAsEnumString(parameters, MISSING_POLICY, context)
    options: dict[str, Any] = {"missing_policy": None if policy in ("", "framework") else policy}
    for parameter, name in ((MIN_COVERAGE, "min_coverage"), (MIN_DATA_COVERAGE, "min_data_coverage")):
        if algorithm.parameterDefinition(parameter) is None:
            continue
        given = parameters.get(parameter)
        options[name] = None if given in (None, "") else algorithm.parameterAsDouble(parameters, parameter, context)
    return options


def read_columns(
    source: LayerSnapshot, framework: Framework, feedback: QgsProcessingFeedback, decimal: str = ""
) -> dict[str, np.ndarray]:
    """Read the columns a framework needs, where the source has them.

    The data coverage of values (``<field>_cov``) comes along. Field names match without case. Group fields are read as
    text, all others as numbers (see `number_column`).
    """
    from ...scoring import data_coverage_column  # late: QGIS starts faster

    by_lower = {name.lower(): name for name in source.fields().names()}
    groups = {leaf.impute.get("group") for leaf in framework.leaves} - {None}
    values = {name for leaf in framework.leaves for name in (leaf.field, leaf.id)}
    wanted = {*framework.fields(), *values, *map(data_coverage_column, values)}
    names = {name: by_lower[name.lower()] for name in sorted(wanted) if name.lower() in by_lower}
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    indexes = {name: source.fields().indexFromName(field) for name, field in names.items()}
    request.setSubsetOfAttributes(sorted(set(indexes.values())))
    raw: dict[str, list] = {name: [] for name in names}
    for feature in source.getFeatures(request):
        if feedback.isCanceled():
            break
        attributes = feature.attributes()
        for name, index in indexes.items():
            raw[name].append(attributes[index])
    columns: dict[str, np.ndarray] = {}
    for name, values in raw.items():
        if name in groups:
            columns[name] = texts(values)
            continue
        columns[name] = number_column(values, names[name], feedback, decimal)
    return columns


def run_scoring(
    framework: Framework,
    columns: Mapping[str, Any],
    options: Mapping[str, Any],
    feedback: QgsProcessingFeedback,
) -> ScoreResult:
    """Score and tell the notes."""
    from ...scoring import score  # late: QGIS starts faster

    result = score(framework, columns, **options)
    for note in result.notes:
        push_note(feedback, note)
    return result


def score_columns(result: ScoreResult | Reweighted) -> list[Column]:
    """Return the output columns of a score, as the contract names them.

    Overall score, rank, coverage and what is left out first, then every node's score from the top of the tree down, the
    coverage of every group, and the points each indicator contributes.
    """
    framework = result.framework
    low, high = framework.scale
    scale = f"{low:g}–{high:g}"
    columns = [
        Column("score", result.score, float, translate("Samplan", "Score ({scale})").format(scale=scale)),
        Column("rank", result.rank, int, translate("Samplan", "Rank (1 = best)")),
        Column(
            "coverage",
            result.coverage,
            float,
            translate("Samplan", "Coverage (0–1)"),
            translate("Samplan", "Share of the framework's weight that entered the score."),
        ),
        Column(
            "observed",
            result.observed[framework.root.id],
            float,
            translate("Samplan", "Observed (0–1)"),
            translate("Samplan", "Share of the framework's weight that was observed, in the score or not."),
        ),
        Column(
            "dropped",
            dropped_groups(result),
            str,
            translate("Samplan", "Left out for lack of data"),
            translate("Samplan", "Pillars and themes without a score of their own, which the score does without."),
        ),
    ]
    for node in framework.nodes:
        title = pick(node.title) or node.id
        own, coverage, _points = node_fields(node.id)
        columns.append(Column(own, result.nodes[node.id], float, f"{title} ({scale})"))
        if not node.is_leaf:
            alias = translate("Samplan", "{name}: coverage (0–1)").format(name=title)
            columns.append(Column(coverage, result.node_coverage[node.id], float, alias))
    for leaf in framework.leaves:
        alias = translate("Samplan", "{name}: points of the score").format(name=pick(leaf.title) or leaf.id)
        columns.append(Column(node_fields(leaf.id)[2], result.contributions[leaf.id], float, alias))
    return columns


def dropped_groups(result: ScoreResult | Reweighted) -> list[Optional[str]]:
    """Return for every area the titles of the groups that its score does without, None for none."""
    texts: list[Optional[str]] = [None] * result.score.size
    for node in result.framework.groups:
        for place in np.flatnonzero(result.left_out.get(node.id, ())).tolist():
            texts[place] = ", ".join(filter(None, (texts[place], pick(node.title) or node.id)))
    return texts


def log_ranking(result: ScoreResult, labels: list[str], feedback: QgsProcessingFeedback) -> None:
    """Write the best and the last areas into the log; those of every period where there are several."""
    order = np.argsort(np.where(np.isnan(result.score), np.inf, result.rank), kind="stable")
    order = order[np.isfinite(result.score[order])]
    if result.periods is None:
        _log_order(result, labels, order.tolist(), feedback)
        return
    for period in sorted(set(result.periods) - {""}):
        feedback.pushInfo(translate("Samplan", "Period {period}:").format(period=period))
        _log_order(result, labels, order[result.periods[order] == period].tolist(), feedback)


def _log_order(result: ScoreResult, labels: list[str], order: list[int], feedback: QgsProcessingFeedback) -> None:
    for index in order[:3]:
        _tell(result, labels, index, feedback)
    if len(order) > 6:
        feedback.pushInfo("…")
    for index in order[3:][-3:]:
        _tell(result, labels, index, feedback)


def _tell(result: ScoreResult, labels: list[str], index: int, feedback: QgsProcessingFeedback) -> None:
    feedback.pushInfo(
        translate("Samplan", "{rank}. {name}: {score} (coverage {coverage} %)").format(
            rank=int(result.rank[index]),
            name=labels[index],
            score=f"{result.score[index]:.1f}",
            coverage=round(100 * float(result.coverage[index])),
        )
    )


def scoring_record(result: ScoreResult, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the lineage says of a score: the whole frame, which holds the framework."""
    earlier = options.get("frame")
    return {
        **({} if earlier is None else {"earlier_frame": earlier.fingerprint()}),
        "framework": {
            "id": result.framework.id,
            "version": result.framework.version,
            "fingerprint": result.framework.fingerprint(),
        },
        "scoring_options": {
            name: options.get(name) for name in ("missing_policy", "min_coverage", "min_data_coverage")
        },
        "frame": result.frame.to_dict(),
    }
