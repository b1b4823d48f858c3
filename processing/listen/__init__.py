"""Algorithms of the group Listen: citizens' feedback in, summarised and safely out."""
