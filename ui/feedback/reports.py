"""Outcomes as plain sentences: of a connection test, a preview, an import."""

from __future__ import annotations

from pathlib import Path

from ...i18n import translate, translate_message
from ...participation.connectors.base import ConnectionReport
from ...participation.privacy.purpose import Purpose
from . import labels
from .jobs import Outcome, Preview


def report_text(report: ConnectionReport) -> str:
    """Return the outcome of a connection test as plain sentences."""
    lines = [translate("Samplan", "✔ It answers: {dialect}").format(dialect=report.dialect or "–")]
    if report.sampled:
        read = (
            translate("Samplan", "{n} items in all: {located} with a position, {unlocated} without.")
            if report.all_read
            else translate("Samplan", "Of the first {n} items, {located} have a position and {unlocated} have none.")
        )
        lines.append(
            read.format(
                n=labels.number(report.sampled), located=labels.number(report.located),
                unlocated=labels.number(report.unlocated),
            )
        )  # fmt: skip
    else:
        lines.append(translate("Samplan", "No items were found in the sample."))
    if report.total is not None and not report.all_read:
        lines.append(translate("Samplan", "The service says it holds {n} items.").format(n=labels.number(report.total)))
    if report.consultations:
        lines.append("")
        lines.append(translate("Samplan", "To choose from ({n}):").format(n=labels.number(len(report.consultations))))
        lines.extend(
            f"• {item.title}" + ("" if item.count is None else f" ({labels.number(item.count)})")
            for item in report.consultations[:20]
        )
        if len(report.consultations) > 20:
            lines.append("  …")
    lines.append("")
    if report.licence:
        lines.append(translate("Samplan", "Licence: {licence}").format(licence=report.licence))
    if report.terms_url:
        lines.append(translate("Samplan", "Terms: {url}").format(url=report.terms_url))
    lines.extend(translate_message(note.template, note.values) for note in report.notes)
    lines.append(labels.evidence(report.evidence) + ".")
    return "\n".join(lines).strip()


def place_problem(database: Path) -> str:
    """Return why feedback cannot be saved at a path, as far as that shows beforehand; blank when it can."""
    if not database.parent.is_dir():
        return translate("Samplan", "The folder {folder} does not exist.").format(folder=database.parent)
    if database.is_dir():
        return translate("Samplan", "{path} is a folder. Choose a file in it.").format(path=database)
    return ""


def progress_text(done: int, total: int) -> str:
    """Return how far a run has come; ``total`` is -1 when unknown."""
    if total > 0:
        template = translate("Samplan", "{done} of {total} items")
        return template.format(done=labels.number(done), total=labels.number(total))
    return translate("Samplan", "{done} items so far").format(done=labels.number(done))


def preview_text(found: Preview) -> str:
    """Return the counts of a preview as plain sentences."""
    if not found.seen:
        return translate("Samplan", "The source holds no items.")
    hidden = found.seen - found.passed
    lines = []
    if found.complete:
        lines.append(translate("Samplan", "{n} items in all.").format(n=labels.number(found.seen)))
    elif found.total is not None:
        lines.append(
            translate("Samplan", "The first {n} of {total} items.").format(
                n=labels.number(found.seen), total=labels.number(found.total)
            )
        )
    else:
        lines.append(translate("Samplan", "The first {n} items.").format(n=labels.number(found.seen)))
    if hidden:
        lines.append(
            translate("Samplan", "{n} are hidden because they do not pass the filters.").format(n=labels.number(hidden))
        )
    if found.passed:
        lines.append(
            translate(
                "Samplan", "{located} will be on the map; {unlocated} have no position and go to a table."
            ).format(located=labels.number(found.located), unlocated=labels.number(found.passed - found.located))
        )
    if found.flagged:
        lines.append(
            translate("Samplan", "{n} may hold personal data, which is masked here.").format(
                n=labels.number(found.flagged)
            )
        )
    marked = sum(mark is not None for mark in found.marks)
    if marked:
        lines.append(
            translate("Samplan", "{n} of those in the table repeat another one nearby or came in a burst.").format(
                n=labels.number(marked)
            )
        )
    if found.passed > len(found.records):
        lines.append(translate("Samplan", "The table shows the first {n}.").format(n=labels.number(len(found.records))))
    return " ".join(lines)


def outcome_text(outcome: Outcome) -> str:
    """Return what a run did as plain sentences; the figures are shown beside."""
    result = outcome.result
    lines = []
    if result.complete and result.items and result.items == result.held_back:
        lines.append(translate("Samplan", "Nothing was added: no item passes the filters."))
    elif result.complete and not (result.new or result.changed or result.removed):
        lines.append(translate("Samplan", "Everything was up to date already."))
    elif result.complete:
        lines.append(translate("Samplan", "Done: the map shows the feedback as the source has it now."))
    if result.held_back and result.held_back < result.items:
        lines.append(
            translate("Samplan", "{n} items were left out because they do not pass the filters.").format(
                n=labels.number(result.held_back)
            )
        )
    if result.unlocated:
        lines.append(
            translate(
                "Samplan",
                "{n} items are not on the map because they have no position; read them in the table beside the layer.",
            ).format(n=labels.number(result.unlocated))
        )
    told = (translate_message(note.template, note.values) for note in result.summary()[1:])
    lines.extend(line for line in told if line != labels.marked_note(result.marked))  # `last_run` says that
    if outcome.flagged:
        lines.append(
            translate("Samplan", "{n} items may hold personal data in their text.").format(
                n=labels.number(outcome.flagged)
            )
        )
    row = next((row for row in outcome.sources if row["source"] == result.source), {})
    lines.extend(translate_message(note.template, note.values) for note in Purpose.from_row(row).notes())
    return " ".join(lines)
