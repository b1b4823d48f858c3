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
BLOCK_VALUES = 131072


@dataclass
class DrawScorer:
    """Scores of the same areas under many weight sets; every area must have an overall score.

    Parameters
    ----------
    framework : Framework
    rows : ndarray, shape (k, m)
        Normalised scores, one row per leaf in the order of `framework.leaves`; NaN where missing.
    unscored : dict
        Group id -> bool, shape (m,): the group has too little data in this area and stays a gap in every draw.
    kind : str, optional
        Aggregation of every group instead of the framework's own.
    """

    framework: Framework
    rows: np.ndarray
    unscored: Mapping[str, np.ndarray]
    kind: Optional[str] = None
    _stacks: dict[str, tuple[np.ndarray, Optional[np.ndarray]]] = field(default_factory=dict)
    _known: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._place = {leaf.id: place for place, leaf in enumerate(self.framework.leaves)}
        self._gaps = np.isnan(self.rows.sum(axis=1)) if self.rows.size else np.zeros(len(self._place), dtype=bool)
        # A stated weight of 0 stays 0 in every draw; leaving it out avoids 0 * log(0), which is NaN.
        self._weighted = {
            group.id: [(place, child) for place, child in enumerate(group.children) if child.share > 0]
            for group in self.framework.groups
        }
        self._uniform = {group.id: self._is_uniform(group, group) for group in self.framework.groups}

    def scores(self, shares: Mapping[str, np.ndarray]) -> np.ndarray:
        """Return the overall scores, shape (d, m).

        Parameters
        ----------
        shares : mapping
            Group id -> weights of its children, shape (d, k), rows summing to 1; a stated weight of 0 must be 0.
        """
        root = self.framework.root
        size = self.rows.shape[1]
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

    def _rule(self, group: Node) -> tuple[str, float]:
        """Return the aggregation and its offset."""
        kind = self._kind(group)
        if kind not in ("geometric", "harmonic"):
            return kind, 0.0
        if group.offset is not None:
            return kind, group.offset
        low, high = self.framework.scale
        return kind, 0.0 if kind == group.aggregation else STAND_IN_OFFSET * (high - low)

    def _is_uniform(self, node: Node, top: Node) -> bool:
        """Whether one mean runs from the leaves to ``top`` without gaps, so that one matrix product gives it."""
        if node.is_leaf:
            return not self._gaps[self._place[node.id]]
        if self._rule(node) != self._rule(top) or self._kind(node) in ("minimum", "topsis"):
            return False
        if node is not top and node.id in self.unscored:
            return False
        return all(self._is_uniform(child, top) for child in node.children)

    def _group(self, group: Node, shares: Mapping[str, np.ndarray], part: slice) -> np.ndarray:
        kind, offset = self._rule(group)
        if kind in ("minimum", "topsis"):
            return self._by_child(group, kind, shares, part)
        return _back(self._mean(group, kind, offset, shares, part), kind, offset)

    def _leaf_weights(
        self, group: Node, factor: np.ndarray, shares: Mapping[str, np.ndarray]
    ) -> list[tuple[Node, np.ndarray]]:
        parts = []
        for place, child in self._weighted[group.id]:
            weight = factor * shares[group.id][:, place : place + 1]
            parts.extend([(child, weight)] if child.is_leaf else self._leaf_weights(child, weight, shares))
        return parts

    def _stack(self, key: str, leaves: list[Node], kind: str, offset: float) -> tuple[np.ndarray, Optional[np.ndarray]]:
        """Return the leaves' rows, in which the mean is a plain sum, gaps as 0; and 1 where they are gaps, or None."""
        if key not in self._stacks:
            places = [self._place[leaf.id] for leaf in leaves]
            first, last = places[0], places[-1] + 1
            rows = self.rows[first:last] if places == list(range(first, last)) else self.rows[places]
            values = _forward(rows, kind, offset)
            absent = None
            if self._gaps[places].any():
                missing = np.isnan(rows)
                values, absent = np.where(missing, 0.0, values), missing.astype(np.float64)
            self._stacks[key] = values, absent
        return self._stacks[key]

    def _mean(self, group: Node, kind: str, offset: float, shares: Mapping[str, np.ndarray], part: slice) -> np.ndarray:
        """Return the group's mean before the last step: mean logarithms, mean reciprocals, or the mean itself.

        Parameters
        ----------
        group : Node
        kind : {"arithmetic", "geometric", "harmonic"}
        offset : float
        shares : mapping
            See `scores`; d draws.
        part : slice
            Of the areas, p of them.

        Returns
        -------
        ndarray of float, shape (d, p)

        Notes
        -----
        Gaps count as 0 in the sum, and the sum is divided by 1 less the weight of what is missing. The geometric mean of 4
        and 16 with equal weights: 0.5 ln 4 + 0.5 ln 16 = ln 8. Where the second one is missing:
        (0.5 ln 4 + 0.5 · 0) / (1 - 0.5) = ln 4.

        >>> from .framework import load_framework
        >>> leaf = {"direction": "up", "normalisation": {"method": "goalposts", "low": 0, "high": 100}}
        >>> leaves = [{"id": name, "indicator": name, **leaf} for name in "ab"]
        >>> framework = load_framework({"samplan_framework": 1, "id": "x", "children": leaves})
        >>> scorer = DrawScorer(framework, np.array([[4.0, 4.0], [16.0, np.nan]]), {})
        >>> mean = scorer._mean(framework.root, "geometric", 0.0, {"score": np.array([[0.5, 0.5]])}, slice(None))
        >>> np.exp(mean).round(6).tolist()
        [[8.0, 4.0]]
        """
        if self._uniform[group.id]:
            # Means of means of one kind are one mean with the products of the weights: a single matrix product.
            weighted = self._leaf_weights(group, np.float64(1.0), shares)
            values, _ = self._stack(f"{group.id} all", [leaf for leaf, _ in weighted], kind, offset)
            return _product(np.concatenate([weight for _, weight in weighted], axis=1), values[:, part])
        weights = shares[group.id]
        children = self._weighted[group.id]
        leaves = [(place, child) for place, child in children if child.is_leaf]
        total: Optional[np.ndarray] = None
        # The weights sum to 1; what is missing is taken off, so that complete groups cost nothing.
        missing: Optional[np.ndarray] = None
        if leaves:
            values, absent = self._stack(group.id, [child for _, child in leaves], kind, offset)
            own = weights[:, [place for place, _ in leaves]]
            total = _product(own, values[:, part])
            if absent is not None:
                missing = own @ absent[:, part]
        for place, child in children:
            if child.is_leaf:
                continue
            if self._rule(child) == (kind, offset):
                # The mean logarithm of the child is what is summed here: no exp and log in between.
                value = self._mean(child, kind, offset, shares, part)
            else:
                value = _forward(self._group(child, shares, part), kind, offset)
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
        return total

    def _by_child(self, group: Node, kind: str, shares: Mapping[str, np.ndarray], part: slice) -> np.ndarray:
        weights = shares[group.id]
        children = []
        for child in group.children:
            value = self.rows[None, self._place[child.id], part] if child.is_leaf else self._group(child, shares, part)
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
            self._known[group.id] = topsis_parameters([self.rows[self._place[child.id]] for child in group.children])
        return self._known[group.id]


def _product(weights: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the matrix product; logarithms of 0 (-inf) are meant, and newer numpy versions would warn of them."""
    with np.errstate(invalid="ignore"):
        return weights @ values


def _forward(values: np.ndarray, kind: str, offset: float) -> np.ndarray:
    """Return values in which the mean is a plain sum; negative ones (only under an alternative method) count as 0."""
    if kind == "arithmetic":
        return values
    safe = np.maximum(values + offset, 0.0)
    with np.errstate(divide="ignore"):
        return np.log(safe, out=safe) if kind == "geometric" else np.divide(1.0, safe, out=safe)


def _back(values: np.ndarray, kind: str, offset: float) -> np.ndarray:
    """Undo `_forward` on a mean, in place."""
    if kind == "geometric":
        np.exp(values, out=values)
    elif kind == "harmonic":
        with np.errstate(divide="ignore"):
            np.divide(1.0, values, out=values)
    if offset:
        values -= offset
    return values


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
