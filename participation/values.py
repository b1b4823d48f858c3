"""Turn what servers send into clean values: text without markup, UTC times, numbers, statuses, web addresses.

Every function accepts anything a JSON, XML or CSV answer can hold and never raises: what cannot be read is None.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Callable, Iterable, Mapping, Optional
from unicodedata import normalize
from urllib.parse import unquote, unquote_plus

from ..web.addresses import secret_parts
from ..web.plain_text import CONTROL, plain_text

DATE_ORDERS = ("auto", "dmy", "mdy", "ymd")
"""Orders of day, month and year that can be chosen; anything with a ``%`` is a pattern of Python's ``strptime``."""
_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*"
    r"(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?)?)?",
    re.IGNORECASE,
)
_USUAL_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d)(:[0-5]\d:[0-5]\d)(?:\.(\d{3})\d*)?(Z|[+-]\d\d:00)", re.ASCII
)  # an offset of whole hours: only the hour changes, and thousands of times share it
_BASIC_DATE = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_MAIL_DATE = re.compile(
    r"(?:[A-Za-z]{3}, *)?\d{1,2} +[A-Za-z]{3} +\d{4} +\d\d:\d\d(?::\d\d)?(?: *(?:[+-]\d{4}|[A-Z]{1,3}))?"
)
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)", re.DOTALL)


def utc(value: Any, naive_minutes: int = 0) -> Optional[str]:
    """Return a time as ``YYYY-MM-DDTHH:MM:SS.mmmZ`` in UTC, or None.

    Accepts ISO 8601 with any offset, ``dd.mm.yyyy [hh:mm[:ss]]``, RFC 2822, and seconds or milliseconds since 1970.
    **Rule for a time without an offset: it is read as UTC**, unless the connection states another offset in
    ``naive_minutes`` (minutes east of UTC). A date alone is its first moment.
    """
    if type(value) is str:
        text = value.strip()
    elif value is None or isinstance(value, (bool, dict, list)):
        return None
    elif isinstance(value, (int, float)):
        number = parse_float(value)
        return None if number is None else _epoch(number)
    else:
        text = str(value).strip()
    usual = _USUAL_TIME.fullmatch(text)
    if usual:
        hour, rest, fraction, zone = usual.groups()
        start = _hour_in_utc(hour, zone)
        return None if start is None else f"{start}{rest}.{fraction or '000'}Z"
    match = _TIME.fullmatch(text)
    try:
        if match is None:
            return _unusual_time(text, naive_minutes)
        year, month, day, hour, minute, second, fraction, zulu, sign, off_hours, off_minutes = match.groups()
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59),
            int((fraction + "00")[:3]) * 1000 if fraction else 0,
        )  # fmt: skip
        if sign:
            offset = int(off_hours) * 60 + int(off_minutes or 0)
            moment -= timedelta(minutes=offset if sign == "+" else -offset)
        elif naive_minutes and not zulu:
            moment -= timedelta(minutes=naive_minutes)
        return moment.isoformat(timespec="milliseconds") + "Z"
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def _hour_in_utc(hour: str, zone: str) -> Optional[str]:
    """Return ``YYYY-MM-DDTHH`` in UTC for an hour with its offset, None when there is no such moment."""
    try:
        moment = datetime.fromisoformat(f"{hour}:00:00{'+00:00' if zone == 'Z' else zone}")
        return moment.astimezone(timezone.utc).isoformat("T", "hours")[:13]
    except (ValueError, OverflowError):
        return None


def _epoch(value: float) -> Optional[str]:
    """Seconds (9 to 10 digits) or milliseconds (12 to 13 digits) since 1970."""
    if not 1e8 <= value < 1e13:  # also refuses NaN
        return None
    seconds = value / 1000 if value >= 1e11 else value
    moment = datetime.fromtimestamp(0, timezone.utc) + timedelta(seconds=seconds)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _unusual_time(text: str, naive_minutes: int) -> Optional[str]:
    from email.utils import parsedate_to_datetime  # late: QGIS starts faster

    dotted = _DOTTED_DATE.fullmatch(text)
    if dotted:
        day, month, year, rest = dotted.groups()
        rest = rest.strip().replace(".", ":")
        if len(rest) == 4 and rest[1] == ":":
            rest = "0" + rest
        return utc(f"{year}-{int(month):02d}-{int(day):02d} {rest}".strip(), naive_minutes)
    if text.isdigit():
        basic = _BASIC_DATE.fullmatch(text)
        return utc("-".join(basic.groups()), naive_minutes) if basic else _epoch(float(text))
    if not _MAIL_DATE.fullmatch(text):
        return None  # the mail parser passes over what it does not know, PM for instance
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=naive_minutes)))
    moment = moment.astimezone(timezone.utc)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def utc_now() -> str:
    """Return the present moment in the form of `utc`."""
    return datetime.now(timezone.utc).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def add_seconds(moment: str, seconds: float) -> str:
    """Return a `utc` time moved by ``seconds``."""
    moved = datetime.fromisoformat(moment[:-1]) + timedelta(seconds=seconds)
    return moved.isoformat(timespec="milliseconds") + "Z"


