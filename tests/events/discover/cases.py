"""Small logs for tests of discovery, and what a plain reader takes from them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import strategies as st

import journeykit as jk

LOGS = st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=2, max_size=12)
FIRST = datetime(2026, 5, 4, tzinfo=UTC)


def log_of(*cases, **columns):
    """Cases as texts, a letter for each event, or as lists of names."""
    rows = [
        {"case": case, "activity": name, "timestamp": FIRST + timedelta(hours=hour), "channel": columns.get(name)}
        for case, names in enumerate(cases)
        for hour, name in enumerate(names)
    ]
    return jk.EventLog(pl.DataFrame(rows, schema_overrides={"channel": pl.String}), timezone="UTC")


def pairs(journey):
    return {(move.source, move.target): move.count for move in journey.transitions}


def until(case, outcomes):
    """What a plain reader takes for the journey: the case up to its first outcome."""
    return case[: next((place + 1 for place, name in enumerate(case) if name in outcomes), len(case))]
