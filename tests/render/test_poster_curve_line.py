"""The line of a curve: monotone between its points, drawn as it is computed."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.poster.curve.cubic import Cubic

steps_of_y = st.floats(-100, 100) | st.sampled_from([0.0, 1.0, -1.0, 50.0])


@given(st.lists(st.tuples(st.floats(0.5, 300), steps_of_y), min_size=2, max_size=12))
def test_between_two_points_the_line_stays_between_their_values(moves):
    x, points = 0.0, []
    for gap, y in moves:
        x += gap
        points.append((x, y))
    line = Cubic(points)
    for (a, low), (b, high) in pairwise(points):
        seen = [line.at(a + (b - a) * t / 32) for t in range(33)]
        assert min(low, high) - 1e-6 <= min(seen)
        assert max(seen) <= max(low, high) + 1e-6
        rising = high >= low
        assert all((d - c >= -1e-6) if rising else (d - c <= 1e-6) for c, d in pairwise(seen))


@given(st.lists(steps_of_y, min_size=2, max_size=8), st.floats(0, 1), st.floats(0, 1))
def test_the_path_is_the_line(ys, first, second):
    line = Cubic([(at * 100.0, y) for at, y in enumerate(ys)])
    end = line.xs[-1]
    left, right = sorted((first * end, second * end))
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", line.path(left, right))]
    knots = [(numbers[0], numbers[1]), *zip(numbers[6::6], numbers[7::6], strict=True)]
    for x, y in knots:
        assert y == pytest.approx(line.at(x), abs=0.1)
    for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(knots)):
        x_1, y_1, x_2, y_2 = numbers[2 + 6 * at : 6 + 6 * at]
        middle = ((x0 + 3 * x_1 + 3 * x_2 + x1) / 8, (y0 + 3 * y_1 + 3 * y_2 + y1) / 8)
        assert middle[1] == pytest.approx(line.at(middle[0]), abs=0.1)


@given(st.lists(steps_of_y, min_size=1, max_size=8), st.floats(-50, 900), st.floats(0, 300))
def test_the_reach_of_a_line_is_what_it_covers(ys, left, wide):
    line = Cubic([(at * 100.0, y) for at, y in enumerate(ys)])
    reach = line.reach(left, left + wide)
    seen = [x for x in (left + wide * t / 50 for t in range(51)) if line.xs[0] <= x <= line.xs[-1]]
    if reach is None:
        assert not seen
    elif seen:
        assert reach[0] <= min(map(line.at, seen)) + 1e-9
        assert reach[1] >= max(map(line.at, seen)) - 1e-9
