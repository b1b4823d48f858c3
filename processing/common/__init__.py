"""What algorithms of several groups need: base class, parameters, reading layers, writing areas, styles, lineage.

May import the rooms that compute, `messages`, `i18n`, `compat` and QGIS; no group of algorithms.
"""
