"""GDAL, the same whether or not somebody in this QGIS switched its exceptions on (GDAL 4 will)."""

from __future__ import annotations

from typing import Optional, Sequence

from osgeo import gdal, ogr


def open_dataset(path: str, flags: int, options: Sequence[str] = ()) -> Optional[gdal.Dataset]:
    """Open a file with GDAL, without its messages.

    Parameters
    ----------
    path : str
        File or GDAL address.
    flags : int
        ``gdal.OF_...`` values, joined.
    options : sequence of str
        Open options, ``NAME=VALUE``.

    Returns
    -------
    gdal.Dataset or None
        None when GDAL cannot open it.
    """
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return gdal.OpenEx(path, flags, open_options=list(options))
    except RuntimeError:
        return None
    finally:
        gdal.PopErrorHandler()


def memory_source() -> ogr.DataSource:
    """Return an empty data source in memory; GDAL 3.11 joined the vector driver with the raster one."""
    return (ogr.GetDriverByName("MEM") or ogr.GetDriverByName("Memory")).CreateDataSource("")
