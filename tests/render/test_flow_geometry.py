from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest

from journeykit.render import engine
from journeykit.render.flow.dot import frame
from journeykit.render.flow.paths import lines, rounded
from journeykit.render.flow.place import Box, Layout, place
from journeykit.render.flow.stage_art import head_height
from journeykit.render.flow.view import fold, to_svg
from journeykit.render.from_map import scene_of
from journeykit.render.scene import Edge, Node, Scene, StageBox
from render.scenes import languages, solar, synthetic, wild


def laid_out(scene):
    made, planned = fold(scene)
    names = {node.id: f"n{index}" for index, node in enumerate(scene.nodes)}
    index = {stage.id: number for number, stage in enumerate(scene.stages)}
    heads = [max([head_height(scene, index[c.stage]) for c in band if c.stage], default=1) for band in made.bands]
    layout = Layout(scene, made, planned, place(engine.run(frame(made, planned, heads, names), to="json0")), names)
    return layout, lines(layout)


def overlap(a, b, slack=0.6):
    return (
        a.left < b.right - slack and b.left < a.right - slack and a.top < b.bottom - slack and b.top < a.bottom - slack
    )


def pills_of(drawn):
    return [
        (line, Box(*line.label, line.route.pill.width, line.route.pill.height)) for line in drawn if line.route.pill
    ]


def segments(line):
    for (ax, ay), (bx, by) in pairwise(line.points):
        yield Box((ax + bx) / 2, (ay + by) / 2, abs(ax - bx) + 0.02, abs(ay - by) + 0.02)


def faults(scene):
    """What is drawn over what, by kind."""
    layout, drawn = laid_out(scene)
    cards = {name: layout.node(name) for name in layout.made.cells}
    pills = pills_of(drawn)
    found = Counter()
    found["cards"] = sum(overlap(a, b) for a, b in combinations(cards.values(), 2))
    found["labels"] = sum(overlap(a, b) for (_, a), (_, b) in combinations(pills, 2))
    found["label on card"] = sum(overlap(a, b) for _, a in pills for b in cards.values())
    found["line on card"] = sum(
        overlap(piece, card, 1) for line in drawn for piece in segments(line) for card in cards.values()
    )
    found["line on label"] = sum(
        overlap(piece, box, 1)
        for line in drawn
        for piece in segments(line)
        for other, box in pills
        if other is not line
    )
    found["slant"] = sum(
        min(abs(a[0] - b[0]), abs(a[1] - b[1])) > 0.6 for line in drawn for a, b in pairwise(line.points)
    )
    return +found, len(drawn)


