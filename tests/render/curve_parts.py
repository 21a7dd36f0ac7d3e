"""Bands, sheets and curves that tests draw."""

from __future__ import annotations

from hypothesis import strategies as st

from journeykit.render.poster.geometry import Band, Column, Span
from journeykit.render.sheet import Curve, Facts, Feeling, Header, Sheet
from journeykit.testing import texts

LEFT, WIDE = 156.0, 172.0


def bands(*counts, wide=WIDE):
    """One band for each count, with so many steps."""
    found, number = [], 0
    right = LEFT + max(counts) * wide
    for index, count in enumerate(counts):
        columns = tuple(
            Column(f"s{number + at}", LEFT + at * wide, wide, wide - 20, "g", number + at + 1) for at in range(count)
        )
        found.append(Band(index, LEFT, right, columns, (Span("g", LEFT, count * wide),)))
        number += count
    return found


def sheet(steps, curves=(), overlay=None):
    facts = {f"s{at}": Facts(number=at + 1) for at in range(steps)}
    return Sheet(header=Header(), facts=facts, curves=tuple(curves), overlay=overlay)


def curve(*values, name="Anna", index=0, **more):
    """A curve over s0, s1 …; None where nothing is known."""
    points = (Feeling(node=f"s{at}", value=v, **more) for at, v in enumerate(values) if v is not None)
    return Curve(persona=name.lower(), name=name, index=index, points=tuple(points))


feelings = st.builds(
    dict,
    value=st.sampled_from([-2, -1.5, -1, -1, 0, 0, 0.4, 1, 1, 2]),
    intensity=st.none() | st.floats(1, 5),
    words=texts()
    | st.sampled_from(["", "Rechtsschutzversicherungsgesellschaftsfrust", "等待让人焦虑，不知道结果", "قلق"]),
    level=st.sampled_from(["assumption", "partial", "research"]),
    moment=st.booleans(),
)


@st.composite
def drawn(draw, most=4):
    """A band, its curves and a sheet."""
    count = draw(st.integers(1, 7))
    curves = []
    for index in range(draw(st.integers(1, most))):
        known = [at for at in range(count) if draw(st.integers(0, 4))]
        points = tuple(Feeling(node=f"s{at}", **draw(feelings)) for at in known)
        curves.append(Curve(persona=f"p{index}", name=draw(texts()), index=index, points=points))
    return bands(count, wide=draw(st.sampled_from([60.0, 120.0, WIDE, 400.0])))[0], curves, sheet(count, curves)
