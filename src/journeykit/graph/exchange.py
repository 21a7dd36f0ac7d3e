"""The graph in the formats that other graph programs read."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from journeykit.graph.digraph import to_networkx

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["gexf", "graphml"]

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(journey: JourneyMap) -> str:
    """The map as GraphML, for Gephi, yEd, Cytoscape, igraph: nodes and edges as `to_networkx` gives them.

    >>> from journeykit.model import JourneyMap, Stage
    >>> '<node id="basket">' in graphml(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    True
    """
    stream = io.BytesIO()
    nx.write_graphml_xml(_graph(journey), stream, infer_numeric_types=False, named_key_ids=True)
    return stream.getvalue().decode("utf-8") + "\n"


def gexf(journey: JourneyMap) -> str:
    """The map as GEXF, for Gephi, whose nodes are called by their titles.

    >>> from journeykit.model import JourneyMap, Stage
    >>> 'label="Basket"' in gexf(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    True
    """
    graph = _graph(journey)
    for _, attributes in graph.nodes(data=True):
        attributes["label"] = attributes["title"]
    for edge in graph.edges:
        attributes = graph.edges[edge]
        attributes["weight"] = attributes["probability"]
    stream = io.BytesIO()
    nx.write_gexf(graph, stream)
    # the writer puts today's date in: equal maps shall give equal bytes
    return re.sub(r' lastmodifieddate="[^"]*"', "", stream.getvalue().decode("utf-8"), count=1) + "\n"


def _graph(journey: JourneyMap) -> nx.DiGraph[str]:
    """The graph without the characters that XML has no place for."""
    graph = to_networkx(journey)
    every: list[dict[str, Any]] = [graph.graph]
    every += [attributes for _, attributes in graph.nodes(data=True)]
    every += [attributes for _, _, attributes in graph.edges(data=True)]
    for attributes in every:
        for name, value in attributes.items():
            if isinstance(value, str):
                attributes[name] = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value)
    return graph
