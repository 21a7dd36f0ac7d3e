"""Stories: true to the map, the same for the same seed, readable, and plain text."""

from __future__ import annotations

import math
import pickle
import subprocess
import sys
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from house.source import variables
from journeykit.analysis.chain import chains
from journeykit.analysis.ends.walk import cast_of
from journeykit.analysis.stories.teller import told
from journeykit.analysis.tell import _experience
from journeykit.testing import maps

WIDE = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))


def shop(*flow, **fields):
    steps = [
        jk.Touchpoint("find", "Finds a bicycle", channel="web", emotion=1, thoughts="It is red!"),
        jk.Touchpoint("ask", "Asks for the price", channel="chat", emotion=-2, doing="types with two thumbs"),
        jk.Wait("wait", "Waits for an answer", duration="2 days", feelings=["forgotten", "cold"], drop_off=0.1,
                drop_off_reason="nobody answers"),
        jk.Touchpoint("pay", "Pays", channel="till_4", emotion=2, pains=["no change", "no bag"]),
    ]  # fmt: skip
    outcomes = [
        jk.Outcome("rides", "Rides home", result="success", reason="it was cheap"),
        jk.Outcome("walks", "Walks home", result="failure"),
    ]
    return jk.JourneyMap(stages=[jk.Stage("buy", steps)], outcomes=outcomes, flow=list(flow) or ["in order"], **fields)


LOOP = shop(
    "in order",
    jk.Transition("wait", "ask", probability=0.5, when="the answer is no answer", after="3 hours"),
    jk.Transition("pay", "walks", probability=0.2, when="the card fails"),
)


def test_it_says_where_what_how_long_and_how_it_feels():
    assert jk.tell(shop()) == (
        "This is the story of a customer.\n\n"
        "It begins on the web: the customer finds a bicycle, which is pleasant. The customer thinks: “It is red!” "
        "Then, in a chat, the customer asks for the price. The customer types with two thumbs. It is awful. "
        "Soon the customer waits for an answer. Two days pass. The customer feels forgotten and cold. "
        "The customer pays (till 4). That is wonderful. What hurts: no change; no bag.\n\n"
        "It ends well: the customer rides home. The reason: It was cheap.\n\n"
        "No journey on this map is more probable. Of customers, about 90 in 100 go exactly this way, and about 90 in "
        "100 end like this."
    )


def test_it_goes_back_and_counts():
    said = next(story for seed in range(50) if (story := jk.tell(LOOP, seed, "unlucky")).steps.count("ask") == 3)
    assert "The answer is no answer, so for the second time the customer asks for the price" in said
    assert "and waits for an answer. Two days pass. And all of this once more." in said
    assert said.count("two thumbs") == 1, "what is done is told once"


def test_leaving_has_its_reason():
    said = next(story for seed in range(99) if (story := jk.tell(LOOP, seed, "unlucky")).ended == ".drop_off")
    assert "\n\nHere the customer leaves, and does not come back. The reason: Nobody answers.\n\n" in said
    fails = jk.tell(shop({"from": "find", "to": "walks", "when": "it rains"}, "ask >> walks"))
    assert "\n\nIt rains, so it ends badly: the customer walks home.\n\n" in fails
    assert "\n\nAnd here the story ends.\n\n" in jk.tell(jk.JourneyMap(stages=[jk.Stage("s", ["a"])]))


def test_it_says_how_likely_it_is_and_how_it_was_found():
    typical, unlucky = jk.tell(LOOP), jk.tell(LOOP, 7, "unlucky")
    assert typical.probability == pytest.approx(0.4 * 0.8)
    assert typical.endswith(
        "No journey on this map is more probable. Of customers, about 32 in 100 go exactly this way, and about 64 in "
        "100 end like this."
    )
    assert "This is the worst of 200 journeys sampled from the map with seed 7." in unlucky
    assert jk.tell(jk.JourneyMap(stages=[jk.Stage("s", ["a"])])).endswith("All customers go exactly this way.")
    fork = jk.tell(shop("find >> ask", "find >> pay", "ask >> rides", "pay >> walks"))
    assert "\n\nThis rests on assumed shares at find, so its chances are a guess. No journey" in fork


def test_luck_is_in_order():
    for seed in range(20):
        felt = {kind: jk.tell(LOOP, seed, kind) for kind in ("lucky", "unlucky")}
        emotions = {"find": 1, "ask": -2, "wait": math.nan, "pay": 2}
        lucky, unlucky = (_experience([emotions[step] for step in story.steps]) for story in felt.values())
        assert lucky >= unlucky
        assert felt["lucky"].ended == "rides"


def test_experience_is_peak_end_and_mean():
    assert _experience([1, -2, 2, math.nan]) == (0.0, pytest.approx(1 / 3))  # of the tie -2, then the last known, 2
    assert _experience([math.nan]) == (0.0, 0.0)


