"""The reader agrees with Mermaid's own database on every text that Mermaid parses without losing something of it."""

from __future__ import annotations

from html import unescape

import pytest
from _mermaid_page import open_mermaid, why_absent  # scripts/ is on pytest's path
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.io.mermaid.words import SPACES

TASK = "journey\nsection S\n"
AGREED = [
    "journey\n",
    "journey\ntitle A day",
    "journey title A day\nA: 5",
    "journey\n    title My working day\n    section Go to work\n      Make tea: 5: Me\n      Do work: 1: Me, Cat\n",
    " \n journey\n\tsection\tT\n\tA\t:\t5\t:\tMe\n",
    "journey\r\ntitle X\r\nsection S\r\nA: 5: Me\r\n",
    "journey\rsection S\rA: 5: Me\r",
    "journey\n\n\nsection S\n\n\nA: 5: Me\n\n",
    "journey\nsection S\nA: 5: Me\nsection S\nB: 4: Me",
    "journey\nsection S\nsection T\nA: 5: Me",
    "journey\nsection Only",
    "journey\nA: 5: Me\nB: 3: Me\nsection S\nC: 1: Me",
    "journey\ntitle One\ntitle One\nA: 3",
    "journey\nTITLE X\nSECTION S\nA: 5",
    "journey\ntitle A: b: c\nA: 5",
    "journey\ntitle Title\nA: 5",
    "journey\nsection section\nA: 5",
    "---\ntitle: In front\n---\njourney\ntitle Inside\nA: 5: Me",
    "---\nconfig:\n  theme: dark\n---\njourney\nA: 5: Me",
    "%%{init: {'theme': 'dark'}}%%\njourney\nA: 5: Me",
    "%%{init: {\n 'theme': 'dark'\n}}%%\njourney\nA: 5: Me",
    "journey\n%%{init: {'theme': 'dark'}}%%\nA: 5: Me",
    "%% a comment\njourney\nA: 5: Me",
    "journey\n%% a comment: 5: Me\nA: 5: Me\n%%\n  %% indented\nB: 4: Me",
    "journey\n# a comment: 5: Me\nA: 5: Me",
    "journey\naccTitle: Accessible\naccDescr: What it is: a day # of work; indeed\ntitle Accessible\nA: 5: Me",
    "journey\ntitle x\naccTitle: x\naccDescr {\n  one\n    two\n\n  three }\nA: 5: Me",
    "journey\naccDescr { one line }\nA: 5: Me",
    "journey\nACCDESCR: x\nA: 5: Me",
    *(
        TASK + line
        for line in (
            "A: 5",
            "A:5",
            "A:5:Me",
            "A : 5 : Me ",
            "A: 5: Me, You, Cat",
            "A: 5: Me,You , Cat",
            "A: 5: Me, Me",
            "A: 1: Me\nB: 2: Me\nC: 3: Me\nD: 4: Me\nE: 5: Me",
            "A: 4.5: Me",
            "A: .5e1: Me",
            "A: +5: Me",
            "A: 0x3: Me",
            "A: 0b11: Me",
            "A: 5: 3",
            "A: 3: 4",
            "A: 5: Me # a comment",
            "A: 5: Me # a comment: of sorts: 4: You",
            "A: 5 # a comment",
            "A: 5: Me\nB: 4: You",
            "A #35;1: 5: Me",
            "A#58; b#59; c: 5: Me",
            "A #amp; b #quot;c#quot;: 5: Me",
            "A: 5: Anna#44; 41",
            "#9829; love: 5: Me",
            "A<br/>b: 5: Me",
            "A<br>b<BR />c: 5: Me<br/>too",
            '"A": 5: Me',
            "'A': 5: \"Me\"",
            "- A: 5: Me",
            "1. A: 5: Me",
            "50% off: 5: Me",
            "A (b) [c] {d}: 5: Me",
            "A & b < c > d: 5: Me",
            "A\uff1ab: 5: Me",
            "\u8d2d\u4e70: 5: \u5f20\uff0c\u674e",
            "Gr\xfc\xdfe \U0001f600: 5: J\xfcrgen",
            "\u05e9\u05dc\u05d5\u05dd: 3: \u05d0\u05e0\u05d9",
            "titles: 5: Me",
            "sections: 5: Me",
            "A journey: 5: Me",
            "A title b: 5: Me",
            "journeys: 5: Me",
            "accTitles: 5: Me",
            "__proto__: 5: constructor",
            "A\\nb: 5: Me",
            "A --> b: 5: Me",
            "A/b\\c: 5: Me/You",
            "A: 5: Me & You",
        )
    ),
]
LOST = [  # Mermaid parses these, and loses or breaks something: here the reader does better, and says so
    TASK + "A: b: 5: Me",
    TASK + "Meet at 10:30: 4: Me",
    TASK + "A: : Me",
    TASK + "A: good: Me",
    TASK + "A: 5: Me: more",
    TASK + "A: 5: Me, ",
    TASK + "A: 5: Team #1",
    TASK + "A\uff1a 5: Me",
    TASK + "title: X",
    "journey\nsection S #1\nA: 5: Me",
    "journey\ntitle A #1\nA: 5: Me",
    "journey\ntitle\nsection A\nB: 5",
    "journey\ntitle One\ntitle Two\nA: 5",
    "journey\nsection S\nA: 5: Me\nB: 4",
    TASK + "Wait [PAIN POINT] dull: 1: Me",
]
REFUSED = [  # Mermaid does not parse these
    "Journey\nA: 5",
    TASK + "A",
    TASK + "A: 5: Me;",
    TASK + "Buy #1: 5: Me",
    TASK + "A; b: 5: Me",
    TASK + "Journey begins: 5: Me",
    "journey\nsection A: b\nA: 5: Me",
    "journey\nsection\nA: 5: Me",
]


