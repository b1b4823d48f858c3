"""HTTP for connectors: one place for retries, redirects, waiting, cancelling, size limits, origins and redaction.

A `Transport` sends through an `exchange.Sender`: inside QGIS that of `transport_qgis.qgis_transport` (proxy, certificates,
authentication configuration), outside it that of `plain_transport`.
"""

from __future__ import annotations

import json
import math
import random
import re
import time
import zlib
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any, Callable, Iterator, Mapping, Optional
from urllib.parse import urljoin

from ..messages import QT_TRANSLATE_NOOP, Cancelled, UserMessage
from ..redaction import remember_secrets
from .addresses import (
    Origin,
    clean_base,
    further_page,
    join,
    looks_secret,
    origin,
    place,
    redact,
    same_site,
    secret_values,
    upgrades,
)
from .errors import (
    AccessDenied,
    NotFound,
    RateLimited,
    RedirectedElsewhere,
    RequestRefused,
    ServerFailed,
    TimedOut,
    TooLarge,
    TransportError,
    UnexpectedAnswer,
    Unreachable,
)
from .exchange import Limits, Request, Sender, cut_short, too_large, too_many, unusable
from .plain_sender import RequestsSender
from .reply import Reply

USER_AGENT = "Samplan (QGIS plugin; participation import)"
ACCEPT_JSON = "application/geo+json, application/json"
_POLL = 0.05
_RETRY_STATUSES = (429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_HEADERS = 128 * 1024  # bytes
_MAX_PARTS = 16
_HEADER = re.compile(r"[^:\s]+:(?:\S[^\r\n]*)?")
_LENGTH = re.compile(r"[0-9]{1,15}")

DEFAULT_LIMITS = Limits()


def _never() -> bool:
    return False


class Transport:
    """Sends requests to one origin.

    Parameters
    ----------
    base_url : str
        Address of the service; requests to any other host are refused. May be a file path for a connector that
        reads files: it is only looked at when something is sent.
    sender : Sender
        The network stack.
    headers : mapping, optional
        Extra headers of the connection or profile (they override the defaults; None removes one).
    limits : Limits
    cancelled : callable
        Polled at least every 50 ms.
    log : callable, optional
        Receives one redacted line per request.
    notify : callable, optional
        Receives a `UserMessage` when the work waits for the server.
    min_interval : float
        Seconds between the starts of two requests, for services with a stated rate.

    Attributes
    ----------
    seconds : float
        Time spent waiting for the network so far.
    headers : dict
        The extra headers; a connection's own are added by its connector.
    """

    def __init__(
        self,
        base_url: str,
        sender: Sender,
        *,
        headers: Optional[Mapping[str, Optional[str]]] = None,
        limits: Limits = DEFAULT_LIMITS,
        cancelled: Callable[[], bool] = _never,
        log: Optional[Callable[[str], None]] = None,
        notify: Optional[Callable[[UserMessage], None]] = None,
        min_interval: float = 0.0,
    ) -> None:
        remember_secrets([*secret_values(base_url), *header_secrets(headers or {})])
        self._base_url = base_url
        self._base: Optional[Origin] = None
        self.limits = limits
        self.cancelled = cancelled
        self.min_interval = min_interval
        self.seconds = 0.0
        self._sender = sender
        self.headers = dict(headers or {})
        self._log = log
        self._notify = notify
        self._last_start = 0.0
        self._left = limits.max_requests

    @property
    def base(self) -> Origin:
        """The origin that requests may go to; raises ConnectionSettingsError when the address is not a web address."""
        if self._base is None:
            self._base = origin(clean_base(self._base_url))
        return self._base

    @contextmanager
    def at_most(self, requests: int) -> Iterator[None]:
        """Allow so many requests only while something is listed or tested."""
        before = self._left
        self._left = allowed = min(before, requests)
        try:
            yield
        except TooLarge as error:
            if self._left < 0:
                raise too_many(self._base_url, allowed) from error
            raise
        finally:
            self._left = before - (allowed - max(self._left, 0))

    # -- questions -----------------------------------------------------------------------------------------------

    def get(self, url: str, params: Optional[Mapping[str, object]] = None, accept: str = ACCEPT_JSON,
            headers: Optional[Mapping[str, Optional[str]]] = None, ok: tuple[int, ...] = ()) -> Reply:  # fmt: skip
        """Ask with GET; ``ok`` lists error statuses to hand back instead of raising.

        Raises
        ------
        TransportError
            One of its subclasses, each a plain sentence.
        Cancelled
        """
        return self.send("GET", join(url, "", params), {"Accept": accept, **(headers or {})}, None, ok)

    def post_json(self, url: str, payload: Any, headers: Optional[Mapping[str, Optional[str]]] = None,
                  ok: tuple[int, ...] = ()) -> Reply:  # fmt: skip
        """Ask with POST and a JSON body (reading APIs such as GraphQL: repeated like a GET)."""
        body = json.dumps(payload).encode()
        return self.send(
            "POST", url, {"Accept": ACCEPT_JSON, "Content-Type": "application/json", **(headers or {})}, body, ok
        )

    def next_link(self, link: str, current: str) -> str:
        """Return a server's next link, on this host whatever host it names (see `addresses.further_page`)."""
        return further_page(link, current, self.base)

    def send(self, method: str, url: str, headers: Mapping[str, Optional[str]], body: Optional[bytes],
             ok: tuple[int, ...] = ()) -> Reply:  # fmt: skip
        """Send one request with retries and same-host redirects; see `get`."""
        waited = 0.0
        for attempt in range(1, self.limits.attempts + 1):
            last = attempt == self.limits.attempts
            try:
                reply = self._follow(method, url, headers, body)
            except (TimedOut, Unreachable, UnexpectedAnswer):
                if last:
                    raise
                self._sleep(self._backoff(attempt))
                continue
            if reply.status < 300 or reply.status in (*ok, 304):
                return reply
            if reply.status not in _RETRY_STATUSES:
                break
            asked = _retry_after(reply)
            pause = self._backoff(attempt) if asked is None else asked
            if last or waited + pause > self.limits.max_wait:
                break
            waited += pause
            if pause >= 2 and self._notify:
                self._notify(
                    UserMessage(
                        QT_TRANSLATE_NOOP("Samplan", "{host} asks for a pause: continuing in {seconds} s."),
                        {"host": self.base.host, "seconds": round(pause)},
                    )
                )
            self._sleep(pause)
        raise _error_of(reply)

    # -- one exchange --------------------------------------------------------------------------------------------

    def _follow(self, method: str, url: str, headers: Mapping[str, Optional[str]], body: Optional[bytes]) -> Reply:
        for _hop in range(6):
            if origin(url) != self.base:
                same_site(url, url, self.base)  # raises for another host
                url = same_site(url, url, self.base)
            reply = self._exchange(method, url, headers, body)
            target = reply.headers.get("location")
            if reply.status not in _REDIRECTS or not target:
                return reply
            target = urljoin(url, target)
            there = origin(target)
            if upgrades(self.base, there):
                self._base = there
            elif there != self.base:
                same_site(target, url, self.base)  # raises for another host or service
                raise RedirectedElsewhere(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "{place} redirects to {target}, which is less safe. Enter the address you trust in the connection.",
                    ),
                    place=place(url), target=redact(target),
                )  # fmt: skip
            url = target
            if reply.status == 303:
                method, body = "GET", None
        raise RedirectedElsewhere(
            QT_TRANSLATE_NOOP("Samplan", "{place} redirects in a circle. Check the address."), place=place(url)
        )

    def _exchange(self, method: str, url: str, headers: Mapping[str, Optional[str]], body: Optional[bytes]) -> Reply:
        if self.min_interval:
            self._sleep(self._last_start + self.min_interval - time.monotonic())
        if self.cancelled():
            raise Cancelled
        self._left -= 1
        if self._left < 0:
            raise too_many(url, self.limits.max_requests)
        merged: dict[str, Optional[str]] = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
        merged.update(headers)
        merged.update(self.headers)
        sent = {
            name: value.encode("latin-1", "replace").decode("latin-1")
            for name, value in merged.items()
            if value is not None
        }
        if any(_HEADER.fullmatch(f"{name}:{value}") is None for name, value in sent.items()):
            raise unusable(url)
        started = self._last_start = time.monotonic()
        status: object = "failed"
        try:
            reply = _checked(
                self._sender.send(Request(method, url, sent, body, self.limits, self.cancelled)), self.limits
            )
            status = f"{reply.status}, {len(reply.body)} bytes"
            return reply
        finally:
            took = time.monotonic() - started
            self.seconds += took
            if self._log:
                self._log(f"{method} {redact(url)}: {status}, {took:.2f} s")

    # -- waiting -------------------------------------------------------------------------------------------------

    def _backoff(self, attempt: int) -> float:
        return self.limits.backoff * 2 ** (attempt - 1) * (1 + random.random() / 4)  # noqa: S311 # nosec B311: jitter

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while True:
            if self.cancelled():
                raise Cancelled
            left = until - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, _POLL))


