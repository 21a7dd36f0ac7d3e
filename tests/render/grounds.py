"""What stands on what in a drawing: for each text and each mark, the colour of the last shape painted below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from xml.etree import ElementTree as ET

from journeykit.render.text import width
from journeykit.render.theme import Theme, names

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?"
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
UNSEEN = {"title", "desc", "style", "defs", "clipPath", "metadata"}


def spectrum():
    """A theme in which every colour is another one, so that a value tells its name."""
    return Theme(**{name: f"#{(index + 1) * 0x1357:06x}" for index, name in enumerate(names())})


@dataclass(frozen=True)
class Use:
    """A text or a mark in one colour, on the colour of its ground."""

    kind: str
    colour: str
    ground: str
    what: str


def uses(svg, theme):
    """Every text and mark of a drawing made in `theme`, once for each ground that it touches."""
    known = {getattr(theme, name): name for name in names()}
    found, shapes = [], []
    for element, fill, stroke, move, faded in painted(ET.fromstring(svg), "#000000", "none", (1, 0, 0, 1, 0, 0), False):
        tag = element.tag.removeprefix(SVG)
        colours = [known.get(each, each) for each in (fill, stroke)]
        what = "".join(element.itertext()) if tag == "text" else ET.tostring(element, encoding="unicode")[:160]
        if faded:
            colours = [f"faded {each}" if each != "none" else each for each in colours]
        if tag == "text":
            found += [Use("text", colours[0], below(shapes, move, each), what) for each in text_points(element)]
            continue
        outline = points(element)
        if not outline:
            continue
        if colours[1] != "none":
            found += [Use("line", colours[1], below(shapes, move, each), what) for each in between(outline)]
        if colours[0] != "none" and tag not in ("line", "polyline"):
            middle = tuple(sum(axis) / len(outline) for axis in zip(*outline, strict=True))
            found.append(Use("shape", colours[0], below(shapes, move, middle), what))
            shapes.append((colours[0], *box_of([at(move, *each) for each in outline])))
    return list(dict.fromkeys(found))


def painted(element, fill, stroke, move, faded):
    """Elements that leave ink, in the order of painting, with what they inherit."""
    tag = element.tag.removeprefix(SVG)
    if tag in UNSEEN:
        return
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    faded = faded or any(float(element.get(name, 1)) < 1 for name in ("opacity", "fill-opacity", "stroke-opacity"))
    move = moved(move, element.get("transform", ""))
    if tag in ("rect", "circle", "ellipse", "path", "polygon", "polyline", "line", "text"):
        yield element, fill, stroke, move, faded
        return
    assert tag in ("svg", "g", "a", "image"), f"the test does not know how <{tag}> is painted"
    for child in element:
        yield from painted(child, fill, stroke, move, faded)


def moved(move, transform):
    """A transform after another, as the six numbers of SVG's matrix."""
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", transform):
        values = [float(each) for each in re.findall(NUMBER, inside)]
        if name == "translate":
            other = (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0)
        elif name == "scale":
            other = (values[0], 0, 0, values[-1], 0, 0)
        elif name == "rotate":
            turn = radians(values[0])
            cx, cy = values[1:] or (0, 0)
            other = (
                *(cos(turn), sin(turn), -sin(turn), cos(turn)),
                cx - cx * cos(turn) + cy * sin(turn),
                cy - cx * sin(turn) - cy * cos(turn),
            )
        else:
            assert name == "matrix", name
            other = tuple(values)
        a, b, c, d, e, f = move
        g, h, i, j, k, l = other  # noqa: E741 - the names of the matrix go on
        move = (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f)
    return move


def at(move, x, y):
    a, b, c, d, e, f = move
    return a * x + c * y + e, b * x + d * y + f


def text_points(element):
    """Where the middle of each line of a text is, and points near its ends, at half the height of a small letter."""
    size = float(element.get("font-size"))
    across = width("".join(element.itertext()), size, bold=element.get("font-weight") in ("bold", "600", "700"))
    x, y = float(element.get("x", 0)), float(element.get("y", 0)) - size * 0.25
    left = {"middle": x - across / 2, "end": x - across}.get(element.get("text-anchor"), x)
    return [(left + across * share, y) for share in (0.1, 0.5, 0.9)]


def points(element):
    """Points of an outline: the corners of straight ones, every joint and turn of a path."""
    tag = element.tag.removeprefix(SVG)
    value = {name: float(each) for name, each in element.items() if re.fullmatch(NUMBER, each)}
    if tag == "rect":
        x, y, wide, high = value.get("x", 0), value.get("y", 0), value["width"], value["height"]
        return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    if tag in ("circle", "ellipse"):
        cx, cy = value.get("cx", 0), value.get("cy", 0)
        rx, ry = value.get("r", value.get("rx", 0)), value.get("r", value.get("ry", 0))
        return [(cx + rx * cos(radians(turn)), cy + ry * sin(radians(turn))) for turn in range(0, 360, 30)]
    if tag == "line":
        return [(value.get("x1", 0), value.get("y1", 0)), (value.get("x2", 0), value.get("y2", 0))]
    if tag == "path":
        return path_points(element.get("d", ""))
    numbers = [float(each) for each in re.findall(NUMBER, element.get("points", ""))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def path_points(path):
    x = y = 0.0
    start = (0.0, 0.0)
    found = []
    for letter, inside in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        kind, near = letter.upper(), letter.islower()
        numbers = arc_numbers(inside) if kind == "A" else [float(each) for each in re.findall(NUMBER, inside)]
        if kind == "Z":
            x, y = start
        for index in range(0, len(numbers), TAKES[kind] or 1):
            part = numbers[index : index + TAKES[kind]]
            dx, dy = (x, y) if near else (0.0, 0.0)
            if kind == "H":
                x = part[0] + dx
            elif kind == "V":
                y = part[0] + dy
            else:
                if kind == "C":  # the middle of the curve stands for its bend
                    bend = [(part[i] + dx, part[i + 1] + dy) for i in (0, 2, 4)]
                    found.append(tuple((p + 3 * q + 3 * r + s) / 8 for p, q, r, s in zip((x, y), *bend, strict=True)))
                x, y = part[-2] + dx, part[-1] + dy
            if kind == "M" and index == 0:
                start = (x, y)
            found.append((x, y))
    return found


def arc_numbers(inside):
    """The numbers of arcs, whose two flags may stand without a space."""
    found = []
    for arc in re.findall(
        rf"({NUMBER})[ ,]*({NUMBER})[ ,]*({NUMBER})[ ,]*([01])[ ,]*([01])[ ,]*({NUMBER})[ ,]*({NUMBER})", inside
    ):
        found += [float(each) for each in arc]
    return found


def between(outline):
    """The joints of a line, and the middles between them."""
    middles = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(outline)]
    return [*outline, *middles]


def box_of(corners):
    """A polygon with its bounding box, for a quick no."""
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys), corners


def below(shapes, move, point):
    """The colour of the last shape painted at a point, `nothing` where there is none."""
    x, y = at(move, *point)
    for colour, left, top, right, bottom, corners in reversed(shapes):
        if left <= x <= right and top <= y <= bottom and inside(x, y, corners):
            return colour
    return "nothing"


def inside(x, y, corners):
    within = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within
