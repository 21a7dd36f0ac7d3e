"""What a screen reader hears of a poster, and what hostile text does in a browser: nothing."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.render.text import clean
from render.poster_maps import long, options
from render.poster_page import watched
from render.poster_parts import shop
from render.scenes import NASTY, languages, solar

HOSTILE = [
    *[each for each in NASTY if "\ud800" not in each],  # the model takes no half characters
    "</text></svg><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "'\"><image href=x onerror=alert(1)>",
    "&#x3c;script&#x3e;alert(1)",
    "url(javascript:alert(1))",
    "*/}</style><style>*{display:none}",
]


def heard(page, svg):
    """The roles and names of the accessible tree, in the order of reading."""
    page.evaluate("svg => { document.body.innerHTML = svg; }", svg)
    session = page.context.new_cdp_session(page)
    nodes = {each["nodeId"]: each for each in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    found: list[tuple[str, str]] = []

    def walk(node) -> None:
        if not node.get("ignored"):
            found.append((node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")))
        for child in node.get("childIds", ()):
            if child in nodes:
                walk(nodes[child])

    for node in nodes.values():
        if "parentId" not in node:
            walk(node)
    return found


@pytest.fixture(scope="module")
def tab(chromium):
    with watched(chromium) as found:
        yield found


def steps_of(journey, personas=()):
    return [
        each.label
        for stage in journey.stages
        for each in stage.steps
        if not personas or any(each.met_by(journey.persona(who)) for who in personas)
    ]


@pytest.mark.parametrize("make", [solar, languages, shop])
@pytest.mark.parametrize("asked", [{}, {"width": 700}, {"lanes": "all"}, {"view": "blueprint"}], ids=str)
def test_every_step_is_read_aloud_in_the_order_of_the_journey(tab, make, asked):
    journey = make()
    svg = jk.draw(journey, **asked).svg
    said = heard(tab[0], svg)
    assert [role for role, _ in said].count("list") == svg.count('class="jk-band"')
    listed = [name for role, name in said if role == "listitem"]
    steps = steps_of(journey)
    for number, (title, name) in enumerate(zip(steps, listed, strict=False), start=1):
        assert name.startswith(f"{number}. {clean(title)}")
    assert len(listed) == len(steps) + len(journey.outcomes)
    assert all(
        name.startswith(clean(outcome.label))
        for name, outcome in zip(listed[len(steps) :], journey.outcomes, strict=True)
    )
    assert tab[1] == []


@pytest.mark.parametrize("seed", range(8))
def test_long_journeys_are_read_aloud_in_order_too(tab, seed):
    journey = long(seed)
    asked = {key: value for key, value in options(journey, seed).items() if key not in ("view", "lanes")}
    listed = [name for role, name in heard(tab[0], jk.draw(journey, **asked).svg) if role == "listitem"]
    numbered = [name for name in listed if name.split(".")[0].isdigit()]
    expected = [clean(each) for each in steps_of(journey, asked["personas"])]
    assert len(listed) >= len(expected)
    for number, title in enumerate(expected, start=1):
        assert listed[number - 1].startswith(" ".join(f"{number}. {title}".split()))
    assert len(numbered) >= len(expected)


def test_the_drawing_and_its_lanes_have_names(tab):
    said = heard(tab[0], jk.draw(shop(), lanes="all").svg)
    assert [name for role, name in said if name == "Buying shoes"]
    groups = [name for role, name in said if role in ("group", "list")]
    assert {"Steps", "Pain points", "Opportunities"} <= set(groups)
    read = " ".join(name for _, name in said)
    for words in ("no filter", "which fit?", "large one"):
        assert words in read


def hostile(text):
    """A map that says a text wherever it can."""
    who = jk.Persona("anna", text, summary=text, goals=[text], quotes=[jk.Quote(text)], roles=[])
    source = jk.Evidence("talks", text, kind=text, links=[jk.Link(text)] if _fits(text) else [])
    step = jk.Touchpoint(
        "a", text, channel=text, provider=text, doing=text, thoughts=text, feelings=text, emotion=-1, owners=text,
        pains=[jk.PainPoint(text, cause=text, severity=3, evidence=source)],
        gains=text, questions=text, content=text, objections=text, expectations=text, needs=text,
        opportunities=[jk.Opportunity(text, owner=text)], quotes=text,
        metrics=[jk.Metric("m", text, value=1, unit=text)],
        links=[jk.Link(text), jk.Link(text, "https://example.org/?a=%3Cscript%3E")] if _fits(text) else [],
        moment_of_truth=jk.MomentOfTruth("ZMOT", text), drop_off=0.1, drop_off_reason=text,
        frontstage=text, backstage=text, support=text, physical_evidence=text,
    )  # fmt: skip
    return jk.JourneyMap(
        "m", text, purpose=text, language=text[:35], version=text, owners=text, scope=jk.Scope(trigger=text, goal=text),
        personas=[who], outcomes=[jk.Outcome("o", text, reason=text)],
        stages=[jk.Stage("s", [step, jk.Wait("b", text)], title=text, phase=text, questions=text)],
        flow=[jk.in_order, jk.Transition("b", "a", when=text), jk.Transition("b", "o", when=text)],
    )  # fmt: skip


def _fits(text):
    """Whether the text may be that of a link: an address that runs something is refused by the model."""
    return not text.startswith("javascript:")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("asked", [{"lanes": "all", "overlay": "evidence"}, {"view": "blueprint"}], ids=["all", "blue"])
def test_hostile_text_is_text(tab, text, asked):
    page, complaints = tab
    svg = jk.draw(hostile(text), **asked).svg
    for way in ("innerHTML", "xml"):
        page.evaluate(
            """([svg, way]) => {
              document.title = 'still ours';
              if (way === 'innerHTML') { document.body.innerHTML = svg; return; }
              const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
              document.body.replaceChildren(document.importNode(read.documentElement, true)); }""",
            [svg, way],
        )
        seen = page.evaluate(
            """() => ({drawings: document.querySelectorAll('svg').length, last: document.body.lastElementChild.tagName,
              tags: [...new Set([...document.querySelectorAll('svg, svg *')].map(each => each.tagName))],
              on: [...document.querySelectorAll('svg *')].flatMap(each => [...each.attributes])
                .filter(each => each.name.startsWith('on') || /^\\s*javascript:/i.test(each.value)
                  && /href|src|style/.test(each.name)).map(each => each.name),
              links: [...document.querySelectorAll('svg a')].map(each => each.getAttribute('href')),
              said: [...document.querySelectorAll('svg text')].map(each => each.textContent).join('')})"""
        )
        known = {
            "svg",
            "title",
            "desc",
            "style",
            "g",
            "a",
            "rect",
            "circle",
            "ellipse",
            "line",
            "path",
            "polygon",
            "text",
        }
        assert set(seen["tags"]) <= known
        assert seen["on"] == []
        assert seen["drawings"] == 1
        assert seen["last"].lower() == "svg"
        assert all(href.startswith("https://example.org/") for href in seen["links"])
        letters = "".join(clean(text).split())
        assert letters[:12] in "".join(seen["said"].split()).replace("\u00ad", "")
        assert page.title() == "still ours"
    page.wait_for_timeout(20)
    assert complaints == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_something_is_refused_or_no_link(address):
    with pytest.raises(ValueError, match="a link leads to http, https, mailto"):
        jk.Link("x", address)
    step = jk.Touchpoint("a", links=[jk.Link(address)])
    assert "<a " not in jk.draw(jk.JourneyMap(stages=[jk.Stage("s", [step])])).svg
