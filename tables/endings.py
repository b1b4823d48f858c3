"""Endings of the table files that can be read; apart from the readers, so that asking for them loads none."""

from __future__ import annotations

SHEET_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv", ".tab", ".dat", ".asc"})
