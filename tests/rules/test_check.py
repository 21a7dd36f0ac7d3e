"""`check`: which rules are asked, what a map allows, and what a failing rule does."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import check_map, registry
from journeykit.rules.rule import Hit, rule

LOW = jk.Touchpoint("pay", emotion=-2)
SHOP = jk.JourneyMap(stages=[jk.Stage("look", ["basket"]), jk.Stage("buy", [LOW])])


FEW = ("JK001", "JK101", "JK102", "JK103", "JK301", "JK302", "JK303", "JK304", "JK401", "JK501", "JK502")


@pytest.fixture(autouse=True)
def few_rules(monkeypatch):
    """These tests are about choosing: rules that come later do not change what they say."""
    few = {code: registry.rules()[code] for code in FEW}
    monkeypatch.setattr(registry, "rules", lambda: few)
    monkeypatch.setattr(check_map, "rules", lambda: few)


def codes(journey, **how):
    return [finding.code for finding in jk.check(journey, **how)]


def test_all_rules_are_asked_unless_some_are_selected():
    assert codes(SHOP) == ["JK101", "JK401", "JK501", "JK102"]
    assert jk.check(SHOP).checked == len(registry.rules())


@pytest.mark.parametrize(
    ("select", "found"),
    [
        ("JK401", ["JK401"]),
        ("low-without-pain", ["JK401"]),
        ("JK4", ["JK401"]),
        (["JK1", "low-without-pain"], ["JK101", "JK401", "JK102"]),
        ("JK", ["JK101", "JK401", "JK501", "JK102"]),
        ([], []),
    ],
)
def test_select_takes_codes_names_and_beginnings(select, found):
    assert codes(SHOP, select=select) == found


def test_ignore_takes_the_same_and_wins():
    assert codes(SHOP, ignore=["JK1", "unsupported-claims"]) == ["JK401"]
    assert codes(SHOP, select="JK1", ignore="no-persona") == ["JK102"]


@pytest.mark.parametrize("how", ["select", "ignore"])
@pytest.mark.parametrize(
    ("name", "hint"),
    [("dead_end", "'dead-end'"), ("jk302", "'JK302'"), ("JK9", "there are"), ("", "unknown rule"), (3, "unknown rule")],
)
def test_an_unknown_rule_is_told_with_the_near_one(how, name, hint):
    with pytest.raises(jk.UnknownName, match=hint):
        jk.check(SHOP, **{how: [name]})


def test_what_is_no_map_is_refused():
    with pytest.raises(TypeError, match="JourneyMap, not str"):
        jk.check("solar.yaml")


@pytest.mark.parametrize("name", ["JK401", "low-without-pain", "JK4"])
def test_a_step_a_stage_and_a_map_can_allow_a_rule(name):
    other = jk.Touchpoint("wait_for_it", emotion=-1)
    both = jk.JourneyMap(stages=[jk.Stage("look", [other]), jk.Stage("buy", [LOW])])
    assert [found.step for found in jk.check(both, "JK401")] == ["wait_for_it", "pay"]
    at_step = both.replace_step("pay", allow=name)
    assert [found.step for found in jk.check(at_step, "JK401")] == ["wait_for_it"]
    in_stage = both.replace(stages=[both.stages[0].replace(allow=[name]), both.stages[1]])
    assert [found.step for found in jk.check(in_stage, "JK401")] == ["pay"]
    assert not jk.check(both.replace(allow=name), "JK401")


def test_a_stage_allows_what_is_said_of_itself():
    empty = jk.JourneyMap(
        stages=[jk.Stage("look", ["basket"]), jk.Stage("later", allow="empty-stage"), jk.Stage("end")]
    )
    assert [found.place for found in jk.check(empty, "empty-stage")] == ["stages[2]"]


def test_an_allow_reaches_no_further_than_its_stage():
    stages = [jk.Stage(f"s{number}", [jk.Touchpoint(f"t{number}", emotion=-1)]) for number in range(12)]
    stages[1] = stages[1].replace(allow="JK401")
    found = jk.check(jk.JourneyMap(stages=stages), "JK401")
    assert [step for each in found for step in each.steps] == [f"t{number}" for number in range(12) if number != 1]


@pytest.mark.parametrize(("place", "step"), [("stages[1].steps[0].pains[0]", None), ("", "pay"), ("flow[0]", "pay")])
def test_a_place_or_a_step_is_enough_to_know_whose_allow_counts(monkeypatch, place, step):
    minds = rule("ACME001", "minds", severity="info")(lambda journey: [Hit(place, "it", "that", step)])
    known = {**registry.rules(), "ACME001": minds}
    for module in (check_map, registry):
        monkeypatch.setattr(module, "rules", lambda: known)
    assert codes(SHOP, select="ACME001") == ["ACME001"]
    assert codes(SHOP.replace_step("pay", allow="minds"), select="ACME001") == []
    assert codes(SHOP.replace_step("basket", allow="minds"), select="ACME001") == ["ACME001"]


def test_an_allow_that_means_no_rule_is_told_and_silences_nothing():
    slip = SHOP.replace_step("pay", allow=["low-without-pains", "JK401"]).replace(allow="JK9")
    found = jk.check(slip, ["JK0", "JK4"])
    assert [(each.code, each.place) for each in found] == [
        ("JK001", "allow[0]"),
        ("JK001", "stages[1].steps[0].allow[0]"),
    ]
    assert "did you mean 'low-without-pain'?" in found[1].message
    assert found[1].step == "pay"


def test_a_rule_that_fails_is_a_finding_and_the_others_are_heard(monkeypatch):
    @rule("ACME001", "breaks", severity="info")
    def breaks(journey):
        yield Hit("", "found before it breaks", "…")
        raise ZeroDivisionError("by no steps")

    others = codes(SHOP)
    known = {**registry.rules(), "ACME001": breaks}
    monkeypatch.setattr(check_map, "rules", lambda: known)
    report = jk.check(SHOP)
    assert report.first.code == "ACME001"
    assert report.first.severity == "error"
    assert "ZeroDivisionError: by no steps" in report.first.message
    assert [each.code for each in report[1:]] == others


def test_a_map_is_not_changed():
    before = SHOP.model_copy(deep=True)
    jk.check(SHOP)
    assert before == SHOP
    assert jk.dumps(before, "json") == jk.dumps(SHOP, "json")
