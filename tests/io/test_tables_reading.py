"""Tables as workshops leave them: other names, other signs, holes; and every fault at its cell, all at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.io.tables.feelings import SAID
from journeykit.model.document import document

GERMAN = """\
Kundenreise Solardach;;;;;
Phase;Stage;Touchpoint;Kanal;Emotion (1-5);Pain points;Farbe
Vorher;Träumen;Sieht die Solarplatten;Nachbar;5;;rot
;;Rechnet im Internet;web;4,5;"- zu viele Felder
- langsam";
;Wählen;Bekommt ein Angebot;email;2;"kein Vergleich; ""alles; teuer""; sonst";
"""

FEELING = "write a number from -2 to +2, like 1.5, or ++, +, 0, - or --"


def read(text, **options):
    return loads_with_losses(text, "csv", **options)


def faults(text, **options):
    with pytest.raises(jk.FormatError) as caught:
        read(text, **options)
    return [(each.line, each.column, each.place, each.message) for each in caught.value.faults]


def test_a_german_table_with_a_title_a_scale_and_holes():
    found = read(GERMAN)
    first, second = found.journey.stages
    assert [(first.id, first.title, first.phase), (second.id, second.title, second.phase)] == [
        ("traeumen", "Träumen", "Vorher"),
        ("waehlen", "Wählen", None),
    ]
    steps = found.journey.steps
    assert [(step.id, step.title, step.emotion) for step in steps] == [
        ("sieht_die_solarplatten", "Sieht die Solarplatten", 2),
        ("rechnet_im_internet", "Rechnet im Internet", 1.5),
        ("bekommt_ein_angebot", "Bekommt ein Angebot", -1),
    ]
    assert [[pain.text for pain in step.pains] for step in steps] == [
        [],
        ["zu viele Felder", "langsam"],
        ["kein Vergleich", "alles; teuer", "sonst"],
    ]
    assert [(each.line, each.kind, each.code) for each in found.losses] == [
        (1, "guessed", "separator"),
        (2, "lost", "unknown_column"),
        (1, "lost", "above"),
    ]


def test_every_fault_is_told_with_row_column_and_place_in_the_text():
    text = """\
