"""Numbers in texts: thousands and fractions, the same wherever the data is, and what no number is."""

from __future__ import annotations

import re
import warnings
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.observed.forms import FORMS, made
from journeykit.errors import EventLogWarning

forms = pytest.mark.parametrize("form", FORMS)

POINT = {
    "12.50": 12.5,
    "1.234": 1.234,
    "1,234.50": 1234.5,
    "1,234,567": 1234567.0,
    " -1,234,567.8\t": -1234567.8,
    "+12,345.6": 12345.6,
    "1.5e3": 1500.0,
    ".5": 0.5,
    "5.": 5.0,
}
NOT_BY_POINT = ["1,234", "12,50", "1,23.50", "12,3456.5", "0,234.5", "1,234.", "1,234,56", "1.234,50", ",123,456"]
NOT_BY_POINT += ["1.234.567", "1_000", "12 €", "\u00a05", "inf", "1,234,567e3"]
COMMA = {
    "12,50": 12.5,
    "1.234,50": 1234.5,
    "1.234": 1234.0,
    "1.234.567": 1234567.0,
    " -1.234.567,8\n": -1234567.8,
    "+12.345,6": 12345.6,
    "1,5e3": 1500.0,
    ",5": 0.5,
    "5,": 5.0,
    "1234,5": 1234.5,
    "0,500": 0.5,
    "7": 7.0,
    "2e3": 2000.0,
}
NOT_BY_COMMA = ["1,234.50", "12.50", "1.23", "1.2345", "0.500", "12.3456,5", ".5", "5.", "1.5e3", "1,234,567", ","]
NOT_BY_COMMA += ["1234.567", "1.234.56", "1_000", "12,50 €", "\u00a05", "inf", "1..234"]


def values(data, decimal="."):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EventLogWarning)
        log = jk.EventLog(data, decimal=decimal, timezone="UTC")
    return [row[0] for row in log.engine.rows(log.events.sort("seq").select("value"))]


def rows_of(texts):
    return [
        {"case": place, "activity": "pay", "timestamp": "2026-05-04 10:00Z", "value": each}
        for place, each in enumerate(texts)
    ]


@forms
@pytest.mark.parametrize(("decimal", "good", "bad"), [(".", POINT, NOT_BY_POINT), (",", COMMA, NOT_BY_COMMA)])
def test_a_separator_counts_only_where_it_has_its_place(form, decimal, good, bad):
    with pytest.warns(EventLogWarning, match=f"^{len(bad)} events have in column 'value' what is no number"):
        log = jk.EventLog(made(form, rows_of([*good, *bad, None, ""])), decimal=decimal)
    found = [row[0] for row in log.engine.rows(log.events.sort("seq").select("value"))]
    assert dict(zip([*good, *bad, None, ""], found, strict=True)) == good | dict.fromkeys([*bad, None, ""])


@forms
@pytest.mark.parametrize(
    ("text", "decimal", "said"),
    [
        ("12,50", ".", "'12,50' (decimal=',' reads it as 12.5): there is no value there"),
        ("1.234,50", ".", "'1.234,50' (decimal=',' reads it as 1234.5): there"),
        ("1,234", ".", "'1,234' (are those thousands? decimal=',' reads it as 1.234): there"),
        ("0,234", ".", "'0,234' (decimal=',' reads it as 0.234): there"),
        ("1,234.50", ",", "'1,234.50' (decimal='.' reads it as 1234.5): there"),
        ("12.50", ",", "'12.50' (decimal='.' reads it as 12.5): there"),
        ("12,50 €", ",", "'12,50 €' ('€' is in the way): there"),
        ("€12.50", ".", "'€12.50' ('€' is in the way): there"),
        ("12,50 EUR", ".", "'12,50 EUR' ('EUR' is in the way, and decimal=',' is needed): there"),
        ("1,23.4", ".", "'1,23.4': there"),
        ("1,23.4", ",", "'1,23.4': there"),
        ("many", ".", "'many': there"),
    ],
)
def test_a_hint_says_only_what_would_read_it(form, text, decimal, said):
    with pytest.warns(EventLogWarning) as caught:
        jk.EventLog(made(form, rows_of([text, text])), decimal=decimal)
    assert said in str(caught[0].message)
    if "decimal='" in said and "way" not in said:
        assert values(made(form, rows_of([text, text])), "," if decimal == "." else ".")[0] is not None


