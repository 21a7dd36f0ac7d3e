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
