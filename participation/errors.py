"""The participation room's error; transport and connectors subclass it per kind of failure."""

from __future__ import annotations

from ..messages import PlainError


class ParticipationError(PlainError):
    """Feedback cannot be read, synchronised or published as asked."""
