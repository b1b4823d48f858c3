"""ODK Central: submissions of a form, through its OData feed.

Written from ODK Central's documentation and source (``lib/formats/odata.js``, ``lib/data/odata.js``). Traps met here:
sessions end (24 hours); ``@odata.nextLink`` carries a skip token in newer versions and ``$skip`` in older ones; answers
in groups are nested, those in repeats lie in tables of their own; choices come as codes, whose labels only the form's
definition (XML) has; positions are GeoJSON, or WKT with ``$wkt=true``; encrypted forms send no answers; deleted
submissions are listed for 30 days only, so removals are found by complete sweeps.
"""

from __future__ import annotations

import re
from typing import Any, Iterator, Mapping, Optional
from urllib.parse import quote

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...redaction import remember_secrets
from ...web.addresses import join
from ...web.errors import ConnectionSettingsError
from ...web.reply import Reply
from ..query import Query
from ..record import Record, make_record
from ..values import parse_int
from ._answer_values import answer, sanitised
from ._answers import ANSWER_OPTIONS, Choice, Question, SkippedAnswers, choose_questions, entry_record
from ._xforms import Labels, read_labels
from .base import Capabilities, ConnectionReport, Connector, Consultation, Evidence, Option, Page

_STATUS_WORDS = {"received": "open", "edited": "open", "hasissues": "in_progress", "approved": "open"}
_SYSTEM = ("submissionDate", "updatedAt", "reviewState", "status", "deletedAt")
_FLAGS = {"hasissues": ("flagged",), "edited": ("edited",)}
_NO_SUCH_OPTION = (400, 501)


