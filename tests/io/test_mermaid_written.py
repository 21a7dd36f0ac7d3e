"""What is written for Mermaid: it comes back less what the losses say, and Mermaid itself reads what was meant."""

from __future__ import annotations

import re

import pytest
from _mermaid_page import open_mermaid, why_absent  # scripts/ is on pytest's path
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.io.loss import without
from journeykit.io.mermaid.flowchart import chart
from journeykit.io.mermaid.kept import kept
from journeykit.io.mermaid.scores import Scale
from journeykit.io.mermaid.words import SPACES
from journeykit.model.document import document
from journeykit.testing import ids, maps, texts

ODD = (
    """
journey|Journey ends|title x|Title|section a|section|accTitle: x|accDescr {|}|accDescr: x|%%|%% x|%%{init: {}}%%|a%%b
%|50%|100%%|#|#35;|# x|a #1|a # b|a;b|;|a;|style a:#b;c|style x: #1;|classDef x:y#z;|a: 5: Me|a:5|5|: 5|a\uff1a5\uff1ab
a,b|a\uff0cb|\u6d4b\u3001\u8bd5|<br/>|a<br>b|<script>alert(1)</script>|<a href="x">y</a>|a < b > c
\ufb02\xb0\xb035\xb6\xdf|\xb6|---|```|~~~|[WAIT] x|one\ntwo|a\r\n\nb\n
x [PAIN POINT]|[MOT]|[x]|-->|a --> b|&amp;|&#35;|a & b|__proto__|constructor|\\n|"a"|"a: b"|'a'|`a`|"|*a*|_a_|**a**
1. a|1) a|10. a|- a|+ a|= a|# a|> a|$$x$$|$|fa:fa-car x|end|graph|subgraph|click|o|x|a-->o|(a)|{a}|{{a}}|[[a]]|a|b|a\\
no score|score unknown|%% score unknown|x (anxious)|4/5|?|http://a.b/c?d=e&f#g|a -- b --> c|style|class|direction TB
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
TEXTS = st.sampled_from(ODD) | texts() | st.builds(str.__add__, st.sampled_from(ODD), texts())
SCALES = st.sampled_from(["1..5", "0..10", "5..1", "-2..2"])


@st.composite
def odd_maps(draw):
    """Maps whose every name is as odd as can be."""
    who = draw(st.lists(ids(), max_size=3, unique=True))
    names = draw(st.lists(ids(), min_size=1, max_size=6, unique=True))
    ends = draw(st.lists(ids().filter(lambda name: name not in names), max_size=2, unique=True))
    cut = draw(st.integers(0, len(names)))
    steps = [
        draw(st.sampled_from([jk.Touchpoint, jk.Action, jk.Wait]))(
            name,
            draw(TEXTS | st.none()),
            emotion=draw(st.none() | st.sampled_from([-2, -0.5, 0, 1, 1.75])),
            personas=draw(st.lists(st.sampled_from(who), unique=True)) if who else [],
            drop_off=draw(st.none() | st.just(0.1)),
            drop_off_reason=draw(st.none() | TEXTS),
        )
        for name in names
    ]
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from([*names, *ends])), max_size=4, unique=True))
    moves = [jk.Transition(*pair, when=draw(TEXTS | st.none())) for pair in pairs]
    return jk.JourneyMap(
        "odd",
        draw(TEXTS | st.none()),
        personas=[jk.Persona(name, draw(TEXTS | st.none())) for name in who],
        stages=[
            jk.Stage("one", steps[:cut], title=draw(TEXTS)),
            jk.Stage("end", steps[cut:], title=draw(TEXTS)),
        ],
        outcomes=[jk.Outcome(name, draw(TEXTS)) for name in ends],
        flow=draw(st.none() | st.just(moves)),
        note=draw(TEXTS | st.none()),
    )


def check_law(journey, **options):
    scores = options.get("scores", "1..5")
    read = loads_with_losses(jk.dumps(journey, "mermaid", **options), "mermaid", scores=scores)
    assert document(read.journey) == without(document(journey), jk.losses(journey, "mermaid", **options))
    return read


@given(maps() | odd_maps(), SCALES, st.integers(0, 3))
@settings(max_examples=1_000)
def test_a_map_comes_back_less_what_the_losses_say(journey, scores, decimals):
    check_law(journey, scores=scores, decimals=decimals)


@given(maps() | odd_maps())
@settings(max_examples=300)
def test_what_came_back_once_comes_back_whole(journey):
    once = loads_with_losses(jk.dumps(journey, "mermaid"), "mermaid").journey
    assert document(check_law(once).journey) == document(once)


@given(odd_maps())
@settings(max_examples=300)
def test_what_is_written_leaves_nothing_to_guess_and_keeps_names_to_the_letter(journey):
    found = loads_with_losses(jk.dumps(journey, "mermaid"), "mermaid")
    assert {loss.code for loss in found.losses} <= {"no_actors"}
    for before, after in zip(journey.steps, found.journey.steps, strict=True):
        if before.label.strip(SPACES) and not {"\r", "\n"} & set(before.label):
            assert after.label == before.label


@pytest.fixture(scope="module")
def mermaid(chromium):
    """Mermaid itself. A machine without it skips; CI must have it."""
    try:
        with open_mermaid(chromium) as opened:
            yield opened
    except OSError as error:
        fails, reason = why_absent(error)
        (pytest.fail if fails else pytest.skip)(reason)


def meant(journey):
    """What Mermaid shall read in the text of a map."""
    diagram = kept(journey, Scale(), 0)
    return {
        "type": "journey",
        "title": diagram.title,
        "description": diagram.description,
        "sections": [section.name for section in diagram.sections],
        "actors": sorted(diagram.actors, key=lambda name: name.encode("utf-16-be")),  # as JavaScript sorts
        "tasks": [
            {
                "name": task.name,
                "section": section.name,
                "score": 3 if task.score is None else task.score,
                "actors": list(task.actors),
            }
            for section in diagram.sections
            for task in section.tasks
        ],
    }


SIX = settings(
    max_examples=84,  # of six maps each: 504
    phases=[Phase.generate],  # to shrink six maps takes minutes, and the first that differs says enough
    suppress_health_check=list(HealthCheck),
)


def in_one_line(text):
    """A label as it is shown, its line breaks as a space."""
    return re.sub("[\\r\\n]+", " ", text).replace("\0", "\ufffd")


def meant_by_the_flowchart(journey):
    """What Mermaid shall have of a flowchart: every step, move, outcome and way out, under its words."""
    shown = chart(journey)
    assert [(move.source, move.target) for move in journey.transitions] == [
        (source.partition("_")[2], target.partition("_")[2]) for source, target, _ in shown.moves
    ]
    return {
        "type": "flowchart-v2",
        "nodes": [[name, in_one_line(words)] for name, words, _ in shown.nodes],
        "edges": [
            [source, target, in_one_line(words), stroke]
            for stroke, moves in (("normal", shown.moves), ("dotted", shown.ways_out))
            for source, target, words in moves
        ],
        "boxes": [[name, in_one_line(words), sorted(inside)] for name, words, inside in shown.boxes],
    }


def check_both(mermaid, journeys):
    journey_answers = mermaid.ask([jk.dumps(journey, "mermaid") for journey in journeys])
    flowchart_answers = mermaid.ask([jk.dumps(journey, "mermaid-flowchart") for journey in journeys])
    for journey, one, other in zip(journeys, journey_answers, flowchart_answers, strict=True):
        assert one == meant(journey)
        assert other == meant_by_the_flowchart(journey)


@given(st.lists(maps(details=2), min_size=6, max_size=6))
@SIX
def test_mermaid_reads_what_was_meant(mermaid, journeys):
    check_both(mermaid, journeys)


@given(st.lists(odd_maps(), min_size=6, max_size=6))
@SIX
def test_mermaid_reads_odd_names_as_they_were_meant(mermaid, journeys):
    check_both(mermaid, journeys)


def drawn(mermaid, selector):
    """The words of parts of a drawing, without the spaces."""
    texts = mermaid.page.locator(selector).all_text_contents()
    return {"".join(text.split()) for text in texts}


def test_odd_names_are_drawn_as_they_are(mermaid):
    names = [
        name for name in dict.fromkeys(ODD) if name.strip() and "\ufb02" not in name
    ]  # of which Mermaid makes its own marks
    steps = [jk.Touchpoint(f"s{index}", name) for index, name in enumerate(names)]
    moves = [jk.Transition("s0", step.id, when=step.title) for step in steps]
    people = [jk.Persona(f"p{index}", name) for index, name in enumerate(names)]
    journey = jk.JourneyMap("odd", "A <b>&", personas=people, stages=[jk.Stage("s", steps)], flow=moves)
    words = {"".join(name.split()) for name in names}
    mermaid.page.evaluate("() => mermaid.initialize({startOnLoad: false, maxTextSize: 900000})")
    mermaid.draw(jk.dumps(journey, "mermaid-flowchart"))
    assert drawn(mermaid, ".nodeLabel") >= words
    assert drawn(mermaid, ".edgeLabel") >= words
    assert drawn(mermaid, ".flowchartTitleText") == {"A\uff1cb>&"}
    mermaid.draw(jk.dumps(journey, "mermaid"))
    whole = "".join(mermaid.page.locator("svg").text_content().split())
    assert not [each for each in words if each not in whole]
    assert drawn(mermaid, "circle title") >= words
    assert mermaid.page.locator("script").count() == 1  # Mermaid's own


def test_an_actor_of_any_name_is_in_the_legend(mermaid):
    people = [jk.Persona("a", "__proto__"), jk.Persona("b", "constructor"), jk.Persona("c", "C, d")]
    journey = jk.JourneyMap(personas=people, stages=[jk.Stage("s", ["x"])])
    mermaid.draw(jk.dumps(journey, "mermaid"))
    assert {"__proto__", "constructor", "C,d"} <= drawn(mermaid, "svg > text")
