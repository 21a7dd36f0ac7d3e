"""Those who end one way and those who end another: against counting out all walks, and the conditioned chain."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from house.source import ROOT
from journeykit.analysis.chain import chains
from journeykit.analysis.conditioned import conditioned
from journeykit.analysis.goals import reach
from journeykit.analysis.solve import Solver
from journeykit.graph.moves import moves, shares
from journeykit.model.transitions import walkers

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
EMOTIONS = st.sampled_from([None, -2.0, -1.0, 0.0, 0.5, 2.0])
ENDS = {"won": "success", "lost": "failure", "gone": "neutral"}


@st.composite
def told_apart(draw):
    """Maps of up to four steps with loops, of one or two personas who feel differently and may go different ways."""
    names = [f"s{place}" for place in range(draw(st.integers(1, 4)))]
    people = [jk.Persona("ana", share=0.3), jk.Persona("ben", share=0.7)][: draw(st.integers(0, 2))]
    steps, flow = [], []
    for name in names:
        emotion = draw(EMOTIONS)
        if people and draw(st.booleans()):
            emotion = {one.id: value for one in people if (value := draw(EMOTIONS)) is not None}
        own = [one.id for one in people if len(people) > 1 and draw(st.integers(0, 4)) == 0]
        steps.append(
            jk.Touchpoint(name, emotion=emotion or None, entry=draw(st.sampled_from([None, 1.0, 2.0])), personas=own)
        )
        targets = draw(st.lists(st.sampled_from([*names, *ENDS]), max_size=3, unique=True))
        for target in targets:
            for one in people if len(people) > 1 and draw(st.booleans()) else [None]:
                share = draw(st.sampled_from([0.05, 0.1, 0.2, 0.3]))
                flow.append(jk.Transition(name, target, probability=share, personas=[one.id] if one else []))
    return jk.JourneyMap(
        personas=people, stages=[jk.Stage("only", steps)], flow=flow,
        outcomes=[jk.Outcome(name, result=result) for name, result in ENDS.items()],
    )  # fmt: skip


def counted(journey):
    """By result and step: the mass of walks that end so, of those that come there, their visits, and their feelings.

    Every walk is followed, those that stand at the same step having met the same ones together.
    """
    people = walkers(journey) or (None,)
    weights = shares([one for one in people if one]) if people != (None,) else (1.0,)
    ended, met, visits = defaultdict(float), defaultdict(float), defaultdict(float)
    felt, known = defaultdict(float), defaultdict(float)
    names = {step.id for step in journey.steps}
    begun = [(one, weight, moves(journey, one)) for one, weight in zip(people, weights, strict=True)]
    begun = [each for each in begun if each[2].entries]
    total = sum(weight for _, weight, _ in begun)
    for one, weight, found in begun:
        out = defaultdict(list)
        for move in found.moves:
            out[move.source].append((move.target, move.probability))
        for step, share in (*found.drop_off.items(), *found.ends.items()):
            out[step].append((".drop_off" if step in found.drop_off else ".end", share))
        states = {(step, frozenset([step])): (share, {step: share}) for step, share in found.entries.items()}
        while sum(mass for mass, _ in states.values()) > 1e-13:
            then = {}
            for (here, seen), (mass, count) in states.items():
                for target, share in out[here]:
                    part = {step: each * share for step, each in count.items()}
                    if target in names:
                        key = (target, seen | {target})
                        old, had = then.get(key, (0.0, {}))
                        part[target] = part.get(target, 0.0) + mass * share
                        merged = {step: had.get(step, 0.0) + part.get(step, 0.0) for step in {*had, *part}}
                        then[key] = (old + mass * share, merged)
                        continue
                    result = ENDS.get(target, "failure" if target == ".drop_off" else "neutral")
                    mine = weight / total * mass * share
                    ended[result] += mine
                    for step in seen:
                        met[result, step] += mine
                        visits[result, step] += weight / total * part[step]
                        emotion = feeling(journey, step, one)
                        if emotion is not None:
                            felt[result, step] += mine * emotion
                            known[result, step] += mine
            states = then
    return ended, met, visits, felt, known


def feeling(journey, step, persona):
    found = journey.step(step).emotion
    if persona is None or isinstance(found, float | int):
        return found
    return journey.step(step).emotion_of(persona)


def asked(journey):
    try:
        return jk.outcomes(journey)
    except (jk.TrapError, ValueError):
        assume(False)
        raise


def valid(journey):
    """Whether no step gives away more than all it has."""
    return all(
        sum(move.probability for move in found.moves if move.source == step) <= 1 + 1e-9
        for found in [moves(journey, one) for one in walkers(journey) or (None,)]
        for step in found.entries
    )


@THOUSAND
@given(told_apart())
def test_the_figures_are_those_of_counting_out_all_walks(journey):
    found = asked(journey)
    assume(valid(journey))
    ended, met, visits, felt, known = counted(journey)
    assert {group.result for group in found.groups} == {each for each, mass in ended.items() if mass > 0}
    for group in found.groups:
        assert group.share == pytest.approx(ended[group.result], abs=1e-12)
        assert sum(share for _, _, share in group.ends) == pytest.approx(1)
    for row in found.curves():
        key, mass = (row.group, row.step), ended[row.group]
        assert row.met == pytest.approx(met[key] / mass, abs=1e-9)
        assert row.visits == pytest.approx(visits[key] / mass, abs=1e-9)
        if known[key] > 1e-9:
            assert row.emotion == pytest.approx(felt[key] / known[key], abs=1e-6)
        elif known[key] == 0:
            assert row.emotion is None


@THOUSAND
@given(told_apart())
def test_the_figures_are_those_of_the_chain_given_its_end(journey):
    (_, chain), *others = chains(journey)
    assume(not others)
    found = asked(journey)
    for group in found.groups:
        ends = [end for end, _, _ in group.ends]
        share, given_end = conditioned(chain, Solver(chain), ends)
        assert group.share == pytest.approx(share, abs=1e-12)
        expected = Solver(given_end).visits
        for row in group.steps:
            place = chain.index[row.step]
            assert row.visits == pytest.approx(expected[place], abs=1e-9)
            came = given_end.entry @ reach(given_end, Solver(given_end), [row.step])
            assert row.met == pytest.approx(min(came, 1.0), abs=1e-9)


@THOUSAND
@given(told_apart())
def test_the_groups_mixed_again_are_everybody(journey):
    found = asked(journey)
    for step in found.visits:
        rows = [(group.share, row) for group in found.groups for row in group.steps if row.step == step]
        assert sum(share * row.met for share, row in rows) == pytest.approx(found.visited[step], abs=1e-9)
        assert sum(share * row.visits for share, row in rows) == pytest.approx(found.visits[step], abs=1e-9)


def test_who_is_there_decides_how_it_feels():
    step = jk.Touchpoint("pay", emotion={"ana": 2, "ben": -2})
    shop = jk.JourneyMap(
        personas=[jk.Persona("ana", share=0.5), jk.Persona("ben", share=0.5)],
        stages=[jk.Stage("buy", [step])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost", result="failure")],
        flow=[
            jk.Transition("pay", "won", probability=0.9, personas=["ana"]),
            jk.Transition("pay", "lost", probability=0.1, personas=["ana"]),
            jk.Transition("pay", "won", probability=0.1, personas=["ben"]),
            jk.Transition("pay", "lost", probability=0.9, personas=["ben"]),
        ],
    )
    won, lost = jk.outcomes(shop).curves()
    assert (won.group, lost.group) == ("success", "failure")
    assert won.emotion == pytest.approx(0.9 * 2 - 0.1 * 2)
    assert lost.emotion == pytest.approx(-1.6)


def test_groups_are_named_in_words():
    found = jk.outcomes(jk.load(ROOT / "examples" / "broadband.journey.yaml"))
    assert [group.name for group in found.groups] == ["Stays with the new provider", "those who leave"]
    about = found.curves().about
    assert about[1] == "failure: 47.0% of all: those who leave (Keeps the old provider 34.7%, drop-off 12.3%)"
    assert not any("times leave out" in each for each in about)
    plain = jk.outcomes(jk.JourneyMap(stages=[jk.Stage("buy", ["look", jk.Touchpoint("pay", drop_off=0.5)])]))
    assert [group.name for group in plain.groups] == ["those who reach the end", "those who drop off"]
