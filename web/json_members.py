"""The elements of one array of a JSON document one by one, so that a large document is never whole in memory as objects."""

from __future__ import annotations

import json
import re
from typing import Any, Generator, Iterator

_DECODE = json.JSONDecoder().raw_decode
_WINDOWS = (8_192, 262_144, 1_048_576)
"""Characters of one element that are looked at, step by step."""
_LONGEST, _MOST_VALUES = 40_000_000, 400_000
"""Characters and values of a longer one, whose texts may be long, but not its lists."""
_SPACE = re.compile(r"[ \t\r\n]*")


def members(text: str, name: str, others: dict[str, Any]) -> Iterator[Any]:
    """Yield the elements of the array ``name`` of a document that is one object (or is an array itself), as they are parsed.

    Parameters
    ----------
    text : str
        The document.
    name : str
        The object's member that is an array.
    others : dict
        Receives the other members; those before the array are there when its first element is yielded.

    Raises
    ------
    ValueError
        Not such a document, or malformed; elements before the fault were yielded.
    """
    at = _skip(text, 0)
    if text[at : at + 1] == "[":
        at = yield from _array(text, at)
        if _skip(text, at) != len(text):
            raise json.JSONDecodeError("Extra data", text, at)
        return
    mark = "{"
    found = False
    while True:
        if text[at : at + 1] != mark:
            raise json.JSONDecodeError(f"Expecting '{mark}'", text, at)
        at = _skip(text, at + 1)
        if mark == "{" and text[at : at + 1] == "}":
            break
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        key, at = _DECODE(text, at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _skip(text, at + 1)
        if key == name and text[at : at + 1] == "[":
            found = True
            at = yield from _array(text, at)
        else:
            others[key], at = _value(text, at)
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            break
        mark = ","
    if not found or _skip(text, at + 1) != len(text):
        raise json.JSONDecodeError(f"Expecting an array '{name}'", text, at)


def _array(text: str, at: int) -> Generator[Any, None, int]:
    """Yield the elements of the array that begins at a place; returns where it ends."""
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        value, at = _value(text, at)
        yield value
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return at + 1


def _value(text: str, at: int) -> tuple[Any, int]:
    """One value and where it ends; in a large document through a window, so that none is larger than the widest."""
    if len(text) - at <= _WINDOWS[-1]:
        return _DECODE(text, at)
    for size in _WINDOWS:
        piece = text[at : at + size]
        try:
            value, end = _DECODE(piece)
        except (ValueError, RecursionError):
            continue  # cut off; a wider window may hold it
        if end < len(piece):
            return value, at + end
    if sum(text.count(sign, at, at + _LONGEST) for sign in "[{,") <= _MOST_VALUES:
        value, end = _DECODE(text, at)
        if end - at <= _LONGEST:
            return value, end
    raise json.JSONDecodeError("An element is malformed or too large", "", 0)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
