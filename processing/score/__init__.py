"""Algorithms of the group Score: from raw values to scores, ranks and how sure they are."""