def test_it_is_about_a_persona():
    anna = jk.Persona("anna", "Anna, 41, cycles", share=0.9, summary="Has two children.", goals=["air", "speed"])
    ben = jk.Persona("ben", "Ben (19)", share=0.1)
    steps = [jk.Touchpoint("a", emotion={"anna": 2, "ben": -2}, thoughts={"ben": "Never again"}), "b"]
    journey = jk.JourneyMap(personas=[anna, ben], stages=[jk.Stage("s", steps)])
    story = jk.tell(journey, persona="anna")
    assert story.persona == "anna"
    assert "story of Anna (41, cycles). Anna has two children. What Anna wants: air and speed." in story
    assert "“Never again" in jk.tell(journey, persona="ben")
    assert "Never" not in story
    some = [jk.tell(journey, seed) for seed in range(200)]
    drawn = [each.persona for each in some]
    assert 5 <= drawn.count("ben") <= 45, "drawn by share; false alarm below 1e-3, and the seeds are fixed"
    assert all("was drawn by share" in each for each in some)
    assert "drawn" not in story


def test_who_go_together_are_named_where_they_act():
    ana, ben, cleo = jk.Persona("ana", "Ana, 40"), jk.Persona("ben", "Ben, 12"), jk.Persona("cleo", side="employee")
    steps = [
        jk.Touchpoint("look", "Looks at the map", thoughts={"ben": "Far!"}),
        jk.Touchpoint("carry", "Carries the tent", personas=["ben"], thoughts={"ben": "Heavy!"}),
        jk.Touchpoint("ask", "Asks the guide", personas=["ana", "ben", "cleo"]),
    ]
    trip = jk.JourneyMap(personas=[ana, ben, cleo], cast="together", stages=[jk.Stage("s", steps)])
    story = jk.tell(trip)
    assert story.startswith("This is the story of Ana (40), with Ben (12).\n\nIt begins: Ana looks at the map.")
    assert "Ben carries the tent." in story
    assert "Ana, with Ben and Cleo, asks the guide." in story
    assert "Heavy!" in story
    assert "Far!" not in story, "what Ben thinks is told where Ben acts"


def test_text_stays_plain():
    title = "A\x1b[31m & <b>\n\nnew\u202e line"
    story = jk.tell(jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("a", title)])]))
    assert "“A [31m & <b> new line”" in story
    assert "\x1b" not in story
    assert "\u202e" not in story
    assert type(story.text) is str
    assert story.text == story
    html = story._repr_html_()
    assert html.startswith("<p>This is the story of a customer.</p><p>It begins with “A [31m &amp; &lt;b&gt; new line”")
    assert html.count("<p>") == 4


def line_of(titles, **fields):
    steps = [jk.Touchpoint(f"s{index}", title) for index, title in enumerate(titles)]
    return jk.JourneyMap(stages=[jk.Stage("s", steps)], **fields)


def titled(*titles, **fields):
    return jk.tell(line_of(titles, **fields))


def test_titles_that_are_no_english_sentences_stand_in_quotes():
    story = titled("Ärger über “Preise”", "支付", "Orders", "The quote", "x" * 5000, "  ", "Order placed.")
    for said in ("“Ärger über \u2018Preise\u2019”", "“支付”", "“Orders”", "“The quote”", "“s5”", "“Order placed”"):
        assert said in story
    assert len(story) < 1000
    gerunds = titled("Leaving home", "Recognizing needs", "Evening", "String theory")
    assert "It begins with leaving home." in gerunds
    assert " recognizing needs." in gerunds
    assert "“Evening”" in gerunds
    german = titled("Gibt auf", "Is das so", language="de")
    assert "“Gibt auf”" in german
    assert "“Is das so”" in german, "no grammar where the map says that its texts are no English"


def test_several_people_do_things_in_the_plural():
    pair = jk.Persona("p", "The Okafors, four people", summary="Live in Graz.")
    story = titled("Cooks and eats", "Cannot sleep", "Has had enough!", personas=[pair])
    assert "story of the Okafors (four people). The Okafors live in Graz." in story
    for said in ("the Okafors cook and eat", "Okafors cannot sleep", "Okafors have had enough!"):
        assert said in story


def test_a_long_story_is_bounded_and_says_what_it_leaves_out():
    story = titled(*(f"Visits room {index}" for index in range(3000)))
    assert len(story.steps) == 3000
    assert len(story) < 3000
    assert "2,962 steps follow that this story passes over." in story
    assert "room 29." in story
    assert "room 30." not in story
    assert "room 2992." in story


