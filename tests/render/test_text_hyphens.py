"""Words of a language that are wider than their column are cut between syllables."""

from __future__ import annotations

import subprocess
import sys

import pytest

from journeykit.render.text import width, wrap
from journeykit.render.text.hyphens import syllables

LONG = "Donaudampfschifffahrtsgesellschaftskapitän"


def test_a_long_word_is_cut_between_syllables_and_fills_the_line_it_begins_on():
    assert wrap(f"Der {LONG} kommt", 110, 13, lines=9, language="de") == (
        ("Der Donaudampf-", "schifffahrtsgesell-", "schaftskapitän", "kommt")
    )
    assert wrap("internationalization", 80, 13, language="en-GB") == ("international-", "ization")


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de-AT", LONG),
        ("nl", "ziektekostenverzekering"),
        ("fr", "anticonstitutionnellement"),
        ("ru", "достопримечательность"),
    ],
)
def test_each_end_of_a_line_is_an_end_of_a_syllable(language, word):
    places = {len("".join(syllables(word, language)[:index])) for index in range(1, 20)}
    for room in range(60, 200, 5):
        lines = wrap(word, room, 13, lines=99, language=language)
        at = 0
        for line in lines[:-1]:
            assert line[-1] == "-"
            at += len(line) - 1
            assert at in places, lines
        assert "".join(line.removesuffix("-") for line in lines) == word


def test_marks_written_apart_do_not_move_the_places():
    composed, apart = "Überprüfungsverfahren", "U\u0308berpru\u0308fungsverfahren"
    assert [len(each.replace("\u0308", "")) for each in syllables(apart, "de")] == (
        [len(each) for each in syllables(composed, "de")]
    )


def test_brackets_stay_with_their_word():
    for room in range(50, 200, 3):
        lines = wrap(f"({LONG}),", room, 13, lines=99, language="de")
        assert lines[0] != "("
        assert lines[-1] not in (")", "),", ",")


@pytest.mark.parametrize("language", [None, "zh", "tlh", "", "../../etc", "x" * 10_000, "\x00"])
def test_without_a_dictionary_words_are_cut_by_length(language):
    assert wrap("Donaudampfschifffahrt", 80, 13, language=language) == ("Donaudampf-", "schifffahrt")


def test_letters_whose_small_form_is_longer_are_left_alone():
    word = "İ" * 4 + "stanbullulaştıramadıklarımızdan"
    assert "".join(syllables(word, "tr")) == word
    assert "".join(wrap(word, 60, 13, lines=99, language="tr")).replace("-", "") == word


def test_words_that_fit_are_left_whole():
    assert wrap("Versicherung sofort", 90, 13, language="de") == ("Versicherung", "sofort")


def test_a_syllable_wider_than_the_line_is_cut_by_length():
    lines = wrap("Schrumpfschlauch", 24, 13, lines=99, language="de")
    assert all(width(line, 13) <= 24 for line in lines)


def test_dictionaries_load_only_for_a_word_that_needs_one():
    program = (
        "import sys; from journeykit.render.text import wrap\n"
        "wrap('Versicherung abschließen', 100, 13, language='de'); wrap('Versicherungsnehmer', 60, 13)\n"
        "assert 'pyphen' not in sys.modules\n"
        "wrap('Versicherungsnehmer', 60, 13, language='de')\n"
        "assert 'pyphen' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
