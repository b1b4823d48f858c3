"""The network stack outside QGIS (command line, tests): requests, which nothing inside QGIS imports."""

from __future__ import annotations

import threading
import time
from typing import Any

from ..messages import Cancelled, UserError
from .exchange import Request, cut_short, timed_out, too_large, unreachable, unusable
from .reply import Reply

_POLL = 0.05


class RequestsSender:
    """Sends over one `requests.Session`; see `exchange.Sender`."""

    def __init__(self) -> None:
        self._session: Any = None

    def send(self, request: Request) -> Reply:
        """Send in a helper thread, which is left behind when the user cancels or the total time is over."""
        stop, done = threading.Event(), threading.Event()
        outcome: list[Any] = []

        def work() -> None:
            try:
                outcome.append(self._exchange(request, stop))
            except BaseException as error:  # handed to the waiting thread, which raises it
                outcome.append(error)
            done.set()

        threading.Thread(target=work, daemon=True, name="samplan-http").start()
        deadline = time.monotonic() + request.limits.total
        while not done.wait(_POLL):
            over = time.monotonic() > deadline
            if over or request.cancelled():
                stop.set()
                self._session = None  # the helper thread may still use it
                raise timed_out(request.url, request.limits.total) if over else Cancelled()
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        return outcome[0]

    def _exchange(self, request: Request, stop: threading.Event) -> Reply:
        import requests
        from urllib3.exceptions import HTTPError, ProtocolError
        from urllib3.exceptions import TimeoutError as StackTimeout

        url, limits = request.url, request.limits
        if self._session is None:
            self._session = requests.Session()
        session = self._session
        try:
            prepared = requests.Request(request.method, url, headers=request.headers, data=request.body).prepare()
        except (requests.RequestException, ValueError):
            raise unusable(url) from None
        try:
            settings = session.merge_environment_settings(prepared.url, {}, True, None, None)
            with session.send(
                prepared, timeout=(limits.connect, limits.read), allow_redirects=False, **settings
            ) as answer:
                body = bytearray()
                for piece in answer.raw.stream(1 << 16, decode_content=False):
                    body += piece
                    if len(body) > limits.max_bytes:
                        raise too_large(url, limits.max_bytes)
                    if stop.is_set():
                        raise Cancelled
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return Reply(prepared.url or url, answer.status_code, bytes(body), headers)
        except UserError:
            raise
        except (requests.Timeout, StackTimeout, TimeoutError):
            raise timed_out(url, limits.read) from None
        except (requests.exceptions.ChunkedEncodingError, ProtocolError):
            raise cut_short(url) from None
        except (requests.RequestException, HTTPError, OSError) as error:
            if "timed out" in str(error).lower():
                raise timed_out(url, limits.read) from None
            raise unreachable(request, _reason(error)) from None


def _reason(error: BaseException) -> str:
    """A short cause without addresses: the innermost system message, else the kind of error."""
    waiting, text, seen = [error], "", set[int]()
    while waiting:
        part = waiting.pop(0)
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, OSError) and part.strerror:
            text = part.strerror
        inner = (*part.args, getattr(part, "reason", None), part.__cause__, part.__context__)
        waiting.extend(found for found in inner if isinstance(found, BaseException))
    kinds = {"ProxyError": "proxy", "SSLError": "certificate"}
    return text or kinds.get(type(error).__name__, type(error).__name__)
