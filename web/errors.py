"""The web room's errors: one class per kind of failure, each with its own plain sentence."""

from __future__ import annotations

from ..messages import UserError


class NetworkError(UserError):
    """A server cannot be asked, or its answer cannot be used."""


class ConnectionSettingsError(NetworkError):
    """The connection's address, profile or options cannot be used."""


class TransportError(NetworkError):
    """The server could not be reached or did not give a usable answer."""


class Unreachable(TransportError):
    """No connection: name not found, refused, certificate or proxy trouble."""


class TimedOut(TransportError):
    """The server did not answer in time."""


class AccessDenied(TransportError):
    """HTTP 401, 403 or 407."""


class NotFound(TransportError):
    """HTTP 404 or 410."""


class RateLimited(TransportError):
    """HTTP 429 (or 503 with Retry-After) that did not end within the allowed wait."""


class ServerFailed(TransportError):
    """HTTP 5xx after all retries."""


class RequestRefused(TransportError):
    """Any other HTTP 4xx: the server did not accept the question."""


class RedirectedElsewhere(TransportError):
    """The server points to another host; nothing was sent there."""


class UnexpectedAnswer(TransportError):
    """HTML instead of data, truncated or malformed JSON/XML, or a shape the protocol does not have."""


class TooLarge(TransportError):
    """The answer is larger than allowed."""
