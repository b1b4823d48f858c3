"""Why and until when a source's feedback is kept (GDPR Art. 5 and 30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Mapping, Optional

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ..errors import PrivacyError
from ..values import utc


@dataclass(frozen=True)
class Purpose:
    """Why the feedback of a source is kept, by whom and for how long; stored beside it (GDPR Art. 5 and 30).

    Attributes
    ----------
    controller, purpose, legal_basis : str
        Who decides, for what, on which ground.
    licence, terms_url : str
        As the source states them.
    retain_until : str
        Date after which the feedback shall be erased, kept as an ISO date (``30.11.2026`` and ``20261130`` are read too);
        blank = not decided.
    sensitive : bool
        The theme may reveal health, belief, politics or the like (Art. 9).
    """

    controller: str = ""
    purpose: str = ""
    legal_basis: str = ""
    licence: str = ""
    terms_url: str = ""
    retain_until: str = ""
    sensitive: bool = False

    def __post_init__(self) -> None:
        if self.retain_until:
            text = self.retain_until.strip()
            moment = utc(text) if len(text) <= 10 and not (text.isdigit() and len(text) != 8) else None
            if moment is None:
                raise PrivacyError(
                    QT_TRANSLATE_NOOP("Samplan", "The retention date {value} is not a date. Write it like 2027-12-31."),
                    value=self.retain_until[:40],
                )  # fmt: skip
            object.__setattr__(self, "retain_until", moment[:10])  # the dataclass is frozen

    def is_due(self, today: Optional[date] = None) -> bool:
        """Whether the retention is over."""
        return bool(self.retain_until) and date.fromisoformat(self.retain_until) < (today or date.today())

    def notes(self, today: Optional[date] = None) -> list[UserMessage]:
        """What the user should decide or do: missing purpose, missing or passed retention date, impact assessment."""
        found: list[UserMessage] = []
        if not self.purpose:
            found.append(
                UserMessage(QT_TRANSLATE_NOOP("Samplan", "State what the feedback is used for (purpose)."), {})
            )
        if not self.retain_until:
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP("Samplan", "Decide until when the feedback is kept (retention date)."), {}
                )
            )
        elif self.is_due(today):
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The retention date {date} has passed: erase this feedback, in the panel or with Erase feedback"
                        " (erasefeedback) in the toolbox.",
                    ),
                    {"date": self.retain_until},
                )
            )
        if self.sensitive:
            found.append(
                UserMessage(
                    QT_TRANSLATE_NOOP(
                        "Samplan",
                        "The theme is sensitive: a data protection impact assessment is probably needed (GDPR Art. 35).",
                    ),
                    {},
                )
            )  # fmt: skip
        return found

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Purpose:
        """Read a row of ``feedback_source``."""
        texts = ("controller", "purpose", "legal_basis", "licence", "terms_url", "retain_until")
        return cls(**{name: row.get(name) or "" for name in texts}, sensitive=bool(row.get("sensitive")))
