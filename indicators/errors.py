"""The indicators room's error."""

from __future__ import annotations

from ..messages import UserError


class IndicatorError(UserError, ValueError):
    """An indicator cannot be measured from the data given."""
