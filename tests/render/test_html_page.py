"""The page as text: what it holds, what it refuses, and that its policy fits it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

import journeykit as jk
from journeykit.render import draw
from journeykit.render.html import page
from journeykit.render.html.markup import link, picture
from journeykit.render.scene import Scene
from journeykit.render.sheet import Item, Sheet
from journeykit.render.theme import DARK, LIGHT, Theme
from render.scenes import NASTY, languages, solar


def shop(title="Buying shoes online", pain="no size guide", why="they pinch", **more) -> jk.JourneyMap:
    """Two personas who feel differently, lanes, a loop, a drop-off, two outcomes, a wait."""
    T, talks = jk.Touchpoint, jk.Evidence("talks", "Interviews", kind="interview", n=12)  # noqa: N806
    return jk.JourneyMap(
        "shop",
        title,
        personas=[
            jk.Persona("anna", "Anna, knows her size", goals="new shoes by Friday", evidence=talks),
            jk.Persona("ben", "Ben, is between two sizes", quotes="I never know"),
        ],
        evidence=talks,
        stages=[
            jk.Stage(
                "look",
                [
                    T("search", "Searches", channel="web", emotion={"anna": 1, "ben": -0.5}, thoughts="So many"),
                    T(
                        "fitting",
                        "Asks about the size",
                        channel="chat",
                        emotion={"anna": 0, "ben": -2},
                        moment_of_truth="here trust is won",
                        thoughts={"ben": "Will somebody answer?"},
                        pains=[
                            jk.PainPoint(
                                pain,
                                severity=4,
                                opportunities=jk.Opportunity("a size guide", customer_value=4, effort=2),
                            ),
                            jk.PainPoint("slow answers", severity=2, personas="ben"),
                        ],
                        links=jk.Link("The protocol", "https://example.org/?a=1&b=2"),
                        drop_off=0.1,
                        drop_off_reason="nobody answers",
                    ),
                ],
                kind="before",
            ),
            jk.Stage("buy", [jk.Wait("parcel", "Waits", duration="3 days", emotion=-1), T("wear", "Wears them")]),
        ],
        outcomes=[jk.Outcome("kept", "Keeps them", result="success"), jk.Outcome("sent", result="failure")],
        flow=[
            jk.in_order,
            jk.Transition("wear", "search", probability=0.25, when=why),
            jk.Transition("wear", "sent", probability=0.1),
        ],
        **more,
    )


@dataclass(frozen=True)
class Drawn:
    """A drawing whose parts a test chooses."""

    svg: str
    scene: Scene
    sheet: Sheet | None
    theme: str = "auto"


def nasty(text: str) -> jk.JourneyMap:
    return shop(title=text, pain=text, why=text)


class Tables(HTMLParser):
    """The tables of a page: rows of cells, by heading."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self._title = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "h3":
            self._title = ""
        if tag == "table":
            self.found[self._title] = []
        if tag == "tr":
            self.found[self._title].append([])
        if tag in ("th", "td"):
            self.found[self._title][-1].append("")

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if "h3" in self._open:
            self._title += data
        elif "table" in self._open and self._open[-1] != "style" and {"th", "td"} & set(self._open):
            self.found[self._title][-1][-1] += data


def test_the_tables_say_all_that_the_map_says():
    tables = Tables(page(draw(shop(), "poster"))).found
    assert list(tables) == ["Personas", "Steps, lane by lane", "Outcomes", "Stages", "Moves"]
    steps = tables["Steps, lane by lane"]
    assert steps[0] == [
        "Step", "Stage", "Kind", "Channel", "Detail", "Emotion", "Moment of truth", "Thoughts", "Pain points",
        "Opportunities", "Drop-off", "Evidence level", "Links",
    ]  # fmt: skip
    fitting = dict(zip(steps[0], steps[2], strict=True))
    assert fitting["Step"] == "2 Asks about the size"
    assert "Anna 0" in fitting["Emotion"]
    assert "Ben \u22122" in fitting["Emotion"]
    assert "no size guide severity 4 of 5" in fitting["Pain points"]
    assert "a size guide" in fitting["Opportunities"]
    assert fitting["Drop-off"] == "10\u00a0% · nobody answers"
    assert fitting["Links"] == "The protocol"
    moves = {(row[0], row[1]): row[2:] for row in tables["Moves"]}
    assert moves["Wears them", "Searches"] == ["back", "25\u00a0% (stated)", "they pinch"]
    assert moves["Searches", "Asks about the size"] == ["on", "", ""]
    assert len(tables["Outcomes"]) == 3


def test_every_step_and_outcome_has_its_address_once():
    tags = Tables(page(draw(shop(), "poster"))).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    rows = [attrs["id"] for tag, attrs in tags if tag == "tr" and "id" in attrs]
    assert rows == ["search", "fitting", "parcel", "wear", "kept", "sent"]
    targets = {attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs.get("href", "").startswith("#")}
    assert targets <= set(ids)


