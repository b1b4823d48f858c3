"""Assessments before they run: which layer of a project plays which role, and why.

May import `indicators/`, `scoring/`, `messages` and numpy; no Qt, no QGIS.
"""
