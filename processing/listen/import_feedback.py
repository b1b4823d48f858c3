"""Import feedback: the panel's engine without the panel, for models, scripts and nightly jobs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Mapping, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProject,
    QgsRectangle,
)

from ...i18n import pick, translate, translate_message
from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ...participation.connectors.base import Connection, Connector
from ...participation.privacy.pseudonyms import Pseudonyms
from ...participation.privacy.purpose import Purpose
from ...participation.query import BBox, Query
from ...participation.registry import all_connectors, connector_class, open_connector
from ...participation.sync import store
from ...web.addresses import redact
from ...web.errors import ConnectionSettingsError, NotFound, RequestRefused, UnexpectedAnswer
from ..common.algorithm import SamplanAlgorithm, push_note
from ..common.documented_enum import documented_enum
from ..common.help_text import help_html
from ..common.icons import RESOURCES
from ..common.lineage import lineage
from ..common.parameters import advanced, helped
from ._access import Access, access_of, pseudonym_secret
from ._connector_words import columns_help, list_consultations, options_help, read_options
from ._database import address, count_flagged, describe
from ._progress import Progress

if TYPE_CHECKING:
    from ...participation.sync.sync import SyncResult

CONNECTOR, URL, CONSULTATION, AUTHCFG = "CONNECTOR", "URL", "CONSULTATION", "AUTHCFG"
FILTERS, EXTENT, PROFILE, OPTIONS = "FILTERS", "EXTENT", "PROFILE", "OPTIONS"
PURPOSE, CONTROLLER, LEGAL_BASIS, LICENCE = "PURPOSE", "CONTROLLER", "LEGAL_BASIS", "LICENCE"
RETAIN_UNTIL, SENSITIVE, PSEUDONYMS = "RETAIN_UNTIL", "SENSITIVE", "PSEUDONYMS"
MODE, ACCEPT_EMPTY, STRICT = "MODE", "ACCEPT_EMPTY", "STRICT"
DATABASE, LAYER, TABLE = "DATABASE", "FEEDBACK", "FEEDBACK_UNLOCATED"
COUNTS = ("NEW", "CHANGED", "REMOVED", "UNLOCATED")
AUTO = "auto"
_ASKED_WRONG = (ConnectionSettingsError, NotFound, RequestRefused, UnexpectedAnswer)
"""How services and connectors take a consultation that is missing or unknown."""
SAMPLE = "sample"
SAMPLE_FILE = RESOURCES / "workshop" / "feedback_sample.geojson"


class ImportFeedback(SamplanAlgorithm):
    """The algorithm ``samplan:importfeedback``."""

    ID = "importfeedback"
    GROUP = "listen"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Import feedback")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Brings citizens' feedback from a participation service into a GeoPackage."
    )
    TAGS = QT_TRANSLATE_NOOP(
        "Samplan",
        "feedback,participation,citizens,dialogue,open311,fixmystreet,kerrokantasi,decidim,dipas,go vocal,kobo,odk,ogc",
    )

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Reads all feedback of a service or file and keeps a GeoPackage equal to it: new items are added, changed "
                "ones updated, removed ones erased. Run it again to update.",
            ),
            (
                translate(
                    "Samplan",
                    "Database: created when it does not exist; an existing one is extended, never replaced. It holds the layer "
                    "feedback, the table feedback_unlocated (items without a position) and a log of every run.",
                ),
                translate(
                    "Samplan",
                    "Filters: JSON with any of bbox [west, south, east, north] in degrees, from, to, status, category and "
                    "text. They decide what is added; what is already stored stays and is kept up to date. Days begin and end "
                    "at midnight UTC; 2026-05-31T00:00+02:00 is a moment of your own time.",
                ),
                translate(
                    "Samplan",
                    "Incomplete answers: what arrived is kept, nothing is removed, and COMPLETE is false. Removals need a "
                    "sweep that saw everything.",
                ),
                translate(
                    "Samplan",
                    "Personal data: names, e-mail addresses and author ids are never stored. Texts and positions may still "
                    "point to people, so state the purpose and until when the feedback is kept; publish only through Publish "
                    "feedback safely.",
                ),
                translate(
                    "Samplan",
                    "Access: secrets belong in an authentication configuration of QGIS, never in the address. Proxy and "
                    "certificates are QGIS's own.",
                ),
                translate(
                    "Samplan",
                    "Erasing: Erase feedback erases a source, or all whose retention date has passed.",
                ),
                columns_help(),
                translate("Samplan", "Practice: the connector sample needs neither address nor network."),
            ),
            "qgis_process run samplan:importfeedback -- CONNECTOR=kerrokantasi URL=https://kerrokantasi-api.turku.fi/ "
            'FILTERS=\'{"from": "2026-01-01", "status": "open"}\' PURPOSE="Plan for the centre" RETAIN_UNTIL=2027-12-31 '
            "DATABASE=feedback.gpkg",
            'qgis_process run samplan:importfeedback -- CONNECTOR=file URL=synpunkter.csv OPTIONS=\'{"crs": "EPSG:3006", '
            '"columns": {"id": "Ärendenr", "created": "Inkommet", "text": "Synpunkt", "east": "E", "north": "N"}}\' '
            'PURPOSE="Plan for the centre" RETAIN_UNTIL=2027-12-31 DATABASE=feedback.gpkg',
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare parameters and outputs."""
        self._declare_source()
        self._declare_filters()
        self._declare_protection()
        self.addParameter(
            helped(
                QgsProcessingParameterFileDestination(
                    DATABASE,
                    translate("Samplan", "Feedback database (GeoPackage)"),
                    translate("Samplan", "GeoPackage (*.gpkg)"),
                ),
                translate("Samplan", "Created, or updated when it exists: choosing an existing file erases nothing."),
            )
        )
        self.addOutput(QgsProcessingOutputVectorLayer(LAYER, translate("Samplan", "Feedback")))
        self.addOutput(QgsProcessingOutputVectorLayer(TABLE, translate("Samplan", "Feedback without a position")))
        for name, title in zip(
            COUNTS,
            (
                translate("Samplan", "New items"),
                translate("Samplan", "Changed items"),
                translate("Samplan", "Removed items"),
                translate("Samplan", "Items without a position"),
            ),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))
        self.addOutput(QgsProcessingOutputBoolean("COMPLETE", translate("Samplan", "Everything was read")))

    def _declare_source(self) -> None:
        kinds = {name: pick(kind.title) for name, kind in all_connectors().items()}
        kinds[SAMPLE] = translate("Samplan", "Bundled file for practice")
        self.addParameter(documented_enum(CONNECTOR, translate("Samplan", "Service"), kinds, SAMPLE))
        self.addParameter(
            helped(
                QgsProcessingParameterString(URL, translate("Samplan", "Address"), optional=True),
                translate(
                    "Samplan", "The service's address, or a file for the connector file. Write no secret into it."
                ),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    CONSULTATION, translate("Samplan", "Consultation, project, form or collection (id)"), optional=True
                ),
                translate("Samplan", "Left empty, everything is imported where the service allows that."),
            )
        )
        self.addParameter(
            QgsProcessingParameterAuthConfig(
                AUTHCFG, translate("Samplan", "Authentication configuration"), optional=True
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterString(PROFILE, translate("Samplan", "Profile"), optional=True),
                    translate("Samplan", "Dialect of the service: {profiles}.").format(
                        profiles="; ".join(
                            f"{name}: {', '.join(kind.profiles)}"
                            for name, kind in all_connectors().items()
                            if kind.profiles
                        )
                    ),
                )
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterString(
                        OPTIONS, translate("Samplan", "Options of the connector (JSON)"), multiLine=True, optional=True
                    ),
                    options_help(),
                )
            )
        )

    def _declare_filters(self) -> None:
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    FILTERS, translate("Samplan", "Filters (JSON)"), multiLine=True, optional=True
                ),
                translate("Samplan", "For example {example}").format(
                    example='{"from": "2026-01-01", "status": ["open"], "category": ["Trafik"], "text": "cykel"}'
                ),
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterExtent(EXTENT, translate("Samplan", "Only within this extent"), optional=True),
                translate("Samplan", "Items without a position pass, because they cannot be judged."),
            )
        )
        modes = {
            AUTO: translate("Samplan", "Only changes where the service also tells what was removed, else everything"),
            "full": translate("Samplan", "Everything"),
            "incremental": translate(
                "Samplan", "Only changes where the service can tell them (removals are then not seen), else everything"
            ),
        }
        self.addParameter(advanced(documented_enum(MODE, translate("Samplan", "How much to read"), modes, AUTO)))
        title = translate("Samplan", "Believe a source that suddenly lost most of its items")
        accept = QgsProcessingParameterBoolean(ACCEPT_EMPTY, title, defaultValue=False)
        rule = translate(
            "Samplan",
            "Without it nothing is removed when more than half of the items (20 or more), or all of 3 or more, are gone at"
            " once; and items stay as they were when more than half of them (5 or more), or all of 3 or more, lose the same"
            " value at once, such as the text, the date or the link.",
        )
        self.addParameter(advanced(helped(accept, rule)))
        title = translate("Samplan", "Fail when not everything could be read")
        self.addParameter(advanced(QgsProcessingParameterBoolean(STRICT, title, defaultValue=False)))

    def _declare_protection(self) -> None:
        for name, title in (
            (PURPOSE, translate("Samplan", "Purpose: what the feedback is used for")),
            (CONTROLLER, translate("Samplan", "Controller: who answers for the personal data")),
            (RETAIN_UNTIL, translate("Samplan", "Keep until (date, such as 2027-12-31)")),
        ):
            self.addParameter(QgsProcessingParameterString(name, title, optional=True))
        for name, title in (
            (LEGAL_BASIS, translate("Samplan", "Legal basis")),
            (LICENCE, translate("Samplan", "Licence of the source")),
        ):
            self.addParameter(advanced(QgsProcessingParameterString(name, title, optional=True)))
        self.addParameter(
            advanced(
                QgsProcessingParameterBoolean(
                    SENSITIVE,
                    translate("Samplan", "The theme is sensitive (health, belief, politics...)"),
                    defaultValue=False,
                )
            )
        )
        self.addParameter(
            advanced(
                helped(
                    QgsProcessingParameterBoolean(
                        PSEUDONYMS, translate("Samplan", "Tell authors apart by pseudonyms"), defaultValue=False
                    ),
                    translate(
                        "Samplan",
                        "The secret behind them stays in this QGIS profile, outside the project and the database. "
                        "Pseudonyms are still personal data.",
                    ),
                )
            )
        )

    def prepare(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Look up what only the main thread may: authentication, secret, project."""
        self.kind = self.parameterAsEnumString(parameters, CONNECTOR, context)
        self.database = self.parameterAsFileOutput(parameters, DATABASE, context)
        if not self.database.lower().endswith(".gpkg"):
            self.database += ".gpkg"
        authcfg = self.parameterAsString(parameters, AUTHCFG, context)
        self.access = access_of(authcfg, self.kind)
        wanted = self.parameterAsBool(parameters, PSEUDONYMS, context)
        project: Optional[QgsProject] = context.project()
        self.secret = pseudonym_secret(project, self.database) if wanted else ""
        # An extent may be that of a layer of the project.
        self.extent = self.parameterAsExtent(parameters, EXTENT, context, QgsCoordinateReferenceSystem("EPSG:4326"))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Synchronise, tell, describe."""
        try:
            return self._import(parameters, context, feedback)
        except Cancelled:
            feedback.pushInfo(translate("Samplan", "Cancelled. Nothing was changed."))
            return {}

    def _import(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        text = {
            name: self.parameterAsString(parameters, name, context).strip()
            for name in (URL, CONSULTATION, PROFILE, OPTIONS, FILTERS, MODE, PURPOSE, CONTROLLER, LEGAL_BASIS, LICENCE,
                         RETAIN_UNTIL)
        }  # fmt: skip
        query = Query.from_filters(text[FILTERS], text[CONSULTATION])
        if not self.extent.isNull() and query.bbox:
            feedback.pushWarning(
                translate("Samplan", "The filters have a bbox of their own: the extent is not used. Give one of them.")
            )
        elif not self.extent.isNull():
            query = replace(query, bbox=_box(self.extent))
        purpose = Purpose(
            text[CONTROLLER],
            text[PURPOSE],
            text[LEGAL_BASIS],
            text[LICENCE],
            "",
            text[RETAIN_UNTIL],
            self.parameterAsBool(parameters, SENSITIVE, context),
        )
        connector = _connector(self.kind, text, self.access, self.secret, query, feedback)
        feedback.pushInfo(translate("Samplan", "Reading {url}").format(url=redact(connector.base)))
        result = _synchronised(
            connector,
            query,
            feedback,
            self.database,
            mode=text[MODE] or AUTO,
            purpose=None if purpose == Purpose() else purpose,
            accept_empty=self.parameterAsBool(parameters, ACCEPT_EMPTY, context),
        )
        if text[MODE] == "incremental" and result.mode == "full":
            feedback.pushInfo(
                translate(
                    "Samplan",
                    "Everything was read: the service cannot tell changes alone, or no complete run with the same question "
                    "came before.",
                )
            )
        self._tell(result, feedback)
        record = lineage(
            self.id(),
            {
                CONNECTOR: self.kind,
                CONSULTATION: text[CONSULTATION],
                PROFILE: connector.profile,
                FILTERS: text[FILTERS],
                MODE: result.mode,
            },
            {},
            {"source": result.source, "complete": result.complete, "items": result.items},
        )
        self.begin_writing()
        describe(self.database, record, feedback)
        if not result.complete and self.parameterAsBool(parameters, STRICT, context):
            raise QgsProcessingException(
                translate("Samplan", "Not everything could be read; what arrived was kept. See the warnings above.")
            )
        return {
            DATABASE: self.database,
            LAYER: address(self.database, store.LAYER),
            TABLE: address(self.database, store.UNLOCATED),
            **dict(zip(COUNTS, (result.new, result.changed, result.removed, result.unlocated))),
            "COMPLETE": result.complete,
        }

    def _tell(self, result: SyncResult, feedback: QgsProcessingFeedback) -> None:
        """Say what changed, why a run is incomplete, and what the user owes the people behind the feedback."""
        first, *others = result.summary()
        feedback.pushInfo(translate("Samplan", "{count} items read").format(count=result.items))
        feedback.pushInfo(translate_message(first.template, first.values))
        if result.lost:
            feedback.pushWarning(translate("Samplan", "To accept the loss, run again with ACCEPT_EMPTY=true."))
        if result.held_back:
            feedback.pushInfo(
                translate(
                    "Samplan", "{count} of {total} items received do not pass the filters and were not added."
                ).format(count=result.held_back, total=result.items)
            )
        for note in others:
            push_note(feedback, note)
        row = store.rows(self.database, "SELECT * FROM feedback_source WHERE source = ?", (result.source,))
        for note in Purpose.from_row(row[0] if row else {}).notes():
            push_note(feedback, note)
        flagged = count_flagged(self.database, result.source)
        if flagged:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{count} items may hold personal data in their text (field privacy_flags). Do not pass the layer on as "
                    "it is.",
                ).format(count=flagged)
            )