@pytest.mark.parametrize("seed", range(25))
def test_nothing_runs_over_cards_or_labels(seed):
    found, drawn = faults(wild(seed))
    crossed = found.pop("line on label", 0)  # in the densest bundles a line may touch a label
    assert found == {}
    assert crossed <= max(1, drawn // 25)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 500))
def test_nothing_runs_over_cards_in_many_graphs(seed):
    found, drawn = faults(wild(seed))
    crossed = found.pop("line on label", 0)
    assert found == {}
    assert crossed <= max(3, drawn // 10)


def labels_away(drawn):
    """The labels that touch their own line neither themselves nor by a leader to it."""
    away = []
    for line, box in pills_of(drawn):
        ends = [Box(*line.leader[1], 1, 1)] if line.leader else [box]
        if not any(overlap(piece, end, -7) for piece in segments(line) for end in ends):
            away.append((line.route.edge, box))
        if line.leader:
            (ax, ay), (bx, by) = line.leader
            assert (ay, by) == (box.y, box.y)
            assert abs(ax - box.x) == pytest.approx(box.width / 2)
            assert abs(bx - box.x) > abs(ax - box.x)
    return away


def bundle(count):
    """Two bands with so many moves from each step of the first to each of the second, as folded flows have them."""
    nodes = tuple(
        Node(id=f"{stage}{at}", kind="touchpoint", title=f"{stage}{at}", stage=stage)
        for stage in "abcdefgh"
        for at in range(3)
    )
    edges = tuple(
        Edge(source=f"a{at}", target=f"{stage}{other}", label=f"{1000 * at + other} of them")
        for stage in "bcdefgh"
        for at in range(3)
        for other in range(3)
    )[:count]
    return Scene(
        id="b", title="B", stages=tuple(StageBox(id=each, title=each) for each in "abcdefgh"), nodes=nodes, edges=edges
    )


@pytest.mark.parametrize("scene", [*map(wild, range(12)), bundle(40), bundle(63)], ids=str)
def test_a_label_stands_at_its_line_or_has_a_leader_to_it(scene):
    assert labels_away(laid_out(scene)[1]) == []


def test_dense_bundles_have_leaders_that_are_drawn():
    scene = bundle(40)
    _, drawn = laid_out(scene)
    led = [line for line in drawn if line.leader]
    assert led
    assert to_svg(scene).count('r="2.6"') == len(led)


@pytest.mark.parametrize("make", [solar, languages])
def test_a_real_map_has_no_overlap_at_all(make):
    assert faults(scene_of(make()))[0] == {}


@pytest.mark.parametrize(
    ("count", "per_stage"), [(6, 3), (12, 4), (20, 5), (40, 5), (60, 6), (60, 60), (60, 2), (60, 1)]
)
def test_no_map_is_a_ribbon(count, per_stage):
    svg = to_svg(synthetic(count, per_stage))
    width, height = (float(part) for part in svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    assert 1 / 3 <= width / height <= 3


def test_stages_stand_from_left_to_right_and_steps_from_top_to_bottom():
    layout, _ = laid_out(scene_of(solar()))
    at = {name: layout.node(name) for name in layout.made.cells}
    assert at["neighbour"].x == pytest.approx(at["calculator"].x, abs=0.6)
    assert at["neighbour"].bottom < at["calculator"].top
    assert at["calculator"].right < at["survey"].left < at["sign"].left < at["permit"].left < at["lives"].left


def test_the_way_back_does_not_move_the_cards():
    with_loop = laid_out(scene_of(solar()))[0]
    line = [move for move in solar().flow if getattr(move, "target", None) != "calculator"]
    without = laid_out(scene_of(solar().replace(flow=line)))[0]
    assert with_loop.made.cells == without.made.cells


def test_branches_stand_beside_each_other():
    nodes = [Node(id=name, kind="touchpoint", title=name, stage="s") for name in ("ask", "yes", "no", "end")]
    pairs = [("ask", "yes"), ("ask", "no"), ("yes", "end"), ("no", "end")]
    scene = Scene(
        id="b",
        title="Branch",
        stages=(StageBox(id="s", title="S"),),
        nodes=tuple(nodes),
        edges=tuple(Edge(source=a, target=b) for a, b in pairs),
    )
    cells = laid_out(scene)[0].made.cells
    assert cells["yes"].row == cells["no"].row == 1
    assert cells["yes"].column != cells["no"].column
    assert cells["end"].row == 2


def test_one_drop_off_stands_in_each_stage_below_its_steps():
    layout, drawn = laid_out(synthetic(60, 6))
    drops = [node for node in layout.scene.nodes if node.kind == "drop_off"]
    assert len({node.stage for node in drops}) == len(drops) > 3
    for node in drops:
        steps = [each.id for each in layout.scene.nodes if each.stage == node.stage and each.kind != "drop_off"]
        assert all(layout.node(step).bottom < layout.node(node.id).top for step in steps)
    leaving = [line for line in drawn if line.route.edge.kind == "drop_off"]
    assert all(abs(line.points[-1][1] - layout.node(line.route.edge.target).y) < 60 for line in leaving)


def test_two_moves_between_the_same_steps_do_not_cover_each_other():
    nodes = tuple(Node(id=name, kind="touchpoint", title=name, stage="s") for name in "ab")
    twice = (Edge(source="a", target="b", label="one"), Edge(source="a", target="b", label="two"))
    scene = Scene(id="t", title="T", stages=(StageBox(id="s", title="S"),), nodes=nodes, edges=twice)
    first, second = laid_out(scene)[1]
    assert first.points != second.points
    assert first.label != second.label


def test_edges_to_nowhere_are_left_out():
    scene = Scene(
        id="n",
        title="N",
        stages=(StageBox(id="s", title="S"),),
        nodes=(Node(id="a", kind="touchpoint", title="A", stage="s"),),
        edges=(Edge(source="a", target="ghost"), Edge(source="ghost", target="a")),
    )
    assert laid_out(scene)[1] == []


def test_corners_are_round_and_straight_lines_stay_straight():
    assert rounded([(0, 0), (0, 50)]) == "M0 0L0 50"
    assert "Q" in rounded([(0, 0), (50, 0), (50, 50)])


def test_an_answer_that_is_no_layout_is_an_engine_error():
    from journeykit.errors import EngineError

    for answer in ("", "[]", "{}", '{"bb": "0,0"}', '{"bb": "0,0,1,1", "objects": [{"name": "a", "pos": "x"}]}'):
        with pytest.raises(EngineError, match="no layout"):
            place(answer)


@pytest.mark.parametrize(("count", "per_stage"), [(20, 5), (25, 5), (40, 8), (60, 10)])
def test_a_drawing_is_about_as_wide_as_a_screen_at_most(count, per_stage):
    svg = to_svg(synthetic(count, per_stage))
    width, height = (float(part) for part in svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    assert width < 2_350
    assert 1 / 3 <= width / height <= 3
