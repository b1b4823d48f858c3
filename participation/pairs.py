"""Pairs ``role=column`` as people write them in an option: read, and written."""

from __future__ import annotations

import json
from typing import Mapping

from ..messages import QT_TRANSLATE_NOOP
from ..web.errors import ConnectionSettingsError


def written_pairs(pairs: Mapping[str, str]) -> str:
    """Return pairs ``role=column`` as the option's text; as JSON where a column has a semicolon in its name."""
    if any(";" in column for column in pairs.values()):
        return json.dumps(dict(pairs), ensure_ascii=False)
    return "; ".join(f"{role}={column}" for role, column in pairs.items())


def read_pairs(text: str) -> dict[str, str]:
    """Return the pairs that a user wrote as a text, or `written_pairs`.

    Raises
    ------
    ConnectionSettingsError
        A part is no pair.
    """
    found: dict[str, str] = {}
    if text.lstrip().startswith("{"):
        try:
            return {str(role): str(column) for role, column in json.loads(text).items()}
        except ValueError:
            pass  # told below
    for pair in filter(None, (part.strip() for part in text.split(";"))):
        role, sign, column = (part.strip() for part in pair.partition("="))
        if not sign:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP(
                    "Samplan", "“{part}” in the columns option is no pair. Write it like title=Name; text=Comment."
                ),
                part=pair[:60],
            )
        found[role] = column
    return found