def header_secrets(headers: Mapping[str, Optional[str]]) -> list[str]:
    """Return what headers hold that nobody else may see: those whose names say so, and the last word of "Token abc"."""
    secret = (value for name, value in headers.items() if value and value.strip() and looks_secret(name))
    return [word for value in secret for word in (value, value.split()[-1])]


def plain_transport(base_url: str, **settings: Any) -> Transport:
    """Return a transport outside QGIS (command line, tests); settings as in `Transport`."""
    return Transport(base_url, RequestsSender(), **settings)


def _checked(reply: Reply, limits: Limits) -> Reply:
    """Return an answer with its body unpacked, after its length and the size of its headers were looked at."""
    if sum(len(name) + len(value) for name, value in reply.headers.items()) > _MAX_HEADERS:
        raise reply.unexpected("headers of a usual size")
    if len(reply.body) > limits.max_bytes:
        raise too_large(reply.url, limits.max_bytes)
    length = reply.headers.get("content-length", "")
    if reply.status < 300 and _LENGTH.fullmatch(length) and len(reply.body) < int(length):
        raise cut_short(reply.url)  # a redirect's or error's own text may be missing
    packing = reply.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity") or not reply.body:
        return reply
    try:
        return replace(reply, body=_unpacked(reply, packing, limits.max_bytes))
    except UnexpectedAnswer:
        if reply.status < 300:
            raise
        return replace(reply, body=b"")  # the status says what went wrong; its page is not needed


