"""The framework: a tree of weighted nodes whose leaves state how one indicator becomes a score.

A framework is a JSON file (docs: the field list of `Node`; editors: ``resources/frameworks/framework.schema.json``).
Everything that changes a number is in it, so that the same file gives the same scores next year.
"""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Union

from ..messages import QT_TRANSLATE_NOOP, Titled
from .check import check_framework, read_source
from .errors import ScoringError
from .faults import Fault, fault_lines

Source = Union[str, Path, Mapping[str, Any]]

DEFAULT_SCALE = (0.0, 100.0)
DEFAULT_MIN_COVERAGE = {"exclude": 1.0, "renormalise": 0.65, "impute": 0.0}
DEFAULT_MIN_DATA_COVERAGE = 0.5
"""A value stands for its area when the data behind it cover at least half of it."""
ROOT_ID = "score"

# Words for people: they never change a number and so stay out of the fingerprint.
_WORDS = frozenset(
    {"title", "description", "source", "sources", "note", "licence", "author", "unit", "version", "$schema"}
)


@dataclass(frozen=True)
class Node:
    """One node of the tree: a group (has `children`) or a leaf (has `indicator`).

    `weight` is as written, `share` the part of the parent's weight it stands for (siblings sum to 1), `effective`
    the part of the whole. `path` holds the titles from the first level down to this node.
    """

    id: str
    title: dict[str, str]
    path: tuple[Titled, ...]
    weight: float = 1.0
    share: float = 1.0
    effective: float = 1.0
    children: tuple[Node, ...] = ()
    aggregation: str = "arithmetic"
    offset: Optional[float] = None
    missing_policy: str = "renormalise"
    min_coverage: float = DEFAULT_MIN_COVERAGE["renormalise"]
    min_data_coverage: float = DEFAULT_MIN_DATA_COVERAGE
    indicator: str = ""
    field: str = ""
    unit: str = ""
    direction: str = "up"
    band: Optional[tuple[float, float]] = None
    denominator: Optional[str] = None
    per: float = 1.0
    transform: Optional[str] = None
    transform_offset: float = 0.0
    impute: dict[str, Any] = dataclasses.field(default_factory=dict)
    outliers: dict[str, Any] = dataclasses.field(default_factory=dict)
    normalisation: dict[str, Any] = dataclasses.field(default_factory=dict)
    reference: Optional[dict[str, Any]] = None

    @property
    def is_leaf(self) -> bool:
        """Whether the node is an indicator."""
        return not self.children

    def minimum_coverage(self, policy: Optional[str] = None, given: Optional[float] = None) -> float:
        """Return the least coverage (0-1) of a score where a run may overrule the framework.

        Parameters
        ----------
        policy, given : optional
            The run's policy for missing data and minimum coverage. With another policy than the framework's, the
            framework's minimum does not hold, but that policy's usual one.
        """
        if given is not None:
            return given
        return self.min_coverage if policy in (None, self.missing_policy) else DEFAULT_MIN_COVERAGE[policy]

    @property
    def name(self) -> Titled:
        """The titles from the first level to this node, joined for a message."""
        return Titled.joined(" › ", self.path) if self.path else Titled.of(self.title)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Framework:
    """A checked framework. Make one with `load_framework`."""

    id: str
    version: str
    title: dict[str, str]
    scale: tuple[float, float]
    root: Node
    data: dict[str, Any] = dataclasses.field(repr=False)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node except the root, parents before children, in the order of the file."""
        return tuple(self.root.walk())[1:]

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The leaves (indicators) in the order of the file."""
        return tuple(node for node in self.nodes if node.is_leaf)

    @cached_property
    def groups(self) -> tuple[Node, ...]:
        """The root and every node with children, parents first."""
        return tuple(node for node in self.root.walk() if not node.is_leaf)

    def node(self, node_id: str) -> Node:
        """Return the node with this id (`ROOT_ID` or the framework's own id for the root)."""
        if node_id in (ROOT_ID, self.id):
            return self.root
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise ScoringError(
            QT_TRANSLATE_NOOP("Samplan", 'The framework "{framework}" has no node "{node}". It has: {known}.'),
            framework=self.id,
            node=node_id,
            known=", ".join(node.id for node in self.nodes),
        )

    def effective_weights(self) -> dict[str, float]:
        """Return each leaf's share of the overall score's weight (sums to 1)."""
        return {leaf.id: leaf.effective for leaf in self.leaves}

    def fields(self) -> tuple[str, ...]:
        """Return the names of all columns the framework reads, without repeats: values, denominators, groups."""
        names: dict[str, None] = {}
        for leaf in self.leaves:
            for name in (leaf.field, leaf.denominator, leaf.impute.get("group")):
                if name:
                    names[name] = None
        return tuple(names)

    def to_dict(self) -> dict[str, Any]:
        """Return a copy of the framework as it is written to JSON."""
        return copy.deepcopy(self.data)

    def fingerprint(self) -> str:
        """Return the SHA-256 (64 hex digits) of everything in the framework that changes a number.

        Titles, descriptions, sources and the version are left out: translating a title leaves results comparable.
        """
        return fingerprint(_numbers_only(self.data))


