"""HTTP for connectors: one place for timeouts, retries, cancelling, size limits, origins and redaction.

Headless, `plain_transport` sends with requests. Inside QGIS, `transport_qgis.qgis_transport` sends the same way over
the QGIS network stack (proxy, certificates, authentication configuration).
"""

from __future__ import annotations

import json
import random
import re
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Callable, Mapping, Optional

import requests

from ..messages import QT_TRANSLATE_NOOP, Cancelled, UserError, UserMessage
from .addresses import Origin, clean_base, join, origin, place, redact, same_site, upgrades
from .errors import (
    AccessDenied,
    ConnectionSettingsError,
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
from .reply import Reply

USER_AGENT = "Samplan (QGIS plugin; participation import)"
ACCEPT_JSON = "application/geo+json, application/json"
_POLL = 0.05
_RETRY_STATUSES = (429, 500, 502, 503, 504)
_NOT_ENCRYPTED = re.compile("WRONG.VERSION|RECORD.LAYER|handshake failed", re.IGNORECASE)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Limits:
    """How long, how often, how much.

    Attributes
    ----------
    connect, read, total : float
        Seconds until connected, between two pieces of the answer, and for one whole answer.
    attempts : int
        Tries per request at 429, 5xx, lost connections and cut-off answers.
    backoff : float
        Seconds before the first retry; doubles each time, with jitter.
    max_wait : float
        Longest wait in seconds that a server's Retry-After may ask for, added up over one request.
    max_bytes : int
        Largest answer, after decompression.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    attempts: int = 4
    backoff: float = 0.5
    max_wait: float = 120.0
    max_bytes: int = 64 * 1024 * 1024


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
    session_factory : callable
        Returns a new `requests.Session`; called again when a stuck one had to be left behind.
    headers : mapping, optional
        Extra headers of the connection or profile (they override the defaults; None removes one).
    limits : Limits
    cancelled : callable
        Polled at least every 50 ms.
    log : callable, optional
        Receives one redacted line per request.
    notify : callable, optional
        Receives a `UserMessage` when the work waits for the server.
    threaded : bool
        Send in a helper thread so that cancelling and the total timeout need not wait for a blocked socket. False
        when the session's adapter does both itself.
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
        session_factory: Callable[[], requests.Session] = requests.Session,
        *,
        headers: Optional[Mapping[str, Optional[str]]] = None,
        limits: Limits = DEFAULT_LIMITS,
        cancelled: Callable[[], bool] = _never,
        log: Optional[Callable[[str], None]] = None,
        notify: Optional[Callable[[UserMessage], None]] = None,
        threaded: bool = True,
        min_interval: float = 0.0,
    ) -> None:
        self._base_url = base_url
        self._base: Optional[Origin] = None
        self.limits = limits
        self.cancelled = cancelled
        self.min_interval = min_interval
        self.seconds = 0.0
        self._factory = session_factory
        self._session: Optional[requests.Session] = None
        self.headers = dict(headers or {})
        self._log = log
        self._notify = notify
        self._threaded = threaded
        self._last_start = 0.0

    @property
    def base(self) -> Origin:
        """The origin that requests may go to; raises ConnectionSettingsError when the address is not a web address."""
        if self._base is None:
            self._base = origin(clean_base(self._base_url))
        return self._base

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

    def get_json(self, url: str, params: Optional[Mapping[str, object]] = None) -> Any:
        """Ask with GET and return the parsed JSON."""
        return self.get(url, params).json()

    def post_json(self, url: str, payload: Any, headers: Optional[Mapping[str, Optional[str]]] = None,
                  ok: tuple[int, ...] = ()) -> Reply:  # fmt: skip
        """Ask with POST and a JSON body (reading APIs such as GraphQL: repeated like a GET)."""
        body = json.dumps(payload).encode()
        return self.send(
            "POST", url, {"Accept": ACCEPT_JSON, "Content-Type": "application/json", **(headers or {})}, body, ok
        )

    def next_link(self, link: str, current: str) -> str:
        """Return a server's next link, checked to stay on this host (see `addresses.same_site`)."""
        return same_site(link, current, self.base)

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

    def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            self._session.close()
            self._session = None

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
            target = requests.compat.urljoin(url, target)
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
        merged: dict[str, Optional[str]] = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
        merged.update(headers)
        merged.update(self.headers)
        try:
            prepared = requests.Request(
                method, url, headers={name: value for name, value in merged.items() if value is not None}, data=body
            ).prepare()
        except (requests.RequestException, ValueError):
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "“{url}” is not a usable web address."), url=redact(url)[:200]
            ) from None
        started = self._last_start = time.monotonic()
        status: object = "failed"
        try:
            reply = self._in_thread(prepared) if self._threaded else self._perform(prepared, _Abort())
            status = f"{reply.status}, {len(reply.body)} bytes"
            return reply
        finally:
            took = time.monotonic() - started
            self.seconds += took
            if self._log:
                self._log(f"{method} {redact(url)}: {status}, {took:.2f} s")

    def _in_thread(self, prepared: requests.PreparedRequest) -> Reply:
        """Perform in a helper thread, which is left behind when the user cancels or the total time is over."""
        abort, done = _Abort(), threading.Event()
        outcome: list[Any] = []

        def work() -> None:
            try:
                outcome.append(self._perform(prepared, abort))
            except BaseException as error:  # handed to the waiting thread, which raises it
                outcome.append(error)
            done.set()

        threading.Thread(target=work, daemon=True, name="samplan-http").start()
        deadline = time.monotonic() + self.limits.total
        while not done.wait(_POLL):
            over = time.monotonic() > deadline
            if over or self.cancelled():
                abort.requested = True
                self._session = None  # the helper thread may still use it
                raise timed_out(prepared.url or "", self.limits.total) if over else Cancelled()
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        return outcome[0]

    def _perform(self, prepared: requests.PreparedRequest, abort: _Abort) -> Reply:
        """Send and read the whole answer, at most ``max_bytes``."""
        url, limits = prepared.url or "", self.limits
        if self._session is None:
            self._session = self._factory()
        session = self._session
        try:
            settings = session.merge_environment_settings(url, {}, True, None, None)
            with session.send(
                prepared, timeout=(limits.connect, limits.read), allow_redirects=False, **settings
            ) as answer:
                length = answer.headers.get("Content-Length", "")
                declared = int(length) if length.isdigit() else None
                if declared is not None and declared > limits.max_bytes:
                    raise too_large(url, limits.max_bytes)
                chunks: list[bytes] = []
                size = 0
                for chunk in answer.iter_content(1 << 16):
                    size += len(chunk)
                    if size > limits.max_bytes:
                        raise too_large(url, limits.max_bytes)
                    if abort.requested:
                        raise Cancelled
                    chunks.append(chunk)
                headers = {name.lower(): value for name, value in answer.headers.items()}
                if declared is not None and size < declared and "content-encoding" not in headers:
                    raise _cut_short(url)
                return Reply(url, answer.status_code, b"".join(chunks), headers)
        except UserError:
            raise
        except (requests.Timeout, TimeoutError):
            raise timed_out(url, limits.read) from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise _cut_short(url) from None
        except (requests.RequestException, OSError) as error:
            if "timed out" in str(error).lower():
                raise timed_out(url, limits.read) from None
            raise _unreachable(url, _reason(error)) from None

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


