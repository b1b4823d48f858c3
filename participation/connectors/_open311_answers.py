"""Reading Open311 answers: JSON (bare lists and wrapped ones), the "Spark" form, and XML with any root."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree  # nosec B405: elements only; parsing is Reply.xml's, which refuses DOCTYPE

from ..reply import Reply
from ..values import plain_text

_WRAPPERS = {"request": ("service_requests", "requests"), "service": ("services",)}
_LISTS = frozenset(("media_urls", "media_url"))


def read_items(reply: Reply, element: str) -> list[Any]:
    """Return the items of an answer: ``element`` is ``request`` or ``service``.

    Raises
    ------
    UnexpectedAnswer
        A web page, malformed data, an error document sent with status 200, or another shape.
    """
    start = reply.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") and not reply.is_html:
        root = reply.xml()
        if root.tag in ("errors", "error"):
            raise reply.unexpected(f"<{element}>")
        return [_fields(item) for item in root.iter(element)]
    data = reply.json()
    if isinstance(data, dict):
        data = next((data[name] for name in _WRAPPERS[element] if isinstance(data.get(name), list)), None)
    if not isinstance(data, list) or (data and _is_error(data[0])):
        raise reply.unexpected(f"a list of {_WRAPPERS[element][0]}")
    return data


def _is_error(item: Any) -> bool:
    """The specification's error form: ``{"code": ..., "description": ...}`` and nothing of an item."""
    return isinstance(item, dict) and "code" in item and not {"service_request_id", "token", "service_code"} & set(item)


def _fields(element: ElementTree.Element) -> dict[str, Any]:
    """An element's children as a dictionary; nested ones as dictionaries, repeated ones as lists."""
    found: dict[str, Any] = {}
    for child in element:
        value: Any
        if child.tag in _LISTS and len(child):
            value = [text for text in (plain_text(part.text) for part in child) if text]
        elif len(child):
            value = _fields(child)
        else:
            value = child.text or ""
        if child.tag in found:
            before = found[child.tag]
            value = [*before, value] if isinstance(before, list) else [before, value]
        found[child.tag] = value
    return found
