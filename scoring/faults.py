"""Faults of a framework file and what collects them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, Callable, Mapping, Optional, Sequence

from ..messages import QT_TRANSLATE_NOOP, Lines, UserMessage

_SHOWN = 200
"""Letters of a wrong value that are shown."""


@dataclass(frozen=True)
class Fault:
    """One fault: where (titles from the first level down), what is wrong, what would be right.

    `unused`: an entry that nothing reads, which 0.1.0 overlooked.
    """

    path: str
    problem: UserMessage
    remedy: UserMessage
    unused: bool = False

    def __str__(self) -> str:
        return str(self.message())

    def message(self) -> UserMessage:
        """Return the fault as one message, to be translated where it is shown."""
        words = {"path": self.path, "problem": self.problem, "remedy": self.remedy}
        return UserMessage("{path}: {problem} {remedy}" if self.path else "{problem} {remedy}", words)


def fault_lines(faults: Sequence[Fault]) -> Lines:
    """Return faults as the lines of an error."""
    return Lines(UserMessage("- {fault}", {"fault": fault.message()}) for fault in faults)


class Checker:
    """Collects faults; knows the language that paths are written in."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.faults: list[Fault] = []
        self.ids: dict[str, str] = {}

    def add(self, path: str, problem: UserMessage, remedy: UserMessage, unused: bool = False) -> None:
        """Record one fault."""
        self.faults.append(Fault(path, problem, remedy, unused))

    def unknown_keys(self, path: str, data: Mapping[str, Any], known: Sequence[str]) -> None:
        """Record keys that nothing reads, with the nearest known one: a slip of the pen would change the score in silence."""
        import difflib  # late: QGIS starts faster

        for key in data:
            if key in known:
                continue
            near = difflib.get_close_matches(str(key), list(known), n=1)
            remedy = (
                UserMessage(QT_TRANSLATE_NOOP("Samplan", 'Is "{near}" meant?'), {"near": near[0]})
                if near
                else UserMessage(
                    QT_TRANSLATE_NOOP("Samplan", "Known here: {known}."), {"known": ", ".join(sorted(known))}
                )
            )
            problem = UserMessage(
                QT_TRANSLATE_NOOP("Samplan", 'The entry "{key}" is not known and not used.'), {"key": key}
            )
            self.add(path, problem, remedy, unused=True)

    def mapping(self, path: str, data: Mapping[str, Any], key: str) -> Optional[Mapping[str, Any]]:
        """Return ``data[key]`` when it is an object; None when absent or null; a fault for anything else."""
        value = data.get(key)
        if value is None or isinstance(value, Mapping):
            return value
        self.wrong(path, key, value, QT_TRANSLATE_NOOP("Samplan", "an object in braces"))
        return None

    def wrong(self, path: str, key: str, value: Any, right: str) -> None:
        """Record that ``key`` holds a wrong value; ``right`` says what it should hold."""
        shown = json.dumps(value, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", '"{key}" is {value}.'), {"key": key, "value": shown})
        self.add(path, problem, UserMessage(QT_TRANSLATE_NOOP("Samplan", "It should be {right}."), {"right": right}))

    def missing(self, path: str, key: str, right: str) -> None:
        """Record that ``key`` is absent."""
        problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", '"{key}" is missing.'), {"key": key})
        self.add(path, problem, UserMessage(QT_TRANSLATE_NOOP("Samplan", "Add {right}."), {"right": right}))

    def choice(self, path: str, data: Mapping[str, Any], key: str, allowed: Sequence[str], name: str = "") -> None:
        """Check that ``data[key]``, when present, is one of ``allowed``."""
        import difflib  # late: QGIS starts faster

        value = data.get(key)
        if value is None and key not in data:
            return
        if not isinstance(value, str) or value not in allowed:
            near = difflib.get_close_matches(str(value), allowed, n=1)
            hint = f" ({near[0]}?)" if near else ""
            self.wrong(path, name or key, value, ", ".join(allowed) + hint)

    def number(
        self,
        path: str,
        data: Mapping[str, Any],
        key: str,
        right: str = QT_TRANSLATE_NOOP("Samplan", "a number"),
        allowed: Callable[[float], bool] = lambda value: True,
        name: str = "",
    ) -> Optional[float]:
        """Return ``data[key]`` as a float when it is a finite number that ``allowed`` accepts, else a fault."""
        value = data.get(key)
        if value is None:
            return None
        if not is_number(value) or not allowed(float(value)):
            self.wrong(path, name or key, value, right)
            return None
        return float(value)


def is_number(value: Any) -> bool:
    """Whether ``value`` is a finite JSON number (true and false are not)."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer beyond the largest float
        return False


def title_text(title: Any, language: str = "en") -> str:
    """Return a title in one language: English, or whatever there is, when it is missing."""
    if isinstance(title, Mapping):
        return str(title.get(language) or title.get("en") or next(iter(title.values()), ""))
    return str(title or "")


def parse_json(text: str) -> tuple[Any, list[Fault]]:
    """Return what a JSON text holds, and the faults that prevented reading it: no JSON, or a key twice in one object."""
    faults: list[Fault] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(items)
        if len(seen) < len(items):
            keys = [key for key, _ in items]
            twice = next(key for key in keys if keys.count(key) > 1)
            problem = UserMessage(
                QT_TRANSLATE_NOOP("Samplan", 'The entry "{key}" stands twice in one object.'), {"key": twice}
            )
            faults.append(Fault("", problem, UserMessage(QT_TRANSLATE_NOOP("Samplan", "Keep one of them."), {})))
        return seen

    try:
        return json.loads(text, object_pairs_hook=pairs), faults
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        problem = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "Line {line}, column {column} is not valid JSON ({reason})."),
            {"line": line, "column": column, "reason": getattr(error, "msg", str(error))},
        )
        remedy = UserMessage(QT_TRANSLATE_NOOP("Samplan", "Look there for a missing comma, quote or bracket."), {})
        return None, [Fault("", problem, remedy)]