def seconds_between(start: str, end: str) -> float:
    """Return the seconds from one `utc` time to another."""
    return (datetime.fromisoformat(end[:-1]) - datetime.fromisoformat(start[:-1])).total_seconds()


def parse_float(value: Any) -> Optional[float]:
    """Return a finite float from a number or its text (decimal point or comma), else None."""
    if type(value) is not float:
        if isinstance(value, str):
            value = value.strip().replace("\u2212", "-")
            if "," in value and "." not in value:
                value = value.replace(",", ".")
        elif isinstance(value, bool):
            return None
        try:
            value = float(value)
        except (TypeError, ValueError, OverflowError):
            return None
    return value if value - value == 0 else None


def parse_int(value: Any) -> Optional[int]:
    """Return an int from a number or its text, else None (null votes are unknown, not 0)."""
    if value is None:
        return None
    if type(value) is int:
        return value if -(2**63) <= value < 2**63 else None
    found = parse_float(value)
    return int(found) if found is not None and found == int(found) and abs(found) < 2**63 else None


def identifier(value: Any) -> Optional[str]:
    """Return an id as text: numbers and text alike, None when there is none."""
    if type(value) is str and len(value) <= 300 and value.isprintable():
        return value.strip() or None
    if value is None or isinstance(value, (bool, dict, list)):
        return None
    if isinstance(value, float):
        value = int(value) if value - value == 0 and value == int(value) else value
    return CONTROL.sub("", str(value)).strip()[:300] or None


