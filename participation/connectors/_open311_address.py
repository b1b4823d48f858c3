"""Open311 addresses: tidying what people copy from a browser, and finding the service when it is somewhere else."""

from __future__ import annotations

import re
from typing import Optional
from urllib.parse import urlsplit

from ...messages import QT_TRANSLATE_NOOP
from ...web.addresses import clean_base, place
from ...web.errors import ConnectionSettingsError, NotFound, TransportError
from ...web.transport import ACCEPT_JSON, Transport
from ._open311_answers import read_items

ACCEPTED = {"json": ACCEPT_JSON, "xml": "application/xml, text/xml"}
"""What is asked for in each format."""
_PLACES = ("v2", "api/georeport/v2", "georeport/v2", "open311/v2", "citysdk")
_LIST = re.compile(r"(?:/(?:requests|services|discovery)(?:/[^/]*)?)?(?:\.(?:json|xml|html|rss|sjson))?$")


def base_of(url: str) -> str:
    """Return the base address of a service, also from the address of a list or of one report."""
    parts = urlsplit(clean_base(url))
    return f"{parts.scheme}://{parts.netloc}{_LIST.sub('', parts.path)}".rstrip("/")


def elsewhere(base: str, transport: Transport) -> Optional[NotFound]:
    """Return (to raise) the error naming a service at one of the usual places of the same host, if there is one."""
    parts = urlsplit(base)
    for start in dict.fromkeys((base, f"{parts.scheme}://{parts.netloc}")):
        for usual in _PLACES:
            url = f"{start}/{usual}"
            try:
                if url == base or not read_items(transport.get(f"{url}/services.json"), "service"):
                    continue
            except TransportError:
                continue
            return NotFound(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "{place} is not the address of an Open311 service, but {found} is. Enter that one in the connection.",
                ),
                place=place(base), found=url,
            )  # fmt: skip
    return None


def not_here(base: str, says: str) -> NotFound:
    """Return (to raise) the error that tells what to enter."""
    return NotFound(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "No Open311 service was found at {place} (HTTP 404).{says} Enter the address up to, but without,"
            " /requests.json: it often ends in /api/georeport/v2 (6aika), /open311/v2 (FixMyStreet) or /citysdk"
            " (Klarschiff).",
        ),
        place=place(base), says=says,
    )  # fmt: skip


def other_form(
    base: str, name: str, chosen: str, params: dict[str, object], transport: Transport
) -> Optional[ConnectionSettingsError]:
    """Return (to raise) the error naming the format that a service has instead of the chosen one, if it has it."""
    other = "json" if chosen == "xml" else "xml"
    try:
        reply = transport.get(f"{base}/{name}.{other}", params, ACCEPTED[other])
        read_items(reply, name[:-1])
    except TransportError:
        return None
    return ConnectionSettingsError(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "The service at {place} does not answer in {chosen}, but it does in {other}. Set the option format to {other} or"
            " auto.",
        ),
        place=place(base), chosen=chosen.upper(), other=other,
    )  # fmt: skip
