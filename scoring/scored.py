"""What follows from scores, however they were made."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Mapping, Optional

import numpy as np

from .columns import competition_rank
from .contributions import Contributions, explain
from .coverage import left_out, observed_share
from .framework import Framework


class ScoredAreas:
    """Base of results; each part is computed when it is asked for.

    Attributes
    ----------
    periods : ndarray of text, optional
        The period of each row, where the rows belong to several.
    observed_masks : mapping
        Leaf id -> bool, shape (n,): a value was observed; leaves without gaps are left out.
    """

    framework: Framework
    nodes: dict[str, np.ndarray]
    normalised: Any
    score: np.ndarray
    frame: Any
    periods: Optional[np.ndarray]
    observed_masks: Mapping[str, np.ndarray]

    @cached_property
    def rank(self) -> np.ndarray:
        """Rank as float, 1 = best; equal scores share the best place (1, 2, 2, 4); NaN where not scored.

        Where the rows belong to several periods, within each.
        """
        return competition_rank(self.score, self.framework.scale[1] - self.framework.scale[0], self.periods)

    @cached_property
    def observed(self) -> dict[str, np.ndarray]:
        """Node id, the root's included -> share (0-1) of its weight that was observed, in its score or not, shape (n,).

        All three kinds of coverage: `samplan.scoring.coverage`.
        """
        return observed_share(self.framework, self.score.size, self.observed_masks)

    @cached_property
    def left_out(self) -> dict[str, np.ndarray]:
        """Group id -> bool, shape (n,): the group has no score and the overall score does without it."""
        return left_out(self.framework, self.nodes)

    @cached_property
    def explanation(self) -> Contributions:
        """The contributions against nothing (all indicators 0): they sum to the score."""
        return explain(self, "zero")

    @property
    def contributions(self) -> dict[str, np.ndarray]:
        """Leaf id -> points of the overall score that the indicator brings; their sum is the score (to 1e-9).

        NaN where the area has no score or the indicator does not enter it. Against a mean, a target or another
        scenario see `samplan.scoring.explain`.
        """
        return self.explanation.points