def walked(*steps):
    """The story of a walk through five steps that are all joined."""
    names = "abcde"
    flow = [f"{a} >> {b}" for a in names for b in names]
    titles = [jk.Touchpoint(name, f"Visits {name}", drop_off=0.5) for name in names]
    journey = jk.JourneyMap(stages=[jk.Stage("s", titles)], flow=flow)
    (walker,) = cast_of(journey)
    return told(journey, walker, np.random.default_rng(1), steps, ".drop_off").split("\n\n")[2:-1]


def test_what_comes_again_is_told_in_short():
    assert walked(*"abb") == ["For the second time the customer visits b."]
    assert walked(*"abab") == ["For the second time the customer visits a and visits b."]
    assert walked(*"a" * 4) == ["For the second time the customer visits a. And all of this twice more."]
    assert walked(*"a" * 52) == ["For the second time the customer visits a. And all of this fifty more times."]
    many = walked(*"abcde", *"abcde", *"cde", *"de", *"bcd", *"c")
    said = (
        "For the second time the customer visits a, visits b, visits c and visits d, and one more step. "
        "For the third time the customer visits c, visits d and visits e. "
        "For the fourth time the customer visits d and visits e. Four more steps follow, all known by now."
    )
    assert many == [said]


def test_the_same_is_not_said_twice_running():
    story = jk.tell(line_of(["Opens the box"] * 20), 4)
    said = [sentence.split(" the customer")[0] for sentence in story.split("\n\n")[1].split(". ")]
    assert all(one != other or not one for one, other in pairwise(said))
    assert len(set(said)) >= 4


@WIDE
@given(maps(details=2, steps=6, personas=2), st.integers(0, 3), st.sampled_from(["typical", "lucky", "unlucky"]))
def test_every_map_has_stories(journey, seed, kind):
    try:
        story = jk.tell(journey, seed, kind)
    except ValueError:  # a trap, or nobody begins
        assume(False)
    assert story.startswith("This is the story of ")
    assert all(line.isprintable() for line in story.split("\n"))
    assert story == jk.tell(journey, seed, kind)
    assert story.steps
    assert 0 <= story.probability <= 1
    assert len(story) < 40_000
    assert all(each.rstrip("”)")[-1:] in set(".!?…。\uff01\uff1f") for each in story.split("\n\n"))
    assert ".." not in story.text.replace("...", "")


@WIDE
@given(maps(details=0, steps=6, cast="together"))
def test_the_typical_walk_is_the_shortest_path_of_networkx(journey):
    try:
        story = jk.tell(journey)
    except ValueError:
        assume(False)
    ((_, chain),) = chains(journey)
    graph = nx.DiGraph()
    nodes = (*chain.steps, *chain.ends)
    size = len(chain.steps)
    for index, share in enumerate(chain.entry):
        graph.add_edge("from", nodes[index], p=share)
    for a, b, share in zip(chain.source, chain.target, chain.probability, strict=True):
        graph.add_edge(nodes[a], nodes[b], p=share)
    for a, b, share in zip(chain.leaver, chain.end, chain.leaving, strict=True):
        graph.add_edge(nodes[a], nodes[b + size], p=share)
    for end in chain.ends:
        graph.add_edge(end, "to", p=1)
    graph.remove_edges_from([(a, b) for a, b, p in graph.edges(data="p") if not p > 0])
    length = nx.dijkstra_path_length(graph, "from", "to", lambda a, b, data: -math.log(data["p"]))
    walk = ["from", *story.steps, story.ended]
    ours = -sum(math.log(graph.edges[pair]["p"]) for pair in pairwise(walk))
    assert ours == pytest.approx(length, abs=1e-9)
    assert story.probability == pytest.approx(math.exp(-ours), rel=1e-9)


def test_wrong_arguments_are_named():
    with pytest.raises(jk.UnknownName, match="lucky"):
        jk.tell(LOOP, 0, "luky")
    with pytest.raises(jk.UnknownName):
        jk.tell(LOOP, persona="anna")
    for seed in (-1, 1.5, None, True):
        with pytest.raises(ValueError, match="seed"):
            jk.tell(LOOP, seed)
    with pytest.raises(ValueError, match="no journey begins"):
        jk.tell(jk.JourneyMap())
    with pytest.raises(jk.TrapError):
        jk.tell(shop("find >> ask", "ask >> find"))


def test_it_travels_and_does_not_depend_on_the_hash_seed():
    story = jk.tell(LOOP, 5, "unlucky")
    again = pickle.loads(pickle.dumps(story))
    assert (again, again.steps, again.ended) == (story, story.steps, story.ended)
    script = "import sys, journeykit as jk\nm = jk.loads(sys.stdin.read(), 'json')\n"
    script += "print([jk.tell(m, 5, kind).encode() for kind in ('typical', 'lucky', 'unlucky')])"
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=jk.dumps(LOOP, "json").encode(),
            env=variables(PYTHONHASHSEED=seed),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
