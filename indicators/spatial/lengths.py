"""Length of lines within areas."""

from __future__ import annotations

from typing import Optional

import numpy as np

from .batches import Cancel, Progress, ignore, never, run, split
from .data import Areas, VectorData
from .grid import box_pairs

_PAIRS_PER_PIECE = 2_000


def line_lengths(
    areas: Areas,
    lines: VectorData,
    classes: Optional[np.ndarray] = None,
    k: Optional[int] = None,
    cancelled: Cancel = never,
    progress: Progress = ignore,
) -> np.ndarray:
    """Measure the lines inside each area.

    Parameters
    ----------
    areas : Areas
    lines : VectorData of lines
    classes : ndarray of int, shape (m,), optional
        Class 0..k-1 of each line; negative: not measured.
    k : int, optional
        Number of classes; the largest class + 1 when missing.
    cancelled, progress : callable

    Returns
    -------
    ndarray of float, shape (n,), or (n, k) with classes
        Metres on the ellipsoid (planar length times the area's scale). A line along a border counts in every area it
        touches along it. NaN for areas that cannot be measured.

    Raises
    ------
    Cancelled
    """
    n = areas.n
    ia, il = box_pairs(areas.bounds, lines.bounds)
    if classes is not None:
        width = int(k if k is not None else (classes.max(initial=-1) + 1))
        keep = (classes[il] >= 0) & (classes[il] < width)
        ia, il = ia[keep], il[keep]
    backend = areas.backend

    def measure(piece: slice) -> np.ndarray:
        return np.nan_to_num(
            backend.length(backend.intersection(areas.geometries, lines.geometries, ia[piece], il[piece]))
        )

    pieces = list(split(np.ones(len(ia)), _PAIRS_PER_PIECE))
    parts = list(run(measure, pieces, len(pieces), cancelled, progress))
    length = np.concatenate(parts) if parts else np.empty(0)
    if classes is None:
        result = np.bincount(ia, weights=length, minlength=n)
        result = result * areas.scale
    else:
        result = np.bincount(ia * width + classes[il], weights=length, minlength=n * width).reshape(n, width)
        result = result * areas.scale[:, None]
    progress(1.0)
    return result
