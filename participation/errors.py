"""The participation room's errors: one class per kind of failure, each with its own plain sentence."""

from __future__ import annotations

from ..messages import UserError


class ParticipationError(UserError):
    """Feedback cannot be read, synchronised or published as asked."""


class DatabaseError(ParticipationError):
    """The feedback database cannot be created, read or written."""


class PrivacyError(ParticipationError):
    """A privacy setting is missing or unusable."""
