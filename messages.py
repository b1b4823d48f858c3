"""Plain sentences for users, kept translatable without Qt: shared by the rooms that must run outside QGIS."""

from __future__ import annotations

from typing import Any, NamedTuple


class TranslatableStr(str):
    """A text of ours, to be translated wherever it is shown; the user's own words are plain `str`."""

    __slots__ = ()


def QT_TRANSLATE_NOOP(context: str, text: str) -> TranslatableStr:
    """Mark ``text`` for translation (``make i18n`` finds the call) and return it, unchanged, as a `TranslatableStr`."""
    return TranslatableStr(text)


class UserMessage(NamedTuple):
    """Something the user should know about a result that was computed all the same."""

    template: str
    values: dict[str, Any]
    warns: bool = True
    """False: it only tells how something was done."""

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Lines(tuple):
    """Messages that fill one placeholder of another, a line each."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self))


class UserError(Exception):
    """An error whose text is a plain sentence: what is wrong and what to do next.

    Parameters
    ----------
    template : str
        English sentence with ``{name}`` placeholders, marked with `QT_TRANSLATE_NOOP`.
    **values
        What fills the placeholders.
    """

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Cancelled(UserError):
    """The user stopped the work; whoever started it cleans up."""

    def __init__(self) -> None:
        super().__init__(QT_TRANSLATE_NOOP("Samplan", "Cancelled."))
