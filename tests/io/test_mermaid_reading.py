"""Mermaid journeys as people write them: read leniently, and every guess is said."""

from __future__ import annotations

import pytest

from journeykit.io import loads_with_losses
from journeykit.model.document import document

FIRST = """journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
"""


def read(text, **options):
    return loads_with_losses(text, "mermaid", **options)


def steps(text, **options):
    """Name, emotion and actors of each task that is read."""
    journey = read(text, **options).journey
    who = {persona.id: persona.label for persona in journey.personas}
    return [(step.label, step.emotion, [who[each] for each in step.personas]) for step in journey.steps]


def guesses(text, **options):
    return [loss.code for loss in read(text, **options).losses]


def only(line, **options):
    """The one task of a line in a section."""
    (found,) = steps(f"journey\nsection S\n{line}\n", **options)
    return found


def codes(line):
    return guesses(f"journey\nsection S\n{line}\n")


def test_the_journey_that_everybody_knows():
    found = read(FIRST)
    assert found.losses == ()
    assert document(found.journey) == {
        "id": "my_working_day",
        "title": "My working day",
        "cast": "together",
        "personas": [{"id": "me"}, {"id": "cat"}],
        "stages": [
            {
                "id": "go_to_work",
                "steps": [
                    {"touchpoint": "make_tea", "emotion": 2, "personas": ["me"]},
                    {"touchpoint": "go_upstairs", "emotion": 0, "personas": ["me"]},
                    {"touchpoint": "do_work", "emotion": -2},
                ],
            },
            {
                "id": "go_home",
                "steps": [
                    {"touchpoint": "go_downstairs", "emotion": 2, "personas": ["me"]},
                    {"touchpoint": "sit_down", "emotion": 2, "personas": ["me"]},
                ],
            },
        ],
    }


@pytest.mark.parametrize(
    ("line", "name", "emotion", "code"),
    [
        ("Meet at 10:30: 4: Me", "Meet at 10:30", 1, "odd_name"),
        ("Meet at 10:30: 4", "Meet at 10:30", 1, "odd_name"),
        ("Pay: online: 3: Me", "Pay: online", 0, "odd_name"),
        ("Buy #1: 5: Me", "Buy #1", 2, "odd_name"),
        ("Fix C# code: 2: Me", "Fix C# code", -1, "odd_name"),
        ("Buy; pay: 5: Me", "Buy; pay", 2, "semicolon"),
        ('"Pay: online": 3: Me', "Pay: online", 0, "odd_name"),
        ("Pay: : Me", "Pay", None, "no_score"),
        ("Pay: ?: Me", "Pay", None, "no_score"),
        ("Pay: n/a: Me", "Pay", None, "no_score"),
        ("Pay", "Pay", None, "no_score"),
        ("Pay: 4/5: Me", "Pay", 1, "odd_score"),
        ("Pay: 4,5: Me", "Pay", 1.5, "odd_score"),
        ("Pay: \uff14: Me", "Pay", 1, "odd_score"),
        ("Pay: 5: Me;", "Pay", 2, "semicolon"),
        ("Pay\uff1a5\uff1aMe", "Pay", 2, "wide_colon"),
        ("Pay: 5: Me: dearly", "Pay", 2, "fourth_field"),
    ],
)
def test_what_mermaid_breaks_on_is_guessed_and_said(line, name, emotion, code):
    assert only(line)[:2] == (name, emotion)
    assert code in codes(line)


@pytest.mark.parametrize(
    ("line", "name", "emotion"),
    [
        ("Pay : 5 : Me ", "Pay", 2),
        ("\tPay:5:Me", "Pay", 2),
        ("Pay: 4.5: Me", "Pay", 1.5),
        ("Pay: 5", "Pay", 2),
        ("Pay #35;1#58; now#59;: 5: Me", "Pay #1: now;", 2),
        ("Pay #amp; go: 5: Me", "Pay & go", 2),
        ("Pay<br/>online: 5: Me", "Pay online", 2),
        ("Pay: 5: Me # a comment: of sorts", "Pay", 2),
        ("Pay: 5 # a comment", "Pay", 2),
        ("Step \uff1apay: 5: Me", "Step \uff1apay", 2),
        ('"Pay": 5: Me', '"Pay"', 2),
        ("Pay: 3: 4", "Pay", 0),
    ],
)
def test_what_mermaid_reads_is_read_the_same_without_a_guess(line, name, emotion):
    assert only(line)[:2] == (name, emotion)
    assert codes(line) == []


