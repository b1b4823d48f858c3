"""Which layer plays which role: a score with its evidence in words; what is ambiguous is left open, never guessed.

The weights of all evidence for a role on a layer are combined as independent witnesses, ``1 - (1 - a)(1 - b)...``; evidence
against it takes its share off. Method of our own, after the certainty factors of Shortliffe and Buchanan (1975).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence

from ..indicators.classes.schemes import read_layer_classes
from ..indicators.classes.words import meanings
from ..indicators.errors import IndicatorError
from ..indicators.roles import ROLES
from ..messages import QT_TRANSLATE_NOOP, UserMessage
from .document import AreasLayer, Document, Layer, RoleLayer
from .facts import AREAS, BandFacts, FieldFacts, LayerFacts, as_number
from .rules import Rule, Rules, fold, rules, squeeze

READY, ASK, NONE = "ready", "ask", "none"
FLOOR, ASKED_FLOOR, MARGIN, STRONG = 0.6, 0.3, 0.12, 0.85
"""A layer is ready for a role with at least `FLOOR`, when no other layer and no other role of its own comes within `MARGIN`,
and no other layer has `STRONG`, which would be taken by itself; with `ASKED_FLOOR` the user is asked."""
PARTS = {AREAS: ("key", "border"), **{role.id: tuple(item.name for item in role.fields) for role in ROLES.values()}}
"""Fields of each role, in order; those of the planning areas name an area and its municipality."""
_WORDS = {
    "point": QT_TRANSLATE_NOOP("Samplan", "points"),
    "line": QT_TRANSLATE_NOOP("Samplan", "lines"),
    "polygon": QT_TRANSLATE_NOOP("Samplan", "polygons"),
}
_SAME = 0.05
_FIELD_FLOOR = 0.4
_UNIQUE = 0.98
"""Real keys have a few doubles, which the run warns of."""
_FEWEST_CLASSES, _MOST_CLASSES = 3, 80
_SHOWN = 4
_FAR = 0.25
_YIELDS = 3.0
_CLEAR = 0.5
"""Weight from which a value alone tells what a feature is; names of lakes, say, weigh less."""
_PRESENT = 0.35


@dataclass(frozen=True)
class Candidate:
    """A layer for a role.

    Attributes
    ----------
    layer : LayerFacts
    role : str
        Id of a role, or `AREAS`.
    score : float
        0-1.
    state : str
        `READY`, `ASK` or `NONE`.
    evidence : tuple of UserMessage
        What speaks for it and against it, the strongest first.
    questions : tuple of UserMessage
        Why it is asked for.
    fields : mapping of str to str
        The role's field -> the layer's field.
    open_fields : mapping of str to tuple of str
        The role's field -> fields of the layer between which the user decides.
    classes : str
        Scheme of the classes, '' where they are to be recognised in the run.
    band : int or None
        Band of a raster of several.
    filter : str
        Expression that keeps the features meant, '' for all.
    """

    layer: LayerFacts
    role: str
    score: float
    state: str = NONE
    evidence: tuple[UserMessage, ...] = ()
    questions: tuple[UserMessage, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    open_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classes: str = ""
    band: Optional[int] = None
    filter: str = ""


@dataclass(frozen=True)
class Proposal:
    """What was found.

    Attributes
    ----------
    candidates : tuple of Candidate
        In the order of the layers; of one layer the best first.
    unused : mapping of str to UserMessage
        Id of a layer without a role -> why.
    """

    candidates: tuple[Candidate, ...]
    unused: Mapping[str, UserMessage]

    def ready(self) -> dict[str, Candidate]:
        """Return the candidates that need no question, by role."""
        return {item.role: item for item in self.candidates if item.state == READY}

    def asked(self) -> dict[str, list[Candidate]]:
        """Return the candidates among which the user decides, by role, the best first."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for item in sorted(self.candidates, key=lambda item: -item.score):
            if item.state == ASK:
                found[item.role].append(item)
        return dict(found)


