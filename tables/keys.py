"""Codes of a table to codes of areas, also where a program has eaten zeros or added names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Callable, Optional, Sequence

from ..messages import QT_TRANSLATE_NOOP, UserMessage

_CODE_FIRST = re.compile(r"(\w*[0-9]\w*)\s*[-–,:;]?\s+[^\W\d].*|(\w*[0-9]\w*)\s*[-–,:;]\s*[^\W\d]{2}.*")
_CODE_LAST = re.compile(r"[^\W\d].*\((\w*[0-9]\w*)\)")
_ONES = re.compile(r"([0-9]+)[.,]0+")


def _folded(key: str) -> str:
    return re.sub(r"\s+", "", key).casefold()


def _without_name(key: str) -> str:
    found = _CODE_FIRST.fullmatch(key) or _CODE_LAST.fullmatch(key)
    return _folded(next(filter(None, found.groups())) if found else key)


def _without_zeros(key: str) -> str:
    ones = _ONES.fullmatch(key)
    return _folded(ones[1] if ones else key).lstrip("0") or "0"


def _bare(key: str) -> str:
    return _without_zeros(_without_name(key))


_FORMS: tuple[tuple[Callable[[str], str], str], ...] = (
    (_folded, QT_TRANSLATE_NOOP("Samplan", "blanks and capitals aside")),
    (_without_name, QT_TRANSLATE_NOOP("Samplan", "names beside the codes aside")),
    (_without_zeros, QT_TRANSLATE_NOOP("Samplan", "leading zeros and .0 aside")),
    (_bare, QT_TRANSLATE_NOOP("Samplan", "names beside the codes, leading zeros and .0 aside")),
)


@dataclass(frozen=True)
class Match:
    """Codes made alike.

    Attributes
    ----------
    codes : list of str
        The table's codes, in the areas' spelling where they have a partner.
    note : UserMessage or None
        What was changed; None when nothing was.
    """

    codes: list[str]
    note: Optional[UserMessage] = None


def match_codes(areas: Sequence[str], codes: Sequence[str]) -> Match:
    """Return the table's codes in the spelling of the areas' codes.

    Codes that are equal stay. When others find a partner only once zeros, names or capitals are left aside, the simplest
    way that gives most areas a partner is taken, but only if every partner is the only one on both sides.

    Parameters
    ----------
    areas, codes : sequence of str
        Codes without blanks around; '' is none.
    """
    ours, theirs = set(areas) - {""}, set(codes) - {""}
    best, words = {code: code for code in ours & theirs}, None
    for form, text in _FORMS:
        pairs = _pairs(form, ours, theirs)
        if pairs is not None and len(pairs) > len(best):
            best, words = pairs, text
    if words is None:
        return Match(list(codes))
    changed = [(code, area) for code, area in sorted(best.items()) if code != area]
    note = UserMessage(
        QT_TRANSLATE_NOOP(
            "Samplan",
            "{count} codes of the table match codes of the areas only with {how}, each a single one: {examples}. Check that "
            "they mean the same areas.",
        ),
        {"count": len(changed), "how": words, "examples": ", ".join(f"{a} = {b}" for a, b in changed[:5])},
    )
    return Match([best.get(code, code) for code in codes], note)


def _pairs(form: Callable[[str], str], ours: set[str], theirs: set[str]) -> Optional[dict[str, str]]:
    """Return code -> area where both have the same form; None when a form has several codes or several areas."""
    areas, found = defaultdict(list), defaultdict(list)
    for key in ours:
        areas[form(key)].append(key)
    for key in theirs:
        found[form(key)].append(key)
    shared = areas.keys() & found.keys()
    if any(len(areas[key]) > 1 or len(found[key]) > 1 for key in shared):
        return None
    return {found[key][0]: areas[key][0] for key in shared}
