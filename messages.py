"""Plain sentences for users, kept translatable without Qt: shared by the rooms that must run outside QGIS."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Mapping, NamedTuple

from .redaction import hide_in


class TranslatableStr(str):
    """A text of ours, to be translated wherever it is shown; the user's own words are plain `str`."""

    __slots__ = ()
    is_ours = True


class Titled(str):
    """Words of the user's data that come in several languages: a `str` in English, with the others in `texts`."""

    texts: Mapping[str, str] = {}

    @classmethod
    def of(cls, title: Any) -> Titled:
        """Return a title: a text, or a mapping of language to text."""
        texts = {str(name): str(text) for name, text in title.items()} if isinstance(title, Mapping) else {}
        found = cls(texts.get("en") or next(iter(texts.values()), "") if texts else title or "")
        found.texts = texts
        return found

    @classmethod
    def joined(cls, separator: str, parts: Iterable[str]) -> Titled:
        """Return texts joined in every language that one of them has."""
        parts = list(parts)
        languages = {name for part in parts if isinstance(part, Titled) for name in part.texts}
        found = cls(separator.join(parts))
        found.texts = {name: separator.join(map(in_language(name), parts)) for name in sorted(languages)}
        return found


def in_language(name: str) -> Callable[[str], str]:
    """Return what gives a text in a language, where it has it."""
    return lambda text: (text.texts.get(name) or str(text)) if isinstance(text, Titled) else text


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
        return self.template.format(**{name: hide_in(value) for name, value in self.values.items()})


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
        values = {name: hide_in(value) for name, value in values.items()}
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Cancelled(UserError):
    """The user stopped the work; whoever started it cleans up."""

    def __init__(self) -> None:
        super().__init__(QT_TRANSLATE_NOOP("Samplan", "Cancelled."))


def with_counts_added(notes: Iterable[UserMessage]) -> list[UserMessage]:
    """Return each note once, in order; where notes differ in their count only, the counts add up."""
    found: dict[str, UserMessage] = {}
    for note in notes:
        key = note.template + repr({name: value for name, value in note.values.items() if name != "count"})
        if key in found and "count" in note.values:
            count = found[key].values["count"] + note.values["count"]
            found[key] = note._replace(values={**note.values, "count": count})
        else:
            found.setdefault(key, note)
    return list(found.values())