def propose(layers: Sequence[LayerFacts], table: Optional[Rules] = None) -> Proposal:
    """Return which layers may play which roles.

    Parameters
    ----------
    layers : sequence of LayerFacts
        In the project's order, which decides between equals.
    table : Rules, optional
        Other rules than those that come along.
    """
    table = table or rules()
    unused: dict[str, UserMessage] = {}
    seen: list[tuple[int, _Seen]] = []
    far = _elsewhere(layers)
    for number, layer in enumerate(layers):
        reason = _no_input(layer)
        if reason:
            unused[layer.id] = reason
        else:
            seen.append((number, _Seen(layer, table, layer.id in far)))
    standing = {number: _own_standing(item, table) for number, item in seen}
    by_number = dict(seen)
    found: dict[int, list[Candidate]] = defaultdict(list)
    for role in PARTS:
        ranked = sorted(((-score[role], number) for number, score in standing.items() if role in score))
        for number, candidate in _decided(role, [(number, -score) for score, number in ranked], by_number):
            found[number].append(candidate)
    for number, item in seen:
        if not any(candidate.state != NONE for candidate in found[number]):
            unused[item.layer.id] = _seems(item, table, found[number])
    order = {READY: 0, ASK: 1, NONE: 2}
    return Proposal(
        tuple(
            candidate
            for number in sorted(found)
            for candidate in sorted(found[number], key=lambda item: (order[item.state], -item.score))
        ),
        unused,
    )


def fitting_framework(
    proposal: Mapping[str, Candidate], frameworks: Mapping[str, Iterable[Any]]
) -> tuple[str, list[str]]:
    """Return the first framework all of whose indicators can be measured, else the last, and what that one lacks.

    Parameters
    ----------
    proposal : mapping of str to Candidate
        By role.
    frameworks : mapping of str to iterable of Indicator
        Indicators of each framework, the richest framework first.

    Returns
    -------
    str, list of str
        Id of the framework; roles (``green``) and fields (``population.count``) that it lacks.
    """
    available = {role: set(item.fields) for role, item in proposal.items()}
    for role, item in proposal.items():
        if item.layer.kind == "raster" and role in ROLES and ROLES[role].raster_apart:
            available[role].add("count")
    lacking = {
        name: list(dict.fromkeys(part for item in indicators for part in item.missing_roles(available)))
        for name, indicators in frameworks.items()
    }
    return next((item for item in lacking.items() if not item[1]), list(lacking.items())[-1])


def _no_input(layer: LayerFacts) -> Optional[UserMessage]:
    """Return why a layer can play no role at all."""
    names = {item.name.lower() for item in layer.fields}
    if layer.fault:
        return UserMessage(QT_TRANSLATE_NOOP("Samplan", "it cannot be read: {reason}"), {"reason": layer.fault})
    if layer.result or {"score", "rank", "coverage"} <= names or any(f"{name}_cov" in names for name in names):
        return UserMessage(QT_TRANSLATE_NOOP("Samplan", "it is a result of Samplan"), {})
    if layer.count == 0:
        return UserMessage(QT_TRANSLATE_NOOP("Samplan", "it is empty"), {})
    if layer.kind == "none":
        return UserMessage(
            QT_TRANSLATE_NOOP("Samplan", 'it is a table without places: "Join statistics" brings it to a layer'), {}
        )
    return None


def _elsewhere(layers: Sequence[LayerFacts]) -> set[str]:
    """Return the layers that lie apart from nearly all others."""
    placed = [(layer.id, layer.extent) for layer in layers if layer.extent is not None and layer.count != 0]
    near = {
        one: sum(
            1
            for other, there in placed
            if other != one
            and here[0] <= there[2]
            and there[0] <= here[2]
            and here[1] <= there[3]
            and there[1] <= here[3]
        )
        for one, here in placed
    }
    most = max(near.values(), default=0)
    return {one for one, count in near.items() if most >= 2 and count < most / 4}


