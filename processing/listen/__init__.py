"""Algorithms of the group Listen: citizens' feedback in, summarised and safely out.

A file without an underscore is an algorithm, one with an underscore helps. May import `common/` and what it may.
"""
