"""Loops against closed forms, dense algebra of their own, networkx and plain search."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from itertools import islice

import networkx as nx
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings

import journeykit as jk
from house.source import variables
from journeykit.analysis.chain import chains
from journeykit.testing import maps

WIDE = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
ONE = maps(details=0, steps=6, cast="together")
ANY = maps(details=0, steps=6, personas=2)


def shop(*flow, steps=("find", "basket", "pay"), **fields):
    return jk.JourneyMap(stages=[jk.Stage("buy", list(steps))], flow=list(flow), **fields)


def loops_or_none(journey, persona=None):
    """None where journeys do not end."""
    try:
        return jk.loops(journey, persona)
    except jk.TrapError:
        return None


def test_a_geometric_loop_has_the_closed_form():
    for p in (0.0001, 0.25, 0.5, 0.9, 0.9999):
        (loop,) = jk.loops(shop("in order", {"from": "pay", "to": "basket", "probability": p}))
        assert loop.steps == ("basket", "pay")
        assert loop.entries == ("basket",)
        assert loop.again == pytest.approx(p, abs=1e-12)
        assert loop.rounds == pytest.approx(p / (1 - p), rel=1e-9)
        assert loop.visits == pytest.approx(2 / (1 - p), rel=1e-9)
        assert loop.ways_out == (("pay", ".end", pytest.approx(1.0)),)
        assert loop.personas == ()


def test_a_step_that_leads_to_itself_is_a_loop():
    (loop,) = jk.loops(shop("in order", {"from": "basket", "to": "basket", "probability": 0.2}))
    assert (loop.steps, loop.again, loop.rounds) == (("basket",), pytest.approx(0.2), pytest.approx(0.25))
    assert list(loop.cycles()) == [jk_cycle(("basket",), 0.2)]


def jk_cycle(steps, probability):
    from journeykit.analysis.loops import Cycle

    return Cycle(steps, pytest.approx(probability))


def test_two_entries_are_weighted_by_who_comes_in_there():
    # in at a (1/4) or b (3/4); a -> b always, b -> a with 1/2: both return to where they came in with probability 1/2
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", [jk.Touchpoint("a", entry=1), jk.Touchpoint("b", entry=3)])],
        flow=["a >> b", {"from": "b", "to": "a", "probability": 0.5}],
    )
    (loop,) = jk.loops(journey)
    assert loop.entries == ("a", "b")
    assert loop.again == pytest.approx(0.5)
    assert loop.visits == pytest.approx(0.25 * 4 + 0.75 * 3)
    assert loop.reached == 1.0


def test_shares_of_ways_out_are_of_those_who_came_in():
    journey = shop(
        "find >> basket >> pay >> done",
        {"from": "find", "to": "left", "probability": 0.6},
        {"from": "pay", "to": "basket", "probability": 0.5},
        {"from": "basket", "to": "left", "probability": 0.2},
        outcomes=[jk.Outcome("done"), jk.Outcome("left")],
    )
    (loop,) = jk.loops(journey)
    assert loop.reached == pytest.approx(0.4)
    assert loop.again == pytest.approx(0.4)
    out = {(way.source, way.target): way.share for way in loop.ways_out}
    assert out == {("pay", "done"): pytest.approx(2 / 3), ("basket", "left"): pytest.approx(1 / 3)}
    assert loop.ways_out[0].target == "done", "the most taken first"


def test_a_loop_that_nobody_reaches_has_no_figures_and_no_traps():
    journey = shop("find >> done", "basket >> pay", "pay >> basket", outcomes=[jk.Outcome("done")])
    (loop,) = jk.loops(journey)
    assert (loop.steps, loop.reached, loop.again, loop.rounds) == (("basket", "pay"), 0.0, None, None)
    assert [cycle.steps for cycle in loop.cycles()] == [("basket", "pay")]


def test_a_part_that_nobody_leaves_is_named():
    with pytest.raises(jk.TrapError, match="basket"):
        jk.loops(shop("find >> basket >> pay", "pay >> basket"))


def test_personas_have_loops_of_their_own():
    anna, ben = jk.Persona("anna", share=0.75), jk.Persona("ben", share=0.25)
    back = {"from": "pay", "to": "basket", "probability": 0.5, "personas": ["anna"]}
    journey = shop("in order", back, personas=[anna, ben], outcomes=[jk.Outcome("done", result="success")])
    (loop,) = jk.loops(journey)
    assert (loop.personas, loop.reached, loop.again) == (("anna",), pytest.approx(0.75), pytest.approx(0.5))
    assert not jk.loops(journey, "ben")
    assert jk.loops(journey, anna)[0].reached == pytest.approx(1.0)
    with pytest.raises(jk.UnknownName, match="anna"):
        jk.loops(journey, "ana")


def test_nobody_walks_a_cycle_that_takes_two_personas():
    # anna closes the loop through x, ben through y; both know a and b
    anna, ben = jk.Persona("anna", share=0.5), jk.Persona("ben", share=0.5)
    both = [
        {"from": "a", "to": "b", "probability": 0.5},
        {"from": "b", "to": "a", "probability": 0.5},
        {"from": "a", "to": "a", "probability": 0.25, "personas": ["anna"]},
        {"from": "b", "to": "b", "probability": 0.25, "personas": ["ben"]},
    ]
    (loop,) = jk.loops(shop(*both, steps=("a", "b"), personas=[anna, ben]))
    found = {cycle.steps: cycle.probability for cycle in loop.cycles()}
    assert found == {("a",): pytest.approx(0.125), ("b",): pytest.approx(0.125), ("a", "b"): pytest.approx(0.25)}


def test_what_is_assumed_is_said_first():
    assert (
        "assumed"
        in jk.loops(
            shop("in order", "pay >> basket", "pay >> find", outcomes=[jk.Outcome("x", result="success")])
        ).about[0]
    )
    assert jk.loops(shop("in order")).about == ()


@WIDE
@given(ONE)
def test_figures_are_those_of_dense_algebra(journey):
    found = loops_or_none(journey)
    assume(found)
    ((_, chain),) = chains(journey)
    q = chain.q.toarray()
    for loop in found:
        if not loop.reached:
            assert loop.again is None
            continue
        inside = [chain.at(step) for step in loop.steps]
        outside = [index for index in range(len(chain.steps)) if index not in inside]
        # walks outside, followed for 2^40 moves by doubling: no solve, no inverse
        moved, met = q.copy(), np.eye(len(q))
        moved[inside] = 0
        for _ in range(40):
            met, moved = met + moved @ met, moved @ moved
        arriving, left = chain.entry @ moved, (chain.entry @ met)[inside]
        if arriving[outside].sum() > 1e-12:
            continue  # some other loop is hardly ever left: more rounds than this test has
        assert loop.reached == pytest.approx(min(1, left.sum()), abs=1e-9)
        stays = np.eye(len(inside)) - q[np.ix_(inside, inside)]
        if stays.diagonal().min() < 1e-6 or np.linalg.cond(stays) > 1e6:
            continue  # so seldom left that an inverse is off by more than this test allows
        n = np.linalg.inv(stays)
        a = left / left.sum()
        assert loop.rounds == pytest.approx(a @ (np.diag(n) - 1), rel=1e-6, abs=1e-9)
        assert loop.again == pytest.approx(a @ (1 - 1 / np.diag(n)), abs=1e-9)
        assert loop.visits == pytest.approx((a @ n).sum(), rel=1e-6)
        assert sum(way.share for way in loop.ways_out) == pytest.approx(1, rel=1e-9)


@WIDE
@given(ONE)
def test_cycles_are_those_of_networkx(journey):
    found = loops_or_none(journey)
    assume(found is not None)
    graph = jk.to_networkx(journey)
    graph.remove_edges_from([(a, b) for a, b, p in graph.edges(data="probability") if not p > 0])
    place = {step.id: index for index, step in enumerate(journey.steps)}
    theirs = {}
    for cycle in islice(nx.simple_cycles(graph), 2000):
        first = min(range(len(cycle)), key=lambda index: place[cycle[index]])
        steps = (*cycle[first:], *cycle[:first])
        pairs = zip(steps, (*steps[1:], steps[0]), strict=True)
        theirs[steps] = float(np.prod([graph.edges[pair]["probability"] for pair in pairs]))
    ours = [cycle for loop in found for cycle in loop.cycles(limit=None)]
    assert {cycle.steps: cycle.probability for cycle in ours} == pytest.approx(theirs)
    assert len(ours) == len(theirs)


@WIDE
@given(ANY)
def test_loops_are_the_parts_of_networkx_for_each_persona(journey):
    found = loops_or_none(journey)
    assume(found is not None)
    theirs = set()
    for weight, chain in chains(journey):
        graph = nx.DiGraph()
        on = chain.probability > 0
        graph.add_edges_from(zip(chain.source[on].tolist(), chain.target[on].tolist(), strict=True))
        for part in nx.strongly_connected_components(graph) if weight > 0 else ():
            if len(part) > 1 or graph.has_edge(*(*part, *part)):
                theirs.add(tuple(chain.steps[index] for index in sorted(part)))
    assert {loop.steps for loop in found} == theirs
    assert len(found) == len(theirs)
    assert all(0 <= loop.reached <= 1 + 1e-12 and 0 <= (loop.again or 0) <= 1 for loop in found)


def test_cycles_are_lazy_and_bounded():
    # 26 steps, each leads to each: more than 10^25 cycles
    names = [f"s{index}" for index in range(26)]
    steps = [jk.Touchpoint(name, drop_off=0.5) for name in names]
    (loop,) = jk.loops(shop(*[f"{a} >> {b}" for a in names for b in names if a != b], steps=steps))
    assert len(list(loop.cycles(limit=50))) == 50
    assert len({cycle.steps for cycle in loop.cycles()}) == 1000
    for wrong in (0, -1, 1.5, True, float("nan")):
        with pytest.raises(ValueError, match="at least 1"):
            loop.cycles(limit=wrong)


def test_a_loop_with_too_many_entries_says_so(monkeypatch):
    monkeypatch.setattr("journeykit.analysis.strong.MOST_ENTRIES", 0)
    found = jk.loops(shop("in order", {"from": "pay", "to": "basket", "probability": 0.5}))
    assert (found[0].again, found[0].visits) == (None, pytest.approx(4))
    assert "entries" in found.about[0]


def test_columns_of_one_solve_and_of_many_are_the_same(monkeypatch):
    steps = [jk.Touchpoint(f"s{index}", entry=index + 1) for index in range(10)]
    journey = shop(
        *[{"from": f"s{index}", "to": f"s{(index + 1) % 10}", "probability": 0.9} for index in range(10)], steps=steps
    )
    before = jk.loops(journey)
    monkeypatch.setattr("journeykit.analysis.strong._AT_ONCE", 3)
    assert jk.loops(journey)[0].rounds == pytest.approx(before[0].rounds, abs=1e-13)
    assert before[0].again == pytest.approx(0.9**10)


def test_rows_are_taken_by_data_frames_and_travel():
    found = jk.loops(shop("in order", {"from": "pay", "to": "basket", "probability": 0.5}))
    for frame in (pd.DataFrame(found), pl.DataFrame(found)):
        assert list(frame.columns)[:4] == ["steps", "entries", "ways_out", "reached"]
        assert len(frame) == 1
    assert len(pd.DataFrame(jk.loops(shop("in order"))).columns) == 8
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert list(again[0].cycles()) == list(found[0].cycles())
    json.dumps(found.rows())


SCRIPT = """
import journeykit as jk
names = [f"s{i}" for i in range(8)]
flow = [f"{a} >> {b}" for a in names for b in names if (len(a) + int(a[1]) * int(b[1])) % 3]
journey = jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint(n, drop_off=.1) for n in names])], flow=flow)
for loop in jk.loops(journey):
    print(loop, [cycle.steps for cycle in loop.cycles(300)])
"""


def test_the_order_does_not_depend_on_the_hash_seed():
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env=variables(PYTHONHASHSEED=seed), capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert len(said.pop()) > 1000
