"""Letters of tables that do not say how they are written, or say it wrongly: none is lost in silence."""

from __future__ import annotations

import struct

import pytest
from faults import stored
from samplan.participation.connectors._encodings import code_page
from test_file import load

WORDS = ("Bänk", "Åäö§", "plain")


def table(path, encoding, mark=0, cpg=None, width=20, words=WORDS, name="Områd"):
    """A dBase table as programs write it: 32 bytes, 32 for each field, then rows of fixed width; byte 29 is the mark."""
    fields = [(b"nr", 2), (name.encode(encoding)[:10], width)]
    head = struct.pack("<B3xIHH17xB2x", 3, len(words), 33 + 32 * len(fields), 1 + 2 + width, mark)
    body = b"".join(
        b" " + str(n).encode().ljust(2) + (w if isinstance(w, bytes) else w.encode(encoding))[:width].ljust(width)
        for n, w in enumerate(words, 1)
    )
    columns = b"".join(struct.pack("<11sc4xB15x", name, b"C", size) for name, size in fields)
    path.write_bytes(head + columns + b"\r" + body + b"\x1a")
    if cpg is not None:
        path.with_suffix(".cpg").write_text(cpg, encoding="utf-8")
    return path


@pytest.mark.parametrize(("encoding", "mark", "cpg", "told"), [
    ("cp1252", 0, None, True), ("utf-8", 0, None, False), ("cp1252", 0x57, None, False), ("cp1252", 3, None, False),
    ("utf-8", 0x57, None, False), ("cp850", 2, None, False), ("cp865", 8, None, False), ("cp1252", 0, "88591", False),
    ("cp1252", 0, "ANSI 1252", False), ("cp1252", 0, "ISO-8859-1", False), ("cp1252", 0, "1252\n", False),
    ("cp1252", 0, "UTF-8", True), ("cp1252", 0, "LDID/87", False),
    ("cp850", 0x57, "OEM 850", False), ("cp850", 0, "850", False),
    ("utf-8", 0, "65001", False), ("utf-8", 0, "UTF-8", False), ("iso8859-15", 0, "885915", False), ("cp1252", 0, "?", True),
])  # fmt: skip
def test_letters_of_dbase(tmp_path, database, encoding, mark, cpg, told):
    """The .cpg file, else the mark in the header, as QGIS; where they are wrong, UTF-8 where the bytes are, Windows-1252."""
    words = tuple(word.replace("§", "") for word in WORDS) if encoding == "cp865" else WORDS
    path = table(tmp_path / "a.dbf", encoding, mark, cpg, words=words)
    result = load(path, database, columns="id=nr; text=Områd")
    assert tuple(row["text"] for row in stored(database).values()) == words
    assert told == any("set the option encoding" in str(note) for note in result.notes)


def test_the_option_is_obeyed(tmp_path, database):
    load(table(tmp_path / "a.dbf", "cp850", 0x57, "UTF-8"), database, columns="id=nr; text=Områd", encoding="cp850")
    assert [row["text"] for row in stored(database).values()] == list(WORDS)


def test_a_character_cut_by_the_width_of_its_field(tmp_path, database):
    """Five bytes of "sjöä" in UTF-8 (s j ö=2 ä=2) are "sjö" and half an "ä"."""
    load(table(tmp_path / "a.dbf", "utf-8", width=5, words=("sjöä", "Bänk")), database, columns="id=nr; text=Områd")
    assert [row["text"] for row in stored(database).values()] == ["sjö", "Bänk"]


def test_what_is_no_letter_is_counted(tmp_path, database):
    """Byte 0x81 has no letter in Windows-1252."""
    words = (b"B\x81nk", b"sj\xf6", b"\xe5r")
    result = load(table(tmp_path / "a.dbf", "cp1252", cpg="1252", words=words), database, columns="id=nr; text=Områd")
    assert [row["text"] for row in stored(database).values()] == ["B\ufffdnk", "sjö", "år"]
    assert "1 texts have signs that are not written in cp1252" in " ".join(map(str, result.notes))


@pytest.mark.parametrize("charset", ["Neutral", "WindowsLatin1"])
def test_letters_of_mapinfo(tmp_path, database, charset):
    (tmp_path / "a.mif").write_text(
        f'Version 300\nCharset "{charset}"\nDelimiter ","\nColumns 2\n  nr Integer\n  Områd Char(20)\nData\n\n'
        + "Point 18 59\n" * len(WORDS),
        encoding="cp1252",
    )
    rows = "".join(f'{number},"{word}"\n' for number, word in enumerate(WORDS, 1))
    (tmp_path / "a.mid").write_text(rows, encoding="cp1252")
    load(tmp_path / "a.mif", database, columns="id=nr; text=Områd")
    assert [row["text"] for row in stored(database).values()] == list(WORDS)


@pytest.mark.parametrize(("words", "name"), [("utf8", "utf-8"), ("\ufeffUTF-8\r\n", "utf-8"), ("hex", ""), ("", ""),
                                             ("1250", "cp1250"), ("utf-16", ""), ("a\x00b", ""), ("latin1", "cp1252"),
                                             ("LDID/", "")])  # fmt: skip
def test_names_of_character_sets(words, name):
    assert code_page(words.encode().decode("latin-1")) == name
