"""Results are sequences of frozen rows that data frames take."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import polars as pl
import pytest

from journeykit.analysis.rows import LISTED, Rows


@dataclass(frozen=True)
class Visit:
    step: str
    visits: float | None
    path: tuple[str, ...]
    count: int
    known: bool


ROWS = Rows(Visit, [Visit("a", 1.5, ("a", "b"), 1, True), Visit("b", None, (), 2, False)], about=["a note"])
EMPTY = Rows(Visit, [])
NAMES = ["step", "visits", "path", "count", "known"]


@pytest.mark.parametrize("rows", [ROWS, EMPTY], ids=["two", "none"])
def test_data_frames_take_rows_and_keep_columns(rows):
    for frame in (pd.DataFrame(rows), pl.DataFrame(rows)):
        assert list(frame.columns) == NAMES
        assert len(frame) == len(rows)


def test_columns_have_the_type_of_their_values():
    frame = pd.DataFrame(ROWS)
    assert frame["count"].sum() == 3
    assert frame["visits"].dtype == "float64"
    assert frame["known"].dtype == "bool"
    assert frame["path"].tolist() == ["a >> b", ""]


def test_polars_knows_every_type_of_the_columns_as_lists():
    rows = Rows(Seen, [Seen(None, None, None), Seen("a", datetime(2026, 5, 4, tzinfo=UTC), True)])
    frame = pl.DataFrame(rows.to_dict())
    assert frame.dtypes == [pl.String, pl.Datetime("us", "UTC"), pl.Boolean]
    assert frame.filter(pl.col("step") == "a").height == 1


@dataclass(frozen=True)
class Seen:
    step: str | None
    at: datetime | None
    known: bool | None


@dataclass(frozen=True)
class Strays:
    path: tuple[str, ...]
    examples: tuple[str | int, ...] = field(metadata=LISTED)


def test_lists_read_as_lists_and_ways_as_ways():
    rows = Rows(
        Strays, [Strays(("a", "b"), ("ann", "Lee, Bo", 'the "one"', "")), Strays((), (7, 12)), Strays(("a",), ())]
    )
    listed = ['ann, "Lee, Bo", "the ""one""", ""', "7, 12", ""]
    assert pd.DataFrame(rows)["examples"].tolist() == listed
    assert pl.DataFrame(rows)["examples"].to_list() == listed
    assert rows.to_dict() == {"path": ["a >> b", "", "a"], "examples": listed}
    assert rows.rows()[0] == {"path": "a >> b", "examples": listed[0]}
    assert "ann, &quot;Lee, Bo&quot;" in rows._repr_html_()
    assert rows[0].examples == ("ann", "Lee, Bo", 'the "one"', ""), "records keep what they hold"


def test_rows_are_a_frozen_sequence():
    assert list(ROWS) == [ROWS[0], ROWS[1]]
    assert ROWS[-1].step == "b"
    assert ROWS[1:] == Rows(Visit, [ROWS[1]])
    assert ROWS[:1].about == ("a note",)
    assert Visit("a", 1.5, ("a", "b"), 1, True) in ROWS
    assert ROWS
    assert not EMPTY
    assert list(EMPTY) == []
    with pytest.raises(ValueError, match="read-only"):
        ROWS["count"][0] = 7


def test_equal_rows_are_equal_however_they_travel():
    assert pickle.loads(pickle.dumps(ROWS)) == ROWS
    assert copy.deepcopy(ROWS) == ROWS
    assert copy.copy(ROWS) == ROWS
    assert hash(ROWS) == hash(ROWS[:])
    assert ROWS[:1] != ROWS
    assert ROWS != 3


def test_rows_of_columns_are_those_of_their_records():
    columns = {"step": ["a", "b"], "visits": [1.5, None], "path": [("a", "b"), ()], "count": np.array([1, 2])}
    found = Rows.of_columns(Visit, {**columns, "known": np.array([True, False])}, ["a note"])
    assert found[1:] == ROWS[1:]
    assert found[1:].about == ("a note",)
    assert (found[0], found[-1].visits) == (ROWS[0], None)
    assert found == ROWS
    assert hash(found) == hash(ROWS)
    assert found.dtype == ROWS.dtype
    assert found.to_dict() == ROWS.to_dict()
    assert pickle.loads(pickle.dumps(found)) == ROWS


def test_plain_forms():
    assert ROWS.rows()[1] == {"step": "b", "visits": None, "path": "", "count": 2, "known": False}
    assert ROWS.to_dict()["visits"] == [1.5, None]
    assert EMPTY.to_dict() == {name: [] for name in NAMES}
    assert ROWS.ordered(lambda row: -row.count)[0].step == "b"


def test_a_notebook_shows_a_table_with_what_must_be_known():
    html = Rows(Visit, [Visit("<b>", 0.333333, (), 1, True)], about=["x < y"])._repr_html_()
    assert "x &lt; y" in html
    assert "<td>&lt;b&gt;</td><td>0.3333</td>" in html
    assert "and 40 more rows" in Rows(Visit, [ROWS[0]] * 100)._repr_html_()
