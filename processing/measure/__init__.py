"""Algorithms of the group Measure: from data to raw indicator values.

A file without an underscore is an algorithm, one with an underscore helps. May import `common/` and what it may.
"""
