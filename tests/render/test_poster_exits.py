"""Ways out below the cards: drop-off, outcomes and ends, the likeliest first, in the card's width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.render.brush import Brush
from journeykit.render.poster.exits import exits
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.scene import Edge, Node, Scene
from journeykit.render.text import width

NODES = (
    Node(id="a", kind="touchpoint", title="A", stage="s"),
    Node(id="b", kind="touchpoint", title="B", stage="s"),
    Node(id="won", kind="outcome", title="Lives with solar", result="success"),
    Node(id="lost", kind="outcome", title="Stays on grid power", result="failure"),
)
COLUMNS = tuple(Column(node.id, index * 172.0, 172.0, 152.0, node.stage, index + 1) for index, node in enumerate(NODES))
BAND = Band(0, 0.0, 688.0, COLUMNS, ())


def scene(*edges: Edge) -> Scene:
    return Scene(id="m", title="M", nodes=NODES, edges=edges)


def out(source: str, target: str, probability: float, label: str | None = None) -> Edge:
    return Edge(source=source, target=target, probability=probability, basis="stated", label=label)


def drop(source: str, probability: float, label: str | None = None) -> Edge:
    return Edge(
        source=source, target="s.drop_off", kind="drop_off", probability=probability, basis="stated", label=label
    )


def test_the_likeliest_way_out_comes_first():
    made = exits(BAND, scene(drop("a", 0.1), out("a", "lost", 0.3), out("a", "won", 0.2)))
    assert [edge.target for edge in made.edges] == ["lost", "won", "s.drop_off"]
    picture = made.paint(Brush("light", "jk1"))
    assert [each.split('data-from="')[1][0] for each in picture] == ["a", "a", "a"]
    assert "Stays on" in picture[0]
    assert "leave" in picture[2]


def test_the_outcome_beside_the_last_step_is_a_straight_arrow_unless_it_has_words():
    assert exits(BAND, scene(out("b", "won", 0.9))).edges == ()
    assert len(exits(BAND, scene(out("b", "won", 0.9, "if dry"))).edges) == 1
    assert len(exits(BAND, scene(out("b", "lost", 0.1))).edges) == 1


def test_nothing_to_say_takes_no_room():
    assert exits(BAND, scene(Edge(source="a", target="b"))).height == 0.0


def test_an_assumed_share_shows_no_figure():
    assumed = Edge(source="a", target="s.drop_off", kind="drop_off", probability=0.5, basis="assumed")
    ((_, (chip,)),) = exits(BAND, scene(assumed)).chips
    assert chip.lines == (("", "leave"),)


def test_an_end_is_a_dot_with_its_share():
    end = Edge(source="b", target=".end", kind="end", probability=0.4, basis="derived")
    (picture,) = exits(BAND, scene(end)).paint(Brush("light", "jk1"))
    assert picture.count("<circle") == 2
    assert "end here" in picture


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.one_of(st.none(), st.text(max_size=200))), max_size=6))
def test_no_line_is_wider_than_its_chip_and_no_word_is_cut(ways):
    made = exits(BAND, scene(*(drop("a", share, label) for share, label in ways)))
    for _, chips in made.chips:
        for chip in chips:
            assert chip.height >= len(chip.lines) * 12 * 1.3
            for bold, plain in chip.lines:
                assert not plain.endswith("…") or (chip.edge.label or "").rstrip().endswith("…")
                assert width(bold, 12, bold=True) + width(f" {plain}" if bold else plain, 12) < 152 - 12
