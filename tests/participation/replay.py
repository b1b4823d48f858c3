"""A server that serves the recorded answers of real servers byte for byte (``{base}`` stands for its address)."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Callable, Optional

from loopserver import Answer, LoopServer, Request

FIXTURES = Path(__file__).parent / "fixtures"
INDEX = json.loads((FIXTURES / "index.json").read_text(encoding="utf-8"))
ENTRIES = {entry["file"]: entry for entry in INDEX}


class Replay(LoopServer):
    """``choose`` names the recorded file for a request (by default: the one recorded for that very address)."""

    def __init__(self, choose: Optional[Callable[[Request], Optional[str]]] = None) -> None:
        super().__init__(self._answer)
        self.choose = choose or (lambda _request: None)

    def _answer(self, request: Request) -> Answer:
        name = self.choose(request)
        if name is None:
            same = (e["file"] for e in INDEX if (e["method"], e["path"]) == (request.method, request.target))
            name = next(same, None)
        if name is None:
            return Answer(404, b'{"detail": "not recorded"}')
        entry = ENTRIES[name]
        body = (FIXTURES / name).read_bytes().replace(b"{base}", self.url.encode())
        return Answer(entry["status"], body, entry["content_type"].rstrip("; "), _headers(entry["headers"], self.url))


def _headers(text: str, base: str) -> dict[str, str]:
    """The recorded headers: a dictionary in text, or ``Name=value``."""
    match = re.search(r"\{.*\}", text)
    if match:
        found = ast.literal_eval(match.group())
        return {name: re.sub(r"http://127\.0\.0\.1:\d+", base, value) for name, value in found.items()}
    name, sign, value = text.partition("=")
    return {name: value} if sign and value != "None" else {}
