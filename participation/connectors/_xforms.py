"""Labels of questions and choices out of an XForm, the XML in which ODK keeps a form's definition.

Source: ODK XForms specification; written for what pyxform makes: ``itext`` translations, choices as items in the body or
as secondary instances that an ``itemset`` names.
"""

from __future__ import annotations

import re
from typing import Iterator, NamedTuple, Optional
from xml.etree.ElementTree import Element  # nosec B405: only the type; parsing is `Reply.xml`'s work

from ...messages import UserMessage
from ._answer_values import label_text, pick_language

_CONTROLS = ("select", "select1", "rank", "input", "upload", "trigger", "range")
_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_ITEXT = re.compile(r"jr:itext\(\s*['\"]([^'\"]+)['\"]\s*\)")


class Labels(NamedTuple):
    """What people read in a form, by path of the question (``group/name``).

    Attributes
    ----------
    questions : dict
        Path to label.
    choices : dict
        Path to labels by code.
    many : set of str
        Paths of questions with several choices.
    paths : set of str
        Paths of all questions, spelled as in the form (see `_answer_values.sanitised`).
    """

    questions: dict[str, str]
    choices: dict[str, dict[str, str]]
    many: set[str]
    paths: set[str]


def read_labels(form: Element, language: str) -> tuple[Labels, tuple[UserMessage, ...]]:
    """Return the labels of a form in the wanted language, else in its default one, and what to know about that."""
    texts, notes = _translation(form, language)
    instances = {item.get("id", ""): item for item in _all(form, "instance")}
    found = Labels({}, {}, set(), {path for bind in _all(form, "bind") if (path := _path_of(bind.get("nodeset", "")))})
    for control in (item for name in _CONTROLS for item in _all(form, name)):
        path = _path_of(control.get("ref", ""))
        if not path:
            continue
        found.paths.add(path)
        label = _label(_child(control, "label"), texts)
        if label:
            found.questions[path] = label
        choices = dict(_choices(control, instances, texts))
        if choices:
            found.choices[path] = choices
        if _name(control) in ("select", "rank"):
            found.many.add(path)
    return found, notes


def _path_of(reference: str) -> str:
    """A question's path, without the name of the form itself."""
    return "/".join(reference.strip("/").split("/")[1:])


def _translation(form: Element, language: str) -> tuple[dict[str, str], tuple[UserMessage, ...]]:
    """Texts by id in one language, those missing there from the others."""
    versions = sorted(_all(form, "translation"), key=lambda item: item.get("default") is None)
    index, notes = pick_language([item.get("lang", "") for item in versions], language) if versions else (0, ())
    texts: dict[str, str] = {}
    for version in [*versions[index : index + 1], *versions]:
        for text in _all(version, "text"):
            values = [value for value in text if _name(value) == "value" and value.get("form") in (None, "long")]
            words = label_text("".join(values[0].itertext())) if values else ""
            if words:
                texts.setdefault(text.get("id", ""), words)
    return texts, notes


def _choices(control: Element, instances: dict[str, Element], texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Codes and labels of a question: items in the body, or those of a secondary instance."""
    for item in (child for child in control if _name(child) == "item"):
        value, label = _child(item, "value"), _label(_child(item, "label"), texts)
        if value is not None and value.text and label:
            yield value.text.strip(), label
    itemset = _child(control, "itemset")
    named = _INSTANCE.search(itemset.get("nodeset", "")) if itemset is not None else None
    source = instances.get(named.group(1)) if named else None
    if itemset is None or source is None:
        return
    value_at, label_at = (_child(itemset, name) for name in ("value", "label"))
    code_name = value_at.get("ref", "name") if value_at is not None else "name"
    label_name = re.sub(
        r"jr:itext\(\s*(\w+)\s*\)", r"\1", label_at.get("ref", "label") if label_at is not None else "label"
    )
    for item in _all(source, "item"):
        code, text = _child(item, code_name), _child(item, label_name)
        if code is not None and code.text and text is not None and text.text:
            yield code.text.strip(), texts.get(text.text.strip(), "") or label_text(text.text)


def _label(element: Optional[Element], texts: dict[str, str]) -> str:
    if element is None:
        return ""
    reference = _ITEXT.search(element.get("ref", ""))
    return texts.get(reference.group(1), "") if reference else label_text("".join(element.itertext()))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _name(element) == name)


def _child(element: Element, name: str) -> Optional[Element]:
    return next((child for child in element if _name(child) == name), None)
