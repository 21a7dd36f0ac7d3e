"""Words of a language that are wider than their column are cut between syllables."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import accumulate, pairwise
from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.render.poster.even import even
from journeykit.render.text import width, wrap
from journeykit.render.text.hyphens import syllables

DOCS = Path(__file__).resolve().parents[2] / "docs"
WORDS = sorted(
    {word for page in DOCS.glob("*.md") for word in re.findall(r"\b[A-Za-z][a-z]{4,}\b", page.read_text("utf-8"))}
)
PARTS = st.sampled_from(["A", "O", "PARTLYSUBMITTED", "accepted", "Validating", "offer", "2012", "CREDIT", "W"])
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
def test_without_a_dictionary_words_are_taken_for_english(language):
    assert wrap("Feedback", 48, 13, language=language) == ("Feed-", "back")
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
        "wrap('Versicherung abschließen', 100, 13, language='de'); wrap('Fragebogen', 100, 13)\n"
        "assert 'pyphen' not in sys.modules\n"
        "wrap('Versicherungsnehmer', 60, 13, language='de')\n"
        "assert 'pyphen' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_english_words_break_where_their_dictionary_says_so():
    assert len(WORDS) > 2_000
    both = [pyphen.Pyphen(lang=pyphen.language_fallback("en"), left=2, right=right) for right in (3, 2)]
    cut = 0
    for word, room in ((word, room) for word in WORDS for room in (26, 38, 52)):
        lines = wrap(word, room, 13, lines=99)
        assert "".join(line.removesuffix("-") for line in lines) == word
        ends = list(accumulate(len(line.removesuffix("-")) for line in lines))[:-1]
        ways = [[int(place) for place in patterns.positions(word.lower())] for patterns in both]
        for places in ways:
            parts = [word[start:end] for start, end in pairwise([0, *places, len(word)])]
            if all(width(part + "-", 13) <= room for part in parts):
                assert set(ends) <= set(places), lines
                assert all(line.endswith("-") for line in lines[:-1]), lines
                cut += len(lines) > 1
                break
        shown = {end for end, line in zip(ends, lines[:-1], strict=True) if line.endswith("-")}
        assert shown <= set(ways[-1]), lines
    assert cut > 1_000


@given(st.lists(PARTS, min_size=2, max_size=5).map("_".join), st.integers(16, 200))
def test_nothing_is_put_into_an_identifier(name, room):
    lines = wrap(name, room, 13, lines=99)
    assert "".join(lines) == name
    assert "".join(even(name, room, 13, lines=99)) == name


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("A_PARTLYSUBMITTED", ("A_", "PARTLYSUB", "MITTED")),
        ("PARTLYSUBMITTED", ("PARTLYSUB", "MITTED")),
        ("order2paymentapproved", ("order2pay", "mentapproved")),
        ("paymentIsApproved", ("paymentIs", "Approved")),
        ("buyer@example.org", ("buyer@", "example.org")),
    ],
)
def test_identifiers_come_apart_between_their_parts(name, lines):
    assert wrap(name, 90, 13) == lines


def test_a_name_on_one_line_is_cut_at_its_last_letter_that_fits():
    assert wrap("Produktseite", 50, 13, lines=2) == ("Produkt-", "seite")
    for room in range(40, 90):
        (line,) = wrap("Die Produktseiten", room, 13, lines=1)
        kept = len(line.removesuffix("…"))
        assert kept < 5 or width("Die Produktseiten"[: kept + 1] + "…", 13) > room, (line, room)


def test_even_lines_cut_no_word_that_plain_ones_leave_whole():
    for words in ("We ask for feedback strengths", "the payment was through Schrumpf"):
        for room in range(60, 140, 3):
            plain = wrap(words, room, 13, lines=40)
            if [word for line in plain for word in line.split()] == words.split():
                assert [word for line in even(words, room, 13) for word in line.split()] == words.split()


def test_the_flow_breaks_words_of_the_language_of_its_map():
    title = "Krankenversicherungsbeitragsrechnung"
    stage = jk.Stage("s", title=title, steps=[jk.Touchpoint("a", title=title)])
    svg = jk.draw(jk.JourneyMap(stages=[stage], language="de"), view="flow").svg
    ends = re.findall(">([^<>]+)-</text>", svg)
    assert len(ends) == 2, "of the stage and of the card"
    places = {int(place) for place in pyphen.Pyphen(lang="de_DE").positions(title.lower())}
    assert {len(end) for end in ends} <= places, ends
