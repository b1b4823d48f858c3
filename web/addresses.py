"""Web addresses: origins, redaction for logs, joining."""

from __future__ import annotations

import hashlib
import re
from typing import Iterator, Mapping, NamedTuple, Optional
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from ..messages import QT_TRANSLATE_NOOP
from ..redaction import HIDDEN, without_known_secrets
from .errors import ConnectionSettingsError, RedirectedElsewhere

_SECRET_NAME = re.compile(
    r"(?i)token|secret|passw|passord|l[öo]senord|salasana|adgangskode|kennwort|^pwd$|auth(?!or)|(?:^|[-_.])(?:sig|sas)$"
    r"|(?<!sort)(?<!sort[-_])(?<!group)(?<!group[-_])(?<!primary)(?<!primary[-_])(?<!mon)(?<!hoc)(?<!tur)key$|api_?key"
    r"|signature|credential|jwt|session|e-?mail|phone|client_id"
)
_OFTEN_SECRET = re.compile(r"(?i)code|p|pw|pin|kod")
_DRAWN = re.compile(r"(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).{8,}", re.DOTALL)
_KEY_LENGTH = 20
_ADDRESS = re.compile(r"(?i)\bhttps?://[^\s\"'<>|]+")
_PAIR = re.compile(r"([\w.%-]{2,60})(=|%3[dD])([^\s&;,|\"'<>]+)")
_WEB_TOKEN = re.compile(r"eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?")
_UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CHANGE = re.compile(r"[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])|[a-z](?=[A-Z])")
_HEX = re.compile(r"(?i)(?=.*[0-9])[0-9a-f]+")
_BEFORE_SECRET = re.compile(
    r"(?i)(?:access|api|auth)?[_-]?(?:token|secret|key|auth|sig|signature|jwt|password|pwd|credential)s?"
)
_VERSION = re.compile(r"(?i)v?[0-9.]{1,4}")
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
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    names = dict.fromkeys(name for name, value in pairs if looks_secret(name) or secret_parts(name, value))
    return "@" in parts.netloc, tuple(names)


def secret_values(url: str, random: bool = True) -> list[str]:
    """Return what looks secret in an address: password, values of parameters, parts of the path; see `redact`.

    Nothing in a path of this machine.
    """
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return []
    if parts.scheme.lower() not in _PORTS or ("://" not in url and "." not in parts.netloc.strip(".~")[1:]):
        return []
    user, _mark, password = parts.netloc.rpartition("@")[0].partition(":")
    found = (
        [password, unquote(password), unquote(f"{user}:{password}")]
        if password
        else [user]
        if _looks_random(user)
        else []
    )
    pairs = parse_qsl(f"{parts.query}&{parts.fragment}", keep_blank_values=True)
    found += [part for name, value in pairs for part in secret_parts(name, value)]
    for segment, hidden in _segments(parts.path, random):
        if segment != hidden:
            found.append(segment.rpartition("=")[2])
    return found


def without_secrets(text: str) -> str:
    """Return a text of a user's or server's with what looks secret in it, and what is known to be, replaced by ``***``.

    Random parts of paths stay: in a text they are mostly ids.
    """

    def hidden(found: re.Match[str]) -> str:
        user, names = secrets_in(found[0])
        return redact(found[0], False) if user or names or secret_values(found[0], False) else found[0]

    text = _ADDRESS.sub(hidden, without_known_secrets(text))
    text = _PAIR.sub(lambda found: f"{found[1]}{found[2]}{_shown(found[1], found[3])}", text)
    return _WEB_TOKEN.sub(HIDDEN, text)


def looks_secret(name: str) -> bool:
    """Whether a parameter is called like one that holds a secret, however often its name was percent-encoded."""
    return bool(_SECRET_NAME.search(unquote(unquote(name))))


def secret_parts(name: str, value: str) -> list[str]:
    """Return what looks secret in a parameter's value: all of it, a parameter or web token inside it, or nothing.

    All of it goes by the parameter's name, or when it looks drawn by lot: at least 20 characters, letters and digits in turn;
    under names such as ``code``, eight with small and capital letters and digits. UUIDs, and hexadecimal values under a name
    that ends in ``id``, are what portals call their data sets, so they stay.
    """
    if not value or looks_secret(name):
        return [value] if value else []
    plain = unquote(unquote(value))
    inside = [pair[3] for pair in _PAIR.finditer(plain) if looks_secret(pair[1])] + _WEB_TOKEN.findall(plain)
    if inside:
        return inside
    drawn = _OFTEN_SECRET.fullmatch(name) and _DRAWN.fullmatch(plain)
    is_id = _UUID.fullmatch(plain) or (name.lower().endswith("id") and _HEX.fullmatch(plain))
    long = len(plain) >= _KEY_LENGTH and "://" not in plain and not is_id and _looks_random(plain)
    return [value] if drawn or long else []


def _shown(name: str, value: str) -> str:
    """Return a parameter's value with `HIDDEN` for what looks secret in it; drawn ones are told apart as in paths."""
    if looks_secret(name):
        return HIDDEN
    parts = secret_parts(name, value)
    if parts == [value]:
        return HIDDEN + hashlib.sha256(value.encode()).hexdigest()[:6]
    plain = unquote(unquote(value)) if parts else value
    for part in parts:
        plain = HIDDEN if part not in plain else plain.replace(part, HIDDEN)
    return plain


def _looks_random(word: str) -> bool:
    """Whether a part of an address looks like a key that was drawn by lot: nobody would choose or guess it."""
    if _WEB_TOKEN.fullmatch(word) or _UUID.fullmatch(word) or (len(word) >= 24 and _HEX.fullmatch(word)):
        return True
    parts = (part for part in re.split(r"[^0-9A-Za-z]", word) if len(part) >= 12 and re.search("[0-9]", part))
    return any(4 * len(_CHANGE.findall(part)) >= len(part) for part in parts)


def _segments(path: str, random: bool) -> Iterator[tuple[str, str]]:
    """Yield each part of a path and how it may be shown; random ones are told apart by the beginning of a hash."""
    before = ""
    for segment in path.split("/"):
        plain = unquote(unquote(segment))
        pair = _PAIR.search(plain)
        if pair and looks_secret(pair[1]):
            yield segment, f"{pair[1]}{pair[2]}{HIDDEN}"
        elif _BEFORE_SECRET.fullmatch(before) and not _VERSION.fullmatch(plain) and len(plain) > 2:
            yield segment, HIDDEN
        elif random and _looks_random(plain):
            yield segment, HIDDEN + hashlib.sha256(plain.encode()).hexdigest()[:6]
        else:
            yield segment, segment
        before = plain


def harmless_parameters(url: str) -> dict[str, str]:
    """Return the parameters of an address that do not look like secrets."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return {name: value for name, value in pairs if not (looks_secret(name) or secret_parts(name, value))}


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


def redact(url: str, random: bool = True) -> str:
    """Return an address fit for logs: no user info and fragment, ``***`` for what looks secret in query and path.

    Parameters
    ----------
    random : bool
        Parts of the path that look like keys drawn by lot count as secret: whoever has the address can read what it leads to.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return HIDDEN
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{name}={_shown(name, value)}" for name, value in pairs)
    path = (
        parts.path if parts.scheme not in _PORTS else "/".join(shown for _part, shown in _segments(parts.path, random))
    )
    return without_known_secrets(urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, query, "")))


def place(url: str) -> str:
    """Return host and path for messages."""
    parts = urlsplit(redact(url))
    return (parts.netloc + parts.path)[:200]
