"""What Nearest facility writes for each origin."""

from __future__ import annotations

import numpy as np

from ...i18n import translate
from ...indicators.spatial.data import VectorData
from ...indicators.spatial.network_search import Nearest
from ..common.area_output import Column


class NearestColumns:
    """Gathers the columns: one row per feature of the origins' layer, the best of its parts.

    Parameters
    ----------
    origins, facilities : VectorData
        As searched; their `feature` ties parts to the features of the layers.
    features : int
        Number of features in the origins' layer.
    fids : ndarray of int
        Feature id of each feature in the facilities' layer.
    names : ndarray
        Name of each facility searched (its feature id where no field names it).
    speed : float
        Kilometres per hour.

    Attributes
    ----------
    list : list of Column
        What has been added so far.
    """

    def __init__(
        self,
        origins: VectorData,
        features: int,
        facilities: VectorData,
        fids: np.ndarray,
        names: np.ndarray,
        speed: float,
    ) -> None:
        self.origins, self.facilities, self.fids, self.names, self.speed = origins, facilities, fids, names, speed
        self.n = max(features, int(origins.feature.max()) + 1)
        self.list: list[Column] = []
        self.best = np.full(self.n, -1, dtype=np.int64)

    def each(self, values: np.ndarray) -> np.ndarray:
        """Return a value per feature out of one per part: that of the part last chosen; NaN for features without."""
        return np.append(values, np.nan)[self.best]

    def add(self, found: Nearest, known: np.ndarray, cut: bool = False) -> np.ndarray:
        """Add what was found, and return ``reached``: 1, 0 or NaN per feature.

        Parameters
        ----------
        found : Nearest
            Per part.
        known : ndarray of bool
            Parts of which one can tell.
        """
        cost = np.where(known, found.cost, np.nan)
        order = np.lexsort((cost, self.origins.feature))  # NaN comes last
        feature = self.origins.feature[order]
        first = np.flatnonzero(np.diff(feature, prepend=-1))
        self.best[feature[first]] = order[first]
        cost = self.each(cost)
        reached = np.where(np.isnan(cost), np.nan, np.isfinite(cost))
        facility = self.each(np.where(found.facility >= 0, found.facility, np.nan))
        near = np.where(reached == 1, facility, -1).astype(np.int64)
        row = np.append(self.facilities.feature, -1)[near]
        distance = np.where(reached == 1, cost, np.nan)
        names = [str(self.names[k]) or None if k >= 0 else None for k in near.tolist()]
        end = "_cut" if cut else ""
        for name, values, kind, title in (
            ("near_id", np.where(row >= 0, self.fids[row], np.nan), int, translate("Samplan", "Nearest facility, id")),
            ("near_name", names, str, translate("Samplan", "Nearest facility")),
            ("distance", distance, float, translate("Samplan", "Distance (m)")),
            ("minutes", distance * 0.06 / self.speed, float, translate("Samplan", "Travel time (minutes)")),
            ("reached", reached, int, translate("Samplan", "Reached (1 yes, 0 no)")),
        ):
            if cut:
                title = translate("Samplan", "{name}, neighbours cut off").format(name=title)
            self.list.append(Column(name + end, values, kind, title))
        return reached
