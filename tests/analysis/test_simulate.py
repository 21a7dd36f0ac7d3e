"""Simulated customers: the map comes back out of them, times are as stated, the same seed gives the same bytes."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from scipy import stats

import journeykit as jk
from analysis.simulated import SOLAR, line
from journeykit.analysis.chain import chains
from journeykit.analysis.ends.walk import cast_of
from journeykit.analysis.goals import reach
from journeykit.analysis.solve import Solver
from journeykit.graph import moves
from journeykit.testing import maps

WIDE = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
COLUMNS = [
    "case", "customer", "persona", "step", "activity", "title", "timestamp", "order", "channel", "emotion", "score",
    "value", "ended",
]  # fmt: skip


def test_a_column_for_everything_and_a_row_for_the_end():
    found = jk.simulate(SOLAR, 300, 7)
    assert list(found.dtype.names) == COLUMNS
    assert found.cases == 300
    assert set(found["case"].tolist()) == set(range(1, 301))
    assert (found["case"] == found["customer"]).all()
    last = np.append(np.diff(found["case"]) > 0, True)
    assert set(found["ended"][last].tolist()) == {"lives", "gave_up", ".drop_off"}
    assert not any(found["ended"][~last])
    rows = {row["step"]: row for row in found.rows()}
    assert rows["web"]["activity"] == "page"
    assert rows["ads"]["title"] == "An advertisement"
    assert rows["permit"]["channel"] is None
    assert rows["quote"]["value"] == 5
    assert rows["lives"] | {"case": 0, "customer": 0, "persona": "", "timestamp": 0, "order": 0, "score": 0} == {
        "case": 0, "customer": 0, "persona": "", "step": "lives", "activity": "live", "title": "Lives", "timestamp": 0,
        "order": 0, "channel": None, "emotion": 2, "score": 0, "value": 1000, "ended": "lives",
    }  # fmt: skip
    dropped = found[(found["ended"] == ".drop_off")]
    assert set(dropped["step"].tolist()) == {"web"}, "who drops off simply stops there"


def test_rows_are_in_order():
    found = jk.simulate(SOLAR, 500, 3)
    assert (np.diff(found["case"]) >= 0).all()
    same = np.diff(found["case"]) == 0
    assert (np.diff(found["order"])[same] == 1).all()
    assert (found["order"][1:][~same] == 0).all()
    assert (np.diff(found["timestamp"])[same] >= np.timedelta64(0, "ms")).all()
    first = found[found["order"] == 0]
    assert (np.diff(first["timestamp"]) >= np.timedelta64(0, "ms")).all(), "cases are numbered as they arrive"


def estimated(found, ids):
    """How often each step led to each step and to each end, straight from the columns."""
    frame = pd.DataFrame(found)
    follows = frame["step"].shift(-1).where(frame["case"] == frame["case"].shift(-1))
    going = follows.where(follows.notna(), frame["ended"])
    table = pd.crosstab(frame["step"], going)
    return table.loc[[step for step in ids if step in table.index]]


@pytest.mark.parametrize("persona", ["anna", "ben"])
def test_the_map_comes_back_from_its_customers(persona):
    """Chi-square per step over 20 seeds. Each p-value of a true null is below 1e-7 with probability 1e-7: with 5 steps,
    20 seeds and 2 personas the false-alarm rate of the whole test is 2e-5. Means of the p-values must be near 1/2:
    100 of them have a standard error of .029, and 4.5 of these are another 1e-5.
    """
    journey = moves(SOLAR, persona)
    values = []
    for seed in range(20):
        counts = estimated(jk.simulate(SOLAR, 4000, seed, persona=persona), journey.drop_off)
        for step in journey.drop_off:
            shares = {move.target: move.probability for move in journey.out_of(step)}
            shares |= {".drop_off": journey.drop_off[step]} if journey.drop_off[step] else {}
            seen = counts.loc[step]
            assert set(seen[seen > 0].index) <= {each for each, share in shares.items() if share > 0}
            if len(shares) < 2:
                continue
            total = seen.sum()
            expected = [share * total for share in shares.values()]
            p = stats.chisquare([seen.get(each, 0) for each in shares], expected).pvalue
            assert p > 1e-7, (seed, step)
            values.append(p)
    assert abs(np.mean(values) - 0.5) < 4.5 / np.sqrt(12 * len(values))


@pytest.mark.parametrize("persona", [None, "anna", "ben"])
def test_ends_come_with_their_probability(persona):
    """Within 5 standard errors: a false alarm once in 1.7 million figures; there are 9."""
    count = 100_000
    found = jk.simulate(SOLAR, count, 11, persona=persona)
    for end in ("lives", "gave_up", ".drop_off"):
        p = sum(weight * (chain.entry @ reach(chain, Solver(chain), [end])) for weight, chain in chains(SOLAR, persona))
        assert (found["ended"] == end).sum() / count == pytest.approx(p, abs=5 * np.sqrt(p * (1 - p) / count))


def test_visits_come_as_often_as_the_chain_says():
    """Within 5 standard errors, estimated from the counts per case."""
    ((_, chain),) = chains(SOLAR, "ben")
    found = jk.simulate(SOLAR, 50_000, 5, persona="ben")
    for step, visits in zip(chain.steps, Solver(chain).visits, strict=True):
        counts = np.bincount(found["case"][found["step"] == step], minlength=50_001)[1:]
        assert counts.mean() == pytest.approx(visits, abs=5 * counts.std() / np.sqrt(50_000) + 1e-12)


@WIDE
@given(maps(details=0, steps=6, personas=2))
def test_every_walk_is_one_of_the_map(journey):
    try:
        found = jk.simulate(journey, 20, 1)
    except ValueError:  # a trap, nobody begins, or a loop is so seldom left that the walks would not fit into memory
        assume(False)
    possible, begins, last = {}, {}, {}
    for each in cast_of(journey):
        who = each.persona.id if each.persona else ""
        # on a map that knows staff only they walk it, though no step is said to be theirs
        staff = each.persona is not None and each.persona.side != "customer"
        there = moves(journey, None if staff else each.persona)
        begins[who] = {step for step, share in there.entries.items() if share > 0}
        possible[who] = {(move.source, move.target) for move in there.moves if move.probability > 0}
        last[who] = {(step, ".drop_off") for step, share in there.drop_off.items() if share > 0}
        last[who] |= {(step, ".end") for step, share in there.ends.items() if share > 0}
    outcomes = {outcome.id for outcome in journey.outcomes}
    rows = found.rows()
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        who = row["persona"] or ""
        if row["order"] == 0:
            assert row["step"] in begins[who]
        if row["ended"] is None:
            assert following["case"] == row["case"]
            assert (row["step"], following["step"]) in possible[who]
        elif row["step"] in outcomes:
            assert row["ended"] == row["step"]
        else:
            assert (row["step"], row["ended"]) in last[who]


def test_durations_have_the_stated_mean_and_spread():
    """Means of 40,000 within 5 standard errors of an exponential or lognormal with standard deviation = mean."""
    journey = line(jk.Touchpoint("a", duration="10 min"), jk.Touchpoint("b"))
    for spread in ("exponential", "lognormal"):
        found = jk.simulate(journey, 40_000, 2, spread=spread)
        minutes = np.diff(found["timestamp"]).astype(float)[::2] / 60_000
        assert minutes.mean() == pytest.approx(10, abs=5 * 10 / 200)
        assert minutes.std() == pytest.approx(10, rel=0.1)
        cut = (
            stats.expon(scale=10).cdf
            if spread == "exponential"
            else stats.lognorm(np.sqrt(np.log(2)), scale=10 / np.sqrt(2)).cdf
        )
        assert stats.kstest(minutes[:2000], cut).pvalue > 1e-6
    fixed = jk.simulate(journey, 5, 2, spread="fixed")
    assert set(np.diff(fixed["timestamp"])[::2].tolist()) == {timedelta(minutes=10)}


def test_what_passes_after_a_step_is_added():
    flow = [jk.Transition("a", "b", after="1 hour"), "b >> done"]
    journey = line(jk.Touchpoint("a", duration="10 min"), "b", outcomes=[jk.Outcome("done")], flow=flow)
    rows = jk.simulate(journey, 1, 0, spread="fixed", unknown="1 min").rows()
    assert [row["timestamp"] - rows[0]["timestamp"] for row in rows] == [
        timedelta(0), timedelta(minutes=70), timedelta(minutes=71),
    ]  # fmt: skip
    assert "b: 1 minute each" in jk.simulate(journey, 1, 0, unknown="1 min").about[0]


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        (None, "2026-01-01", "2027-01-01"),
        ("2025-03-01", "2025-03-01", "2026-03-01"),
        (date(2025, 3, 1), "2025-03-01", "2026-03-01"),
        (("2025-03-01T12:00", "2025-03-02"), "2025-03-01T12:00", "2025-03-02"),
        (datetime(2025, 3, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2025-03-01", "2026-03-01"),
        ((datetime(2025, 3, 1, tzinfo=UTC), date(2025, 3, 1)), "2025-03-01", "2025-03-01"),
        (("1960-01-01", "1961-01-01"), "1960-01-01", "1961-01-01"),
    ],
)
def test_customers_arrive_between_two_moments(start, first, last):
    times = jk.simulate(line("a"), 2000, 1, start=start)["timestamp"]
    begin, end = np.datetime64(first, "ms"), np.datetime64(last, "ms")
    assert begin <= times.min()
    assert times.max() <= end
    if begin < end:
        assert stats.kstest((times - begin) / (end - begin), "uniform").pvalue > 1e-6


def test_personas_are_drawn_by_share():
    """Within 5 standard errors."""
    for given_, expected in ((None, 0.75), ({"anna": 1, "ben": 3}, 0.25), ({"ben": 2}, 0.0)):
        found = jk.simulate(SOLAR, 40_000, 1, persona_shares=given_)
        who = found["persona"][found["order"] == 0]
        assert (who == "anna").mean() == pytest.approx(expected, abs=5 * np.sqrt(expected * (1 - expected) / 40_000))
    assert set(jk.simulate(SOLAR, 50, 1, persona="ben")["persona"].tolist()) == {"ben"}
    together = SOLAR.replace(cast="together", flow=["in order"])
    assert set(jk.simulate(together, 50, 1)["persona"].tolist()) == {""}


def test_answers_stand_around_emotions():
    plain = jk.simulate(SOLAR, 2000, 1, noise=0)
    known = ~np.isnan(plain["emotion"])
    assert (plain["score"][known] == np.rint(plain["emotion"][known] + 3)).all()
    assert np.isnan(plain["score"][~known]).all()
    ads = plain[plain["step"] == "ads"]
    assert set(zip(ads["persona"].tolist(), ads["emotion"].tolist(), strict=True)) == {("anna", 1.0), ("ben", -1.0)}
    noisy = jk.simulate(SOLAR, 40_000, 1, noise=0.5)
    quote = noisy["score"][noisy["step"] == "quote"]
    assert set(quote.tolist()) <= {1.0, 2.0, 3.0, 4.0, 5.0}
    # rounding adds a variance of 1/12 to the error's; cutting is 2.5 standard deviations away on one side
    assert quote.mean() == pytest.approx(2, abs=0.02)
    assert quote.std() == pytest.approx(np.sqrt(0.25 + 1 / 12), rel=0.03)


def test_data_frames_take_it():
    found = jk.simulate(SOLAR, 50, 1)
    for frame in (pd.DataFrame(found), pl.DataFrame(found)):
        assert list(frame.columns) == COLUMNS
        assert len(frame) == len(found)
    frame = pl.DataFrame(found)
    assert frame["timestamp"].dtype == pl.Datetime("ms")
    assert frame["persona"].dtype == frame["channel"].dtype == frame["ended"].dtype == pl.String
    assert pd.DataFrame(found)["timestamp"].dtype == "datetime64[ms]"
    empty = found[:0]
    assert list(pd.DataFrame(empty).columns) == list(pl.DataFrame(empty).columns) == COLUMNS
    assert found
    assert not empty
    assert found.to_dict()["step"] == found["step"].tolist()
    assert found[:5].cases <= 5
    json.dumps(found.rows(), default=str)
    assert "Simulation(50 cases" in repr(found)
    assert "<table>" in found._repr_html_()


def test_text_in_a_notebook_is_escaped():
    html = jk.simulate(line(jk.Touchpoint("a", "<script>alert(1)</script>")), 1, 1)._repr_html_()
    assert "<script>" not in html


def test_it_is_frozen_and_travels():
    found = jk.simulate(SOLAR, 50, 1)
    with pytest.raises(ValueError, match="read-only"):
        found["case"][0] = 3
    with pytest.raises(ValueError, match="read-only"):
        found[0] = found[1]
    again = pickle.loads(pickle.dumps(found))
    assert again.rows() == found.rows()
    assert again.about == found.about
