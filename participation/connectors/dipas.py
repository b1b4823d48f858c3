"""DIPAS: contributions to participation projects, through the Participation Data Specification (PDS) interface.

Written from the source of the UNITAC fork of DIPAS (October 2023). Traps met here: a contribution without a place
(``dipasLocated`` false) carries the project's area or the point (0, 0) instead; the id is in the properties; comments
are nested in ``commentedBy`` and have ids of their own; ``none`` stands for no category; an internal project answers
with an empty list, and so does every address while the site is in maintenance, always with HTTP 200; an undefined
address answers with HTTP 500; nothing tells when something was edited.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, Mapping, Optional
from urllib.parse import quote

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...web.addresses import join
from ...web.reply import Reply
from ..position import NO_POSITION, Position, from_geojson
from ..query import Query
from ..record import Record, make_record
from ..values import utc
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

_EMPTY = UserMessage(
    QT_TRANSLATE_NOOP("Samplan", "The project has no contributions, or its owner has set it to internal."), {}
)
_MAINTENANCE = UserMessage(
    QT_TRANSLATE_NOOP(
        "Samplan",
        "The service lists nothing at all, as it does during maintenance. Nothing was removed; run the update again later.",
    ),
    {},
)


class Dipas(Connector):
    """DIPAS / PDS; a consultation is a project."""

    id = "dipas"
    title = {"en": "DIPAS (PDS)", "sv": "DIPAS (PDS)"}
    description = {
        "en": "Contributions to German DIPAS projects, with their comments.",
        "sv": "Bidrag till tyska DIPAS-projekt, med kommentarer.",
    }
    url_hint = "https://beteiligung.example.de/drupal/dipas-pds"
    options = (
        Option("comments", {"en": "Import comments too", "sv": "Hämta även kommentarer"}, True, "flag"),
        Option(
            "category",
            {"en": "What becomes the category", "sv": "Vad som blir kategori"},
            "category",
            "choice",
            ("category", "contributionType"),
        ),
    )
    capabilities = Capabilities(consultations=True, needs_consultation=True)
    evidence = {"": Evidence("contract", "simulator written from the source (UNITAC fork, 2023)")}
    nested_kinds = frozenset(("comment", "reply"))

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Return the address of the PDS interface, completing that of the site."""
        site, found, _rest = super().clean_address(url).partition("/dipas-pds")
        if not found and not site.endswith("/drupal"):
            site = re.sub(r"/(drupal/.*)?$", "", site) + "/drupal"
        return site + "/dipas-pds"

    def consultations(self) -> list[Consultation]:
        """List the projects that are public."""
        found = []
        for feature in self._features(self._ask("projects"), "a list of DIPAS projects"):
            known = feature["properties"]
            number, held = str(known["id"]), known.get("hasParticipatoryText")
            item = Consultation(
                number,
                str(known.get("nameFull") or number),
                str(known.get("description") or ""),
                len(held) if isinstance(held, list) else None,
                utc(known.get("dateStart")),
                utc(known.get("dateEnd")),
                str(known.get("website") or ""),
            )
            found.append(item)
        return found

    def probe(self, report: ConnectionReport) -> None:
        """State what answered."""
        report.dialect = "DIPAS, PDS"

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield all contributions of a project, which come in one answer."""
        project = self.require_consultation(query)
        listing = "commentedcontributions" if self.option("comments") else "contributions"
        reply = self._ask(f"projects/{quote(project, safe='')}/{listing}")
        features = self._features(reply, "a list of DIPAS contributions")
        records: list[Record] = []
        skipped = 0
        for feature in features:
            found = self._contribution(self.source_id(query), project, feature)
            if found is None:
                skipped += 1
                continue
            records.append(found)
            if self.option("comments"):
                records.extend(self._comments(found, feature["properties"].get("commentedBy")))
        if features:
            yield Page(records, len(features), skipped)
        elif self._features(self._ask("projects"), "a list of DIPAS projects"):
            yield Page([], 0, notes=(_EMPTY,))
        else:
            yield Page([], complete=False, notes=(_MAINTENANCE,))

    # -- one contribution ----------------------------------------------------------------------------------------

    def _contribution(self, source: str, project: str, feature: Mapping[str, Any]) -> Optional[Record]:
        known = feature["properties"]
        category = known.get(self.option("category"))
        return make_record(
            source,
            known.get("id"),
            "contribution",
            consultation=project,
            title=known.get("title"),
            text=known.get("contributionContent"),
            is_html=True,
            category=None if category == "none" else category,
            votes_up=known.get("votingPro"),
            votes_down=known.get("votingContra"),
            comments_n=known.get("commentsNumber"),
            created=known.get("dateCreated"),
            url=known.get("link"),
            position=_position(feature),
            raw=known,
        )

    def _comments(self, parent: Record, nested: Any) -> Iterator[Record]:
        """Comments and their replies, at the place of the contribution."""
        place = Position(parent.lon, parent.lat, "inherited") if parent.lon is not None else NO_POSITION
        waiting = [("comment", parent.item_id, item) for item in (nested if isinstance(nested, list) else ())]
        while waiting:
            kind, above, item = waiting.pop()
            found = make_record(
                parent.source_id,
                item.get("id"),
                kind,
                parent_id=above,
                consultation=parent.consultation,
                title=item.get("title"),
                text=item.get("commentContent"),
                is_html=True,
                category=parent.category,
                created=item.get("dateCreated"),
                position=place,
                raw=item,
            )
            if found is not None:
                yield found
                replies = item.get("commentedBy")
                waiting += [("reply", found.item_id, each) for each in (replies if isinstance(replies, list) else ())]

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask(self, path: str) -> Reply:
        return self.transport.get(join(self.base, path))

    def _features(self, reply: Reply, expected: str) -> list[dict[str, Any]]:
        data = reply.json()
        features = data.get("features") if isinstance(data, dict) else None
        if not isinstance(features, list) or not all(
            isinstance(item, dict) and isinstance(item.get("properties"), dict) for item in features
        ):
            raise reply.unexpected(expected)
        return features


def _position(feature: Mapping[str, Any]) -> Position:
    """Where the citizen put it. Only a point counts when the server does not say whether there is a place at all."""
    geometry, located = feature.get("geometry"), feature["properties"].get("dipasLocated")
    if located is None:
        is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
        return from_geojson(geometry) if is_point else NO_POSITION
    return from_geojson(geometry) if located in (True, "1", "true") else NO_POSITION
