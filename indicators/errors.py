"""The indicators room's error."""

from __future__ import annotations

from ..messages import PlainError


class IndicatorError(PlainError, ValueError):
    """An indicator cannot be measured from the data given."""