def test_actors_are_personas_and_all_of_them_are_said_of_nobody_in_particular():
    found = read("journey\nA: 5: Me, You\nB: 4: You\nC: 3\n")
    assert [persona.id for persona in found.journey.personas] == ["me", "you"]
    assert [step.personas for step in found.journey.steps] == [(), ("you",), ()]
    assert [loss.line for loss in found.losses if loss.code == "no_actors"] == [4]


def test_known_actors_tell_a_missing_score_from_a_name_with_a_colon():
    text = "journey\nA: 5: Me, Cat\nTea: Me\nTea: green\nB: nice: Cat"
    assert [step[:1] + step[2:] for step in steps(text)] == [
        ("A", []),
        ("Tea", ["Me"]),
        ("Tea: green", []),
        ("B: nice", ["Cat"]),
    ]


def test_ids_are_made_of_names_and_stay_when_others_come():
    first = read("journey\nsection Go\nPay: 5: Me\nPay: 4: Me\n\u652f\u4ed8: 3: Me\n3D print: 2: Me")
    more = read("journey\nsection Go\n\u8d2d\u4e70: 1: Me\nPay: 5: Me\nPay: 4: Me\n\u652f\u4ed8: 3: Me")
    ids = [step.id for step in first.journey.steps]
    assert ids[:2] == ["pay", "pay_2"]
    assert ids[2].startswith("step_")
    assert ids[3] == "step_3d_print"
    assert [step.id for step in more.journey.steps][1:] == ids[:3]
    assert len({step.id for step in read("journey\n" + "A: 5\n" * 300).journey.steps}) == 300


@pytest.mark.parametrize(
    ("line", "name", "fields"),
    [
        ("[PAIN POINT] no news: 1: Me", "no news", {"pains": ["no news"]}),
        ("Waits [pain point]: 1: Me", "Waits", {"pains": ["Waits"]}),
        ("Waits [Pain] no news: 1: Me", "Waits", {"pains": ["no news"]}),
        ("Waits [PAIN POINT] (anxious): 1: Me", "Waits", {"pains": ["Waits"], "feelings": ["anxious"]}),
        ("[PAIN POINT] Waits (quite anxious): 1: Me", "Waits", {"pains": ["Waits"], "feelings": ["quite anxious"]}),
        ("[PAIN_POINT] a [OPPORTUNITY] b: 1: Me", "a", {"pains": ["a"], "opportunities": ["b"]}),
        ("Unpacks [DELIGHT] a card: 5: Me", "Unpacks", {"gains": ["a card"]}),
        ("Signs [MOT]: 3: Me", "Signs", {"moment_of_truth": True}),
        ("[Moment of Truth] Signs: 3: Me", "Signs", {"moment_of_truth": True}),
        ("Compares [FMOT]: 3: Me", "Compares", {"moment_of_truth": "FMOT"}),
        ("Signs [MOT] no way back: 3: Me", "Signs", {"moment_of_truth": {"why": "no way back"}}),
    ],
)
def test_marks_in_names(line, name, fields):
    found = read(f"journey\nsection S\n{line}")
    (step,) = document(found.journey)["stages"][0]["steps"]
    assert found.journey.steps[0].label.lower() == name.lower()
    assert {key: value for key, value in step.items() if key in fields} == fields
    assert [loss.code for loss in found.losses] == ["mark"]


def test_a_mark_makes_a_wait_and_words_in_brackets_are_feelings_only_beside_a_mark():
    journey = read("journey\nsection S\n[WAIT] Permit: 1: Me\nPays (card): 3: Me\n[x] y: 3: Me").journey
    assert [(step.kind, step.label) for step in journey.steps] == [
        ("wait", "Permit"),
        ("touchpoint", "Pays (card)"),
        ("touchpoint", "[x] y"),
    ]


def test_marks_in_comments_speak_of_the_task_above_or_of_the_first():
    text = (
        "journey\n%% [OPPORTUNITY] early\nsection S\nA: 1: Me\n%% [PAIN POINT] slow\n%% [pain] slow\n%% plain\nB: 2: Me"
    )
    found = read(text)
    first, second = document(found.journey)["stages"][0]["steps"]
    assert first["pains"] == ["slow"]
    assert first["opportunities"] == ["early"]
    assert "pains" not in second
    assert [loss.line for loss in found.losses] == [2, 5, 6]


def test_escaped_marks_are_words():
    (step,) = steps("journey\nsection S\n#91;WAIT] x: 3: Me")
    assert step[0] == "[WAIT] x"
