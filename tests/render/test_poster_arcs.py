"""Moves over the cards: each drawn once, nothing over a word, nothing outside, the same every time."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.render.brush import Brush
from journeykit.render.poster.arcs import Gutter, gutter, hop_arrows
from journeykit.render.poster.arcs.fewer import MOST_AT_A_CARD, MOST_TRACKS
from journeykit.render.poster.exits import exits
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.scene import Edge, EdgeKind, Node, Scene
from render.scenes import wild


def bands_of(scene: Scene, most: int = 99, wide: float = 172.0) -> tuple[Band, ...]:
    nodes = [node for node in scene.nodes if node.kind not in ("start", "end", "drop_off")]
    found = []
    for index, first in enumerate(range(0, len(nodes), most)):
        columns = tuple(
            Column(node.id, 150 + place * wide, wide, wide - 20, node.stage, first + place + 1 if node.stage else 0)
            for place, node in enumerate(nodes[first : first + most])
        )
        found.append(Band(index, 150.0, 150 + wide * min(most, len(nodes)), columns, ()))
    return tuple(found)


def line_of(count: int, *more: Edge) -> Scene:
    nodes = tuple(Node(id=f"s{i}", kind="touchpoint", title=f"Step {i}", stage="a") for i in range(count))
    moves = tuple(Edge(source=f"s{i}", target=f"s{i + 1}") for i in range(count - 1))
    return Scene(id="m", title="M", nodes=nodes, edges=(*moves, *more))


def move(source: int, target: int, probability: float | None = None, label: str | None = None) -> Edge:
    kind: EdgeKind = "self" if source == target else "back" if target < source else "forward"
    basis = None if probability is None else "stated"
    return Edge(source=f"s{source}", target=f"s{target}", kind=kind, probability=probability, basis=basis, label=label)


def boxes(made: Gutter) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each pill."""
    found = []
    for link in made.links:
        if link.pill:
            y = made.levels[link.track] - (3.5 if link.over else 0.0)
            half, high = link.pill.width / 2, link.pill.height / 2
            found.append((link.centre - half, y - high, link.centre + half, y + high))
    return found


def check(scene: Scene, bands: tuple[Band, ...]) -> None:
    gutters = gutter(bands, scene)
    drawn = drawn_once(gutters)
    for band, made in zip(bands, gutters, strict=True):
        drawn.update(map(id, exits(band, scene).edges))
        check_pills(band, made)
        check_tracks(made)
    entries = [edge for edge in scene.edges if edge.kind == "entry"]
    plain = bool(bands) and [edge.target for edge in entries] == [bands[0].columns[0].node]
    wanted = [edge for edge in scene.edges if not edge.loose and not (plain and edge.kind == "entry")]
    assert drawn == Counter(map(id, wanted))


def drawn_once(gutters: tuple[Gutter, ...]) -> Counter[int]:
    """How often each move is drawn over the cards, or listed; a move between bands counts as its pair of stubs."""
    drawn: Counter[int] = Counter()
    stubs: Counter[tuple[int, str]] = Counter()
    for made in gutters:
        drawn.update(map(id, (*made.hops, *made.left_out)))
        for link in made.links:
            if link.kind in ("out", "in"):
                stubs.update((id(edge), link.kind) for edge in link.edges)
            elif link.kind in ("arc", "loop", "start"):
                drawn.update(map(id, link.edges))
    assert set(stubs.values()) <= {1}
    pairs = Counter(edge for edge, _ in stubs)
    assert set(pairs.values()) <= {2}
    drawn.update(dict.fromkeys(pairs, 1))
    return drawn


def check_pills(band: Band, made: Gutter) -> None:
    pills = sorted(boxes(made))
    for index, (left, top, right, bottom) in enumerate(pills):
        for other in pills[index + 1 :]:
            assert other[0] >= right or other[1] >= bottom or other[3] <= top, "pills overlap"
        assert left >= band.left - 0.01
        assert right <= band.right + 0.01
        assert top >= 0
        assert bottom <= made.height


