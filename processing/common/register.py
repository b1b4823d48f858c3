"""The data register: who owns a role layer, how old it is, under which licence, and when it is due again.

It is a table in a GeoPackage, so that it travels with the project and can be edited in QGIS.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Optional

from osgeo import gdal, ogr

from ...i18n import translate
from ...indicators.errors import IndicatorError
from ...indicators.spatial.datasets import open_dataset
from ...messages import QT_TRANSLATE_NOOP

TABLE = "samplan_register"
DAYS_A_MONTH = 365.2425 / 12


@dataclass(frozen=True)
class Entry:
    """One layer of the register.

    Parameters
    ----------
    role : str
        Role id, lower case.
    layer : str
        Name of the layer.
    owner, licence : str
        Who is responsible, and under which licence.
    vintage : str
        ISO date the data describe.
    update_months : int
        Months between updates; 0 = not known.
    note : str
        Anything else.
    """

    role: str
    layer: str
    owner: str = ""
    vintage: str = ""
    licence: str = ""
    update_months: int = 0
    note: str = ""

    def overdue(self, today: date) -> bool:
        """Return whether the data are older than their update interval."""
        try:
            made = date.fromisoformat(self.vintage[:10])
        except ValueError:
            return False
        return self.update_months > 0 and (today - made).days > self.update_months * DAYS_A_MONTH

    def text(self) -> str:
        """Return the entry in words, for the log."""
        return translate("Samplan", "{layer}: owner {owner}, vintage {vintage}, licence {licence}").format(
            layer=self.layer, owner=self.owner or "-", vintage=self.vintage or "-", licence=self.licence or "-"
        )


def read_register(path: str) -> dict[str, Entry]:
    """Return the register's entries by role.

    Raises
    ------
    IndicatorError
        The file is not there or holds no register.
    """
    dataset = open_dataset(path, gdal.OF_VECTOR) if Path(path).is_file() else None
    table = dataset.GetLayerByName(TABLE) if dataset is not None else None
    if table is None:
        raise IndicatorError(
            QT_TRANSLATE_NOOP(
                "Samplan", 'The file "{path}" holds no data register. Make one with "Register data", or leave it empty.'
            ),
            path=path,
        )
    names = {field.name for field in fields(Entry)}
    entries = {}
    for feature in table:
        row = {name: value for name, value in feature.items().items() if name in names and value is not None}
        row["update_months"] = int(row.get("update_months") or 0)
        entry = Entry(**{"role": "", "layer": "", **{k: v if k == "update_months" else str(v) for k, v in row.items()}})
        entries[entry.role] = entry
    return entries


def write_entry(path: str, entry: Entry) -> None:
    """Add an entry to a register, in place of the one for the same role; the file is made when needed.

    Raises
    ------
    IndicatorError
        The file cannot be written.
    """
    dataset = open_dataset(path, gdal.OF_VECTOR | gdal.OF_UPDATE) if Path(path).is_file() else None
    if dataset is None and not Path(path).exists():
        try:
            dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        except RuntimeError:
            dataset = None
    if dataset is None:
        raise IndicatorError(
            QT_TRANSLATE_NOOP("Samplan", 'The file "{path}" cannot be written. Choose another GeoPackage.'), path=path
        )
    table = dataset.GetLayerByName(TABLE)
    if table is None:
        table = dataset.CreateLayer(TABLE, None, ogr.wkbNone)
        for field in fields(Entry):
            kind = ogr.OFTInteger if field.name == "update_months" else ogr.OFTString
            table.CreateField(ogr.FieldDefn(field.name, kind))
    for number in [feature.GetFID() for feature in table if feature["role"] == entry.role]:
        table.DeleteFeature(number)
    feature = ogr.Feature(table.GetLayerDefn())
    for name, value in asdict(entry).items():
        feature.SetField(name, value)
    table.CreateFeature(feature)


def register_facts(entry: Optional[Entry]) -> dict[str, Any]:
    """Return what lineage says of a registered layer; {} for others."""
    return {} if entry is None else {"register": asdict(entry)}
