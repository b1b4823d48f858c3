"""Pollinator supply on a land cover grid, and nests near flowers.

Supply = nesting suitability x flowers within flight: the exponentially weighted mean exp(-d / α) of floral resources
around each cell, cut at 5 α and divided by the weights of the cells that have data, so that neither the edge of the
raster nor gaps count as land without flowers (Lonsdorf et al. 2009, Ann. Bot. 103; computed as InVEST 3 does for one
guild and one season). It is a relative index (0-1), not a number of bees.

The weighted means are convolutions by Fourier transform, tile by tile, so time and memory beyond the result are linear
in cells; they match the sums written out to about 1e-12.
"""

from __future__ import annotations

from typing import Callable, Sequence, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, Cancelled
from ..errors import IndicatorError

CUT = 5.0
"""Kernels end at this many α."""

NEST_FLOWER_DISTANCE = 150.0
"""Metres small solitary bees fly between nest and flowers at most: a rule of thumb (Hofmann et al. 2020, J. Hymenopt.
Res. 77; from memory), not the mean foraging distance α and not a dispersal distance."""

MOST_KERNEL_CELLS = 50_000_000
"""Largest neighbourhood of a cell, such as 7,000 cells each way (0.4 m for the distances in use)."""


def exponential_kernel(alpha: float, cell: tuple[float, float]) -> np.ndarray:
    """Return exp(-d / α) around a cell, 0 beyond 5 α, shape (odd, odd).

    Parameters
    ----------
    alpha : float
        Metres.
    cell : tuple of float
        Width and height of a cell, metres.
    """
    distance = _distances(CUT * alpha, cell)
    return np.where(distance <= CUT * alpha, np.exp(-distance / alpha), 0.0)


def weighted_mean(
    values: np.ndarray,
    kernel: np.ndarray,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda share: None,
) -> np.ndarray:
    """Return the kernel-weighted mean of the cells with data around each cell with data.

    Parameters
    ----------
    values : ndarray of float, shape (rows, columns)
        NaN for no data.
    kernel : ndarray of float, shape (odd, odd)
        Weights; the middle one above 0. Symmetric.

    Returns
    -------
    ndarray of float32, shape (rows, columns)
        NaN where `values` is.

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    known = ~np.isnan(values)
    if not known.any():
        return np.full(values.shape, np.nan, dtype=np.float32)
    low, high = np.nanmin(values), np.nanmax(values)

    def divide(rows: slice, columns: slice, total: np.ndarray, weight: Union[float, np.ndarray]) -> np.ndarray:
        return np.where(known[rows, columns], np.clip(total / weight, low, high), np.nan)

    return _convolve(values, known, kernel, divide, cancelled, progress)


def near_flowers(
    flowers: np.ndarray,
    cell: tuple[float, float],
    distance: float = NEST_FLOWER_DISTANCE,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Mark the cells whose centre lies within ``distance`` of the centre of a cell with flowers.

    Parameters
    ----------
    flowers : ndarray of bool, shape (rows, columns)
        Cells with flowers.
    cell : tuple of float
        Width and height of a cell, metres.
    distance : float
        Metres.

    Returns
    -------
    ndarray of bool, shape (rows, columns)

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    disc = (_distances(distance, cell) <= distance * (1 + 1e-9)).astype(float)

    def some(rows: slice, columns: slice, total: np.ndarray, weight: Union[float, np.ndarray]) -> np.ndarray:
        return total > 0.5  # counts are whole

    return _convolve(np.asarray(flowers, dtype=np.float32), None, disc, some, cancelled, lambda share: None) > 0


def nest_flower_share(
    nests: np.ndarray,
    flowers: np.ndarray,
    cell: tuple[float, float],
    distance: float = NEST_FLOWER_DISTANCE,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Map which nesting cells have flowers within reach: 1 yes, 0 no, NaN where nobody nests.

    The zonal mean of this map is A_nest within the distance of flowers / A_nest of an area; its zonal coverage is the
    area's share of nesting land.

    Parameters
    ----------
    nests, flowers : ndarray of bool, shape (rows, columns)
        Cells with nesting habitat and with flowers.
    cell, distance
        See `near_flowers`.

    Raises
    ------
    Cancelled
        The user cancelled.
    """
    near = near_flowers(flowers, cell, distance, cancelled=cancelled)
    return np.where(nests, near.astype(np.float32), np.float32(np.nan))


