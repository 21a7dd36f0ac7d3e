"""The networkx graph: ids as nodes, plain attributes, written and read back by GraphML and GEXF."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from journeykit.graph import moves
from journeykit.testing import maps

WIDE = settings(max_examples=1000, suppress_health_check=list(HealthCheck))
PLAIN = {str, int, float, bool}


def attributes(graph):
    """All attributes by node and edge."""
    return {node: dict(data) for node, data in graph.nodes(data=True)}, {
        (source, target): dict(data) for source, target, data in graph.edges(data=True)
    }


@WIDE
@given(maps())
def test_the_graph_says_what_the_moves_say(journey):
    for persona in (None, *journey.personas):
        graph, found = jk.to_networkx(journey, persona), moves(journey, persona)
        assert list(graph) == [step.id for step in journey.steps if step.id in found.drop_off] + [
            outcome.id for outcome in journey.outcomes
        ]
        assert {(move.source, move.target): move.probability for move in found.moves} == nx.get_edge_attributes(
            graph, "probability"
        )
        assert nx.get_node_attributes(graph, "drop_off") == dict(found.drop_off)
        assert nx.get_node_attributes(graph, "entry") == dict(found.entries)


@WIDE
@given(maps())
def test_every_attribute_is_plain(journey):
    nodes, edges = attributes(jk.to_networkx(journey))
    for data in (*nodes.values(), *edges.values()):
        assert {type(value) for value in data.values()} <= PLAIN


@WIDE
@given(maps())
def test_an_attribute_has_one_type_throughout(journey):
    nodes, edges = attributes(jk.to_networkx(journey))
    for table in (nodes, edges):
        types = {}
        for data in table.values():
            for name, value in data.items():
                assert types.setdefault(name, type(value)) is type(value)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
@WIDE
@given(journey=maps("ascii", "german", "cjk", "emoji", "markup"))  # XML has no place for control characters
def test_the_graph_is_written_and_read_back(format, journey):
    graph = jk.to_networkx(journey)
    file = io.BytesIO()
    getattr(nx, f"write_{format}")(graph, file)
    file.seek(0)
    back = getattr(nx, f"read_{format}")(file)
    assert set(back) == set(graph)
    assert set(back.edges) == set(graph.edges)
    for node, data in graph.nodes(data=True):
        for name in ("kind", "drop_off", "end_share", "stage", "position"):
            assert back.nodes[node].get(name) == data.get(name)


def test_what_nodes_and_edges_carry():
    anna = jk.Persona("anna")
    ask = jk.Touchpoint(
        "ask", "Asks", channel="phone", emotion={"anna": 1.5}, duration="2 hours", goal=True, entry=True, drop_off=0.1
    )
    journey = jk.JourneyMap(
        "shop",
        "The shop",
        personas=[anna],
        stages=[jk.Stage("buy", [jk.Action("look", emotion=-1), ask])],
        outcomes=[jk.Outcome("done", result="success", value=30, emotion=2)],
        flow=[
            jk.Transition("ask", "look", probability=0.2, when="unsure", after="1 day", handover="a note", count=4),
            jk.Transition("ask", "done", personas=anna),
        ],
    )
    graph = jk.to_networkx(journey)
    assert graph.graph == {"id": "shop", "title": "The shop", "cast": "alternatives"}
    assert graph.nodes["look"] == {
        "kind": "action",
        "title": "Look",
        "stage": "buy",
        "position": 0,
        "emotion": -1.0,
        "drop_off": 1.0,
    }
    assert graph.nodes["ask"] == {
        "kind": "touchpoint",
        "title": "Asks",
        "channel": "phone",
        "emotion_anna": 1.5,
        "duration_seconds": 7200.0,
        "goal": True,
        "stage": "buy",
        "position": 1,
        "entry": 1.0,
        "drop_off": 0.1,
    }
    assert graph.nodes["done"] == {
        "kind": "outcome",
        "title": "Done",
        "result": "success",
        "emotion": 2.0,
        "value": 30.0,
    }
    assert graph.edges["ask", "look"] == {
        "probability": 0.2,
        "basis": "stated",
        "kind": "back",
        "when": "unsure",
        "count": 4,
        "after_seconds": 86400.0,
        "handover": "a note",
    }
    assert graph.edges["ask", "done"]["personas"] == "anna"


def test_an_implicit_end_is_a_share_not_a_time():
    graph = jk.to_networkx(jk.JourneyMap(stages=[jk.Stage("s", ["a", "b"])]))
    assert graph.nodes["b"]["end_share"] == 1.0
    assert "end" not in graph.nodes["b"]