def web_address(value: Any) -> Optional[str]:
    """Return an http(s) address, None for everything else (``javascript:``, files, rubbish)."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    if not value[:8].lower().startswith(("http://", "https://")) or len(value) > 2000:
        return None
    return None if re.search(r"[\s\x00-\x1f\x7f<>\"'`\ud800-\udfff]", value) else value


def address_without(url: str, personal: Callable[[str], bool]) -> Optional[str]:
    """Return a web address without parameters that hold a token or personal data.

    Parameters
    ----------
    personal : callable
        Whether a value is personal.

    Returns
    -------
    str or None
        The very address where there is nothing to take out; None when an e-mail address is in another part of it.
    """
    start, mark, query = url.partition("#")[0].partition("?")
    kept = [pair for pair in query.split("&") if not _is_private(pair, personal)]
    fragment = url.partition("#")[2]
    if fragment and _is_private(fragment.rpartition("?")[2], personal):
        fragment = ""
    rest = f"{start}{'?' if mark and (kept or not query) else ''}{'&'.join(kept)}{'#' if fragment else ''}{fragment}"
    if len(kept) == len(query.split("&")) and fragment == url.partition("#")[2]:
        rest = url
    around = unquote(start)
    return None if "@" in around and personal(around) else rest


def _is_private(pair: str, personal: Callable[[str], bool]) -> bool:
    """Whether a parameter of an address holds a token or personal data; a number is an id, whatever its name."""
    name, _sign, value = pair.partition("=")
    value = unquote_plus(unquote(value))
    return personal(value) or (bool(secret_parts(name, value)) and not (value.isdigit() and len(value) < 9))


def web_addresses(values: Any) -> Optional[str]:
    """Return several addresses as a JSON list in text, None when there is none. Nothing is ever downloaded."""
    if isinstance(values, str):
        values = (values,)
    if not values or not any(values):
        return None
    found = [address for address in map(web_address, values) if address]
    return json.dumps(list(dict.fromkeys(found)), ensure_ascii=False) if found else None


def language_code(value: Any) -> Optional[str]:
    """Return ``sv`` for ``sv``, ``SV`` or ``sv-SE``; None for blanks."""
    match = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", value.strip()) if isinstance(value, str) else None
    return match.group().lower() if match else None


def in_language(value: Any, prefer: Iterable[str] = ("sv", "en", "fi")) -> Any:
    """Return one language of a ``{"sv": ..., "fi": ...}`` map (the preferred ones first), other values unchanged."""
    if not isinstance(value, Mapping):
        return value
    for code in (*prefer, *value):
        if value.get(code):
            return value[code]
    return None


_STATUS_WORDS = {
    "open": "open new submitted received pending acknowledged confirmed unconfirmed published active registered approved "
    "proposed evaluating "
    "öppen öppet ny nytt mottagen mottaget inkommen inkommet registrerad registrerat inskickad inskickat anmäld anmält "
    "bekräftad bekräftat publicerad publicerat obehandlad obehandlat ej_påbörjad ej_påbörjat väntar "
    "nytt_ärende ny_synpunkt ny_anmälan ej_åtgärdad ej_åtgärdat inte_åtgärdad inte_åtgärdat "
    "avoin avoinna uusi vastaanotettu saapunut lähetetty kirjattu odottaa "
    "åpen åpent mottatt registrert innsendt meldt ubehandlet åben åbent modtaget registreret indsendt anmeldt "
    "offen neu eingegangen gemeldet",
    "in_progress": "in_progress investigating planned action_scheduled in_process inprocess processing assigned ongoing "
    "started under_review under_consideration forwarded "
    "pågår pågående påbörjad påbörjat planerad planerat beställd beställt tilldelad tilldelat vidarebefordrad "
    "vidarebefordrat vidareskickad vidareskickat behandlas handläggs utreds granskas bearbetas under_handläggning "
    "under_behandling under_beredning under_utredning under_granskning under_arbete under_åtgärd åtgärd_pågår "
    "åtgärd_planerad "
    "käsittelyssä työn_alla työssä kesken aloitettu selvityksessä selvitetään tutkitaan suunnitteilla suunniteltu siirretty "
    "välitetty lähetetty_eteenpäin "
    "påbegynt planlagt tildelt videresendt oversendt under_arbeid i_arbeid igangsatt "
    "påbegyndt viderestillet sendt_videre i_gang igangsat igangværende undersøges behandles "
    "inbearbeitung in_bearbeitung",
    "closed": "closed fixed fixed_user fixed_council fixed_by_council fixed_by_user resolved processed done "
    "completed implemented accepted answered "
    "archived finished has_issues "
    "stängd stängt avslutad avslutat åtgärdad åtgärdat besvarad besvarat klar klart färdig färdigt färdigbehandlad "
    "färdigbehandlat färdighandlagd färdighandlagt färdigställd färdigställt slutförd slutfört genomförd genomfört utförd "
    "utfört hanterad hanterat löst lagad lagat arkiverad arkiverat "
    "suljettu ratkaistu käsitelty valmis korjattu hoidettu vastattu päätetty päättynyt tehty toteutettu arkistoitu "
    "lukket løst ferdig ferdigbehandlet utbedret besvart avsluttet utført rettet fikset arkivert "
    "færdig færdigbehandlet udbedret besvaret afsluttet udført afhjulpet arkiveret "
    "geschlossen erledigt abgeschlossen",
    "rejected": "rejected declined not_responsible no_further_action unable_to_fix duplicate internal_referral withdrawn "
    "denied spam not_approved "
    "avslagen avslaget avvisad avvisat nekad nekat avfärdad avfärdat avskriven avskrivet dubblett ingen_åtgärd "
    "åtgärdas_ej åtgärdas_inte kan_ej_åtgärdas kan_inte_åtgärdas återkallad återkallat återtagen återtaget makulerad makulerat "
    "hylätty kaksoiskappale peruttu peruutettu ei_toimenpiteitä ei_aiheuta_toimenpiteitä "
    "avvist avslått duplikat trukket henlagt afvist afslået dublet tilbagetrukket annulleret "
    "abgelehnt",
}  # fmt: skip
"""Words of services in English, Swedish, Finnish, Norwegian, Danish and German."""
STATUSES = (*_STATUS_WORDS, "unknown")
"""The canonical statuses."""
_STATUS_OF = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}


@lru_cache(maxsize=1000)
def short_text(value: str) -> Optional[str]:
    """Return `plain_text` of a word that comes again and again, such as a category: at most 200 characters."""
    return plain_text(value, False, 200)


@lru_cache(maxsize=1000)
def _word(raw: str) -> str:
    """A word of state without capitals and signs, ``_`` between its parts: "fixed - council", "Nytt ärende!"."""
    return "_".join(re.findall(r"\w+", normalize("NFC", raw.lower()).replace("_", " ")))


def status_of(raw: Any, words: Optional[Mapping[str, str]] = None) -> str:
    """Return ``open``, ``in_progress``, ``closed``, ``rejected`` or ``unknown`` for a server's own word.

    ``words`` adds or overrides words of one dialect (lower case, ``_`` for spaces and hyphens).
    """
    if not isinstance(raw, str):
        return "unknown"
    word = _word(raw)
    if words and word in words:
        return words[word]
    return _STATUS_OF.get(word, "unknown")
