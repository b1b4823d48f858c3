"""How far an import has come, told often enough to be believed and seldom enough to be read."""

from __future__ import annotations

import time
from typing import Callable, Optional

from qgis.core import QgsProcessingFeedback

from ...i18n import translate


class Progress:
    """Shows items read: each tenth of a known total, otherwise a tenth more than last time and at most once a second.

    Parameters
    ----------
    feedback : QgsProcessingFeedback
    clock : callable
        Seconds that only ever grow.
    """

    def __init__(self, feedback: QgsProcessingFeedback, clock: Callable[[], float] = time.monotonic) -> None:
        self._feedback, self._clock = feedback, clock
        self._done = self._told = 0
        self._when = -1.0

    def __call__(self, done: int, total: Optional[int]) -> None:
        """Take ``done`` of ``total`` items (None when unknown)."""
        if done < self._done:
            self._told = 0
            self._feedback.pushInfo(
                translate(
                    "Samplan",
                    "The source is read once more: it changed meanwhile, or items would be removed that a second look may "
                    "find.",
                )
            )
        self._done = done
        if total:
            self._feedback.setProgress(min(100.0 * done / total, 99.0))
        if self._is_news(done, total):
            self._told, self._when = done, self._clock()
            self._feedback.setProgressText(translate("Samplan", "{count} items read").format(count=done))

    def _is_news(self, done: int, total: Optional[int]) -> bool:
        if not self._told:
            return done > 0
        if total:
            return done - self._told >= total / 10
        return done >= 1.1 * self._told and self._clock() - self._when >= 1
