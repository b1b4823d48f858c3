"""The assessment document: which layer plays which role, and how the areas are measured and scored; one JSON file.

>>> document = load("assessment.json")                      # paths in it are absolute now
>>> save(replace(document, framework="sodertorn"), "other/assessment.json")    # and relative to this file there
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence, TypeVar, Union

from ..indicators.roles import ROLES
from ..messages import QT_TRANSLATE_NOOP, UserMessage
from ..redaction import HIDDEN
from ..scoring.check import POLICIES, check_framework
from ..scoring.faults import Checker, Fault, fault_lines, parse_json
from .errors import AssessmentError
from .sources import absolute, here, is_file_name, relative, without_credentials

FORMAT = 1
"""Version of the file format."""
MARK = "samplan_assessment"
_DEEPEST = 60
"""Levels of braces and brackets; a framework of 20 levels has 40."""
DECIMALS = ("auto", "point", "comma")
_LARGEST = 20_000_000
"""Letters; a document with its framework has some ten thousand."""


@dataclass(frozen=True)
class Layer:
    """Where a layer is.

    Attributes
    ----------
    source : str
        As QGIS writes it, without passwords; a relative path is taken from the document's folder. '' when it is not known.
    provider : str
        QGIS's name of the data provider; '' for what OGR or GDAL opens.
    filter : str
        Which features count, in the provider's own language (SQL); '' for all.
    crs : str
        Coordinate reference system to take in place of the layer's own, such as ``EPSG:3006``; '' for its own.
    name : str
        What the layer is called.
    """

    source: str = ""
    provider: str = ""
    filter: str = ""
    crs: str = ""
    name: str = ""


@dataclass(frozen=True)
class AreasLayer(Layer):
    """The planning areas; ``key`` is the field that names an area, '' for none."""

    key: str = ""


@dataclass(frozen=True)
class RoleLayer(Layer):
    """The layer that plays a role.

    Attributes
    ----------
    fields : dict of str to str
        Field of the role -> field of the layer; those not named are recognised by their names.
    classes : str
        Scheme of the classes (``NMD2018``, ``auto``), or a CSV file with the user's own; '' to recognise it.
    band : int or None
        Band of a raster, from 1; None for the one that is there.
    """

    fields: dict[str, str] = field(default_factory=dict)
    classes: str = ""
    band: Optional[int] = None


@dataclass(frozen=True)
class Missing:
    """What happens where data are missing; '' and None: as the framework says."""

    policy: str = ""
    min_coverage: Optional[float] = None
    min_data_coverage: Optional[float] = None


@dataclass(frozen=True)
class Output:
    """Files to write: the assessed areas (a layer, as Processing takes it), the reference frame, the report; '' for none."""

    layer: str = ""
    frame: str = ""
    report: str = ""


@dataclass(frozen=True)
class Document:
    """An assessment.

    Attributes
    ----------
    name : str
        What it is called.
    areas : AreasLayer
    roles : dict of str to RoleLayer
        By role id, as in `indicators.roles.ROLES`.
    indicators : tuple of str
        Ids of the indicators to measure; none: those of the framework that the layers allow.
    settings : dict
        Indicator id -> name of a distance or table -> number or table.
    framework : str or dict
        Id of a shipped one, a file, or the framework itself.
    earlier_frame : str or dict
        Reference frame of an earlier result to score by: a file, or the frame itself; '' for none.
    missing : Missing
    cut_at_border : str
        Field of the areas with their municipality; '' measures without cutting.
    decimal : str
        What stands before decimals in numbers written as text: `DECIMALS`, '' as ``auto``.
    register : str
        Data register (GeoPackage).
    output : Output
    """

    name: str = ""
    areas: AreasLayer = field(default_factory=AreasLayer)
    roles: dict[str, RoleLayer] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    framework: Union[str, dict[str, Any]] = ""
    earlier_frame: Union[str, dict[str, Any]] = ""
    missing: Missing = field(default_factory=Missing)
    cut_at_border: str = ""
    decimal: str = ""
    register: str = ""
    output: Output = field(default_factory=Output)

    def to_dict(self) -> dict[str, Any]:
        """Return the document as JSON content, without what is empty and without passwords."""
        clean = self._with_sources(lambda source, _provider: without_credentials(source))
        return {MARK: FORMAT, **_stated(clean)}

    @classmethod
    def from_dict(cls, data: Any) -> Document:
        """Return the document that `to_dict` wrote, or that somebody wrote by hand; paths stay as they are.

        A text in place of ``areas``, a role, ``missing`` or ``output`` is its source, policy or layer.

        Raises
        ------
        AssessmentError
            Listing every fault.
        """
        faults = check_document(data)
        if faults:
            raise _faulty(faults)
        data = copy.deepcopy({key: value for key, value in data.items() if value is not None})
        roles = {name: _made(RoleLayer, entry, "source") for name, entry in data.get("roles", {}).items()}
        parts = {
            name: _made(kind, data[name], main) for name, (kind, main) in _PARTS.items() if data.get(name) is not None
        }
        plain = {item.name: data[item.name] for item in fields(cls) if item.name in data}
        plain["indicators"] = tuple(plain.get("indicators", ()))
        return cls(**{**plain, **parts, "roles": roles})

    def fingerprint(self) -> str:
        """Return the SHA-256 (64 hex digits) of the content."""
        text = json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def text(self) -> str:
        """Return the document as the text of its file."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, allow_nan=False) + "\n"

    def placed(self, folder: str) -> Document:
        """Return the document with its relative paths taken from a folder."""
        return self._with_sources(lambda source, provider: absolute(source, folder, provider))

    def beside(self, folder: str) -> Document:
        """Return the document with its paths written from a folder."""
        return self._with_sources(lambda source, provider: relative(source, folder, provider))

    def secret_roles(self) -> list[str]:
        """Return the roles, and ``areas``, whose address holds a password or token, which `to_dict` leaves out."""
        layers = {"areas": self.areas, **self.roles}
        return [name for name, layer in layers.items() if without_credentials(layer.source) != layer.source]

    def _with_sources(self, change: Callable[[str, str], str]) -> Document:
        """Return the document with every path and address changed by ``change(source, provider)``."""

        def name_or_file(text: Any) -> Any:
            return change(text, "") if isinstance(text, str) and is_file_name(text) else text

        roles = {
            name: replace(layer, source=change(layer.source, layer.provider), classes=name_or_file(layer.classes))
            for name, layer in self.roles.items()
        }
        written = {item.name: change(getattr(self.output, item.name), "") for item in fields(Output)}
        frame = self.earlier_frame
        return replace(
            self,
            areas=replace(self.areas, source=change(self.areas.source, self.areas.provider)),
            roles=roles,
            framework=name_or_file(self.framework),
            earlier_frame=change(frame, "") if isinstance(frame, str) else frame,
            register=change(self.register, ""),
            output=Output(**written),
        )


