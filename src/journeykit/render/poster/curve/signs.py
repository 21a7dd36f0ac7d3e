"""The signs of curves as legends show them: each is drawn from a left end, at the middle of its line."""

from __future__ import annotations

from collections.abc import Callable

from journeykit.render.brush import Brush
from journeykit.render.poster.curve.marks import RING, colour_of, dash_of, marker, shape, star_at
from journeykit.render.svg import number

__all__ = ["Draw", "assumed_sign", "bridge_sign", "line_sign", "moment_sign", "rare_sign", "ring_sign", "sizes_sign"]

Draw = Callable[[Brush, float, float], list[str]]


def moment_sign(brush: Brush, x: float, y: float) -> list[str]:
    """A moment of truth."""
    return [star_at(brush, x + 14, y)]


def line_sign(index: int) -> Draw:
    """The line of a persona."""

    def draw(brush: Brush, x: float, y: float) -> list[str]:
        path: dict[str, str | float | None] = {
            "d": f"M{number(x)} {number(y)}h28", "stroke-width": 2.6, "stroke-dasharray": dash_of(index),
        }  # fmt: skip
        return [
            brush.make("path", path, fill="none", stroke=colour_of(index)),
            marker(brush, index, (x + 14, y), 5.5),
        ]

    return draw


def sizes_sign(index: int) -> Draw:
    """A weak and a strong feeling of a persona."""

    def draw(brush: Brush, x: float, y: float) -> list[str]:
        return [marker(brush, index, (x + 6, y), 4.5), marker(brush, index, (x + 20, y), 8.0)]

    return draw


def assumed_sign(index: int) -> Draw:
    """What is only assumed."""

    def draw(brush: Brush, x: float, y: float) -> list[str]:
        path: dict[str, str | float | None] = {
            "d": f"M{number(x)} {number(y)}h28", "stroke-width": 1.8, "stroke-dasharray": "4 3.5",
        }  # fmt: skip
        return [
            brush.make("path", path, fill="none", stroke=colour_of(index)),
            marker(brush, index, (x + 14, y), 5.5, hollow=True),
        ]

    return draw


def ring_sign(index: int) -> Draw:
    """What is researched."""

    def draw(brush: Brush, x: float, y: float) -> list[str]:
        ring: dict[str, str | float | None] = {"d": shape(index, x + 14, y, 5 + RING), "stroke-width": 1.6}
        return [
            brush.make("path", ring, fill="none", stroke=colour_of(index)),
            marker(brush, index, (x + 14, y), 5),
        ]

    return draw


def rare_sign(index: int) -> Draw:
    """A step to which few come."""

    def draw(brush: Brush, x: float, y: float) -> list[str]:
        path: dict[str, str | float | None] = {
            "d": f"M{number(x)} {number(y)}h28", "stroke-width": 1.1, "stroke-dasharray": "3 5",
        }  # fmt: skip
        return [
            brush.make("path", path, fill="none", stroke=colour_of(index)),
            marker(brush, index, (x + 14, y), 2.5),
        ]

    return draw


def bridge_sign(index: int) -> Draw:
    """Between two points of which nothing is known."""

    def draw(brush: Brush, x: float, y: float) -> list[str]:
        path: dict[str, str | float | None] = {
            "d": f"M{number(x)} {number(y)}h28", "stroke-width": 1.8, "stroke-dasharray": "0.1 7",
            "stroke-linecap": "round",
        }  # fmt: skip
        return [brush.make("path", path, fill="none", stroke=colour_of(index))]

    return draw
