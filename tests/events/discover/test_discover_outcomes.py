"""A draft counts cases up to their first outcome, as fit does."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.discover.cases import LOGS, log_of, pairs, until
from journeykit.errors import EventLogError
from journeykit.events.discover import discover, discovery

RESULTS = st.sampled_from(["success", "failure", "neutral"])


@settings(max_examples=200, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    LOGS,
    st.none() | st.dictionaries(st.sampled_from("abc"), RESULTS, min_size=1, max_size=2),
    st.sampled_from([0, 0.8, 1]),
    st.sampled_from([None, 0, "3 hours"]),
)
def test_a_fit_of_the_draft_to_its_own_log_changes_nothing(cases, outcomes, coverage, horizon):
    told = None if outcomes is None else {name: outcomes[name] for name in outcomes if name in "".join(cases)} or None
    log = log_of(*cases)
    if told and all(case[0] in told for case in cases):
        with pytest.raises(EventLogError, match="nothing is left for steps"):
            discover(log, outcomes=told)
        return
    found = discovery(log, outcomes=told, coverage=coverage, horizon=horizon)
    draft, again = found.map, jk.fit(found.map, log, horizon=horizon)
    assert again.flow == draft.flow
    assert [(step.count, step.drop_off, step.entry) for step in again.steps] == [
        (step.count, step.drop_off, step.entry) for step in draft.steps
    ]
    ends = {outcome.id for outcome in draft.outcomes}
    cut = [until(case, ends) for case in cases]
    assert {step.id for step in draft.steps} == {*"".join(cut)} - ends
    assert not any(move.source in ends for move in draft.transitions)
    after = sum(map(len, cases)) - sum(map(len, cut))
    assert any(note.startswith(f"{after} event") for note in found.notes) == (after > 0)
    assert found.events == pytest.approx(sum(map(len, cut)) / sum(map(len, cases)))
    if coverage == 1 and horizon == 0 and not any(case[0] in ends for case in cut):
        shares = Counter(case[-1] if case[-1] in ends else "ended" for case in cut)
        got = jk.outcomes(draft).probability
        assert all(got.get(end, 0) == pytest.approx(count / len(cut)) for end, count in shares.items() if end in ends)


def test_what_follows_an_outcome_counts_nowhere_and_is_said():
    log = log_of(*[["a", "mail", "buy", "mail"]] * 100)
    found = discovery(log, outcomes={"buy": "success"})
    assert pairs(found.map) == {("a", "mail"): 100, ("mail", "buy"): 100}
    assert jk.outcomes(found.map).probability["buy"] == 1
    assert (found.events, found.moves, found.cases) == (0.75, 1.0, 1.0)
    left = "100 events after the first outcome of a case are left out, with the moves to them: its journey is over"
    assert found.notes.count(left) == 1
    assert left in found.map.note
    assert (
        "Covers 100.0 % of the moves and 100.0 % of the 100 cases as a whole: of the 200 moves up to the first outcome"
        in found.map.note
    )


def test_activities_that_come_only_after_outcomes_are_no_steps():
    log = log_of(*[["a", "buy", "parcel"]] * 100, *[["a", "leave"]] * 50)
    found = discovery(log, outcomes={"buy": "success"})
    assert [step.id for step in found.map.steps] == ["a", "leave"]
    assert "only seen after an outcome, and left out: 'parcel'" in found.notes
    assert "Only seen after an outcome, and left out: 'parcel'." in found.map.note
    assert [each.id for each in discover(log, outcomes=["buy", "parcel"]).outcomes] == ["buy", "ended"]
    assert {step.id for step in discover(log).steps} == {"a", "buy"}  # nobody said that buy is an outcome
    with pytest.raises(EventLogError, match="over with its first event"):
        discover(log, outcomes=["a"])


def test_the_outcomes_of_the_loan_log_are_those_of_a_plain_count(shared_data):
    with pytest.warns(jk.EventLogWarning, match="several offsets"):
        log = jk.EventLog(str(shared_data / "bpic2012_loans" / "events.csv.gz"), "customer_id", lifecycle="lifecycle")
    ends = {"A_ACTIVATED": "success", "A_DECLINED": "failure", "A_CANCELLED": "failure"}
    draft = discover(log.filter(lifecycle="COMPLETE"), outcomes=ends, coverage=1)
    # pandas: the first of the three in each of the 13,087 cases
    shares = {"a_activated": 2246, "a_declined": 7635, "a_cancelled": 2807, "ended": 399}
    got = jk.outcomes(draft).probability
    assert {end: got[end] * 13_087 for end in shares} == pytest.approx(shares, abs=1e-6)
