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


WRAPPED = [
    *((text, None) for text in (*LATIN, *OTHER)),
    ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "de"),
    ("Die Kraftfahrzeughaftpflichtversicherungsbedingungen (neu) abschließen", "de"),
    ("достопримечательность и высокопоставленный", "ru"),
    ("Ηλεκτροεγκεφαλογράφημα", "el"),
    ("Kunden\u00adbindungs\u00adprogramm der Arbeits\u00adgemeinschaft", None),
    ("https://shop.example.com/orders/archive_of_2024?customer_id=17&sort=by-date", None),
    ("客户在「手机应用程序」上比较，然后（再次）打电话给客服。ABC 123", None),
    ("「確認」メールを受け取って、ちょっと待った。えっ…本当ですか？！", None),
    ("AVAVAVAVAVAV WAWAWAWA To Ty Ve.", None),
    ("🚆🎫 zum Bahnhof 👩🏽‍💻🇩🇪 und zurück 👨‍👩‍👧‍👦!", None),
    ("قال: SMS 2FA ثم يتصل العميل بخدمة الدعم", None),
    ("e\u0301te\u0301 a\u0300 la cre\u0300me bru\u0302le\u0301e internationalisation", "fr"),
]


@pytest.mark.parametrize("bold", [False, True])
def test_no_wrapped_line_is_wider_in_the_browser_than_its_room(chromium, bold):
    rooms = (44, 60, 91, 136, 220)
    cut = [
        (room, line)
        for text, language in WRAPPED
        for room in rooms
        for line in wrap(text, room, 13, bold=bold, lines=99, language=language)
    ]
    assert len(cut) > 400
    page = chromium.new_page()
    measured = page.evaluate(MEASURE, [[line for _, line in cut], bold])
    page.close()
    over = [(room, line, wide * 0.13) for (room, line), wide in zip(cut, measured, strict=True) if wide * 0.13 > room]
    assert over == []


# The widths of these in Noto Sans, in em, as Chromium measured them: the scripts have no font on most servers.
ELSEWHERE = [
    ("ग्राहक सेवा से संपर्क करता है और उत्तर की प्रतीक्षा करता है", 20.72),
    ("ลูกค้าติดต่อฝ่ายบริการลูกค้าและรอคำตอบ", 16.44),
    ("អតិថិជនទាក់ទងសេវាកម្មអតិថិជន", 12.24),
    ("ລູກຄ້າຕິດຕໍ່ຝ່າຍບໍລິການລູກຄ້າ", 10.74),
    ("يتصل العميل بخدمة الدعم وينتظر الرد", 14.80),
    ("הלקוח פונה לשירות הלקוחות ומחכה לתשובה", 18.95),
    ("গ্রাহক সহায়তা পরিষেবার সাথে যোগাযোগ করেন", 18.93),
    ("வாடிக்கையாளர் ஆதரவு சேவையைத் தொடர்பு கொள்கிறார்", 31.06),
    ("მომხმარებელი უკავშირდება მხარდაჭერას და ელოდება პასუხს", 33.32),
    ("Հաճախորդը կապվում է աջակցության ծառայության հետ", 28.25),
    ("ደንበኛው የድጋፍ አገልግሎትን ያነጋግራል እና መልስ ይጠብቃል", 21.71),
    ("ဖောက်သည်သည် ပံ့ပိုးကူညီမှုဌာနကို ဆက်သွယ်သည်", 22.02),
    ("కస్టమర్ సహాయ సేవను సంప్రదిస్తాడు", 13.95),
    ("ഉപഭോക്താവ് പിന്തുണാ സേവനവുമായി ബന്ധപ്പെടുന്നു", 26.62),
]


@pytest.mark.parametrize(("text", "em"), ELSEWHERE)
def test_scripts_without_a_table_are_given_a_little_more_than_they_take(text, em):
    assert em * 1.05 <= width(text, 1) <= em * 1.4


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
