"""Intervals of the Markov attribution: what is drawn is the log's own chain, and the truth lies within."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.attribution.test_attribute import ROWS, log_of
from events.attribution.test_removal_effect import chain_of
from journeykit.errors import EventLogError
from journeykit.events.attribute import attribute
from journeykit.events.attribution import resampled
from journeykit.events.attribution.asked import asked
from journeykit.events.attribution.removal_effect import TouchChain, removal_effects
from journeykit.events.attribution.resampled import kinds, share_ends
from journeykit.events.attribution.touches import touches
from journeykit.events.attribution.turns import turns

pytestmark = pytest.mark.filterwarnings("ignore::journeykit.EventLogWarning")  # small logs look odd
DAY = 86_400
# Of the chain that is the truth: where paths begin, and what follows each of three channels, or ends (won, lost)
BEGIN = np.array([0.6, 0.3, 0.1])
ONWARD = np.array([[0.1, 0.4, 0.1], [0.2, 0.0, 0.4], [0.0, 0.1, 0.2]])
WON = np.array([0.05, 0.15, 0.4])


def walked(random, size):
    """Paths of the true chain, and whether they convert."""
    found = []
    for _ in range(size):
        path, at = [], int(random.choice(3, p=BEGIN))
        while at < 3:
            path.append(at)
            rest = 1 - ONWARD[at].sum() - WON[at]
            at = int(random.choice(5, p=[*ONWARD[at], WON[at], rest]))
        found.append((path, at == 3))
    return found


def true_shares():
    source, target = np.nonzero(ONWARD)
    lost = 1 - ONWARD.sum(axis=1) - WON
    visits = BEGIN @ np.linalg.inv(np.eye(3) - ONWARD)
    counts = visits[source] * ONWARD[source, target]
    effects, _ = removal_effects(
        TouchChain(np.arange(3), BEGIN, source, target, counts, visits * WON, visits * lost, np.zeros(3)), 3
    )
    return effects / effects.sum()


def table(paths):
    """The rows of a log that has these paths, a case each."""
    rows = []
    for case, (path, won) in enumerate(paths):
        steps = [("see", "abc"[at]) for at in path] + [("buy", None)] * won
        rows += [
            {"case": str(case), "customer": str(case // 2), "activity": name, "t": t, "channel": channel, "value": None}
            for t, (name, channel) in enumerate(steps)
        ]
    return rows


def kinds_of(paths):
    log = log_of(table(paths))
    question = asked(log, "buy", "channel", "markov", False, "first", "case", None, "1 day", (0.4, 0.2, 0.4), 1,
                     "rate", None, 0, None, 200)  # fmt: skip
    return kinds(log, touches(log, question), 1)


@given(ROWS, st.booleans(), st.sampled_from([None, 3]), st.sampled_from(["case", "customer"]), st.integers(1, 3))
@settings(max_examples=100)
def test_all_cases_once_are_the_chain_of_the_log(rows, each, days, unit, order):
    touched = [row for row in rows if row[unit] is not None]
    assume(any(row["channel"] is not None and row["activity"] != "buy" for row in touched))
    assume(any(row["activity"] == "buy" for row in touched))
    _draws_the_log(rows, each, days, unit, order)


@pytest.mark.parametrize("order", [1, 2])
def test_what_follows_a_conversion_begins_a_path(order):
    names = [("see", "ad"), ("buy", None), ("see", "web"), ("see", "ad"), ("buy", None), ("buy", None), ("see", "web")]
    rows = [
        {"case": case, "customer": None, "activity": name, "t": t, "channel": channel, "value": None}
        for case, said in (("1", names), ("2", names[1:]), ("3", names[:4]))
        for t, (name, channel) in enumerate(said)
    ]
    _draws_the_log(rows, True, None, "case", order)


def _draws_the_log(rows, each, days, unit, order):
    log, window = log_of(rows), None if days is None else f"{days} days"
    question = asked(log, "buy", "channel", "markov", None, "each" if each else "first", unit, window, "1 day",
                     (0.4, 0.2, 0.4), order, "rate", None, 0, None, 200)  # fmt: skip
    paths = touches(log, question)
    expected = turns(log, paths, order).chain(order)
    found = kinds(log, paths, order)
    assert sum(found.cases) == len({row[0] for row in log.engine.rows(paths.frame.select("unit"))})
    drawn = found.chain(found.cases)
    for name in ("channel", "start", "converted", "lost"):
        assert getattr(drawn, name).tolist() == getattr(expected, name).tolist(), name
    counted = {}
    for source, target, count in zip(drawn.source, drawn.target, drawn.count, strict=True):
        counted[source, target] = counted.get((source, target), 0) + count
    moves = zip(expected.source, expected.target, expected.count, strict=True)
    assert counted == {(source, target): count for source, target, count in moves}


def test_states_that_a_draw_misses_are_left_out():
    found = kinds_of([([0, 1], True), ([2], False), ([2, 1], True)])
    only = [at for at in range(3) if found.chain(np.eye(3, dtype=int)[at]).channel.tolist() == [0, 1]]
    assert len(only) == 1
    drawn = found.chain(5 * np.eye(3, dtype=int)[only[0]])
    assert (drawn.start.tolist(), drawn.converted.tolist(), drawn.lost.tolist()) == ([5, 0], [0, 5], [0, 0])
    assert (drawn.source.tolist(), drawn.target.tolist(), drawn.count.tolist()) == ([0], [1], [5])


def test_it_is_the_bootstrap_of_whole_paths():
    random = np.random.default_rng(5)
    paths = walked(random, 150)
    shares = []
    for _ in range(600):
        drawn = [(*paths[at], 1) for at in random.integers(0, len(paths), len(paths))]
        effects, _ = removal_effects(chain_of(drawn), 3)
        shares.append(effects / effects.sum())
    expected = np.quantile(shares, [0.025, 0.975], axis=0).T
    assert share_ends(kinds_of(paths), 3, 600, 0) == pytest.approx(expected, abs=0.03)


def _covered(logs, size):
    truth, hits = true_shares(), np.zeros(3)
    for seed in range(logs):
        ends = share_ends(kinds_of(walked(np.random.default_rng([7, seed]), size)), 3, 200, seed)
        hits += (ends[:, 0] <= truth) & (truth <= ends[:, 1])
    return hits / logs


def test_the_truth_lies_within_most_intervals():
    assert (_covered(25, 200) >= 0.8).all()  # of 25 at 95 % fewer than 20 lie within once in 1,000 times


@pytest.mark.slow
def test_the_truth_lies_within_95_of_100_intervals():
    covered = _covered(400, 200)
    assert ((covered >= 0.915) & (covered <= 0.985)).all(), covered  # 3 standard errors


@pytest.mark.parametrize("unit", ["case", "customer"])
def test_points_stay_and_draws_are_the_same_everywhere(unit):
    rows = table(walked(np.random.default_rng(3), 120))
    plain = attribute(log_of(rows), "buy", per=unit, method=["markov", "first"])
    sure = attribute(log_of(rows), "buy", per=unit, method=["markov", "first"], intervals=100)
    assert [(row.channel, row.conversions, row.removal) for row in sure] == [
        (row.channel, row.conversions, row.removal) for row in plain
    ]
    assert all(row.low is None for row in plain)
    for row in sure:
        assert (row.low is None) == (row.method == "first")
    for row in [row for row in sure if row.method == "markov"]:
        assert 0 <= row.low < row.conversions < row.high
    assert any(f"from 100 logs drawn from this one, {unit} by {unit} (seed 0)" in line for line in sure.about)
    shuffled = log_of(sorted(rows, key=lambda row: (row["t"], row["case"][::-1])), lambda frame: frame.to_pandas())
    again = attribute(shuffled, "buy", per=unit, method=["markov", "first"], intervals=100)
    assert [(row.channel, row.low, row.high) for row in again] == [(row.channel, row.low, row.high) for row in sure]
    other = attribute(log_of(rows), "buy", per=unit, intervals=100, seed=1)
    assert other[0].low != sure[0].low


@pytest.mark.parametrize("conversions", [9, 10])
def test_too_few_conversions_have_no_interval(conversions):
    paths = [([0], False)] * 400 + [([0, 1], True)] * conversions
    found = attribute(log_of(table(paths)), "buy", intervals=40)
    assert (found[0].low is None) == (conversions < 10)
    assert any("no intervals, as there are fewer than 10" in line for line in found.about) == (conversions < 10)


def test_draws_without_a_conversion_are_left_out():
    ends = share_ends(kinds_of([([0, 1], True), ([0], False), ([2], False)]), 3, 200, 0)
    assert np.isfinite(ends).all()
    assert ends[1, 1] <= 1


def test_more_kinds_than_are_held_are_refused(monkeypatch):
    monkeypatch.setattr(resampled, "_MOST", 10)
    with pytest.raises(
        EventLogError, match=r"intervals: the different paths take \d+ different turns, more than the 10"
    ):
        attribute(log_of(table(walked(np.random.default_rng(1), 60))), "buy", intervals=100)


@pytest.mark.parametrize(
    ("asked_for", "said"),
    [
        ({"intervals": 7}, "a whole number of at least 40, like 200, not 7"),
        ({"intervals": True}, "not True"),
        ({"intervals": 100, "method": "first"}, "ask for method='markov'"),
    ],
)
def test_what_cannot_be_asked_is_said(asked_for, said):
    with pytest.raises(EventLogError, match=said):
        attribute(log_of(table([([0], True), ([1], False)])), "buy", **asked_for)


def test_whiskers_are_drawn():
    rows = table(walked(np.random.default_rng(3), 120))
    found = attribute(log_of(rows), "buy", intervals=100)
    frame = pd.DataFrame(found)
    bars = found._chart(found)
    scale = frame["share"][0] / frame["conversions"][0]
    assert [(bar.low, bar.high) for bar in bars.bars] == [
        pytest.approx((low * scale, high * scale)) for low, high in zip(frame["low"], frame["high"], strict=True)
    ]
    assert bars.ticks[0] == (0.0, "0\u00a0%")
    plain = attribute(log_of(rows), "buy")
    assert plain._chart(plain).ticks == ()  # no whiskers, no axis
