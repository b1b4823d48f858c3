"""Explain every fault of a framework file in words: where it is, what is wrong, what would be right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Mapping, Sequence, Union

from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .check_leaf import check_leaf
from .errors import ScoringError
from .faults import Checker, Fault, is_number, parse_json, title_text

AGGREGATIONS = ("arithmetic", "geometric", "harmonic", "minimum", "topsis")
POLICIES = ("exclude", "renormalise", "impute")

_COMMON_KEYS = frozenset({"id", "title", "weight", "description", "source", "note"})
_GROUP_KEYS = _COMMON_KEYS | {"children", "aggregation", "offset", "missing"}
_TOP_KEYS = _GROUP_KEYS | {"samplan_framework", "version", "scale", "licence", "author", "sources", "$schema"}
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MAX_DEPTH = 20


def read_source(source: Union[str, Path, Mapping[str, Any]]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the content of a framework file, JSON text or mapping, and the faults that prevented reading it.

    Raises
    ------
    ScoringError
        When the file does not exist or cannot be opened.
    """
    if isinstance(source, Mapping):
        return dict(source), []
    text = str(source)
    if isinstance(source, Path) or not text.lstrip().startswith("{"):
        try:
            text = Path(source).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The framework file "{file}" cannot be read ({reason}). Check its name and that it is UTF-8.',
                ),
                file=str(source),
                reason=getattr(error, "strerror", None) or str(error),
            ) from error
    content, faults = parse_json(text)
    if content is None and faults:
        return {}, faults
    if not isinstance(content, dict):
        problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", "The file does not hold a framework."), {})
        remedy = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'It should be one object: {{"samplan_framework": 1, ...}}.'), {}
        )
        return {}, [Fault("", problem, remedy)]
    return content, faults


def check_framework(source: Union[str, Path, Mapping[str, Any]], language: str = "en") -> list[Fault]:
    """Return all faults of a framework; an empty list means that it can be used as it is.

    Parameters
    ----------
    source : str, Path or mapping
        As for `load_framework`.
    language : str
        Language of the titles in each fault's path ("en", "sv").

    Raises
    ------
    ScoringError
        Only when the file cannot be opened; everything else is a fault.
    """
    data, faults = read_source(source)
    if faults:
        return faults
    check = Checker(language)
    if data.get("samplan_framework") != 1 or isinstance(data.get("samplan_framework"), bool):
        check.wrong("", "samplan_framework", data.get("samplan_framework"), QT_TRANSLATE_NOOP("Samplan", "1"))
    check.unknown_keys("", data, tuple(_TOP_KEYS))
    _check_id(check, "", data)
    if "version" in data and not isinstance(data["version"], str):
        check.wrong("", "version", data["version"], QT_TRANSLATE_NOOP("Samplan", 'text such as "1.0.0"'))
    scale = data.get("scale", [0, 100])
    if not _is_interval(scale):
        check.wrong("", "scale", scale, QT_TRANSLATE_NOOP("Samplan", "two rising numbers such as [0, 100]"))
        scale = [0, 100]
    _check_title(check, "", data)
    _check_group(check, "", data, (float(scale[0]), float(scale[1])), 1)
    return check.faults


def _is_interval(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2 and all(map(is_number, value)) and value[0] < value[1]


def _check_id(check: Checker, path: str, data: Mapping[str, Any]) -> None:
    right = QT_TRANSLATE_NOOP("Samplan", "a short name of letters (a-z), digits and _, beginning with a letter")
    if "id" not in data:
        check.missing(path, "id", right)
        return
    node_id = data["id"]
    if not isinstance(node_id, str) or not _ID.fullmatch(node_id):
        check.wrong(path, "id", node_id, right)
        return
    key = node_id.lower()
    if key in check.ids:
        problem = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'The id "{id}" is already used by {other}.'),
            {"id": node_id, "other": check.ids[key] or QT_TRANSLATE_NOOP("Samplan", "the framework itself")},
        )
        remedy = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "Give each node its own id; capitals and small letters count as the same."), {}
        )
        check.add(path, problem, remedy)
    elif key == "score":
        check.wrong(path, "id", node_id, QT_TRANSLATE_NOOP("Samplan", 'another name: "score" is the overall score'))
    else:
        check.ids[key] = path


