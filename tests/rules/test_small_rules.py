"""Blank and untidy texts, echoed ids, needless allows: each with a repair that is safe to make."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.model.document import document
from journeykit.rules import Facts, Fix, Hit, registry, rule, rule_called
from journeykit.testing import maps

HERE = "stages[0].steps[0]"
FIXABLE = ["JK002", "JK207", "JK208", "JK209"]


def at(*steps, **fields):
    return jk.JourneyMap("m", stages=[jk.Stage("s", list(steps))], **fields)


def found(journey, name, **known):
    hits = list(rule_called(name)(journey, Facts(journey, **known)))
    return [(each.place, each.message) for each in hits]


def fixes(journey, *names):
    return [hit.fix for name in names for hit in rule_called(name)(journey) if hit.fix is not None]


def keys(place):
    return [int(index) if index else key for key, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", place)]


def mended(journey, *names):
    """The map after its fixes were made in its tree, from the last place to the first, as for a file."""
    tree = document(journey)
    wanted = {fix.place: fix for fix in fixes(journey, *names)}
    for fix in sorted(wanted.values(), key=lambda fix: [str(key).zfill(9) for key in keys(fix.place)], reverse=True):
        *way, last = keys(fix.place)
        node = tree
        for key in way:
            node = node[key]
        if fix.kind == "remove":
            del node[last]
        else:
            node[last] = fix.value
    return jk.JourneyMap.model_validate(tree)


# blank texts


@pytest.mark.parametrize(
    ("journey", "place", "key", "removed"),
    [
        (at(jk.Touchpoint("t", " ")), f"{HERE}.title", "title", True),
        (at(jk.Touchpoint("t", "")), f"{HERE}.title", "title", True),
        (at(jk.Touchpoint("t", thoughts="\n\t")), f"{HERE}.thoughts", "thoughts", True),
        (at(jk.Touchpoint("t", thoughts=["x", " "])), f"{HERE}.thoughts[1]", "thoughts", True),
        (at(jk.Touchpoint("t", pains=["", " "])), f"{HERE}.pains", "pains", True),
        (at(jk.Touchpoint("t", pains=jk.PainPoint(" ", severity=4))), f"{HERE}.pains[0].text", "text", False),
        (
            at(jk.Touchpoint("t", pains=jk.PainPoint("x", cause=" ", severity=4))),
            f"{HERE}.pains[0].cause",
            "cause",
            True,
        ),
        (at("t", scope=jk.Scope(trigger=" ")), "scope", "scope", True),
        (at("t", scope=jk.Scope(trigger=" ", end="x")), "scope.trigger", "trigger", True),
        (
            at(jk.Touchpoint("t", moment_of_truth=jk.MomentOfTruth(why=" "))),
            f"{HERE}.moment_of_truth",
            "moment_of_truth",
            False,
        ),
        (at("t", title="　"), "title", "title", True),
    ],
)
def test_blank_texts_are_found_where_they_stand(journey, place, key, removed):
    assert found(journey, "blank-text") == [(place, f"the text under `{key}` is blank")]
    assert fixes(journey, "blank-text") == ([Fix(place, "remove")] if removed else [])
    assert not removed or not found(mended(journey, "blank-text"), "blank-text")


@pytest.mark.parametrize(
    "journey",
    [
        at(jk.Touchpoint("t", "x", thoughts="?", events=" ", image=" ")),
        at("t", personas=jk.Persona("a", when=jk.Condition("kind", "is", " "))),
        jk.JourneyMap(),
    ],
)
def test_what_logs_and_addresses_hold_is_no_text(journey):
    assert not found(journey, "JK207")


def test_blank_thoughts_of_one_persona():
    people = [jk.Persona("anna"), jk.Persona("ben")]
    journey = at(jk.Touchpoint("t", thoughts={"anna": " ", "ben": "why?"}), personas=people)
    assert [place for place, _ in found(journey, "JK207")] == [f"{HERE}.thoughts.anna"]
    assert dict(mended(journey, "JK207").steps[0].thoughts) == {"ben": ("why?",)}
    journey = at(jk.Touchpoint("t", thoughts={"anna": " ", "ben": ""}), personas=people)
    assert [place for place, _ in found(journey, "JK207")] == [f"{HERE}.thoughts"]
    assert not mended(journey, "JK207").steps[0].thoughts


# echoed ids


@pytest.mark.parametrize(
    ("journey", "places"),
    [
        (jk.JourneyMap("buying", "Buying"), ["title"]),
        (jk.JourneyMap("buying", "buying"), []),
        (at(jk.Touchpoint("gave_up", "Gave up")), [f"{HERE}.title"]),
        (at(jk.Wait("gave_up", "Gave up")), [f"{HERE}.title"]),
        (at(jk.Action("gave_up", "Gave up!")), []),
        (at("gave_up"), []),
        (at("t", personas=jk.Persona("anna", "Anna")), ["personas[0].title"]),
        (at("t", personas=jk.Persona("anna", "Anna, 41")), []),
        (at("t", outcomes=jk.Outcome("won", "Won")), ["outcomes[0].title"]),
        (at(jk.Touchpoint("t", metrics=jk.Metric("nps", "Nps"))), [f"{HERE}.metrics[0].title"]),
        (at("t", evidence=jk.Evidence("talks", "Talks")), ["evidence[0].title"]),
    ],
)
def test_a_title_says_more_than_the_id(journey, places):
    assert [place for place, _ in found(journey, "echoed-id")] == places
    assert fixes(journey, "echoed-id") == [Fix(place, "remove") for place in places]
    after = mended(journey, "echoed-id")
    assert [each.label for each in (after, *after.steps)] == [each.label for each in (journey, *journey.steps)]


def test_many_echoes_are_one_finding_with_all_fixes():
    journey = at(*[jk.Touchpoint(name, name.upper()) for name in "abcd"])
    (finding,) = jk.check(journey, "JK208")
    assert finding.message == "4 titles are what is shown without them: 'a', 'b', 'c' and 'd'"
    assert [fix.place for fix in finding.fixes] == [f"stages[0].steps[{index}].title" for index in range(4)]


# stray spaces


@pytest.mark.parametrize(
    ("text", "said", "tidy"),
    [
        (" Calls", "begins with a space", "Calls"),
        ("Calls\t", "ends with a space", "Calls"),
        ("Calls\n", "ends with a line break", "Calls"),
        ("Calls  us", "has several spaces in a row", "Calls us"),
        ("  Calls   us ", "begins with a space and ends with a space and has several spaces in a row", "Calls us"),
        ("Calls. Waits.  Pays.", None, None),
        ("Calls\nus ", None, None),
        ("Calls us", None, None),
        (" ", None, None),
        ("\u3000電話 ", "ends with a space", "\u3000電話"),
        ("a\u00a0 b", None, None),
    ],
)
def test_titles_are_tidy(text, said, tidy):
    journey = at(jk.Touchpoint("t", text))
    shown = repr(" ".join(text.split()))
    assert found(journey, "stray-spaces") == ([(f"{HERE}.title", f"{shown} {said}")] if said else [])
    assert fixes(journey, "stray-spaces") == ([Fix(f"{HERE}.title", "replace", tidy)] if said else [])


@pytest.mark.parametrize(
    ("fields", "place", "value"),
    [
        ({"owners": "Field sales "}, "owners[0]", "Field sales"),
        ({"note": "Why?\n"}, None, None),
        ({"note": "Why? \n"}, "note", "Why?\n"),
        ({"doing": "a\n\n  b"}, None, None),
        ({"pains": " slow"}, "pains[0]", "slow"),
        ({"pains": jk.PainPoint(" slow", severity=3)}, "pains[0].text", "slow"),
        ({"links": jk.Link("a  b", "x ")}, "links[0].text", "a b"),
        ({"events": " Pay "}, None, None),
        ({"image": " x.png"}, None, None),
    ],
)
def test_other_texts_are_tidy(fields, place, value):
    assert fixes(at(jk.Touchpoint("t", **fields)), "JK209") == (
        [Fix(f"{HERE}.{place}", "replace", value)] if place else []
    )


def test_moves_have_words_too():
    journey = at("a", "b", flow=["a >> b", {"from": "b", "to": "a", "when": "it  fails"}])
    assert [fix.place for fix in fixes(journey, "JK209")] == ["flow[1].when"]


# needless allows

LOW = {"emotion": -2}


@pytest.mark.parametrize(
    ("journey", "told"),
    [
        (at(jk.Touchpoint("t", **LOW, allow="JK401")), []),
        (at(jk.Touchpoint("t", **LOW, allow="low-without-pain")), []),
        (at(jk.Touchpoint("t", allow="JK401")), [(f"{HERE}.allow[0]", "'JK401' excuses nothing here")]),
        (at(jk.Touchpoint("t"), jk.Touchpoint("u", **LOW), allow="JK401"), []),
        (at("t", allow="JK401"), [("allow[0]", "'JK401' excuses nothing here")]),
        (at("t", allow=["JK401", "JK1"]), [("allow[0]", "'JK401' excuses nothing here")]),
        (
            at(jk.Touchpoint("t", allow="JK4"), jk.Touchpoint("u", **LOW)),
            [(f"{HERE}.allow[0]", "'JK4' excuses nothing here")],
        ),
        (at("t", allow="no-such-rule"), []),
        (at("t", allow=["JK002", "JK0", "JK", "needless-allow"]), []),
        (jk.JourneyMap(stages=[jk.Stage("s", allow="empty-stage"), jk.Stage("u", ["t"])]), []),
        (
            jk.JourneyMap(stages=[jk.Stage("s"), jk.Stage("u", ["t"], allow="empty-stage")]),
            [("stages[1].allow[0]", "'empty-stage' excuses nothing here")],
        ),
        (jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("t", **LOW)], allow="JK401")]), []),
    ],
)
def test_an_allow_excuses_something(journey, told):
    assert found(journey, "needless-allow") == told


def test_an_allow_for_a_later_profile_is_no_needless_one():
    journey = at(jk.Touchpoint("t", opportunities="x", allow="unowned-opportunity"), maturity="sketch")
    assert not found(journey, "JK002")


def test_what_needs_a_baseline_is_judged_only_with_one():
    today = at(jk.Touchpoint("t", pains="slow"))
    wish = today.replace(state="future", allow="forgotten-pain")
    assert not found(wish, "JK002")
    assert found(wish, "JK002", baseline=today) == [("allow[0]", "'forgotten-pain' excuses nothing here")]
    assert not found(wish.replace_step("t", pains=()), "JK002", baseline=today)


def test_the_day_counts():
    journey = at("t", evidence=jk.Evidence("a", date="2026-05-04", valid_for="1 year"), allow="stale-evidence")
    assert found(journey, "JK002", today=dt.date(2026, 6, 1))
    assert not found(journey, "JK002", today=dt.date(2028, 6, 1))


def test_the_last_needless_allow_takes_the_key_along():
    assert fixes(at("t", allow=["JK401", "JK1"]), "JK002") == [Fix("allow[0]", "remove")]
    assert fixes(at("t", allow=["JK401"]), "JK002") == [Fix("allow", "remove")]
    assert set(fixes(at("t", allow=["JK401", "JK402"]), "JK002")) == {Fix("allow", "remove")}


@rule("XT001", "broken", severity="info")
def broken(journey):
    yield Hit("", "first", "mend")
    raise RuntimeError(journey.id)


def test_a_rule_that_fails_is_not_called_needless(monkeypatch):
    known = dict(registry.rules()) | {"XT001": broken}
    monkeypatch.setattr(registry, "rules", lambda: known)
    assert not found(at(jk.Touchpoint("t", allow="broken")), "JK002")


# safe repairs


def moved(transition):
    return (transition.source, transition.target, transition.probability, transition.personas)


@given(maps(), st.data())
def test_repairs_are_safe_and_need_no_second_time(journey, data):
    texts = st.sampled_from([" ", "", "a  b", " a", "a", "A", "T"])
    changed = journey.replace(title=data.draw(texts), owners=data.draw(st.lists(texts, max_size=2)), allow=["JK4"])
    after = mended(changed, *FIXABLE)
    assert [step.id for step in after.steps] == [step.id for step in changed.steps]
    assert [moved(move) for move in after.transitions] == [moved(move) for move in changed.transitions]
    again = mended(after, *FIXABLE)
    assert fixes(again, *FIXABLE) == []


@st.composite
def untidy(draw):
    title = draw(st.sampled_from([None, "", " x", "T", "x"]))
    return at(jk.Touchpoint("t", title, emotion=draw(st.sampled_from([None, -2])), allow="JK401"))


@pytest.mark.parametrize("code", FIXABLE)
def test_generated_maps_stand_on_both_sides(code):
    search = settings(phases=[Phase.generate], database=None)
    assert found(find(untidy(), lambda journey: found(journey, code), settings=search), code)
    assert not found(find(untidy(), lambda journey: not found(journey, code), settings=search), code)
