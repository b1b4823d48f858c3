"""Erase feedback: the sources whose retention is over, or one by name, so that their bytes are gone."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...i18n import translate, translate_message
from ...messages import QT_TRANSLATE_NOOP
from ...participation.privacy.purpose import Purpose
from ...participation.sync import store
from ...web.addresses import redact
from ..common.algorithm import SamplanAlgorithm
from ..common.help_text import help_html
from ..common.lineage import lineage
from ..common.parameters import helped
from ._database import describe

DATABASE, SOURCE, ERASED, SOURCES = "DATABASE", "SOURCE", "ERASED", "SOURCES"


class EraseFeedback(SamplanAlgorithm):
    """The algorithm ``samplan:erasefeedback``."""

    ID = "erasefeedback"
    GROUP = "listen"
    DISPLAY_NAME = QT_TRANSLATE_NOOP("Samplan", "Erase feedback")
    SHORT_DESCRIPTION = QT_TRANSLATE_NOOP(
        "Samplan", "Erases feedback whose retention date has passed, or one source, for good."
    )
    TAGS = QT_TRANSLATE_NOOP("Samplan", "feedback,erase,delete,remove,retention,gdpr,privacy,personal data")

    def helpText(self) -> str:
        """Return the help."""
        return help_html(
            translate(
                "Samplan",
                "Erases everything imported from a source, with its purpose and address, from a feedback database. There is "
                "no way back and no question is asked.",
            ),
            (
                translate(
                    "Samplan",
                    "Source: its id (field source_id) or its address. Left empty, every source is erased whose retention "
                    "date (Keep until) has passed; nothing else is touched. A nightly job can run it after the import.",
                ),
                translate(
                    "Samplan",
                    "What stays: other sources, other tables in the file, and the log of runs (feedback_sync), which holds "
                    "counts, filters and the address. The file is rewritten, so that the erased bytes are gone from it, also "
                    "those of rows that you deleted in QGIS.",
                ),
                translate(
                    "Samplan",
                    "Beware: copies, exports and backups are yours to erase. An import of the same source brings the feedback "
                    "back.",
                ),
            ),
            "qgis_process run samplan:erasefeedback -- DATABASE=feedback.gpkg",
            "qgis_process run samplan:erasefeedback -- DATABASE=feedback.gpkg SOURCE=https://feedback.example.org/",
        )

    def initAlgorithm(self, configuration: Any = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(
            QgsProcessingParameterFile(
                DATABASE, translate("Samplan", "Feedback database (GeoPackage)"), extension="gpkg"
            )
        )
        self.addParameter(
            helped(
                QgsProcessingParameterString(
                    SOURCE, translate("Samplan", "Source to erase (id or address)"), optional=True
                ),
                translate("Samplan", "Left empty: every source whose retention date has passed."),
            )
        )
        self.addOutput(QgsProcessingOutputNumber(ERASED, translate("Samplan", "Items erased")))
        self.addOutput(QgsProcessingOutputString(SOURCES, translate("Samplan", "Sources erased (ids)")))

    def perform(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Find the sources, erase them, rewrite the file."""
        database = self.parameterAsFile(parameters, DATABASE, context)
        if not store.is_database(database):
            raise QgsProcessingException(
                translate(
                    "Samplan", "{path} is not a feedback database. Choose the one that Import feedback wrote."
                ).format(path=database)
            )
        known = store.rows(database, "SELECT * FROM feedback_source ORDER BY source")
        wanted = self.parameterAsString(parameters, SOURCE, context).strip()
        chosen = _named(known, wanted) if wanted else [row for row in known if Purpose.from_row(row).is_due()]
        if wanted and not chosen:
            raise QgsProcessingException(
                translate("Samplan", "There is no source “{source}” in the database. It holds: {known}.").format(
                    source=redact(wanted), known="; ".join(row["source"] for row in known) or "–"
                )
            )
        erased = 0
        for row in chosen:
            count = store.erase_source(database, row["source"])
            erased += count
            feedback.pushInfo(
                translate("Samplan", "{count} items of {source} were erased.").format(count=count, source=row["source"])
            )
        names = [row["source"] for row in chosen]
        self.begin_writing()
        store.forget_published(database)
        if chosen:
            describe(database, lineage(self.id(), {}, {}, {"sources": names, "erased": erased}), feedback)
        if not store.vacuum(database):
            feedback.pushWarning(translate_message(store.STILL_HELD, {}))
        if not chosen:
            feedback.pushInfo(translate("Samplan", "No source's retention date has passed. Nothing was erased."))
        return {ERASED: erased, SOURCES: "; ".join(names)}


def _named(known: Sequence[Mapping[str, Any]], wanted: str) -> list[Mapping[str, Any]]:
    """Return the source with that id, else those with that address."""
    by_id = [row for row in known if row["source"] == wanted]
    address = redact(wanted).rstrip("/")
    return by_id or [row for row in known if str(row["url"] or "").rstrip("/") == address]


ALGORITHMS = (EraseFeedback,)
