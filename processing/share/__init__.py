"""Algorithms of the group Share: results for others to read."""
