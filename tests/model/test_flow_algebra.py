"""`>>` is pure and associative; a chain is a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.model import Flow

ENDS = st.sampled_from(["a", "b", "c", "d"])
STEPS = ENDS.map(jk.Touchpoint)
OUTCOME = jk.Outcome("done")
A, B, C = (jk.Touchpoint(name) for name in "abc")


@st.composite
def flows(draw):
    """A chain of at least two steps, now and then with a qualified move or an open fork at its end."""
    flow = draw(STEPS) >> draw(STEPS)
    for step in draw(st.lists(STEPS, max_size=2)):
        flow = flow >> step
    last = jk.Touchpoint(flow.ends[-1])
    tail = draw(st.sampled_from(["plain", "qualified", "fork"]))
    if tail == "qualified":
        return flow >> last.to(draw(STEPS), 0.5)
    return flow >> last.to({A: 0.1, B: 0.2}) if tail == "fork" else flow


@given(STEPS, STEPS, STEPS)
def test_chains_of_steps_are_associative(a, b, c):
    assert (a >> b) >> c == a >> (b >> c)


@given(flows(), flows(), flows())
def test_chains_of_flows_whose_joints_differ_are_associative(x, y, z):
    if x.ends != y.starts and y.ends != z.starts:
        assert (x >> y) >> z == x >> (y >> z)


@given(flows(), flows())
def test_an_equal_joint_is_shared_and_every_other_one_is_bridged(x, y):
    joined = x >> y
    bridge = 0 if x.ends == y.starts else len(x.ends) * len(y.starts)
    assert len(joined.transitions) == len(x.transitions) + bridge + len(y.transitions)
    assert (joined.starts, joined.ends) == (x.starts, y.ends)


@settings(max_examples=50)
@given(flows(), STEPS)
def test_a_chain_changes_neither_side(flow, step):
    before, alone = (flow, hash(flow)), step.model_dump()
    _ = flow >> step
    _ = step >> flow
    assert (flow, hash(flow)) == before
    assert step.model_dump() == alone


def test_steps_hold_no_edges_and_maps_take_none_that_are_not_given():
    _ = A >> B >> C
    assert jk.JourneyMap(stages=[jk.Stage("s", [A, B, C])], flow=[]).transitions == ()


def test_a_step_after_itself_is_a_wanted_loop():
    assert (A >> A).transitions == (jk.Transition("a", "a"),)
    assert ((A >> A) >> A).transitions == (jk.Transition("a", "a"),) * 2


def test_a_text_is_an_id_on_either_side():
    assert "a" >> B == A >> "b" == A >> B
    assert "a" >> (B >> C) == (A >> B) >> "c"
    assert A >> OUTCOME == A >> "done"


def test_a_fork_leads_from_each_of_its_ends():
    flow = A.to({B: 0.5, C: 0.5}) >> OUTCOME
    assert [(move.source, move.target) for move in flow.transitions[2:]] == [("b", "done"), ("c", "done")]


def test_to_gives_a_flow():
    assert isinstance(A.to(B, 0.5), Flow)
    assert (A.to(B, 0.5) >> C).ends == ("c",)


@pytest.mark.parametrize("other", [3, None, 1.5, ["b"], jk.Stage("b"), jk.Persona("b"), jk.in_order])
def test_anything_else_is_refused(other):
    for chain in (A, A >> B):
        with pytest.raises(TypeError):
            chain >> other
        with pytest.raises(TypeError):
            other >> chain


def test_flows_are_equal_by_what_they_say():
    assert jk.Touchpoint("a", emotion=2) >> B == A >> B
    assert hash(A >> B) == hash("a" >> B)
