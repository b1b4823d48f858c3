"""Endings of the table files that can be read; apart from the readers, so that asking for them loads none."""

from __future__ import annotations

PACKAGES = {".xlsx": ("openpyxl",), ".xlsm": ("openpyxl",), ".xls": ("pandas", "xlrd"), ".ods": ("pandas", "odf")}
"""Spreadsheets: file ending -> the packages needed to read it."""
TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv", ".tab", ".dat", ".asc"})
