"""Coverage: three shares that are easily taken for one another.

Data coverage of a value
    Share (0-1) of an area that the data behind a measured value cover: the column ``<indicator>_cov``. A value below the
    framework's ``min_data_coverage`` counts as missing: too little of the area was looked at.
Observed share of a node
    Share of the weight of its indicators whose values are there, whether or not they reach the score. Imputed values do
    not count.
Coverage of a node
    Share of its weight that *entered* its score. A group without a score of its own is left out by the group above,
    with everything below it. `min_coverage` is a minimum of this share.

A framework of three equal pillars; in one area the first has half of its weight and needs 0.65, the second has all, the
third has nothing. Observed are (1/2 + 1 + 0) / 3 = 1/2 of the weight. The first and the third pillar have no score, so
that (0 + 1 + 0) / 3 = 1/3 entered: the coverage is 1/3, and with a minimum of 0.65 the area has no score.
"""

from __future__ import annotations

from typing import Mapping

import numpy as np

from .framework import Framework, Node

Masks = Mapping[str, np.ndarray]
"""Leaf id -> bool, shape (n,): the value is there. A leaf not named is there everywhere."""
_TINY = 1e-12


class EnteredShare:
    """The coverage of each group while a tree is aggregated, children before parents.

    Groups without a gap below them share one read-only array of ones.

    Parameters
    ----------
    size : int
        Number of areas, n.
    masks : mapping
        See `Masks`.

    Attributes
    ----------
    groups : dict
        Group id -> share (0-1), shape (n,).
    """

    def __init__(self, size: int, masks: Masks) -> None:
        self._masks = masks
        self._complete = np.broadcast_to(np.float64(1.0), (size,))
        self.groups: dict[str, np.ndarray] = {}

    def add(self, group: Node, scores: Mapping[str, np.ndarray]) -> np.ndarray:
        """Compute, store and return a group's coverage; ``scores`` holds the final ones of the groups below it."""
        total = self._complete
        for child in group.children:
            lost = self._lost(child, scores) if child.share else None
            if lost is not None:
                total = total - child.share * lost
        if total is not self._complete:
            total[np.abs(total) < _TINY] = 0.0
        self.groups[group.id] = total
        return total

    def _lost(self, child: Node, scores: Mapping[str, np.ndarray]) -> np.ndarray | None:
        """Return the share of a child that does not enter, None for nothing."""
        if child.is_leaf:
            mask = self._masks.get(child.id)
            return None if mask is None else ~mask
        entered = self.groups[child.id]
        return None if entered is self._complete else np.where(np.isnan(scores[child.id]), 1.0, 1.0 - entered)


def observed_share(framework: Framework, size: int, masks: Masks) -> dict[str, np.ndarray]:
    """Return node id -> observed share (0-1), shape (n,); the root included."""
    shares = EnteredShare(size, masks)
    everything = {group.id: np.zeros(size) for group in framework.groups}
    for group in reversed(framework.groups):
        shares.add(group, everything)
    return all_nodes(framework, size, masks, shares.groups)


def all_nodes(framework: Framework, size: int, masks: Masks, groups: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return node id -> share, shape (n,), of the root, the groups and the leaves: 1 where a leaf's value is there."""
    complete = np.broadcast_to(np.float64(1.0), (size,))
    return {
        node.id: groups[node.id]
        if not node.is_leaf
        else masks[node.id].astype(np.float64)
        if node.id in masks
        else complete
        for node in framework.root.walk()
    }


def left_out(framework: Framework, nodes: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the groups that an area's overall score does without, or that keep it from having one.

    Parameters
    ----------
    framework : Framework
    nodes : mapping
        Node id -> score, shape (n,), NaN where there is none.

    Returns
    -------
    dict
        Group id -> bool, shape (n,): the group has a weight and no score, while every group above it has one (the root
        aside). Groups that are left out nowhere are not in it.
    """
    found: dict[str, np.ndarray] = {}

    def visit(group: Node, scored: np.ndarray | bool) -> None:
        for child in group.children:
            if child.is_leaf or not child.share:
                continue
            there = ~np.isnan(nodes[child.id])
            gap = scored & ~there
            if gap.any():
                found[child.id] = gap
            visit(child, scored & there)

    visit(framework.root, True)
    return found


def enters(framework: Framework, nodes: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return leaf id -> bool, shape (n,): it has a score and no group between it and the root lacks one."""
    found: dict[str, np.ndarray] = {}

    def visit(group: Node, open_: np.ndarray | None) -> None:
        for child in group.children:
            there = ~np.isnan(nodes[child.id])
            if open_ is not None:
                there &= open_
            if child.is_leaf:
                found[child.id] = there
            else:
                visit(child, there)

    visit(framework.root, None)
    return found
