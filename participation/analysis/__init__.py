"""What the feedback says: summaries by area (`summaries`) and clusters on the map (`hotspots`).

Numbers only: arrays in, arrays out. May import `messages`, numpy and the rooms beside it.
"""
