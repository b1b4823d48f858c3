"""The coordinate system of a publication's grid: one that belongs where the feedback is."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)

from ...i18n import translate
from ...indicators.spatial.crs import Reprojection, name_of, utm_zone

AUTO, EUROPEAN = "auto", "EPSG:3035"
GRIDS = (AUTO, "EPSG:3006", "EPSG:3067", "EPSG:25832", "EPSG:25833", EUROPEAN)
NATIONAL = GRIDS[1:]
IN_USE = {"EPSG:25832": (4.0, 54.5, 15.3, 62.5), "EPSG:25833": (4.0, 57.8, 31.3, 71.3)}
"""West, south, east, north where a zone is the national grid beyond its six degrees: Denmark with Bornholm, Norway."""
EUROPE = (-25.0, 34.0, 45.0, 72.0)
"""Where the European grid EPSG:3035 is used."""


def grid_titles() -> dict[str, str]:
    """Return where each of `GRIDS` is used."""
    return {
        AUTO: translate("Samplan", "The layer's own one of these where it fits, else the European one"),
        "EPSG:3006": translate("Samplan", "Sweden (SWEREF 99 TM)"),
        "EPSG:3067": translate("Samplan", "Finland (ETRS-TM35FIN)"),
        "EPSG:25832": translate("Samplan", "Denmark (UTM zone 32)"),
        "EPSG:25833": translate("Samplan", "Norway (UTM zone 33)"),
        EUROPEAN: translate("Samplan", "Europe, cells of equal area (LAEA)"),
    }


def fitting_grid(
    choice: str,
    own: QgsCoordinateReferenceSystem,
    xy: np.ndarray,
    transform_context: QgsCoordinateTransformContext,
    feedback: QgsProcessingFeedback,
) -> QgsCoordinateReferenceSystem:
    """Return the CRS of the grid and say what is wrong with the one chosen.

    ``auto`` takes the layer's own CRS when it is one of `NATIONAL` and most points lie where it is used, else the European
    grid, outside Europe the UTM zone. One that was chosen is taken, with a warning for points outside its area of use.

    Parameters
    ----------
    choice : str
        One of `GRIDS`.
    own : QgsCoordinateReferenceSystem
        The layer's.
    xy : ndarray of float, shape (m, 2)
        Located points in ``own``.

    Raises
    ------
    QgsProcessingException
        ``auto`` without any point.
    """
    world = QgsCoordinateReferenceSystem("EPSG:4326")
    places = Reprojection(own, world, transform_context).xy(xy)
    places = places[(np.abs(places) <= (180.0, 90.0)).all(axis=1)]
    if choice != AUTO:
        crs = QgsCoordinateReferenceSystem(choice)
        outside = int((~belongs(crs, places)).sum())
        if outside:
            feedback.pushWarning(
                translate(
                    "Samplan",
                    "{count} of {total} items lie outside the area where {crs} is used: cells have not the stated size there. "
                    "Choose {better} or auto.",
                ).format(count=outside, total=len(places), crs=_named(crs), better=_named(_general(places)))
            )
        return crs
    if not len(places):
        raise QgsProcessingException(
            translate(
                "Samplan",
                "No item has a usable position, so no grid fits. Check the positions and the layer's coordinate reference "
                "system.",
            )
        )
    if own.authid() in NATIONAL:
        inside = belongs(own, places)
        if inside.mean() > 0.5:
            if not inside.all():
                feedback.pushWarning(
                    translate(
                        "Samplan",
                        "{count} of {total} items lie outside the area where {crs} is used. Check their positions.",
                    ).format(count=int((~inside).sum()), total=len(places), crs=_named(own))
                )
            return own
        better = _general(places)
        feedback.pushWarning(
            translate(
                "Samplan", "The layer's own system {crs} is not used where the feedback lies; the grid is in {better}."
            ).format(crs=_named(own), better=_named(better))
        )
        return better
    return _general(places)


def belongs(crs: QgsCoordinateReferenceSystem, places: np.ndarray) -> np.ndarray:
    """Return which places (longitude, latitude; shape (m, 2)) lie where a CRS is used, shape (m,)."""
    bounds = crs.bounds()
    boxes = [(bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum())]
    if crs.authid() == EUROPEAN:
        boxes = [EUROPE]
    elif crs.authid() in IN_USE:
        boxes.append(IN_USE[crs.authid()])
    x, y = places.T
    return np.any([(x >= w) & (x <= e) & (y >= s) & (y <= n) for w, s, e, n in boxes], axis=0)


def _general(places: np.ndarray) -> QgsCoordinateReferenceSystem:
    """Return the European grid where most places are in Europe, else the UTM zone of their middle."""
    european = QgsCoordinateReferenceSystem(EUROPEAN)
    if not len(places) or belongs(european, places).mean() > 0.5:
        return european
    longitude, latitude = np.median(places, axis=0).tolist()
    return utm_zone(longitude, latitude)


def _named(crs: QgsCoordinateReferenceSystem) -> str:
    return f"{name_of(crs)} ({crs.description()})"
