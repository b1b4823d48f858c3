"""JSON parsing that lets other threads run: one array element at a time.

`json.loads` holds Python's lock until the whole document is read; ten megabytes would freeze the user interface of the
thread next door for a tenth of a second. `loads` returns the same result, but gives way between the elements of the
arrays near the top of the document.
"""

from __future__ import annotations

import json
import re
from typing import Any, Iterator

_DECODE = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\r\n]*")
_DEPTH = 3


def loads(text: str) -> Any:
    """Parse a JSON document; the result and the error (ValueError) are those of `json.loads`."""
    start = _skip(text, 0)
    value, end = _value(text, start, 0)
    end = _skip(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def members(text: str, name: str, others: dict[str, Any]) -> Iterator[Any]:
    """Yield the elements of the array ``name`` of a document that is one object, as they are parsed.

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
            at = _skip(text, at + 1)
            while text[at : at + 1] != "]":
                value, at = _DECODE(text, at)
                yield value
                at = _skip(text, at)
                if text[at : at + 1] == ",":
                    at = _skip(text, at + 1)
                elif text[at : at + 1] != "]":
                    raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
            at += 1
        else:
            others[key], at = _value(text, at, 1)
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            break
        mark = ","
    if not found or _skip(text, at + 1) != len(text):
        raise json.JSONDecodeError(f"Expecting an array '{name}'", text, at)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    opener = text[at : at + 1]
    if depth < _DEPTH and opener == "[":
        return _array(text, at + 1, depth)
    if depth < _DEPTH and opener == "{":
        return _object(text, at + 1, depth)
    return _DECODE(text, at)


def _array(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = _skip(text, at)
    if text[at : at + 1] == "]":
        return found, at + 1
    deeper = text[at : at + 1] == "["
    while True:
        value, at = _value(text, at, depth + 1) if deeper else _DECODE(text, at)
        found.append(value)
        at = _skip(text, at)
        mark = text[at : at + 1]
        if mark == "]":
            return found, at + 1
        if mark != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1)


def _object(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    at = _skip(text, at)
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        name, at = _DECODE(text, at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        found[name], at = _value(text, _skip(text, at + 1), depth + 1)
        at = _skip(text, at)
        mark = text[at : at + 1]
        if mark == "}":
            return found, at + 1
        if mark != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1)
