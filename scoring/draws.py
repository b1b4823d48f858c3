"""Score many draws of weights at once: the engine below `robustness` and `influences`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional

import numpy as np

from .aggregate import topsis, topsis_parameters
from .framework import Framework, Node

# Where an alternative aggregation needs an offset that the framework does not state: this part of the scale.
STAND_IN_OFFSET = 0.01
_TINY = 1e-300
BLOCK_VALUES = 32768


@dataclass
class DrawScorer:
    """Scores of the same areas under many weight sets; every area must have an overall score.

    Parameters
    ----------
    framework : Framework
    rows : dict
        Leaf id -> normalised score, shape (m,), NaN where missing.
    unscored : dict
        Group id -> bool, shape (m,): the group has too little data in this area and stays a gap in every draw.
    kind : str, optional
        Aggregation of every group instead of the framework's own.
    """

    framework: Framework
    rows: Mapping[str, np.ndarray]
    unscored: Mapping[str, np.ndarray]
    kind: Optional[str] = None
    _stacks: dict[str, tuple[np.ndarray, Optional[np.ndarray]]] = field(default_factory=dict)
    _plains: dict[str, bool] = field(default_factory=dict)
    _known: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def scores(self, shares: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the overall scores, shape (d, m).

        Parameters
        ----------
        shares : mapping
            Group id -> weights of its children, shape (d, k), rows summing to 1.
        """
        root = self.framework.root
        size = self.rows[self.framework.leaves[0].id].size
        draws = shares[root.id].shape[0]
        # TOPSIS over groups needs all areas of a draw at once; everything else goes in blocks that fit the cache.
        whole = any(
            self._kind(group) == "topsis" and not all(child.is_leaf for child in group.children)
            for group in self.framework.groups
        )
        step = max(size, 1) if whole else max(BLOCK_VALUES // draws, 256)
        result = np.empty((draws, size))
        for start in range(0, size, step):
            part = slice(start, start + step)
            result[:, part] = self._group(root, shares, part)
        return result

    def _kind(self, group: Node) -> str:
        return self.kind or group.aggregation

    def _plain(self, node: Node) -> bool:
        """Whether the node is a weighted sum of leaves without gaps, so that one matrix product scores it."""
        if node.is_leaf:
            return not bool(np.isnan(self.rows[node.id].sum()))
        gaps = node.id in self.unscored and node is not self.framework.root
        if node.id not in self._plains:
            self._plains[node.id] = (
                self._kind(node) == "arithmetic" and not gaps and all(self._plain(child) for child in node.children)
            )
        return self._plains[node.id]

    def _group(self, group: Node, shares: Mapping[str, np.ndarray], part: slice) -> np.ndarray:
        kind = self._kind(group)
        if self._plain(group):
            weights = np.concatenate(self._leaf_weights(group, np.float64(1.0), shares), axis=1)
            leaves = [leaf for leaf in group.walk() if leaf.is_leaf]
            return weights @ self._stack(group, leaves, "arithmetic")[0][:, part]
        if kind in ("minimum", "topsis"):
            return self._by_child(group, kind, shares, part)
        return self._mean(group, kind, shares, part)

    def _leaf_weights(self, group: Node, factor: np.ndarray, shares: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        parts = []
        for place, child in enumerate(group.children):
            weight = factor * shares[group.id][:, place : place + 1]
            parts.extend([weight] if child.is_leaf else self._leaf_weights(child, weight, shares))
        return parts

    def _offset(self, group: Node, kind: str) -> float:
        if kind not in ("geometric", "harmonic"):
            return 0.0
        if group.offset is not None:
            return group.offset
        low, high = self.framework.scale
        return 0.0 if self.kind is None or self.kind == group.aggregation else STAND_IN_OFFSET * (high - low)

    def _forward(self, values: np.ndarray, kind: str, offset: float) -> np.ndarray:
        """Return values in which the mean is a plain sum."""
        if kind == "arithmetic":
            return values
        safe = np.maximum(values + offset, 0.0)
        with np.errstate(divide="ignore"):
            return np.log(safe, out=safe) if kind == "geometric" else np.divide(1.0, safe, out=safe)

    def _stack(self, group: Node, leaves: list[Node], kind: str) -> tuple[np.ndarray, Optional[np.ndarray]]:
        """Return the leaves' transformed rows, shape (k, m), gaps as 0, and 1 where they are gaps (None: nowhere)."""
        key = f"{group.id} {kind}"
        if key not in self._stacks:
            rows = np.array([self.rows[leaf.id] for leaf in leaves])
            present = ~np.isnan(rows)
            complete = bool(present.all())
            values = self._forward(rows, kind, self._offset(group, kind))
            self._stacks[key] = (
                values if complete else np.where(present, values, 0.0),
                None if complete else 1.0 - present,
            )
        return self._stacks[key]

    def _mean(self, group: Node, kind: str, shares: Mapping[str, np.ndarray], part: slice) -> np.ndarray:
        weights = shares[group.id]
        offset = self._offset(group, kind)
        # A stated weight of 0 stays 0 in every draw; leaving it out keeps 0 * log(0) from spoiling the sum.
        weighted = [(place, child) for place, child in enumerate(group.children) if child.share > 0]
        leaves = [(place, child) for place, child in weighted if child.is_leaf]
        total: Optional[np.ndarray] = None
        # The weights sum to 1; what is missing is taken off, so that complete groups cost nothing.
        missing: Optional[np.ndarray] = None
        if leaves:
            values, absent = self._stack(group, [child for _, child in leaves], kind)
            own = weights[:, [place for place, _ in leaves]]
            total = own @ values[:, part]
            if absent is not None:
                missing = own @ absent[:, part]
        for place, child in weighted:
            if child.is_leaf:
                continue
            value = self._forward(self._group(child, shares, part), kind, offset)
            weight = weights[:, place : place + 1]
            gap = self.unscored[child.id][part] if child.id in self.unscored else None
            if gap is not None and gap.any():
                np.copyto(value, 0.0, where=gap)
                missing = weight * gap if missing is None else missing + weight * gap
            value *= weight
            total = value if total is None else np.add(total, value, out=total)
        if total is None:
            return np.empty((weights.shape[0], 0))
        if missing is not None:
            there = np.subtract(1.0, missing, out=missing)
            if there.min() <= 1e-12:
                # Nothing to take a mean of: the value is never used, because the group counts as a gap above.
                there[there <= 1e-12] = 1.0
            total /= there
        if kind == "geometric":
            total = np.exp(total, out=total)
        elif kind == "harmonic":
            with np.errstate(divide="ignore"):
                total = np.divide(1.0, total, out=total)
        if offset:
            total -= offset
        return total

    def _by_child(self, group: Node, kind: str, shares: Mapping[str, np.ndarray], part: slice) -> np.ndarray:
        weights = shares[group.id]
        children = []
        for child in group.children:
            value = self.rows[child.id][None, part] if child.is_leaf else self._group(child, shares, part)
            if child.id in self.unscored:
                value = np.where(self.unscored[child.id][part], np.nan, value)
            children.append(value)
        draws, size = weights.shape[0], children[0].shape[1]
        if kind == "minimum":
            result = np.full((draws, size), np.nan)
            for place, child in enumerate(children):
                if weights[:, place].any():
                    np.fmin(result, child, out=result)
            return result
        low, high = self.framework.scale
        result = np.empty((draws, size))
        known = self._ideals(group) if all(child.is_leaf for child in group.children) else None
        for draw in range(draws):
            block = np.array([child[draw if child.shape[0] > 1 else 0] for child in children])
            closeness, _ = topsis(block, weights[draw], known or topsis_parameters(list(block)))
            result[draw] = low + closeness * (high - low)
        return result

    def _ideals(self, group: Node) -> Mapping[str, list[float]]:
        if group.id not in self._known:
            self._known[group.id] = topsis_parameters([self.rows[child.id] for child in group.children])
        return self._known[group.id]


def dirichlet_shares(
    framework: Framework, draws: int, spread: float, rng: np.random.Generator, only: Optional[str] = None
) -> dict[str, np.ndarray]:
    """Draw weights for every group.

    Weights of siblings follow a Dirichlet distribution around the stated shares. Its concentration is set so that,
    among k equally weighted siblings, a share deviates by the part ``spread`` of itself (one standard deviation):
    ``a = (k - 1) / spread**2 - 1``. At ``spread`` 1 or more (k = 2: 0.58 or more) every weighting is equally likely.

    Parameters
    ----------
    only : str, optional
        Draw this group only; all others keep their weights.

    Returns
    -------
    dict
        Group id -> shares, shape (draws, k); a stated weight of 0 stays 0.
    """
    result = {}
    for group in framework.groups:
        stated = np.array([child.share for child in group.children])
        drawn = stated > 0
        count = int(drawn.sum())
        shares = np.tile(stated, (draws, 1))
        if spread > 0 and count > 1 and only in (None, group.id):
            concentration = (count - 1) / spread**2 - 1
            alpha = stated[drawn] * concentration if concentration > count else np.ones(count)
            gamma = np.maximum(rng.standard_gamma(alpha, (draws, count)), _TINY)
            shares[:, drawn] = gamma / gamma.sum(axis=1, keepdims=True)
        result[group.id] = shares
    return result
