"""Reading class fields: the words people use, brought to the names of our tables."""

from __future__ import annotations

from typing import Mapping, Sequence

import numpy as np


def codes(words: Sequence[str], table: Mapping[str, float]) -> tuple[np.ndarray, list[str]]:
    """Return the row of ``table`` each word names, and the words it does not know.

    Parameters
    ----------
    words : sequence of str
        Class of each feature; case, spaces and underscores do not matter.
    table : mapping of str to float
        Class -> number.

    Returns
    -------
    ndarray of int, shape (m,)
        Index into ``list(table)``; -1 for unknown or empty words.
    list of str
        Unknown words, each once, most frequent first.
    """
    row = {_plain(name): index for index, name in enumerate(table)}
    unique, inverse, count = np.unique([_plain(word) for word in words], return_inverse=True, return_counts=True)
    found = np.array([row.get(str(word), -1) for word in unique], dtype=np.int64)
    unknown = sorted((-int(count[i]), str(word)) for i, word in enumerate(unique) if found[i] < 0 and word)
    return found[inverse] if len(found) else np.empty(0, np.int64), [word for _, word in unknown]


def _plain(word: object) -> str:
    return str(word).strip().lower().replace(" ", "_").replace("-", "_")