def load_framework(source: Source, tolerant: bool = False) -> Framework:
    """Read, check and return a framework.

    Parameters
    ----------
    source : str, Path or mapping
        A JSON file, JSON text (starts with a brace), or its content as a dictionary.
    tolerant : bool
        Overlook entries that nothing reads, as 0.1.0 did; for what was scored with such a file.

    Raises
    ------
    ScoringError
        Listing every fault that `check_framework` finds.
    """
    data, reading_faults = read_source(source)
    faults = reading_faults or check_framework(data)
    faults = [fault for fault in faults if not (tolerant and fault.unused)]
    if faults:
        raise framework_error(faults)
    scale = tuple(float(value) for value in data.get("scale", DEFAULT_SCALE))
    root = _node({**data, "id": ROOT_ID}, (), _Inherited(), 1.0, 1.0)
    return Framework(
        data["id"], str(data.get("version", "")), _title(data), (scale[0], scale[1]), root, copy.deepcopy(dict(data))
    )


def framework_error(faults: list[Fault]) -> ScoringError:
    """Return the error that lists these faults."""
    return ScoringError(
        QT_TRANSLATE_NOOP("Samplan", "The framework cannot be used. Correct this and try again ({count}):\n{faults}"),
        count=len(faults),
        faults=fault_lines(faults),
    )


def fingerprint(content: Any) -> str:
    """Return the SHA-256 of ``content`` as canonical JSON (sorted keys, no blanks, UTF-8)."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class _Inherited:
    """Settings that children inherit from a node."""

    aggregation: str = "arithmetic"
    offset: Optional[float] = None
    policy: str = "renormalise"
    min_coverage: Optional[float] = None
    min_data_coverage: float = DEFAULT_MIN_DATA_COVERAGE

    def below(self, data: Mapping[str, Any]) -> _Inherited:
        missing = data.get("missing") or {}
        aggregation = data.get("aggregation", self.aggregation)
        inherited_offset = self.offset if aggregation == self.aggregation else None
        return _Inherited(
            aggregation,
            data.get("offset", inherited_offset),
            missing.get("policy", self.policy),
            missing.get("min_coverage", None if "policy" in missing else self.min_coverage),
            self.min_data_coverage if missing.get("min_data_coverage") is None else float(missing["min_data_coverage"]),
        )


def _title(data: Mapping[str, Any]) -> dict[str, str]:
    title = data.get("title") or data.get("indicator") or data["id"]
    return {"en": title} if isinstance(title, str) else dict(title)


def _node(data: Mapping[str, Any], parents: tuple[str, ...], above: _Inherited, share: float, effective: float) -> Node:
    rules = above.below(data)
    title = _title(data)
    path = parents if data["id"] == ROOT_ID and not parents else (*parents, Titled.of(title))
    minimum = DEFAULT_MIN_COVERAGE[rules.policy] if rules.min_coverage is None else float(rules.min_coverage)
    common: dict[str, Any] = {
        "id": data["id"],
        "title": title,
        "path": path,
        "weight": float(data.get("weight", 1.0)),
        "share": share,
        "effective": effective,
        "aggregation": rules.aggregation,
        "offset": None if rules.offset is None else float(rules.offset),
        "missing_policy": rules.policy,
        "min_coverage": minimum,
        "min_data_coverage": rules.min_data_coverage,
    }
    if "children" in data:
        total = float(sum(float(child.get("weight", 1.0)) for child in data["children"]))
        children = []
        for child in data["children"]:
            part = float(child.get("weight", 1.0)) / total
            children.append(_node(child, path, rules, part, effective * part))
        return Node(children=tuple(children), **common)
    return Node(**common, **_leaf(data))


def _leaf(data: Mapping[str, Any]) -> dict[str, Any]:
    denominator = data.get("denominator")
    per = 1.0
    if isinstance(denominator, Mapping):
        denominator, per = denominator["field"], float(denominator.get("per") or 1.0)
    band = data.get("band")
    return {
        "indicator": data["indicator"],
        "field": data.get("field") or data["indicator"],
        "unit": str(data.get("unit") or ""),
        "direction": data.get("direction", "up"),
        "band": (float(band[0]), float(band[1])) if band else None,
        "denominator": denominator,
        "per": per,
        "transform": data.get("transform"),
        "transform_offset": float(data.get("transform_offset") or 0.0),
        "impute": _stated(data.get("impute") or {"method": "none"}),
        "outliers": _stated(data.get("outliers") or {"method": "none"}),
        "normalisation": _stated(data["normalisation"]),
        "reference": _stated(data["reference"]) if data.get("reference") else None,
    }


def _stated(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that hold something: null is the same as leaving the entry out."""
    return {key: value for key, value in data.items() if value is not None}


def _numbers_only(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _numbers_only(value) for key, value in content.items() if key not in _WORDS}
    if isinstance(content, (list, tuple)):
        return [_numbers_only(value) for value in content]
    if isinstance(content, int) and not isinstance(content, bool):
        return float(content)
    return content