def check_tracks(made: Gutter) -> None:
    tracks: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for link in made.links:
        tracks[link.track].append(link.span)
    for spans in tracks.values():
        assert all(one[1] < two[0] for one, two in pairwise(sorted(spans)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([99, 7, 3, 1]), st.sampled_from([172.0, 110.0, 400.0]))
def test_every_move_once_and_nothing_over_anything(seed, most, wide):
    scene = wild(seed)
    check(scene, bands_of(scene, most, wide))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_moves_between_any_cards(data):
    count = data.draw(st.integers(1, 14))
    places = st.integers(0, count - 1)
    chance = st.one_of(st.none(), st.floats(0, 1))
    label = st.one_of(st.none(), st.text(max_size=80), st.just("Donaudampfschifffahrtsgesellschaft fragt " * 2))
    moves = data.draw(st.lists(st.builds(move, places, places, chance, label), max_size=60))
    scene = line_of(count, *moves)
    check(scene, bands_of(scene, data.draw(st.integers(1, 14))))


def test_same_picture_twice():
    scene = wild(11)
    pictures = [
        [each for made in gutter(bands_of(scene, 6), scene) for each in made.paint(Brush("auto", "jk1"))]
        for _ in range(2)
    ]
    assert pictures[0] == pictures[1]


def test_a_plain_line_needs_no_gutter():
    scene = line_of(4)
    (made,) = gutter(bands_of(scene), scene)
    assert (made.height, len(made.hops), made.links) == (0.0, 3, ())
    arrows = hop_arrows(bands_of(scene)[0], made, Brush("light", "jk1"), 40.0)
    assert [each.count("<polygon") for each in arrows] == [1, 1, 1]


def test_a_figure_between_neighbours_stands_over_the_gap():
    scene = line_of(1, move(0, 1, 0.65), move(1, 2, 0.9, "if dry"))
    scene = Scene(id="m", title="M", nodes=line_of(3).nodes, edges=scene.edges)
    (made,) = gutter(bands_of(scene), scene)
    assert [edge.figure for edge in made.hops] == ["65\u00a0%"]
    assert [link.edges[0].label for link in made.links] == ["if dry"], "words need a pill"
    assert any("65" in each for each in made.paint(Brush("light", "jk1")))
    (arrow,) = hop_arrows(bands_of(scene)[0], made, Brush("light", "jk1"), 40.0)
    assert "M322 -6V40" in arrow, "a thread from the figure down to its arrow"


def test_short_moves_lie_below_long_ones_and_their_legs_do_not_cross():
    scene = line_of(6, move(5, 1, 0.1), move(4, 2, 0.2), move(5, 2, 0.3))
    (made,) = gutter(bands_of(scene), scene)
    inner, outer = made.links[1], made.links[0]
    assert inner.track < outer.track
    # both reach to the left of card 5; the longer one stands outside, so to the right of the shorter one
    assert made.links[2].start < made.links[0].start
    # at card 2 the one from further away stands to the left
    assert made.links[2].end < made.links[1].end


def test_words_stay_clear_of_passing_lines_where_they_can():
    scene = line_of(9, move(6, 0, 0.1, "all over again"), move(8, 4, 0.2, "a defect"))
    (made,) = gutter(bands_of(scene), scene)
    low, high = sorted(made.links, key=lambda link: link.track)
    assert low.pill is not None
    for x in (high.start, high.end):
        assert not low.centre - low.pill.width / 2 < x < low.centre + low.pill.width / 2


def behind(made: Gutter) -> int:
    """How many lines of single cards pass behind the words of others."""
    found = 0
    for link in made.links:
        for other in made.links:
            if link.pill is not None and other is not link and other.track > link.track and not link.reach:
                half = link.pill.width / 2
                found += sum(link.centre - half < x < link.centre + half for x in {other.start, other.end})
    return found


@pytest.mark.parametrize(("count", "most"), [(8, 0), (12, 2)])
def test_words_over_one_card_stay_clear_of_its_other_lines(count, most):
    moves = (move(1, 4, 0.1, "asks again"), move(1, 5, 0.2), move(4, 1, 0.3), move(5, 1, 0.2), move(0, 4), move(0, 5))
    more = tuple(move(at, (at + 5) % 8, 0.1) for at in range(8))
    scene = line_of(8, *(*moves, *more)[:count])
    for made in gutter(bands_of(scene, 4), scene):
        assert behind(made) <= most
        assert len(made.heights) <= MOST_TRACKS


def test_words_over_one_card_stand_above_the_arcs_whose_lines_they_would_hide():
    words = "of those who pay by bank slip, after a long time"
    moves = (move(1, 2, 0.9, words), move(2, 3, 0.8, words), move(2, 4, 0.1, words))
    scene = Scene(id="m", title="M", nodes=line_of(5).nodes, edges=moves)
    made, _ = gutter(bands_of(scene, 4), scene)
    assert behind(made) == 0
    tracks = {link.kind: link.track for link in made.links}
    assert tracks["out"] > tracks["arc"]


def test_twelve_loops_are_all_drawn():
    scene = line_of(14, *(move(i + 1, 0, 0.05 * (i + 1), f"reason {i}") for i in range(12)))
    (made,) = gutter(bands_of(scene), scene)
    assert made.left_out == ()
    assert len([link for link in made.links if link.kind == "arc"]) == 12


def test_the_least_likely_moves_are_numbered_where_there_are_too_many():
    scene = line_of(41, *(move(40 - i, i, 0.01 * (i + 1)) for i in range(20)))
    (made,) = gutter(bands_of(scene), scene)
    assert len(made.heights) <= MOST_TRACKS
    assert made.left_out
    kept = [link.edges[0].probability for link in made.links if link.kind == "arc"]
    assert max(edge.probability or 0 for edge in made.left_out) < min(each or 0 for each in kept)
    marked = [link.edges for link in made.links if link.kind == "lost"]
    assert [edge for edges in marked for edge in edges] == list(made.left_out)
    assert "".join(made.paint(Brush("light", "jk1"))).count(">1</text>") == 2, "at its source and at its target"


def test_no_more_lines_at_a_card_than_it_has_room_for():
    scene = line_of(60, *(move(i, 30, 0.5) for i in range(60) if abs(i - 30) > 1))
    (made,) = gutter(bands_of(scene), scene)
    ends = Counter(link.target for link in made.links if link.kind == "arc")
    assert max(ends.values()) <= MOST_AT_A_CARD


def test_moves_between_bands_name_the_other_end():
    scene = line_of(6, move(5, 1, 0.35, "too dear"), move(4, 1, 0.2), move(0, 4))
    upper, lower = gutter(bands_of(scene, 3), scene)
    said = [" ".join(" ".join(line).strip() for line in link.pill.lines) for link in upper.links if link.pill]
    assert said == ["to\u00a05 Step 4", "from 5, 6"]
    said = [" ".join(" ".join(line).strip() for line in link.pill.lines) for link in lower.links if link.pill]
    assert said == ["35\u00a0% to\u00a02 Step 1: too dear", "20\u00a0% to\u00a02 Step 1", "from\u00a01 Step 0"]
    assert upper.hops[-1] == lower.entering[0], "reading goes on in the band below"


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ((1, 2, 8), "from 2, 3 and Won"),
        ((0, 1, 2, 8), "from 1–3 and Won"),
        ((2, 9), "from 3 and Lost to a rival"),
        ((8, 9), "from Won and Lost to a rival"),
        ((1, 2), "from 2, 3"),
        ((8,), "from Won"),
    ],
)
def test_arrows_from_an_outcome_name_it_and_it_has_no_number(sources, words):
    ends = (Node(id="s8", kind="outcome", title="Won"), Node(id="s9", kind="outcome", title="Lost to a rival"))
    nodes = (*line_of(8).nodes, *ends)
    scene = Scene(id="m", title="M", nodes=nodes, edges=tuple(move(source, 5) for source in sources))
    (coming,) = gutter(bands_of(scene, 4), scene)[1].links
    assert coming.pill is not None
    told = " ".join(" ".join(line).strip() for line in coming.pill.lines)
    assert told.replace("\u00a0", " ") == words


@pytest.mark.parametrize(("entries", "shown"), [((0,), 0), ((1,), 1), ((0, 2), 2)])
def test_starts_are_marked_where_they_say_something(entries, shown):
    starts = [Edge(source=".start", target=f"s{i}", kind="entry", probability=0.5) for i in entries]
    scene = line_of(3, *starts)
    (made,) = gutter(bands_of(scene), scene)
    assert [link.kind for link in made.links] == ["start"] * shown


def test_moves_without_a_direction_draw_nothing():
    scene = Scene(id="m", title="M", nodes=line_of(3).nodes, edges=(Edge(source="s2", target="s0", loose=True),))
    (made,) = gutter(bands_of(scene), scene)
    assert (made.links, made.hops, made.left_out) == ((), (), ())


def test_text_is_escaped():
    scene = line_of(3, move(2, 0, 0.1, "<script>alert(1)</script>"))
    (made,) = gutter(bands_of(scene), scene)
    assert "<script" not in "".join(made.paint(Brush("light", "jk1")))