_Part = TypeVar("_Part")
_PARTS: dict[str, tuple[type, str]] = {
    "areas": (AreasLayer, "source"),
    "missing": (Missing, "policy"),
    "output": (Output, "layer"),
}
"""Entry -> its class, and the one of its entries that a plain text stands for."""


def _made(kind: type[_Part], entry: Any, main: str) -> _Part:
    given = {main: entry} if isinstance(entry, str) else entry
    return kind(**{name: value for name, value in given.items() if value is not None})


def _stated(part: Any) -> dict[str, Any]:
    """Return the entries of a part that are not as they are by default."""
    stated = {}
    for item in fields(part):
        value = getattr(part, item.name)
        default = item.default_factory() if item.default_factory is not MISSING else item.default
        if value == default and type(value) is type(default):
            continue
        if item.name == "roles":
            stated[item.name] = {name: _stated(layer) for name, layer in value.items()}
        elif item.name in _PARTS:
            stated[item.name] = _stated(value)
        elif isinstance(value, tuple):
            stated[item.name] = list(value)
        else:
            stated[item.name] = copy.deepcopy(value)
    return stated


def _faulty(faults: Iterable[Fault]) -> AssessmentError:
    faults = list(faults)
    return AssessmentError(
        QT_TRANSLATE_NOOP("Samplan", "The assessment cannot be used. Correct this and try again ({count}):\n{faults}"),
        count=len(faults),
        faults=fault_lines(faults),
    )


_TEXT = QT_TRANSLATE_NOOP("Samplan", "a text")
_OBJECT = QT_TRANSLATE_NOOP("Samplan", "an object in braces")
_SHARES = ("min_coverage", "min_data_coverage")
_SHARE = QT_TRANSLATE_NOOP("Samplan", "a share from 0 to 1, for example 0.65")
_LAYER = QT_TRANSLATE_NOOP("Samplan", 'a layer such as "areas.gpkg" or {"source": "areas.gpkg"}')


