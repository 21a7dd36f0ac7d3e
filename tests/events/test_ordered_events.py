"""A column that decides among equal times."""

from __future__ import annotations

import polars as pl
import pytest

import journeykit as jk
from events.observed.forms import FORMS, made
from journeykit.errors import EventLogError

AT = "2026-01-01 10:00Z"
ROWS = [
    {"customer": "ann", "case": "A", "activity": "buy", "timestamp": AT, "order": 9},
    {"customer": "ann", "case": "B", "activity": "look", "timestamp": AT, "order": 1},
    {"customer": "ann", "case": "B", "activity": "call", "timestamp": AT, "order": 2},
]


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1], [ROWS[1], ROWS[0], ROWS[2]]])
@pytest.mark.parametrize("form", FORMS)
def test_it_decides_across_the_cases_of_a_customer(form, rows):
    log = jk.EventLog(made(form, rows), order="order", customer="customer")
    assert [each.steps for each in log.sessions("1 day").variants()] == [("look", "call", "buy")]
    credit = jk.attribute(log, "buy", by="activity", method="last", per="customer")
    assert {row.channel: row.conversions for row in credit if row.conversions} == {"call": 1}


@pytest.mark.parametrize("form", ["file", "polars", "polars lazy", "pandas"])
def test_a_column_that_is_empty_leaves_the_order_of_the_input(form):
    rows = [
        {"case": case, "activity": name, "timestamp": AT, "order": None} for case in "12" for name in ("pay", "look")
    ]
    (variant,) = jk.EventLog(made(form, rows), order="order").variants()
    assert variant.steps == ("pay", "look")


@pytest.mark.parametrize("form", ["file", "polars lazy"])
def test_texts_that_are_no_numbers_are_an_error_and_no_order(form):
    rows = [
        {"case": case, "activity": name, "timestamp": AT, "order": place}
        for case in "12"
        for name, place in (("pay", "step 2"), ("look", "step 1"), ("call", "3"), ("go", ""))
    ]
    with pytest.raises(EventLogError, match="4 events have in order column 'order' what is no number, like 'step 1'"):
        jk.EventLog(made(form, rows), order="order")
    numbers = [row | {"order": row["order"].removeprefix("step ")} for row in rows]
    (variant,) = jk.EventLog(made(form, numbers), order="order").variants()
    assert variant.steps == ("look", "pay", "call", "go")


def test_a_column_of_something_else_is_an_error():
    frame = pl.DataFrame(ROWS).with_columns(order=pl.lit([1, 2]))
    with pytest.raises(EventLogError, match="order column 'order' holds List"):
        jk.EventLog(frame, order="order")


@pytest.mark.parametrize("form", FORMS)
def test_columns_may_be_called_as_ours_are(form):
    rows = [
        {
            "case": "1",
            "activity": name,
            "timestamp": AT,
            "seq": 5,
            "time": "noon",
            "zoned": "x",
            "next": "y",
            "position": 7,
        }
        for name in ("look", "pay")
    ] + [
        {
            "case": "2",
            "activity": "look",
            "timestamp": AT,
            "seq": 6,
            "time": "",
            "zoned": "x",
            "next": "y",
            "position": 7,
        }
    ]
    log = jk.EventLog(made(form, rows), "case", "activity", "timestamp")
    assert {each.steps for each in log.variants()} == {("look", "pay"), ("look",)}
    assert log.by("seq").names == ("5", "6")
    assert log.filter(position=7).summary().events == 3
