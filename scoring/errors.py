"""The scoring room's error."""

from __future__ import annotations

from ..messages import UserError


class ScoringError(UserError, ValueError):
    """A framework, a weight set or a matrix cannot be scored as asked."""
