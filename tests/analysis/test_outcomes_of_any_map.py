"""Over any map: what must hold, what enumerating every walk gives, and what networkx gives."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analysis.chain import chains
from journeykit.analysis.conditioned import conditioned
from journeykit.analysis.ends.felt import stronger
from journeykit.analysis.solve import Solver
from journeykit.testing import maps

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))


def asked(journey, **question):
    try:
        return jk.outcomes(journey, **question)
    except jk.TrapError:
        assume(False)
        raise


@THOUSAND
@given(maps(details=0) | maps(details=2))
def test_what_holds_on_every_map(journey):
    found = asked(journey)
    begun = any(chain.entry.any() for _, chain in chains(journey))  # staff meet no step that does not name them
    assert sum(found.probability.values()) == pytest.approx(1.0 if begun else 0.0, abs=1e-12)
    assert all(0 <= share <= 1 for share in found.probability.values())
    assert sum(found.drop_off.values()) == pytest.approx(found.dropped, rel=1e-9, abs=1e-12)
    assert found.steps == pytest.approx(sum(found.visits.values()))
    for step, visits in found.visits.items():
        assert 0 <= found.visited[step] <= min(visits, 1) + 1e-12
        assert found.variance(step) >= 0
        if found.visited[step] > 0:
            assert found.conversion(step, step) == 1
    shares = [row.probability for row in found.by_outcome]
    lengths = [row.steps or 0.0 for row in found.by_outcome]
    assert np.dot(shares, lengths) == pytest.approx(found.steps, rel=1e-6)
    for row in found.by_outcome:
        if row.lowest is not None:
            assert -2 - 1e-9 <= row.lowest <= 2 + 1e-9
            assert -2 - 1e-9 <= row.peak_end <= 2 + 1e-9


@THOUSAND
@given(maps(details=0), st.integers(1, 30))
def test_what_is_reached_within_more_steps_is_more(journey, steps):
    few, more = asked(journey, within=steps).within, asked(journey, within=steps + 1).within
    for end, share in few.probability.items():
        assert share <= more.probability[end] + 1e-12
        assert more.probability[end] <= asked(journey).probability[end] + 1e-12
    assert few.open >= more.open - 1e-12


EMOTIONS = st.sampled_from([None, None, -2.0, -1.0, -1.0, 0.0, 0.5, 1.0, 2.0])


@st.composite
def small(draw):
    """Maps of up to four steps that end soon, with emotions and times, for walks to be listed one by one."""
    count = draw(st.integers(1, 4))
    names = [f"s{place}" for place in range(count)]
    steps = [
        jk.Touchpoint(
            name,
            emotion=draw(EMOTIONS),
            entry=draw(st.sampled_from([None, 1.0, 2.0])),
            duration=draw(st.sampled_from([None, "1 hour", "3 hours", "1 day"])),
            value=draw(st.sampled_from([None, 3.0])),
        )
        for name in names
    ]
    flow = []
    for name in names:
        targets = draw(st.lists(st.sampled_from([*names, "good", "bad"]), max_size=3, unique=True))
        shares = draw(st.lists(st.sampled_from([0.05, 0.1, 0.2]), min_size=len(targets), max_size=len(targets)))
        after = draw(st.sampled_from([None, "2 hours"]))
        flow += [jk.Transition(name, to, probability=p, after=after) for to, p in zip(targets, shares, strict=True)]
    outcomes = [jk.Outcome("good", result="success", emotion=draw(EMOTIONS), value=10), jk.Outcome("bad")]
    return jk.JourneyMap(stages=[jk.Stage("s", steps)], outcomes=outcomes, flow=flow)


def enumerated(journey, cutoff=1e-7):
    """By end: probability and sums over all walks down to a tiny share, one by one; and what is left out."""
    ((_, chain),) = chains(journey)
    steps = {step.id: step for step in journey.steps}
    after = {(move.source, move.target): move.after.seconds if move.after else 0.0 for move in journey.transitions}
    feeling = {outcome.id: outcome.emotion for outcome in journey.outcomes}
    moves = defaultdict(list)
    for source, target, share in zip(chain.source, chain.target, chain.probability, strict=True):
        moves[int(source)].append((chain.steps[target], float(share), False))
    for source, end, share in zip(chain.leaver, chain.end, chain.leaving, strict=True):
        moves[int(source)].append((chain.ends[end], float(share), True))
    found = defaultdict(lambda: defaultdict(float))
    waiting = [((step,), float(share), 0.0) for step, share in zip(chain.steps, chain.entry, strict=True) if share > 0]
    lost = 0.0
    while waiting:
        walk, share, seconds = waiting.pop()
        if share < cutoff:
            lost += share
            continue
        here = walk[-1]
        time = steps[here].duration.seconds if steps[here].duration else 0.0
        for name, probability, over in moves[chain.index[here]]:
            gone = seconds + time + after.get((here, name), 0.0)
            if over:
                felt = [*(steps[each].emotion for each in walk), feeling.get(name)]
                add(found[name], share * probability, walk, felt, gone)
            else:
                waiting.append(((*walk, name), share * probability, gone))
    return found, lost


def add(sums, share, walk, emotions, seconds):
    known = [each for each in emotions if each is not None]
    sums["share"] += share
    sums["steps"] += share * len(walk)
    sums["seconds"] += share * seconds
    sums["soon"] += share * (seconds <= 5 * 3600)
    for step in set(walk):
        sums[f"met {step}"] += share
        sums[f"square {step}"] += share * walk.count(step) ** 2
    if known:
        sums["known"] += share
        sums["moments"] += share * len(known)
        sums["total"] += share * sum(known)
        sums["lowest"] += share * min(known)
        peak = min(each for each in known if abs(each) == max(map(abs, known)))
        sums["peak_end"] += share * (peak + known[-1]) / 2


@THOUSAND
@given(small())
def test_every_walk_one_by_one_gives_the_same(journey):
    found = asked(journey, within="5 hours")
    walks, lost = enumerated(journey)
    assert lost < 1e-4
    assert {end for end in walks if end not in found.probability} == set()
    for row in found.by_outcome:
        sums = walks[row.outcome]
        near = {"abs": 1e-6 + 60 * lost}
        assert row.probability == pytest.approx(sums["share"], **near)
        assert found.within.probability[row.outcome] == pytest.approx(sums["soon"], **near)
        if row.probability == 0:
            assert (row.steps, row.emotion, row.lowest) == (None, None, None)
            continue
        assert row.steps * row.probability == pytest.approx(sums["steps"], **near)
        if found.duration is not None:
            assert row.duration * row.probability == pytest.approx(sums["seconds"], abs=near["abs"] * 1e5)
        assert (row.emotion is None) == (sums["known"] == 0) == (row.lowest is None) == (row.peak_end is None)
        if row.emotion is not None:
            assert row.emotion == pytest.approx(sums["total"] / sums["moments"], abs=near["abs"] / sums["moments"])
            loose = near["abs"] / sums["known"]
            assert row.lowest == pytest.approx(sums["lowest"] / sums["known"], abs=loose)
            assert row.peak_end == pytest.approx(sums["peak_end"] / sums["known"], abs=loose)
    for step in found.visits:
        met = sum(sums[f"met {step}"] for sums in walks.values())
        square = sum(sums[f"square {step}"] for sums in walks.values())
        assert found.visited[step] == pytest.approx(met, abs=1e-6 + 60 * lost)
        assert found.variance(step) == pytest.approx(square - found.visits[step] ** 2, abs=1e-5 + 600 * lost)


@THOUSAND
@given(small())
def test_the_chain_given_its_end_is_a_chain_of_its_own(journey):
    ((_, chain),) = chains(journey)
    try:
        solver = Solver(chain)
    except jk.TrapError:
        assume(False)
        raise
    found = jk.outcomes(journey)
    for end, share in found.probability.items():
        if share == 0:
            with pytest.raises(ValueError, match="no journey ends in"):
                conditioned(chain, solver, [end])
            continue
        told, given_end = conditioned(chain, solver, [end])
        assert told == pytest.approx(share, rel=1e-9)
        assert given_end.entry.sum() == pytest.approx(1)
        out = np.bincount(given_end.source, given_end.probability, len(chain.steps))
        out = out + np.bincount(given_end.leaver, given_end.leaving, len(chain.steps))
        assert out == pytest.approx(np.ones(len(chain.steps)))
        visits = Solver(given_end).visits
        row = next(row for row in found.by_outcome if row.outcome == end)
        assert visits.sum() == pytest.approx(row.steps, rel=1e-9)
        to = given_end.leaver[given_end.end == chain.end_index[end]]
        assert set(given_end.leaver) <= {*to, *range(len(chain.steps))}


def test_what_is_no_end_cannot_be_conditioned_on():
    ((_, chain),) = chains(
        jk.JourneyMap(stages=[jk.Stage("s", ["a"])], outcomes=[jk.Outcome("good", result="success")])
    )
    with pytest.raises(jk.UnknownName, match="did you mean 'good'"):
        conditioned(chain, Solver(chain), ["goood"])


@THOUSAND
@given(small())
def test_networkx_reaches_the_same_steps(journey):
    """The notion the two share: what can be met at all, and what is expected by iterating its matrix."""
    found = asked(journey)
    graph = jk.to_networkx(journey)
    graph.remove_edges_from([edge for edge in graph.edges if graph.edges[edge]["probability"] == 0])
    begun = {node for node, data in graph.nodes(data=True) if data.get("entry")}
    met = begun.union(*(nx.descendants(graph, node) for node in begun))
    assert {step for step, share in found.visited.items() if share > 0} == met & set(found.visits)
    matrix = nx.to_numpy_array(graph, nodelist=list(found.visits), weight="probability")
    entry = np.array([graph.nodes[step].get("entry", 0.0) for step in found.visits])
    here, visits = entry, entry.copy()
    for _ in range(400):
        here = here @ matrix
        visits += here
    assert np.allclose(visits, list(found.visits.values()), atol=1e-9)


def test_the_stronger_emotion_is_the_larger_and_on_a_tie_the_negative_one():
    one, other = np.array([1.0, 0.0, -2.0, 1.0]), np.array([-1.0, -0.5, 2.0, 1.5])
    assert stronger(one, other).tolist() == stronger(other, one).tolist() == [-1.0, -0.5, -2.0, 1.5]