def _distances(reach: float, cell: tuple[float, float]) -> np.ndarray:
    columns, rows = (int(reach / size + 1e-9) for size in cell)
    if (2 * columns + 1) * (2 * rows + 1) > MOST_KERNEL_CELLS:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The cells of the land cover, {width} × {height} m, are too small for distances of {reach} m. Give a raster "
                "with larger cells.",
            ),
            width=f"{cell[0]:g}",
            height=f"{cell[1]:g}",
            reach=f"{reach:g}",
        )
    x = np.arange(-columns, columns + 1) * cell[0]
    y = np.arange(-rows, rows + 1) * cell[1]
    return np.hypot(x[None, :], y[:, None])


def _convolve(
    values: np.ndarray,
    known: Union[np.ndarray, None],
    kernel: np.ndarray,
    finish: Callable[[slice, slice, np.ndarray, Union[float, np.ndarray]], np.ndarray],
    cancelled: Callable[[], bool],
    progress: Callable[[float], None],
) -> np.ndarray:
    """Convolve tile by tile (each read with the margin its kernel needs) and let ``finish`` make the result.

    ``finish`` gets the tile's place, the sum of kernel x values, and the sum of kernel x known cells.
    """
    rows, columns = values.shape
    margin_y, margin_x = kernel.shape[0] // 2, kernel.shape[1] // 2
    # Tiles about four margins wide: little is computed twice, and a transform stays in the processor's cache.
    sizes = [
        _fast_length(min(max(6 * margin, 512), length + 2 * margin))
        for margin, length in ((margin_y, rows), (margin_x, columns))
    ]
    step_y, step_x = sizes[0] - 2 * margin_y, sizes[1] - 2 * margin_x
    forward, backward = _transforms()
    spectrum = forward(np.roll(_padded(kernel, sizes), (-margin_y, -margin_x), axis=(0, 1)))
    whole = float(kernel.sum())
    result = np.empty((rows, columns), dtype=np.float32)
    starts = [(y, x) for y in range(0, rows, step_y) for x in range(0, columns, step_x)]
    for number, (y, x) in enumerate(starts):
        if cancelled():
            raise Cancelled
        here = slice(y, min(y + step_y, rows)), slice(x, min(x + step_x, columns))
        around = slice(max(y - margin_y, 0), y + step_y + margin_y), slice(max(x - margin_x, 0), x + step_x + margin_x)
        offset = y - around[0].start, x - around[1].start
        if known is not None and not known[here].any():
            result[here] = np.nan
            continue
        out = tuple(slice(o, o + h.stop - h.start) for o, h in zip(offset, here))
        part = values[around]
        weight: Union[float, np.ndarray] = whole
        if known is not None:
            valid = known[around]
            full = valid.shape == tuple(sizes) and bool(valid.all())
            if not full:
                part = np.where(valid, part, 0)
                weight = backward(forward(_padded(valid, sizes)) * spectrum, sizes)[out]
                weight = np.maximum(weight, kernel[margin_y, margin_x])  # a cell with data weighs at least itself
        total = backward(forward(_padded(part, sizes)) * spectrum, sizes)[out]
        result[here] = finish(*here, total, weight)
        progress((number + 1) / len(starts))
    return result


def _padded(values: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    padded = np.zeros(sizes)
    padded[: values.shape[0], : values.shape[1]] = values
    return padded


def _transforms() -> tuple[Callable, Callable]:
    """Return the real transform and its inverse: scipy's (faster) where it is importable, else numpy's."""
    try:
        from scipy.fft import irfft2, rfft2
    except Exception:  # scipy is optional, and a broken build may fail with anything
        from numpy.fft import irfft2, rfft2
    return rfft2, irfft2


def _fast_length(n: int) -> int:
    """Return the smallest number from ``n`` up that has no prime factors but 2, 3 and 5."""
    while True:
        rest = n
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return n
        n += 1
