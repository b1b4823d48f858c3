"""The panel with citizens' feedback: import, read, filter, mark, erase; its layer, styles and what it remembers.

May import `widgets/`, `tasks`, `processing` and what they may.
"""
