"""13,087 real loan applications: who is still under way, and how far chances hold, as docs/in_flight.md tells."""

from __future__ import annotations

import warnings

import narwhals as nw
import pytest

import journeykit as jk
from journeykit.errors import EventLogWarning

ENDS = {
    "A_ACTIVATED": jk.Outcome("activated", result="success", events=["A_ACTIVATED"]),
    "A_DECLINED": jk.Outcome("declined", result="failure", events=["A_DECLINED"]),
    "A_CANCELLED": jk.Outcome("cancelled", result="failure", events=["A_CANCELLED"]),
}


@pytest.fixture(scope="module")
def log(request):
    folder = request.getfixturevalue("shared_data") / "bpic2012_loans"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", EventLogWarning)  # of its two offsets
        found = jk.EventLog(folder / "events.csv.gz", case="customer_id").filter(lifecycle="COMPLETE")
    done = nw.col("activity").is_in(list(ENDS)).cast(nw.Int64)
    events = found.events.with_columns(
        done.alias("end"), done.cum_sum().over("case", order_by=["time", "seq"]).alias("done")
    )
    return found.like(events.filter(nw.col("done") == nw.col("end")).drop("done", "end"), "up to the decision")


@pytest.fixture(scope="module")
def loans(log):
    """All moves that were seen."""
    steps = {name: jk.Touchpoint(f"s{place}", name) for place, name in enumerate(log.names) if name not in ENDS}
    ids = {name: node.id for name, node in (*steps.items(), *ENDS.items())}
    moves = [(row.source, row.target) for row in log.transitions() if row.source and row.target]
    flow = [jk.Transition(ids[a], ids[b]) for a, b in moves]
    return jk.JourneyMap(stages=[jk.Stage("all", list(steps.values()))], outcomes=list(ENDS.values()), flow=flow)


def test_who_is_under_way(log, loans):
    """13,087 less 2,246 activated, 7,635 declined and 2,807 cancelled."""
    found = log.in_flight(jk.fit(loans, log))
    assert found.cases == 399
    assert {row.title: row.cases for row in found.by_step} == {
        "W_Nabellen offertes": 272,
        "W_Completeren aanvraag": 76,
        "W_Nabellen incomplete dossiers": 45,
        "W_Valideren aanvraag": 6,
    }
    assert {row.step for row in found.top(399)} == {row.step for row in found.by_step}


def test_how_far_the_chances_hold(log, loans):
    found = jk.calibration(lambda earlier: jk.fit(loans, earlier), log)
    assert (found.n, found.open) == (63_586, 399)
    assert found.brier == pytest.approx(0.2051, abs=5e-5)
    assert found.scores.brier_base == pytest.approx(0.2438, abs=5e-5)
    assert (found.skill_low, found.skill, found.skill_high) == pytest.approx((0.149, 0.159, 0.168), abs=1e-3)
    told = {row.title: (round(row.predicted, 2), round(row.observed, 2)) for row in found.by_step}
    assert told["A_SUBMITTED"] == (0.18, 0.18)
    assert told["A_APPROVED"] == (1.0, 1.0)
    assert told["O_SENT_BACK"] == (0.48, 0.73)
    assert told["W_Completeren aanvraag"] == (0.34, 0.24)
