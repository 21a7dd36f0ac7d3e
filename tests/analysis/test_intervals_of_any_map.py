"""Intervals over any map: counts of any size, priors, personas, traps, shares of 0 and 1."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

import journeykit as jk
from analysis.lever_maps import journeys
from journeykit.testing import maps

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
METHODS = st.sampled_from(["delta", "sampling"])


def around(low, value, high, method):
    """Whether an interval is one; that of the delta method holds the figure."""
    near = 1e-9 * max(1.0, abs(value))
    return low <= high + near and (method == "sampling" or low - near <= value <= high + near)


@st.composite
def counted_somewhere(draw):
    """Any map, most of whose moves were counted."""
    journey = draw(journeys() | journeys() | maps(details=2))
    counts = st.sampled_from([None, 0, 1, 7, 1200, 2**53])
    flow = [move.replace(count=draw(counts)) if draw(st.integers(0, 3)) else move for move in journey.transitions]
    return journey.replace(flow=flow)


@THOUSAND
@given(counted_somewhere(), METHODS)
def test_intervals_of_outcomes_and_paths(journey, method):
    try:
        found = jk.outcomes(journey, method=method, n=20)
        paths = jk.paths(journey, 3, method=method, n=20)
    except jk.TrapError:
        assume(False)
        raise
    except ValueError as error:
        if "nothing was counted" not in str(error):
            raise
        event("nothing counted")
        assert jk.outcomes(journey).interval("steps") is None
        return
    event("counted")
    for row in found.by_outcome:
        assert 0 <= row.low <= row.high <= 1
        assert around(row.low, row.probability, row.high, method)
        assert row.error >= 0
    for row in found.by_step:
        assert around(row.visits_low, row.visits, row.visits_high, method)
        assert around(row.drop_off_low, row.drop_off, row.drop_off_high, method)
    for figure in ("goal", "dropped", "steps", "duration", "emotion", "value", "cost"):
        sure = found.interval(figure)
        assert (sure is None) == (getattr(found, figure) is None)
        assert sure is None or around(sure.low, sure.value, sure.high, method)
    for path in paths:
        assert around(path.low, path.probability, path.high, method)
        assert around(path.cumulated_low, path.cumulated, path.cumulated_high, method)


@THOUSAND
@given(counted_somewhere(), METHODS, st.sampled_from(["step", "transition"]))
def test_intervals_of_levers(journey, method, by):
    try:
        rows = jk.levers(journey, by=by, assumed=True, method=method, n=20)
    except jk.TrapError:
        assume(False)
        raise
    except ValueError as error:
        if "nothing was counted" not in str(error) and "name a goal" not in str(error):
            raise
        event("nothing counted, or no goal")
        return
    event("counted")
    assert [(row.step if by == "step" else row.source) for row in rows] == [
        (row.step if by == "step" else row.source) for row in jk.levers(journey, by=by, assumed=True)
    ]
    for row in rows:
        assert (row.low is None) == (row.error is None)
        assert row.improvable or row.low is None
        assert row.low is None or around(row.low, row.gain, row.high, method)