def _synchronised(
    connector: Connector, query: Query, feedback: QgsProcessingFeedback, database: str, **given: Any
) -> SyncResult:
    """Run `sync`; where a consultation is missing or unknown, list in the log what there is, and say so."""
    from ...participation.sync.sync import sync  # late: QGIS starts faster

    try:
        result = sync(
            connector,
            query,
            database,
            cancelled=feedback.isCanceled,
            progress=Progress(feedback),
            say=translate_message,
            **given,
        )
    except _ASKED_WRONG as error:
        hint = list_consultations(connector, query, feedback)
        if not hint:
            raise
        raise QgsProcessingException(f"{translate_message(error.template, error.values)} {hint}") from error
    if not result.items and query.consultation and result.mode == "full":
        hint = list_consultations(connector, query, feedback)
        if hint:
            feedback.pushWarning(hint)
    return result


def _connector(
    kind: str, text: Mapping[str, str], access: Access, secret: str, query: Query, feedback: QgsProcessingFeedback
) -> Connector:
    """Return the connector over QGIS's network stack."""
    from ...web.transport_qgis import qgis_transport  # late: QGIS starts faster

    url, profile = text[URL], text[PROFILE]
    if kind == SAMPLE:
        kind, url, profile = "file", str(SAMPLE_FILE), SAMPLE
    if not url:
        raise ConnectionSettingsError(
            QT_TRANSLATE_NOOP("Samplan", "Enter the address of the service, such as {hint}."),
            hint=connector_class(kind).url_hint,
        )
    options = read_options(kind, text[OPTIONS])
    transport = qgis_transport(
        url, authcfg=access.authcfg, feedback=feedback, notify=lambda note: push_note(feedback, note)
    )
    connection = Connection(url, profile, options, access.credentials, near=access.near)
    connector = open_connector(kind, connection, transport)
    if not secret:
        return connector
    return open_connector(
        kind, replace(connection, pseudonym=Pseudonyms(secret, connector.source_id(query))), transport
    )


def _box(extent: QgsRectangle) -> BBox:
    """Return an extent in degrees as west, south, east, north, cut to the world."""
    west, east = (min(max(x, -180.0), 180.0) for x in (extent.xMinimum(), extent.xMaximum()))
    south, north = (min(max(y, -90.0), 90.0) for y in (extent.yMinimum(), extent.yMaximum()))
    return west, south, east, north


ALGORITHMS = (ImportFeedback,)