class Odk(Connector):
    """ODK Central OData; a consultation is a form, ``project/form``."""

    id = "odk"
    title = {"en": "ODK Central", "sv": "ODK Central"}
    description = {
        "en": "Field surveys. Only the questions you name are asked for, never who submitted.",
        "sv": "Fältenkäter. Bara de frågor du anger hämtas, aldrig vem som skickade in.",
    }
    url_hint = "https://central.example.org"
    options = (
        *ANSWER_OPTIONS,
        Option("wkt", {"en": "Ask for positions as WKT", "sv": "Fråga efter lägen som WKT"}, False, "flag"),
        Option("page_size", {"en": "Items per request", "sv": "Poster per fråga"}, 500, "number"),
    )
    capabilities = Capabilities(dates=True, incremental=True, consultations=True, needs_consultation=True)
    evidence = {"": Evidence("contract", "simulator written from the documentation and source")}

    nested_kinds = frozenset(("entry",))

    _session: str = ""

    @classmethod
    def clean_address(cls, url: str) -> str:
        """Cut a pasted API address down to the server's."""
        return re.sub(r"/v1(/.*)?$", "", super().clean_address(url))

    def source_id(self, query: Query) -> str:
        """Return connector, address and form: submission ids are chosen by devices."""
        return f"{super().source_id(query)}#{query.consultation}"

    def consultations(self) -> list[Consultation]:
        """List the forms of all projects that the account may read."""
        found = []
        for project in self._list("projects", "a list of ODK Central projects"):
            number = project["id"]
            for form in self._list(f"projects/{number}/forms", "a list of ODK Central forms"):
                name = str(form["xmlFormId"])
                title = f"{project.get('name') or number} – {form.get('name') or name}"
                found.append(Consultation(f"{number}/{name}", title, "", parse_int(form.get("submissions"))))
        return found

    def probe(self, report: ConnectionReport) -> None:
        """State what answered."""
        report.dialect = "ODK Central, OData"

    def pages(self, query: Query, since: Optional[str] = None) -> Iterator[Page]:
        """Yield submissions; with ``since``, those sent or edited later, then those deleted."""
        form = self._form_path(query)
        labels, said = self._labels(form)
        choice = choose_questions(self, self._questions(form, labels))
        left = SkippedAnswers(choice)
        if not since and not choice.groups:
            counts = [self._count(form, item.path) for item in choice.questions.values() if item.kind == "repeat"]
            left.repeated = None if None in counts else sum(filter(None, counts))
        parents: dict[str, Record] = {}
        total = None
        for page in self._feed(query, form, choice, self._filter(query, since), left, (*said, *choice.notes)):
            total = page.total
            if choice.groups:
                parents.update((record.item_id, record._replace(text=None)) for record in page.records)
            yield page
        for group, inner in choice.groups.items():
            yield from self._entries(form, group, inner, parents, total)
        if since:
            yield from self._feed(query, form, choice, "__system/deletedAt ne null", SkippedAnswers(choice), ())

    # -- the form ------------------------------------------------------------------------------------------------

    def _labels(self, form: str) -> tuple[Labels, tuple[UserMessage, ...]]:
        """What people read in the form, out of its definition, where the account may read that."""
        reply = self._ask(join(self.base, f"v1/{form}.xml"), ok=(403, 404))
        if reply.status != 200:
            return Labels({}, {}, set(), set()), (_NO_LABELS,) if self.option("labels") else ()
        return read_labels(reply.xml(), str(self.option("language")))

    def _questions(self, form: str, labels: Labels) -> list[Question]:
        """The form's questions; those in repeated groups with their path within the group."""
        fields = [
            (str(item["path"]).strip("/"), str(item["type"]))
            for item in self._list(f"{form}/fields?odata=true", "the fields of an ODK form")
        ]
        spelled = {sanitised(path): path for path in sorted(labels.paths)}
        repeats = [path for path, kind in fields if kind == "repeat"]
        found = []
        for path, kind in fields:
            around = [repeat for repeat in repeats if path.startswith(f"{repeat}/")]
            if path.startswith("meta/") or len(around) > 1:
                continue
            group, raw = around[0] if around else "", spelled.get(path, path)
            depth = group.count("/") + 1 if group else 0
            found.append(
                Question(
                    path[len(group) + 1 :] if group else path, kind, labels.questions.get(raw, ""),
                    labels.choices.get(raw, {}), raw in labels.many, group, "/".join(raw.split("/")[depth:]),
                )
            )  # fmt: skip
        return found

    def _count(self, form: str, group: str) -> Optional[int]:
        """How many answers a repeated group has, in all submissions; None where the service does not tell."""
        table = quote(group.replace("/", "."), safe="")
        address = join(self.base, f"v1/{form}.svc/Submissions.{table}", {"$top": 0, "$count": "true"})
        reply = self._ask(address, ok=(400, 403, 404, 501))
        data = reply.json() if reply.status == 200 else None
        return parse_int(data.get("@odata.count")) if isinstance(data, dict) else None

    # -- the feed ------------------------------------------------------------------------------------------------

    def _filter(self, query: Query, since: Optional[str]) -> str:
        parts = []
        if since:
            changed = f"__system/submissionDate ge {since} or __system/updatedAt ge {since}"
            parts.append(f"({changed})" if query.start or query.end else changed)  # older versions know no brackets
        if query.start:
            parts.append(f"__system/submissionDate ge {query.start}")
        if query.end:
            parts.append(f"__system/submissionDate lt {query.end}")
        return " and ".join(parts)

    def _feed(self, query: Query, form: str, choice: Choice, narrow: str, left: SkippedAnswers,
              notes: tuple[UserMessage, ...]) -> Iterator[Page]:  # fmt: skip
        address = join(self.base, f"v1/{form}.svc/Submissions")
        params: dict[str, Any] = {
            "$top": self.number_option("page_size"), "$count": "true", "$filter": narrow or None,
            "$wkt": "true" if self.option("wkt") else None,
        }  # fmt: skip
        selected = {"$select": ",".join(["__id", *(f"__system/{name}" for name in _SYSTEM), *choice.paths])}
        reply = self._ask(join(address, "", {**params, **selected}), ok=_NO_SUCH_OPTION)
        if reply.status in _NO_SUCH_OPTION:  # an old version without $select: every answer comes, few are kept
            selected = {}
            reply = self._ask(join(address, "", params))
        source = self.source_id(query)
        for items, total, last in self._rows(address, {**params, **selected}, reply):
            records = [self._record(source, query.consultation, form, item, choice) for item in items]
            kept = [record for record in records if record is not None]
            encrypted = any((item.get("__system") or {}).get("status") for item in items)
            for item in items:
                left.look_at(item)
            notes = (*notes, *((_ENCRYPTED,) if encrypted else ()), *(left.notes() if last else ()))
            yield Page(kept, total, len(items) - len(kept), notes=notes)
            notes = ()

    def _entries(self, form: str, group: str, inner: Choice, parents: Mapping[str, Record],
                 total: Optional[int]) -> Iterator[Page]:  # fmt: skip
        """Yield the entries of a repeated group, a table of its own, whose submissions were read."""
        address = join(self.base, f"v1/{form}.svc/Submissions.{quote(group.replace('/', '.'), safe='')}")
        params = {
            "$top": self.number_option("page_size"), "$count": "true", "$wkt": "true" if self.option("wkt") else None,
        }  # fmt: skip
        for items, _total, _last in self._rows(address, params, self._ask(join(address, "", params))):
            found = [
                entry_record(parents[parent], item.get("__id"), item, inner)
                for item in items
                if (parent := str(item.get("__Submissions-id"))) in parents
            ]
            yield Page([record for record in found if record is not None], total)

    def _rows(self, address: str, params: Mapping[str, Any],
              reply: Reply) -> Iterator[tuple[list[dict[str, Any]], Optional[int], bool]]:  # fmt: skip
        """Yield the rows of a table page by page, with their total and whether these are the last; ``reply`` has the first."""
        seen = 0
        while True:
            data = reply.json()
            if not isinstance(data, dict) or not isinstance(data.get("value"), list):
                raise reply.unexpected("an OData list of submissions")
            items, total = data["value"], parse_int(data.get("@odata.count"))
            seen += len(items)
            link = data.get("@odata.nextLink")
            last = not link and not (items and total is not None and seen < total)
            yield items, total, last
            if last:
                return
            further = (
                self.transport.next_link(str(link), reply.url) if link else join(address, "", {**params, "$skip": seen})
            )
            reply = self._ask(further)

    def _record(self, source: str, consultation: str, form: str, item: Mapping[str, Any],
                choice: Choice) -> Optional[Record]:  # fmt: skip
        system = item.get("__system") or {}
        state = system.get("reviewState") or "received"
        files = f"{self.base}/v1/{form}/submissions/{quote(str(item.get('__id')), safe='')}/attachments/"
        return make_record(
            source,
            item.get("__id"),
            "submission",
            consultation=consultation,
            title=choice.answer(item, choice.title),
            text=choice.text(item),
            category=choice.answer(item, choice.category),
            address=choice.answer(item, choice.address),
            status=state,
            status_words=_STATUS_WORDS,
            created=system.get("submissionDate"),
            updated=system.get("updatedAt"),
            position=choice.position(item),
            media=[files + quote(name, safe="") for path in choice.media if (name := answer(item, path))],
            moderation=_FLAGS.get(str(state).lower(), ()),
            deleted=system.get("deletedAt"),
            raw=item,
        )

    # -- asking --------------------------------------------------------------------------------------------------

    def _form_path(self, query: Query) -> str:
        project, _slash, form = self.require_consultation(query).partition("/")
        if not project.isdigit() or not form:
            raise ConnectionSettingsError(
                QT_TRANSLATE_NOOP("Samplan", "“{form}” is not a form of ODK Central. Write it like 1/my-form."),
                form=query.consultation,
            )
        return f"projects/{project}/forms/{quote(form, safe='')}"

    def _list(self, path: str, expected: str) -> list[dict[str, Any]]:
        reply = self._ask(join(self.base, f"v1/{path}"), headers={"X-Extended-Metadata": "true"})
        data = reply.json()
        if not isinstance(data, list):
            raise reply.unexpected(expected)
        return data

    def _ask(self, url: str, ok: tuple[int, ...] = (), headers: Optional[Mapping[str, str]] = None) -> Reply:
        """GET with the session's token; a session that ended is opened anew, once."""
        for again in (True, False):
            token = self.connection.credentials.token or self._token()
            sent = {**(headers or {}), **({"Authorization": f"Bearer {token}"} if token else {})}
            renewable = again and bool(self._session)
            reply = self.transport.get(url, headers=sent, ok=(*ok, 401) if renewable else ok)
            if reply.status != 401:
                break
            self._session = ""
        return reply

    def _token(self) -> str:
        """Open a session for an e-mail address and password; blank without them (authcfg then does it)."""
        known = self.connection.credentials
        if not self._session and known.username and known.password:
            reply = self.transport.post_json(
                join(self.base, "v1/sessions"), {"email": known.username, "password": known.password}
            )
            data = reply.json()
            token = data.get("token") if isinstance(data, dict) else None
            if not isinstance(token, str) or not token:
                raise reply.unexpected("a session of ODK Central")
            self._session = token
            remember_secrets([token])
        return self._session


_NO_LABELS = UserMessage(
    QT_TRANSLATE_NOOP(
        "Samplan",
        "The account may not read the form's definition, so choices are shown by their codes, not their labels.",
    ),
    {},
)
_ENCRYPTED = UserMessage(
    QT_TRANSLATE_NOOP(
        "Samplan", "Some submissions are encrypted: ODK Central sends no answers of them, only when they arrived."
    ),
    {},
)
