"""Loads the .ui files beside this module."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import uic


def form(name: str) -> type:
    """Return the form class of ``<name>.ui``; texts and connections are made in the code that uses it."""
    return uic.loadUiType(str(Path(__file__).with_name(f"{name}.ui")))[0]
