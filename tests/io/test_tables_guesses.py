"""What people write otherwise than the columns mean it: read as it must be meant, and listed as a guess."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.model.document import document


def read(text, **options):
    return loads_with_losses(text, "csv", **options)


@pytest.mark.parametrize("heading", ["Feeling", "Feelings", "Gefühle"])
def test_numbers_under_feelings_are_emotion(heading):
    found = read(f"stage,title,{heading}\na,x,1\na,y,\na,z,-2\n")
    assert [(step.emotion, step.feelings) for step in found.journey.steps] == [(1, ()), (None, ()), (-2, ())]
    assert [(each.line, each.column, each.kind, each.code) for each in found.losses] == [
        (1, 13, "guessed", "feelings_as_emotion")
    ]


def test_numbers_under_feelings_count_on_their_scale_and_for_their_persona():
    found = read("stage,title,Feeling (1-5)\na,x,5\na,y,1\n").journey
    assert [step.emotion for step in found.steps] == [2, -2]
    assert read("stage,title,Feeling\na,x,10\n", scores="0..10").journey.steps[0].emotion == 2
    assert read("stage,title,feelings (anna)\na,x,1\n").journey.steps[0].emotion == {"anna": 1}


@pytest.mark.parametrize(
    ("text", "feelings", "codes"),
    [
        ("stage,title,feelings\na,x,1\na,y,glad\n", [("1",), ("glad",)], []),
        ("stage,title,feelings,emotion\na,x,1,2\na,y,2,1\n", [("1",), ("2",)], []),
        ("stage,title,feelings\na,x,1\na,y,9\n", [("1",), ("9",)], ["feelings_as_words"]),
        ('stage,title,feelings\na,x,"""1"""\na,y,\n', [("1",), ()], []),
    ],
)
def test_other_feelings_stay_words(text, feelings, codes):
    found = read(text)
    assert [step.feelings for step in found.journey.steps] == feelings
    assert [each.code for each in found.losses] == codes


def test_numbers_that_are_words_for_feelings_come_back_as_words():
    steps = [jk.Touchpoint("a", feelings=["1"]), jk.Touchpoint("b", feelings=["-0,5"])]
    journey = jk.JourneyMap("journey", stages=[jk.Stage("s", steps)])
    assert jk.loads(jk.dumps(journey, "csv"), "csv") == journey


def test_a_stage_that_returns_keeps_the_order_of_the_rows():
    found = read("stage,title\nBuy,a\nUse,b\nBuy,c\n")
    assert document(found.journey)["flow"] == ["a >> b >> c"]
    assert [step.id for step in found.journey.stages[0].steps] == ["a", "c"]
    assert [(each.line, each.kind, each.message.partition(": ")[2]) for each in found.losses] == [
        (4, "guessed", "the stage 'Buy' was there before: the row joins it, and the flow keeps the order of the rows")
    ]


def test_an_empty_next_is_the_next_row_also_where_a_stage_returns():
    text = "stage,title,type,next\nBuy,a,,\nUse,b,,c; d 20 %\nBuy,c,,\nUse,d,,\n,e,success,\n"
    assert document(read(text).journey)["flow"] == [
        "a >> b >> c",
        {"from": "b", "to": "d", "probability": 0.2},
        "c >> d >> e",
    ]


def test_phases_are_the_stages_where_nothing_else_names_them():
    found = read("Phase,Step\nBuy,a\n,b\nUse,c\n")
    assert [(stage.title, stage.phase, len(stage.steps)) for stage in found.journey.stages] == [
        ("Buy", None, 2),
        ("Use", None, 1),
    ]
    assert [(each.line, each.column, each.kind, each.code) for each in found.losses] == [
        (1, 1, "guessed", "phase_as_stage")
    ]
    assert read("stage,phase,step\ns,Buy,a\n").journey.stages[0].phase == "Buy"
