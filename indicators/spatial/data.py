"""What the indicators look at: planning areas, vector role layers and raster role layers, all in the working CRS."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Callable, Iterator, Mapping, NamedTuple, Optional, Protocol, Sequence, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP, UserMessage
from ...tables.numbers import Numbers
from ..errors import IndicatorError
from .backend import Backend
from .band import FILE_ONLY, NoDataChoice, band_reader
from .batches import raise_if_cancelled
from .crossings import oriented
from .raster import to_map
from .wkb import Sequences

if TYPE_CHECKING:
    from osgeo import gdal

WINDOW_CELLS = 4_000_000
"""Cells read at a time where a whole band is looked through."""
HUGE_CELLS = 1_000_000_000
"""Larger rasters are looked through by tiles, without those that a sparse file leaves out."""
SAMPLED = 256
"""Tiles of a huge raster that its fingerprint is taken of, spread evenly."""


class Edges(NamedTuple):
    """The rising borders of polygons: every edge with its lower end first; level edges are left out.

    Attributes
    ----------
    x0, y0, x1, y1 : ndarray of float, shape (e,)
        ``y0 < y1``.
    start : ndarray of int, shape (n + 1,)
        Edges of polygon ``i`` are ``start[i]:start[i + 1]``.
    """

    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    start: np.ndarray


def edges_of(chains: Sequences, n: int) -> Edges:
    """Return the edges of ``n`` polygons from their rings."""
    a, b = chains.xy[:-1], chains.xy[1:]
    real = np.ones(max(len(chains.xy) - 1, 0), dtype=bool)
    real[chains.start[1:-1] - 1] = False  # the step from one ring to the next is no edge
    real &= a[:, 1] != b[:, 1]
    owner = np.repeat(chains.feature, np.diff(chains.start))[:-1][real]
    a, b = a[real], b[real]
    rising = (a[:, 1] < b[:, 1])[:, None]
    low, high = np.where(rising, a, b), np.where(rising, b, a)
    start = np.searchsorted(owner, np.arange(n + 1))
    return Edges(*(np.ascontiguousarray(c) for c in (low[:, 0], low[:, 1], high[:, 0], high[:, 1])), start)


@dataclass
class Raw:
    """A layer as read: WKB in the layer's CRS and attribute columns, those of numbers with what was read out of texts."""

    wkb: list[Optional[bytes]] = field(default_factory=list)
    fields: dict[str, np.ndarray] = field(default_factory=dict)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    feature_id: Optional[np.ndarray] = None


@dataclass
class Areas:
    """The planning areas, one per input row and in the input's order.

    Attributes
    ----------
    backend : Backend
        The engine that understands `geometries`.
    geometries : ndarray of object, shape (n,)
        Valid polygons in the working CRS; None for rows without a usable polygon.
    crs_wkt : str
        The working CRS.
    area : ndarray of float, shape (n,)
        Area on the ellipsoid, m²; NaN where there is no polygon or its area is zero.
    labels : list of str
        What to call each area in messages.
    cut_labels : ndarray of int, shape (n,), or None
        Municipality of each area (index into `cut_polygons`), -1 unknown; None: the border switch is off.
    cut_polygons : ndarray of object or None
        Municipalities, when their polygons are known.
    name : str
        Name of the layer.
    fingerprint : str
        SHA-256 of the content.
    ground : callable or None
        Takes places, shape (p, 2), to the metres on the ground per map unit there (`crs.GroundScale`); see `scale_at`.
    rings : Sequences or None
        The polygons' rings, set by the reader to spare a second pass; not copied by `dataclasses.replace`.
    memory : dict
        Results that several indicators share, by name; not copied either.
    """

    backend: Backend
    geometries: np.ndarray
    crs_wkt: str = ""
    area: Optional[np.ndarray] = None
    labels: list[str] = field(default_factory=list)
    cut_labels: Optional[np.ndarray] = None
    cut_polygons: Optional[np.ndarray] = None
    name: str = ""
    fingerprint: str = ""
    ground: Optional[Callable[[np.ndarray], np.ndarray]] = None
    rings: Optional[Sequences] = field(default=None, init=False)
    memory: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        area = self.planar if self.area is None else np.asarray(self.area, dtype=float)
        good = np.isfinite(area) & (area > 0) & (self.planar > 0)
        self.area = np.where(good, area, np.nan)
        if not self.labels:
            self.labels = [str(i + 1) for i in range(self.n)]

    @property
    def n(self) -> int:
        """Number of areas."""
        return len(self.geometries)

    @cached_property
    def planar(self) -> np.ndarray:
        """Planar area in the working CRS, m², shape (n,)."""
        return self.backend.area(self.geometries)

    @cached_property
    def scale(self) -> np.ndarray:
        """Local linear scale for planar lengths, squared for areas, shape (n,); NaN without area."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.sqrt(self.area / self.planar)

    @cached_property
    def bounds(self) -> np.ndarray:
        """``xmin, ymin, xmax, ymax``, shape (n, 4); NaN for areas without polygon."""
        return self.backend.bounds(self.geometries)

    @cached_property
    def edges(self) -> Edges:
        """Border edges for ray crossing."""
        return edges_of(self.rings or self.backend.sequences(self.geometries), self.n)

    @cached_property
    def outline(self) -> Sequences:
        """The polygons' rings, their interior on the left."""
        return oriented(self.rings or self.backend.sequences(self.geometries))

    @property
    def usable(self) -> np.ndarray:
        """True for areas that can be measured, shape (n,)."""
        return ~np.isnan(self.area)

    def scale_at(self, places: Union[np.ndarray, VectorData]) -> np.ndarray:
        """Return the metres on the ground per map unit at places, shape (p, 2), or at the middle of features, shape (p,).

        1 where a place has no coordinates; without `ground` the median of the areas' own scale everywhere.
        """
        if isinstance(places, VectorData):
            box = places.bounds
            places = (box[:, :2] + box[:, 2:]) / 2
        if self.ground is None:
            own = self.scale[self.usable]
            return np.full(len(places), np.median(own) if len(own) else 1.0)
        scale = self.ground(places)
        return np.where(np.isnan(scale), 1.0, scale)

    def extent(self) -> np.ndarray:
        """Return ``xmin, ymin, xmax, ymax`` of all areas; NaN when there are none."""
        if not self.usable.any():
            return np.full(4, np.nan)
        return np.concatenate([np.nanmin(self.bounds[:, :2], axis=0), np.nanmax(self.bounds[:, 2:], axis=0)])

    def representative_xy(self) -> np.ndarray:
        """Return a point inside each area, shape (n, 2); NaN for areas without polygon."""
        return self.backend.representative_xy(self.geometries)


