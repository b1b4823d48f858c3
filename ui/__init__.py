"""What the user sees beside Processing: `gui` adds it to QGIS, `tasks` works in the background.

`widgets/` serves every room, `feedback/` is the panel with citizens' feedback. May import everything below it.
"""
