"""The rules by which layers are matched to roles: tables in ``resources/roles``, read once.

A row is one piece of evidence: role, kind of evidence, pattern, weight (-1 to 1), languages, note. The kinds:

========== ===========================================================================================================
geometry   what a layer is: ``polygon features>=5 touching>=0.5``; all words and comparisons must hold
raster     what a raster's cells are: ``whole classes<=60``, ``scheme``; likewise
name       words in the names of the layer, its source, title, keywords or groups; ``*`` stands for letters
field      the name of a field, without signs and accents; ``*`` for letters, ``#`` for a digit
value      values of a field; ``artype=11|12`` only of the fields so called
pick       likewise, for fields so usual that their name tells nothing of the layer
number     what the numbers of a role's field must be: ``low>=0 high<=60``
needs      the role's fields without which it is asked for
only       the layer may hold other things too: only the values found count, as a filter that is asked for
key        fields that hold something for features of this role only, in layers of many kinds of features
with       roles that the same layer may play
title      what to call a kind of layer that plays no role
========== ===========================================================================================================

The role is a role of `indicators.roles`, ``areas``, or any other word for layers that play none (contour lines). A role's
field is written ``streets.class``. ``|`` stands between patterns.
"""

from __future__ import annotations

import csv
import operator
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Optional

from ..indicators.roles import ROLES
from .facts import AREAS

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "roles"
KINDS = ("geometry", "raster", "name", "field", "pick", "value", "number", "needs", "only", "key", "with", "title")
_SIGNS = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "oe", "đ": "d", "ł": "l", "þ": "th"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text in small letters without accents and signs, words apart; ä and ae, å and aa, ö and oe, ü and ue alike."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    words = " ".join(re.findall(r"[a-z0-9*#]+", "".join(char for char in plain if not unicodedata.combining(char))))
    for pair in ("ae", "oe", "ue", "aa"):
        words = words.replace(pair, pair[0])
    return words


def squeeze(text: str) -> str:
    """Return a text as `fold` does, its words put together: how names of fields are compared."""
    return fold(text).replace(" ", "")


def _expression(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*", "[a-z0-9]*").replace(r"\#", "[0-9]")


@dataclass(frozen=True)
class Condition:
    """Words that must hold and comparisons of facts with numbers, all of them."""

    words: tuple[str, ...]
    comparisons: tuple[tuple[str, str, float], ...]

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Return whether facts meet the condition; a fact that is not known meets no comparison."""
        return all(facts.get(word) for word in self.words) and all(
            facts.get(name) is not None and _SIGNS[sign](facts[name], number) for name, sign, number in self.comparisons
        )


@dataclass(frozen=True)
class Rule:
    """A row of a table.

    Attributes
    ----------
    role, part : str
        The role, and its field where the row is about one.
    kind, pattern : str
        See above.
    weight : float
        How sure the evidence alone makes, -1 to 1.
    test : Any
        The pattern, compiled: a `Condition`, or a regular expression.
    field : Pattern or None
        Names of the fields whose values count.
    """

    role: str
    part: str
    kind: str
    pattern: str
    weight: float
    test: Any
    field: Optional[re.Pattern[str]] = None


@dataclass
class Rules:
    """All rules.

    Attributes
    ----------
    by_kind : dict of str to list of Rule
    values : dict of str to list of Rule
        Folded value -> the value rules that name it.
    needs, keys : dict of str to tuple of str
    only : set of str
    companions : set of frozenset of str
        Pairs of roles that one layer may play.
    titles : dict of str to dict of str to str
        What to call roles and other kinds of layers, in both languages.
    """

    by_kind: dict[str, list[Rule]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    values: dict[str, list[Rule]] = field(default_factory=dict)
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    only: set[str] = field(default_factory=set)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    companions: set[frozenset[str]] = field(default_factory=set)

    @property
    def roles(self) -> list[str]:
        """All roles and other kinds of layers, the planning areas first."""
        return list(self.titles)


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules that come along."""
    return read_rules(FOLDER)


def read_rules(folder: Path) -> Rules:
    """Return the rules in the tables of a folder.

    Raises
    ------
    ValueError
        A row is no rule; the text says which and why. No sentence for users: the tables come along.
    """
    found = Rules()
    found.titles[AREAS] = {"en": "Planning areas", "sv": "Planområden"}
    found.titles.update((role.id, dict(role.title)) for role in ROLES.values())
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            _add(found, row)
    return found


def _add(found: Rules, row: Mapping[str, str]) -> None:
    role, _, part = row["role"].partition(".")
    kind, pattern, weight = row["evidence"], row["pattern"], float(row["weight"] or 0)
    if kind not in KINDS or not pattern or not -1 <= weight <= 1:
        raise ValueError(f"no kind of evidence, pattern or weight between -1 and 1: {dict(row)}")
    if kind == "title":
        found.titles.setdefault(role, {})[row["languages"]] = pattern
        return
    if role not in found.titles:
        raise ValueError(f"the role has no title: {dict(row)}")
    if part and role in ROLES and part not in {item.name for item in ROLES[role].fields}:
        raise ValueError(f"the role has no such field: {dict(row)}")
    names = pattern.split("|")
    if kind == "needs":
        found.needs[role] = tuple(names)
    elif kind == "key":
        found.keys[role] = tuple(map(squeeze, names))
    elif kind == "only":
        found.only.add(role)
    elif kind == "with":
        found.companions.update(frozenset((role, other)) for other in names)
    elif kind == "value":
        _add_values(found, Rule(role, part, kind, pattern, weight, None))
    else:
        tests = {"name": _words, "field": _squeezed, "pick": _squeezed}
        rule = Rule(role, part, kind, pattern, weight, tests.get(kind, _condition)(pattern))
        found.by_kind[kind].append(rule)


def _add_values(found: Rules, rule: Rule) -> None:
    """Add a value rule: words by which it is found, and patterns to be tried."""
    of, equals, values = rule.pattern.rpartition("=")
    names = re.compile(_squeezed(of).pattern) if equals else None
    words = [fold(word) for word in values.split("|")]
    plain = Rule(rule.role, rule.part, rule.kind, rule.pattern, rule.weight, None, names)
    for word in words:
        if "*" not in word and "#" not in word:
            found.values.setdefault(word, []).append(plain)
    loose = "|".join(
        _expression(word).replace("[a-z0-9]*", "[a-z0-9 ]*") for word in words if "*" in word or "#" in word
    )
    if loose:
        test = re.compile(f"^(?:{loose})$", re.MULTILINE)
        found.by_kind["value"].append(Rule(rule.role, rule.part, rule.kind, rule.pattern, rule.weight, test, names))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?<= ){_expression(fold(words))}(?= )" for words in pattern.split("|")))


def _squeezed(pattern: str) -> re.Pattern[str]:
    names = "|".join(_expression(squeeze(name)) for name in pattern.split("|"))
    return re.compile(f"^(?:{names})$", re.MULTILINE)


def _condition(pattern: str) -> Condition:
    words, comparisons = [], []
    for part in pattern.split():
        compared = re.fullmatch(r"([a-z]+)(<=|>=|<|>)([-+.\deE]+)", part)
        if compared:
            comparisons.append((compared[1], compared[2], float(compared[3])))
        else:
            words.append(part)
    return Condition(tuple(words), tuple(comparisons))
