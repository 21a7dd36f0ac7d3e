"""How edges look: as wide as they are likely, in dashes where they lead back or out, with an arrow and a label."""

from __future__ import annotations

from functools import cached_property

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import LABEL, LABEL_STEP, Pill
from journeykit.render.flow.paths import Line, rounded
from journeykit.render.scene import Edge, Scene
from journeykit.render.svg import element, number

__all__ = ["EdgeArt", "dashes"]

_WIDEST = 6.5  # px of the most frequent move
_DASHES = {"back": "7 4", "self": "7 4", "drop_off": "3 3"}


class EdgeArt:
    """Draws the edges and labels of one scene."""

    def __init__(self, scene: Scene, brush: Brush) -> None:
        self.scene, self.brush = scene, brush

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {node.id: node.title for node in self.scene.nodes}

    @cached_property
    def _failures(self) -> frozenset[str]:
        return frozenset(node.id for node in self.scene.nodes if node.result == "failure")

    def colour(self, edge: Edge) -> str:
        """The colour's name of an edge."""
        if edge.taken is not None and edge.taken.colour:
            return edge.taken.colour
        if edge.kind in ("back", "self"):
            return "back"
        return "leave" if edge.kind == "drop_off" or edge.target in self._failures else "forward"

    def line(self, line: Line) -> str:
        """The line with its arrow, and the dot where an entry begins."""
        edge = line.route.edge
        colour = self.colour(edge)
        known = edge.probability if edge.basis not in (None, "assumed") else None
        # what is not known is drawn neither likely nor unlikely
        wide = 1.8 if edge.kind in ("entry", "end") else 2.2 if known is None else 1.2 + 3.0 * known
        if edge.taken is not None:
            wide = edge.taken.wide(_WIDEST)
        points, arrow = list(line.points), ""
        if not edge.loose:
            points[-1], arrow = self._arrow(points, wide, colour)
        drawn: dict[str, str | float | None] = {
            "d": rounded(points),
            "stroke-width": wide,
            "stroke-dasharray": dashes(edge),
        }
        dot = ""
        if edge.kind == "entry":
            x, y = points[0]
            dot = self.brush.make("circle", {"cx": x, "cy": y, "r": 6.0}, fill="ink")
        return element(
            "g",
            {"class": f"jk-edge jk-edge-{edge.kind.replace('_', '-')}", **_ends(edge)},
            element("title", text=self._words(edge)),
            self.brush.make("path", drawn, stroke=colour),
            arrow,
            dot,
        )

    def _arrow(self, points: list[tuple[float, float]], wide: float, colour: str) -> tuple[tuple[float, float], str]:
        """Where the line stops, and the arrow's head; lines end straight across or down."""
        (ax, ay), (bx, by) = points[-2], points[-1]
        length, half = 7.5 + wide, 3.2 + 0.75 * wide
        level = abs(bx - ax) > abs(by - ay)
        ux, uy = (1 if bx > ax else -1, 0) if level else (0, 1 if by > ay else -1)
        back = (bx - ux * length, by - uy * length)
        corners = ((bx, by), (back[0] - uy * half, back[1] + ux * half), (back[0] + uy * half, back[1] - ux * half))
        drawn: dict[str, str | float | None] = {"points": " ".join(f"{number(x)},{number(y)}" for x, y in corners)}
        return (bx - ux * length * 0.8, by - uy * length * 0.8), self.brush.make("polygon", drawn, fill=colour)

    def _words(self, edge: Edge) -> str:
        ends = f"{self._titles.get(edge.source)} → {self._titles.get(edge.target)}"
        return " · ".join(part for part in (ends, edge.figure, edge.label) if part)

    def label(self, line: Line) -> str:
        """The label in its pill, which covers nothing but its own line."""
        mark, middle = line.route.pill, line.label
        if mark is None or middle is None:
            return ""
        edge = line.route.edge
        colour = {"back": "back_text", "leave": "leave_text"}.get(self.colour(edge), "ink")
        if edge.taken is not None:
            colour = edge.taken.ink or colour
        return element(
            "g",
            {"class": "jk-label", **_ends(edge)},
            *self._leader(line),
            *self._pill(mark, middle, colour, ghost=edge.taken is not None and edge.taken.ghost),
        )

    def _leader(self, line: Line) -> list[str]:
        """From a label beside its line to a dot on the line."""
        if line.leader is None:
            return []
        (ax, ay), (bx, by) = line.leader
        colour = self.colour(line.route.edge)
        drawn: dict[str, str | float | None] = {
            "d": f"M{number(ax)} {number(ay)}L{number(bx)} {number(by)}", "stroke-width": 1.0,
        }  # fmt: skip
        path = self.brush.make("path", drawn, fill="none", stroke=colour)
        return [path, self.brush.make("circle", {"cx": bx, "cy": by, "r": 2.6}, fill=colour)]

    def _pill(self, mark: Pill, middle: tuple[float, float], colour: str, *, ghost: bool) -> list[str]:
        left, top = middle[0] - mark.width / 2, middle[1] - mark.height / 2
        box: dict[str, str | float | None] = {
            "x": left, "y": top, "width": mark.width, "height": mark.height, "rx": 6.0,
            "stroke-dasharray": "2 3" if ghost else None,
        }  # fmt: skip
        parts = [self.brush.make("rect", box, fill="paper", stroke="idea_mark" if ghost else "stage_line")]
        for index, line in enumerate(mark.lines):
            bold = "bold" if index < mark.figures else None
            place: dict[str, str | float | None] = {
                "x": middle[0], "y": top + 14.5 + LABEL_STEP * index, "font-size": LABEL, "font-weight": bold,
                "text-anchor": "middle",
            }  # fmt: skip
            parts.append(self.brush.make("text", place, fill=colour, text=line))
        return parts


def dashes(edge: Edge) -> str | None:
    """The dashes of a line."""
    own = edge.taken.dash if edge.taken is not None else None
    return own or _DASHES.get(edge.kind, "4 4" if edge.loose else None)


def _ends(edge: Edge) -> dict[str, str | float | None]:
    return {"data-source": edge.source, "data-target": edge.target}
