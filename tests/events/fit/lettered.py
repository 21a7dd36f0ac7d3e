"""Logs of cases whose events are letters, and a map of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

import journeykit as jk

FIRST = datetime(2026, 5, 4, tzinfo=UTC)


def log_of(*cases, hours=1, **columns):
    """Cases as texts, a letter for each event; a column by the number of the case."""
    rows = [
        {"case": case, "activity": name, "timestamp": FIRST + timedelta(hours=hours * hour)}
        | {column: values[case] for column, values in columns.items()}
        for case, names in enumerate(cases)
        for hour, name in enumerate(names)
    ]
    return jk.EventLog(pl.DataFrame(rows), timezone="UTC")


def shop(*flow, **fields):
    steps = [jk.Touchpoint("a"), jk.Touchpoint("b"), jk.Wait("c")]
    outcomes = [jk.Outcome("x", events="x"), jk.Outcome("y")]
    return jk.JourneyMap(**{"stages": [jk.Stage("all", steps)], "outcomes": outcomes, "flow": list(flow)} | fields)


def shares(journey, step):
    return {move.target: (move.count, move.probability) for move in journey.transitions if move.source == step}
