"""The scoring room's error."""

from __future__ import annotations

from ..messages import PlainError


class ScoringError(PlainError, ValueError):
    """A framework, a weight set or a matrix cannot be scored as asked."""
