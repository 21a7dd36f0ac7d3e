"""Whether chances hold: counts by hand, right maps and wrong ones, and what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict

import polars as pl
import pytest
from hypothesis import given, settings

import journeykit as jk
from events.underway.shoppers import GOAL, MOVES, predictions, shop, spans, trail
from events.underway.test_in_flight import ENGINES, SMALL, logs
from journeykit.errors import EventLogError
from journeykit.events.calibrate import calibration
from journeykit.events.log import EventLog

pytestmark = pytest.mark.filterwarnings("ignore::journeykit.errors.EventLogWarning")  # small logs are odd logs


@pytest.fixture(params=ENGINES)
def log(request):
    return EventLog(ENGINES[request.param](SMALL))


def test_counts_by_hand(log):
    """Ann bought, Eve sent it back; Cleo has been silent for an hour, Dan for three, Ben for six."""
    found = calibration(shop(), log, horizon="2 hours")
    assert [(row.step, row.n, row.observed) for row in found.by_step] == [
        ("look", 4, 0.5),  # Ann twice, Ben, Dan
        ("ask", 3, pytest.approx(1 / 3)),
        ("pay", 3, pytest.approx(1 / 3)),
    ]
    assert (found.cases, found.open, found.n, found.base_rate) == (4, 2, 10, 0.4)
    squared = 2 * (1 - GOAL["look"]) ** 2 + 2 * GOAL["look"] ** 2
    squared += (1 - GOAL["ask"]) ** 2 + 2 * GOAL["ask"] ** 2 + 0.2**2 + 2 * 0.8**2
    assert found.brier == pytest.approx(squared / 10)
    assert found.skill == pytest.approx(1 - squared / 10 / 0.24)
    assert {row.step: row.predicted for row in found.by_step} == pytest.approx(GOAL)


def test_the_open_are_left_out_and_counted(log):
    found = calibration(shop(), log)
    assert (found.cases, found.open) == (2, 4)
    assert found.kept.startswith("beware: kept are only the 2 of 6 cases that came to an end in the log. Whoever left")
    assert found.kept.endswith("horizon='30 days'")
    assert found.kept in found.about
    assert str(found).splitlines()[1] == f"({found.kept})"
    assert "beware" in found._repr_html_()
    some = calibration(shop(), log, horizon="2 hours")
    assert some.open
    assert some.kept == f"kept are the {some.cases} of 6 cases that are over; the other {some.open} are still open"
    assert f"{some.open} of these cases are still open, and left out" in some.about
    every = calibration(shop(), log, horizon=0)
    assert (every.open, every.kept) == (0, "kept are all 6 cases: each of them is over")
    assert str(every).endswith("(kept are all 6 cases: each of them is over)")


def test_a_goal_that_is_a_step_ends_the_predictions(log):
    """Ann came to `pay` after look, ask, look; Gus after look; Ben after look; Eve began there."""
    found = calibration(shop(), log, goal="pay", horizon=0)
    told = {row.step: (row.n, row.observed) for row in found.by_step}
    assert told == {"look": (6, pytest.approx(4 / 6)), "ask": (3, pytest.approx(1 / 3))}
    assert found.goal == ("pay",)


def test_held_back_are_those_who_began_later(log):
    begun = {case: first.hour for case, (first, _) in spans(SMALL).items()}
    assert begun == {"ann": 0, "ben": 2, "cleo": 1, "dan": 0, "eve": 0, "fay": 8, "gus": 0}
    late = calibration(shop(), log, split="2026-05-04 01:00Z", horizon=0)
    assert (late.cases, late.n) == (2, 3)
    middle = calibration(shop(), log, split="2026-05-04 01:00Z", latest="2026-05-04 02:00Z", horizon=0)
    assert (middle.cases, middle.n) == (1, 1)
    assert any("from 2026-05-04 on, before 2026-05-04" in each for each in middle.about)


def test_a_fitter_sees_the_earlier_cases_alone():
    seen = []

    def fit(earlier):
        seen.append(dict(Counter(row["case"] for row in pl.from_arrow(earlier.events.to_native().arrow()).to_dicts())))
        return shop()

    found = calibration(fit, EventLog(SMALL), split="2026-05-04 01:00Z", horizon=0)
    assert seen == [{"ann": 5, "dan": 3, "eve": 3, "gus": 3}]
    assert found.cases == 2
    calibration(fit, EventLog(SMALL), split=0.75, horizon=0)  # of 0 0 0 0 1 2 8 three quarters lie before 1.5
    assert seen[1].keys() == {"ann", "cleo", "dan", "eve", "gus"}


@pytest.mark.parametrize("n", [4000])
def test_the_true_map_is_calibrated(n):
    """What a right map scores is what its own chances say, within sampling; a wrong one does worse than nobody."""
    log = EventLog(jk.simulate(shop(), n, seed=3))
    found = calibration(shop(), log, horizon=0)
    assert found.brier == pytest.approx(found.scores.brier_expected, abs=0.01)
    assert found.scores.reliability < 2e-4
    assert found.skill_low > 0.05
    inside = [row.low <= row.predicted <= row.high for row in found.by_step]
    assert sum(inside) >= len(inside) - 1
    shares = {("pay", "bought"): 0.1, ("pay", "sent_back"): 0.9, ("look", "pay"): 0.05, ("look", "ask"): 0.9}
    flow = [jk.Transition(a, b, probability=shares.get((a, b), share)) for (a, b), share in MOVES.items()]
    wrong = calibration(shop().replace(flow=flow), log, horizon=0)
    assert wrong.skill_high < 0
    assert wrong.brier > found.brier
    assert wrong.base_rate == found.base_rate
    assert wrong.scores.resolution < found.scores.resolution + 1e-9


def test_intervals_count_a_case_once():
    """Ten customers who look five times each are ten observations."""
    rows = [
        row
        for case in range(10)
        for row in trail(
            case, *(("look", hour) for hour in range(5)), ("pay", 6), *([("bought", 7)] if case < 5 else [])
        )
    ]
    look = next(row for row in calibration(shop(), EventLog(rows), horizon=0).by_step if row.step == "look")
    assert (look.n, look.observed) == (50, 0.5)
    assert (look.low, look.high) == pytest.approx((0.2366, 0.7634), abs=1e-4)  # Wilson of 5 in 10


def test_the_impossible_is_named():
    never = shop().replace(
        flow=["look >> ask", "ask >> pay", jk.Transition("pay", "sent_back", probability=1), "pay >> bought"]
    )
    found = calibration(never, EventLog(SMALL), horizon=0)
    assert found.log_loss == float("inf")
    assert "impossible" in found.about[0]
    assert "infinite" in str(found)


def test_nothing_to_hold_against():
    with pytest.raises(EventLogError, match="horizon='30 days'"):
        calibration(shop(), EventLog(trail(1, ("look", 0)) + trail(2, ("look", 1))))
    with pytest.raises(EventLogError, match="no held-back case"):
        calibration(shop(), EventLog(SMALL), split="2027-01-01", horizon=0)
    with pytest.raises(EventLogError, match="no case began before"):
        calibration(lambda _: shop(), EventLog(SMALL), split="2020-01-01")


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"split": 1.5}, "between 0 and 1"), ({"split": True}, "split"), ({"bins": 0}, "bins"), ({"level": 95}, "level")],
)
def test_numbers_off_their_range(asked, words):
    with pytest.raises((ValueError, EventLogError), match=words):
        calibration(shop(), EventLog(SMALL), horizon=0, **asked)


def test_what_is_no_map():
    with pytest.raises(TypeError, match="not str"):
        calibration("shop", EventLog(SMALL))


def test_what_notebooks_and_drawings_get():
    found = calibration(shop(), EventLog(jk.simulate(shop(), 300, seed=1)), horizon=0, bins=2)
    assert len(found.bins) == 2
    assert sum(row.n for row in found.bins) == found.n
    assert found.rows() == found.bins.rows()
    assert len(found.chart().bins) == 2
    assert "Do the chances hold" in found.draw().svg
    assert "<table>" in found._repr_html_()
    assert "Brier score" in repr(found)


@settings(max_examples=60)
@given(logs())
def test_any_log_counts_as_plain_python_does(rows):
    wanted, still = predictions(rows, 3)
    if not wanted:
        with pytest.raises(EventLogError):
            calibration(shop(), EventLog(rows), horizon="3 hours")
        return
    for engine in ("rows", "polars"):
        found = calibration(shop(), EventLog(ENGINES[engine](rows)), horizon="3 hours")
        counts = defaultdict(list)
        for _, step, true in wanted:
            counts[step].append(true)
        assert {row.step: (row.n, round(row.observed * row.n)) for row in found.by_step} == {
            step: (len(each), sum(each)) for step, each in counts.items()
        }
        assert found.brier == pytest.approx(sum((GOAL[step] - true) ** 2 for _, step, true in wanted) / len(wanted))
        assert found.open == still
        assert found.cases == len({case for case, _, _ in wanted})
        base = found.base_rate
        gains = defaultdict(float)
        sizes = Counter(case for case, _, _ in wanted)
        for case, step, true in wanted:
            gains[case] += (GOAL[step] - true) ** 2 - (base - true) ** 2
        if found.skill is None or len(gains) < 2:
            assert found.skill_low is None
        else:
            n, k = len(wanted), len(gains)
            mean = sum(gains.values()) / n
            around = sum((gain - mean * sizes[case]) ** 2 for case, gain in gains.items()) * k / (k - 1)
            half = 1.959964 * around**0.5 / n / found.scores.brier_base
            assert found.skill_high - found.skill == pytest.approx(half, rel=1e-4, abs=1e-6)
