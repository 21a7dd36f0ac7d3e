"""Chokepoints by definition: take one away and no success is left; take any other away and some is."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analysis.chain import chains
from journeykit.analysis.goals import reach
from journeykit.analysis.solve import Solver
from journeykit.graph import moves
from journeykit.graph.passages import passages
from journeykit.testing import maps

WIDE = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def graphs(draw):
    """A small graph with starts and goals."""
    size = draw(st.integers(1, 9))
    node = st.integers(0, size - 1)
    links = draw(st.lists(st.tuples(node, node), max_size=3 * size, unique=True))
    return size, links, draw(st.sets(node, min_size=1, max_size=3)), draw(st.sets(node, min_size=1, max_size=3))


def succeeds(links, starts, goals, without=None):
    """Whether a way is left without one node, or without one link."""
    if isinstance(without, tuple) and len(without) == 2:
        links = [link for link in links if link != without]
    gone = without[0] if isinstance(without, tuple) and len(without) == 1 else None
    seen, open_ = set(), [start for start in starts if start != gone]
    while open_:
        node = open_.pop()
        if node in seen:
            continue
        seen.add(node)
        if node in goals:
            return True
        open_ += [target for source, target in links if source == node and target != gone]
    return False


# a detour past two steps at once, which the next link of the way does not shorten
PAST_TWO = (7, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 5), (5, 6), (6, 3)], {0}, {4})


@WIDE
@given(graphs())
@example(PAST_TWO)
def test_passages_are_what_no_way_avoids(graph):
    size, links, starts, goals = graph
    found = passages(links, starts, goals)
    assert (found is None) == (not succeeds(links, starts, goals))
    if found is None:
        return
    assert len(found) == len(set(found))
    inner = [link for link in links if link[0] not in goals]
    for node in set(range(size)) - set(goals):
        assert ((node,) in found) == (not succeeds(inner, starts, goals, (node,)))
    for link in inner:
        assert (link in found) == (not succeeds(inner, starts, goals, link))


@WIDE
@given(graphs())
@example(PAST_TWO)
def test_passages_are_the_dominators_of_networkx_in_their_order(graph):
    _, links, starts, goals = graph
    found = passages(links, starts, goals)
    assume(found is not None)
    wide = nx.DiGraph()  # with each link as a node of its own
    for source, target in links:
        if source not in goals:
            nx.add_path(wide, [(source,), (source, target), (target,)])
    nx.add_star(wide, ["from", *((start,) for start in starts)])
    for goal in goals:
        wide.add_edge((goal,), "to")
    above = nx.immediate_dominators(wide, "from")
    way = []
    node = above["to"]
    while node != "from":
        way.insert(0, node)
        node = above[node]
    assert found == [node for node in way if len(node) == 2 or node[0] not in goals]


def success_without(journey, chokepoint, goal):
    """Whether some journey still succeeds without a step or a link, searched on the moves of the map itself."""
    found = moves(journey)
    links = [(move.source, move.target) for move in found.moves if move.probability > 0]
    links += [(step, ".end") for step, share in found.ends.items() if share > 0]
    begins = {step for step, share in found.entries.items() if share > 0}  # a weight may be too small for a share
    return succeeds(links, begins, goal, chokepoint)


@WIDE
@given(maps(details=0, steps=6, cast="together"), st.data())
def test_without_a_chokepoint_no_success_is_left_and_without_another_step_one_is(journey, data):
    names = [each.id for each in (*journey.outcomes, *journey.steps)]
    assume(names)
    goal = {data.draw(st.sampled_from(names))}
    try:
        found = jk.chokepoints(journey, goal)
    except jk.TrapError:
        assume(False)
    if not success_without(journey, None, goal):
        assert not found
        assert "no journey reaches" in found.about[-1]
        return
    listed = {each.steps for each in found}
    for step in journey.steps:
        if step.id not in goal:
            assert ((step.id,) in listed) == (not success_without(journey, (step.id,), goal))
    for move in moves(journey).moves:
        link = (move.source, move.target)
        if move.probability > 0 and move.source not in goal:
            assert (link in listed) == (not success_without(journey, link, goal))
    ((_, chain),) = chains(journey)
    solver = Solver(chain)
    whole = float(chain.entry @ reach(chain, solver, goal))
    for each in found:
        assert each.passed * each.success == pytest.approx(whole, rel=1e-9, abs=1e-300)
        if each.kind == "step" and not goal & {step.id for step in journey.steps}:
            there = float(chain.entry @ reach(chain, solver, each.steps))
            assert each.passed == pytest.approx(there, rel=1e-6, abs=1e-12)
    falling = [each.passed for each in found]
    assert falling == sorted(falling, reverse=True) or falling == pytest.approx(sorted(falling, reverse=True), rel=1e-9)


def shop(*flow, **fields):
    steps = fields.pop("steps", ("find", "app", "web", "pay"))
    outcomes = [jk.Outcome("bought", result="success"), jk.Outcome("left", result="failure")]
    return jk.JourneyMap(stages=[jk.Stage("buy", list(steps))], outcomes=outcomes, flow=list(flow), **fields)


TWO_WAYS = shop(
    "find >> app >> pay >> bought",
    {"from": "find", "to": "web", "probability": 0.5},
    "web >> pay",
    {"from": "pay", "to": "left", "probability": 0.2},
    {"from": "web", "to": "left", "probability": 0.4},
)


def test_figures_say_how_many_come_through():
    found = jk.chokepoints(TWO_WAYS)
    assert [(each.kind, *each.steps) for each in found] == [
        ("step", "find"), ("step", "pay"), ("link", "pay", "bought"),
    ]  # fmt: skip
    assert [each.passed for each in found] == pytest.approx([1, 0.8, 0.64])
    assert [each.kept for each in found] == pytest.approx([1, 0.8, 0.8])
    assert [each.success for each in found] == pytest.approx([0.64, 0.8, 1])


def test_a_goal_may_be_a_step_and_is_no_chokepoint_itself():
    found = jk.chokepoints(TWO_WAYS, goal="pay")
    assert [each.steps for each in found] == [("find",)]
    assert [each.steps for each in jk.chokepoints(TWO_WAYS, goal="find")] == []


def test_a_chokepoint_is_one_for_every_persona_who_can_succeed():
    anna, ben, cleo = jk.Persona("anna", share=0.5), jk.Persona("ben", share=0.3), jk.Persona("cleo", share=0.2)
    journey = shop(
        {"from": "find", "to": "app", "personas": ["anna"]},
        {"from": "find", "to": "web", "personas": ["ben"]},
        {"from": "find", "to": "left", "personas": ["cleo"]},
        "app >> pay",
        "web >> pay",
        "pay >> bought",
        personas=[anna, ben, cleo],
    )
    found = jk.chokepoints(journey)
    assert [each.steps for each in found] == [("find",), ("pay",), ("pay", "bought")]
    assert [each.passed for each in found] == pytest.approx([1, 1, 1])
    assert any("cleo" in said for said in found.about)
    assert ("app",) in [each.steps for each in jk.chokepoints(journey, persona="anna")]
    assert not jk.chokepoints(journey, persona="cleo")


def test_wrong_goals_are_named():
    with pytest.raises(jk.UnknownName, match="bought"):
        jk.chokepoints(TWO_WAYS, goal="bougt")
    with pytest.raises(ValueError, match="goal"):
        jk.chokepoints(jk.JourneyMap(stages=[jk.Stage("buy", ["pay"])]))
    with pytest.raises(jk.TrapError):
        jk.chokepoints(shop("find >> app >> bought", "find >> web", "web >> web"))


def test_rows_are_taken_by_data_frames():
    for found in (jk.chokepoints(TWO_WAYS), jk.chokepoints(shop("find >> left"))):
        for frame in (pd.DataFrame(found), pl.DataFrame(found)):
            assert list(frame.columns) == ["kind", "steps", "passed", "kept", "success"]
            assert len(frame) == len(found)


def test_long_lines_of_many_thousand_steps_are_no_trouble():
    steps = [f"s{index}" for index in range(5000)]
    journey = shop(" >> ".join((*steps, "bought")), steps=steps)
    assert len(jk.chokepoints(journey)) == 10_000
