"""One band of a raster as numbers: scale and offset applied, and everything that is no data taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterator, Optional, Sequence

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..errors import IndicatorError

if TYPE_CHECKING:
    from osgeo import gdal

_ALL_VALID, _ALPHA, _NODATA_ONLY = 1, 4, 8
"""GDAL's mask flags GMF_ALL_VALID, GMF_ALPHA (the mask is the alpha band) and GMF_NODATA."""


@dataclass(frozen=True)
class NoDataChoice:
    """What the user says of no data, as in the properties of a QGIS layer.

    Attributes
    ----------
    own : bool
        The no-data value that the file names counts.
    ranges : tuple of (float, float)
        Further numbers that are no data, both ends included, in the band's unit (after scale and offset).
    """

    own: bool = True
    ranges: tuple[tuple[float, float], ...] = ()


FILE_ONLY = NoDataChoice()
"""What the file says, nothing else."""


@dataclass(frozen=True)
class BandReader:
    """How the stored cells of a band become numbers.

    Attributes
    ----------
    number : int
        The band, from 1.
    nodata : int, float or None
        The stored value that is no data, before scale and offset.
    scale, offset : float
        Number = stored value x scale + offset.
    masks : tuple of int
        Bands whose 0 means no data: an alpha band's number, 0 for the mask that GDAL keeps for the band.
    ranges : tuple of (float, float)
        See `NoDataChoice`.
    """

    number: int
    nodata: Optional[float]
    scale: float
    offset: float
    masks: tuple[int, ...]
    ranges: tuple[tuple[float, float], ...]

    @property
    def scaled(self) -> bool:
        """Whether numbers differ from the stored values."""
        return (self.scale, self.offset) != (1.0, 0.0)

    @property
    def settings(self) -> tuple:
        """What beside the stored cells decides the numbers; empty when nothing does."""
        plain = not (self.scaled or self.masks or self.ranges)
        return () if plain else (self.scale, self.offset, self.masks, self.ranges)

    def read(self, dataset: gdal.Dataset, window: Sequence[int], name: str) -> np.ndarray:
        """Return the cells of ``column, row, columns, rows`` as floats, NaN for no data and for infinite cells.

        float32 for stored types that it holds exactly, else, and for scaled bands, float64.

        Raises
        ------
        IndicatorError
            The file is damaged.
        """
        raw, *masks = self.stored(dataset, window, name)
        small = np.can_cast(raw.dtype, np.float32, "safe") and not self.scaled
        values = raw.astype(np.float32 if small else np.float64)
        if self.scaled:
            values = self._scaled(values)
        if self.nodata is not None:
            values[raw == self.nodata] = np.nan  # the stored value: scaling must not make or hide one
        if raw.dtype.kind == "f":
            with np.errstate(over="ignore", invalid="ignore"):
                plain = np.isfinite(raw.sum())  # faster than looking for infinite cells where there are none
            if not plain:
                values[np.isinf(values)] = np.nan
        for mask in masks:
            values[mask == 0] = np.nan
        for low, high in self.ranges:
            first, last = _inside(low, high, values.dtype.type)
            with np.errstate(invalid="ignore"):
                values[(values >= first) & (values <= last)] = np.nan
        return values

    def stored(self, dataset: gdal.Dataset, window: Sequence[int], name: str) -> Iterator[np.ndarray]:
        """Yield the cells of a window as the file holds them, and then those of each mask."""
        own = dataset.GetRasterBand(self.number)
        yield _cells(own, window, name)
        for number in self.masks:
            yield _cells(dataset.GetRasterBand(number) if number else own.GetMaskBand(), window, name)

    def _scaled(self, values: np.ndarray) -> np.ndarray:
        parts = round(1.0 / self.scale) if abs(self.scale) <= 1 else 0
        if parts and 1.0 / parts == self.scale:
            values /= parts  # 603 tenths are 60.3; 603 x 0.1 is 60.300000000000004
        else:
            values *= self.scale
        if self.offset:
            values += self.offset
        return values


