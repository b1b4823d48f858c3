"""How results look on the map: colour scales, classes and their renderers.

May import `i18n` and QGIS.
"""