def _unpacked(reply: Reply, packing: str, limit: int) -> bytes:
    """Decompress, stopping at the limit; a body that ends too early or is damaged counts as cut short."""
    if packing not in ("gzip", "x-gzip", "deflate"):  # nor several: each can multiply the size by a thousand
        raise reply.unexpected("data that are packed once, with gzip or deflate")
    # "deflate" means zlib's form, but some servers send the bare stream, which does not begin with a zlib header
    bare = packing == "deflate" and (reply.body[0] & 0x0F != 8 or int.from_bytes(reply.body[:2], "big") % 31)
    rest, found = reply.body, bytearray()
    for _part in range(_MAX_PARTS):  # gzip files may follow each other
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        try:
            found += unpacking.decompress(rest, limit + 1 - len(found))
        except zlib.error:
            if found:
                break  # padding behind the data
            raise cut_short(reply.url) from None
        if len(found) > limit:
            raise too_large(reply.url, limit)
        if not unpacking.eof:
            raise cut_short(reply.url)
        rest = unpacking.unused_data
        if not rest:
            break
    else:  # each part costs a copy of what follows
        raise too_large(reply.url, limit)
    return bytes(found)


def _retry_after(reply: Reply) -> Optional[float]:
    """Seconds that a server asks to wait: a number, or an HTTP date compared with the server's own clock."""
    from email.utils import parsedate_to_datetime  # late: QGIS starts faster

    value = reply.headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
        return max(0.0, seconds) if math.isfinite(seconds) else None
    except ValueError:
        pass
    try:
        then = parsedate_to_datetime(value)
        now = parsedate_to_datetime(reply.headers["date"]) if "date" in reply.headers else datetime.now(timezone.utc)
        return max(0.0, (then - now).total_seconds())
    except (TypeError, ValueError, IndexError):
        return None


def _error_of(reply: Reply) -> TransportError:
    where, status, detail = place(reply.url), reply.status, reply.detail()
    says = f" “{detail}”" if detail else ""
    if status in (401, 403, 407):
        return AccessDenied(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{place} refuses access (HTTP {status}).{says} Check the authentication configuration or ask the owner.",
            ),
            place=where, status=status, says=says,
        )  # fmt: skip
    if status in (404, 410):
        return NotFound(
            QT_TRANSLATE_NOOP(
                "Samplan", "{place} does not exist (HTTP {status}).{says} Check the address and the profile."
            ),
            place=where, status=status, says=says,
        )  # fmt: skip
    asked = _retry_after(reply)
    if status == 429 or (status == 503 and asked):
        if asked:
            return RateLimited(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{place} limits how often it may be asked (HTTP {status}) and wants a pause of {seconds} s."
                    " Try again then.",
                ),
                place=where, status=status, seconds=round(asked),
            )  # fmt: skip
        return RateLimited(
            QT_TRANSLATE_NOOP(
                "Samplan", "{place} limits how often it may be asked (HTTP {status}). Try again in a few minutes."
            ),
            place=where, status=status,
        )  # fmt: skip
    if status >= 500:
        return ServerFailed(
            QT_TRANSLATE_NOOP(
                "Samplan", "{place} failed (HTTP {status}), also when asked again.{says} Try again later."
            ),
            place=where, status=status, says=says,
        )  # fmt: skip
    return RequestRefused(
        QT_TRANSLATE_NOOP(
            "Samplan", "{place} did not accept the question (HTTP {status}).{says} Check the connection's options."
        ),
        place=where, status=status, says=says,
    )  # fmt: skip
