"""How the texts of dBase and MapInfo files are written: GDAL hands bytes on that it cannot decode, here they become letters."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Iterator, Optional, Union

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.errors import ConnectionSettingsError

_USUAL = "cp1252"
_CODE_PAGES = {
    437: (1, 9, 11, 13, 15, 17, 21, 24, 25, 27), 850: (2, 10, 14, 16, 18, 20, 22, 26, 29, 37, 55), 1252: (3, 87, 88, 89),
    865: (8, 23, 102), 932: (19, 123), 863: (28, 108), 852: (31, 34, 35, 64, 100, 135), 860: (36,), 866: (38, 101),
    936: (77, 122), 949: (78, 121), 950: (79, 120), 874: (80, 124), 861: (103,), 737: (106, 134), 857: (107, 136),
    1255: (125,), 1256: (126,), 1250: (200,), 1251: (201,), 1254: (202,), 1253: (203,),
}  # fmt: skip
"""Code page -> language driver ids of dBase (byte 29 of a table); as in GDAL's shapefile driver."""
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SURELY_UTF8 = 3
"""So many characters of UTF-8, and no other byte beyond ASCII: what the .cpg file says against it is wrong."""
_AT_ONCE, _ENOUGH = 1 << 24, 1000
"""Bytes looked at at once, and letters beyond ASCII after which nothing more is learnt."""


class Texts:
    """What makes letters of bytes; valid UTF-8 comes from GDAL as letters, other bytes as lone surrogates.

    Parameters
    ----------
    encoding : str
        Tried first.
    instead : str
        Taken for texts that are not written in it.
    cut : bool
        A field's width may cut a character of UTF-8 in two; its first half is left out then.
    """

    def __init__(self, encoding: str = "utf-8", instead: str = _USUAL, cut: bool = False) -> None:
        self.encoding, self.instead, self.cut = encoding, instead, cut
        self.lost = 0
        """Texts with bytes that are no letters in either encoding."""

    def read(self, value: Union[str, bytes]) -> str:
        """Return a text, with a question mark in a box for what cannot be read."""
        if isinstance(value, str):
            if value.isascii():
                return value
            value = value.encode("utf-8", "surrogateescape")
        try:
            return value.decode(self.encoding)
        except UnicodeDecodeError as error:
            if self.cut and error.reason == "unexpected end of data":
                return value[: error.start].decode(self.encoding)
        try:
            return value.decode(self.instead)
        except UnicodeDecodeError:
            self.lost += 1
            return value.decode(self.encoding, "replace")

    def notes(self) -> Iterator[UserMessage]:
        """Tell how many texts have signs that could not be read."""
        if self.lost:
            text = QT_TRANSLATE_NOOP(
                "Samplan",
                "{count} texts have signs that are not written in {encoding}; a question mark stands for each. Set the option"
                " encoding to the character set of the file, like cp1252 or cp850.",
            )
            yield UserMessage(text, {"count": self.lost, "encoding": self.encoding})


def of_mapinfo(chosen: str) -> Texts:
    """Return the reader of texts that GDAL has decoded where the file says how; ``chosen`` is for those it has not."""
    return Texts("utf-8", _known(chosen) or _USUAL)


def of_dbase(table: Path, cpg: Optional[Path], chosen: str) -> tuple[Texts, list[UserMessage]]:
    """Find out how a dBase table is written: as chosen, else as its .cpg file says, unless its bytes show that this is
    wrong, else as its bytes or its header say.

    Parameters
    ----------
    table : Path
        The .dbf file.
    cpg : Path, optional
        The file beside it that names the character set.
    chosen : str
        The option ``encoding``; blank or ``auto`` to find out.

    Returns
    -------
    Texts, list of UserMessage
        With what to say about a guess.

    Raises
    ------
    ConnectionSettingsError
        There is no such character set.
    """
    wanted = _known(chosen)
    if wanted:
        return Texts(wanted, wanted, wanted == "utf-8"), []
    declared = code_page(cpg.read_bytes()[:100].decode("latin-1")) if cpg is not None else ""
    header, unicode, other = _letters(table)
    wrongly = unicode >= _SURELY_UTF8 and not other
    if declared not in ("", "utf-8") and not wrongly:
        return Texts(declared, declared), []
    if unicode > other or not (unicode or other):
        return Texts(cut=True), []
    by_header = next((f"cp{page}" for page, ids in _CODE_PAGES.items() if header in ids), "")
    texts = Texts(by_header or _USUAL)
    if by_header and not declared:
        return texts, []
    note = QT_TRANSLATE_NOOP(
        "Samplan",
        "The letters of the file are read as {encoding}; it does not say how it is written, or says it wrongly. If they look"
        " wrong, set the option encoding.",
    )
    return texts, [UserMessage(note, {"encoding": texts.encoding})]


def code_page(words: str) -> str:
    """Return Python's name of a character set as .cpg files write it (``88591``, ``ANSI 1252``), blank where unknown."""
    word = words.strip(" \t\r\n\x00\"'ï»¿").lower()
    digits = re.sub(r"\D", "", word)
    if word.startswith("ldid"):
        return next((f"cp{page}" for page, ids in _CODE_PAGES.items() if digits and int(digits) in ids), "")
    names = (f"iso8859-{digits[4:]}" if digits[:4] == "8859" else "", word, digits and f"cp{digits}")
    name = next((codecs.lookup(name).name for name in names if name and _exists(name)), "")
    # what is called ISO 8859-1 is Windows-1252, which has letters where it has none
    return {"iso8859-1": _USUAL, "utf-8-sig": "utf-8"}.get(name, name)


def _known(chosen: str) -> str:
    """The option as a name that Python knows; blank to find out."""
    if chosen.strip().lower() in ("", "auto"):
        return ""
    found = code_page(chosen)
    if not found:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "There is no character set “{encoding}”. Try utf-8 or cp1252."),
            encoding=chosen,
        )
    return found


def _exists(name: str) -> bool:
    try:
        return b"a".decode(name) == "a"
    except (LookupError, ValueError):  # also those that are for no texts, or not made of bytes
        return False


def _letters(table: Path) -> tuple[int, int, int]:
    """The language driver id of a table, its letters beyond ASCII in UTF-8, and other bytes beyond ASCII."""
    unicode = other = 0
    with table.open("rb") as file:
        start = file.read(32)
        if len(start) < 32:
            return 0, 0, 0
        fields = file.read(max(int.from_bytes(start[8:10], "little") - 32, 0))
        block = b"\n".join(fields[at : at + 11] for at in range(0, len(fields), 32))
        while block and unicode + other < _ENOUGH:
            if not block.isascii():
                rest, count = _UTF8.subn(b"", block)
                unicode, other = unicode + count, other + len(_HIGH.findall(rest))
            block = file.read(_AT_ONCE)
    return start[29], unicode, other