@pytest.fixture(scope="module")
def mermaid(chromium):
    """Mermaid itself. A machine without it skips; CI must have it."""
    try:
        with open_mermaid(chromium) as opened:
            yield opened
    except OSError as error:
        fails, reason = why_absent(error)
        (pytest.fail if fails else pytest.skip)(reason)


def name(text):
    """A name of Mermaid's database without the spaces around it."""
    return text.strip(SPACES)


def trimmed(text):
    """A description without the spaces at the end of its lines; what Mermaid makes of HTML is not compared."""
    return "" if "<" in text or "&" in text else "\n".join(line.rstrip() for line in text.split("\n"))


def ours(text):
    """What the reader says of a text, and the codes of what it guessed."""
    found = loads_with_losses(text, "mermaid")
    journey, who = found.journey, {persona.id: persona.label for persona in found.journey.personas}
    tasks = []
    for stage in journey.stages:
        for step in stage.steps:
            everyone = sorted(who[each] for each in step.personas) or sorted(who.values())
            tasks.append((stage.label, step.label, step.emotion, everyone))
    about = (
        journey.title or "",
        trimmed(journey.note or ""),
        [stage.label for stage in journey.stages],
        sorted(who.values()),
    )
    return (*about, tasks), {loss.code for loss in found.losses}


def theirs(answer):
    """The same of Mermaid's database. Tasks before any section stand in one that the reader makes."""
    tasks = [
        (
            name(each["section"]) or "Journey",
            name(each["name"]),
            None if each["score"] is None else round(each["score"] - 3, 6),
            sorted(set(map(name, each["actors"]))) or sorted(map(name, answer["actors"])),
        )
        for each in answer["tasks"]
    ]
    sections = [name(each) for each in answer["sections"]]
    if answer["tasks"] and not answer["tasks"][0]["section"]:
        sections.insert(0, "Journey")
    actors = sorted(map(name, answer["actors"]))
    return name(unescape(answer["title"])), trimmed(answer["description"]), sections, actors, tasks


HARMLESS = {"no_stage", "display"}


def test_small_cases(mermaid):
    for text, answer in zip(AGREED, mermaid.ask(AGREED), strict=True):
        assert "error" not in answer, (text, answer["error"])
        read, codes = ours(text)
        assert read == theirs(answer), text
        assert codes <= HARMLESS, text


@pytest.mark.parametrize("title", ["In front", "12", '"a: #1 b"', "'it''s'", "a b"])
def test_a_title_in_front_is_the_one_that_mermaid_draws(mermaid, title):
    text = f"---\ntitle: {title}\n---\njourney\nA: 5: Me"
    mermaid.draw(text)
    assert mermaid.page.locator("svg > text").last.text_content() == ours(text)[0][0]


def test_where_mermaid_loses_something_the_reader_says_so(mermaid):
    for text, answer in zip(LOST, mermaid.ask(LOST), strict=True):
        assert "error" not in answer, text
        assert ours(text)[1] - HARMLESS, text


def test_where_mermaid_gives_up_the_reader_says_what_it_guessed(mermaid):
    for text, answer in zip(REFUSED, mermaid.ask(REFUSED), strict=True):
        assert "error" in answer, text
        read, codes = ours(text)
        assert codes - HARMLESS, text
        assert read[-1], text


PIECES = st.sampled_from(
    [*("A", "Pay", "5", "3", "4.5", "0", "7", "Me", "You", " ", "  ", "\t", ":", ": ", ":5:", ", ", "#", "# ", "#35;")]
    + [*(";", "%", "%%", "<br/>", "\uff1a", "title ", "section ", "journey", "x\n", "\n", "\n\n", "\r\n", "[PAIN]")]
    + [*("accDescr: ", "accDescr {", "}", "accTitle: ", "%%{", "}%%", '"', "'", "&", "-->", "\u6d4b", "T\n", ": 4: ")]
    + ["A: 5: Me\n", "B: 2: You, Me\n", "section S\n", "title T\n", "\n%% c\n", "accDescr: d\n"] * 3
)


@given(
    st.lists(st.lists(PIECES, max_size=14).map(lambda parts: "journey\n" + "".join(parts)), min_size=40, max_size=40)
)
@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_what_needs_no_guess_is_what_mermaid_reads(mermaid, documents):
    wrong = []
    for text, answer in zip(documents, mermaid.ask(documents), strict=True):
        try:
            read, codes = ours(text)
        except jk.FormatError:
            continue
        if not codes - HARMLESS and ("error" in answer or read != theirs(answer)):
            wrong.append((text, read, answer))
    assert not wrong, min(wrong, key=lambda each: len(each[0]))