def check_document(data: Any) -> list[Fault]:
    """Return all faults of a document's content; an empty list means that it can be used.

    Parameters
    ----------
    data : any
        What the JSON text held.
    """
    check = Checker()
    if not isinstance(data, Mapping) or MARK not in data:
        problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", "This is no assessment of Samplan."), {})
        example = f'{{"{MARK}": {FORMAT}, "areas": "areas.gpkg", "roles": {{"green": "green.gpkg"}}}}'
        remedy = UserMessage(QT_TRANSLATE_NOOP("Samplan", "It should be one object: {example}."), {"example": example})
        check.add("", problem, remedy)
        return check.faults
    version = data[MARK]
    if type(version) is int and version > FORMAT:
        problem = UserMessage(
            QT_TRANSLATE_NOOP("Samplan", "It was written by a newer Samplan (format {version})."), {"version": version}
        )
        check.add("", problem, UserMessage(QT_TRANSLATE_NOOP("Samplan", "Update Samplan to open it."), {}))
        return check.faults
    if type(version) is not int or version != FORMAT:
        check.wrong("", MARK, version, str(FORMAT))
    unusable = _unusable(data, "")
    if unusable is not None:
        check.add("", unusable, UserMessage(QT_TRANSLATE_NOOP("Samplan", "Correct or delete it."), {}))
        return check.faults
    check.unknown_keys("", data, ("$schema", MARK, *(item.name for item in fields(Document))))
    _check_content(check, data)
    return check.faults


def _unusable(value: Any, path: str, depth: int = 0) -> Optional[UserMessage]:
    """Return what no file or computation can take: numbers without end, texts that are no Unicode, nesting without end."""
    if depth > _DEEPEST:
        return UserMessage(QT_TRANSLATE_NOOP("Samplan", "{path} is nested too deeply."), {"path": path.split(" › ")[0]})
    if isinstance(value, str):
        if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
            return UserMessage(
                QT_TRANSLATE_NOOP("Samplan", "{path} holds a letter that does not exist."), {"path": path}
            )
    elif isinstance(value, (int, float)):
        if not -1e300 < value < 1e300:
            return UserMessage(QT_TRANSLATE_NOOP("Samplan", "{path} holds a number without end."), {"path": path})
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                return UserMessage(QT_TRANSLATE_NOOP("Samplan", "{path} has a key that is no text."), {"path": path})
            inner = f"{path} › {key}".strip(" ›").encode("utf-8", "replace").decode("utf-8")
            found = _unusable(key, inner) or _unusable(item, inner, depth + 1)
            if found is not None:
                return found
    elif isinstance(value, (list, tuple)):
        for item in value:
            found = _unusable(item, path, depth + 1)
            if found is not None:
                return found
    return None


def _check_content(check: Checker, data: Mapping[str, Any]) -> None:
    _check_texts(check, "", data, ("name", "cut_at_border", "register"))
    check.choice("", _given(data), "decimal", DECIMALS)
    _check_layer(check, "areas", data, "areas", AreasLayer)
    roles = check.mapping("", data, "roles") or {}
    check.unknown_keys("roles", roles, tuple(ROLES))
    for name in roles:
        if name in ROLES:
            _check_layer(check, f"roles › {name}", roles, name, RoleLayer)
            if isinstance(roles[name], Mapping):
                _check_role(check, f"roles › {name}", roles[name], name)
    indicators = data.get("indicators")
    if indicators is not None and not (
        isinstance(indicators, (list, tuple)) and all(isinstance(name, str) for name in indicators)
    ):
        check.wrong("", "indicators", indicators, QT_TRANSLATE_NOOP("Samplan", "a list of indicators' ids"))
    settings = check.mapping("", data, "settings") or {}
    for name, entry in settings.items():
        if not isinstance(entry, Mapping):
            check.wrong("settings", name, entry, _OBJECT)
    framework = data.get("framework")
    if isinstance(framework, Mapping):
        for fault in check_framework(framework):
            check.add(" › ".join(filter(None, ("framework", fault.path))), fault.problem, fault.remedy)
    elif framework is not None and not isinstance(framework, str):
        right = QT_TRANSLATE_NOOP("Samplan", "the id of a shipped framework, a file, or the framework in braces")
        check.wrong("", "framework", framework, right)
    if not isinstance(data.get("earlier_frame", ""), (str, Mapping, type(None))):
        check.wrong("", "earlier_frame", data["earlier_frame"], QT_TRANSLATE_NOOP("Samplan", "a file"))
    _check_missing(check, data)
    output = data.get("output")
    if not isinstance(output, str):
        output = check.mapping("", data, "output") or {}
        check.unknown_keys("output", output, [item.name for item in fields(Output)])
        _check_texts(check, "output", output, [item.name for item in fields(Output)])


