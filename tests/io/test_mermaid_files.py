"""What Mermaid files hold beside tasks: scales, blocks of Markdown, what is no journey, what has no place."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.io import loads_with_losses

FIRST = "journey\n  title My working day\n  section Go to work\n    Make tea: 5: Me\n"


def read(text, **options):
    return loads_with_losses(text, "mermaid", **options)


def steps(text, **options):
    return [(step.label, step.emotion) for step in read(text, **options).journey.steps]


def test_scores_that_lie_outside_are_refused_with_their_places_unless_the_range_is_told():
    text = "journey\nsection S\nA: 7: Me\nB: 0: Me\nC: 5: Me\n"
    with pytest.raises(jk.FormatError) as caught:
        read(text)
    assert [(fault.line, fault.code) for fault in caught.value.faults] == [(3, "score_outside"), (4, "score_outside")]
    assert 'the score 7 lies outside 1..5: say the range of the scores, like scores="0..10"' in str(caught.value)
    for scores in ("0..10", (0, 10), "0-10", " 0 to 10 ", [0, 10.0]):
        assert [step[1] for step in steps(text, scores=scores)] == [0.8, -2, 0]
    assert [step[1] for step in steps("journey\nA: -2\nB: 0.5", scores="-2..2")] == [-2, 0.5]
    assert [step[1] for step in steps("journey\nA: 1\nB: 6", scores="6..1")] == [2, -2]


@pytest.mark.parametrize("scores", ["five", "1", "1..1", (1,), (1, "5"), (0, float("nan")), 5, None, "1..5..9"])
def test_a_range_that_is_none(scores):
    with pytest.raises(jk.FormatError, match=r'scores is a range, like "1\.\.5"'):
        read("journey\nA: 5", scores=scores)
    with pytest.raises(jk.FormatError, match="scores is a range"):
        jk.dumps(jk.JourneyMap(), "mermaid", scores=scores)


@pytest.mark.parametrize("decimals", ["many", -1, 7, 1.5, True, None])
def test_decimals_that_are_none(decimals):
    with pytest.raises(jk.FormatError, match="decimals is a whole number from 0 to 6"):
        jk.dumps(jk.JourneyMap(), "mermaid", decimals=decimals)


TWO = """---
title: A page with journey in it
---
# Journeys

journey to the centre

```mermaid
flowchart LR
```
1. A list
   ```mermaid
   journey
     title One
     section S
       A: 5: Me
   ```