def test_the_other_example_may_have_the_hint():
    with pytest.warns(EventLogWarning, match=r"2 events have .*like '7,5' \(decimal=',' reads it as 7.5\)"):
        jk.EventLog(rows_of(["-", "7,5"]))


@pytest.mark.parametrize("lazy", [False, True])
def test_categories_are_read_as_texts(lazy):
    texts = ["1.234,50", "x", "1.23"]
    frame = pl.DataFrame(rows_of(texts)).with_columns(pl.col("value").cast(pl.Enum(texts)))
    with pytest.warns(EventLogWarning, match="^2 events have in column 'value' what is no number"):
        log = jk.EventLog(frame.lazy() if lazy else frame, decimal=",")
    assert [row[0] for row in log.engine.rows(log.events.sort("seq").select("value"))] == [1234.5, None, None]


@forms
def test_one_column_may_be_value_and_score(form):
    log = jk.EventLog(made(form, rows_of(["1.234,50", "7,5"])), value="value", score="value", decimal=",")
    assert log.engine.rows(log.events.sort("seq").select("value", "score")) == [(1234.5, 1234.5), (7.5, 7.5)]


@settings(max_examples=200)
@given(st.lists(st.text("0123456789.,.,+-eE _", max_size=12), min_size=2, max_size=8), st.sampled_from(".,"))
def test_engines_agree_on_what_is_a_number(texts, decimal):
    assert values(rows_of(texts), decimal) == values(pl.LazyFrame(rows_of(texts)), decimal)


def test_engines_agree_on_all_short_texts():
    texts = ["".join(signs) for size in range(1, 5) for signs in product("10.,+-e _", repeat=size)]
    for decimal in ".,":
        found = values(rows_of(texts), decimal)
        assert found == values(pl.DataFrame(rows_of(texts)), decimal)
        sign = re.escape(decimal)
        read = rf" *[+-]?([01]+{sign}?[01]*|{sign}[01]+)(e[+-]?[01]+)? *"
        assert [text for text, each in zip(texts, found, strict=True) if each is not None] == [
            each for each in texts if re.fullmatch(read, each)
        ]


@settings(max_examples=60)
@given(st.lists(st.floats(-1e12, 1e12, allow_subnormal=False).map(lambda each: round(each, 2)), min_size=2, max_size=9))
def test_what_is_written_with_all_separators_is_read_exactly(numbers):
    english = [f"{each:,.2f}" for each in numbers]
    german = [each.translate(str.maketrans(",.", ".,")) for each in english]
    assert values(rows_of(english)) == values(rows_of(german), ",") == numbers


@forms
@pytest.mark.parametrize("role", ["value", "score"])
def test_infinite_numbers_are_no_numbers_and_nan_is_none(form, role):
    rows = [
        {"case": place, "activity": "pay", "timestamp": "2026-05-04 10:00Z", "paid": each}
        for place, each in enumerate([1.5, float("inf"), None, float("nan"), float("-inf"), -2.0])
    ]
    with pytest.warns(EventLogWarning) as said:
        log = jk.EventLog(made(form, rows), **{role: "paid"})
    assert [str(each.message) for each in said] == [
        f"2 events have in column 'paid' what is no number, like '-inf': there is no {role} there"
    ]
    found = [row[0] for row in log.engine.rows(log.events.sort("seq").select(role))]
    assert found == [1.5, None, None, None, None, -2.0]
    assert [each for each in log.events.columns if "raw" in each] == []
