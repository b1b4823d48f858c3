"""Algorithms of the group Share: results for others to read.

A file without an underscore is an algorithm, one with an underscore helps. May import `common/` and what it may.
"""
