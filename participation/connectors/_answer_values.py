"""Reading single answers and labels of a form: by path, as text, as a place, in a language."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.plain_text import plain_text


def pick_language(languages: list[str], wanted: str) -> tuple[int, tuple[UserMessage, ...]]:
    """Return which of a form's languages (``Svenska (sv)``) is wanted by code or name, the first when none fits.

    A note says so when the wanted one is missing.
    """
    wanted = wanted.strip().casefold()
    if not wanted:
        return 0, ()
    for index, language in enumerate(languages):
        words = re.findall(r"[\w-]+", language.casefold())
        if wanted in words or any(word.partition("-")[0] == wanted.partition("-")[0] for word in words):
            return index, ()
    text = QT_TRANSLATE_NOOP(
        "Samplan", "The form has no language “{wanted}”; labels are in its first. It has: {languages}."
    )
    return 0, (UserMessage(text, {"wanted": wanted, "languages": ", ".join(filter(None, languages)) or "–"}),)


def label_text(value: Any) -> str:
    """Return a label as one line of plain text, blank when there is none."""
    return " ".join((plain_text(value, True, 200) or "").replace("**", "").split())


def names(value: Any) -> tuple[str, ...]:
    """Return the names in a comma list."""
    return tuple(part.strip() for part in str(value or "").split(",") if part.strip())


def sanitised(path: str) -> str:
    """Return a question's path as ODK Central's OData feed spells it: only a-z, digits and underscores.

    Source: ``sanitizeOdataIdentifier`` in ODK Central's ``lib/util/util.js``.
    """
    parts = (re.sub(r"^([^A-Za-z_])", r"_\1", part) for part in path.split("/"))
    return "/".join(re.sub("[^A-Za-z0-9_]+", "_", part) for part in parts)


def raw_answer(item: Mapping[str, Any], path: str) -> Any:
    """Return an answer by path: a flat key ``group/name`` (KoboToolbox) or nested groups (ODK Central)."""
    if path in item:
        return item[path]
    value: Any = item
    for part in path.split("/"):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def answer(item: Mapping[str, Any], path: Optional[str]) -> Optional[str]:
    """Return an answer as text, None when there is none."""
    value = raw_answer(item, path) if path else None
    if isinstance(value, (list, tuple)):
        value = ", ".join(str(part) for part in value if isinstance(part, (str, int, float)))
    if value is None or isinstance(value, Mapping):
        return None
    return str(value).strip() or None