> ~~~ {.mermaid}
> journey
>   title Two
>   B: 9: Me
> ~~~
`````
```mermaid
journey
```
`````
"""


def test_a_journey_in_markdown_is_found_by_number_or_title():
    assert [step[0] for step in steps(TWO, block=1)] == ["A"]
    assert [step[0] for step in steps(TWO, block="1")] == ["A"]
    assert [step[0] for step in steps(TWO, block="one")] == ["A"]
    assert [step[1] for step in steps(TWO, block="Two", scores="1..9")] == [2]
    with pytest.raises(jk.FormatError) as caught:
        read(TWO, block=2)
    assert (caught.value.faults[0].line, caught.value.faults[0].column) == (21, 5)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (None, "there are 2 journeys: 1 'One' (line 12), 2 'Two' (line 18): choose one, like block=2"),
        (3, "there is no journey 3: there are 1 'One'"),
        ("Tow", "there is no journey 'Tow': did you mean 'Two'?"),
    ],
)
def test_several_journeys_are_listed(block, message):
    with pytest.raises(jk.FormatError) as caught:
        read(TWO, block=block)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("flowchart LR\n a-->b", "1:1: this is a flowchart: of Mermaid's diagrams only `journey` is read; flowcharts"),
        ("%% x\n\n  sequenceDiagram\n", "3:3: this is a sequenceDiagram: of Mermaid's diagrams only `journey` is read"),
        ("hello", "1:1: there is no Mermaid journey: its first line is `journey`"),
        ("", "1:1: there is no Mermaid journey"),
        ("journeys\nA: 5", "1:1: there is no Mermaid journey"),
        (
            "```mermaid\npie\n```\n```mermaid\n```",
            "none of its Mermaid blocks is a journey (pie in line 1, unknown in line 4)",
        ),
    ],
)
def test_what_is_no_journey_is_refused_with_its_place(text, message):
    with pytest.raises(jk.FormatError) as caught:
        read(text)
    assert message in str(caught.value)


def test_files_are_known_by_their_names(tmp_path):
    for name in ("a.mmd", "a.mermaid", "A.MMD"):
        (tmp_path / name).write_bytes(FIRST.replace("\n", "\r\n").encode())
        assert jk.load(tmp_path / name).title == "My working day"
    journey = read(FIRST).journey
    jk.save(journey, tmp_path / "b.flow.mmd")
    assert "flowchart LR" in (tmp_path / "b.flow.mmd").read_text(encoding="utf-8")
    with pytest.raises(jk.FormatError, match="mermaid-flowchart is written and never read"):
        jk.load(tmp_path / "b.flow.mmd")


def test_guesses_name_line_and_column():
    loss = read("journey\n  section S\n    Pay: : Me").losses[0]
    assert (loss.kind, loss.line, loss.column) == ("guessed", 3, 5)
    with pytest.warns(jk.LossWarning, match="line 3: guessed: there is no score"):
        jk.loads("journey\n  section S\n    Pay: : Me", "mermaid")


def test_what_has_no_place_is_said():
    text = "---\ntitle: A\nconfig: {theme: dark}\n---\n%%{init: {}}%%\njourney\naccTitle: B\nA --> B\nA: 5: Me"
    lost = [(loss.code, loss.line) for loss in read(text).losses if loss.kind == "lost"]
    assert lost == [("display", 2), ("display", 5), ("arrow", 8), ("acc_title", 7)]


def test_front_matter_that_is_no_yaml_is_left_out():
    found = read("---\ntitle: [\n---\njourney\nsection S\nA: 5: Me")
    assert found.journey.title is None
    assert [loss.code for loss in found.losses] == ["front_matter"]


def test_an_unknown_emotion_is_drawn_in_the_middle_and_stays_unknown():
    journey = jk.JourneyMap("m", stages=[jk.Stage("s", [jk.Touchpoint("a"), jk.Touchpoint("b", emotion=1)])])
    text = jk.dumps(journey, "mermaid")
    assert "%% score unknown: 3 only gives the next task a place\n      A: 3\n      B: 4" in text
    assert [step.emotion for step in read(text).journey.steps] == [None, 1]
    assert [(loss.kind, loss.code) for loss in jk.losses(journey, "mermaid")][-1] == ("guessed", "unknown_emotion")


def test_an_emotion_between_two_scores_comes_back_as_the_loss_says():
    step = jk.Touchpoint("a", emotion=1.4)
    journey = jk.JourneyMap("journey", stages=[jk.Stage("s", [step])])
    (loss,) = jk.losses(journey, "mermaid")
    assert str(loss) == ("stages[0].steps[0].emotion: changed: Mermaid's scores have fewer steps: 1.4 comes back as 1")
    assert loss.became == 1
    assert jk.losses(journey, "mermaid", decimals=1) == ()
    assert "A: 4.4" in jk.dumps(journey, "mermaid", decimals="1")


def test_personas_who_feel_differently_have_their_mean_drawn():
    people = [jk.Persona("a"), jk.Persona("b")]
    step = jk.Touchpoint("x", emotion={"a": -2, "b": 1})
    journey = jk.JourneyMap("journey", personas=people, stages=[jk.Stage("s", [step])])
    assert "X: 2: A, B" in jk.dumps(journey, "mermaid")
    assert "the mean of its personas comes back as -1" in str(jk.losses(journey, "mermaid")[0])


def test_a_flowchart_says_what_is_known_of_a_move_and_lists_the_rest():
    moves = [
        jk.Transition("a", "b", probability=0.35, count=12, when="in a hurry", after="2 days", note="x"),
        jk.Transition("a", "end", personas=["mia"], handover="y"),
    ]
    journey = jk.JourneyMap(
        "m",
        personas=[jk.Persona("mia")],
        stages=[jk.Stage("s", [jk.Touchpoint("a", pains=["slow"], drop_off=0.05, drop_off_reason="tired"), "b"])],
        outcomes=[jk.Outcome("end", result="failure")],
        flow=moves,
    )
    text = jk.dumps(journey, "mermaid-flowchart")
    assert 'step_a -->|"35 % · 12 times · in a hurry · after 2 days"| step_b' in text
    assert 'step_a -->|"Mia"| outcome_end' in text
    assert 'step_a -.->|"5 % · tired"| left_a' in text
    assert "class outcome_end failure" in text
    assert {loss.place for loss in jk.losses(journey, "mermaid-flowchart")} == {
        "id",
        "personas",
        "stages[0].steps[0].pains",
        "flow[0].note",
        "flow[1].handover",
    }
