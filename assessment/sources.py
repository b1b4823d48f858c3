"""Where layers and files are: paths relative to a document's folder, and addresses of servers without their secrets.

Only text is looked at; no file is. Paths may be POSIX, Windows (drive letters) or UNC, whatever this machine uses.
"""

from __future__ import annotations

import ntpath
import os
import posixpath
import re
from typing import Callable, NamedTuple
from urllib.parse import quote, unquote

from ..web.addresses import looks_secret

TEMPORARY = "TEMPORARY_OUTPUT"
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_DETAILS = r"((?:\|[A-Za-z]+[=:].*)?)"
"""``|layername=...|subset=...``: the subset is free text, so nothing after the first bar is looked at."""
_ARCHIVE = r"((?:/vsi(?:zip|gzip|tar|7z|rar)/)?)"


class _Form(NamedTuple):
    """How an address holds a path: what stands before it, the path, what follows; and how the path is written there."""

    pattern: re.Pattern[str]
    decode: Callable[[str], str] = str
    encode: Callable[[str], str] = str


def _slashes_escaped(path: str) -> str:
    return re.sub(r"([\\'])", r"\\\1", path)


def _slashes_plain(path: str) -> str:
    return re.sub(r"\\(.)", r"\1", path)


_FORMS = (
    _Form(
        re.compile(r"((?:ogr:|spatialite:)?dbname=')((?:\\.|[^'\\])*)('.*)", re.DOTALL),
        _slashes_plain,
        _slashes_escaped,
    ),
    _Form(re.compile(r"()(?!/vsi)(?![A-Za-z][A-Za-z0-9+.-]+:)(.*?)" + _DETAILS, re.DOTALL)),
    _Form(re.compile(_ARCHIVE + r"(?!/vsi)(?![A-Za-z][A-Za-z0-9+.-]+:)(.*?)" + _DETAILS, re.DOTALL)),
    _Form(re.compile(r"(GPKG:)(.*?)(:[^:/\\]+)", re.DOTALL)),
    _Form(re.compile(r'((?:NETCDF|HDF5):")(.*?)(":[^"]*)', re.DOTALL)),
)


def _quoted(path: str) -> str:
    return quote(path, safe="/:")


_TEXT_TABLE = _Form(re.compile(r"(file:)(?://(?:localhost)?)?([^?]*)(.*)", re.DOTALL), unquote, _quoted)
_OF_FILES = ("", "ogr", "gdal", "spatialite", "delimitedtext")
"""Providers that read files; what others are given is kept as it is."""

_SERVER_PART = re.compile(r"(.*?)((?:\|subset=| sql=).*)?", re.DOTALL)
_PASSWORD = re.compile(
    r"(?i)(?<![\w-])(?:password|passwd|pwd|http-header:[\w-]*(?:auth|token|key)[\w-]*)="
    r"(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|[^\s&;|'\"]+) ?"
)
_USER = re.compile(r"(?<=://)([^/@:\s'\"]*):[^/@\s'\"]+@")
_QUERY = re.compile(r"(?i)([?&]|%3F|%26)([\w.~-]+)(?:=|%3D)(?:(?!%26)[^&\s'\"|])*")


def _form_of(source: str, provider: str) -> tuple[_Form, re.Match[str]] | None:
    if provider not in _OF_FILES or source in ("", TEMPORARY):
        return None
    for form in (_TEXT_TABLE, *_FORMS):
        match = form.pattern.fullmatch(source)
        if match is not None:
            return form, match
    return None


def file_of(source: str, provider: str = "") -> str:
    """Return the path of the file in a layer's source; '' when it is none, such as a server's address.

    Parameters
    ----------
    source : str
        As QGIS writes it: ``data/green.gpkg|layername=parks``, ``file:///C:/stops.csv?type=csv``, ``dbname='x.sqlite' ...``.
    provider : str
        QGIS's name of the data provider; '' for what OGR or GDAL opens.
    """
    found = _form_of(source, provider)
    if found is None:
        return ""
    form, match = found
    path = form.decode(match[2])
    return path[1:] if form is _TEXT_TABLE and _DRIVE.match(path[1:]) else path


