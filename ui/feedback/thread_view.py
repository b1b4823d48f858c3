"""One conversation as cards. Everything in it came from strangers: plain text only, personal data masked."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...i18n import translate
from ...participation.privacy.personal_data import flags
from ..widgets.notice import breakable, plain_label, quieten, stress
from . import labels

CARDS = 60


class Card(QFrame):
    """One post of a thread."""

    def __init__(self, row: Mapping[str, Any], chosen: bool, reveal: bool, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("samplanCard")
        edge = "#2a788e" if chosen else "palette(midlight)"
        answer = bool(row.get("parent_id"))
        self.setStyleSheet(
            f"#samplanCard {{ background: palette(base); border: 1px solid palette(midlight);"
            f" border-left: 3px solid {edge}; border-radius: 4px; margin-left: {14 if answer else 0}px; }}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 8, 8)
        column.setSpacing(3)
        title, text = post_texts(row, reveal)
        if title:
            self.title = plain_label(self)
            stress(self.title, 1.1 if chosen else 1.0)
            self.title.setText(breakable(title))
            column.addWidget(self.title)
        self.meta = plain_label(self)
        quieten(self.meta)
        self.meta.setText(post_meta(row, chosen))
        column.addWidget(self.meta)
        self.body = plain_label(self)
        self.body.setText(breakable(text))
        column.addWidget(self.body)
        for line in post_facts(row, reveal):
            label = plain_label(self)
            label.setText(breakable(line))
            column.addWidget(label)
        self.setAccessibleName(f"{title} {text}"[:300])


def post_texts(row: Mapping[str, Any], reveal: bool) -> tuple[str, str]:
    """Return a post's title and text, masked unless ``reveal``; a removed post says that it was removed."""
    if row.get("deleted_utc"):
        when = labels.moment(row["deleted_utc"], with_time=False)
        return "", translate("Samplan", "Hidden because it was removed at the source ({date}).").format(
            date=when or "?"
        )
    title, text = str(row.get("title") or ""), str(row.get("text") or "")
    if not title and not text:
        return "", translate("Samplan", "No text.")
    if reveal:
        return title, text
    return labels.masked(title), labels.masked(text)


def post_facts(row: Mapping[str, Any], reveal: bool) -> list[str]:
    """Return the address of a post on the map, masked unless ``reveal``, and why it is marked."""
    if row.get("deleted_utc"):
        return []
    address = str(row.get("address") or "") if row.get("located") else ""
    lines = [translate("Samplan", "Address: {address}").format(address=address if reveal else labels.masked(address))]
    return [*(lines if address else []), *(f"⚑ {mark}" for mark in labels.marks(row.get("marks")))]


def post_meta(row: Mapping[str, Any], chosen: bool) -> str:
    """Return a post's kind, category, status, time and votes in one line."""
    parts = [labels.kind(row.get("kind"))]
    if chosen and row.get("category"):
        parts.append(labels.category(str(row["category"])))
    if not row.get("parent_id"):
        parts.append(labels.status(row.get("status")))
    parts.append(labels.moment(row.get("created_utc")))
    if chosen and "votes_up" in row:
        parts.append(votes_text(row.get("votes_up"), row.get("votes_down")))
    parts.append(labels.moderation(row.get("moderation")))
    return " · ".join(part for part in parts if part)


def votes_text(up: Any, down: Any) -> str:
    """Return the votes in words; hidden or unknown votes are said to be so, not shown as none."""
    if up is None and down is None:
        return translate("Samplan", "votes hidden or unknown")
    parts = []
    if up is not None:
        parts.append(translate("Samplan", "{n} for").format(n=labels.number(up)))
    if down is not None:
        parts.append(translate("Samplan", "{n} against").format(n=labels.number(down)))
    return ", ".join(parts)


def findings_in(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the kinds of personal data that masking hides in a thread, in words."""
    kinds: list[str] = []
    for row in rows:
        for code in (flags(row.get("title"), row.get("text")) or "").split(","):
            if code and code not in kinds:
                kinds.append(code)
    return ", ".join(labels.finding(code) for code in kinds)


def hidden_because(row: Mapping[str, Any], media: int, reveal: bool = False) -> list[str]:
    """Return why parts of a post are not shown; an address is masked unless ``reveal``."""
    lines = []
    if row.get("located") is False:
        lines.append(unlocated_text(str(row.get("address") or ""), reveal))
    origin = row.get("geom_origin")
    if origin == "inherited":
        lines.append(translate("Samplan", "The position is that of the post it answers to."))
    elif origin == "centroid":
        lines.append(translate("Samplan", "The position is the middle of a line or an area."))
    elif origin == "area":
        lines.append(translate("Samplan", "The position is that of a whole project area."))
    if media:
        lines.append(
            translate(
                "Samplan", "{n} pictures or files are not loaded because they may show people; see them at the source."
            ).format(n=media)
        )
    return lines


def unlocated_text(address: str, reveal: bool = False) -> str:
    """Return that a post is not on the map, with where it is in the source's words when it tells."""
    if not address:
        return translate("Samplan", "Not on the map because the source gives no position.")
    return translate("Samplan", "Not on the map, but the source says where: {address}").format(
        address=address if reveal else labels.masked(address)
    )
