"""What a result says of moves, on the scene: how often each is made, and moves that the map does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from journeykit.analysis.overlay import Ghost, Mark, MoveMark, Overlay
from journeykit.render.scene import Edge, EdgeKind, Scene, Taken
from journeykit.render.words import figure, unbroken

__all__ = ["laid_over", "with_ends"]

_MOST: Final = 20  # moves off the map that are drawn: more hide the map
_TOLD: Final = 40  # that are told to those who do not see the drawing


def with_ends(overlay: Overlay) -> Overlay:
    r"""The overlay with starts and ends that the map does not have said at their steps.

    >>> from journeykit.analysis.overlay import Ghost
    >>> with_ends(Overlay("Log", {}, ghosts=(Ghost(None, "pay", 3),))).steps["pay"][0].text
    '3\xa0start here, off the map'
    """
    steps = {step: tuple(marks) for step, marks in overlay.steps.items()}
    for ghost in overlay.ghosts:
        step = ghost.target or ghost.source
        if step is not None and (ghost.source is None or ghost.target is None):
            what = "start here, off the map" if ghost.source is None else "end here, off the map"
            words = f"{unbroken(_said(ghost.count, ghost.text))}\u00a0{what}"
            mark = Mark(words, ghost.share, ghost.tone, "question" if ghost.source is None else "leave")
            steps[step] = (*steps.get(step, ()), mark)
    return replace(overlay, steps=steps)


def laid_over(scene: Scene, overlay: Overlay) -> tuple[Scene, tuple[str, ...]]:
    """The scene with what is said of its moves, and notes on what could not be drawn."""
    if not overlay.moves and not overlay.ghosts:
        return scene, ()
    places = {node.id: index for index, node in enumerate(scene.nodes)}
    inside = [ghost for ghost in _pairs(overlay.ghosts) if ghost.source in places and ghost.target in places]
    ghosts = sorted(inside, key=lambda each: (-each.count, each.source or "", each.target or ""))
    counts = [each.count for each in overlay.moves.values() if each.count is not None]
    counts += [each.count for each in ghosts]
    most = max(counts, default=0.0) or 1.0
    ends = {node.id for node in scene.nodes if node.kind == "outcome"}
    edges = [replace(edge, basis=None, taken=_of(edge, overlay.moves, most)) for edge in scene.edges]
    edges = edges if overlay.moves else list(scene.edges)
    edges += [_ghost(each, places, ends, most) for each in ghosts[:_MOST]]
    said = " ".join((scene.description, *_told(scene, ghosts))).strip()
    return replace(scene, edges=tuple(edges), description=said), tuple(_notes(ghosts[_MOST:]))


def _pairs(ghosts: Sequence[Ghost]) -> list[Ghost]:
    """Those between two places."""
    return [ghost for ghost in ghosts if ghost.source is not None and ghost.target is not None]


def _of(edge: Edge, moves: Mapping[tuple[str | None, str | None], MoveMark], most: float) -> Taken:
    source = None if edge.kind == "entry" else edge.source
    target = None if edge.kind in ("drop_off", "end") else edge.target
    mark = moves.get((source, target))
    if mark is None:
        return Taken()
    if mark.count == 0:
        return Taken(text=mark.text or "never", weight=0.0, never=True)
    weight = mark.count / most if mark.count is not None else mark.share
    text = _said(mark.count, mark.text) if mark.count is not None else mark.text
    return Taken(text=unbroken(text), weight=weight, tone=mark.tone)


def _said(count: float, text: str) -> str:
    return text or figure(count)


def _ghost(ghost: Ghost, places: Mapping[str, int], ends: set[str], most: float) -> Edge:
    source, target = ghost.source or "", ghost.target or ""
    kind: EdgeKind = "forward"
    if target not in ends:
        kind = "self" if source == target else "back" if places[target] < places[source] else "forward"
    text = unbroken(f"+ {_said(ghost.count, ghost.text)}")
    taken = Taken(text=text, weight=ghost.count / most, tone=ghost.tone, ghost=True)
    return Edge(source=source, target=target, kind=kind, taken=taken)


def _told(scene: Scene, ghosts: Sequence[Ghost]) -> Iterator[str]:
    """Moves off the map in words."""
    if ghosts:
        titles = {node.id: node.title for node in scene.nodes}
        parts = [
            f"{titles[each.source or '']} to {titles[each.target or '']} ({_said(each.count, each.text)})"
            for each in ghosts[:_TOLD]
        ]
        yield f"Not on the map: {'; '.join(parts)}."


def _notes(rest: Sequence[Ghost]) -> Iterator[str]:
    if rest:
        count = figure(sum(each.count for each in rest))
        many = f"{len(rest)} other moves" if len(rest) > 1 else "1 other move"
        yield f"{many} off the map, {count} in all, {'are' if len(rest) > 1 else 'is'} not drawn."
