"""The small set of geometry operations Samplan needs, and the choice between its two engines.

Every operation works on whole arrays, so that the cost of Python is paid once per array and not per geometry. A
geometry array is a one-dimensional ``object`` array whose elements only its own backend understands; ``None`` stands
for a missing geometry. Everything that needs only numbers (points in areas, distances between points, candidate search)
is numpy and shared by both engines.
"""

from __future__ import annotations

import importlib
import os
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING, Optional, Sequence, Union

import numpy as np

from ...messages import QT_TRANSLATE_NOOP
from ..errors import IndicatorError
from .wkb import Sequences

if TYPE_CHECKING:
    from .crs import Reprojection

BACKENDS = {"shapely": ("backend_shapely", "ShapelyBackend"), "qgis": ("backend_qgis", "QgisBackend")}
"""Backend name -> (module, class); modules are imported only when chosen."""

ENVIRONMENT = "SAMPLAN_BACKEND"
"""Environment variable that forces a backend."""

UNREPAIRABLE, UNTOUCHED, REPAIRED = -1, 0, 1


class Backend(ABC):
    """A geometry engine. Distances and areas are planar, in the units of the coordinates."""

    name: str = ""

    @abstractmethod
    def from_wkb(self, wkb: Sequence[Optional[bytes]]) -> np.ndarray:
        """Return geometries from ISO WKB; Z and M are dropped; None, empty or unreadable WKB becomes None."""

    @abstractmethod
    def to_wkb(self, geometries: np.ndarray) -> list[Optional[bytes]]:
        """Return little-endian two-dimensional WKB, None where there is no geometry."""

    @abstractmethod
    def reproject(self, geometries: np.ndarray, reprojection: Reprojection) -> np.ndarray:
        """Return the geometries moved into another CRS; None where a vertex cannot be transformed."""

    def finite(self, geometries: np.ndarray) -> np.ndarray:
        """Return where all coordinates are finite numbers, shape (n,); True for None."""
        chains = self.sequences(geometries)
        result = np.ones(len(geometries), dtype=bool)
        wild = np.flatnonzero(~np.isfinite(chains.xy).all(axis=1))
        result[chains.feature[np.searchsorted(chains.start, wild, side="right") - 1]] = False
        return result

    @abstractmethod
    def repair(self, geometries: np.ndarray, kind: str) -> tuple[np.ndarray, np.ndarray]:
        """Make geometries valid and keep the parts of ``kind``.

        The parts of a multipolygon that overlap (the floor and the roof of a building, seen from above) are united.

        Parameters
        ----------
        geometries : ndarray of object, shape (n,)
        kind : str
            ``"polygon"`` or ``"line"``.

        Returns
        -------
        geometries : ndarray of object, shape (n,)
            None where nothing of the wanted kind is left.
        state : ndarray of int, shape (n,)
            `UNTOUCHED`, `REPAIRED` or `UNREPAIRABLE` (also for geometries that were None).
        """

    @abstractmethod
    def bounds(self, geometries: np.ndarray) -> np.ndarray:
        """Return ``xmin, ymin, xmax, ymax`` per geometry, shape (n, 4); NaN for None."""

    @abstractmethod
    def area(self, geometries: np.ndarray) -> np.ndarray:
        """Return planar areas, shape (n,); NaN for None."""

    @abstractmethod
    def length(self, geometries: np.ndarray) -> np.ndarray:
        """Return planar lengths (perimeters of polygons), shape (n,); NaN for None."""

    @abstractmethod
    def sequences(self, geometries: np.ndarray) -> Sequences:
        """Return all rings or line parts as vertex chains."""

    @abstractmethod
    def representative_xy(self, geometries: np.ndarray) -> np.ndarray:
        """Return a point on the surface of each polygon (the middle of a line), shape (n, 2); NaN for None."""

    @abstractmethod
    def intersection(self, a: np.ndarray, b: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
        """Return ``a[ia[i]] ∩ b[ib[i]]`` for every pair, None where empty; fastest with ``ia`` ascending.

        Of polygons only the polygonal part is kept, of a line and a polygon only the linear part.
        """

    @abstractmethod
    def difference(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Return ``a[i] − b[i]``, polygonal part, None where empty; ``b[i]`` None leaves ``a[i]``."""

    @abstractmethod
    def union(self, geometries: np.ndarray, group: np.ndarray, n: int) -> np.ndarray:
        """Return the union of the polygons of each group.

        Parameters
        ----------
        geometries : ndarray of object, shape (m,)
        group : ndarray of int, shape (m,)
            Group number 0..n-1 of each polygon, ascending.
        n : int
            Number of groups.

        Returns
        -------
        ndarray of object, shape (n,)
            None for a group without polygons.
        """

    @abstractmethod
    def distance(self, a: np.ndarray, b: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
        """Return the distance between ``a[ia[i]]`` and ``b[ib[i]]`` for every pair; 0 where they touch."""

    @abstractmethod
    def buffer(self, geometries: np.ndarray, distance: Union[float, np.ndarray], segments: int = 16) -> np.ndarray:
        """Return buffers with ``segments`` chords per quarter circle (inscribed); None for None or empty.

        ``distance`` is one for all, or one for each geometry.
        """

    @abstractmethod
    def polygons_from_rings(self, rings: Sequence[np.ndarray]) -> np.ndarray:
        """Return one polygon per outer ring given as an (m, 2) coordinate array."""


def missing(geometries: np.ndarray) -> np.ndarray:
    """Return True where there is no geometry, shape (n,)."""
    return np.array([g is None for g in geometries.tolist()], dtype=bool)


def objects(items: Sequence[object]) -> np.ndarray:
    """Return ``items`` as a one-dimensional object array."""
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def shapely_usable() -> bool:
    """Return True when shapely 2 or newer can be imported."""
    try:
        import shapely
    except Exception:  # a broken wheel may fail with anything
        return False
    return int(str(shapely.__version__).split(".")[0]) >= 2


@lru_cache(maxsize=4)
def _load(name: str) -> Backend:
    module, cls = BACKENDS[name]
    return getattr(importlib.import_module(f".{module}", __package__), cls)()


def get_backend(name: Optional[str] = None) -> Backend:
    """Return the geometry engine.

    Parameters
    ----------
    name : str, optional
        ``"shapely"`` or ``"qgis"``. By default the environment variable ``SAMPLAN_BACKEND``, else shapely when version
        2 or newer is importable, else QGIS.

    Raises
    ------
    IndicatorError
        An unknown name, or shapely asked for by name but not usable.
    """
    wanted = name or os.environ.get(ENVIRONMENT) or ("shapely" if shapely_usable() else "qgis")
    if wanted not in BACKENDS:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", "There is no geometry engine called {name}. Choose shapely or qgis."),
            name=wanted,
        )
    if wanted == "shapely" and not shapely_usable():
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan",
                "The geometry engine shapely was asked for, but shapely 2 or newer is not installed. "
                "Install it or choose the engine qgis.",
            )
        )
    return _load(wanted)
