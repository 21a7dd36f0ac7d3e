"""The removal effects of a chain: by hand, by really deleting states, and by walking at random."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.events.attribution import removal_effect
from journeykit.events.attribution.removal_effect import TouchChain, removal_effects

PATHS = st.lists(
    st.tuples(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.booleans(), st.integers(1, 9)),
    min_size=1,
    max_size=30,
).filter(lambda paths: any(won for _, won, _ in paths))


def chain_of(paths, order=1):
    """Counts of the moves of paths: lists of codes, whether they convert, and what a conversion is worth."""
    start, moves, won, lost, value = Counter(), Counter(), Counter(), Counter(), Counter()
    for path, converts, worth in paths:
        states = [tuple(path[max(0, place + 1 - order) : place + 1]) for place in range(len(path))]
        start[states[0]] += 1
        moves.update(pairwise(states))
        (won if converts else lost)[states[-1]] += 1
        value[states[-1]] += worth if converts else 0
    names = sorted({state for path in (start, won, lost, *zip(*moves, strict=True)) for state in path})
    at = {state: place for place, state in enumerate(names)}
    pairs = sorted(moves)

    def each(counts):
        return np.array([float(counts[state]) for state in names])

    return TouchChain(
        np.array([state[-1] for state in names]),
        each(start),
        np.array([at[source] for source, _ in pairs], dtype=np.int64),
        np.array([at[target] for _, target in pairs], dtype=np.int64),
        np.array([float(moves[pair]) for pair in pairs]),
        each(won),
        each(lost),
        each(value),
    )


def without(counted, code):
    """Conversions and value for each path begun, when all moves to one channel lead to the null state."""
    size = len(counted.channel)
    out = np.bincount(counted.source, counted.count, size) + counted.converted + counted.lost
    q = np.zeros((size, size))
    q[counted.source, counted.target] = counted.count / out[counted.source]
    gone = counted.channel == code
    q[:, gone] = 0.0
    entry = np.where(gone, 0.0, counted.start) / counted.start.sum()
    reward = np.column_stack([counted.converted, counted.value]) / out[:, None]
    return entry @ np.linalg.solve(np.eye(size) - q, reward)


def test_the_example_of_three_paths_by_hand():
    # c1 > c2 > c3 converts, c1 does not, c2 > c3 does not: the common introduction to the method.
    # Start: c1 2/3, c2 1/3; c1: c2 1/2, null 1/2; c2: c3; c3: conversion 1/2. Whole: (2/3 · 1/2 + 1/3) / 2 = 1/3.
    # Without c1: 1/3 · 1/2 = 1/6, so that half is lost; without c2 or c3 nothing is left.
    counted = chain_of([([0, 1, 2], True, 10), ([0], False, 0), ([1, 2], False, 0)])
    effects, of_value = removal_effects(counted, 3)
    assert effects.tolist() == pytest.approx([0.5, 1, 1])
    assert of_value.tolist() == pytest.approx([0.5, 1, 1])
    assert (effects / effects.sum()).tolist() == pytest.approx([0.2, 0.4, 0.4])


def test_going_round_does_not_count_twice():
    # 0 > 0 > 0 converts: a channel that repeats itself is needed as much as one that does not
    assert removal_effects(chain_of([([0, 0, 0], True, 1), ([1], True, 1)]), 2)[0].tolist() == pytest.approx([0.5, 0.5])


def test_the_value_of_conversions_weighs():
    effects, of_value = removal_effects(chain_of([([0], True, 9), ([1], True, 1)]), 2)
    assert effects.tolist() == pytest.approx([0.5, 0.5])
    assert of_value.tolist() == pytest.approx([0.9, 0.1])


def test_a_channel_nobody_comes_to_has_no_effect():
    assert removal_effects(chain_of([([0], True, 1)]), 3)[0].tolist() == [1, 0, 0]


@given(PATHS, st.integers(1, 3))
def test_an_effect_is_what_deleting_the_channel_loses(paths, order):
    counted = chain_of(paths, order)
    whole = without(counted, -1)
    effects, of_value = removal_effects(counted, 5)
    for code in range(5):
        assert [effects[code], of_value[code]] == pytest.approx(1 - without(counted, code) / whole, abs=1e-9)


@settings(max_examples=50)
@given(PATHS, st.integers(1, 2))
def test_many_states_are_solved_alike(paths, order):
    counted = chain_of(paths, order)
    dense = removal_effects(counted, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(removal_effect, "_DENSE", 0)
        sparse = removal_effects(counted, 5)
    assert np.array(sparse) == pytest.approx(np.array(dense), abs=1e-9)


def test_random_walks_agree():
    rng = np.random.default_rng(5)
    paths = [(rng.integers(0, 4, rng.integers(1, 6)).tolist(), bool(rng.random() < 0.4), 1) for _ in range(60)]
    counted = chain_of(paths)
    effects, _ = removal_effects(counted, 4)
    size = len(counted.channel)
    steps = np.zeros((size, size + 2))  # then conversion, then null
    steps[counted.source, counted.target] = counted.count
    steps[:, size], steps[:, size + 1] = counted.converted, counted.lost
    cumulated = (steps / steps.sum(axis=1, keepdims=True)).cumsum(axis=1)
    walks = 40_000
    at = rng.choice(size, walks, p=counted.start / counted.start.sum())
    met = np.zeros((walks, size), dtype=bool)
    alive = np.ones(walks, dtype=bool)
    won = np.zeros(walks, dtype=bool)
    while alive.any():
        met[np.flatnonzero(alive), at[alive]] = True
        on = (cumulated[at[alive]] < rng.random(alive.sum())[:, None]).sum(axis=1)
        moved = np.flatnonzero(alive)
        won[moved[on == size]] = True
        alive[moved[on >= size]] = False
        at[moved] = np.minimum(on, size - 1)
    seen = met[won].mean(axis=0)  # the share of all conversions that pass each channel
    error = np.sqrt(seen * (1 - seen) / won.sum())
    assert (np.abs(seen - effects) <= 4 * error + 1e-12).all()
