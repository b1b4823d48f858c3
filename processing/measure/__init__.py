"""Algorithms of the group Measure: from data to raw indicator values."""
