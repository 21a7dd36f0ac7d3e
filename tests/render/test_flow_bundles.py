"""Lines to one target nest: those of one bundle do not cross."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from journeykit.render.flow.cards import card
from journeykit.render.flow.grid import folds, grid
from journeykit.render.flow.routing import plan
from journeykit.render.scene import Edge, Node, Scene, StageBox
from render.scenes import synthetic
from render.test_flow_geometry import laid_out


def pieces(line):
    level, upright = [], []
    for (ax, ay), (bx, by) in pairwise(line.points):
        (level if abs(ay - by) < 0.5 else upright).append((min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)))
    return level, upright


def crossings(one, other):
    """How often two lines cross; ends that touch are no crossing."""
    return sum(
        across[0] + 0.5 < down[0] < across[1] - 0.5 and down[2] + 0.5 < across[2] < down[3] - 0.5
        for first, second in ((one, other), (other, one))
        for across in first[0]
        for down in second[1]
    )


def in_one_bundle(scene):
    """Crossings between lines with the same target."""
    drawn = [(line.route.edge, pieces(line)) for line in laid_out(scene)[1]]
    return sum(
        crossings(one, other)
        for (first, one), (second, other) in combinations(drawn, 2)
        if first.target == second.target
    )


def leaving(stages, steps, targets, *, back=False):
    """A line of stages from each of whose steps a move leads to each target: outcomes, or else the first steps."""
    ids = [[f"s{stage}_{step}" for step in range(steps)] for stage in range(stages)]
    line = [name for each in ids for name in each]
    nodes = [Node(id=name, kind="touchpoint", title=name, stage=name.split("_")[0]) for name in line]
    outcomes = [] if back else [f"o{index}" for index in range(targets)]
    nodes += [Node(id=name, kind="outcome", title=name, result="failure") for name in outcomes]
    edges = [Edge(source=a, target=b) for a, b in pairwise(line)]
    goals = line[:targets] if back else outcomes
    for index, name in enumerate(line[steps:-1] if back else line[:-steps]):
        goal = goals[index % targets]
        edges.append(
            Edge(source=name, target=goal, kind="back" if back else "forward", probability=0.1, basis="stated")
        )
    boxes = tuple(StageBox(id=f"s{stage}", title="Stage") for stage in range(stages))
    return Scene(id="b", title="B", stages=boxes, nodes=tuple(nodes), edges=tuple(edges))


@pytest.mark.parametrize(
    ("stages", "steps", "targets"), [(3, 2, 1), (4, 2, 1), (5, 4, 1), (5, 4, 2), (6, 5, 3), (9, 4, 2)]
)
def test_lines_to_one_outcome_do_not_cross(stages, steps, targets):
    assert in_one_bundle(leaving(stages, steps, targets)) == 0


@pytest.mark.parametrize(("stages", "steps", "targets"), [(4, 2, 1), (5, 4, 2), (6, 4, 3)])
def test_lines_back_to_one_step_do_not_cross(stages, steps, targets):
    assert in_one_bundle(leaving(stages, steps, targets, back=True)) == 0


def test_the_line_that_starts_first_is_outermost():
    scene = leaving(4, 2, 1)
    options = [each for each in folds(scene) if each.bands == 1 and each.tall == 2]
    made = grid(scene, options[0])
    planned = plan(scene, made, {node.id: card(node) for node in scene.nodes})
    far = [route for route in planned.routes if len(route.hops) == 3 and route.hops[1].corridor == 0]
    assert len(far) > 1
    begins = [(made.cells[route.edge.source].column, made.cells[route.edge.source].row) for route in far]
    indices = [route.hops[1].index for route in far]
    assert [index for _, index in sorted(zip(begins, indices, strict=True))] == sorted(indices)


def test_even_hundreds_of_lines_from_band_to_band_cross_little():
    scene = leaving(12, 5, 2)
    lines = sum(edge.target.startswith("o") for edge in scene.edges)
    assert in_one_bundle(scene) < lines / 4


def test_random_maps_hardly_cross_their_own_bundles():
    assert sum(in_one_bundle(synthetic(60, 6, seed)) for seed in range(5)) <= 2


@pytest.mark.parametrize("seed", range(3))
def test_a_map_with_hundreds_of_ways_out_keeps_its_bundles_apart(seed):
    """The order of lanes matters: put them anyhow and hundreds cross."""
    assert in_one_bundle(synthetic(120, 8, seed)) <= 4
    assert in_one_bundle(leaving(9, 6, 1)) <= 2
