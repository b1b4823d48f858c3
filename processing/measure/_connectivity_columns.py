"""What Habitat connectivity writes: one row per patch, and one per municipality and dispersal distance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional

import numpy as np

from ...i18n import translate
from ...indicators.spatial.connectivity import Connectivity, group_eca
from ..common.area_output import Column
from ._borders import Borders
from ._patches import PatchPieces


@dataclass(frozen=True)
class Found:
    """Connectivity at one dispersal distance.

    Attributes
    ----------
    distance : float
        Median dispersal distance, metres.
    whole : Connectivity
        Over all borders.
    cut : Connectivity or None
        Without the links between municipalities; None: no municipalities given.
    intra, flux : ndarray of float, shape (m,)
        dPC of each piece, %.
    connector : ndarray of float, shape (m,), or None
        Likewise; None: not measured.
    """

    distance: float
    whole: Connectivity
    cut: Optional[Connectivity]
    intra: np.ndarray
    flux: np.ndarray
    connector: Optional[np.ndarray]

    @property
    def total(self) -> np.ndarray:
        """dPC, %; without the connector part at least that."""
        return self.intra + self.flux + (0.0 if self.connector is None else self.connector)

    @property
    def beyond(self) -> np.ndarray:
        """Share (%) of the habitat in reach of each piece that it reaches only thanks to other municipalities."""
        share = np.full(len(self.whole.reach), np.nan)
        if self.cut is not None:
            np.divide(self.cut.reach, self.whole.reach, out=share, where=self.whole.reach > 0)
        return np.maximum(100.0 * (1.0 - share), 0.0)


def _suffix(distance: float) -> str:
    """Return what a distance adds to field names: ``_300``."""
    return f"_{distance:g}".replace(".", "_")


def piece_columns(
    pieces: PatchPieces, area: np.ndarray, found: list[Found], borders: Optional[Borders]
) -> list[Column]:
    """Return the columns of the patches."""
    columns = [Column("patch", pieces.patch + 1, int, translate("Samplan", "Patch"))]
    if borders is not None:
        names = [borders.names[label] if label >= 0 else None for label in pieces.label.tolist()]
        columns.append(Column("municipality", names, str, translate("Samplan", "Municipality")))
    columns.append(Column("area", area, float, translate("Samplan", "Area (ha)")))
    if pieces.quality is not None:
        columns.append(Column("quality", pieces.quality, float, translate("Samplan", "Quality (0–1)")))
    for item in found:
        end, metres = _suffix(item.distance), f"{item.distance:g}"
        parts = [
            ("dintra", item.intra, translate("Samplan", "dPC, own area, {distance} m (%)")),
            ("dflux", item.flux, translate("Samplan", "dPC, exchange, {distance} m (%)")),
        ]
        if item.connector is None:
            parts.append(("dpcmin", item.total, translate("Samplan", "dPC without connector, {distance} m (%)")))
        else:
            parts.append(("dconn", item.connector, translate("Samplan", "dPC, connector, {distance} m (%)")))
            parts.append(("dpc", item.total, translate("Samplan", "dPC, {distance} m (%)")))
        if borders is not None:
            parts.append(
                ("beyond", item.beyond, translate("Samplan", "Reach that depends on neighbours, {distance} m (%)"))
            )
        columns.extend(Column(name + end, values, float, text.format(distance=metres)) for name, values, text in parts)
    return columns


def table_columns(
    pieces: PatchPieces, area: np.ndarray, found: list[Found], borders: Optional[Borders]
) -> list[Column]:
    """Return the table: for each distance the municipalities, what lies outside all of them, and the landscape.

    Municipalities without habitat have NULL.
    """
    names = [] if borders is None else borders.names
    m = len(names)
    label = np.where(pieces.label >= 0, pieces.label, m)
    count = np.bincount(label, minlength=m + 1)
    rows = [*range(m), *([m] if borders is not None and count[m] else []), m + 1]
    part = [*(["municipality"] * m), "outside", "landscape"]

    def total(values: Optional[np.ndarray]) -> np.ndarray:
        """Return the sum per row; NaN where there is nothing to add up."""
        if values is None:
            return np.full(len(rows), np.nan)
        sums = np.where(count > 0, np.bincount(label, values, m + 1), np.nan)
        return np.append(sums, values.sum())[rows]

    def eca(item: Optional[Connectivity]) -> np.ndarray:
        if item is None:
            return np.full(len(rows), np.nan)
        return np.append(group_eca(item, label, m + 1), item.eca)[rows]

    def every(measure: Callable[[Found], np.ndarray]) -> np.ndarray:
        return np.concatenate([measure(item) for item in found])

    def repeated(values: list) -> list:
        return [values[row] for row in rows] * len(found)

    whole, cut = every(lambda item: eca(item.whole)), every(lambda item: eca(item.cut))
    kept = np.full(len(whole), np.nan)
    np.divide(cut, whole, out=kept, where=whole > 0)
    columns = [
        Column(
            "distance",
            every(lambda item: np.full(len(rows), item.distance)),
            float,
            translate("Samplan", "Median dispersal distance (m)"),
        ),
        Column("part", repeated(part), str, translate("Samplan", "Part of the landscape")),
        Column("municipality", repeated([*names, None, None]), str, translate("Samplan", "Municipality")),
        Column("patches", repeated([*count.tolist(), pieces.shapes.n]), int, translate("Samplan", "Patches")),
        Column("area", every(lambda item: total(area)), float, translate("Samplan", "Habitat area (ha)")),
        Column(
            "habitat",
            every(lambda item: total(item.whole.area)),
            float,
            translate("Samplan", "Habitat area x quality (ha)"),
        ),
        Column("eca", whole, float, translate("Samplan", "Equivalent connected area (ha)")),
        Column("eca_cut", cut, float, translate("Samplan", "Equivalent connected area, borders cut (ha)")),
        Column(
            "beyond", np.maximum(100.0 * (1.0 - kept), 0.0), float, translate("Samplan", "Depends on neighbours (%)")
        ),
        Column(
            "dintra", every(lambda item: total(item.intra)), float, translate("Samplan", "Sum of dPC, own area (%)")
        ),
        Column("dflux", every(lambda item: total(item.flux)), float, translate("Samplan", "Sum of dPC, exchange (%)")),
    ]
    dpc = every(lambda item: total(item.total))
    if found[0].connector is None:
        return [*columns, Column("dpcmin", dpc, float, translate("Samplan", "Sum of dPC without connector (%)"))]
    return [
        *columns,
        Column(
            "dconn", every(lambda item: total(item.connector)), float, translate("Samplan", "Sum of dPC, connector (%)")
        ),
        Column("dpc", dpc, float, translate("Samplan", "Sum of dPC (%)")),
    ]
