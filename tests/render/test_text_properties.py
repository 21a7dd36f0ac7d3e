"""Whatever a text says: nothing of it is lost, no line is too wide, and the same text wraps the same way."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeykit.render.text import clean, clusters, width, wrap
from journeykit.render.text.breaks import whole_syllables

WORDS = st.sampled_from(
    [
        *("Versicherungsnehmer", "Überprüfung", "neighbour's", "24/7", "-2", "(free)", "«", "»", "!"),
        "e\u0301te\u0301",
        "4\u00a0h",
        "Kunden\u00adbindungs\u00adprogramm",
        "https://shop.example/orders?id=a_17",
        "在车站的「自动」售票机，",
        "とても長いタイトル。",
        "고객이",
        "ลูกค้าติดต่อเรา",
        "អតិថិជន",
        "क्षत्रिय",
        "العميل",
        "הלקוח",
        "👩🏽\u200d💻🇩🇪",
        "\u2068אב\u2069",
        "\u200b",
        "\u00ad",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=8).map(" ".join),
    st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=6).map("".join),
)
LANGUAGES = st.sampled_from([None, "de", "en", "fr", "hu", "th"])
ROOMS = st.one_of(st.integers(1, 300), st.floats(0.1, 300))
_SET_ASIDE = re.compile("[\\s\u00a0\u00ad\u200f\u2068\u2069-]")


def rest(text):
    """A text without spaces, hyphens and marks of direction, all of which lines may add or leave out."""
    return _SET_ASIDE.sub("", text)


@given(text=TEXTS, room=ROOMS, bold=st.booleans(), language=LANGUAGES)
@example(text="a-\u00adb", room=5, bold=False, language="de")
@example(text="I \u2068\u00d0\u2069", room=8.0, bold=False, language=None)
def test_nothing_is_lost(text, room, bold, language):
    lines = wrap(text, room, 13, bold=bold, lines=10_000, language=language)
    assert rest("".join(lines)) == rest(clean(text))
    assert all(line == line.strip() for line in lines)


@given(text=TEXTS, room=ROOMS, bold=st.booleans(), language=LANGUAGES)
def test_each_line_fits_unless_it_is_one_character(text, room, bold, language):
    for line in wrap(text, room, 13, bold=bold, lines=10_000, language=language):
        if width(line, 13, bold=bold) > room + 1e-9:
            shown = re.sub("[\u200b\u200f\u2068\u2069]", "", line)
            assert len(whole_syllables(clusters(shown))) == 1, line


@given(text=TEXTS, room=st.integers(20, 300), lines=st.integers(1, 4), language=LANGUAGES)
def test_what_is_cut_off_is_said_and_fits(text, room, lines, language):
    whole = wrap(text, room, 13, lines=10_000, language=language)
    found = wrap(text, room, 13, lines=lines, language=language)
    if len(whole) <= lines:
        assert found == whole
    else:
        assert len(found) == lines
        assert found[:-1] == whole[: lines - 1]
        assert found[-1].rstrip("\u2069").endswith("…")
        assert width(found[-1], 13) <= room


@given(text=TEXTS, room=st.integers(30, 300), language=LANGUAGES)
def test_a_line_in_its_own_room_is_one_line(text, room, language):
    for line in wrap(text, room, 13, lines=10_000, language=language):
        assert wrap(line, width(line, 13), 13, language=language) == (line,)


@given(text=TEXTS)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(text=TEXTS, room=ROOMS, language=LANGUAGES)
def test_the_same_lines_every_time(text, room, language):
    first = wrap(text, room, 13, language=language)
    wrap.cache_clear()
    assert wrap(text, room, 13, language=language) == first


@given(text=TEXTS)
def test_clusters_are_the_text(text):
    assert "".join(clusters(text)) == text
    assert width(text, 10) >= 0


LATIN = st.lists(
    st.one_of(
        st.sampled_from(
            ["in-store", "24/7", "«", "»", "!", "Oui", "a–b", "4\u00a0h", "%", "the", "customer's", "https://a.b/c"]
        ),
        st.text(st.characters(max_codepoint=0x24F), max_size=12),
    ),
    max_size=9,
).map(" ".join)


@given(text=LATIN, room=st.integers(10, 200), bold=st.booleans())
@example(text="Oui 000\u00a0", room=46, bold=False)
def test_the_short_way_of_latin_text_leads_to_the_same_lines(text, room, bold):
    found = wrap(text, room, 13, bold=bold, lines=99)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(wrap.__wrapped__.__globals__, "_quickly", lambda *_: None)
        wrap.cache_clear()
        assert wrap(text, room, 13, bold=bold, lines=99) == found
    wrap.cache_clear()
