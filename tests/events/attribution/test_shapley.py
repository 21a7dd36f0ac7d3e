"""The Shapley value of rates: by hand, over all orders, and by the properties that define it."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.events.attribution.shapley import ChannelSets, exact_shapley, sampled_shapley

SETS = st.dictionaries(
    st.frozensets(st.integers(0, 4), min_size=1),
    st.tuples(st.integers(1, 20), st.integers(0, 20)),
    min_size=1,
    max_size=8,
)


def sets_of(found):
    """`{channels: (paths, conversions)}` as the arrays that the algorithms take; the value is three a conversion."""
    members = [sorted(each) for each in found]
    begin = np.cumsum([0, *map(len, members)])[:-1]
    gains = np.array([[float(won), 3.0 * won] for _, won in found.values()])
    paths = np.array([float(count) for count, _ in found.values()])
    return ChannelSets(np.concatenate(members), begin, paths, gains)


def worth(found, coalition):
    inside = [counts for members, counts in found.items() if set(members) <= coalition]
    paths = sum(count for count, _ in inside)
    return sum(won for _, won in inside) / paths if paths else 0.0


def over_all_orders(found, channels):
    total = np.zeros(channels)
    orders = list(permutations(range(channels)))
    for order in orders:
        for place, code in enumerate(order):
            before = set(order[:place])
            total[code] += worth(found, before | {code}) - worth(found, before)
    return total / len(orders) * sum(count for count, _ in found.values())


def test_by_hand():
    # a alone converts 2 of 10, a with b 6 of 10; b alone never came. v(a) = .2, v(b) = 0, v(ab) = 8/20 = .4
    # a: (.2 + .4) / 2 = .3, b: (0 + .2) / 2 = .1, times 20 paths
    values = exact_shapley(sets_of({frozenset({0}): (10, 2), frozenset({0, 1}): (10, 6)}), 2)
    assert values[:, 0].tolist() == pytest.approx([6, 2])
    assert values[:, 1].tolist() == pytest.approx([18, 6])


@given(SETS)
def test_it_is_the_mean_over_all_orders(found):
    assert exact_shapley(sets_of(found), 5)[:, 0] == pytest.approx(over_all_orders(found, 5), abs=1e-9)


@given(SETS)
def test_values_sum_to_all_conversions_and_a_dummy_gets_nothing(found):
    values = exact_shapley(sets_of(found), 5)[:, 0]
    assert values.sum() == pytest.approx(sum(won for _, won in found.values()), abs=1e-9)
    for code in set(range(5)).difference(*found):
        assert values[code] == pytest.approx(0, abs=1e-9)


@given(SETS)
def test_channels_that_do_the_same_get_the_same(found):
    both = dict(found)
    for members, (count, won) in found.items():
        mirrored = frozenset({0: 1, 1: 0}.get(code, code) for code in members)
        if mirrored != members:
            before = found.get(mirrored, (0, 0))
            both[mirrored] = both[members] = (count + before[0], won + before[1])
    values = exact_shapley(sets_of(both), 5)[:, 0]
    assert values[0] == pytest.approx(values[1], abs=1e-9)


def test_one_channel_gets_all():
    assert exact_shapley(sets_of({frozenset({0}): (9, 4)}), 1)[:, 0].tolist() == pytest.approx([4])


def test_twenty_channels_are_exact():
    rng = np.random.default_rng(1)
    found = {
        frozenset(rng.choice(20, rng.integers(1, 6), replace=False).tolist()): (10, int(rng.integers(0, 10)))
        for _ in range(300)
    }
    exact = exact_shapley(sets_of(found), 20)[:, 0]
    assert exact.sum() == pytest.approx(sum(won for _, won in found.values()))
    drawn, error = sampled_shapley(sets_of(found), 20, samples=2_000, seed=3)
    assert (np.abs(drawn[:, 0] - exact) <= 4.5 * error[:, 0] + 1e-9).all()
    assert (error[:, 0] > 0).all()


@given(SETS)
def test_whatever_is_drawn_sums_to_all_conversions(found):
    values, error = sampled_shapley(sets_of(found), 5, samples=6, seed=1)
    assert values.sum(axis=0) == pytest.approx(
        [sum(won for _, won in found.values()) * each for each in (1, 3)], abs=1e-9
    )
    assert (error >= 0).all()


def test_the_same_seed_draws_the_same():
    sets = sets_of({frozenset({0, 1}): (5, 3), frozenset({1, 2}): (5, 1), frozenset({2}): (5, 4)})
    first, again, other = (sampled_shapley(sets, 3, samples=8, seed=seed)[0] for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_the_error_is_the_spread_of_many_runs():
    sets = sets_of(
        {frozenset({0, 1}): (5, 3), frozenset({1, 2}): (5, 1), frozenset({2, 3}): (5, 4), frozenset({0}): (5, 1)}
    )
    runs = np.array([sampled_shapley(sets, 4, samples=40, seed=seed)[0][:, 0] for seed in range(300)])
    stated = np.mean([sampled_shapley(sets, 4, samples=40, seed=seed)[1][:, 0] for seed in range(300)], axis=0)
    assert runs.std(axis=0) == pytest.approx(stated, rel=0.2)