stage,step,title,type,emotion,drop off,next,personas,duration
dream,,Sees panels,touchpoint,7,,,,
choose,quote,Gets a quote,toucpoint,-1,12,"sgin 12 %; gave up",anna,3 dais
choose,quote,Gets another,action,x,,,,
,gave up,Gave up,failure,,,,,
buy,sign,Signs,,,,sign maybe,,
"""
    order = "write what is known of the move in this order: `12 %, 340 times, after 2 days, for anna, if too dear`"
    scale = "if the scale is 1..7, read the table with scores='1..7' (command line: --set scores=1..7)"
    assert faults(text) == [
        (2, 31, "row 2, column 'emotion'", f"7 is outside -2 to +2: {scale}"),
        (3, 27, "row 3, column 'type'", "unknown word 'toucpoint': did you mean 'touchpoint'?"),
        (3, 40, "row 3, column 'drop off'", "'12' is over 1: a share is written like 12 % or 0.12"),
        (3, 43, "row 3, column 'next'", "unknown step 'sgin': did you mean 'sign'?"),
        (3, 69, "row 3, column 'duration'", "'3 dais' is no duration: write it like '18 weeks', '20 min' or 'P14W'"),
        (4, 8, "row 4, column 'step'", "the id 'quote' is taken (row 3, column 'step'): give one of them another id"),
        (4, 34, "row 4, column 'emotion'", f"'x' is no feeling: {FEELING}"),
        (6, 19, "row 6, column 'next'", f"'maybe' behind 'sign' is not understood: {order}"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "", "the table is empty"),
        ("\n\n ,\n", "", "the table is empty"),
        ("foo,bar\n1,2\n", "row 1", "no heading here is known"),
        ("stage,emotion\na,1\n", "row 1", "no column names the steps"),
        ("stage,title,emotion\na,,1\n", "row 2", "this row has no name: write the step's id or its title"),
        ("stage,title\na,b,c\n", "row 2, column C", "a cell more than the 2 headings"),
        ("title,pains,pains\na,b,c\n", "row 1, column 'pains'", "both hold 'pains'"),
        ("title,emotion,emotion (anna)\na,1,2\n", "row 2, column 'emotion (anna)'", "said for everybody"),
        ("title,stage,stage kind\na,s,before\nb,s,after\n", "row 3, column 'stage kind'", "in row 2: 'before'"),
        ("title,type\na,touchpoint\nA,faliure\n", "row 3, column 'type'", "did you mean 'failure'"),
        ("title,count\na,1.5\n", "row 2, column 'count'", "whole number"),
        ('title,cost to serve\na,"1,234"\n', "row 2, column 'cost to serve'", "may be 1234 or have three decimals"),
        ("title,goal\na,maybe\n", "row 2, column 'goal'", "neither yes nor no"),
        ("title,next\na,b\n", "row 2, column 'next'", "give it a row, of the type success, failure or neutral"),
        ("title,moment of truth\na,XMOT\n", "row 2, column 'moment of truth'", "ZMOT"),
        ('title,links\na,"x <javascript:alert(1)>"\n', "row 2, column 'links'", "http, https, mailto"),
        ("title,next,type\na,b 60 %; c 60 %,\nb,,\nc,,success\n", "row 2, column 'next'", "together at most 1"),
    ],
)
def test_one_fault(text, place, message):
    ((line, _, where, said),) = faults(text)
    assert (where, message in said) == (place, True), said
    assert not place or line is not None


def test_the_scale_is_in_the_heading_or_an_option():
    assert read("title,emotion 1..5\na,1\n").journey.steps[0].emotion == -2
    assert read("title,emotion (anna) 0..10\na,5\n").journey.steps[0].emotion == {"anna": 0}
    assert read("title,emotion\na,10\n", scores=(0, 10)).journey.steps[0].emotion == 2
    assert read("title,emotion\na,1\n", scores="7..1").journey.steps[0].emotion == 2
    assert faults("title,emotion\na,8\n", scores="1..7")[0][3] == "8 is outside the scale 1..7"
    with pytest.raises(ValueError, match="scores is the scale of the feelings from worst to best"):
        read("title\na\n", scores="1..1")


@pytest.mark.parametrize(
    ("said", "emotion"),
    [
        ("++", 2),
        ("-", -1),
        ("🙂", 1),
        ("Very unhappy", -2),
        ("☹️", -1),
        ("neutral", 0),
        (":)", 1),
        (":-)", 1),
        (":(", -1),
        (":-(", -1),
        (":|", 0),
    ],
)
def test_signs_words_and_smileys_are_guesses(said, emotion):
    found = read(f"title,emotion\na,{said}\n")
    assert found.journey.steps[0].emotion == emotion
    assert [(each.kind, each.code) for each in found.losses if each.code == "feeling"] == [("guessed", "feeling")]


def test_numbers_as_people_type_them():
    found = read(
        'title;emotion;drop off;count;cost to serve;entry\na;"\u22121,5";12,5 %;1200;1.234,5;yes\n'
    ).journey.steps[0]
    assert (found.emotion, found.drop_off, found.count, found.cost_to_serve, found.entry) == (
        -1.5,
        0.125,
        1200,
        1234.5,
        1,
    )


def test_moves_by_title_and_what_is_known_of_them():
    text = """\
