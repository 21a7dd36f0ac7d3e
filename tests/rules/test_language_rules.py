"""2xx: the company's words, placeholders, twins and titles that stand twice."""

from __future__ import annotations

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.rules import rule_called
from journeykit.rules.twins import folded, twins


def found(journey, rule):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey)]


def titled(*titles, kind=jk.Touchpoint, **fields):
    steps = [kind(f"t{index}", title) for index, title in enumerate(titles)]
    return jk.JourneyMap("m", stages=[jk.Stage("s", steps)], **fields)


@pytest.mark.parametrize(
    ("title", "language", "word"),
    [
        ("Lead qualification", None, "lead"),
        ("The FUNNEL", "en-GB", "funnel"),
        ("Misleading adverts", "en", None),
        ("Is led to the shelf", "en", None),
        ("Kundengewinnung", "de", "Kundengewinnung"),
        ("Trichter", "en", None),
        ("Conversión", "es-MX", "conversión"),
        ("Entonnoir", "fr", "entonnoir"),
        ("进入销售漏斗", "zh-Hans", "漏斗"),
        ("Funnel", "nl", None),
    ],
)
def test_stages_bear_the_customer_s_words(title, language, word):
    journey = jk.JourneyMap(stages=[jk.Stage("a", title=title)], language=language)
    told = found(journey, "inside-stage")
    assert [place for place, _ in told] == (["stages[0].title"] if word else [])
    assert all(repr(word) in message for _, message in told)


def test_an_id_that_is_shown_counts_as_a_title():
    assert found(jk.JourneyMap(stages=[jk.Stage("lead_nurturing")]), "JK201")


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("TBD", True),
        ("[todo]", True),
        ("  to do … ", True),
        ("???", True),
        ("?", False),
        ("...", True),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit", True),
        ("To do my taxes", False),
        ("The date is to be defined by the court", False),
        ("Which price?", False),
        ("", False),
    ],
)
def test_placeholders_are_texts_that_say_nothing_else(text, waits):
    journey = jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("t", thoughts=text)])])
    (step,) = journey.steps
    assert [each[0] for each in found(journey, "JK204")] == (["stages[0].steps[0].thoughts[0]"] if waits else [])
    assert [each.step for each in jk.check(journey, "JK204")] == ([step.id] if waits else [])


def test_placeholders_are_found_wherever_a_text_stands():
    journey = jk.JourneyMap(
        "tbd",
        "tbd",
        personas=[jk.Persona("todo", summary="todo")],
        scope=jk.Scope(trigger="tba"),
        stages=[jk.Stage("xxx", [jk.Touchpoint("xyz", pains="folgt noch")])],
        language="de",
    )
    assert [place for place, _ in found(journey, "JK204")] == [
        "title",
        "personas[0].summary",
        "stages[0].steps[0].pains[0]",
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Field sales", "Field Sales", True),
        ("Field sales", "Field-sales", True),
        ("Sign the contract", "Sign the contrcat", True),
        ("Sign the contract", "Sign the contact", True),
        ("Sign the contract", "Sing the contract", True),
        ("Receive the quote", "Receives the quote", True),
        ("Call 1", "Call 2", False),
        ("Week 11 calls", "Week 1 calls", False),
        ("pay", "say", False),
        ("the offer", "the offers", False),
        ("Order", "Borders", False),
        ("x" * 300, "x" * 299 + "y", False),
    ],
)
def test_twins(one, other, alike):
    assert list(twins([one, other])) == ([(one, other)] if alike else [])


@settings(max_examples=300)
@given(st.lists(st.text("abcdeÄé1 -", min_size=1, max_size=9), max_size=30))
def test_twins_are_found_without_comparing_pairs(texts):
    told = list(twins(texts))
    assert len(told) < max(1, len(set(texts)))
    for first, second in told:
        assert first != second
        assert abs(len(folded(first)) - len(folded(second))) <= 1


def test_names_of_different_things_are_no_twins():
    journey = jk.JourneyMap(
        personas=[jk.Persona("a", "Field sales")],
        owners="Field Sales",
        stages=[jk.Stage("s", [jk.Touchpoint("t", "Receives quotes", owners=["Field  sales", "Marketing"])])],
    )
    assert found(journey, "JK203") == [
        (
            "stages[0].steps[0].owners",
            "the owners 'Field sales' and 'Field Sales' look like one with a slip of the pen",
        )
    ]


@pytest.mark.parametrize(
    ("channels", "said"),
    [
        (["E-Mail"], ["'email' of the catalogue"]),
        (["E-mail", "email"], ["'email' of the catalogue"]),
        (["Social media"], ["'social' of the catalogue"]),
        (["Fax", "Fox"], []),
        (["webb"], ["'web' of the catalogue"]),
        (["emial", "phnoe"], ["'email' of the catalogue", "'phone' of the catalogue"]),
        (["showroom", "Homepage", "partner shop", "video call"], []),
        (["Carrier pigeon", "carrier-pigeon"], ["look like one with two names"]),
        (["Drone", "Kiosk"], []),
        (["web", "app", "sms"], []),
    ],
)
def test_channels_go_by_one_name(channels, said):
    steps = [jk.Touchpoint(f"t{index}", channel=name) for index, name in enumerate(channels)]
    told = found(jk.JourneyMap(stages=[jk.Stage("s", steps)]), "channel-twins")
    assert len(told) == len(said)
    assert all(words in message for words, (_, message) in zip(said, told, strict=True))


def test_titles_stand_once_in_a_stage():
    assert found(titled("Calls", "calls ", "Waits"), "JK206") == [
        ("stages[0].steps[1].title", "'t1' bears the title of 't0' in the same stage")
    ]
    apart = jk.JourneyMap(stages=[jk.Stage("a", [jk.Touchpoint("t", "Calls")]), jk.Stage("b", [jk.Wait("u", "Calls")])])
    assert not found(apart, "JK206")


@pytest.mark.parametrize(
    ("title", "language", "minded"),
    [
        ("Price comparison", "en", True),
        ("Compares prices", "en", False),
        ("Compare the price", "en", False),
        ("Preisvergleich", "de", True),
        ("Vergleicht Preise", "de", False),
        ("比较价格", "zh", False),
        ("123", "en", False),
    ],
)
def test_actions_have_a_verb(title, language, minded):
    assert bool(found(titled(title, kind=jk.Action, language=language), "missing-verb")) == minded
    assert not found(titled(title, kind=jk.Touchpoint, language=language), "missing-verb")
    assert "JK202" not in {each.code for each in jk.check(titled(title, kind=jk.Action), profile="release")}


@pytest.mark.parametrize("code", ["JK204", "JK206"])
def test_generated_maps_stand_on_both_sides(code):
    words = st.lists(st.sampled_from(["tbd", "Calls", "Waits", "Pays"]), min_size=2, max_size=4)
    rule = rule_called(code)
    assert rule.findings(titled(*find(words, lambda titles: rule.findings(titled(*titles)))))
    assert not rule.findings(titled(*find(words, lambda titles: not rule.findings(titled(*titles)))))


def test_a_source_can_wait_for_its_title():
    journey = jk.JourneyMap(
        "m", evidence=[jk.Evidence("tbd", "TBD")], stages=[jk.Stage("s", [jk.Touchpoint("t", evidence="tbd")])]
    )
    assert [place for place, _ in found(journey, "JK204")] == ["evidence[0].title"]
