"""The reference frame: everything a later run needs to score with the same parameters.

It holds the framework, the options, and every number that was taken from the data (min-max bounds, means for missing
values, winsorising bounds, ideal points). Two results are comparable when their frames have the same fingerprint.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Mapping, Optional, Union

import numpy as np

from ..messages import QT_TRANSLATE_NOOP, Titled, UserMessage
from .errors import ScoringError
from .framework import Framework, fingerprint, load_framework

FORMAT = 1
POOLED = ""


@dataclass(frozen=True)
class ReferenceFrame:
    """Goalposts, parameters and options that a result was made with.

    Parameters
    ----------
    definition : dict
        The framework as JSON content.
    options : dict
        ``missing_policy``, ``min_coverage`` and ``min_data_coverage`` when the run overruled the framework's, else None.
    leaves : dict
        Leaf id -> period ("" when pooled) -> ``{"impute": {...}, "outliers": {...}, "normalisation": {...}}``.
    topsis : dict
        Group id -> ``norm``, ``best``, ``worst`` per child, for groups aggregated by TOPSIS.
    """

    definition: dict[str, Any]
    options: dict[str, Any] = field(default_factory=dict)
    leaves: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    topsis: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    @cached_property
    def framework(self) -> Framework:
        """The framework the frame was made with."""
        return load_framework(self.definition, tolerant=True)

    def to_dict(self) -> dict[str, Any]:
        """Return the frame as JSON content."""
        return {
            "samplan_frame": FORMAT,
            "fingerprint": self.fingerprint(),
            "framework_fingerprint": self.framework.fingerprint(),
            **self._content(),
        }

    def _content(self) -> dict[str, Any]:
        return {
            "framework": self.definition,
            "options": plain(self.options),
            "leaves": plain(self.leaves),
            "topsis": plain(self.topsis),
        }

    def fingerprint(self) -> str:
        """Return the SHA-256 of the framework's numbers, the options and all parameters (not of titles)."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        return fingerprint({**self._content(), "framework": self.framework.fingerprint()})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ReferenceFrame:
        """Return the frame that `to_dict` wrote.

        Raises
        ------
        ScoringError
            When ``data`` is no frame, or was changed by hand so that its fingerprint no longer fits.
        """
        parts = (
            [data.get(key) for key in ("framework", "options", "leaves", "topsis")] if isinstance(data, Mapping) else []
        )
        if not parts or data.get("samplan_frame") != FORMAT or not all(isinstance(part, Mapping) for part in parts):
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "This is not a reference frame of Samplan. Choose the frame file that a scoring run saved.",
                )
            )
        frame = cls(*(dict(part) for part in parts))
        if data.get("fingerprint") != frame.fingerprint():
            raise ScoringError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    "The reference frame was changed after it was saved. Score the base year again to make a new one.",
                )
            )
        return frame

    def save(self, path: Union[str, Path]) -> None:
        """Write the frame to a JSON file (UTF-8)."""
        Path(path).write_text(json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Union[str, Path]) -> ReferenceFrame:
        """Read a frame from a JSON file.

        Raises
        ------
        ScoringError
            When the file cannot be read or is no frame.
        """
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise ScoringError(
                QT_TRANSLATE_NOOP("Samplan", 'The reference frame "{file}" cannot be read ({reason}).'),
                file=str(path),
                reason=str(error),
            ) from error
        return cls.from_dict(data)

    def differences(self, other: ReferenceFrame) -> list[UserMessage]:
        """Return, as text, why results of two frames cannot be compared; empty when they can."""
        if self.fingerprint() == other.fingerprint():
            return []
        if self.framework.fingerprint() != other.framework.fingerprint():
            return [
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan", 'They were scored with different frameworks: "{first}" {v1} and "{second}" {v2}.'
                    ),
                    {
                        "first": self.framework.id,
                        "v1": self.framework.version,
                        "second": other.framework.id,
                        "v2": other.framework.version,
                    },
                )
            ]
        notes = []
        if plain(self.options) != plain(other.options):
            notes.append(UserMessage(QT_TRANSLATE_NOOP("Samplan", "Missing data were treated differently."), {}))
        mine, theirs = plain(self.leaves), plain(other.leaves)
        names = [leaf.name for leaf in self.framework.leaves if mine.get(leaf.id) != theirs.get(leaf.id)]
        if names:
            notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan", "The yardstick of these indicators was taken from each layer's own data: {names}."
                    ),
                    {"names": Titled.joined(", ", names)},
                )
            )
        if plain(self.topsis) != plain(other.topsis):
            notes.append(
                UserMessage(
                    QT_TRANSLATE_NOOP("Samplan", "TOPSIS took its ideal points from each layer's own data."), {}
                )
            )
        return notes


def plain(value: Any) -> Any:
    """Return ``value`` with numpy arrays and numbers as lists and Python numbers, for JSON and for comparing."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, float, np.number)):
        number = float(value)
        return number if np.isfinite(number) else None
    return value


def check_same_framework(framework: Framework, frame: Optional[ReferenceFrame]) -> None:
    """Refuse a frame that was made with another framework.

    Raises
    ------
    ScoringError
        With the reason and the remedy.
    """
    if frame is None or frame.framework.fingerprint() == framework.fingerprint():
        return
    raise ScoringError(
        QT_TRANSLATE_NOOP(
            "Samplan",
            'The reference frame belongs to the framework "{theirs}" {their_version}, not to "{mine}" {my_version}. '
            "Score with the frame's own framework, or without a frame.",
        ),
        theirs=frame.framework.id,
        their_version=frame.framework.version,
        mine=framework.id,
        my_version=framework.version,
    )