title,next
Sees it,
Buys it,"Uses it 80 %, if cheap, or free; Leaves 20 %, 12 times, after 2 days, for anna + ben"
Uses it,
Leaves,-
"""
    flow = document(read(text).journey)["flow"]
    assert flow == [
        "in order",
        {"from": "buys_it", "to": "uses_it", "probability": 0.8, "when": "cheap, or free"},
        {
            "from": "buys_it",
            "to": "leaves",
            "probability": 0.2,
            "count": 12,
            "after": "2 days",
            "personas": ["anna", "ben"],
        },
    ]


def test_no_next_at_all_is_the_line_and_one_that_is_the_line_too():
    assert read("title,next\na,\nb,\n").journey.flow is None
    assert read("title,next\na,b\nb,\n").journey.flow is None
    assert document(read("title,next\na,\nb,a 10 %; c\nc,\n").journey)["flow"] == [
        "in order",
        {"from": "b", "to": "a", "probability": 0.1},
    ]
    assert document(read("title,next\na,(end)\nb,(end)\n").journey)["flow"] == []


def test_ends_are_rows_too():
    found = read("title,type,emotion,pains,reason,value\na,touchpoint,1,slow,,\nGives up,failure,-2,slow,too dear,-5\n")
    assert document(found.journey)["outcomes"] == [
        {"id": "gives_up", "title": "Gives up", "result": "failure", "emotion": -2, "value": -5, "reason": "too dear"}
    ]
    assert [each.code for each in found.losses] == ["no_stage", "no_place"]


def test_same_names_stages_that_come_again_and_what_a_wait_has_not():
    text = "stage,title,type,channel\nA,call,,phone\nB,call,wait,phone\na,later,,\n"
    found = read(text)
    assert [[step.id for step in stage.steps] for stage in found.journey.stages] == [["call", "later"], ["call_2"]]
    assert [each.code for each in found.losses] == ["same_name", "no_place", "stage_again"]


def test_near_names_of_columns_and_brackets_that_are_remarks():
    found = read("title,chanel,thoughts (in their words),Nothing\na,web,hm,\n")
    assert [str(each) for each in found.losses] == [
        "line 1: lost: row 1, column 'chanel': this column is not read: did you mean 'channel'?",
        "line 2: guessed: row 2: no stage is named: the rows are in the stage 'stage_1'",
    ]
    assert found.journey.steps[0].thoughts == ("hm",)


def test_two_headings_for_one_thing_keep_the_column_s_own_name():
    found = read("name,title,stage\nwrong,right,a\n")
    assert found.journey.steps[0].title == "right"
    assert "'title' stands in another one" in found.losses[0].message


def test_text_in_brackets_belongs_to_the_text_unless_it_says_something_known():
    text = 'title,pains\na,"slow [severity 4, barrier]\nslow [again]\nslow [severity high]\n""slow [severity 4]"""\n'
    assert document(read(text).journey)["stages"][0]["steps"][0]["pains"] == [
        {"text": "slow", "severity": 4, "barrier": True},
        "slow [again]",
        "slow [severity high]",
        "slow [severity 4]",
    ]


def test_personas_and_sources_that_only_cells_name():
    found = read("title,personas,evidence\na,Anna Müller; ben,Interviews 2026\nb,ben,\n").journey
    assert [(each.id, each.title) for each in found.personas] == [("anna_mueller", "Anna Müller"), ("ben", None)]
    assert [(each.id, each.title) for each in found.evidence] == [("interviews_2026", "Interviews 2026")]
    assert found.steps[1].personas == ("ben",)


def test_the_page_lists_every_word_and_sign_for_a_feeling():
    page = (Path(__file__).parents[2] / "docs" / "formats" / "tables.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([+-]?\d) \| (.+) \|$", page, re.MULTILINE)
    listed = {said.strip("`").replace("\\|", "|"): int(value) for value, words in rows for said in words.split(", ")}
    assert listed == dict(SAID)


def test_a_row_without_a_name_is_looked_at_too():
    assert [(line, message.split(":")[0]) for line, _, _, message in faults("stage,title,emotion\na,,9\na,x,8\n")] == [
        (2, "this row has no name"),
        (2, "9 is outside -2 to +2"),
        (3, "8 is outside -2 to +2"),
    ]
