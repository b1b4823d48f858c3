"""SQL out of constant text and checked names: the one place where statements are put together."""

from __future__ import annotations

import re
from typing import Iterable, Union

_NAME = re.compile(r"[a-z_][a-z0-9_]*")


class Sql(str):
    """SQL text that may stand inside a statement as it is."""

    __slots__ = ()


def sql(template: str, **parts: Union[str, Iterable[str]]) -> Sql:
    """Return a statement with its ``{parts}`` filled in.

    Parameters
    ----------
    template : str
        Constant text. Values never go in here: they are bound to ``?`` or ``:name``.
    **parts : str, iterable of str
        The name of a table or column, several names (written with commas between), or `Sql` of this function.

    Raises
    ------
    ValueError
        Neither a name nor `Sql`.
    """
    return Sql(
        template.format_map({key: part if isinstance(part, Sql) else _quoted(part) for key, part in parts.items()})
    )


def placeholders(count: int) -> Sql:
    """Return so many question marks."""
    return Sql(", ".join("?" * count))


def _quoted(part: Union[str, Iterable[str]]) -> str:
    names = [part] if isinstance(part, str) else list(part)
    if not all(map(_NAME.fullmatch, names)):
        raise ValueError(names)
    return ", ".join(f'"{name}"' for name in names)
