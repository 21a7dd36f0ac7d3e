"""5xx: what a map rests on: kinds and age of sources, how numbers were made, whose touchpoints it shows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.rules import Facts, rule_called

HERE = "stages[0].steps[0]"
SEARCH = settings(phases=[Phase.generate], database=None)  # any map will do, not the smallest
TALKS = jk.Evidence("talks", "Talks", kind="interview", n=12, date="2026-05-04")
LOG = jk.Evidence("log", kind="analytics")
TODAY = dt.date(2026, 11, 22)


def found(journey, rule, today=TODAY):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey, Facts(journey, today=today))]


def at(*steps, **fields):
    return jk.JourneyMap("m", stages=[jk.Stage("s", list(steps))], **fields)


# sources


@pytest.mark.parametrize(
    ("journey", "sources"),
    [
        (at(jk.Touchpoint("t", moment_of_truth=True, evidence=TALKS)), "'Talks'"),
        (at(jk.Touchpoint("t", moment_of_truth=True), evidence=TALKS), "'Talks'"),
        (
            at(jk.Touchpoint("t", moment_of_truth=True, evidence=[TALKS, jk.Evidence("more", kind="Interview")])),
            "'Talks' and 'More'",
        ),
        (at(jk.Touchpoint("t", moment_of_truth=jk.MomentOfTruth(evidence=LOG), evidence=TALKS)), "'Log'"),
        (at(jk.Touchpoint("t", moment_of_truth=True, evidence=[TALKS, LOG])), None),
        (at(jk.Touchpoint("t", moment_of_truth=True)), None),
        (at(jk.Touchpoint("t", moment_of_truth=True, evidence=jk.Evidence("w", kind="workshop"))), None),
        (at(jk.Touchpoint("t", emotion=1, evidence=TALKS)), None),
        (at(jk.Touchpoint("t", moment_of_truth=True, evidence=TALKS), state="future"), None),
    ],
)
def test_two_kinds_of_source_stand_behind_a_moment_of_truth(journey, sources):
    message = f"one kind of source stands behind the moment of truth 't': {sources}"
    assert found(journey, "single-source") == ([(f"{HERE}.moment_of_truth", message)] if sources else [])


@pytest.mark.parametrize(
    ("date", "valid_for", "stale"),
    [
        ("2025-11-22", "12 months", False),
        ("2025-11-21", "12 months", True),
        ("2026-11-20", "2 days", False),
        ("2026-11-19", "2 days", True),
        ("2026-11-21", "1 hour", True),
        ("2027-01-01", "1 day", False),
        ("0001-01-01", "10000 years", False),
        ("2001-01-01", None, False),
        (None, "1 day", False),
    ],
)
def test_sources_are_good_for_their_time(date, valid_for, stale):
    source = jk.Evidence("talks", kind="interview", date=date, valid_for=valid_for)
    told = found(at("t", evidence=[LOG, source]), "stale-evidence")
    assert [place for place, _ in told] == (["evidence[1]"] if stale else [])


def test_a_stale_source_says_how_old_it_is():
    source = jk.Evidence("talks", "Talks", date="2024-05-04", valid_for="12 months")
    assert found(at("t", evidence=source), "JK504") == [
        ("evidence[0]", "'Talks' of 2024-05-04 was good for 1 year, and is past its time")
    ]
    assert not found(at("t", evidence=source), "JK504", today=dt.date(2025, 5, 4))


@pytest.mark.parametrize(
    ("reviewed", "said"),
    [
        (None, "does not say"),
        ("2025-11-20", "2025-11-20, more than a year ago"),
        ("2025-11-22", None),
        ("2026-12-24", None),
    ],
)
def test_maps_are_looked_through(reviewed, said):
    journey = at("t", reviewed=reviewed)
    told = found(journey, "unreviewed")
    assert [(place, said in message) for place, message in told] == ([("reviewed", True)] if said else [])
    assert "JK518" not in {each.code for each in jk.check(journey, profile="release", today=TODAY)}


# numbers


@pytest.mark.parametrize(
    ("metric", "evidence", "said"),
    [
        ({"value": 34}, (), "says neither how many it rests on, when it was taken nor how"),
        ({"value": 0, "n": 402}, (), "says neither when it was taken nor how"),
        ({"value": 34, "period": "2026-Q1"}, (), "says neither how many it rests on nor how"),
        ({"value": 34, "method": "mean"}, (), "says neither how many it rests on nor when it was taken"),
        ({"value": 34, "n": 402, "period": "2026-Q1"}, (), None),
        ({"value": 34, "interval": (30, 38), "source": "CRM"}, (), None),
        ({"value": 34}, TALKS, None),
        ({"value": 34}, LOG, "says neither how many it rests on nor when it was taken"),
        ({"value": 34, "n": 12}, LOG, None),
        ({"target": 40}, (), None),
    ],
)
def test_a_number_says_what_it_rests_on(metric, evidence, said):
    number = jk.Metric("nps", "NPS", **metric)
    told = [(f"{HERE}.metrics[0]", f"'NPS' {said}")] if said else []
    assert found(at(jk.Touchpoint("t", metrics=number, evidence=evidence)), "bare-metric") == told
    assert found(at(jk.Touchpoint("t", metrics=number.replace(evidence=evidence))), "bare-metric") == told


def test_numbers_are_found_wherever_they_stand():
    bare = jk.Metric("nps", value=1)
    journey = jk.JourneyMap(
        metrics=bare,
        stages=[
            jk.Stage("s", [jk.Touchpoint("t", opportunities=jk.Opportunity("x", metrics=bare))], metrics=bare),
        ],
        outcomes=jk.Outcome("end", metrics=bare),
    )
    places = ["metrics[0]", "stages[0].metrics[0]", "outcomes[0].metrics[0]", f"{HERE}.opportunities[0].metrics[0]"]
    assert [place for place, _ in found(journey, "JK510")] == places
    assert not found(journey.replace(state="future"), "JK510")


@pytest.mark.parametrize(
    ("one", "other", "minded"),
    [
        (("csat", "CSAT", "top-2-box"), ("csat", "CSAT", "mean"), True),
        (("first", "Csat", "top-2-box"), ("second", "C-SAT ", "mean"), True),
        (("csat", None, "top-2-box"), ("csat", None, "mean"), True),
        (("csat", "CSAT", "top-2-box"), ("csat", "CSAT", "Top 2 Box"), False),
        (("csat", "CSAT", "top-2-box"), ("csat", "CSAT", None), False),
        (("csat", "CSAT", "top-2-box"), ("csat", "CSAT", "?"), False),
        (("csat", "Content", "top-2-box"), ("csat", "Pleased", "mean"), False),
        (("a", "A", "top-2-box"), ("b", "B", "mean"), False),
    ],
)
def test_one_number_has_one_method(one, other, minded):
    made = [jk.Metric(name, title, method=method) for name, title, method in (one, other)]
    told = found(at(jk.Touchpoint("t", metrics=made[0]), jk.Touchpoint("u", metrics=made[1])), "two-methods")
    assert [place for place, _ in told] == (["stages[0].steps[1].metrics[0]"] if minded else [])
    assert all(f"is computed by 'mean' here and by 'top-2-box' at {HERE}.metrics[0]" in said for _, said in told)


# whose touchpoints


def owned(*whose, **fields):
    return at(*[jk.Touchpoint(f"t{index}", ownership=each) for index, each in enumerate(whose)], **fields)


BRAND = ["brand"] * 5


@pytest.mark.parametrize(
    ("journey", "count"),
    [
        (owned(*BRAND), 5),
        (owned(*BRAND, None, None), 5),
        (owned(*BRAND, None, None, None), None),
        (owned(*BRAND[1:]), None),
        (owned(*BRAND, "external"), None),
        (owned(*BRAND, "partner"), None),
        (owned(*BRAND, parent="whole"), None),
        (owned(*BRAND).add_step(jk.Touchpoint("x", channel="word_of_mouth"), stage="s"), None),
        (owned(*BRAND).add_step(jk.Touchpoint("x", channel="web"), stage="s"), 5),
        (owned(*BRAND).add_step(jk.Action("x"), stage="s"), 5),
    ],
)
def test_not_all_is_the_brand_s(journey, count):
    message = f"all {count} touchpoints whose owner is stated are the brand's own"
    assert found(journey, "brand-only") == ([("stages", message)] if count else [])


@st.composite
def grounded(draw):
    """A map with sources and numbers that are or are not good."""
    kinds = draw(st.lists(st.sampled_from(["interview", "survey", "workshop"]), max_size=2))
    sources = [jk.Evidence(f"e{i}", kind=kind, date="2024-05-04", valid_for="1 year") for i, kind in enumerate(kinds)]
    methods = st.none() | st.sampled_from(["mean", "median"])
    metrics = [jk.Metric("nps", value=3, n=draw(st.none() | st.just(9)), method=draw(methods)) for _ in range(2)]
    steps = [
        jk.Touchpoint(f"t{i}", ownership=draw(st.sampled_from(["brand", "partner"])), metrics=metrics[i : i + 1])
        for i in range(5)
    ]
    steps[0] = steps[0].replace(moment_of_truth=True, evidence=sources)
    return at(*steps, reviewed=draw(st.sampled_from([None, "2026-05-04"])))


@pytest.mark.parametrize("code", ["JK503", "JK504", "JK510", "JK511", "JK513", "JK518"])
def test_generated_maps_stand_on_both_sides(code):
    assert found(find(grounded(), lambda journey: found(journey, code), settings=SEARCH), code)
    assert not found(find(grounded(), lambda journey: not found(journey, code), settings=SEARCH), code)
