"""Kernels over geometry and rasters, and the reading of layers into arrays, with PyQGIS or shapely behind one interface.

May import `messages`, the rest of `indicators` but not its catalogue, numpy, GDAL, QGIS, shapely and scipy.
"""
