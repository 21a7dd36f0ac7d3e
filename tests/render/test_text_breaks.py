"""Where lines break: kinsoku, scripts without spaces, addresses, no-break characters, soft hyphens, directions."""

from __future__ import annotations

import pytest

from journeykit.render.text import anchor, clean, clusters, runs_left, width, wrap
from journeykit.render.text.breaks import pieces


def all_lines(text, rooms=range(14, 160, 3), **options):
    """Every line that the text has in columns of many widths."""
    return [wrap(text, room, 13, lines=99, **options) for room in rooms]


@pytest.mark.parametrize(
    "text",
    [
        "「確認」メールを（すぐに）受け取って、ちょっと待った。えっ…本当ですか？！",
        "在车站的“自动”售票机（新）购买月票，然后收到《确认》短信。",
        "고객이 「앱」에서 (새) 표를 산다, 그리고 기다린다.",
    ],
)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text):
    for lines in all_lines(text, range(40, 160, 3)):
        assert not any(line[0] in "」』）》”、。，…？！っょゃー)" for line in lines), lines
        assert not any(line[-1] in "「『（《“(" for line in lines), lines


def test_french_spaces_before_punctuation_are_no_places_to_break():
    assert pieces("« Bonjour » dit-elle ! Et 50 % ?") == ["« Bonjour » ", "dit-", "elle ! ", "Et ", "50 % ?"]
    assert pieces("sagt »Ja« und lacht") == ["sagt ", "»Ja« ", "und ", "lacht"]
    assert pieces("the .NET team") == ["the ", ".NET ", "team"]


def test_figures_stay_together():
    assert pieces("open 24/7, -2 to +2, 2–3 weeks, 2024-01-15") == (
        ["open ", "24/7, ", "-2 ", "to ", "+2, ", "2–3 ", "weeks, ", "2024-01-15"]
    )


def test_an_address_comes_apart_after_its_punctuation_without_a_hyphen():
    text = "https://shop.example.com/orders/archive_of_2024?customer_id=17&sort=by-date"
    for lines in all_lines(text, range(70, 160, 3)):
        assert "".join(lines) == text
        assert all(line[-1] in "/._?=&-" for line in lines[:-1]), lines
    assert all(
        "".join(lines) == "customer_order_line_item" for lines in all_lines("customer_order_line_item", (70, 80))
    )


def test_no_break_characters_hold_until_the_word_is_wider_than_the_line():
    assert wrap("wait 4\u00a0h", 32, 13) == ("wait", "4\u00a0h")
    assert wrap("wait\u00a0four\u00a0hours", 60, 13) == ("wait four", "hours")
    assert pieces("客\u2060户 a\u200bb") == ["客\u2060户 ", "a\u200b", "b"]


def test_soft_hyphens_show_only_where_a_line_ends():
    text = "Kunden\u00adbindungs\u00adprogramm"
    assert wrap(text, 200, 13) == ("Kundenbindungsprogramm",)
    assert wrap(text, 112, 13) == ("Kundenbindungs-", "programm")
    assert wrap(text, 60, 13) == ("Kunden-", "bindungs-", "programm")
    assert wrap("Ein " + text, 80, 13) == ("Ein Kunden-", "bindungs-", "programm")
    assert width(text, 13) == width(text.replace("\u00ad", ""), 13)


@pytest.mark.parametrize(
    "text",
    [
        "ลูกค้าติดต่อฝ่ายบริการลูกค้าและรอคำตอบ",
        "ລູກຄ້າຕິດຕໍ່ຝ່າຍບໍລິການລູກຄ້າ",
        "អតិថិជនទាក់ទងសេវាកម្មអតិថិជន",
        "ဖောက်သည်သည်ပံ့ပိုးကူညီမှုဌာနကို",
    ],
)
def test_scripts_without_spaces_break_between_whole_clusters_without_hyphens(text):
    whole = set()
    for start, cluster in zip(range(len(text)), clusters(text), strict=False):
        whole.add(len("".join(clusters(text)[:start])))
        assert cluster
    for lines in all_lines(text, range(30, 160, 7)):
        assert "".join(lines) == text
        at = 0
        for line in lines[:-1]:
            at += len(line)
            assert at in whole, lines
            assert line[-1] not in "เแโใไເແໂໃໄ", "a vowel that is read after the next letter"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("e\u0301a\u0300", 2),
        ("क्षत्रिय", 3),
        ("กำลัง", 3),
        ("ខ្មែរ", 2),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", 2),  # 한글, written in parts
        ("🇩🇪🇫🇷👩🏽\u200d💻1\ufe0f\u20e3", 4),
    ],
)
def test_marks_conjuncts_and_joined_pictures_are_never_taken_apart(text, parts):
    assert len(clusters(text)) == parts
    assert set(wrap(text, 1, 13, lines=99)) == set(clusters(text))


def test_direction():
    arabic, hebrew = "يتصل العميل بخدمة الدعم", "הלקוח פונה"
    assert [anchor(each) for each in ("abc", "", "42 !", arabic, hebrew, f"1. {hebrew} abc", f"abc {hebrew}")] == (
        ["start", "start", "start", "end", "end", "end", "start"]
    )
    assert all(runs_left(line) for line in wrap(f"{arabic} SMS 2FA code {arabic}", 60, 13, lines=9))
    assert wrap("see \u200fאב", 100, 13) == ("see \u200fאב",)
    assert clean("\u202eabc") == "abc"


def test_a_name_in_isolation_stays_so_in_each_of_its_lines():
    assert wrap("only \u2068הלקוח הראשון\u2069 pays", 86, 13) == ("only \u2068הלקוח\u2069", "\u2068הראשון\u2069 pays")
