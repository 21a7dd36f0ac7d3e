"""Which column and row every node stands in: stages are columns, time runs down them and then to the right.

A long stage takes several columns, a long map several bands of columns below each other, so that the whole has the
proportions of a sheet of paper and never becomes a ribbon. Steps that branch from one step stand side by side.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import log
from typing import Final

from journeykit.render.scene import Edge, Node, Scene

__all__ = ["Cell", "Column", "Fold", "Grid", "folds", "grid"]

_ABREAST: Final = 2  # branches that stand side by side; more of them go below, where every one is next to its source
_ASPECT: Final = 1.7  # width over height that a drawing aims at
_WIDEST, _TALL_SHEET = 2.7, 0.4  # proportions beyond which a drawing turns into a ribbon
_LEGIBLE: Final = 1_950.0  # px: a wider drawing has to be made smaller, or moved about, on most screens
_COLUMN, _ROW, _BAND, _BETWEEN, _AROUND = (
    380.0,
    130.0,
    110.0,
    30.0,
    130.0,
)  # rough sizes in px, for choosing the fold only
_TALLEST: Final = 48  # rows
_COMFORTABLE: Final = 8  # rows: a stage of so many steps is not folded for the sake of proportions


@dataclass(frozen=True, slots=True)
class Cell:
    """A place: the band from the top, the column in it from the left, the row in that from the top."""

    band: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of cards. `stage` is None for the column of outcomes; `part` counts the columns of one stage."""

    stage: str | None
    part: int
    nodes: tuple[str, ...]


