"""Algorithms of the group Score: from raw values to scores, ranks and how sure they are.

A file without an underscore is an algorithm, one with an underscore helps. May import `common/`, `measure/` and what they may.
"""