def _given(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that hold something: null and '' are the same as leaving the entry out."""
    return {key: value for key, value in data.items() if value not in (None, "")}


def _check_texts(check: Checker, path: str, data: Mapping[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if not isinstance(data.get(name, ""), (str, type(None))):
            check.wrong(path, name, data[name], _TEXT)


def _check_layer(check: Checker, path: str, data: Mapping[str, Any], key: str, kind: type[Layer]) -> None:
    layer = data.get(key)
    if isinstance(layer, str):
        layer = {"source": layer}
    if layer is None:
        return
    if not isinstance(layer, Mapping):
        check.wrong("", path, layer, _LAYER)
        return
    known = [item.name for item in fields(kind)]
    check.unknown_keys(path, layer, known)
    _check_texts(check, path, layer, [name for name in known if name not in ("fields", "band")])
    source = layer.get("source")
    if isinstance(source, str) and without_credentials(source) != source:
        check.add(
            path,
            UserMessage(QT_TRANSLATE_NOOP("Samplan", "The source holds a password or a token."), {}),
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "Take it out: a document is passed on. Keep it in an authentication configuration of QGIS and name "
                    "that here (authcfg).",
                ),
                {},
            ),
        )


def _check_role(check: Checker, path: str, layer: Mapping[str, Any], name: str) -> None:
    role = ROLES[name]
    chosen = check.mapping(path, layer, "fields") or {}
    check.unknown_keys(f"{path} › fields", chosen, [item.name for item in role.fields])
    _check_texts(check, f"{path} › fields", chosen, chosen)
    band = layer.get("band")
    if band is not None and (type(band) is not int or band < 1):
        check.wrong(path, "band", band, QT_TRANSLATE_NOOP("Samplan", "the number of a band, from 1"))
    for key, able in (("classes", role.classed), ("band", "raster" in role.geometry)):
        if layer.get(key) not in (None, "") and not able:
            problem = UserMessage(QT_TRANSLATE_NOOP("Samplan", '"{key}" is not used for this role.'), {"key": key})
            check.add(path, problem, UserMessage(QT_TRANSLATE_NOOP("Samplan", "Delete it."), {}))


def _check_missing(check: Checker, data: Mapping[str, Any]) -> None:
    missing = data.get("missing")
    if isinstance(missing, str):
        missing = {"policy": missing}
    else:
        missing = check.mapping("", data, "missing") or {}
    check.unknown_keys("missing", missing, [item.name for item in fields(Missing)])
    check.choice("missing", _given(missing), "policy", POLICIES)
    for key in _SHARES:
        check.number("missing", missing, key, _SHARE, lambda value: 0 <= value <= 1)


def parse(text: str) -> Document:
    """Return the document in a JSON text; paths stay as they are.

    Raises
    ------
    AssessmentError
        No JSON, or listing every fault.
    """
    if len(text) > _LARGEST:
        raise AssessmentError(
            QT_TRANSLATE_NOOP("Samplan", "This is no assessment of Samplan: it is far too large. Choose another file.")
        )
    content, faults = parse_json(text)
    if faults:
        raise _faulty(faults)
    return Document.from_dict(content)


def load(path: Union[str, Path]) -> Document:
    """Read a document; its paths become absolute.

    Raises
    ------
    AssessmentError
        The file cannot be read, or listing every fault.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(_LARGEST + 1)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise AssessmentError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                'The assessment "{file}" cannot be read ({reason}). Check its name and that it is a JSON file in UTF-8.',
            ),
            file=str(path),
            reason=getattr(error, "strerror", None) or str(error),
        ) from error
    return parse(text).placed(os.path.dirname(here(str(path))))


def save(document: Document, path: Union[str, Path]) -> None:
    """Write a document, with paths relative to its folder; the file is there whole or not at all.

    Raises
    ------
    AssessmentError
        The folder cannot be written to.
    """
    target = Path(here(str(path)))
    part = target.with_name(f"{target.name}.part")
    try:
        content = document.beside(here(str(target.parent))).text().encode("utf-8")
        part.write_bytes(content)
        part.replace(target)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            part.unlink()
        raise AssessmentError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The assessment "{file}" cannot be written ({reason}). Choose another folder or name.'
            ),
            file=str(path),
            reason=getattr(error, "strerror", None) or str(error),
        ) from error


