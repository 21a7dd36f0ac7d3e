"""Near names."""

from __future__ import annotations

import time

import pytest

from journeykit.near import near, unknown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chanel", "channel"),
        ("Channel", "channel"),
        ("gave up", "gave_up"),
        ("gave-up", "gave_up"),
        ("", None),
        (None, None),
        (7, None),
        ("xyz", None),
    ],
)
def test_near(name, expected):
    assert near(name, ["channel", "gave_up", "quote"]) == expected


def test_long_names_and_long_lists_take_no_time():
    start = time.perf_counter()
    near("a" * 1_000_000, (f"{'a' * 200}{index}" for index in range(1_000_000)))
    assert time.perf_counter() - start < 5  # minutes, without the bounds


def test_a_long_name_is_found_by_its_beginning():
    long = "the_customer_calls_the_hotline_because_the_quote_is_late"
    assert near(long.replace("calls", "cals"), ["quote", long]) == long


def test_a_long_list_is_cut():
    assert unknown("rule", "zzz", [f"JK{number}" for number in range(100, 200)]).endswith("and 92 more")


def test_a_long_name_is_cut():
    assert len(unknown("rule", "z" * 10_000)) < 200