@pytest.mark.parametrize("view", ["poster", "flow"])
@pytest.mark.parametrize("make", [shop, solar, languages])
def test_the_policy_names_what_is_in_the_page_and_nothing_else(make, view):
    made = page(draw(make(), view))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)[1]
    said = dict(each.split(" ", 1) for each in policy.split("; "))
    assert said["default-src"] == said["base-uri"] == said["form-action"] == "'none'"
    for what, directive in (("style", "style-src"), ("script", "script-src")):
        bodies = re.findall(rf"<{what}>(.*?)</{what}>", made, re.DOTALL)
        hashes = {f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" for body in bodies}
        assert set(said[directive].split()) == hashes
    assert "unsafe" not in policy
    assert not re.search(r"\sstyle=|\son[a-z]+=", re.sub(r"<(style|script)>.*?</\1>", "", made, flags=re.DOTALL))


def test_nothing_is_fetched():
    tags = Tables(page(draw(shop(), "poster"))).tags
    for tag, attrs in tags:
        address = attrs.get("src") or (attrs.get("href") if tag != "a" else None)
        assert address is None or address.startswith("data:"), (tag, attrs)
    assert "@import" not in page(draw(shop(), "poster"))


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_text(text):
    drawing = draw(nasty(text.replace("\ud800", "")), "poster")
    made = page(Drawn(drawing.svg, replace(drawing.scene, title=text), drawing.sheet))
    tags = [tag for tag, _ in Tables(made).tags]
    assert tags.count("script") == 1
    assert "b" not in tags
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", made)
    made.encode()
    assert made.count("<!doctype") == 1


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x",
     "//evil.example", "https://a b", 'https://x"onclick=', "file:///etc/passwd", "vbscript:x", "", None],
)  # fmt: skip
def test_an_address_that_is_none_is_words(address):
    assert link("here", address) == "here"


def test_an_address_is_escaped():
    assert 'href="https://example.org/?a=&#x27;1&amp;b=2"' in link("x", "https://example.org/?a='1&b=2")
    assert link("x", "mailto:a@example.org").startswith("<a href=")


def test_pictures_are_pixels_in_the_page():
    assert picture("data:image/png;base64,iVBOR" + "A" * 9_000).count("A") > 9_000 - 1
    for address in ("data:image/svg+xml;base64,PHN2Zz4=", "https://example.org/a.png", 'data:image/png;base64,"'):
        assert picture(address) == ""


def test_an_item_with_an_unsafe_address_loses_the_address_alone():
    drawing = draw(shop(), "poster")
    lane = next(lane for lane in drawing.sheet.lanes if lane.name == "pains")
    bad = replace(lane, steps={"search": (Item(text="click me", href="javascript:alert(1)", mark='x" onclick="y'),)})
    made = page(Drawn(drawing.svg, drawing.scene, replace(drawing.sheet, lanes=(bad,))))
    assert "click me" in made
    assert "javascript:" not in made
    assert "onclick" not in made


def test_a_fixed_theme_fixes_the_page():
    auto, light, dark = (page(draw(shop(), "poster", theme=theme)) for theme in ("auto", "light", "dark"))
    assert "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;" in auto
    assert "prefers-color-scheme" not in light + dark
    assert f"--paper:{LIGHT.paper}" in light
    assert "color-scheme:light" in light
    assert f"--paper:{DARK.paper}" in dark
    assert "color-scheme:dark" in dark


def test_a_theme_of_ones_own_is_the_page_s_too():
    own = Theme(ink="#112233", font="Georgia, serif")
    style = page(draw(shop(), "poster", theme=own)).partition("<style>")[2].partition("</style>")[0]
    assert "--ink:#112233" in style
    assert "body,button,input{font-family:Georgia, serif}" in style


def test_a_drawing_without_lanes_has_steps_and_moves():
    made = page(draw(solar(), "flow"))
    assert list(Tables(made).found) == ["Steps, lane by lane", "Outcomes", "Stages", "Moves"]
    assert 'data-toggle="lane"' not in made
    assert '<tr id="quote"' in made


def test_controls_are_those_of_what_is_drawn():
    made = page(draw(shop(), "poster"))
    toggles = [
        (attrs["data-toggle"], attrs["value"]) for tag, attrs in Tables(made).tags if tag == "input"
    ]  # fmt: skip
    assert toggles == [
        ("lane", "thoughts"), ("lane", "emotion"), ("lane", "pains"), ("lane", "opportunities"),
        ("persona", "anna"), ("persona", "ben"), ("view", "fit"), ("view", "print"),
    ]  # fmt: skip


def test_the_language_of_the_map_stands_on_its_words():
    made = page(draw(languages(), "poster"))
    assert '<html lang="en">' in made
    assert re.search(r'<h1 dir="auto" lang="de">Die Donau', made)
    assert ' lang="x' not in page(draw(shop(language="xyzzy"), "poster")).partition("<svg")[0]


def test_an_empty_map_has_a_page():
    made = page(draw(jk.JourneyMap(title="Nothing yet"), "flow"))
    assert "<h1" in made
    assert "<table" not in made


def test_the_same_bytes_on_another_hash_seed():
    program = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:]\n"
        "from render.test_html_page import page, draw, shop\n"
        "print(hashlib.sha256(page(draw(shop(), 'poster')).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, *sys.path],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {sha256(page(draw(shop(), "poster")).encode()).hexdigest() + "\n"}
