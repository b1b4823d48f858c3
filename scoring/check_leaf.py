"""The faults of one leaf of a framework: how its indicator is prepared and normalised."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .faults import Checker, is_number

DIRECTIONS = ("up", "down", "band")
TRANSFORMS = ("log", "log10", "sqrt")
IMPUTE = ("none", "mean", "median", "group_mean", "group_median", "midpoint")
OUTLIERS = ("none", "clamp", "winsorise", "log")
SCOPES = ("pooled", "period")
TIES = ("average", "min", "max", "dense", "ordinal")
CLAMPS = ("low", "high")
METHOD_KEYS: Mapping[str, tuple[str, ...]] = {
    "goalposts": ("low", "high", "clamp"),
    "target": ("target", "baseline", "clamp"),
    "value_function": ("points",),
    "minmax": (),
    "zscore": ("mean", "sd"),
    "rank": ("ties",),
    "percentile": (),
    "none": (),
}
DATA_DRIVEN = ("minmax", "zscore", "rank", "percentile")
BOUND_WORDS = ("min", "max")
BOUND_KEYS = ("percentile", "mean_top", "mean_bottom")

_LEAF_KEYS = (
    "indicator",
    "field",
    "unit",
    "direction",
    "band",
    "denominator",
    "transform",
    "transform_offset",
    "impute",
    "outliers",
    "normalisation",
    "reference",
)


def check_leaf(
    check: Checker, path: str, data: Mapping[str, Any], scale: tuple[float, float], common: tuple[str, ...]
) -> None:
    """Check one leaf; faults go to ``check``."""
    check.unknown_keys(path, data, (*common, *_LEAF_KEYS))
    for key in ("indicator", "field"):
        value = data.get(key)
        if ((key in data and value is not None) or key == "indicator") and not (isinstance(value, str) and value):
            check.wrong(path, key, value, QT_TRANSLATE_NOOP("Samplan", "the name of an indicator or column"))
    check.choice(path, data, "direction", DIRECTIONS)
    _check_band(check, path, data)
    _check_denominator(check, path, data.get("denominator"))
    if data.get("transform") is not None:
        check.choice(path, data, "transform", TRANSFORMS)
    check.number(path, data, "transform_offset")
    _check_impute(check, path, data)
    _check_reference(check, path, data)
    _check_normalisation(check, path, data, scale)
    _check_outliers(check, path, data)


def _pair(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2 and all(map(is_number, value)) and value[0] <= value[1]


def _check_band(check: Checker, path: str, data: Mapping[str, Any]) -> None:
    band = data.get("band")
    right = QT_TRANSLATE_NOOP("Samplan", "two rising numbers: the interval that scores best")
    if band is not None and not _pair(band):
        check.wrong(path, "band", band, right)
    elif data.get("direction") == "band" and band is None:
        check.missing(path, "band", right)
    elif band is not None:
        _check_transformable(check, path, data, "band", float(band[0]))


def _check_denominator(check: Checker, path: str, denominator: Any) -> None:
    right = QT_TRANSLATE_NOOP("Samplan", 'a column name, or {"field": "residents", "per": 1000}')
    if denominator is None or (isinstance(denominator, str) and denominator):
        return
    if (
        not isinstance(denominator, Mapping)
        or not isinstance(denominator.get("field"), str)
        or not denominator["field"]
    ):
        check.wrong(path, "denominator", denominator, right)
        return
    check.unknown_keys(path, denominator, ("field", "per"))
    positive = QT_TRANSLATE_NOOP("Samplan", "a number above 0")
    check.number(path, denominator, "per", positive, lambda value: value > 0, "denominator.per")


def _check_impute(check: Checker, path: str, data: Mapping[str, Any]) -> None:
    impute = check.mapping(path, data, "impute")
    if impute is None:
        return
    check.unknown_keys(path, impute, ("method", "group"))
    check.choice(path, impute, "method", IMPUTE, "impute.method")
    group = impute.get("group")
    right = QT_TRANSLATE_NOOP("Samplan", "the name of the column that holds the groups")
    if str(impute.get("method")).startswith("group_") and "group" not in impute:
        check.missing(path, "impute.group", right)
    elif group is not None and not (isinstance(group, str) and group):
        check.wrong(path, "impute.group", group, right)


def _check_reference(check: Checker, path: str, data: Mapping[str, Any]) -> None:
    reference = check.mapping(path, data, "reference")
    if reference is None:
        return
    check.unknown_keys(path, reference, ("value", "kind", "source", "note"))
    check.number(path, reference, "value", name="reference.value")
    check.choice(path, reference, "kind", ("target", "reference"), "reference.kind")


def _check_outliers(check: Checker, path: str, data: Mapping[str, Any]) -> None:
    outliers = check.mapping(path, data, "outliers")
    if outliers is None:
        return
    check.unknown_keys(path, outliers, ("method", "max_points", "skewness", "kurtosis", "then", "low", "high"))
    check.choice(path, outliers, "method", OUTLIERS, "outliers.method")
    check.choice(path, outliers, "then", ("none", "log"), "outliers.then")
    positive = QT_TRANSLATE_NOOP("Samplan", "a number above 0")
    for key in ("skewness", "kurtosis"):
        check.number(path, outliers, key, positive, lambda value: value > 0, f"outliers.{key}")
    whole = QT_TRANSLATE_NOOP("Samplan", "a whole number, 1 or more")
    check.number(
        path, outliers, "max_points", whole, lambda value: value >= 1 and value == int(value), "outliers.max_points"
    )
    low, high = (check.number(path, outliers, key, name=f"outliers.{key}") for key in ("low", "high"))
    if low is not None and high is not None and low >= high:
        check.wrong(path, "outliers.low", low, QT_TRANSLATE_NOOP("Samplan", "below outliers.high"))
    normalisation = data.get("normalisation")
    method = normalisation.get("method") if isinstance(normalisation, Mapping) else None
    if outliers.get("method") == "clamp" and low is None and high is None and method != "goalposts":
        problem = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "Outliers are to be clamped, but there is nothing to clamp to."), {}
        )
        remedy = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'Add "low" and "high" to "outliers", or normalise by goalposts.'), {}
        )
        check.add(path, problem, remedy)
    logs = outliers.get("method") == "log" or (outliers.get("method") == "winsorise" and outliers.get("then") == "log")
    if logs and method in METHOD_KEYS and method not in DATA_DRIVEN:
        problem = UserMessage(
            QT_TRANSLATE_NOOP(
                "Samplan", 'Outliers treated by "log" change the unit, which does not go with "{method}".'
            ),
            {"method": method},
        )
        remedy = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'Use "transform": "log", which also transforms fixed bounds.'), {}
        )
        check.add(path, problem, remedy)


def _check_normalisation(check: Checker, path: str, data: Mapping[str, Any], scale: tuple[float, float]) -> None:
    if data.get("normalisation") is None:
        check.missing(path, "normalisation", '"normalisation": {"method": "goalposts", "low": 0, "high": 100}')
        return
    norm = check.mapping(path, data, "normalisation")
    if norm is None:
        return
    if "method" not in norm:
        check.missing(path, "normalisation.method", ", ".join(METHOD_KEYS))
        return
    check.choice(path, norm, "method", tuple(METHOD_KEYS), "normalisation.method")
    check.choice(path, norm, "scope", SCOPES, "normalisation.scope")
    method = norm["method"]
    if not isinstance(method, str) or method not in METHOD_KEYS:
        return
    check.unknown_keys(path, norm, ("method", "scope", "to", *METHOD_KEYS[method]))
    if norm.get("to") is not None and not (_pair(norm["to"]) and norm["to"][0] < norm["to"][1]):
        check.wrong(path, "normalisation.to", norm["to"], QT_TRANSLATE_NOOP("Samplan", "two rising numbers"))
    clamp = norm.get("clamp", True)
    if not isinstance(clamp, bool) and clamp not in CLAMPS:
        check.wrong(path, "normalisation.clamp", norm["clamp"], 'true, false, "low", "high"')
    check.choice(path, norm, "ties", TIES, "normalisation.ties")
    check.number(path, norm, "mean", name="normalisation.mean")
    positive = QT_TRANSLATE_NOOP("Samplan", "a number above 0")
    check.number(path, norm, "sd", positive, lambda value: value > 0, "normalisation.sd")
    if data.get("direction") == "band" and method in ("target", "value_function", "none"):
        problem = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'Direction "band" does not go with the normalisation "{method}".'),
            {"method": method},
        )
        remedy = UserMessage(QT_TRANSLATE_NOOP("Samplan", 'Use "goalposts" with the band, or a "value_function".'), {})
        check.add(path, problem, remedy)
    if method == "goalposts":
        _check_goalposts(check, path, data, norm)
    elif method == "target":
        _check_target(check, path, data, norm)
    elif method == "value_function":
        _check_points(check, path, data, norm, scale)


def _bound(check: Checker, path: str, norm: Mapping[str, Any], key: str) -> Optional[float]:
    """Check one goalpost: a number, or how to take it from the data; return it when it is a number."""
    value, name = norm[key], f"normalisation.{key}"
    right = QT_TRANSLATE_NOOP(
        "Samplan", 'a number, "min", "max", {"percentile": 2.5}, {"mean_top": 5} or {"mean_bottom": 5}'
    )
    if is_number(value):
        return float(value)
    if isinstance(value, str) and value in BOUND_WORDS:
        return None
    if isinstance(value, Mapping) and len(value) == 1 and next(iter(value)) in BOUND_KEYS:
        kind, amount = next(iter(value.items()))
        fine = (
            (0 <= amount <= 100) if kind == "percentile" and is_number(amount) else (is_number(amount) and amount >= 1)
        )
        if fine:
            return None
    check.wrong(path, name, value, right)
    return None


def _check_transformable(check: Checker, path: str, data: Mapping[str, Any], name: str, value: Optional[float]) -> None:
    """Fixed bounds are in the unit of the raw value and are transformed along with it: they must allow it."""
    transform, offset = data.get("transform"), data.get("transform_offset", 0)
    if value is None or transform not in TRANSFORMS or not is_number(offset):
        return
    if value + offset < 0 or (value + offset == 0 and transform != "sqrt"):
        right = QT_TRANSLATE_NOOP("Samplan", "above 0, in the unit of the raw value, because of the transform")
        check.wrong(path, name, value, right)


def _check_goalposts(check: Checker, path: str, data: Mapping[str, Any], norm: Mapping[str, Any]) -> None:
    bounds: list[Optional[float]] = []
    for key, right in (
        ("low", QT_TRANSLATE_NOOP("Samplan", '"low": the value at the lower end of the scale')),
        ("high", QT_TRANSLATE_NOOP("Samplan", '"high": the value at the upper end of the scale')),
    ):
        if norm.get(key) is None:
            check.missing(path, f"normalisation.{key}", right)
            bounds.append(None)
            continue
        bounds.append(_bound(check, path, norm, key))
        _check_transformable(check, path, data, f"normalisation.{key}", bounds[-1])
    low, high = bounds
    if low is not None and high is not None and low >= high:
        right = QT_TRANSLATE_NOOP("Samplan", 'below "high"; when less is better, write "direction": "down" instead')
        check.wrong(path, "normalisation.low", low, right)
    elif data.get("direction") == "band" and _pair(data.get("band")):
        start, end = data["band"]
        if (low is not None and low > start) or (high is not None and high < end):
            right = QT_TRANSLATE_NOOP("Samplan", "within the goalposts")
            check.wrong(path, "band", data["band"], right)


def _check_target(check: Checker, path: str, data: Mapping[str, Any], norm: Mapping[str, Any]) -> None:
    reference = data.get("reference")
    target = norm.get("target")
    if target is None and isinstance(reference, Mapping):
        target = reference.get("value")
    if target is None:
        right = QT_TRANSLATE_NOOP("Samplan", '"target": the value that scores best')
        check.missing(path, "normalisation.target", right)
        return
    if not is_number(target):
        check.wrong(path, "normalisation.target", target, QT_TRANSLATE_NOOP("Samplan", "a number"))
        return
    _check_transformable(check, path, data, "normalisation.target", float(target))
    down = data.get("direction") == "down"
    if norm.get("baseline") is not None:
        baseline = _bound(check, path, norm, "baseline")
        _check_transformable(check, path, data, "normalisation.baseline", baseline)
        if baseline is not None and (baseline <= target if down else baseline >= target):
            right = (
                QT_TRANSLATE_NOOP("Samplan", "above the target, because less is better")
                if down
                else QT_TRANSLATE_NOOP("Samplan", "below the target")
            )
            check.wrong(path, "normalisation.baseline", baseline, right)
    elif target <= 0 or data.get("transform") is not None:
        right = QT_TRANSLATE_NOOP("Samplan", '"baseline": the value that scores worst')
        check.missing(path, "normalisation.baseline", right)


def _check_points(
    check: Checker, path: str, data: Mapping[str, Any], norm: Mapping[str, Any], scale: tuple[float, float]
) -> None:
    points = norm.get("points")
    right = QT_TRANSLATE_NOOP("Samplan", "at least two pairs [value, score] with rising values")
    if points is None:
        check.missing(path, "normalisation.points", right)
        return
    pairs = isinstance(points, (list, tuple)) and all(
        isinstance(pair, (list, tuple)) and len(pair) == 2 and all(map(is_number, pair)) for pair in points
    )
    if not pairs or len(points) < 2 or any(second[0] <= first[0] for first, second in zip(points, points[1:])):
        check.wrong(path, "normalisation.points", points, right)
        return
    _check_transformable(check, path, data, "normalisation.points", float(points[0][0]))
    low, high = norm["to"] if _pair(norm.get("to")) else scale
    outside = [pair[1] for pair in points if not low <= pair[1] <= high]
    if outside:
        inside = QT_TRANSLATE_NOOP("Samplan", "scores on the framework's scale")
        check.wrong(path, "normalisation.points", points, f"{inside} ({low:g}-{high:g})")