def _moved(source: str, provider: str, change: Callable[[str], str]) -> str:
    """Return the source with its file's path changed; one without a path as it is."""
    found, path = _form_of(source, provider), file_of(source, provider)
    if found is None or not path:
        return source
    form, match = found
    new = change(path)
    if form is _TEXT_TABLE and is_absolute(new):
        return f"file://{'' if new.startswith('/') else '/'}{form.encode(new)}{match[3]}"
    return f"{match[1]}{form.encode(new)}{match[3]}"


def is_absolute(path: str) -> bool:
    """Return whether a path is absolute on any system: from the root, with a drive, or UNC."""
    return path[:1] in ("/", "\\") or _DRIVE.match(path) is not None


def _of_windows(path: str) -> bool:
    return path[:2] in ("\\\\", "//") or _DRIVE.match(path) is not None


def absolute(source: str, folder: str, provider: str = "") -> str:
    """Return a source whose relative path is taken from a folder; absolute ones and servers' addresses stay as they are."""

    def change(path: str) -> str:
        if is_absolute(path) or not folder:
            return path
        path = path.replace("\\", "/")
        if _of_windows(folder):
            return ntpath.normpath(ntpath.join(folder, path)).replace("\\", "/")
        return posixpath.normpath(posixpath.join(folder, path))

    return _moved(source, provider, change)


def relative(source: str, folder: str, provider: str = "") -> str:
    """Return a source whose path is written from a folder, with forward slashes, where both are on one drive.

    A path that has nothing but the root in common with the folder stays absolute: the two would not move together.
    """

    def change(path: str) -> str:
        if not is_absolute(path) or not is_absolute(folder) or _of_windows(path) != _of_windows(folder):
            return path
        if not _of_windows(path):
            if "\\" in path or posixpath.commonpath([path, folder]) == "/":
                return path  # a name with a backslash would be taken for a Windows path
            found = posixpath.relpath(path, folder)
            return f"./{found}" if ":" in found.partition("/")[0] else found  # else taken for a driver's name
        plain = path.replace("\\", "/")
        try:
            common = ntpath.commonpath([path, folder])
        except ValueError:  # another drive
            return plain
        if ntpath.splitdrive(common)[1] in ("", "\\") and not common.startswith("\\\\"):
            return plain
        return ntpath.relpath(path, folder).replace("\\", "/")

    return _moved(source, provider, change)


def without_folders(source: str, provider: str = "") -> str:
    """Return a source of which only the file's own name is left, for lineage that must not tell where it lay."""
    return _moved(source, provider, lambda path: re.split(r"[\\/]", path)[-1])


def without_credentials(source: str) -> str:
    """Return a source without passwords, tokens and signatures; the authentication configuration (authcfg) stays.

    Filters (``|subset=``, ``sql=``) are not looked at.
    """
    match = _SERVER_PART.fullmatch(source)
    address, rest = match[1], match[2] or ""

    def kept(pair: re.Match[str]) -> str:
        if pair[2].lower() == "authcfg" or not looks_secret(pair[2]):
            return pair[0]
        return pair[1] if pair[1] in ("?", "%3F", "%3f") else ""

    plain = _USER.sub(r"\1@", _PASSWORD.sub("", address))
    plain = _QUERY.sub(kept, plain)
    if plain == address:
        return source
    return (
        re.sub(
            r"(?i)(\?|%3F)(?:&|%26|(?=['\"\s]|$))",
            lambda end: end[1] if "&" in end[0] or "%26" in end[0] else "",
            plain,
        ).rstrip()
        + rest
    )


def is_file_name(text: str) -> bool:
    """Return whether a text that is an id or a file is a file: ids have neither a point nor a slash."""
    return any(mark in text for mark in "./\\")


def here(path: str) -> str:
    """Return a path of this machine as an absolute one with forward slashes."""
    return os.path.abspath(path).replace(os.sep, "/")
