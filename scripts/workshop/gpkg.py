"""Write GeoPackage layers whose bytes depend on the input alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Sequence

import shapely
from osgeo import gdal, ogr, osr

BUILD_DATE = "2026-01-01T00:00:00Z"
GRID = 0.01  # m: coordinates are rounded to the centimetre
_TYPES = {int: ogr.OFTInteger, float: ogr.OFTReal, str: ogr.OFTString}
_GEOMETRY = {"point": ogr.wkbPoint, "line": ogr.wkbLineString, "polygon": ogr.wkbMultiPolygon, "none": ogr.wkbNone}


@dataclass
class Layer:
    """A layer to be written.

    Parameters
    ----------
    name : str
        Table name.
    geometry : str
        ``"point"``, ``"line"``, ``"polygon"`` or ``"none"``.
    fields : dict of str to type
        ``int``, ``float`` or ``str`` by field name, in order.
    description : str
        Source, licence and, where it applies, the word synthetic. QGIS shows it as the layer's abstract.
    rows : list of (geometry or None, list of values)
        In writing order; a value of None becomes NULL.
    """

    name: str
    geometry: str
    fields: dict[str, type]
    description: str
    rows: list[tuple[Any, list[Any]]] = field(default_factory=list)

    def add(self, geometry: Any, *values: Any) -> None:
        """Append one feature.

        Raises
        ------
        ValueError
            If the number of values differs from the number of fields.
        """
        if len(values) != len(self.fields):
            raise ValueError(f"{self.name}: {len(values)} values for {len(self.fields)} fields")
        self.rows.append((geometry, list(values)))


def _as_declared(geometry: Any, kind: str) -> ogr.Geometry:
    shape = shapely.MultiPolygon([geometry]) if kind == "polygon" and geometry.geom_type == "Polygon" else geometry
    return ogr.CreateGeometryFromWkb(shapely.to_wkb(shape, byte_order=1))


def write_geopackage(path: Path, epsg: int, layers: Sequence[Layer]) -> None:
    """Write the layers into a new GeoPackage.

    The file itself gets no metadata: GDAL >= 3.10 would write a side file next to it whenever somebody reads it.

    Parameters
    ----------
    path : Path
        Replaced when it exists.
    epsg : int
        CRS of every layer with geometry.
    layers : sequence of Layer
        In order.
    """
    path.unlink(missing_ok=True)
    gdal.SetConfigOption("OGR_CURRENT_DATE", BUILD_DATE)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(epsg)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for layer in layers:
        options = [f"DESCRIPTION={layer.description}", f"IDENTIFIER={layer.name}"]
        options += ["ASPATIAL_VARIANT=GPKG_ATTRIBUTES"] if layer.geometry == "none" else ["GEOMETRY_NAME=geom"]
        out = target.CreateLayer(
            layer.name, crs if layer.geometry != "none" else None, _GEOMETRY[layer.geometry], options
        )
        for name, kind in layer.fields.items():
            out.CreateField(ogr.FieldDefn(name, _TYPES[kind]))
        target.StartTransaction()
        for geometry, values in layer.rows:
            feature = ogr.Feature(out.GetLayerDefn())
            if geometry is not None:
                feature.SetGeometryDirectly(_as_declared(geometry, layer.geometry))
            for index, value in enumerate(values):
                if value is None:
                    feature.SetFieldNull(index)
                else:
                    feature.SetField(index, value)
            out.CreateFeature(feature)
        target.CommitTransaction()
    target = None
    database = ogr.Open(str(path), update=1)
    database.ExecuteSQL("VACUUM")


def clean(geometry: Any, kind: str) -> Any:
    """Round to the centimetre, repair, and keep only parts of the wanted kind.

    Parameters
    ----------
    geometry : shapely geometry
        In metres.
    kind : str
        ``"polygon"`` or ``"line"``.

    Returns
    -------
    shapely geometry or None
        None when nothing of that kind is left.
    """
    if kind == "line":
        rounded = shapely.set_precision(geometry, GRID, mode="pointwise")
        return None if rounded.length == 0 else rounded
    rounded = shapely.set_precision(shapely.make_valid(shapely.force_2d(geometry)), GRID)
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(rounded)))
    polygons = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    if not polygons:
        return None
    return polygons[0] if len(polygons) == 1 else shapely.make_valid(shapely.MultiPolygon(polygons))
