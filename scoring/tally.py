"""Ranks over many draws: exact intervals in memory that does not grow with the number of draws."""

from __future__ import annotations

from typing import Optional

import numpy as np

KEY_BITS = 62
SCORE_BITS = 41
_BLOCK = 1_000_000
"""Ranks sorted at once: they fit into the cache of the processor."""


class RankTally:
    """Counts what happens to ranks over draws.

    Areas must be given in nominal order (best first). Ranks are exact, equal scores (to 1e-12 of the scale) share the
    best place; the ends of the interval are exact order statistics of all draws: ranks are buffered, and whenever the
    buffer is full, folded into the few lowest and highest ones of each area.

    Parameters
    ----------
    nominal : ndarray, shape (m,)
        Nominal ranks, from which the mean shift is counted.
    draws : int
        How many draws will be added.
    top : int
        The k of "among the best k".
    scale : (low, high)
        Scores beyond the scale by more than its own length count as equal.
    tail : float
        Part of the draws left out at each end of the interval.
    budget : int
        Bytes for the buffer.
    """

    def __init__(
        self,
        nominal: np.ndarray,
        draws: int,
        top: int,
        scale: tuple[float, float],
        tail: float = 0.05,
        budget: int = 12_000_000,
    ) -> None:
        size = nominal.size
        self.size, self.top, self.draws = size, top, 0
        kind = np.dtype(np.uint16 if size < 2**16 else np.uint32)
        self.tail_size = int(np.floor(tail * (draws - 1))) + 1
        # Twice `tail_size`, so that the lowest and the highest ones of a full buffer are different draws.
        self.capacity = max(1, min(draws, max(2 * self.tail_size, budget // max(1, size * kind.itemsize)), 2**16 - 1))
        self.buffer = np.empty((self.capacity, size), dtype=kind)
        self.filled = 0
        self.low: Optional[np.ndarray] = None
        self.high: Optional[np.ndarray] = None
        self.in_top = np.zeros(size, dtype=np.int64)
        self.wins = np.zeros(max(size - 1, 0))
        self.total = np.zeros(size)
        self.shift = 0.0
        self._won = np.zeros(max(size - 1, 0), dtype=np.uint16)
        self._nominal = nominal.astype(np.int32)
        self._bits = max(1, int(size - 1).bit_length())
        low, high = scale
        self._factor = 2.0 ** min(SCORE_BITS, KEY_BITS - self._bits) / (3.0 * (high - low))
        self._start = (high + (high - low)) * self._factor + 0.5
        self._limit = 2.0 ** (KEY_BITS - self._bits)
        self._places = np.arange(1, size + 1, dtype=kind)
        self._index = np.arange(size, dtype=np.int64)
        self._scaled = np.empty(size)
        self._keys = np.empty(size, dtype=np.int64)
        self._positions = np.empty(size, dtype=np.int64)

    def add(self, scores: np.ndarray) -> None:
        """Count draws of scores, shape (d, size), without NaN."""
        for row in scores:
            ranks = self.buffer[self.filled]
            tied = self._rank(row, ranks)
            ahead, behind = ranks[:-1], ranks[1:]
            self._won += ahead < behind
            if tied:
                self.wins += 0.5 * (ahead == behind)
            self.draws += 1
            self.filled += 1
            if self.filled == self.capacity:
                self.flush()

    def _rank(self, scores: np.ndarray, out: np.ndarray) -> bool:
        """Rank by sorting one whole number per area: the score in its upper bits, the position in its lower ones.

        Sorted in place, the numbers bring the positions along: no argsort.

        Parameters
        ----------
        scores : ndarray of float, shape (size,)
        out : ndarray of unsigned int, shape (size,)
            Gets the ranks; equal scores share the best place.

        Returns
        -------
        bool
            Whether there are ties.

        Notes
        -----
        Scores 70, 90, 70 on a scale of 0-100 become whole numbers k that fall as the score rises, k(90) < k(70). With two
        bits for the positions the keys are 4 k(70) + 0, 4 k(90) + 1, 4 k(70) + 2. Sorted: 4 k(90) + 1, 4 k(70) + 0,
        4 k(70) + 2. The lower bits give the positions 1, 0, 2; the upper ones show that the last two are tied, so that
        their places 2 and 3 both become 2.

        >>> tally = RankTally(np.array([1, 2, 3]), draws=1, top=1, scale=(0, 100))
        >>> ranks = np.zeros(3, dtype=np.uint16)
        >>> tally._rank(np.array([70.0, 90, 70]), ranks), ranks.tolist()
        (True, [2, 1, 2])
        """
        scaled, keys, positions = self._scaled, self._keys, self._positions
        np.multiply(scores, -self._factor, out=scaled)
        scaled += self._start
        # Far beyond the scale (an offset or a goalpost moved) scores are cut off: a key has only so many bits.
        np.maximum(scaled, 0.0, out=scaled)
        np.minimum(scaled, self._limit, out=scaled)
        keys[:] = scaled
        keys <<= self._bits
        keys |= self._index
        keys.sort()
        np.bitwise_and(keys, (1 << self._bits) - 1, out=positions)
        keys >>= self._bits
        same = keys[1:] == keys[:-1]
        tied = bool(same.any())
        places, best = self._places, min(self.top, self.size)
        if tied:
            # A tied area takes the place of the one before it: 1, 2, 3 with the third tied is 1, 2, 0, then 1, 2, 2.
            places = places.copy()
            places[1:][same] = 0
            places = np.maximum.accumulate(places)
            best = int(np.count_nonzero(places <= self.top))
        out[positions] = places
        self.in_top[positions[:best]] += 1
        return tied

    def flush(self) -> None:
        """Fold the buffered ranks into the sums and into the lowest and highest ranks stored per area."""
        count = self.filled
        if not count:
            return
        self.wins += self._won
        self._won[:] = 0
        kept = 0 if self.low is None else self.tail_size
        width = min(self.tail_size, count + kept)
        if self.low is not None and self.high is not None:
            low, high = self.low, self.high
        else:
            low, high = (np.empty((self.size, width), self.buffer.dtype) for _ in range(2))
        step = max(1, _BLOCK // (count + 2 * self.tail_size))
        work = np.empty((min(step, self.size), count + 2 * kept), self.buffer.dtype)
        for start in range(0, self.size, step):
            part = slice(start, min(start + step, self.size))
            block = work[: part.stop - start]
            own = block[:, :count]
            own[:] = self.buffer[:count, part].T
            self.total[part] += own.sum(axis=1)
            self.shift += float(np.abs(np.subtract(own, self._nominal[part, None], dtype=np.int32)).sum()) / self.size
            if kept:
                block[:, count : count + kept] = low[part]
                block[:, count + kept :] = high[part]
            block.sort(axis=1, kind="stable")  # of small whole numbers by digits: faster than partition
            low[part], high[part] = block[:, :width], block[:, block.shape[1] - width :]
        self.low, self.high, self.filled = low, high, 0

    def interval(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the lower and upper end of the rank interval, each of shape (size,)."""
        self.flush()
        if self.low is None or self.high is None:
            return np.full(self.size, np.nan), np.full(self.size, np.nan)
        return self.low.max(axis=1).astype(np.float64), self.high.min(axis=1).astype(np.float64)
