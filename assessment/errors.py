"""The assessment room's error."""

from __future__ import annotations

from ..messages import UserError


class AssessmentError(UserError, ValueError):
    """An assessment document cannot be read, written or used."""
