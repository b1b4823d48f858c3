"""Attribute columns: numbers and text out of whatever the layer holds, with NULL as NaN or ''."""

from __future__ import annotations

import math
from typing import Any, Sequence

import numpy as np

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")


def parse_number(text: str) -> float:
    """Parse a number, NaN when the text is none.

    Accepts a decimal comma or point and spaces or apostrophes between thousands: ``"12,5"``, ``"1 234.5"``,
    ``"1.234,5"``.
    """
    text = text.translate(_SPACES).strip()
    if "," in text:
        text = text.replace(",", "") if text.rfind(".") > text.rfind(",") else text.replace(".", "").replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) and "_" not in text else math.nan


def _number(value: Any) -> float:
    if hasattr(value, "year"):  # a date stands for its year
        year = value.year
        return float(year() if callable(year) else year)
    if hasattr(value, "date"):
        return float(value.date().year())
    return parse_number(str(value))


def _is_null(value: Any) -> bool:
    return value is None or (hasattr(value, "isNull") and value.isNull())


def numbers(values: Sequence[Any]) -> tuple[np.ndarray, int]:
    """Return values as floats, and how many were text but no number.

    Parameters
    ----------
    values : sequence
        Attribute values as QGIS or numpy gives them; dates become their year.

    Returns
    -------
    array : ndarray of float
        NaN for NULL, blank and unreadable values.
    unreadable : int
        Blank text does not count.
    """
    result, unreadable = np.full(len(values), np.nan), 0
    for i, value in enumerate(values):
        if type(value) in (float, int, bool):
            result[i] = value
        elif not _is_null(value):
            result[i] = _number(value)
            if math.isnan(result[i]) and str(value).strip():
                unreadable += 1
    result[np.isinf(result)] = np.nan
    return result, unreadable


def texts(values: Sequence[Any]) -> np.ndarray:
    """Return values as text, '' for NULL and what is no number; whole numbers lose their decimals (``3.0`` -> ``"3"``)."""
    result = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):
        if _is_null(value):
            result[i] = ""
        elif isinstance(value, str):
            result[i] = value
        elif isinstance(value, bool):
            result[i] = "true" if value else "false"
        elif isinstance(value, float):
            result[i] = "" if not math.isfinite(value) else str(int(value)) if value.is_integer() else repr(value)
        elif hasattr(value, "toString"):
            is_time = hasattr(value, "hour") and not hasattr(value, "date")
            result[i] = value.toString("HH:mm:ss" if is_time else "yyyy-MM-dd")
        else:
            result[i] = str(value)
    return result


def from_arrow(column: np.ndarray, numeric: bool) -> tuple[np.ndarray, int]:
    """Return an Arrow column, as GDAL gives it, as floats or text, and how many texts were no number."""
    mask = np.ma.getmaskarray(column)
    data = np.ma.getdata(column)
    if data.dtype.kind in "SUO":
        distinct, which = np.unique(
            data.astype("S") if data.dtype.kind == "S" else data.astype(str), return_inverse=True
        )
        plain = [item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item) for item in distinct]
        if not numeric:
            result = np.array([*plain, ""], dtype=object)[which]
            result[mask] = ""
            return result, 0
        parsed = np.array([parse_number(item) for item in plain] + [np.nan])[which]
        blank = np.array([not item.strip() for item in plain] + [True])[which]
        parsed[mask] = np.nan
        return parsed, int((np.isnan(parsed) & ~blank & ~mask).sum())
    if data.dtype.kind == "M":
        mask = mask | np.isnat(data)
        if numeric:
            years = data.astype("datetime64[Y]").astype(np.int64) + 1970.0
            years[mask] = np.nan
            return years, 0
        result = data.astype("datetime64[D]").astype(str).astype(object)
        result[mask] = ""
        return result, 0
    if not numeric and data.dtype.kind in "iub":  # not by way of floats, which end at 2^53
        result = texts(data.tolist())
        result[mask] = ""
        return result, 0
    values = data.astype(float)
    values[mask | ~np.isfinite(values)] = np.nan
    return (values, 0) if numeric else (texts(values.tolist()), 0)
