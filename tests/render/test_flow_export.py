"""The DOT that is saved: readable, stable, and drawn whole by any Graphviz."""

from __future__ import annotations

import journeykit as jk
from journeykit.render import draw, engine
from journeykit.render.flow.view import to_dot
from render.scenes import solar, synthetic

SMALL = jk.JourneyMap(
    "tea",
    "Making tea",
    stages=[
        jk.Stage("make", [jk.Touchpoint("boil", emotion=1, channel="in_person"), jk.Wait("brew", duration="4 min")]),
        jk.Stage("enjoy", [jk.Action("drink", emotion=2)], kind="after"),
    ],
    outcomes=[jk.Outcome("warm", result="success")],
    flow=["in order", {"from": "brew", "to": "boil", "probability": 0.1, "when": "too weak"}],
)


GOLDEN = """\
digraph tea {
\tgraph [compound=true fontname=Arial fontsize=20 label="Making tea" labelloc=t newrank=true \
nodesep=0.3 rankdir=TB ranksep=0.4 splines=true]
\tnode [fillcolor="#ffffff" fontname=Arial fontsize=12 shape=box style="rounded,filled"]
\tedge [color="#55617a" fontname=Arial fontsize=10]
\tsubgraph cluster_make {
\t\tgraph [fontsize=13 label=Make labeljust=l]
\t\tgraph [color="#d3dae6" fillcolor="#f4f6fa" style="rounded,filled"]
\t\tboil [label="Boil\\nIn person · emotion +1" fillcolor="#dcebfb" shape=box style="rounded,filled"]
\t\tbrew [label="Brew\\nWait · 4\u00a0min" fillcolor="#ffffff" shape=box style="rounded,filled,dashed"]
\t}
\tsubgraph cluster_enjoy {
\t\tgraph [fontsize=13 label="after · Enjoy" labeljust=l]
\t\tgraph [color="#d3dae6" fillcolor="#f4f6fa" style="rounded,filled"]
\t\tdrink [label="Drink\\nAction · emotion +2" fillcolor="#b7d7f7" shape=box style=filled]
\t}
\t".start" [label="" fillcolor="#16202e" shape=point style=filled]
\twarm [label=Warm fillcolor="#dcebfb" shape=ellipse style=filled]
\t".start" -> boil
\tboil -> brew [penwidth=4.00]
\tbrew -> drink [label="90\u00a0%" penwidth=3.70]
\tdrink -> warm [penwidth=4.00]
\tbrew -> boil [label="10\u00a0%\\ntoo weak" color="#6a3fb5" constraint=false penwidth=1.30 style=dashed]
}
"""


def test_a_small_map_gives_this_dot():
    assert draw(SMALL).dot == GOLDEN


def test_graphviz_draws_all_of_it():
    drawn = engine.run(draw(solar()).dot)
    assert drawn.count('class="cluster"') == 4
    assert drawn.count('class="edge"') == 11
    assert drawn.count('class="node"') == 11
    for text in ("Receives the quote", "pay-back over 9 years", "35", "before · Choose"):
        assert text in drawn.replace("&#160;", " ").replace("&#45;", "-")


def test_large_graphs_have_cheaper_edges():
    assert "splines=line" in to_dot(synthetic(600, 20))
    assert "nslimit=2" in to_dot(synthetic(600, 20))
    assert "splines=true" in to_dot(synthetic(60, 6))