def _check_title(check: Checker, path: str, data: Mapping[str, Any]) -> None:
    title = data.get("title")
    texts = list(title.values()) if isinstance(title, Mapping) else [title]
    if title is not None and not (texts and all(isinstance(text, str) and text.strip() for text in texts)):
        check.wrong(path, "title", title, QT_TRANSLATE_NOOP("Samplan", 'text, or {"en": "...", "sv": "..."}'))


def _check_weights(check: Checker, path: str, children: Sequence[Mapping[str, Any]]) -> None:
    weights = [child.get("weight", 1) for child in children]
    if weights and all(is_number(weight) and weight >= 0 for weight in weights) and sum(weights) == 0:
        problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", "The weights of the children sum to 0."), {})
        remedy = UserMessage(QT_TRANSLATE_NOOP("Samplan", "Give at least one of them a weight above 0."), {})
        check.add(path, problem, remedy)


def _check_group(check: Checker, path: str, data: Mapping[str, Any], scale: tuple[float, float], depth: int) -> None:
    check.choice(path, data, "aggregation", AGGREGATIONS)
    if data.get("offset") is not None:
        right = QT_TRANSLATE_NOOP("Samplan", "0 or a positive number")
        check.number(path, data, "offset", right, lambda value: value >= 0)
    missing = check.mapping(path, data, "missing")
    if missing is not None:
        check.unknown_keys(path, missing, ("policy", "min_coverage", "min_data_coverage"))
        check.choice(path, missing, "policy", POLICIES, "missing.policy")
        right = QT_TRANSLATE_NOOP("Samplan", "a share from 0 to 1, for example 0.65")
        for key in ("min_coverage", "min_data_coverage"):
            check.number(path, missing, key, right, lambda value: 0 <= value <= 1, f"missing.{key}")
    children = data.get("children")
    if not isinstance(children, (list, tuple)) or not children:
        right = QT_TRANSLATE_NOOP("Samplan", "a list of at least one node")
        if "children" in data:
            check.wrong(path, "children", children, right)
        else:
            check.missing(path, "children", right)
        return
    if depth > _MAX_DEPTH:
        problem = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "The tree is more than {levels} levels deep."), {"levels": _MAX_DEPTH}
        )
        check.add(
            path,
            problem,
            UserMessage(QT_TRANSLATE_NOOP("Samplan", "Put fewer levels between pillar and indicator."), {}),
        )
        return
    nodes = []
    for number, child in enumerate(children, 1):
        if isinstance(child, Mapping):
            nodes.append(child)
            _check_node(check, path, child, number, scale, depth)
        else:
            check.wrong(path, f"children[{number}]", child, QT_TRANSLATE_NOOP("Samplan", "a node in braces"))
    _check_weights(check, path, nodes)


def _check_node(
    check: Checker, parent: str, data: Mapping[str, Any], number: int, scale: tuple[float, float], depth: int
) -> None:
    own = title_text(data.get("title"), check.language) or data.get("id") or data.get("indicator") or f"#{number}"
    path = f"{parent} › {own}" if parent else str(own)
    _check_id(check, path, data)
    _check_title(check, path, data)
    right = QT_TRANSLATE_NOOP("Samplan", "0 or a positive number")
    if "weight" in data and data["weight"] is None:
        check.wrong(path, "weight", None, right)
    check.number(path, data, "weight", right, lambda value: value >= 0)
    if "children" in data and "indicator" in data:
        problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", 'The node has both "children" and "indicator".'), {})
        remedy = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "A node is either a group with children or one indicator."), {}
        )
        check.add(path, problem, remedy)
    elif "children" in data:
        check.unknown_keys(path, data, tuple(_GROUP_KEYS))
        _check_group(check, path, data, scale, depth + 1)
    elif "indicator" in data:
        check_leaf(check, path, data, scale, tuple(_COMMON_KEYS))
    else:
        check.missing(path, "children", QT_TRANSLATE_NOOP("Samplan", '"children" (a group) or "indicator" (a leaf)'))
