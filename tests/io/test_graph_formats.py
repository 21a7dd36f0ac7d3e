"""GraphML and GEXF say what the graph says, whatever the texts are."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from hypothesis import given, settings

import journeykit as jk
from journeykit.errors import FormatError
from journeykit.io import dumps
from journeykit.testing import maps

NASTY = '"><script>\x07&amp;\x00'


def graph_of(journey, format):
    stream = io.BytesIO(dumps(journey, format).encode("utf-8"))
    return nx.read_graphml(stream) if format == "graphml" else nx.read_gexf(stream)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_the_graph_comes_back(format):
    solar = jk.JourneyMap(
        "solar",
        NASTY,
        stages=[jk.Stage("decide", [jk.Touchpoint("quote", NASTY, channel="email", emotion=-1), "sign"])],
        outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("gave_up")],
        flow=["in order", {"from": "quote", "to": "gave_up", "probability": 0.3}],
    )
    found = graph_of(solar, format)
    assert set(found.nodes) == {"quote", "sign", "owner", "gave_up"}
    assert found.nodes["quote"]["channel"] == "email"
    assert found.nodes["quote"]["emotion"] == -1
    assert found.nodes["quote"]["title"] == NASTY.replace("\x07", "\ufffd").replace("\x00", "\ufffd")
    assert found.edges["quote", "gave_up"]["probability"] == pytest.approx(0.3)
    assert found.edges["quote", "sign"]["basis"] == "derived"


@pytest.mark.parametrize("format", ["graphml", "gexf"])
@settings(max_examples=300)
@given(journey=maps())
def test_nodes_and_edges_are_those_of_the_map(format, journey):
    wanted = jk.to_networkx(journey)
    found = graph_of(journey, format)
    assert set(found.nodes) == set(wanted.nodes)
    assert {(a, b): move["probability"] for a, b, move in found.edges(data=True)} == pytest.approx(
        {(a, b): move["probability"] for a, b, move in wanted.edges(data=True)}
    )
    assert dumps(journey, format) == dumps(journey, format)


def test_equal_maps_give_equal_bytes_without_a_date():
    assert "date" not in dumps(jk.JourneyMap("a", stages=[jk.Stage("s", ["t"])]), "gexf").partition("<graph")[0]


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_they_are_not_read(format):
    with pytest.raises(FormatError, match="is written and never read: read YAML or JSON"):
        jk.loads("<x/>", format)


def test_what_a_graph_leaves_out_is_listed():
    shop = jk.JourneyMap("a", stages=[jk.Stage("s", [jk.Touchpoint("t", pains="slow", emotion=1)], goal="done")])
    assert [each.place for each in jk.losses(shop, "graphml")] == ["stages[0].goal", "stages[0].steps[0].pains"]
