"""The tables room's error."""

from __future__ import annotations

from ..messages import UserError


class TableError(UserError, ValueError):
    """A table cannot be read, or its cells could mean several things."""


class EmptyTable(TableError):
    """A table has no rows."""


class UnevenTable(TableError):
    """Rows of a table have more cells than it has columns."""
