"""Web addresses: origins, redaction for logs, joining."""

from __future__ import annotations

import re
from typing import Mapping, NamedTuple, Optional
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from ..messages import QT_TRANSLATE_NOOP
from .errors import ConnectionSettingsError, RedirectedElsewhere

_SECRET_NAME = re.compile(
    r"(?i)token|secret|passw|^pwd$|auth(?!or)|api_?key|access_?key|^key$|^sig$|signature|credential|jwt|session|e-?mail"
    r"|phone|client_id"
)
_THIS_MACHINE = re.compile(r"(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Scheme, host and port: what a token may be sent to."""

    scheme: str
    host: str
    port: int


def origin(url: str) -> Origin:
    """Return the origin of an http(s) address.

    Raises
    ------
    ConnectionSettingsError
        Not an http(s) address with a host.
    """
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    except ValueError:
        scheme, host, port = "", "", None
    if scheme not in _PORTS or not host or re.search(r"[\s<>\"]", url):
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "“{url}” is not a web address. Write it in full, like https://example.org/api."),
            url=redact(url)[:200],
        )  # fmt: skip
    return Origin(scheme, host, port or _PORTS[scheme])


def upgrades(old: Origin, new: Origin) -> bool:
    """Whether ``new`` is the encrypted twin of ``old``: same host, from http to https, both on their own ports."""
    return old.host == new.host and (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443)


def same_site(link: str, current: str, base: Origin) -> str:
    """Return a link that a server gave (perhaps relative), made absolute, on the scheme and port of ``base``.

    Servers behind an encrypting proxy write ``http`` links: the same host is kept, with the base's scheme and port.

    Raises
    ------
    RedirectedElsewhere
        The link leads to another host.
    """
    url = urljoin(current, link)
    found = origin(url)
    if found.host != base.host:
        raise RedirectedElsewhere(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{here} points to another host, {there}. Nothing was sent there. If you trust that host, enter its"
                " address in the connection.",
            ),
            here=base.host, there=found.host,
        )  # fmt: skip
    if found == base:
        return url
    if found.port not in (80, 443) and found.port != base.port:
        raise RedirectedElsewhere(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "{here} points to another service, {there}. Nothing was sent there. If you trust it, enter its address"
                " in the connection.",
            ),
            here=base.host, there=f"{found.host}:{found.port}",
        )  # fmt: skip
    parts = urlsplit(url)
    host = f"[{base.host}]" if ":" in base.host else base.host
    netloc = host if base.port == _PORTS[base.scheme] else f"{host}:{base.port}"
    return urlunsplit((base.scheme, netloc, parts.path, parts.query, ""))


def further_page(link: str, current: str, base: Origin) -> str:
    """Return a server's link to its next page, on the known host.

    Services behind a proxy write the name that they have themselves. Of such a link only the query counts: it is asked at the
    address that the page came from, so that nothing is ever sent to another host or to another path.

    Raises
    ------
    RedirectedElsewhere
        The link leads to another host and differs from the present page in nothing that could be asked here.
    """
    try:
        return same_site(link, current, base)
    except RedirectedElsewhere:
        there, here = urlsplit(urljoin(current, link)), urlsplit(current)
        if not there.query or there.query == here.query:
            raise
        return urlunsplit((here.scheme, here.netloc, here.path, there.query, ""))


def clean_base(url: str) -> str:
    """Return a base address without query, user info and trailing slash.

    A missing scheme is ``https``, on this machine itself ``http``.
    """
    url = url.strip()
    if url and "://" not in url:
        url = ("http://" if _THIS_MACHINE.match(url) else "https://") + url
    origin(url)
    parts = urlsplit(url)
    return urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower(), parts.path.rstrip("/"), "", ""))


def secrets_in(url: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether an address holds user info, and the names of its parameters that look like secrets."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return False, ()
    names = dict.fromkeys(name for name, _value in parse_qsl(parts.query, keep_blank_values=True))
    return "@" in parts.netloc, tuple(name for name in names if _SECRET_NAME.search(name))


def harmless_parameters(url: str) -> dict[str, str]:
    """Return the parameters of an address that do not look like secrets."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return {name: value for name, value in pairs if not _SECRET_NAME.search(name)}


def join(base: str, path: str, params: Optional[Mapping[str, object]] = None) -> str:
    """Return ``base``/``path`` with a query; None values are left out, commas and colons stay readable."""
    url = f"{base.rstrip('/')}/{path.lstrip('/')}" if path else base
    pairs = [(name, str(value)) for name, value in (params or {}).items() if value is not None]
    if pairs:
        url += ("&" if "?" in url else "?") + urlencode(pairs, safe=",:/", quote_via=quote)
    return url


def without_user(url: str) -> str:
    """Return an address without its user info."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, parts.fragment))


def redact(url: str) -> str:
    """Return an address fit for logs: no user info, values of secret-looking parameters replaced by ``***``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "***"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{name}={'***' if _SECRET_NAME.search(name) else value}" for name, value in pairs)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def place(url: str) -> str:
    """Return host and path for messages."""
    parts = urlsplit(url)
    return (parts.netloc.rpartition("@")[2] + parts.path)[:200]
