"""Logs that nobody would make on purpose: ties, odd ids, single events, clocks that go back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

BERLIN = ZoneInfo("Europe/Berlin")
CASES = ("NA", "", " ", "007", "7", "null", "nan", "\U0001f600", "it's", '"x"', "a,b", "-1", "\u00e4" * 300, "A", "a ")
ACTIVITIES = ("pay", "Pay", "NA", "", "look ", "\U0001f6d2 basket", "it's; --", "\u6ce8\u6587", "x" * 200)
CHANGE = datetime(2025, 10, 26, 2, 30)  # noqa: DTZ001 - local: the hour that comes twice in Berlin
STEPS = (0, 1, 60, 1800, 3600, 86_400)  # seconds between moments: many ties


def moments() -> st.SearchStrategy[datetime]:
    """Local moments, few enough to meet each other, around the night when an hour comes twice."""
    return st.builds(
        lambda step, times: CHANGE + timedelta(seconds=step * times), st.sampled_from(STEPS), st.integers(-3, 5)
    )


def zones() -> st.SearchStrategy[Any]:
    return st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-9, minutes=-30))])


@st.composite
def odd_logs(draw: st.DrawFn, *, aware: bool = True, least: int = 1) -> list[dict[str, Any]]:
    """Rows of case, activity, timestamp; aware ones of several offsets, or local ones without any."""
    names = draw(st.lists(st.sampled_from(ACTIVITIES), min_size=1, max_size=4, unique=True))
    ids = draw(st.lists(st.sampled_from(CASES), min_size=2, max_size=5, unique=True))
    count = draw(st.integers(least, 25))
    rows = []
    for _ in range(count):
        moment = draw(moments())
        moment = moment.replace(tzinfo=draw(zones())) if aware else moment
        rows.append({"case": draw(st.sampled_from(ids)), "activity": draw(st.sampled_from(names)), "timestamp": moment})
    return rows


def written(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with times as text, each with its offset."""
    return [row | {"timestamp": row["timestamp"].isoformat()} for row in rows]