@dataclass(slots=True)
class Grid:
    """The bands of columns, the cell of every node, and the number of rows of every band."""

    bands: list[list[Column]] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Stage:
    """One stage before folding: the level and the branch of each step; `wide` branches stand side by side."""

    id: str
    steps: list[tuple[str, int, int]]
    wide: int
    levels: int
    drop: str | None

    def parts(self, tall: int) -> int:
        return max(1, -(-self.levels // tall))

    def columns(self, tall: int) -> int:
        return self.wide * self.parts(tall)

    def each(self, tall: int) -> int:
        """The rows of each part: parts of one stage are of one height."""
        return max(1, -(-self.levels // self.parts(tall)))

    def rows(self, tall: int) -> int:
        return self.each(tall) + (1 if self.drop else 0)


def _levels(stage: str, steps: list[Node], edges: list[Edge], drop: str | None) -> _Stage:
    """Longest-path levels along the stage's own forward moves; a step without one follows the step before it."""
    before: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        before[edge.target].append(edge.source)
    level: dict[str, int] = {}
    branch: dict[str, int] = {}
    taken: set[tuple[int, int]] = set()
    previous = -1
    for step in steps:
        sources = [source for source in before[step.id] if source in level]
        at = max((level[source] for source in sources), default=previous) + 1
        wish = [branch[source] for source in sources] or [0]
        while True:
            free = [place for place in range(_ABREAST) if (at, place) not in taken]
            if free:
                break
            at += 1
        # Beside its source only where the source's own column is taken: the main line stays straight.
        place = next((each for each in wish if each in free), free[0])
        level[step.id], branch[step.id] = at, place
        taken.add((at, place))
        previous = max(previous, at)
    wide = max(branch.values(), default=0) + 1
    return _Stage(stage, [(s.id, level[s.id], branch[s.id]) for s in steps], wide, previous + 1, drop)


def _share(stages: list[_Stage], tall: int, bands: int, extra: int) -> list[list[_Stage]] | None:
    """The stages in at most `bands` bands, in order, none wider than it must be."""
    wide = [stage.columns(tall) for stage in stages]
    if wide:
        wide[-1] += extra
    low, high = max(wide, default=1), max(sum(wide), 1)
    while low < high:
        middle = (low + high) // 2
        count, room = 1, middle
        for each in wide:
            if each > room:
                count, room = count + 1, middle
            room -= each
        low, high = (low, middle) if count <= bands else (middle + 1, high)
    shared: list[list[_Stage]] = [[]]
    room = low
    for stage, each in zip(stages, wide, strict=True):
        if each > room:
            shared.append([])
            room = low
        shared[-1].append(stage)
        room -= each
    return shared if len(shared) == bands else None


@dataclass(frozen=True, slots=True)
class Fold:
    """One way to fold: columns of at most `tall` rows, so many bands; `cost` is what the fold itself is worth."""

    tall: int
    bands: int
    cost: float
    guess: float

    def judge(self, across: float, down: float) -> float:
        """What the drawing costs at that size: smaller is nearer to a sheet, with fewer folds."""
        ratio = across / max(down, 1.0)
        ribbon = max(log(ratio / _WIDEST), log(_TALL_SHEET / ratio), 0.0)
        wide = max(log(across / _LEGIBLE), 0.0)
        return abs(log(ratio / _ASPECT)) + 6 * ribbon + 5 * wide + self.cost


def folds(scene: Scene) -> list[Fold]:
    """Ways to fold a scene, the most promising first by a rough guess of their size."""
    stages, ends = _stages(scene)
    longest = max((stage.levels for stage in stages), default=1)
    natural = sum(stage.columns(_COMFORTABLE) for stage in stages)
    extra = 1 if ends else 0
    found = []
    for tall in range(1, min(longest, _TALLEST) + 1):
        for bands in range(1, min(len(stages), 24) + 1):
            shared = _share(stages, tall, bands, extra)
            if shared is None:
                continue
            columns = [sum(stage.columns(tall) for stage in band) for band in shared]
            columns[-1] += extra
            across = max(c * _COLUMN + len(b) * _BETWEEN for c, b in zip(columns, shared, strict=True))
            rows = [max((stage.rows(tall) for stage in band), default=1) for band in shared]
            down = sum(rows) * _ROW + bands * _BAND + _AROUND
            folded = max(0, sum(columns) - extra - natural) / max(natural, 1)
            fold = Fold(tall, bands, 1.2 * folded + 0.35 * (bands - 1) ** 0.5, 0.0)
            found.append(replace(fold, guess=fold.judge(across, down)))
    return sorted(found, key=lambda fold: (round(fold.guess, 6), fold.tall, fold.bands)) or [Fold(1, 1, 0.0, 0.0)]


def grid(scene: Scene, fold: Fold | None = None) -> Grid:
    """The cell of every node but starts, which stand beside the step they lead to."""
    stages, ends = _stages(scene)
    fold = fold or folds(scene)[0]
    tall = fold.tall
    bands = _share(stages, tall, fold.bands, 1 if ends else 0) or [stages]
    made = Grid()
    for band, members in enumerate(bands):
        columns: list[Column] = []
        deepest = 1
        for stage in members:
            first = len(columns)
            parts: dict[int, list[str]] = defaultdict(list)
            each = stage.each(tall)
            for step, level, branch in stage.steps:
                part = (level // each) * stage.wide + branch
                parts[part].append(step)
                made.cells[step] = Cell(band, first + part, level % each)
            count = stage.columns(tall)
            if stage.drop:
                parts[count - 1].append(stage.drop)
                made.cells[stage.drop] = Cell(band, first + count - 1, each)
            columns += [
                Column(stage.id, part, tuple(sorted(parts[part], key=lambda node: made.cells[node].row)))
                for part in range(count)
            ]
            deepest = max(deepest, stage.rows(tall))
        made.bands.append(columns)
        made.rows.append(deepest)
    _add_ends(scene, ends, made)
    return made


def _stages(scene: Scene) -> tuple[list[_Stage], list[str]]:
    members: dict[str, list[Node]] = {stage.id: [] for stage in scene.stages}
    drops: dict[str, str] = {}
    for node in scene.nodes:
        if node.kind == "drop_off" and node.stage:
            drops[node.stage] = node.id
        elif node.stage in members:
            members[node.stage].append(node)
    home = {node.id: stage for stage, nodes in members.items() for node in nodes}
    inner: dict[str, list[Edge]] = defaultdict(list)
    for edge in scene.edges:
        if edge.taken is not None and edge.taken.ghost:
            continue  # the map keeps its shape, whatever lies over it
        if edge.kind == "forward" and edge.source in home and home[edge.source] == home.get(edge.target):
            inner[home[edge.source]].append(edge)
    stages = [_levels(each, nodes, inner[each], drops.get(each)) for each, nodes in members.items()]
    return stages, [node.id for node in scene.nodes if node.kind in ("outcome", "end")]


def _add_ends(scene: Scene, ends: list[str], made: Grid) -> None:
    """Outcomes and ends get a column of their own at the end, each beside the step that leads to it where it can."""
    if not ends:
        return
    band = len(made.bands) - 1
    column = len(made.bands[band])
    last = column - 1
    wish: dict[str, float] = {}
    for end in ends:
        sources = [
            edge
            for edge in scene.edges
            if edge.target == end and edge.source in made.cells and not (edge.taken is not None and edge.taken.ghost)
        ]
        near = [
            edge for edge in sources if (made.cells[edge.source].band, made.cells[edge.source].column) == (band, last)
        ]
        strongest = max(near, key=lambda edge: edge.probability or 0, default=None)
        wish[end] = made.cells[strongest.source].row if strongest else made.rows[band] - 0.5
    taken: set[int] = set()
    for end in sorted(ends, key=lambda each: (wish[each], ends.index(each))):
        wanted = min(int(wish[end]), max(made.rows[band] - 1, 0))
        options = sorted(range(max(made.rows[band], len(ends))), key=lambda row: (abs(row - wanted), -row))
        row = next(each for each in options if each not in taken)
        taken.add(row)
        made.cells[end] = Cell(band, column, row)
    made.rows[band] = max(made.rows[band], max(taken) + 1)
    made.bands[band].append(Column(None, 0, tuple(sorted(ends, key=lambda each: made.cells[each].row))))
