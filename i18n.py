"""The one door to translations: every user-facing text of Samplan has the context ``Samplan``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .messages import Lines, Titled, TranslatableStr, UserMessage, in_language
from .redaction import hide_in

CONTEXT = "Samplan"
I18N_DIR = Path(__file__).parent / "resources" / "i18n"


def translate(context: str, text: str) -> str:
    """Return ``text`` in the user's language (``context`` is literal so that pylupdate finds the string)."""
    return QCoreApplication.translate(context, text)


def translate_message(template: str, values: Mapping[str, Any]) -> str:
    """Translate a message template of a pure room, and the messages and `TranslatableStr`s among its values, and fill it."""

    def word(value: Any) -> Any:
        if isinstance(value, UserMessage):
            return translate_message(value.template, value.values)
        if isinstance(value, Lines):
            return "\n".join(word(line) for line in value)
        if isinstance(value, Mapping):  # a text of data, in both languages
            return pick(value)
        if isinstance(value, Titled):
            return hide_in(titled(value))
        return QCoreApplication.translate(CONTEXT, value) if isinstance(value, TranslatableStr) else hide_in(value)

    return QCoreApplication.translate(CONTEXT, template).format(**{name: word(item) for name, item in values.items()})


def titled(text: str) -> str:
    """Return a title of the user's data in the user's language, where it has it."""
    return in_language(language())(text)


def user_locale() -> QLocale:
    """Return the locale QGIS runs in; falls back to the system's when none was chosen."""
    name = QgsSettings().value("locale/userLocale", "") if QgsApplication.instance() else ""
    return QLocale(str(name)) if name else QLocale()


@lru_cache(maxsize=1)
def language() -> str:
    """Return ``"sv"`` when QGIS runs in Swedish, otherwise ``"en"``; asked once, QGIS changes it at its start only."""
    return "sv" if user_locale().name().startswith("sv") else "en"


def pick(text: Mapping[str, str]) -> str:
    """Return the user's language of a ``{"en": ..., "sv": ...}`` text, English when it is missing."""
    return text.get(language()) or text.get("en") or next(iter(text.values()), "")


def install_translator() -> Optional[QTranslator]:
    """Install Samplan's translator for the user's locale; the caller keeps it and removes it on unload.

    Returns
    -------
    QTranslator or None
        None when no translation exists for the locale (English needs none).
    """
    language.cache_clear()
    translator = QTranslator()
    if translator.load(user_locale(), "samplan", "_", str(I18N_DIR)) and QCoreApplication.installTranslator(translator):
        return translator
    return None