def from_lineage(records: Sequence[Mapping[str, Any]]) -> tuple[Document, list[UserMessage]]:
    """Return the assessment that made a result, and what its lineage does not tell.

    Parameters
    ----------
    records : sequence of mapping
        The lineage records of the result's metadata, oldest first, as Assess or Measure and Score wrote them. Of files
        they hold the names only, unless paths were allowed into the lineage.

    Raises
    ------
    AssessmentError
        Nothing was measured, or a record is not as Samplan writes it.
    """
    measured = next((record for record in reversed(records) if isinstance(record.get("indicators"), Mapping)), None)
    scored = next((record for record in reversed(records) if isinstance(record.get("frame"), Mapping)), None)
    if measured is None:
        raise AssessmentError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The layer's metadata do not tell how its values were measured. Choose a result of Assess planning areas, or "
                "of Score planning areas on measured ones.",
            )
        )
    given, notes = _paths_given(measured), []
    inputs = dict(_mapping(measured, "inputs"))
    areas, parameters = (
        _mapping(inputs, "AREAS"),
        {**_mapping(scored or {}, "parameters"), **_mapping(measured, "parameters")},
    )
    roles = {
        name: _role_of(name, _mapping(inputs, name.upper()), given, notes) for name in ROLES if name.upper() in inputs
    }
    if not _layer_of(areas)["source"] or any(not role.source for role in roles.values()):
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The lineage does not tell where all layers are. They are found by their names in an open project; "
                    "else name them here.",
                ),
                {},
            )
        )
    if areas.get("part"):
        notes.append(_part_note("AREAS"))
    options = _mapping(scored or {}, "scoring_options")
    frame = _mapping(scored or {}, "frame")
    if scored is not None and any("scored_again_from" in record for record in records[records.index(scored) :]):
        notes.append(
            UserMessage(
                QT_TRANSLATE_NOOP(
                    "Samplan", 'It was scored again with other weights afterwards; that is left to "Score again".'
                ),
                {},
            )
        )
    content = {
        MARK: FORMAT,
        "areas": {**_layer_of(areas), "key": parameters.get("KEY_FIELD")},
        "roles": {name: _stated(role) for name, role in roles.items()},
        "indicators": list(_mapping(measured, "indicators")),
        "settings": {
            name: {**_mapping(used, "parameters"), **_mapping(used, "tables")}
            for name, used in _mapping(measured, "indicators").items()
            if isinstance(used, Mapping)
        },
        "framework": frame.get("framework"),
        "earlier_frame": frame if scored is not None and "earlier_frame" in scored else None,
        "missing": {"policy": options.get("missing_policy"), **{name: options.get(name) for name in _SHARES}},
        "cut_at_border": parameters.get("CUT_AT_BORDER"),
        "decimal": parameters.get("DECIMAL") or None,
        "register": given.get("REGISTER"),
    }
    return Document.from_dict(content), notes


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _paths_given(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the parameters as they were given, which a lineage with paths holds."""
    return _mapping(_mapping(record, "parameters"), "as_given")


def _layer_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an input's record tells of its layer; an address with something hidden in it opens nothing."""
    source = str(facts.get("source") or "")
    return {
        "source": "" if HIDDEN in source else source,
        "provider": facts.get("provider"),
        "filter": facts.get("filter"),
        "crs": facts.get("data_crs"),
        "name": facts.get("name"),
    }


def _part_note(layer: str) -> UserMessage:
    return UserMessage(
        QT_TRANSLATE_NOOP(
            "Samplan", "{layer}: only selected features were used; the assessment takes all of the layer."
        ),
        {"layer": layer},
    )


def _role_of(name: str, facts: Mapping[str, Any], given: Mapping[str, Any], notes: list[UserMessage]) -> RoleLayer:
    role = ROLES[name]
    known = [item.name for item in role.fields]
    classes = str(facts.get("classes", facts.get("scheme")) or "") if role.classed else ""
    if classes == "own":
        classes = str(given.get(f"{name.upper()}_SCHEME_TABLE") or "")
        if not classes:
            notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan", '{layer}: the own table of classes is not known. Name it in "classes".'
                    ),
                    {"layer": name.upper()},
                )
            )
    if facts.get("part"):
        notes.append(_part_note(name.upper()))
    return RoleLayer(
        **{key: str(value or "") for key, value in _layer_of(facts).items()},
        fields={key: str(value) for key, value in _mapping(facts, "fields").items() if key in known and value},
        classes=classes,
        band=facts.get("band") if "raster" in role.geometry else None,
    )
