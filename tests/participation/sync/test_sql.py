"""Statements out of constant text and checked names."""

from __future__ import annotations

import pytest
from samplan.participation.sync.sql import placeholders, sql


def test_names_are_quoted_and_statements_nest():
    inner = sql("SELECT {columns} FROM main.{table}", columns=("fid", "text"), table="feedback")
    assert inner == 'SELECT "fid", "text" FROM main."feedback"'
    assert sql("({inner}) WHERE kind IN ({marks})", inner=inner, marks=placeholders(2)).endswith("IN (?, ?)")


@pytest.mark.parametrize("name", ["", "Feedback", "a b", 'a"', "a;--", "main.feedback", "1a"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match=r"."):
        sql("SELECT * FROM {table}", table=name)
