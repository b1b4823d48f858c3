"""A short help that needs no network."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ...compat import plugin_version
from ...i18n import translate

HOMEPAGE = "https://github.com/samplan/samplan"


def show_help(parent: Optional[QWidget]) -> QDialog:
    """Open the help beside the map; it does not block QGIS."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("Samplan", "Samplan {version}: help").format(version=plugin_version()))
    dialog.resize(560, 520)
    text = QTextBrowser(dialog)
    text.setOpenExternalLinks(True)
    text.setHtml(help_html())
    text.setAccessibleName(translate("Samplan", "Help"))
    buttons = QDialogButtonBox(dialog)
    buttons.addButton(translate("Samplan", "Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(text)
    column.addWidget(buttons)
    dialog.show()
    return dialog


def help_html() -> str:
    """Return the help as HTML, made of our own texts only."""
    parts = (
        (
            translate("Samplan", "Measure and score"),
            translate(
                "Samplan",
                "Choose Plugins, Samplan, Assess planning areas. Give a polygon layer with your areas and the layers you"
                " have (streets, green areas, population …). The result is a styled layer with indicators, scores,"
                " coverage and rank. All tools are in the Processing toolbox under Samplan, so they work in models, in"
                " batch and with qgis_process.",
            ),
        ),
        (
            translate("Samplan", "Listen"),
            translate(
                "Samplan",
                "Open the feedback panel. Start with the workshop sample, which needs no network: Preview, then Import."
                " Add your own sources with the plus button and test them before the first import. Update fetches what"
                " is new, edited or removed since.",
            ),
        ),
        (
            translate("Samplan", "Read"),
            translate(
                "Samplan",
                "On the page On the map, press Read on the map and click a point. The panel shows the whole thread and a"
                " link to the source. What looks like personal data is masked until you ask for it.",
            ),
        ),
        (
            translate("Samplan", "Protect people"),
            translate(
                "Samplan",
                "Names, e-mail addresses and author ids are never stored. State the purpose and until when the feedback is"
                " kept. What the source removes is removed here at the next complete update. Before you publish, use"
                " Publish feedback safely in the toolbox; masking is imperfect, so let a person read the texts.",
            ),
        ),
    )
    body = "".join(f"<h3>{heading}</h3><p>{paragraph}</p>" for heading, paragraph in parts)
    link = translate("Samplan", "Documentation and questions: {link}").format(
        link=f'<a href="{HOMEPAGE}">{HOMEPAGE}</a>'
    )
    return f"{body}<p>{link}</p>"
