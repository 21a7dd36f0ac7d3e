import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analysis.chain import chain_of, chains
from journeykit.analysis.plain import plain
from journeykit.graph import moves
from journeykit.testing import maps


@st.composite
def plain_maps(draw):
    """Maps whose moves are each written once, in any order, with and without shares."""
    count = draw(st.integers(1, 5))
    names = [f"s{place}" for place in range(count)]
    outcomes = [f"o{place}" for place in range(draw(st.integers(0, 2)))]
    steps = [
        jk.Touchpoint(
            name, drop_off=draw(st.sampled_from([None, 0.0, 0.1])), entry=draw(st.sampled_from([None, None, 1.0, 3.0]))
        )
        for name in names
    ]
    flow = []
    for name in draw(st.permutations(names)):
        targets = draw(st.lists(st.sampled_from([*names, *outcomes]), max_size=3, unique=True))
        share = draw(st.sampled_from([0.3, 0.299999999999, 0.9 / 3, 0.25, 0.0]))
        flow += [jk.Transition(name, to, probability=draw(st.sampled_from([share, share, None]))) for to in targets]
    return jk.JourneyMap(stages=[jk.Stage("s", steps)], outcomes=[jk.Outcome(each) for each in outcomes], flow=flow)


def same(one, other):
    assert (one.steps, one.ends, one.assumed) == (other.steps, other.ends, other.assumed)
    for name in ("source", "target", "leaver", "end"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name
    for name in ("entry", "probability", "leaving"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-15), name
    assert one.source.dtype == one.end.dtype == np.int64


@settings(max_examples=1000, deadline=None)
@given(plain_maps())
def test_the_short_way_gives_the_same_chain(journey):
    assert plain(journey) is not None
    ((weight, chain),) = chains(journey)
    assert weight == 1
    same(chain, chain_of(moves(journey), journey))


@settings(max_examples=1000, deadline=None)
@given(maps(details=0))
def test_it_is_taken_only_where_it_gives_the_same(journey):
    if plain(journey) is not None:
        same(chains(journey)[0][1], chain_of(moves(journey), journey))


@pytest.mark.parametrize(
    "fields",
    [
        {"flow": ["in order"]},
        {"flow": [jk.Transition("a", "b"), jk.Transition("a", "b", probability=0.5)]},
        {"flow": [jk.Transition("a", "b", count=3)]},
        {"flow": [jk.Transition("a", "b", personas="ana")], "personas": [jk.Persona("ana"), jk.Persona("ben")]},
    ],
)
def test_other_maps_go_the_long_way(fields):
    assert plain(jk.JourneyMap(stages=[jk.Stage("s", ["a", "b"])], **fields)) is None
