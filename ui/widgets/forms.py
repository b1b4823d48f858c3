"""Loads the .ui files of the interface's rooms."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt import uic

UI = Path(__file__).resolve().parents[1]


def form(name: str) -> type:
    """Return the form class of ``ui/<name>.ui``; texts and connections are made in the code that uses it."""
    return uic.loadUiType(str(UI / f"{name}.ui"))[0]
