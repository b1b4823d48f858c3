"""Attribute columns as text, '' for NULL, and columns as GDAL gives them; numbers are read by `tables.numbers`."""

from __future__ import annotations

import math
from typing import Any, Sequence

import numpy as np


def texts(values: Sequence[Any]) -> np.ndarray:
    """Return values as text, '' for NULL and what is no number; whole numbers lose their decimals (``3.0`` -> ``"3"``)."""
    result = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):
        if value is None or (hasattr(value, "isNull") and value.isNull()):
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


def from_arrow(column: np.ndarray, numeric: bool) -> np.ndarray:
    """Return an Arrow column, as GDAL gives it, as floats or text; numbers written as text stay text, None where NULL."""
    mask = np.ma.getmaskarray(column)
    data = np.ma.getdata(column)
    if data.dtype.kind in "SUO" and numeric:
        plain = (item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item) for item in data.tolist())
        result = np.fromiter(plain, dtype=object, count=len(data))
        result[mask] = None
        return result
    if data.dtype.kind in "SUO":
        distinct, which = np.unique(
            data.astype("S") if data.dtype.kind == "S" else data.astype(str), return_inverse=True
        )
        plain = [item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item) for item in distinct]
        result = np.array([*plain, ""], dtype=object)[which]
        result[mask] = ""
        return result
    if data.dtype.kind == "M":
        mask = mask | np.isnat(data)
        if numeric:
            years = data.astype("datetime64[Y]").astype(np.int64) + 1970.0
            years[mask] = np.nan
            return years
        result = data.astype("datetime64[D]").astype(str).astype(object)
        result[mask] = ""
        return result
    if not numeric and data.dtype.kind in "iub":  # not by way of floats, which end at 2^53
        result = texts(data.tolist())
        result[mask] = ""
        return result
    values = data.astype(float)
    values[mask | ~np.isfinite(values)] = np.nan
    return values if numeric else texts(values.tolist())