class Beyond(Protocol):
    """The rest of a layer of which a box was read: what is asked for here never depends on that box."""

    box: np.ndarray
    """``xmin, ymin, xmax, ymax`` in the working CRS: every feature whose own box meets it was read."""

    def outline(self) -> np.ndarray:
        """Return points around the whole layer's extent as the layer tells it, in the working CRS, shape (p, 2).

        NaN for those that the working CRS does not show (`crs.FARTHEST`).
        """

    def hull(self) -> np.ndarray:
        """Return the corners of the convex hull of what the working CRS shows of the whole layer, shape (h, 2)."""

    def read(self, box: Optional[np.ndarray] = None) -> VectorData:
        """Read the layer again, in another box; all of it when missing."""


@dataclass
class VectorData:
    """A role layer of points, lines or polygons.

    Attributes
    ----------
    kind : str
        ``"point"``, ``"line"`` or ``"polygon"``.
    backend : Backend
        The engine that understands `geometries`.
    geometries : ndarray of object, shape (n,), or None
        Valid geometries in the working CRS; None for points.
    xy : ndarray of float, shape (n, 2), or None
        Coordinates of points. A multipoint becomes one point per part: fields that count something (residents,
        dwellings, votes...) are divided equally among the parts, all others repeated.
    fields : mapping of str to ndarray, shape (n,)
        Mapped fields: float arrays with NaN, or object arrays of str with '' for NULL.
    name : str
        Name of the layer.
    skipped : mapping of str to int
        Features left out, by reason: ``null``, ``empty``, ``unrepairable``, ``wrong_type``, ``not_finite``,
        ``outside_crs``.
    repaired : int
        Features whose geometry was made valid.
    unreadable : mapping of str to int
        Values of numeric fields that were text but no number, by field; they are NaN.
    notes : list of UserMessage
        How texts were read as numbers, where the user should know.
    fingerprint : str
        SHA-256 of the content read.
    source_date : str or None
        ISO date of the source file, where there is one.
    feature : ndarray of int, shape (n,), or None
        Number of the input feature (0, 1, 2... as read) that each row comes from.
    beyond : Beyond or None
        What the layer holds beyond the box it was read in; None: this is all of it.
    classes : ClassRequest or None
        How its classes are to be read (`classes.schemes`); None: recognised.
    """

    kind: str
    backend: Backend
    geometries: Optional[np.ndarray] = None
    xy: Optional[np.ndarray] = None
    fields: dict[str, np.ndarray] = field(default_factory=dict)
    name: str = ""
    skipped: dict[str, int] = field(default_factory=dict)
    repaired: int = 0
    unreadable: dict[str, int] = field(default_factory=dict)
    fingerprint: str = ""
    source_date: Optional[str] = None
    feature: Optional[np.ndarray] = None
    beyond: Optional[Beyond] = None
    classes: Any = None
    notes: list[UserMessage] = field(default_factory=list)

    @property
    def n(self) -> int:
        """Number of features."""
        return len(self.xy) if self.geometries is None else len(self.geometries)

    @cached_property
    def bounds(self) -> np.ndarray:
        """``xmin, ymin, xmax, ymax`` per feature, shape (n, 4)."""
        if self.geometries is None:
            return np.column_stack([self.xy, self.xy])
        return self.backend.bounds(self.geometries)

    @cached_property
    def edges(self) -> Edges:
        """Border edges of polygons for ray crossing."""
        return edges_of(self.outline, self.n)

    @cached_property
    def outline(self) -> Sequences:
        """The polygons' rings, their interior on the left, or the lines' parts."""
        chains = self.backend.sequences(self.geometries)
        return oriented(chains) if self.kind == "polygon" else chains

    def take(self, mask: np.ndarray) -> VectorData:
        """Return the features chosen by a boolean mask or by numbers; `skipped` still counts the whole layer."""
        return replace(
            self,
            geometries=None if self.geometries is None else self.geometries[mask],
            xy=None if self.xy is None else self.xy[mask],
            fields={name: values[mask] for name, values in self.fields.items()},
            feature=None if self.feature is None else self.feature[mask],
        )

    def representative_xy(self) -> np.ndarray:
        """Return the points, or a point on the surface of each polygon or the middle of each line, shape (n, 2)."""
        return self.xy if self.geometries is None else self.backend.representative_xy(self.geometries)


