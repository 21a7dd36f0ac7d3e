"""Few findings: profiles, causes before consequences, many as one, and what a team has agreed on."""

from __future__ import annotations

import datetime as dt

import pytest

import journeykit as jk
from journeykit.errors import FormatError, UnknownName
from journeykit.rules import Config, Facts, Hit, check, config_of, registry, rule, rules
from journeykit.rules.check_map import asked
from journeykit.rules.words import languages, words_of


@rule("XT101", "late", severity="info", profile="release", future=False)
def late(journey):
    yield Hit("", "late", "hurry")


@rule("XT102", "hidden", severity="info", profile="off")
def hidden(journey, facts):
    yield Hit("", f"on {facts.today}", "wait")


@rule("XT301", "cause", severity="warning", detail=False)
def cause(journey):
    for step in journey.steps:
        if step.note == "cause":
            yield Hit(step.id, "cause", "mend", step.id)


@rule("XT302", "consequence", severity="warning", after=("cause",), many="{count} steps suffer")
def consequence(journey):
    for step in journey.steps:
        yield Hit(step.id, f"{step.id} suffers", "mend", step.id)


@pytest.fixture(autouse=True)
def only_these(monkeypatch):
    known = dict(rules()) | {each.code: each for each in (late, hidden, cause, consequence)}
    monkeypatch.setattr(registry, "rules", lambda: known)
    monkeypatch.setattr("journeykit.rules.check_map.rules", lambda: known)


def shop(*notes, **fields):
    steps = [jk.Touchpoint(f"t{index}", note=note) for index, note in enumerate(notes)]
    return jk.JourneyMap("shop", stages=[jk.Stage("s", steps)], **fields)


def test_a_profile_asks_what_it_and_those_before_ask():
    journey = shop("x")
    assert "XT101" not in {each.code for each in asked(journey)}
    assert "XT101" in {each.code for each in asked(journey, profile="release")}
    assert "XT101" in {each.code for each in asked(journey.replace(maturity="release"))}
    assert "XT101" not in {each.code for each in asked(journey.replace(maturity="release"), profile="research")}
    assert "XT101" in {each.code for each in asked(journey, config=Config(profile="release"))}
    with pytest.raises(UnknownName, match="unknown profile 'relase': did you mean 'release'"):
        check(journey, profile="relase")


def test_a_rule_that_is_off_is_asked_only_by_name():
    journey = shop("x")
    assert "XT102" not in {each.code for each in asked(journey, profile="release")}
    found = check(journey, "hidden", today=dt.date(2026, 5, 4))
    assert [each.message for each in found] == ["on 2026-05-04"]
    assert "XT102" in {each.code for each in asked(journey, config=Config(extend=("hidden",)))}


def test_future_maps_and_details_are_judged_as_such():
    assert "XT101" not in {each.code for each in asked(shop("x", state="future"), "XT1")}
    assert "XT301" not in {each.code for each in asked(shop("x", parent="whole"), "XT3")}
    assert late.findings(shop("x", state="future")) == ()


def test_a_cause_silences_what_follows_from_it_at_its_step():
    found = check(shop("cause", "x"), "XT3")
    assert [(each.name, each.step) for each in found] == [("cause", "t0"), ("consequence", "t1")]
    assert [each.step for each in check(shop("cause", "x"), "XT302")] == ["t0", "t1"]


def test_many_findings_become_one():
    (found,) = check(shop(*"abcdef"), "XT302")
    assert found.message == "6 steps suffer: 't0', 't1', 't2', 't3' and 2 more"
    assert (found.place, found.step, found.count) == ("t0", None, 6)
    assert found.also == ("t1", "t2", "t3", "t4", "t5")
    report = check(shop(*"abcdef"), "XT302")
    assert list(report.by_step) == ["t0", "t1", "t2", "t3", "t4", "t5"]
    assert [each.step for each in check(shop(*"abc"), "XT302")] == ["t0", "t1", "t2"]


def test_a_report_lies_over_drawings():
    laid = check(shop("cause", "x", "y", "z"), ["XT3", "late"]).overlay()
    assert [mark.text for mark in laid.steps["t0"]] == ["XT301 cause"]
    assert laid.notes == ("XT101 late.",)
    assert "XT302 consequence" in jk.draw(shop("a", "b", "c", "d"), overlay=check(shop(*"abcd"), "XT302")).svg


def test_a_team_s_config_is_kept():
    config = config_of(
        {
            "profile": "release",
            "ignore": "JK",
            "extend": ["hidden"],
            "severity": {"XT1": "warning", "hidden": "error"},
            "per-file": {"drafts/*": ["late"], "*.tmp.yaml": "XT3"},
            "words": {"de": {"inside": ["Tunnel"]}},
        }
    )
    found = check(shop("x"), config=config, today=dt.date(2026, 1, 1))
    assert {each.name: each.severity for each in found} == {
        "late": "warning",
        "hidden": "error",
        "consequence": "warning",
    }
    assert config.ignored_in("drafts/a.yaml") == ("late",)
    assert config.ignored_in("maps/a.tmp.yaml") == ("XT3",)
    assert Facts(shop("x", language="de"), own_words=config.words).words.has("inside", "Im Tunnel")
    assert check(shop("x"), "late", config=config)[0].severity == "warning"


def test_all_that_is_wrong_with_a_config_is_said_at_once():
    with pytest.raises(FormatError) as caught:
        config_of(
            {
                "ignor": [],
                "select": 5,
                "ignore": ["dead-ends"],
                "profile": "relase",
                "severity": {"JK1": "fatal", "nothing": "error"},
                "per-file": [],
                "words": {"en": {"inside": "x", "insde": ["y"]}, "de": 5, "english": {}},
            },
            "pyproject.toml",
        )
    said = [str(each) for each in caught.value.faults]
    assert len(said) == 11
    assert "pyproject.toml: unknown key 'ignor': did you mean 'ignore'?" in said
    assert "pyproject.toml: ignore: unknown rule 'dead-ends': did you mean 'dead-end'?" in said
    assert "pyproject.toml: words.en: unknown list 'insde': did you mean 'inside'?" in said
    assert "pyproject.toml: words.english: a language is a short BCP 47 tag, like de or pt" in said
    assert "pyproject.toml: profile: unknown profile 'relase': did you mean 'release'?" in said


@pytest.mark.parametrize("fields", [{"profile": "draft"}, {"status": "old"}, {"severity": "grave"}])
def test_a_rule_with_a_wrong_field_is_refused(fields):
    with pytest.raises(ValueError, match="unknown"):
        rule("XT900", "wrong", **({"severity": "info"} | fields))(lambda _: ())


def test_words_are_whole_words_but_in_scripts_without_spaces():
    english, chinese = words_of("en-GB", {}), words_of("zh-Hans", {})
    assert english.has("inside", "The LEAD form") == "lead"
    assert english.has("inside", "Misleading") is None
    assert chinese.has("inside", "进入销售漏斗阶段") == "漏斗"
    assert words_of("xx", {})["inside"] == ()
    assert all({"inside", "placeholder", "support"} <= words_of(each, {}).lists.keys() for each in languages())
