"""Indicators of planning areas: declarations and pure functions from arrays to values with coverage.

`catalogue/` holds one file per indicator, `spatial/` the geometry and raster kernels, `measure` runs what was chosen.
May import `messages`, numpy and GDAL; QGIS and shapely only inside `spatial/`.
"""
