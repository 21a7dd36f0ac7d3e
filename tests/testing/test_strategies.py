"""What the strategies reach: every field, every alphabet, every odd graph; and that what they make is valid."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from typing import get_args

import networkx as nx
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from journeykit.model import FrozenMap, InOrder, JourneyMap, Value
from journeykit.model.document import document
from journeykit.model.needs import Worded
from journeykit.testing import ALPHABETS, maps, texts, values

MANY = settings(
    max_examples=900,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # what is made is looked at, not made smaller
)


def held_by(noun, found):
    """The nouns that a noun may hold, however deep, with itself: by what the fields' annotations say."""
    if noun not in found:
        found.add(noun)
        for field in noun.model_fields.values():
            for part in parts(field.annotation):
                held_by(part, found)
    return found


def parts(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for argument in get_args(annotation):
        yield from parts(argument)


NOUNS = sorted(held_by(JourneyMap, set()), key=lambda noun: noun.__name__)


def below(value):
    """A value and all values in it."""
    if isinstance(value, Value):
        yield value
        for name in type(value).model_fields:
            yield from below(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from below(item)
    elif isinstance(value, FrozenMap):
        for item in value.values():
            yield from below(item)


def strings(tree):
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for item in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(item)


@pytest.fixture(scope="module")
def many():
    """900 maps, rich in fields."""
    found = []

    @MANY
    @given(maps(details=6))
    def collect(journey):
        found.append(journey)

    collect()
    assert len(found) > 800
    return found


@pytest.fixture(scope="module")
def seen(many):
    """Noun, field and what kind of value was seen there, where it was not the default."""
    given_fields = defaultdict(set)
    for journey in many:
        for value in below(journey):
            for name, held in value.given():
                given_fields[type(value).__name__, name].add(type(held).__name__)
    return given_fields


FIELDS = [(noun.__name__, field) for noun in NOUNS for field in noun.model_fields]


def test_all_nouns_are_looked_at():
    assert len(NOUNS) > 20
    assert len(FIELDS) > 250


def test_every_field_of_every_noun_is_reached(seen):
    missed = [pair for pair in FIELDS if pair not in seen]
    assert missed == []


@pytest.mark.parametrize(
    "field", ["emotion", "intensity", "thoughts", "feelings", "needs", "expectations", "objections"]
)
@pytest.mark.parametrize("kind", ["Touchpoint", "Action", "Wait"])
def test_what_people_feel_is_said_for_all_and_per_persona(seen, kind, field):
    assert "FrozenMap" in seen[kind, field]
    assert len(seen[kind, field]) == 2


ALPHABET_SIGNS = {
    "ascii": lambda text: text.isascii() and text.isprintable() and len(text) > 3,
    "german": lambda text: "ß" in text or "Ä" in text,
    "cjk": lambda text: any("\u4e00" <= char <= "\u9fff" for char in text),
    "emoji": lambda text: "👩‍👩‍👧" in text or "🇩🇪" in text,
    "rtl": lambda text: "\u202e" in text or "שלום" in text,
    "combining": lambda text: text.startswith("\u0301"),
    "control": lambda text: any(char < "\x09" or "\x7f" < char < "\x85" for char in text),
    "breaks": lambda text: any(char in text for char in "\x85\u2028\u2029"),
    "quotes": lambda text: '"' in text and "'" in text,
    "markup": lambda text: "]]>" in text or "<script>" in text,
    "yaml": lambda text: text in ("no", "2026-05-04", "a: b"),
    "backslash": lambda text: text.endswith("\\"),
    "blank": lambda text: text == "" or text != text.strip(),
    "any": lambda text: any(char > "\U00010000" for char in text),
}


def test_every_alphabet_has_a_sign():
    assert ALPHABET_SIGNS.keys() == ALPHABETS.keys()


@pytest.mark.parametrize("name", sorted(ALPHABETS))
def test_every_alphabet_is_reached(many, name):
    assert any(ALPHABET_SIGNS[name](text) for journey in many for text in strings(document(journey)))
    assert ALPHABET_SIGNS[name](find(texts(name), ALPHABET_SIGNS[name], settings=MANY))


def pairs(journey):
    return [(move.source, move.target) for move in journey.transitions]


def graph_of(journey):
    graph = nx.DiGraph(pairs(journey))
    graph.add_nodes_from(step.id for step in journey.steps)
    return graph


def shared(journey):
    """Whether a value with an id stands in more than one place."""
    count = Counter(
        (type(value), value.id) for value in below(journey.stages) if isinstance(value, Worded) and value.id
    )
    return any(number > 1 for number in count.values())


ODD = {
    "no flow": lambda journey: journey.flow is None and journey.steps,
    "an empty flow": lambda journey: journey.flow == () and journey.steps,
    "a line and more": lambda journey: (
        any(isinstance(each, InOrder) for each in journey.flow or ()) and len(journey.flow) > 1
    ),
    "a loop": lambda journey: any(len(part) > 1 for part in nx.strongly_connected_components(graph_of(journey))),
    "a self-loop": lambda journey: any(source == target for source, target in pairs(journey)),
    "several entries": lambda journey: sum(step.entry is not None for step in journey.steps) > 1,
    "an unreachable part": lambda journey: (
        journey.steps and nx.number_weakly_connected_components(graph_of(journey)) > 1
    ),
    "disjoint personas on one pair": lambda journey: max(Counter(pairs(journey)).values(), default=0) > 1,
    "no stages": lambda journey: not journey.stages,
    "an empty stage": lambda journey: any(not stage.steps for stage in journey.stages) and journey.steps,
    "no outcomes": lambda journey: not journey.outcomes and journey.steps,
    "one success": lambda journey: [each.result for each in journey.outcomes].count("success") == 1,
    "steps of some personas": lambda journey: any(step.personas for step in journey.steps),
    "values shared by id": shared,
    "a pool of evidence": lambda journey: len(journey.evidence) > 1 and any(step.evidence for step in journey.steps),
    "a group": lambda journey: journey.cast == "together" and len(journey.personas) > 1,
    "staff": lambda journey: {persona.side for persona in journey.personas} >= {"customer", "employee"},
    "months and seconds": lambda journey: any(
        step.duration is not None and step.duration.months and step.duration.exact_seconds for step in journey.steps
    ),
    "probabilities that sum to 1": lambda journey: any(
        abs(1 - sum(move.probability or 0 for move in journey.transitions if move.source == step.id)) < 1e-9
        for step in journey.steps
    ),
    "a step observed": lambda journey: any(move.count is not None for move in journey.transitions),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_every_odd_graph_is_reached(many, name):
    assert any(ODD[name](journey) for journey in many)


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        ({"flow": "none"}, lambda journey: journey.flow is None),
        ({"flow": "empty"}, lambda journey: journey.flow == ()),
        ({"flow": "line"}, lambda journey: len(journey.flow) == 1),
        ({"cast": "together"}, lambda journey: journey.cast == "together"),
        ({"steps": 2}, lambda journey: len(journey.steps) <= 2),
        ({"personas": 0}, lambda journey: not journey.personas),
        ({"outcomes": 1}, lambda journey: len(journey.outcomes) <= 1),
        ({"details": 0}, lambda journey: journey.title is None and all(step.title is None for step in journey.steps)),
    ],
)
def test_options_hold(options, holds):
    @settings(MANY, max_examples=60)
    @given(maps(**options))
    def check(journey):
        assert holds(journey)

    check()


def test_texts_keep_to_the_alphabets_asked_for():
    @settings(MANY, max_examples=60)
    @given(maps("german"))
    def holds(journey):
        assert all(set(step.title) <= set("aäöüßÄÖÜẞ éZz-") for step in journey.steps if step.title is not None)

    holds()


@settings(MANY, max_examples=100)
@given(values())
def test_single_nouns_are_values(value):
    assert value == value.replace()


def test_without_hypothesis_the_extra_is_named():
    program = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from journeykit.errors import MissingExtra\n"
        "try:\n    import journeykit.testing\n"
        "except MissingExtra as error:\n    print(error.extra, isinstance(error, ImportError))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["test", "True"]


def test_a_map_is_a_journey_map(many):
    assert {type(journey) for journey in many} == {JourneyMap}
