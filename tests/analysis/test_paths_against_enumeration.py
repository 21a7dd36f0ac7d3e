"""The most probable walks are those that counting out all of them finds, in the stated order, ties included."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.analysis.paths import paths
from journeykit.errors import TrapError
from journeykit.graph import moves
from journeykit.graph.moves import shares
from journeykit.model.transitions import walkers
from journeykit.testing import maps

THOUSAND = settings(max_examples=1_000, suppress_health_check=list(HealthCheck))
K = 15
TENTHS = [10, 20, 30, 40, 50, 60, 9, 3, 25, 12, 36]  # percent; products of many of them are equal
SOME_STEPS = tuple("abcde")


@st.composite
def small_maps(draw: st.DrawFn, personas: int = 0) -> jk.JourneyMap:
    """Maps of few steps and round probabilities, with loops and ties."""
    names = draw(st.permutations(SOME_STEPS[: draw(st.integers(1, 5))]))
    ends = ["won", "lost"][: draw(st.integers(0, 2))]
    people = [jk.Persona(f"p{n}", share=draw(st.sampled_from([0.2, 0.25, 0.3]))) for n in range(personas)]
    flow: list[jk.Transition] = []
    steps = []
    for name in names:
        left = 100
        targets = draw(st.lists(st.sampled_from([*names, *ends]), max_size=4, unique=True))
        for target in targets:
            fields: dict[str, Any] = {}
            part = draw(st.sampled_from(TENTHS))
            if part <= left and draw(st.integers(0, 4)):
                left -= part
                fields["probability"] = part / 100
            if people and draw(st.integers(0, 3)) == 0:
                fields["personas"] = draw(st.lists(st.sampled_from(people), min_size=1, unique_by=lambda p: p.id))
            flow.append(jk.Transition(name, target, **fields))
        entry = draw(st.sampled_from([None, None, True, 2.0]))
        whose = [one for one in people if draw(st.integers(0, 3)) == 0]
        leaving = left / 200 if draw(st.booleans()) else None
        steps.append(jk.Touchpoint(name, entry=entry, drop_off=leaving, personas=whose))
    return jk.JourneyMap(
        personas=people, stages=[jk.Stage("s", steps)], outcomes=[jk.Outcome(end) for end in ends], flow=flow
    )


Walk = tuple[tuple[str, ...], str]


def exact(probability: float) -> Fraction:
    return Fraction(probability).limit_denominator(1_000_000)


def counted_out(
    journey: jk.JourneyMap,
    floor: Fraction,
    *,
    persona: str | None = None,
    start: str | None = None,
    end: str | None = None,
    most: int | None = None,
) -> dict[Walk, Fraction]:
    """All walks of at least that probability, by trying every move from every entry; none of the package's search."""
    found = moves(journey, persona)
    out: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
    for move in found.moves:
        out[move.source].append((move.target, exact(move.probability)))
    for name, share in found.drop_off.items():
        out[name].append(("drop_off", exact(share)))
    for name, share in found.ends.items():
        out[name].append(("end", exact(share)))
    entries = {start: Fraction(1)} if start else {name: exact(share) for name, share in found.entries.items()}
    ends = {target for targets in out.values() for target, _ in targets} - set(found.drop_off)
    useful = leading(out, {end} if end else ends)
    walks: dict[Walk, Fraction] = {}
    waiting = [((name,), share) for name, share in entries.items() if name in found.drop_off]
    while waiting:
        steps, share = waiting.pop()
        if (
            share < floor
            or not share
            or steps[-1] not in useful
            or (most is not None and max(Counter(steps).values()) > most + 1)
        ):
            continue
        assert floor or len(steps) < 400, "walks without end where few were found"
        assume(len(steps) < 400)  # a loop that nearly all stay in: too much to count out
        if steps[-1] == end:
            walks[steps, end] = share
            continue
        for target, part in out[steps[-1]]:
            if target in found.drop_off:
                waiting.append(((*steps, target), share * part))
            elif share * part >= floor and share * part and end in (None, target):
                walks[steps, target] = share * part
    return walks


def leading(out: dict[str, list[tuple[str, Fraction]]], ends: set[str]) -> set[str]:
    """The ends, and the steps from which one of them can be reached."""
    useful, before = set(ends), set()
    while useful != before:
        before = set(useful)
        useful |= {step for step, moves in out.items() if any(share and target in before for target, share in moves)}
    return useful


def in_order(journey: jk.JourneyMap, walks: dict[Walk, Fraction]) -> list[Walk]:
    """By probability, then fewer steps, then the order of the map's steps and ends."""
    names = [each.id for each in (*journey.steps, *journey.outcomes)] + ["end", "drop_off"]
    place = {name: index for index, name in enumerate(names)}
    return sorted(walks, key=lambda w: (-walks[w], len(w[0]), [place[step] for step in w[0]], place[w[1]]))


