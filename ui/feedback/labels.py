"""The feedback room's codes in the user's language: statuses, kinds, findings, evidence; numbers and times."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QDateTime, Qt

from ...i18n import translate, translate_message, user_locale
from ...participation.connectors.base import Evidence
from ...participation.privacy.personal_data import KINDS, mask

STATUSES = ("open", "in_progress", "closed", "rejected", "unknown")


def status(code: Optional[str]) -> str:
    """Return the name of a canonical status."""
    return {
        "open": translate("Samplan", "Open"),
        "in_progress": translate("Samplan", "In progress"),
        "closed": translate("Samplan", "Closed"),
        "rejected": translate("Samplan", "Rejected"),
    }.get(code or "", translate("Samplan", "Status unknown"))


def kind(code: Optional[str]) -> str:
    """Return the name of a kind of feedback; an unknown kind is shown as it is."""
    return {
        "report": translate("Samplan", "Problem report"),
        "comment": translate("Samplan", "Comment"),
        "reply": translate("Samplan", "Reply"),
        "proposal": translate("Samplan", "Proposal"),
        "meeting": translate("Samplan", "Meeting"),
        "contribution": translate("Samplan", "Contribution"),
        "idea": translate("Samplan", "Idea"),
        "submission": translate("Samplan", "Answer to a form"),
        "feature": translate("Samplan", "Object"),
    }.get(code or "", code or "")


def category(name: Optional[str]) -> str:
    """Return a source's category; words that stand in for one, as in the workshop's sample, in the user's language."""
    return {
        "cycling": translate("Samplan", "Cycling"),
        "green": translate("Samplan", "Green spaces"),
        "housing": translate("Samplan", "Housing"),
        "light": translate("Samplan", "Lighting"),
        "noise": translate("Samplan", "Noise"),
        "play": translate("Samplan", "Play"),
        "praise": translate("Samplan", "Praise"),
        "service": translate("Samplan", "Services"),
        "traffic": translate("Samplan", "Traffic"),
        "transit": translate("Samplan", "Public transport"),
    }.get(name or "", name or "")


def finding(code: str) -> str:
    """Return the name of a kind of personal data."""
    return {
        "email": translate("Samplan", "e-mail address"),
        "personnummer": translate("Samplan", "Swedish identity number"),
        "henkilotunnus": translate("Samplan", "Finnish identity code"),
        "idnumber": translate("Samplan", "Norwegian, Danish or Icelandic identity number"),
        "phone": translate("Samplan", "telephone number"),
        "plate": translate("Samplan", "number plate"),
        "name": translate("Samplan", "name"),
        "home": translate("Samplan", "home address"),
        "account": translate("Samplan", "bank account"),
        "profile": translate("Samplan", "profile or user account"),
    }.get(code, code)


def findings(flags: Optional[str]) -> str:
    """Return a comma list of kinds of personal data in words; blank for none."""
    return ", ".join(finding(code) for code in (flags or "").split(",") if code)


def finding_labels() -> dict[str, str]:
    """Return what replaces each kind of personal data in a masked text."""
    return {code: finding(code) for code in KINDS}


def moderation(flags: Optional[str]) -> str:
    """Return the moderation words of an item in the user's language; blank for none."""
    names = {
        "flagged": translate("Samplan", "reported to the moderators"),
        "moderated": translate("Samplan", "changed by moderators"),
        "edited": translate("Samplan", "edited afterwards"),
        "pinned": translate("Samplan", "pinned"),
        "official": translate("Samplan", "official answer"),
        "withdrawn": translate("Samplan", "withdrawn"),
    }
    return ", ".join(names.get(code, code) for code in (flags or "").split(",") if code)


def marks(codes: Optional[str]) -> list[str]:
    """Return why an item is marked, one sentence each; an unknown mark is shown as it is."""
    names = {
        "near_duplicate": translate("Samplan", "Same words as an earlier one nearby"),
        "burst": translate("Samplan", "Came in a burst"),
    }
    return [names.get(code, code) for code in (codes or "").split(",") if code]


def marked_note(count: int) -> str:
    """Return what a run says of marked items (see `sync.sync`), to be recognised where it would be said twice."""
    return translate(
        "Samplan",
        "{count} items repeat another one nearby or came in a burst. They are marked, not removed: look at them"
        " and leave them out where that is right.",
    ).format(count=count)


def masked(text: Optional[str]) -> str:
    """Return a text with the personal data in it replaced by its kind."""
    return mask(text, finding_labels()) or ""


def evidence(proof: Evidence) -> str:
    """Return how far a connector has been proved, as a sentence."""
    name = translate_message("{name}", {"name": proof.server})  # a description in words comes in the user's language
    server = " ".join(part for part in (name, proof.version) if part)
    if proof.level == "verified":
        return translate("Samplan", "Verified on a real server: {server} ({date})").format(
            server=server or "?", date=proof.date or "?"
        )
    if proof.level == "contract":
        return translate("Samplan", "Contract-tested against recorded or simulated answers, not yet on a real server")
    return translate("Samplan", "Experimental: not proved on any server yet. Check the result with care")


def number(value: int) -> str:
    """Return a whole number with the locale's thousands separators."""
    return user_locale().toString(int(value))


def moment(value: Any, with_time: bool = True) -> str:
    """Return a stored UTC time (text or QDateTime) in local time; blank when there is none."""
    if not isinstance(value, QDateTime):
        value = QDateTime.fromString(str(value or ""), Qt.DateFormat.ISODateWithMs)
    if not value.isValid():
        return ""
    return user_locale().toString(value.toLocalTime(), "d MMM yyyy HH:mm" if with_time else "d MMM yyyy")


def percent(share: float) -> str:
    """Return a share (0-1) as a whole percentage."""
    return f"{share:.0%}".replace("%", " %") if user_locale().name().startswith("sv") else f"{share:.0%}"
