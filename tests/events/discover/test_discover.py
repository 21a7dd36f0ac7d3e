"""A draft map out of a log: readable, connected, and honest about what it covers."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.discover.cases import FIRST, LOGS, log_of, pairs, until
from events.observed.forms import FORMS, made
from journeykit.errors import EventLogError
from journeykit.events.discover import discover, discovery
from journeykit.events.discovery.graph import END, START, line, reachable, thinned
from journeykit.events.discovery.order import cut, in_line


def test_a_plain_log_gives_its_line_in_order_and_its_final_activity_as_the_outcome():
    draft = discover(log_of(*["abcd"] * 9, "abd"), outcomes={"d": "success"}, coverage=1)
    assert draft.flow[0] is jk.in_order
    assert [step.id for step in draft.steps] == ["a", "b", "c"]
    assert pairs(draft) == {("a", "b"): 10, ("b", "c"): 9, ("c", "d"): 9, ("b", "d"): 1}
    assert draft.outcome("d").result == "success"
    assert draft.maturity == "sketch"
    assert draft.evidence[0].n == 10
    assert discover(log_of(*["abcd"] * 9, "abd")).outcomes[0].id == "d"


def test_the_most_probable_way_stands_first():
    flow = discover(log_of(*["abxd"] * 3, *["abyd"] * 5, "ad"), coverage=1).flow
    assert [(move.source, move.target) for move in flow[:3]] == [("a", "b"), ("b", "y"), ("y", "d")]


def test_names_become_ids_and_stay_as_titles_and_events():
    draft = discover(log_of(["Ab-c", "ab c", "太阳", "日本", "End"], ["Ab-c", "太阳", "End"]))
    assert [(step.id, step.title, step.events) for step in draft.steps] == [
        ("ab_c", "Ab-c", ("Ab-c",)),
        ("ab_c_2", "ab c", ("ab c",)),
        ("step", "太阳", ("太阳",)),
        ("step_2", "日本", ("日本",)),
    ]
    assert (draft.outcomes[0].id, draft.outcomes[0].title) == ("end", None)


def test_stages_by_number_and_by_name():
    log = log_of(*["abcdef"] * 4)
    assert len(discover(log, stages=3).stages) == 3
    named = discover(log, stages={"Look around": ["b", "a"], "Buy": "c"})
    assert [(stage.id, stage.title, [step.id for step in stage.steps]) for stage in named.stages] == [
        ("look_around", "Look around", ["a", "b"]),
        ("buy", "Buy", ["c"]),
        ("not_placed_yet", "Not placed yet", ["d", "e"]),
    ]
    with pytest.raises(EventLogError) as error:
        discover(log, stages={"One": ["a", "aa"], "Two": ["a", "zzz"]})
    assert len(error.value.faults) == 3
    assert "did you mean 'a'?" in error.value.faults[0]
    assert "stands in 'One' already" in error.value.faults[1]


def test_a_channel_is_taken_where_nearly_all_events_name_it():
    draft = discover(log_of(*["abz"] * 3, b="web"))
    assert [step.channel for step in draft.steps] == [None, "web"]


def test_ends_on_the_way_are_one_outcome_and_open_cases_are_none():
    log = log_of(*["ab"] * 5, *["a"] * 5, ["a", *"b" * 200])
    draft = discover(log, coverage=1)
    assert pairs(draft)["a", "ended"] == 5
    assert pairs(draft)["b", "ended"] == 6
    assert pairs(discover(log, coverage=1, horizon="1 day"))["b", "ended"] == 5


def test_an_end_without_an_event_stands_beside_an_outcome_with_one():
    draft = discover(log_of(*["ab"] * 6, *["a"] * 4), coverage=1)
    assert pairs(draft) == {("a", "b"): 6, ("a", "ended"): 4}
    late = log_of(*["abz"] * 5, ["a", *"c" * 99])
    assert ("c", "ended") in pairs(discover(late, coverage=1))
    assert ("c", "ended") not in pairs(discover(late, coverage=1, horizon="1 day"))  # that case may go on


def test_several_entries_have_their_weights():
    draft = discover(log_of(*["abz"] * 3, *["bz"] * 2), coverage=1)
    assert {step.id: step.entry for step in draft.steps} == {"a": 3, "b": 2}


def test_rare_activities_are_left_out_first_and_that_is_said():
    found = discovery(log_of(*["abz"] * 3, "axbz", "ayyb"), max_steps=3)
    assert {step.id for step in found.map.steps} == {"a", "b"}
    assert found.events == pytest.approx(14 / 17)
    assert "2 activities with 3 events are left out, each of at most 2 (max_steps=3)" in found.notes
    assert (
        "1 activity with 1 event is left out (max_steps=3)" in discovery(log_of(*["abz"] * 3, "axb"), max_steps=3).notes
    )
    assert (found.moves, found.cases) == (1.0, 1.0)  # of the log that is left


def test_min_share_keeps_what_many_take():
    log = log_of(*["abz"] * 90, *["acz"] * 10, *["adz"] * 4)
    assert {("a", "b"), ("a", "c")} <= pairs(discover(log, min_share=0.05)).keys()
    bare = discovery(log, min_share=1)
    assert bare.moves == 1.0  # c and d need their only way in
    assert ("d", "c") not in pairs(bare.map)


@pytest.mark.parametrize(
    "wrong",
    [{"coverage": 1.1}, {"coverage": 0.5, "min_share": 0.1}, {"stages": 0}, {"max_steps": True}, {"min_share": "x"}],
)
def test_numbers_that_make_no_sense(wrong):
    with pytest.raises(ValueError):
        discover(log_of("ab", "ab"), **wrong)


def test_outcomes_must_be_activities_and_leave_some_steps():
    log = log_of("ab", "ab")
    with pytest.raises(EventLogError, match="unknown activity 'bb': did you mean 'b'"):
        discover(log, outcomes=["bb"])
    with pytest.raises(EventLogError, match="nothing is left for steps"):
        discover(log, outcomes=["a", "b"])
    with pytest.raises(jk.UnknownName, match="result"):
        discover(log, outcomes={"b": "sucess"})


@settings(max_examples=400, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink takes minutes
@given(LOGS, st.sampled_from([0, 0.5, 0.8, 1]), st.sampled_from([None, 0, "5 hours"]), st.integers(1, 6))
def test_every_draft_is_connected_and_its_coverage_is_that_of_a_plain_count(cases, coverage, horizon, stages):
    found = discovery(log_of(*cases), coverage=coverage, horizon=horizon, stages=stages)
    draft = found.map
    assert jk.loads(jk.dumps(draft, "yaml"), "yaml") == draft
    assert {name for each in (*draft.steps, *draft.outcomes) for name in (each.events or [each.id])} - {"ended"} == {
        *"".join(cases)
    }  # outcomes that it finds itself hide no activity
    known = set(pairs(draft))
    outcomes = {outcome.id for outcome in draft.outcomes}
    cases = [until(case, outcomes) for case in cases]
    moves = Counter(pair for case in cases for pair in pairwise(case))
    total = moves.total()
    on = sum(count for pair, count in moves.items() if pair in known)
    assert found.moves == pytest.approx(on / total if total else 1)
    assert on >= coverage * total - 1e-9
    assert found.cases == pytest.approx(sum(known.issuperset(pairwise(case)) for case in cases) / len(cases))
    if horizon != "5 hours":  # else cases that are open may hide every end
        entries = {step.id for step in draft.steps if step.entry} or {draft.steps[0].id}
        assert _reached(known, entries) >= {step.id for step in draft.steps}
        ends = outcomes or set(draft.implicit_ends)
        assert _reached({(b, a) for a, b in known}, ends) >= {step.id for step in draft.steps}
        assert sum(jk.outcomes(draft).probability.values()) == pytest.approx(1)


def _reached(moves, begin):
    found = set(begin)
    while more := {b for a, b in moves if a in found} - found:
        found |= more
    return found


def test_the_order_goes_back_little_and_keeps_the_line():
    positions = {"a": 0.5, "b": 0.4, "c": 0.1}
    moves = {("a", "b"): 9, ("b", "c"): 9, ("c", "a"): 2}
    assert in_line(positions, moves) == ("a", "b", "c")
    assert in_line(positions, {}) == ("c", "b", "a")
    assert in_line(positions, {}, ["a", "b", "c"]) == ("a", "b", "c")
    assert in_line(positions, moves, ["b"], "c") == ("c", "a", "b")
    assert in_line(positions, moves, ["b", "c"], "c") == ("a", "b", "c"), "the line begins otherwise"


def test_what_most_cases_start_with_stands_in_the_first_stage():
    # campaigns and coupons follow visits, and lead back to them a little more often than visits lead there
    ways = [*["visit ad visit coupon visit"] * 9, "ad visit coupon visit"]
    rows = [
        {"case": f"{case}", "activity": name, "timestamp": f"2026-01-{day:02} 10:00Z"}
        for case, way in enumerate(ways)
        for day, name in enumerate(way.split(), 1)
    ]
    made = jk.discover(jk.EventLog(rows))
    assert next(step.label for stage in made.stages for step in stage.steps).lower() == "visit"


def test_stages_are_cut_where_few_moves_cross():
    moves = {("a", "b"): 9, ("b", "a"): 9, ("b", "c"): 1, ("c", "d"): 9, ("d", "c"): 9, ("d", "e"): 9, ("e", "d"): 9}
    assert cut("abcde", moves, 2) == (("a", "b"), ("c", "d", "e"))
    assert cut("ab", {}, 5) == (("a",), ("b",))
    assert cut("", {}, 2) == ()


def test_a_strong_way_is_kept_and_a_weak_one_is_not():
    counts = {
        (START, "a"): 10,
        ("a", "b"): 9,
        ("a", "c"): 1,
        ("c", "b"): 9,
        ("b", "c"): 8,
        ("b", END): 1,
        ("c", END): 9,
    }
    kept = thinned(counts, coverage=0, min_share=None)
    assert ("a", "c") not in kept
    assert {("a", "b"), ("b", "c"), ("c", END), (START, "a")} <= set(kept)
    assert line(counts, kept) == ("a", "b", "c")
    assert reachable(counts, ["a"]) == {START, "a"}


@pytest.mark.parametrize("form", FORMS)
def test_drafts_are_the_same_whatever_holds_the_data(form):
    cases = ["abcd", "abdcd", "ad", "bcbcd", "abx", "abcd"] * 3
    rows = [
        {"case": case, "activity": name, "timestamp": FIRST + timedelta(hours=hour), "channel": "web"}
        for case, names in enumerate(cases)
        for hour, name in enumerate(names)
    ]
    for outcomes in (None, ["c"]):
        found, same = (
            discovery(jk.EventLog(made(each, rows)), horizon=0, outcomes=outcomes) for each in (form, "polars")
        )
        assert found.map == same.map
        assert found.notes == same.notes


def test_half_of_the_departures_of_each_step_are_kept():
    log = log_of(*["abz"] * 50, *["acbz"] * 4, *["acdz"] * 3, *["acez"] * 2)
    found = pairs(discover(log, coverage=0))
    assert {("c", "b"), ("c", "d")} <= found.keys()
    assert ("c", "e") not in found or ("e", "z") in found  # e needs a way in
    assert discover(log, coverage=0).steps[0].entry is None  # journeys begin at the first step if nobody says
    counts = {(START, "a"): 7, ("a", "b"): 3, ("a", "c"): 2, ("a", "d"): 2, ("b", "c"): 9, ("c", "d"): 9, ("d", END): 9}
    weak = thinned(counts, coverage=0, min_share=None)
    assert [pair for pair in weak if pair[0] == "a"] == [("a", "b"), ("a", "c")]


def test_the_draft_of_the_loan_log_is_readable(shared_data):
    with pytest.warns(jk.EventLogWarning, match="several offsets"):
        log = jk.EventLog(str(shared_data / "bpic2012_loans" / "events.csv.gz"), "customer_id", lifecycle="lifecycle")
    found = discovery(log.filter(lifecycle="COMPLETE"))
    assert len(found.map.steps) == 23
    assert len(found.map.stages) == 5
    assert len(found.map.transitions) <= 55
    assert found.moves > 0.8
    assert found.cases > 0.4
    order = [step.id for step in found.map.steps]
    assert order.index("a_submitted") == 0
    assert order.index("o_sent") < order.index("o_sent_back") < order.index("a_activated")


def test_a_channel_is_one_that_most_events_name_not_most_of_the_few_that_name_any():
    rows = [
        {"case": str(case), "activity": name, "timestamp": f"2026-01-0{day} 10:00Z", "channel": channel}
        for case in range(10)
        for day, name in enumerate(("look", "basket", "pay"), 1)
        for channel in ["web" if case < (8 if name == "basket" else 1) else None]
    ]
    found = discover(jk.EventLog(rows, channel="channel"), horizon=0)
    assert {step.id: step.channel for step in found.steps} == {"look": None, "basket": "web"}