def floor_of(found: Any, k: int = K) -> Fraction:
    """What the last of k walks says; if there are fewer, there must be no other."""
    return exact_product(found[-1].probability) if len(found) == k else Fraction(0)


def exact_product(probability: float) -> Fraction:
    return Fraction(probability) * (1 - Fraction(1, 10**9))


@THOUSAND
@given(small_maps(), st.sampled_from([None, 0, 1, 2]), st.data())
def test_the_first_k_walks_in_order(journey: jk.JourneyMap, most: int | None, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([None, None, *(step.id for step in journey.steps)]))
    ends = [*(each.id for each in (*journey.steps, *journey.outcomes)), "drop_off", "end"]
    end = data.draw(st.sampled_from([None, None, *ends]))
    try:
        found = paths(journey, K, start=start, end=end, max_repeats=most)
    except TrapError:
        assume(False)
    walks = counted_out(journey, floor_of(found), start=start, end=end, most=most)
    assert [(path.steps, path.ends) for path in found] == in_order(journey, walks)[:K]
    for path in found:
        assert path.probability == pytest.approx(float(walks[path.steps, path.ends]), rel=1e-9)
    assert [path.cumulated for path in found] == pytest.approx(
        [sum(path.probability for path in found[: n + 1]) for n in range(len(found))], abs=1e-12
    )
    if len(found) < K and end is None and most is None:  # these are all of them
        assert found[-1].cumulated == pytest.approx(1, abs=1e-12)


def share_of(journey: jk.JourneyMap, persona: str | None, walk: Walk) -> Fraction:
    """The probability of one walk."""
    found = moves(journey, persona)
    steps, end = walk
    out = {(move.source, move.target): exact(move.probability) for move in found.moves}
    out |= {(step, "drop_off"): exact(share) for step, share in found.drop_off.items()}
    out |= {(step, "end"): exact(share) for step, share in found.ends.items()}
    share = exact(found.entries.get(steps[0], 0.0))
    for pair in pairwise((*steps, end)):
        share *= out.get(pair, 0)
    return share


def mixed(journey: jk.JourneyMap, floor: Fraction, most: int | None) -> dict[Walk, Fraction]:
    """All walks that have at least that probability for somebody, with that of all together."""
    people = () if journey.cast == "together" else walkers(journey)
    weights = [exact(share) for share in shares(people)]
    who = [(one.id, weight) for one, weight in zip(people, weights, strict=True) if moves(journey, one).entries]
    total = sum(weight for _, weight in who)
    if not who:
        return counted_out(journey, floor, most=most)
    found = {walk for one, weight in who if weight for walk in counted_out(journey, floor, persona=one, most=most)}
    return {walk: sum(share_of(journey, one, walk) * weight for one, weight in who) / total for walk in found}


@THOUSAND
@given(small_maps(personas=2), st.sampled_from([None, None, 0, 1]))
def test_the_walks_of_several_personas_are_added_up(journey: jk.JourneyMap, most: int | None) -> None:
    try:
        found = paths(journey, K, max_repeats=most)
    except TrapError:
        assume(False)
    walks = mixed(journey, floor_of(found), most)  # whatever is worth that in the mean is worth it to somebody
    assert [(path.steps, path.ends) for path in found] == in_order(journey, walks)[:K]
    assert [path.probability for path in found] == pytest.approx(
        [float(walks[path.steps, path.ends]) for path in found], rel=1e-9
    )


@THOUSAND
@given(maps(details=0, personas=2), st.data())
def test_on_any_map_at_all(journey: jk.JourneyMap, data: st.DataObject) -> None:
    assume(not {"drop_off", "end"} & {each.id for each in (*journey.steps, *journey.outcomes)})
    persona = data.draw(st.sampled_from([None, *(one.id for one in journey.personas)]))
    try:
        found = paths(journey, 8, persona=persona)
    except TrapError:
        assume(False)
    shown = [path.probability for path in found]
    assert all(one * (1 + 1e-8) >= other for one, other in pairwise(shown))
    assert len({(path.steps, path.ends) for path in found}) == len(found)
    assert all(0 <= path.cumulated <= 1 for path in found)
    assume(not found or shown[-1] > 1e-3)  # else there are too many to count out
    floor = floor_of(found, 8)
    walks = counted_out(journey, floor, persona=persona) if persona else mixed(journey, floor, None)
    better = {walk for walk, share in walks.items() if not found or float(share) > shown[-1] * (1 + 1e-6)}
    assert better <= {(path.steps, path.ends) for path in found}
    for path in found:
        told = share_of(journey, persona, (path.steps, path.ends)) if persona else walks[path.steps, path.ends]
        assert path.probability == pytest.approx(float(told), rel=1e-4, abs=1e-9)
