"""The elements of one array of a JSON document one by one, so that a large document is never whole in memory as objects."""

from __future__ import annotations

import json
import re
from typing import Any, Iterator

_DECODE = json.JSONDecoder().raw_decode
_SPACE = re.compile(r"[ \t\r\n]*")


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
            others[key], at = _DECODE(text, at)
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            break
        mark = ","
    if not found or _skip(text, at + 1) != len(text):
        raise json.JSONDecodeError(f"Expecting an array '{name}'", text, at)


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