class RasterData:
    """A role raster, opened but not read, in its own CRS and grid.

    Parameters
    ----------
    path : str
        What GDAL can open.
    crs_wkt : str
        CRS of the raster; the file's own when empty.
    name : str
        Name of the layer.
    band : int
        Band number from 1.
    choice : NoDataChoice
        What the user says of no data, beside what the file says.
    options : sequence of str
        GDAL's open options, ``NAME=VALUE``.

    Attributes
    ----------
    reader : BandReader
        How stored cells become numbers.
    nodata : float or None
        The stored value that is no data.
    unit : str
        The unit that the file names, '' for none.
    """

    def __init__(
        self,
        path: str,
        crs_wkt: str = "",
        name: str = "",
        band: int = 1,
        choice: NoDataChoice = FILE_ONLY,
        options: Sequence[str] = (),
    ) -> None:
        self.path, self.name, self.band, self.options = path, name or path, band, tuple(options)
        self.source_date: Optional[str] = None
        self.classes: Any = None
        dataset = self.dataset
        self.reader = band_reader(dataset, band, self.name, choice)
        self.transform: tuple[float, ...] = tuple(dataset.GetGeoTransform())
        self.unit: str = dataset.GetRasterBand(band).GetUnitType() or ""
        self.nodata: Optional[float] = dataset.GetRasterBand(band).GetNoDataValue() if choice.own else None
        self.crs_wkt = crs_wkt or dataset.GetProjection()
        self.rows, self.columns = dataset.RasterYSize, dataset.RasterXSize
        self._between: dict[tuple[float, float], bool] = {}
        self._check_grid()

    @cached_property
    def dataset(self) -> gdal.Dataset:
        """The GDAL dataset, opened read-only.

        Raises
        ------
        IndicatorError
            GDAL cannot open it.
        """
        from osgeo import gdal

        from .datasets import open_dataset

        dataset = open_dataset(self.path, gdal.OF_RASTER | gdal.OF_READONLY, self.options)
        if dataset is None:
            raise IndicatorError(
                QT_TRANSLATE_NOOP("Samplan", "The raster {name} cannot be opened. Check that its file is in place."),
                name=self.name,
            )
        return dataset

    def _check_grid(self) -> None:
        """Refuse cells without a size, and those that the coordinates are too coarse to tell apart."""
        sides = np.abs([np.hypot(*self.transform[1::3]), np.hypot(*self.transform[2::3])])
        _, dx, rx, _, ry, dy = self.transform
        corners = self.corners()
        flat = not np.isfinite(corners).all() or abs(dx * dy - rx * ry) <= 1e-9 * sides.prod()
        if flat or (sides < 4 * np.spacing(np.abs(corners).max())).any():
            raise IndicatorError(
                QT_TRANSLATE_NOOP(
                    "Samplan",
                    'The cells of the raster "{name}" are {width} × {height} map units, which cannot be placed on the map. '
                    "Give the raster its right georeference first.",
                ),
                name=self.name,
                width=f"{sides[0]:g}",
                height=f"{sides[1]:g}",
            )

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def values(self) -> np.ndarray:
        """The whole band; see `read`."""
        return self.read()

    def read(self, window: Optional[Sequence[int]] = None) -> np.ndarray:
        """Return cells as floats: scale and offset applied, NaN for no data (see `BandReader`) and infinite numbers.

        Parameters
        ----------
        window : sequence of int, optional
            ``column, row, columns, rows``; all when missing. Must lie inside the raster.

        Returns
        -------
        ndarray of float, shape (rows, columns)
            float32 for data types that it holds exactly, else, and for scaled bands, float64.
        """
        return self.reader.read(self.dataset, window or (0, 0, self.columns, self.rows), self.name)

    def bounds(self) -> np.ndarray:
        """Return ``xmin, ymin, xmax, ymax`` in the raster's own CRS."""
        corners = self.corners()
        return np.concatenate([corners.min(axis=0), corners.max(axis=0)])

    def corners(self) -> np.ndarray:
        """Return the four corners in the raster's own CRS, shape (4, 2)."""
        cells = np.array([[0, 0], [self.columns, 0], [self.columns, self.rows], [0, self.rows]], dtype=float)
        return to_map(self.transform, cells)

    def windows(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield windows that hold all cells the file stores, none above `WINDOW_CELLS`: strips, in huge rasters tiles.

        What a sparse file leaves out, which reads as no data or as 0, is in none of a huge raster's tiles.
        """
        if self.rows * self.columns <= HUGE_CELLS:
            strip = max(1, WINDOW_CELLS // max(self.columns, 1))
            for row in range(0, self.rows, strip):
                yield 0, row, self.columns, min(strip, self.rows - row)
            return
        from osgeo import gdal

        band, side = self.dataset.GetRasterBand(self.band), int(WINDOW_CELLS**0.5) // 512 * 512
        for row in range(0, self.rows, side):
            for column in range(0, self.columns, side):
                window = column, row, min(side, self.columns - column), min(side, self.rows - row)
                if band.GetDataCoverageStatus(*window)[0] != gdal.GDAL_DATA_COVERAGE_STATUS_EMPTY:
                    yield window

    def looked_through(self) -> tuple[list[tuple[int, int, int, int]], bool]:
        """Return the windows that tell what the raster holds, and whether they are a sample: `SAMPLED` of a huge one."""
        windows = list(self.windows())
        sampled = self.rows * self.columns > HUGE_CELLS and len(windows) > SAMPLED
        return windows[:: -(-len(windows) // SAMPLED)] if sampled else windows, sampled

    def any_between(self, low: float, high: float, cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Return whether any cell of the whole band is above ``low`` and not above ``high``; reads until it finds one.

        Raises
        ------
        Cancelled
        """
        if (low, high) not in self._between:
            self._between[low, high] = self._search(low, high, cancelled)
        return self._between[low, high]

    def _search(self, low: float, high: float, cancelled: Callable[[], bool]) -> bool:
        for window in self.windows():
            raise_if_cancelled(cancelled)
            cells = self.read(window)
            with np.errstate(invalid="ignore"):
                if ((cells > low) & (cells <= high)).any():
                    return True
        return False

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the grid, what is no data, and the cells as stored; in a huge raster those of `SAMPLED` tiles."""
        return self._content[0]

    @property
    def infinite(self) -> int:
        """Number of infinite cells, which count as no data, among those that the fingerprint is taken of."""
        return self._content[1]

    @cached_property
    def _content(self) -> tuple[str, int]:
        digest = hashlib.sha256(repr((self.transform, self.nodata, self.shape, self.crs_wkt)).encode())
        if self.reader.settings:
            digest.update(repr(self.reader.settings).encode())
        windows, _ = self.looked_through()
        if self.rows * self.columns > HUGE_CELLS:  # which tiles, too
            digest.update(repr(windows).encode())
        infinite = 0
        for window in windows:
            for cells in self.reader.stored(self.dataset, window, self.name):
                digest.update(np.ascontiguousarray(cells))
                infinite += int(np.count_nonzero(np.isinf(cells))) if cells.dtype.kind == "f" else 0
        return digest.hexdigest(), infinite


@dataclass(frozen=True)
class BorderedRaster:
    """A raster cut at a border: cells outside it add nothing to areas inside.

    Attributes
    ----------
    raster : RasterData
        The whole raster.
    border : Sequences
        Rings of the border polygon in the working CRS.
    """

    raster: RasterData
    border: Sequences


def fingerprint_of(parts: Mapping[str, Any], wkb: Sequence[Optional[bytes]]) -> str:
    """Return the SHA-256 of geometries (WKB, in order) and named arrays."""
    digest = hashlib.sha256()
    for start in range(0, len(wkb), 10_000):
        digest.update(b"\x00".join(item or b"" for item in wkb[start : start + 10_000]))
    for name in sorted(parts):
        digest.update(name.encode())
        values = np.asarray(parts[name])
        if values.dtype.kind == "O":
            digest.update("\x1f".join(map(str, values)).encode())
        else:
            digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()