class _Abort:
    """A flag that tells a helper thread to stop reading."""

    requested = False


def plain_transport(base_url: str, **settings: Any) -> Transport:
    """Return a transport over plain requests (headless use and tests); settings as in `Transport`."""
    return Transport(base_url, requests.Session, **settings)


def _retry_after(reply: Reply) -> Optional[float]:
    """Seconds that a server asks to wait: a number, or an HTTP date compared with the server's own clock."""
    value = reply.headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
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


def timed_out(url: str, seconds: float) -> TimedOut:
    """Return (to raise) the error of an answer that did not come in time."""
    return TimedOut(
        QT_TRANSLATE_NOOP("Samplan", "{place} did not answer within {seconds} s. Try again later."),
        place=place(url), seconds=round(seconds, 1),
    )  # fmt: skip


def too_large(url: str, limit: int) -> TooLarge:
    """Return (to raise) the error of an answer of more than ``limit`` bytes."""
    return TooLarge(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "The answer of {place} is larger than {megabytes} MB. Choose a smaller page size, extent or period.",
        ),
        place=place(url), megabytes=round(limit / 1e6),
    )  # fmt: skip


def _cut_short(url: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "The answer of {place} was cut short, also when asked again. Nothing of it was used. Try again later.",
        ),
        place=place(url),
    )  # fmt: skip


def _unreachable(url: str, reason: str) -> Unreachable:
    if url.startswith("https:") and _NOT_ENCRYPTED.search(reason):
        return Unreachable(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{place} does not answer with encryption ({reason}). Check the address and the server's certificate. A server"
                " without encryption, such as one for tests on your own machine, needs http:// before its address.",
            ),
            place=place(url), reason=reason,
        )  # fmt: skip
    return Unreachable(
        QT_TRANSLATE_NOOP(
            "Samplan", "Cannot reach {place} ({reason}). Check the address, the connection and the proxy settings."
        ),
        place=place(url), reason=reason,
    )  # fmt: skip


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
