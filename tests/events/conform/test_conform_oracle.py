"""The engine's replay is that of a loop in plain Python, on random maps and logs."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.conform.replaying import Replayed

STEPS = ["a", "b", "c", "d", "e"]
STRANGE = ["x", "y"]
PAID = ["paid", "a again", "failed b"]
START = datetime(2026, 5, 4, tzinfo=UTC)


@st.composite
def maps(draw):
    """A map of five steps in two stages and an outcome; some transitions, some with a probability."""
    names = [*STEPS, "paid"]
    flow = []
    for source in STEPS:
        targets = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
        shares = draw(st.sampled_from([(None, None, None), (0.5, 0.3, 0.1), (0.25, None, None), (0.5, 0.25, 0.25)]))
        flow += [jk.Transition(source, target, probability=p) for target, p in zip(targets, shares, strict=False)]
    steps = [
        jk.Touchpoint("a", events=["a", "a again"]),
        jk.Touchpoint("b", failed_events=["failed b"], events=["b"]),
        *STEPS[2:],
    ]
    cut = draw(st.integers(1, 4))
    return jk.JourneyMap(
        stages=[jk.Stage("one", steps[:cut]), jk.Stage("two", steps[cut:])], outcomes=[jk.Outcome("paid")], flow=flow
    )


TRACES = st.dictionaries(
    st.integers(0, 99),
    st.lists(st.sampled_from([*STEPS, *STRANGE, *PAID]), min_size=1, max_size=7),
    min_size=2,
    max_size=8,
).filter(lambda traces: {*STEPS, "a again", "failed b"} & {name for trace in traces.values() for name in trace})


def frame(traces):
    rows = [
        (case, name, START + timedelta(seconds=place))
        for case, trace in traces.items()
        for place, name in enumerate(trace)
    ]
    return pl.DataFrame(rows, schema=["case", "activity", "timestamp"], orient="row")


def data(traces, engine):
    made = frame(traces)
    return made if engine == "polars" else made.to_arrow()


@given(journey=maps(), traces=TRACES, engine=st.sampled_from(["polars", "arrow"]))
@settings(max_examples=300)
def test_the_engine_replays_as_a_loop_does(engine, journey, traces):
    step_of = {**{name: name for name in [*STEPS, "paid"]}, "a again": "a", "failed b": "b"}
    plain = Replayed(journey, traces, step_of, failing={"failed b"})
    counts, cases, on_map, fits = plain.counts, plain.cases, plain.on_map, plain.fits
    found = jk.conform(journey, jk.EventLog(data(traces, engine)), examples=3)
    rows = {(row.kind, row.step, row.source, row.target, row.activity): row for row in found.deviations}
    assert {tag: row.count for tag, row in rows.items()} == dict(counts)
    assert {tag: row.cases for tag, row in rows.items()} == {tag: len(each) for tag, each in cases.items()}
    assert {tag: row.examples for tag, row in rows.items()} == {
        tag: tuple(sorted(each)[:3]) for tag, each in cases.items()
    }
    assert found.cases_on_map == len(on_map)
    assert (found.moves_on_map, found.moves) == (fits[True], fits[True] + fits[False])
    for row in found.by_step:
        mine = [each for tag, each in cases.items() if tag[1] == row.step]
        assert row.cases == len(set().union(*mine))
        assert row.events == sum(step_of.get(name) == row.step for trace in traces.values() for name in trace)
        skipped = set().union(*(each for tag, each in cases.items() if tag[:2] == ("missing", row.step)))
        assert row.never == sum(row.step not in map(step_of.get, traces[case]) for case in skipped)
    for tag, row in rows.items():
        never = {case for case in cases[tag] if tag[1] not in map(step_of.get, traces[case])}
        assert row.never == (len(never) if tag[0] == "missing" else None)


@given(journey=maps(), traces=TRACES, horizon=st.sampled_from([None, 0, "1 day"]))
@settings(max_examples=15, deadline=None)
def test_every_overlay_draws(journey, traces, horizon):
    found = jk.conform(journey, jk.EventLog(frame(traces)), horizon=horizon)
    for view in ("flow", "poster"):
        assert jk.draw(journey, view, overlay=found).svg.startswith("<svg")


@given(journey=maps(), traces=TRACES)
@settings(max_examples=25, deadline=None)
def test_open_cases_are_those_without_an_outcome(journey, traces):
    found = jk.conform(journey, jk.EventLog(frame(traces)), horizon="1 day")
    assert sum(row.open for row in found.ends) == sum("paid" not in trace for trace in traces.values())


@given(journey=maps(), traces=TRACES, engine=st.sampled_from(["polars", "arrow"]))
@settings(max_examples=25, deadline=None)
def test_cases_that_go_on_after_an_outcome_end_nowhere_else(journey, traces, engine):
    found = jk.conform(journey, jk.EventLog(data(traces, engine)), horizon=0)
    went_on = Counter(trace[-1] for trace in traces.values() if "paid" in trace and trace[-1] != "paid")
    assert {row.activity: row.over for row in found.ends if row.over} == went_on
