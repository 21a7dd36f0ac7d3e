"""What is asked of all segments at once on Spark is what DuckDB says."""

from __future__ import annotations

import numpy as np
import pytest

import journeykit as jk
from journeykit.events.observed.segment_ranks import of_rests, ranked

VERBS = {
    "sizes": lambda parted: parted.sizes(),
    "activities": lambda parted: parted.activities(horizon="20 days"),
    "transitions": lambda parted: parted.transitions(horizon="20 days", quantiles=(0.1, 0.9)),
    "variants": lambda parted: parted.variants(2),
    "funnel": lambda parted: parted.funnel(["a0", ["a1", "a2"], "a0"], horizon="20 days"),
    "unordered": lambda parted: parted.funnel(["a0", "a1"], ordered=False, within="3 days"),
    "durations": lambda parted: parted.durations("a0", "a1", pairing="nearest", horizon="20 days"),
    "over_time": lambda parted: parted.over_time("month", to="a1", horizon="20 days"),
    "compare_durations": lambda parted: parted.compare_durations("a0", "a1"),
    "part": lambda parted: [parted["alone"].variants(), parted["alone"].activities()],
}


def rows():
    """Ties, several visits of an activity, unknown segments, and a segment with a single case."""
    rng = np.random.default_rng(3)
    found = []
    for case in range(120):
        kind = "alone" if case == 1 else None if case % 7 == 0 else f"s{int(rng.integers(0, 4))}"
        at = int(rng.integers(0, 200 * 86_400))
        for place in range(int(rng.integers(1, 9))):
            moment = np.datetime64("2026-01-01T00:00:00") + np.timedelta64(at, "s")
            says = kind if place == 0 or rng.random() < 0.5 else None
            name = f"a{int(rng.integers(0, 4))}"
            found.append({"case": case, "activity": name, "timestamp": f"{moment}Z", "order": place, "kind": says})
            at += int(rng.choice([0, 0, 60, 3600, 86_400, 400_000]))
    return found


def plain(found):
    """Rows as nested lists, numbers to nine digits."""
    if isinstance(found, float):
        return f"{found:.9g}"
    if isinstance(found, (str, int)) or found is None:
        return found
    if isinstance(found, dict):
        return {name: plain(value) for name, value in found.items()}
    if hasattr(found, "about"):
        return [plain(found.rows()), list(found.about)]
    return [plain(each) for each in found] if isinstance(found, (list, tuple)) else str(found)


@pytest.fixture(scope="module")
def both(started):
    types = "case bigint, activity string, timestamp string, order bigint, kind string"
    return [jk.EventLog(data, order="order").by("kind") for data in (started.createDataFrame(rows(), types), rows())]


@pytest.mark.slow
@pytest.mark.parametrize("verb", VERBS)
def test_all_segments_at_once_on_spark(spark, both, verb):
    ours, other = (plain(VERBS[verb](parted)) for parted in both)
    assert ours == other
    assert ours


def test_ranks_of_what_is_left_on_spark(spark, both):
    engine = both[0]["alone"].engine
    table = engine.small({"segment": [0, 0, 1, 1, 2], "took": [5, 1, 3, 3, 2]})
    found = of_rests(engine, ranked(engine, table, "took"), {0: (1, 2, 3), 1: (1, 3), 3: (5,)})
    assert found == {(0, 1): 2, (0, 2): 3, (0, 3): 3, (1, 1): 1, (1, 3): 5, (3, 5): 5}
