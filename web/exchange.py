"""One exchange with a server: what a network stack is given, its limits, and the sentences for what goes wrong there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, NamedTuple, Optional, Protocol

from ..messages import QT_TRANSLATE_NOOP
from .addresses import place, redact
from .errors import ConnectionSettingsError, TimedOut, TooLarge, TransportError, UnexpectedAnswer, Unreachable
from .reply import Reply

_NOT_ENCRYPTED = re.compile("WRONG.VERSION|RECORD.LAYER|handshake failed", re.IGNORECASE)


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
        Largest answer, as sent and after decompression.
    max_requests : int
        Requests of one transport, so that lists without an end have one.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    attempts: int = 4
    backoff: float = 0.5
    max_wait: float = 120.0
    max_bytes: int = 64 * 1024 * 1024
    max_requests: int = 500_000


class Request(NamedTuple):
    """One request, and how long and how far its sender may wait.

    ``body`` is None for GET, bytes for POST; ``cancelled`` is to be polled at least every 50 ms.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: Optional[bytes]
    limits: Limits
    cancelled: Callable[[], bool]


class Sender(Protocol):
    """A network stack."""

    def send(self, request: Request) -> Reply:
        """Send one request and return the answer as it came: redirects not followed, the body not decompressed.

        Raises
        ------
        NetworkError
            Nothing usable came back within the limits.
        Cancelled
        """


def unusable(url: str) -> ConnectionSettingsError:
    """Return (to raise) the error of an address or header that no request can be made of."""
    return ConnectionSettingsError(
        QT_TRANSLATE_NOOP("Samplan", "“{url}” is not a usable web address."), url=redact(url)[:200]
    )


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


def too_many(url: str, limit: int) -> TooLarge:
    """Return (to raise) the error of a service that was asked ``limit`` times and still has more."""
    return TooLarge(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "{place} was asked {count} times and still goes on, so that the work was stopped. Choose a smaller extent or"
            " period, or tell the service's owner that its pages never end.",
        ),
        place=place(url), count=limit,
    )  # fmt: skip


def cut_short(url: str) -> UnexpectedAnswer:
    """Return (to raise) the error of an answer that did not come whole."""
    return UnexpectedAnswer(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "The answer of {place} was cut short, also when asked again. Nothing of it was used. Try again later.",
        ),
        place=place(url),
    )  # fmt: skip


def unreachable(request: Request, reason: str) -> TransportError:
    """Return (to raise) the error of a connection that failed for a reason in the network stack's words."""
    url = request.url
    if "timed out" in reason.lower():
        return timed_out(url, request.limits.read)
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
