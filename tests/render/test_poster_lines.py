"""What a poster's lines and its legend say: no word alone, no Japanese phrase cut, nothing that is not there."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.render.poster.even import even
from journeykit.render.poster.type import block
from journeykit.render.text import clean, width, wrap

SVG = "{http://www.w3.org/2000/svg}"


@given(st.text(max_size=60), st.floats(40, 300), st.booleans())
def test_even_lines_are_as_many_as_plain_ones_and_say_the_same(text, room, bold):
    plain = wrap(text, room, 13, bold=bold, lines=40)
    made = even(text, room, 13, bold=bold)
    assert len(made) <= len(plain)
    assert _letters(made) == _letters(plain)
    fits = max((width(line, 13, bold=bold) for line in plain), default=0)
    assert max((width(line, 13, bold=bold) for line in made), default=0) <= max(room, fits) + 0.01


def _letters(lines):
    return [sign for sign in "".join(lines) if sign.isalnum()]


def test_a_word_is_not_left_alone():
    words = "say what can be saved, and for how long"
    assert wrap(words, 120, 13, lines=9)[-1] == "long"
    assert even(words, 120, 13) == ("say what can", "be saved, and", "for how long")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("夕食のときに家族で相談する", ("夕食のときに", "家族で相談する")),
        ("写真をアルバムにまとめる", ("写真を", "アルバムにまとめる")),
        ("「同じ部屋なのに、どうして値段が違うの？」", ("「同じ部屋なのに、", "どうして値段が", "違うの？」")),
    ],
)
def test_japanese_breaks_between_phrases(text, lines):
    assert even(text, 134, 13.5, bold=True) == lines


def test_a_phrase_that_is_wider_than_the_room_is_cut_as_before():
    text = clean("「今夜の宿、夕食の時間、全部ずれてしまう。」")
    assert even(text, 134, 13.5, bold=True) == wrap(text, 134, 13.5, bold=True, lines=40)


def test_lines_that_are_cut_short_stay_cut():
    assert even("one two three four five six", 60, 13, lines=2) == wrap("one two three four five six", 60, 13, lines=2)


def test_a_line_does_not_begin_with_the_dot_between_two_things():
    for room in range(100, 200, 5):
        lines = block("system: Fachverfahren · often fails here · IT", room, 12).lines
        assert not any(line.startswith("·") for line in lines), (room, lines)


def drawn(**options):
    anna, ben = jk.Persona("anna"), jk.Persona("ben")
    theirs = jk.Touchpoint("x", pains=jk.PainPoint("slow", severity=3, personas=anna), personas=[anna, ben])
    alone = jk.Touchpoint("y", personas=ben)
    stage = jk.Stage("both", [theirs, alone], order="parallel")
    return words_of(jk.draw(jk.JourneyMap(personas=[anna, ben], stages=[stage]), lanes=["steps", "pains"], **options))


def words_of(drawing):
    return [text for each in ET.fromstring(drawing.svg).iter(f"{SVG}text") if (text := "".join(each.itertext()))]


def test_a_name_is_said_where_more_than_its_own_are_shown():
    assert "Anna" in drawn()[drawn().index("slow") :]
    assert "Anna" not in drawn(personas="anna")[drawn(personas="anna").index("slow") :]


def test_the_legend_names_a_frame_only_where_one_is_drawn():
    assert drawn().count("at the same time") == 2, "the head of the stage says it, too"
    assert drawn(personas="anna").count("at the same time") == 0, "one step alone is in no order"
