"""Shares are shares: whatever the map and whoever asks, they sum to 1 within 1e-12, and what is counted is whole."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy import stats

import journeykit as jk
from analysis.lever_maps import journeys
from journeykit.analysis.chain import chains
from journeykit.analysis.conditioned import conditioned
from journeykit.analysis.ends.walk import cast_of
from journeykit.analysis.paths import each_path
from journeykit.analysis.solve import Solver
from journeykit.graph import moves
from journeykit.testing import maps

THOUSAND = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
ANY = maps(details=0, steps=6, personas=2)


def asked(journey, **question):
    """What is found of a map on which somebody begins, and nobody is trapped."""
    try:
        found = jk.outcomes(journey, **question)
    except jk.TrapError:
        assume(False)
        raise
    assume(found.steps)
    return found


@THOUSAND
@given(ANY, st.data())
def test_ends_sum_to_one_for_everybody_and_for_each(journey, data):
    persona = data.draw(st.sampled_from([None, *(one.id for one in journey.personas)]))
    found = asked(journey, persona=persona, within=data.draw(st.integers(1, 20)))
    assert abs(sum(found.probability.values()) - 1) <= 1e-12
    assert abs(sum(row.probability for row in found.by_outcome) - 1) <= 1e-12
    assert abs(sum(found.within.probability.values()) + found.within.open - 1) <= 1e-12


@THOUSAND
@given(ANY)
def test_from_each_step_that_is_met_one_goes_on_to_one_end(journey):
    found = asked(journey)
    for step, share in found.visited.items():
        if share > 0:
            ends = [found.conversion(step, end) for end in found.probability]
            assert abs(sum(ends) - 1) <= 1e-12


@THOUSAND
@given(journeys())
def test_the_chain_given_its_end_leaves_each_step_once(journey):
    for _, chain in chains(journey):
        solver = Solver(chain)
        for end in chain.ends:
            try:
                _, told = conditioned(chain, solver, [end])
            except ValueError:  # no journey ends there
                continue
            assert abs(told.entry.sum() - 1) <= 1e-12
            out = np.bincount(told.source, told.probability, len(told.steps))
            out = out + np.bincount(told.leaver, told.leaving, len(told.steps))
            assert np.abs(out[out > 0] - 1).max() <= 1e-12


@THOUSAND
@given(journeys(steps=4))
def test_paths_come_together_to_all_journeys(journey):
    told = list(islice(each_path(journey), 400))
    total = sum(path.probability for path in told)
    assert told[-1].cumulated == pytest.approx(total, abs=1e-12)
    assert total <= 1 + 1e-12
    if len(told) < 400:
        assert abs(total - 1) <= 1e-12
    ends = jk.outcomes(journey).probability
    for end in ("won", "lost", "other"):
        assert sum(path.probability for path in told if path.ends == end) <= ends[end] + 1e-12


def least(seen, shares):
    """The least chance, over all that may follow, of a count as far off as the one that was seen: exact binomials."""
    total = sum(seen.values())
    assert not {name for name, count in seen.items() if count and not shares.get(name)}
    names = [name for name, share in shares.items() if share > 0]
    counts, true = np.array([seen.get(name, 0) for name in names]), np.array([shares[name] for name in names])
    true = np.minimum(true, 1.0)
    return float(2 * np.minimum(stats.binom.cdf(counts, total, true), stats.binom.sf(counts - 1, total, true)).min())


@THOUSAND
@given(ANY, st.integers(0, 2**32))
def test_who_is_simulated_ends_and_moves_as_the_map_says(journey, seed):
    """1,000 maps with some 20 shares each, and 1e-10 for each of them: 2e-6 that a true one is called false. Counts of
    a step that is met as often as it happens are not quite binomial; five powers of ten are left for that.
    """
    found = asked(journey)
    assume(found.steps < 50)
    told = jk.simulate(journey, 400, seed)
    ended = told["ended"][told["ended"] != ""].tolist()
    assert len(ended) == 400
    assert least({end: ended.count(end) for end in set(ended)}, dict(found.probability)) > 1e-10
    follows = np.append(told["step"][1:], "")
    over = told["ended"] != ""
    for one in cast_of(journey):
        mine = told["persona"] == (one.persona.id if one.persona else "")
        there = moves(journey, one.persona)
        for step, drop_off in there.drop_off.items():
            here = mine & (told["step"] == step)
            shares = {move.target: move.probability for move in there.out_of(step)}
            shares |= {".drop_off": drop_off, ".end": there.ends.get(step, 0.0)}
            went = np.where(over[here], told["ended"][here], follows[here]).tolist()
            if went:
                assert least({to: went.count(to) for to in set(went)}, shares) > 1e-10
