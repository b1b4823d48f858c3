"""Every user-facing text is there in both languages, says the same with the same values, and reaches the user."""

from __future__ import annotations

import json
import re
import sys
import warnings
from collections import Counter
from dataclasses import fields, is_dataclass
from html import escape
from pathlib import Path
from typing import Any, Iterator, Mapping

import pytest

ROOT = Path(__file__).resolve().parents[1]
FRAMEWORKS = sorted((ROOT / "resources" / "frameworks").glob("*.json"))
LANGUAGES = {"en", "sv"}


@pytest.fixture(scope="module")
def i18n() -> Iterator[Any]:
    """The developers' script that collects, checks and compiles."""
    before = list(sys.path)
    sys.path.insert(0, str(ROOT / "scripts"))
    import i18n

    yield i18n
    sys.path[:] = before


@pytest.fixture(scope="module")
def swedish(i18n: Any) -> dict[str, str]:
    """The shipped translations by source text; those still missing are another test's matter."""
    have = i18n.read_translations(i18n.I18N / "samplan_sv.ts")
    return {source: translated for (_, source), translated in have.items() if translated}


def _bilingual(thing: Any, path: str, seen: set[int]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every mapping that looks like a text in a language, with where it stands."""
    if isinstance(thing, (str, bytes, int, float)) or thing is None or callable(thing) or id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, Mapping):
        if LANGUAGES & set(thing):
            yield path, thing
            return
        parts = [(str(key), value) for key, value in thing.items()]
    elif is_dataclass(thing):
        parts = [(item.name, getattr(thing, item.name)) for item in fields(thing)]
    elif hasattr(thing, "_asdict"):
        parts = list(thing._asdict().items())
    elif isinstance(thing, (list, tuple, set, frozenset)):
        parts = [(str(number), value) for number, value in enumerate(thing)]
    else:
        return
    for name, value in parts:
        yield from _bilingual(value, f"{path}.{name}", seen)


def _declared() -> Iterator[tuple[str, Any]]:
    from samplan.indicators.registry import all_indicators
    from samplan.indicators.roles import ROLES
    from samplan.participation.registry import all_connectors

    yield from all_indicators().items()
    yield from ROLES.items()
    for name, connector in all_connectors().items():
        for key in dir(connector):
            if not key.startswith("__"):
                yield f"{name}.{key}", getattr(connector, key)
    for path in FRAMEWORKS:
        if path.name != "framework.schema.json":
            yield path.name, json.loads(path.read_text(encoding="utf-8"))


def test_translation_file_is_up_to_date_with_every_placeholder(i18n):
    assert i18n.problems("sv") == []


@pytest.mark.release
def test_every_sentence_is_translated(i18n, request):
    """Only a release (``-m release``) needs this; before it a sentence may wait for its translator."""
    missing = i18n.untranslated("sv")
    if missing and "release" not in request.config.getoption("markexpr"):
        warnings.warn(f"not translated into Swedish: {missing}", stacklevel=1)
        return
    assert missing == []


def test_comparison_of_placeholders_sees_a_lost_one_and_another_format(i18n):
    slots = i18n.placeholders
    assert slots("{count} of {total}") != slots("{count} av")
    assert slots("{share:.0%}") != slots("{share:.1f}")
    assert slots('{{"a": 1}} {b}') == slots('{b}: {{"x": 2}}')
    assert slots('{"field": "residents", "per": 1000}') != slots("{b}")


def test_translation_ends_as_its_source_does(swedish):
    """A lost stop shows where two sentences are joined; a lost blank where a value follows."""
    ends = re.compile(r"^\s*|[.:?]?\s*$")
    wrong = [text for text, translated in swedish.items() if ends.findall(text) != ends.findall(translated)]
    assert wrong == []


def test_declared_texts_are_in_both_languages():
    found = [item for name, thing in _declared() for item in _bilingual(thing, name, set())]
    assert len(found) > 300, "the walk over the declarations found next to nothing"
    wrong = [
        path
        for path, text in found
        if set(text) != LANGUAGES or not all(isinstance(word, str) and word.strip() for word in text.values())
    ]
    assert wrong == []


def test_walk_over_declarations_finds_a_text_in_one_language():
    tree = {"children": [{"title": {"en": "Green"}}, {"title": {"en": "Blue", "sv": "Blått"}}]}
    assert [path for path, text in _bilingual(tree, "tree", set()) if set(text) != LANGUAGES] == [
        "tree.children.0.title"
    ]


@pytest.fixture(scope="module")
def in_both_languages(i18n: Any, qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What the toolbox shows of every algorithm, by language: (id, name, group, description, help, tags)."""
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator
    from samplan.i18n import language
    from samplan.processing.provider import algorithms

    def shown() -> list[Any]:
        language.cache_clear()
        return [
            (item.name(), item.displayName(), item.group(), item.shortDescription(), item.helpText(), item.tags())
            for item in algorithms()
        ]

    (compiled,) = i18n.compile_to(tmp_path_factory.mktemp("i18n"))
    settings, translator = QgsSettings(), QTranslator()
    before = settings.value("locale/userLocale")
    try:
        settings.setValue("locale/userLocale", "en_GB")
        english = shown()
        settings.setValue("locale/userLocale", "sv")
        assert translator.load(str(compiled))
        QCoreApplication.installTranslator(translator)
        return {"en": english, "sv": shown()}
    finally:
        QCoreApplication.removeTranslator(translator)
        settings.setValue("locale/userLocale", before) if before else settings.remove("locale/userLocale")
        language.cache_clear()


def test_every_algorithm_speaks_swedish(in_both_languages, i18n):
    missing = [escape(text, quote=False) for text in i18n.untranslated("sv")]
    assert len(in_both_languages["sv"]) > 30
    for english, swedish in zip(in_both_languages["en"], in_both_languages["sv"]):
        name, *before = english
        assert swedish[0] == name
        same = [one for one, other in zip(before, swedish[1:]) if one == other]
        waiting = [text for text in same if any(sentence in text for sentence in missing)]
        assert [text for text in same if text not in [*english[5:], *waiting]] == [], name
        assert all(tag and tag == tag.strip() for tag in swedish[5]), f"{name}: {swedish[5]}"


def test_help_keeps_its_headings(in_both_languages):
    """`help_html` prints what stands before the first colon as a heading, when it is short."""
    for english, swedish in zip(in_both_languages["en"], in_both_languages["sv"]):
        parts = [len(re.findall("<p>", item[4])) for item in (english, swedish)]
        heads = [len(re.findall("<b>", item[4])) for item in (english, swedish)]
        assert (parts[0], heads[0]) == (parts[1], heads[1]), f"{english[0]}: {swedish[4]}"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_algorithms_have_the_same_name(in_both_languages, language):
    names = Counter(item[1] for item in in_both_languages[language])
    assert [name for name, count in names.items() if count > 1] == []


def test_the_users_own_words_are_never_translated(monkeypatch):
    """A layer called "Areas" keeps its name in a Swedish sentence; a phrase of ours does not."""
    from samplan import i18n
    from samplan.messages import QT_TRANSLATE_NOOP

    swedish = {"{a} and {b}": "{a} och {b}", "Areas": "Områden"}
    monkeypatch.setattr(i18n.QCoreApplication, "translate", staticmethod(lambda context, text: swedish.get(text, text)))
    ours = QT_TRANSLATE_NOOP("Samplan", "Areas")
    assert i18n.translate_message("{a} and {b}", {"a": "Areas", "b": ours}) == "Areas och Områden"
