"""Whatever the map and the log, the fitted map is a valid one whose counts agree with the log."""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.errors import EventLogError
from journeykit.events.fit import fit, fit_report
from journeykit.events.matched import matched
from journeykit.model.transitions import walkers
from journeykit.testing import maps

START = datetime(2026, 5, 4, tzinfo=UTC)


def names_of(journey):
    """Names under which a log may know the steps and outcomes."""
    return [name for node in (*journey.steps, *journey.outcomes) for name in (node.id, *node.events)]


@st.composite
def maps_with_rows(draw):
    journey = draw(maps(details=2).filter(lambda one: one.steps))
    activities = st.sampled_from([*names_of(journey), "stray", "other"])
    cases = draw(st.lists(st.lists(activities, min_size=1, max_size=7), min_size=2, max_size=8))
    return journey, [
        {
            "case": case,
            "activity": what,
            "timestamp": START + timedelta(days=draw(st.integers(0, 2))) if not place else None,
            "place": place,
            "score": draw(st.none() | st.integers(1, 5)),
            "who": draw(st.sampled_from(["x", "y", None])),
        }
        for case, steps in enumerate(cases)
        for place, what in enumerate(steps)
    ]


def filled(rows):
    """Later events of a case come some hours after the first."""
    first = {}
    for row in rows:
        first.setdefault(row["case"], row["timestamp"])
        row["timestamp"] = first[row["case"]] + timedelta(hours=row["place"])
    frame = pl.DataFrame(rows, schema_overrides={"score": pl.Float64, "who": pl.String})
    return jk.EventLog(frame, "case", "activity", "timestamp", order="place", score="score", timezone="UTC")


SAID = st.fixed_dictionaries(
    {
        "horizon": st.sampled_from([None, 0, "1 day"]),
        "smoothing": st.sampled_from([0, 0.5, 3]),
        "prior": st.sampled_from([0, 2.5]),
        "score_scale": st.sampled_from([None, (1, 5), (5, 1)]),
        "personas": st.booleans(),
    }
)


@settings(max_examples=400, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink takes minutes
@given(maps_with_rows(), SAID)
def test_every_fit_is_a_valid_map(made, said):
    journey, rows = made
    rules = [jk.Condition("who", "is", "x"), jk.Not(jk.Condition("who", "is", "x")), None]
    cast = [one.replace(when=rules[place % 3]) for place, one in enumerate(journey.personas)]
    journey = journey.replace(personas=cast)
    ruled = journey.cast == "alternatives" and any(one.when for one in walkers(journey))
    said["personas"] = personas = said["personas"] and ruled
    log = filled(rows)
    try:
        matched(journey, log.names)
    except EventLogError:
        reject()  # tested by itself
    found = fit_report(journey, log, **said)
    fitted = found.map
    assert jk.loads(jk.dumps(fitted, "json"), "json") == fitted
    assert [step.id for step in fitted.steps] == [step.id for step in journey.steps]
    assert {(a.source, a.target) for a in fitted.transitions} == {(a.source, a.target) for a in journey.transitions}
    _counts_agree(journey, found, rows, personas=personas)
    _shares_fit(fitted, {row.step for row in found.steps if row.n})
    again = fit(fitted, log, **(said | {"smoothing": 0, "prior": 0}))
    assert [move.count for move in again.transitions] == [move.count for move in fitted.transitions]


def _counts_agree(journey, found, rows, *, personas):
    """The counts are those of a plain loop over the rows."""
    if personas:
        return
    step_of = found.matched.step_of
    cases = defaultdict(list)
    for row in rows:
        cases[row["case"]].append((step_of.get(row["activity"], row["activity"]), row["activity"]))
    outcomes = {outcome.id for outcome in journey.outcomes}
    within = 0
    for case, events in cases.items():
        # a journey is over at its first outcome
        over = next((place for place, (step, _) in enumerate(events) if step in outcomes), len(events))
        # from one activity of a step to another the step goes on
        goes_on = [a[0] == b[0] and a[1] != b[1] for a, b in pairwise(events[: over + 1])]
        within += sum(goes_on)
        cases[case] = [step for (step, _), on in zip(events, [False, *goes_on], strict=False) if not on]
    moves = Counter(pair for steps in cases.values() for pair in pairwise(steps))
    known = {(move.source, move.target) for move in journey.transitions}
    off = sum(count for pair, count in moves.items() if pair not in known)
    assert found.moves == sum(moves.values()) + within
    assert sum(row.count for row in found.off_map) == off
    for row in found.transitions:
        seen = moves[row.source, row.target]
        assert row.count == seen or (row.target in outcomes and row.count > seen), row
    for row in found.steps:
        onward = sum(each.count for each in found.transitions if each.source == row.step)
        assert row.n >= onward + (row.dropped or 0)
        assert row.visits == sum(steps.count(row.step) for steps in cases.values())


def _shares_fit(fitted, seen):
    for who in (None, *fitted.personas):
        for step in fitted.steps:
            mine = [
                move
                for move in fitted.transitions
                if move.source == step.id and (who is None or not move.personas or who.id in move.personas)
            ]
            if who is not None or not any(move.personas for move in mine):
                assert sum(move.probability or 0 for move in mine) + (step.drop_off or 0) <= 1 + 1e-9 or (
                    fitted.cast == "together"
                )
            if step.id in seen and not personas_differ(fitted):
                assert sum(move.count for move in mine) <= step.count


def personas_differ(journey):
    return any(move.personas for move in journey.transitions)


ONE = [
    {"case": case, "activity": "basket", "timestamp": START, "place": 0, "score": None, "who": None} for case in (1, 2)
]


def test_reports_are_values():
    journey = jk.JourneyMap(stages=[jk.Stage("buy", ["basket", "pay"])])
    log = filled(ONE)
    found = fit_report(journey, log, horizon=0)
    assert pickle.loads(pickle.dumps(found.steps)) == found.steps
    assert "2 cases" in str(found)


@pytest.mark.parametrize("horizon", [None, 0])
def test_a_map_without_transitions_can_be_fitted(horizon):
    journey = jk.JourneyMap(stages=[jk.Stage("buy", ["basket"])], flow=[], outcomes=[jk.Outcome("x")])
    log = filled(ONE)
    assert fit(journey, log, horizon=horizon).step("basket").drop_off == (None if horizon is None else 1.0)
