"""A column that decides among equal times, on Spark."""

from __future__ import annotations

import pytest

import journeykit as jk
from events import test_ordered_events as elsewhere
from journeykit.errors import EventLogError

TYPES = "customer string, case string, activity string, timestamp string"


def test_it_decides_across_the_cases_of_a_customer(spark):
    frame = spark.createDataFrame(elsewhere.ROWS, f"{TYPES}, order int")
    log = jk.EventLog(frame, order="order", customer="customer")
    assert [each.steps for each in log.sessions("1 day").variants()] == [("look", "call", "buy")]
    credit = jk.attribute(log, "buy", by="activity", method="last", per="customer")
    assert {row.channel: row.conversions for row in credit if row.conversions} == {"call": 1}


@pytest.mark.slow
def test_texts_that_are_no_numbers_are_an_error_and_no_order(spark):
    rows = [row | {"order": f"step {row['order']}"} for row in elsewhere.ROWS]
    with pytest.raises(EventLogError, match="3 events have in order column 'order' what is no number, like 'step 1'"):
        jk.EventLog(spark.createDataFrame(rows, f"{TYPES}, order string"), order="order")