def band_reader(dataset: gdal.Dataset, number: int, name: str, choice: NoDataChoice = FILE_ONLY) -> BandReader:
    """Return how a band is read.

    Parameters
    ----------
    dataset : gdal.Dataset
    number : int
        The band, from 1.
    name : str
        What to call the raster in messages.
    choice : NoDataChoice
        What the user says of no data.

    Raises
    ------
    IndicatorError
        There is no such band, or its numbers are complex.
    """
    band = dataset.GetRasterBand(number) if 1 <= number <= dataset.RasterCount else None
    if band is None:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The raster {name} has no band {band}. Choose a band it has and run again."),
            name=name,
            band=number,
        )
    from osgeo import gdal

    if gdal.DataTypeIsComplex(band.DataType):
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The raster {name} holds complex numbers, which cannot be measured. Choose a raster of ordinary numbers.",
            ),
            name=name,
        )
    scale, offset = band.GetScale(), band.GetOffset()
    if not (scale and np.isfinite(scale) and np.isfinite(offset or 0.0)):
        # QGIS, too, leaves out a scale of 0, and the offset with it; a file that names no scale may name an offset.
        scale, offset = 1.0, (offset if scale is None and np.isfinite(offset or 0.0) else 0.0)
    masks = []
    flags = band.GetMaskFlags()
    if not (flags & _ALL_VALID or flags == _NODATA_ONLY):
        masks.append(0)
    last = dataset.RasterCount
    alpha = number != last and dataset.GetRasterBand(last).GetColorInterpretation() == gdal.GCI_AlphaBand
    if alpha and not flags & _ALPHA:
        masks.append(last)
    nodata = band.GetNoDataValue() if choice.own else None
    if nodata is not None and np.isnan(nodata):
        nodata = None  # such cells are NaN already
    elif nodata is not None and "Float" not in gdal.GetDataTypeName(band.DataType) and float(nodata).is_integer():
        nodata = int(nodata)  # compared without turning all cells into floats
    return BandReader(number, nodata, float(scale), float(offset or 0.0), tuple(masks), choice.ranges)


def _inside(low: float, high: float, kind: type) -> tuple[np.floating, np.floating]:
    """Return the least and the greatest number of a kind within a range: rounding an end must not take in another cell."""
    with np.errstate(over="ignore"):
        first, last = kind(low), kind(high)
    if float(first) < low:
        first = np.nextafter(first, kind(np.inf))
    if float(last) > high:
        last = np.nextafter(last, kind(-np.inf))
    return first, last


def value_bands(dataset: gdal.Dataset) -> list[str]:
    """Return what the bands are called, in order from band 1, an alpha band at the end left out ('' without a name)."""
    from osgeo import gdal

    bands = [dataset.GetRasterBand(number) for number in range(1, dataset.RasterCount + 1)]
    if len(bands) > 1 and bands[-1].GetColorInterpretation() == gdal.GCI_AlphaBand:
        bands.pop()
    return [band.GetDescription() for band in bands]


def is_picture(dataset: gdal.Dataset) -> bool:
    """Return whether the bands are the colours of a picture: red, green and blue."""
    from osgeo import gdal

    colours = {dataset.GetRasterBand(k).GetColorInterpretation() for k in range(1, min(dataset.RasterCount, 4) + 1)}
    return colours >= {gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand}


def _cells(band: gdal.Band, window: Sequence[int], name: str) -> np.ndarray:
    """Return a band's cells as the file holds them.

    Raises
    ------
    IndicatorError
        The file is damaged.
    """
    try:
        raw = band.ReadAsArray(*(int(number) for number in window))
    except RuntimeError:  # where somebody switched GDAL's exceptions on
        raw = None
    if raw is None:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "The raster {name} cannot be read. The file may be damaged."), name=name
        )
    return raw