class _Seen:
    """A layer with all evidence on it.

    Attributes
    ----------
    scores : dict of str to float
        By role and other kind of layer.
    evidence : dict of str to list of (float, UserMessage)
    hits : dict of (str, str) to dict of (str, str) to float
        (role, its field) -> name of the layer's field -> share of its values that rules name.
    matched, meant : dict of (str, str) to list of str
        (role, name of a field) -> the values named; those of them that tell clearly what a feature is.
    mixed : set of str
        Roles that only a part of the features can play.
    """

    def __init__(self, layer: LayerFacts, table: Rules, far: bool) -> None:
        self.layer, self.table, self.far = layer, table, far
        self.by_name = {item.name: item for item in layer.fields}
        self.evidence: dict[str, list[tuple[float, UserMessage]]] = defaultdict(list)
        self.hits: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self.matched: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.meant: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.band = _band_of(layer)
        partly = {squeeze(item.name) for item in layer.fields if 0 < item.filled < item.rows}
        self.mixed = {role for role, keys in table.keys.items() if partly.intersection(keys)}
        for witness in (self._by_name, self._by_fields, self._by_values, self._by_shape):
            witness()
        self.scores = {
            role: min(_combined(weight for weight, _ in found), 0.99)
            for role, found in self.evidence.items()
            if role not in PARTS or _takes(role, layer.kind)
        }

    def _witness(self, role: str, weight: float, template: str, **values: object) -> None:
        self.evidence[role].append((weight, UserMessage(template, values, weight < 0)))

    def _by_name(self) -> None:
        """Names of the layer, its source and metadata, and its groups."""
        layer = self.layer
        texts = [(layer.name, 1.0), (layer.source, 0.95), (layer.title, 0.85)]
        texts += [(" ".join(layer.keywords), 0.6), (" ".join(layer.groups), 0.4)]
        folded = [(f" {fold(text)} ", share) for text, share in texts if text]
        everything = "\n".join(text for text, _ in folded)
        best: dict[str, tuple[float, str]] = {}
        for rule in self.table.by_kind["name"]:
            if not rule.test.search(everything):
                continue
            share, word = next((share, hit[0]) for text, share in folded if (hit := rule.test.search(text)))
            if rule.weight < 0:
                against = QT_TRANSLATE_NOOP("Samplan", 'the name says "{words}", which speaks against it')
                self._witness(rule.role, rule.weight * share, against, words=word)
            elif rule.weight * share > best.get(rule.role, (0.0, ""))[0]:
                best[rule.role] = (rule.weight * share, word)
        for role, (weight, word) in best.items():
            self._witness(role, weight, QT_TRANSLATE_NOOP("Samplan", 'the name says "{words}"'), words=word)

    def _by_fields(self) -> None:
        """Names of fields; the three strongest count."""
        names = {squeeze(item.name): item.name for item in self.layer.fields}
        lines = "\n".join(names)
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for rule in self.table.by_kind["field"]:
            for hit in rule.test.finditer(lines):
                name = names[hit[0]]
                if rule.weight < 0:
                    against = QT_TRANSLATE_NOOP("Samplan", "it has the field {fields}, which speaks against it")
                    self._witness(rule.role, rule.weight, against, fields=name)
                elif not rule.part or self._fits(rule.role, rule.part, self.by_name[name]):
                    weight = rule.weight * (0.8 if rule.part else 1.0)
                    found[rule.role][name] = max(weight, found[rule.role].get(name, 0.0))
        for role, weights in found.items():
            best = sorted(weights, key=lambda name: (-weights[name], name))[:3]
            self._witness(
                role,
                _combined(weights[name] for name in best),
                QT_TRANSLATE_NOOP("Samplan", "it has fields such as {fields}"),
                fields=", ".join(best),
            )

    def _by_values(self) -> None:
        """Values of fields: the one field counts that speaks most clearly."""
        best: dict[str, tuple[float, str]] = {}
        for item in self.layer.fields:
            if item.kind == "other" or not item.filled:
                continue
            for (role, part), (share, weights) in self._named_values(item).items():
                self.hits[role, part][item.name] = max(share, self.hits[role, part].get(item.name, 0.0))
                self.matched[role, item.name] += weights
                self.meant[role, item.name] += [value for value, weight in weights.items() if weight >= _CLEAR]
                strength = share * min(1.0, item.filled / max(item.rows, 1)) ** 0.5
                if role in self.table.only and self.meant[role, item.name]:
                    strength = max(strength, _PRESENT)  # few of many, which a filter would find
                if strength > best.get(role, (0.0, ""))[0]:
                    best[role] = (strength, item.name)
        for role, (weight, name) in best.items():
            self._witness(
                role,
                weight,
                QT_TRANSLATE_NOOP("Samplan", "the field {field} holds {values}"),
                field=name,
                values=", ".join(list(dict.fromkeys(self.matched[role, name]))[:_SHOWN]),
            )

    def _named_values(self, item: FieldFacts) -> dict[tuple[str, str], tuple[float, dict[str, float]]]:
        """Return for roles and their fields the share of a field's values that rules name, and the weights of these."""
        name = squeeze(item.name)
        folded: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for value, count in item.values:
            folded[fold(value)].append((value, count))
        named: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        for word, rule in self._rules_for(list(folded)):
            if rule.field is None and as_number(word) == as_number(word):
                continue  # a bare number means something in a field that is known only
            if rule.field is None or rule.field.match(name):
                key = (rule.role, rule.part)
                named[key][word] = max(rule.weight, named[key].get(word, 0.0))
        return {
            key: (
                sum(weight * count for word, weight in words.items() for _, count in folded[word]) / item.filled,
                {value: words[word] for word in folded if word in words for value, _ in folded[word]},
            )
            for key, words in named.items()
        }

    def _rules_for(self, words: list[str]) -> Iterator[tuple[str, Rule]]:
        for word in words:
            for rule in self.table.values.get(word, ()):
                yield word, rule
        lines = "\n".join(words)
        for rule in self.table.by_kind["value"]:
            for hit in rule.test.finditer(lines):
                yield hit[0], rule

    def _by_shape(self) -> None:
        """What the geometry or the cells are."""
        layer, band = self.layer, self.band
        facts: dict[str, Any] = {layer.kind: True, "picture": layer.picture, "cell": layer.cell}
        facts.update(area=layer.area, touching=layer.touching, overlapping=layer.overlapping)
        facts["features"] = layer.count if layer.count >= 0 else None
        kinds = ["geometry"]
        if band is not None and not layer.picture:
            scheme = _scheme(band.values, layer) if band.values else ""
            facts.update(low=band.low, high=band.high, whole=band.whole, classes=band.distinct, scheme=bool(scheme))
            labels = [label for _, label in band.values if label]
            facts["known"] = sum(bool(meanings(label)) for label in labels) / len(labels) if labels else None
        kinds += ["raster"] if layer.kind == "raster" else []
        for rule in (rule for kind in kinds for rule in self.table.by_kind[kind]):
            if rule.test.holds(facts):
                self._tell_shape(rule, facts, band)

    def _tell_shape(self, rule: Rule, facts: Mapping[str, Any], band: Optional[BandFacts]) -> None:
        if "scheme" in rule.test.words and band is not None:
            template = QT_TRANSLATE_NOOP("Samplan", "its classes are those of {scheme}")
            self._witness(rule.role, rule.weight, template, scheme=_scheme(band.values, self.layer))
        elif "picture" in rule.test.words:
            self._witness(rule.role, rule.weight, QT_TRANSLATE_NOOP("Samplan", "its cells are colours"))
        elif rule.kind == "raster" and facts.get("low") is not None:
            template = QT_TRANSLATE_NOOP("Samplan", "its cells hold {low} to {high}")
            self._witness(rule.role, rule.weight, template, low=f"{facts['low']:g}", high=f"{facts['high']:g}")
        else:
            self._tell_geometry(rule)

    def _tell_geometry(self, rule: Rule) -> None:
        layer = self.layer
        if rule.test.comparisons and None not in (layer.area, layer.touching) and layer.count > 0:
            template = QT_TRANSLATE_NOOP(
                "Samplan", "its polygons: {count}, median area {area} m², {share} % of them side by side"
            )
            shown = {"count": layer.count, "area": f"{layer.area:,.0f}", "share": f"{100 * layer.touching:.0f}"}
            self._witness(rule.role, rule.weight, template, **shown)
        else:
            self._witness(
                rule.role,
                rule.weight,
                QT_TRANSLATE_NOOP("Samplan", "its geometry: {kind}"),
                kind=_WORDS.get(layer.kind, ""),
            )

    def _fits(self, role: str, part: str, item: FieldFacts) -> bool:
        """Return whether a field can be a role's field by its kind and its numbers."""
        asked = [rule for rule in self.table.by_kind["number"] if (rule.role, rule.part) == (role, part)]
        declared = {found.name: found for found in ROLES[role].fields} if role in ROLES else {}
        if item.kind == "other" or (part in declared and declared[part].numeric and item.filled and item.low is None):
            return False
        facts = {
            "low": item.low,
            "high": item.high,
            "whole": item.whole,
            "distinct": item.distinct,
            "filled": item.filled,
        }
        facts["unique"] = item.distinct >= _UNIQUE * item.filled and item.filled >= 0.95 * item.rows
        return not item.filled or all(rule.test.holds(facts) for rule in asked)

    def fields_for(self, role: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        """Return the layer's fields for a role's fields, and where several are as good."""
        chosen: dict[str, str] = {}
        doubtful: dict[str, tuple[str, ...]] = {}
        for part in PARTS[role]:
            ranked = sorted(
                (-strength, place, item.name)
                for place, item in enumerate(self.layer.fields)
                if (strength := self._field_strength(role, part, item)) >= _FIELD_FLOOR
            )
            same = tuple(name for strength, _, name in ranked if strength <= ranked[0][0] + _SAME)
            if len(same) > 1 and part in self.table.needs.get(role, ()):
                doubtful[part] = same
            elif ranked:
                chosen[part] = ranked[0][2]
        return chosen, doubtful

    def _field_strength(self, role: str, part: str, item: FieldFacts) -> float:
        if not self._fits(role, part, item):
            return 0.0
        name = squeeze(item.name)
        declared = next((found for found in ROLES[role].fields if found.name == part), None) if role in ROLES else None
        guesses = declared.guesses if declared else ()
        # Samplan's algorithms take these names by themselves, in this order: two of them are no doubt.
        named = [0.95 - 0.06 * guesses.index(item.name.lower())] if item.name.lower() in guesses else []
        named = [max(named[0], 0.5)] if named else []
        named += [
            rule.weight
            for kind in ("field", "pick")
            for rule in self.table.by_kind[kind]
            if (rule.role, rule.part) == (role, part) and rule.test.match(name)
        ]
        strength = _combined([max(named, default=0.0), self.hits[role, part].get(item.name, 0.0)])
        return strength if item.filled or (declared and declared.sparse) else 0.3 * strength


def _combined(weights: Iterable[float]) -> float:
    """Return what independent witnesses say together; negative ones take their share off."""
    doubt, left = 1.0, 1.0
    for weight in weights:
        if weight >= 0:
            doubt *= 1.0 - weight
        else:
            left *= 1.0 + weight
    return (1.0 - doubt) * left


def _takes(role: str, kind: str) -> bool:
    return kind == "polygon" if role == AREAS else kind in ROLES[role].geometry


def _band_of(layer: LayerFacts) -> Optional[BandFacts]:
    """Return the band that a raster would be read by: the one drawn alone, else the first."""
    if not layer.bands:
        return None
    return layer.bands[(layer.drawn or 1) - 1] if (layer.drawn or 1) <= len(layer.bands) else layer.bands[0]


def _own_standing(item: _Seen, table: Rules) -> dict[str, float]:
    """Return how well a layer stands for each role, less what speaks for a role it cannot play as well."""
    found = {}
    for role, score in item.scores.items():
        if role not in PARTS:
            continue
        other, rival = _rival(item, role, table)
        if rival <= score:
            standing = score
        else:
            standing = max(0.0, score - _YIELDS * (rival - score)) if other in PARTS else 0.0
        found[role] = standing * _FAR if item.far else standing
    return found


def _rival(item: _Seen, role: str, table: Rules) -> tuple[str, float]:
    """Return the strongest other kind of layer that a layer may be instead, and its score."""
    others = [
        (score, other)
        for other, score in item.scores.items()
        if other != role and frozenset((role, other)) not in table.companions and not {role, other} <= item.mixed
    ]
    score, other = max(others, default=(0.0, ""), key=lambda found: found[0])
    return other, score


def _decided(
    role: str, ranked: Sequence[tuple[int, float]], seen: Mapping[int, _Seen]
) -> Iterator[tuple[int, Candidate]]:
    """Yield the candidates for a role with their states, the best first."""
    made = [(number, _candidate(seen[number], role, score)) for number, score in ranked if score >= ASKED_FLOOR]
    level = min(STRONG, made[0][1].score - MARGIN) if made else 0.0
    close = [place for place, (_, item) in enumerate(made) if item.score >= level]
    for place, (number, item) in enumerate(made):
        if place in close and len(close) > 1:
            others = ", ".join(f'"{made[other][1].layer.name}"' for other in close if other != place)
            template = QT_TRANSLATE_NOOP("Samplan", "{layers} may be meant as well")
            item = replace(item, questions=(UserMessage(template, {"layers": others}), *item.questions))
        sure = place == 0 and item.score >= FLOOR and not item.questions
        leads = place in close or (place > 0 and made[0][1].score < FLOOR)
        yield number, replace(item, state=READY if sure else ASK if leads else NONE)


def _candidate(item: _Seen, role: str, score: float) -> Candidate:
    """Return a layer for a role with fields, classes and questions, not yet compared with other layers."""
    layer, table, questions = item.layer, item.table, []
    told = {str(message): message for _, message in sorted(item.evidence[role], key=lambda found: -abs(found[0]))}
    evidence = tuple(told.values())
    fields, doubtful = item.fields_for(role)
    other, rival = _rival(item, role, table)
    if rival > item.scores[role] - MARGIN:
        template = QT_TRANSLATE_NOOP("Samplan", "it may be something else: {what}")
        questions.append(UserMessage(template, {"what": table.titles[other]}))
    if score < FLOOR:
        questions.append(UserMessage(QT_TRANSLATE_NOOP("Samplan", "little speaks for it"), {}))
    if not layer.crs:
        questions.append(UserMessage(QT_TRANSLATE_NOOP("Samplan", "it has no coordinate reference system: set it"), {}))
    if item.far:
        questions.append(UserMessage(QT_TRANSLATE_NOOP("Samplan", "it lies apart from the other layers"), {}))
    if layer.kind != "raster":
        questions += _field_questions(role, fields, doubtful, table)
    kept, only = _filter(item, role)
    if only is not None:
        questions.append(only)
    classes, notes = _classes(item, role, fields.get("class", ""))
    if notes and layer.kind != "raster" and "class" not in table.needs.get(role, ()):
        fields.pop("class")  # the role is played without it, and not by classes that mean nothing to Samplan
        evidence, notes = (*evidence, *notes), []
    band, choice = _band_choice(layer)
    return Candidate(
        layer=layer,
        role=role,
        score=round(score, 3),
        evidence=evidence,
        questions=(*questions, *notes, *choice),
        fields=fields,
        open_fields=doubtful,
        classes=classes,
        band=band,
        filter=kept,
    )


def _field_questions(
    role: str, fields: Mapping[str, str], doubtful: Mapping[str, tuple[str, ...]], table: Rules
) -> Iterator[UserMessage]:
    for part in table.needs.get(role, ()):
        title = next((dict(found.title) for found in ROLES[role].fields if found.name == part), {})
        if part in doubtful:
            template = QT_TRANSLATE_NOOP("Samplan", "{field}: {names} are as likely, choose one")
            yield UserMessage(template, {"field": title, "names": ", ".join(doubtful[part])})
        elif part not in fields:
            yield UserMessage(QT_TRANSLATE_NOOP("Samplan", "{field}: no field was found, choose one"), {"field": title})


def _filter(item: _Seen, role: str) -> tuple[str, Optional[UserMessage]]:
    """Return the expression that keeps what is meant of a layer of many things, and the question that goes with it."""
    shares = {name: share for (found, _), by in item.hits.items() if found == role for name, share in by.items()}
    if not shares:
        return "", None
    name = max(shares, key=lambda found: (shares[found], found))
    facts, quoted = item.by_name[name], '"' + name.replace('"', '""') + '"'
    meant = list(dict.fromkeys(item.meant[role, name]))
    others = {
        value for (other, field), values in item.meant.items() if field == name and other != role for value in values
    }
    if role in item.table.only and meant and others.difference(meant) and facts.distinct <= _MOST_CLASSES:
        told = QT_TRANSLATE_NOOP("Samplan", "it holds other things too: only {values} of the field {field} would count")
        listed = ", ".join("'" + value.replace("'", "''") + "'" for value in meant)
        return f"{quoted} IN ({listed})", UserMessage(told, {"values": ", ".join(meant[:12]), "field": name})
    keys = {key for other, names in item.table.keys.items() if other != role for key in names}
    other_things = any(
        squeeze(field) in keys - {squeeze(name)} and found.filled for field, found in item.by_name.items()
    )
    if squeeze(name) in item.table.keys.get(role, ()) and facts.filled < facts.rows and other_things:
        told = QT_TRANSLATE_NOOP(
            "Samplan", "it holds other things too: only what has a value in the field {field} would count"
        )
        return f"{quoted} IS NOT NULL", UserMessage(told, {"field": name})
    return "", None


def _classes(item: _Seen, role: str, name: str) -> tuple[str, list[UserMessage]]:
    """Return the scheme of a layer's classes where the sample shows it, and what must be asked."""
    layer = item.layer
    if role not in ROLES or not ROLES[role].classed:
        return "", []
    values = item.band.values if item.band else ()
    if layer.kind != "raster":
        if not name:
            return "", []
        values = tuple((value, "") for value, _ in item.by_name[name].values)
    if not values or len(values) > _MOST_CLASSES:
        return "", []
    try:
        reading = read_layer_classes(dict(values), None, layer.name)
    except IndicatorError as error:
        return "", [UserMessage(error.template, error.values)]
    if reading.scheme is not None:
        # A scheme is told from all classes, never from a part: the run looks at them all.
        return reading.scheme.id, [note for note in reading.notes[:1] if note.warns]
    unknown = [value for value, label in values if not meanings(label or value)]
    if 2 * len(unknown) <= len(values):
        return "", []
    template = QT_TRANSLATE_NOOP(
        "Samplan", "Samplan knows few of its classes (unknown: {values}): give a table of classes"
    )
    return "", [UserMessage(template, {"values": ", ".join(unknown[:_SHOWN])})]


def _scheme(values: Sequence[tuple[str, str]], layer: LayerFacts) -> str:
    """Return the title of the one scheme that explains a raster's values beyond chance, '' for none."""
    if not _FEWEST_CLASSES <= len(values) <= _MOST_CLASSES:
        return ""
    try:
        reading = read_layer_classes(dict(values), None, layer.name)
    except IndicatorError:
        return ""
    return reading.scheme.title if reading.scheme is not None and not reading.notes[0].warns else ""


def _band_choice(layer: LayerFacts) -> tuple[Optional[int], list[UserMessage]]:
    if len(layer.bands) < 2:
        return None, []
    if layer.drawn:
        return layer.drawn, []
    template = QT_TRANSLATE_NOOP("Samplan", "it has {count} bands: choose one")
    return None, [UserMessage(template, {"count": len(layer.bands)})]


def _seems(item: _Seen, table: Rules, lost: Sequence[Candidate]) -> UserMessage:
    """Return why a layer has no role: what it seems to be instead, or that nothing is known of it."""
    others = {role: score for role, score in item.scores.items() if role not in PARTS}
    other = max(others, default="", key=lambda role: others[role])
    if others.get(other, 0.0) >= max(FLOOR, max(item.scores.values(), default=0.0) - MARGIN):
        template = QT_TRANSLATE_NOOP("Samplan", "it seems to be something else: {what}")
        return UserMessage(template, {"what": table.titles[other]}, False)
    if item.far:
        return UserMessage(QT_TRANSLATE_NOOP("Samplan", "it lies apart from the other layers"), {})
    if lost:
        template = QT_TRANSLATE_NOOP("Samplan", "another layer fits better: {what}")
        return UserMessage(template, {"what": table.titles[max(lost, key=lambda found: found.score).role]}, False)
    return UserMessage(QT_TRANSLATE_NOOP("Samplan", "nothing tells what it is"), {}, False)


def with_areas(proposal: Proposal, layer: LayerFacts) -> Proposal:
    """Return the proposal with a layer as the planning areas, as the user says."""
    same = (item for item in proposal.candidates if (item.layer.id, item.role) == (layer.id, AREAS))
    chosen = replace(next(same, Candidate(layer, AREAS, 1.0)), state=READY, questions=())
    others = (
        replace(item, state=NONE) if item.role == AREAS else item
        for item in proposal.candidates
        if (item.layer.id, item.role) != (layer.id, AREAS)
    )
    unused = {name: why for name, why in proposal.unused.items() if name != layer.id}
    return Proposal((chosen, *others), unused)


def document(chosen: Mapping[str, Candidate], sources: Mapping[str, Layer], framework: str) -> Document:
    """Return an assessment with layers in their roles; whether to cut at the border (`fields`) is left to the user.

    Parameters
    ----------
    chosen : mapping of str to Candidate
        By role, the planning areas among them.
    sources : mapping of str to Layer
        Id of a layer -> where it is.
    framework : str
        Id or file.
    """
    areas, roles = AreasLayer(), {}
    for role, item in chosen.items():
        place = asdict(sources[item.layer.id])
        if role == AREAS:
            areas = AreasLayer(**place, key=item.fields.get("key", ""))
        else:
            filters = [text for text in (place["filter"], item.filter) if text]
            place["filter"] = " AND ".join(f"({text})" for text in filters) if len(filters) > 1 else "".join(filters)
            roles[role] = RoleLayer(**place, fields=dict(item.fields), classes=item.classes, band=item.band)
    return Document(areas=areas, roles=roles, framework=framework)
