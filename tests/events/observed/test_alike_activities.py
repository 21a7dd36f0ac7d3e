"""A summary notes activities that are perhaps one, and no others."""

from __future__ import annotations

import time

import pytest

import journeykit as jk
from journeykit.events.observed.alike import alike


def test_the_summary_says_so():
    names = ["credit card"] * 20 + ["credit crad", "Credit  card"]
    log = jk.EventLog(
        [{"case": str(case), "activity": name, "timestamp": "2026-05-04 10:00Z"} for case, name in enumerate(names)]
    )
    notes = log.summary().notes
    assert "activities that differ only in blanks or capitals: 'credit card' (20) and 'Credit  card' (1)" in notes
    assert "perhaps one activity in two spellings: 'credit card' (20) and 'credit crad' (1)" in notes


@pytest.mark.parametrize("rare", ["basket", "baskets", "baskett", "bsaket", "baket", "vasket", "bas ket"])
def test_one_slip(rare):
    assert bool(alike({"basket": 100, rare: 3} if rare != "basket" else {"basket": 100})) == (rare != "basket")


@pytest.mark.parametrize(
    "counts",
    [
        {"basket": 100, "baskst": 11},
        {"pay": 100, "pays": 1},
        {"step 1": 100, "step 2": 1},
        {"order 1": 100, "order 12": 1},
        {"A_ACCEPTED": 100, "A_APPROVED": 1},
        {"basket": 100, "bastek": 1},
        {"coupon redeemed: Type A": 1718, "coupon redeemed: Type C": 61},
        {"plan I chosen": 100, "plan II chosen": 1},
        {"B_created": 100, "A_created": 1},
    ],
)
def test_what_may_well_be_two(counts):
    assert alike(counts) == ()


def test_many_activities_cost_little():
    begun = time.perf_counter()
    alike({f"activity {chr(97 + place % 26) * (place % 40)} {place}": 3000 - place for place in range(3000)})
    assert time.perf_counter() - begun < 5
