from __future__ import annotations

import pytest

from journeykit.render.text import clean, clusters, width, wrap

LATIN = [
    "Sees the neighbour's panels",
    "Überprüfung der Straßenverkehrszulassung",
    "WWW iii 0123456789 % & @",
    "Ελληνικά και Кириллица",
    "„Flex“ – “quoted” … €",
]
OTHER = [
    "客户在手机应用程序上比较",
    "とても長い日本語のタイトル",
    "한국어 제목",
    "🚆🎫🎉👩🏽‍💻🇩🇪👨‍👩‍👧‍👦",
    "يتصل العميل بخدمة الدعم",
    "e\u0301a\u0300n\u0303",
]
MEASURE = """([texts, bold]) => texts.map(text => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  node.setAttribute('font-family', "Arial, 'Liberation Sans', sans-serif");
  node.setAttribute('font-size', '100');
  node.setAttribute('font-weight', bold ? 'bold' : 'normal');
  node.textContent = text; svg.append(node); document.body.append(svg);
  return node.getComputedTextLength();
})"""


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_of_the_browser(chromium, bold):
    page = chromium.new_page()
    measured = page.evaluate(MEASURE, [LATIN + OTHER, bold])
    page.close()
    ours = [width(text, 100, bold=bold) for text in LATIN + OTHER]
    for text, mine, theirs in zip(LATIN, ours, measured, strict=False):
        assert mine == pytest.approx(theirs, rel=0.02), text
    for text, mine, theirs in zip(LATIN + OTHER, ours, measured, strict=True):
        assert mine >= theirs * 0.98, text
        assert mine <= theirs * 1.6, text


def test_every_line_fits_and_nothing_is_lost():
    for text in LATIN + OTHER:
        for room in (60, 90, 140):
            lines = wrap(text, room, 13, lines=50)
            assert all(width(line, 13) <= room for line in lines), (text, room)
            kept = "".join(lines).replace(" ", "").replace("-", "")
            assert kept == clean(text).replace(" ", "").replace("-", ""), (text, room)


def test_what_does_not_fit_ends_in_an_ellipsis():
    lines = wrap("one two three four five six seven eight nine", 50, 13, lines=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert width(lines[-1], 13) <= 50


def test_a_line_breaks_between_ideographs_but_not_before_their_comma():
    lines = wrap("在车站的自动售票机购买月票，然后收到确认短信。", 80, 13, lines=20)
    assert len(lines) > 2
    assert not any(line[0] in "，。" for line in lines)


def test_joined_emoji_and_flags_stay_whole():
    text = "👩🏽‍💻🇩🇪👨‍👩‍👧‍👦e\u0301"
    assert [len(each) for each in clusters(text)] == [4, 2, 7, 2]
    assert set(wrap(text, 20, 13, lines=9)) <= set(clusters(text))


def test_a_word_wider_than_a_line_is_cut_with_hyphens():
    lines = wrap("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", 120, 13, lines=9)
    assert all(line.endswith("-") for line in lines[:-1])
    assert len(lines[-1]) > 2


def test_clean_text_is_one_line_of_characters_that_xml_allows():
    assert clean("a\tb\r\nc\u2028d\x85e") == "a b c d e"
    assert clean("\x00\x07\x1b\x7f\ud800\ufffe\ufdd0\u202e\U0001ffffx") == "x"
    assert clean("  kept: \u200d é 客 🎫  ") == "kept: \u200d é 客 🎫"


def test_empty_text_has_no_lines():
    assert wrap("", 100, 13) == ()
    assert wrap(" \x00 ", 100, 13) == ()
    assert width("", 13) == 0


def test_a_single_character_wider_than_the_room_still_stands():
    assert wrap("客户", 5, 13, lines=9) == ("客", "户")
