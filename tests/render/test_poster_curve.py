"""The emotion lane: a line that says no more than its points, and words that cover nothing and are never lost."""

from __future__ import annotations

import re
from html import unescape
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given

from journeykit.render.brush import Brush
from journeykit.render.poster.curve import strip
from journeykit.render.poster.curve.board import Box
from journeykit.render.poster.curve.chart import chart
from journeykit.render.poster.curve.track import tracks_of
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.sheet import Curve, Feeling
from journeykit.render.text import clean, width
from render.curve_parts import LEFT, WIDE, bands, curve, drawn, sheet


def boxes(made):
    """Of all words, with their track."""
    return [(key[0], label.box) for key, label in made.labels.placed.items()]


@given(drawn())
def test_words_cover_no_words_no_points_and_no_lines_and_stay_in_their_columns(what):
    band, curves, whole = what
    made = chart(band, curves, whole)
    every = boxes(made)
    for (_, a), (_, b) in combinations(every, 2):
        assert not a.meets(b)
    for track in made.tracks:
        for dot in track.dots:
            point = Box(dot.x - dot.r, dot.y - dot.r, dot.x + dot.r, dot.y + dot.r)
            assert not any(point.meets(box) for _, box in every)
        for _, box in every:
            reach = track.line.reach(box.left, box.right) if track.line else None
            assert reach is None or reach[1] <= box.top or reach[0] >= box.bottom
    for (at, node), label in made.labels.placed.items():
        column = band.places[node]
        assert column.x <= label.box.left
        assert label.box.right <= column.x + column.width
        assert -made.zero <= label.box.top
        assert label.box.bottom <= made.height - made.zero
        assert at < len(curves)


def squeezed(text):
    """Without what lines begin and end with, and marks of direction."""
    return re.sub("[\\s\u00ad\u2066-\u2069\u200b-\u200f\u202a-\u202e-]", "", text)


@given(drawn(most=6))
def test_no_text_is_lost(what):
    band, curves, whole = what
    made = strip(band, curves, whole)
    shown = "".join(made.paint(Brush("light", "jk")))
    said = squeezed(unescape(re.sub("<title>.*?</title>|<[^>]*>", "", shown)))
    for each in curves:
        for point in each.points:
            assert squeezed(clean(point.words)) in said
        if each.points:
            assert squeezed(clean(each.name)) in said
    assert made.height > 0


def test_the_highest_and_the_lowest_are_named_the_first_of_equals():
    track = tracks_of(bands(5)[0], [curve(2, -1, 2, -1, 0)], sheet(5), 36)[0]
    assert [dot.tag for dot in track.dots] == ["highest", "lowest", "", "", ""]
    flat = tracks_of(bands(3)[0], [curve(1, 1, 1)], sheet(3), 36)[0]
    assert {dot.tag for dot in flat.dots} == {""}


def test_equal_feelings_of_two_step_aside_and_lines_that_run_together_stay_two():
    made = chart(bands(3)[0], [curve(1, 1, 1), curve(1, 1, -1, name="Ben", index=1)], sheet(3))
    (a, b, c), (d, e, f) = (track.dots for track in made.tracks)
    for one, other in ((a, d), (b, e)):
        assert 8 <= other.x - one.x <= 14
        assert 3 <= other.y - one.y <= 7
    assert c.x == f.x
    line, under = (track.line for track in made.tracks)
    assert all(under.at(x) - line.at(x) > 3 for x in range(int(a.x) + 10, int(b.x) - 10))


@given(drawn())
def test_points_of_two_personas_do_not_cover_each_other(what):
    band, curves, whole = what
    made = chart(band, curves, whole)
    for one, other in combinations(made.tracks, 2):
        for a in one.dots:
            for b in other.dots:
                if a.column is b.column and a.column.width >= 120:
                    assert abs(a.x - b.x) >= 11 or abs(a.y - b.y) >= a.r + b.r


def test_what_nobody_knows_is_bridged_and_what_is_assumed_is_told_apart():
    known = curve(1, 1, None, -1, level="research")
    (track,) = tracks_of(bands(4)[0], [known], sheet(4), 36)
    assert [part.style for part in track.parts] == ["known", "unknown"]
    assumed = Curve(persona="a", name="A", points=(*known.points, Feeling(node="s2", value=0)))
    assumed = Curve(persona="a", name="A", points=tuple(sorted(assumed.points, key=lambda each: each.node)))
    (track,) = tracks_of(bands(4)[0], [assumed], sheet(4), 36)
    assert [part.style for part in track.parts] == ["known", "assumed"]
    (track,) = tracks_of(bands(4)[0], [known], sheet(4), 36, [frozenset({"s2"})])
    assert [part.style for part in track.parts] == ["known"]
    painted = " ".join(strip(bands(4)[0], [assumed], sheet(4)).paint(Brush("light", "jk")))
    assert painted.count('stroke-dasharray="2.6 1.6"') == 1  # one hollow point


def test_the_line_goes_on_to_the_edge_and_meets_the_next_band_there():
    first, second, third = bands(3, 3, 2)
    whole, line = sheet(8), curve(0, 1, 2, -2, None, None, 1, 0, level="research")
    (a,), (b,), (c,) = (tracks_of(band, [line], whole, 36) for band in (first, second, third))
    right = first.columns[-1].x + WIDE
    assert a.parts[-1].right == right
    assert b.parts[0].left == LEFT
    assert a.line.at(right) == pytest.approx(b.line.at(LEFT))
    assert b.parts[-1].style == c.parts[0].style == "unknown"
    assert b.line.at(right) == pytest.approx(c.line.at(LEFT))


def test_a_band_between_two_points_is_bridged():
    _, middle, _ = bands(1, 2, 1)
    (track,) = tracks_of(middle, [curve(1, None, None, -1)], sheet(4), 36)
    assert [(part.left, part.style) for part in track.parts] == [(LEFT, "unknown")]
    assert track.dots == ()


def test_no_line_leads_through_outcomes():
    band = bands(2)[0]
    ends = [Column(name, LEFT + (2 + at) * WIDE, WIDE, 150, None) for at, name in enumerate(("happy", "gone"))]
    band = Band(0, LEFT, LEFT + 4 * WIDE, (*band.columns, *ends), band.spans)
    points = [Feeling(node=name, value=value) for name, value in (("s0", 0), ("s1", 1), ("happy", 2), ("gone", -2))]
    (track,) = tracks_of(band, [Curve(persona="", name="", points=tuple(points))], sheet(2), 36)
    assert len(track.dots) == 4
    assert track.line.xs[-1] == band.columns[1].middle


def test_five_personas_get_a_chart_each():
    curves = [curve(1, -1, name=name, index=at) for at, name in enumerate(["Ann", "Ben", "Cy", "Di", "Ed"])]
    made = strip(bands(2)[0], curves, sheet(2))
    painted = "".join(made.paint(Brush("light", "jk")))
    assert painted.count('class="jk-chart"') == 5
    assert all(f">{each.name}<" in painted for each in curves)
    together = strip(bands(2)[0], curves[:4], sheet(2))
    assert "".join(together.paint(Brush("light", "jk"))).count('class="jk-chart"') == 1


def test_intensity_is_size_and_moments_have_a_star():
    weak, strong = curve(1, intensity=1), curve(1, intensity=5, moment=True)
    small, large = (chart(bands(1)[0], [each], sheet(1)) for each in (weak, strong))
    assert large.tracks[0].dots[0].r == 2 * small.tracks[0].dots[0].r
    assert not small.labels.stars
    assert list(large.labels.stars) == [(0, "s0")]


def test_the_overlay_leaves_everybody_their_colour_and_rings_what_has_a_source():
    points = (Feeling(node="s0", value=1), Feeling(node="s1", value=0, level="research"))
    both = [Curve(persona=name, name=name, index=at, points=points) for at, name in enumerate("AB")]
    plain = "".join(strip(bands(2)[0], both, sheet(2)).paint(Brush("light", "jk")))
    overlaid = "".join(strip(bands(2)[0], both, sheet(2, overlay="evidence")).paint(Brush("light", "jk")))
    light = Brush("light", "jk").light
    for name, colour in (("A", light.line_1), ("B", light.line_2)):
        assert f'fill="{colour}">{name} 0 lowest<' in overlaid
        assert overlaid.count(f'fill="{light.paper}" stroke="{colour}"') == 1  # the hollow point
    assert light.fade not in overlaid
    assert light.fade_line not in overlaid
    assert overlaid.count("<path") == plain.count("<path") + 2


def test_a_name_and_the_figure_at_its_point_are_one_label():
    both = [curve(1, -1), curve(1, -1, name="Ben", index=1)]
    made = chart(bands(2)[0], both, sheet(2))
    said = {key: " ".join(label.lines) for key, label in made.labels.placed.items()}
    for at, name in enumerate(("Anna", "Ben")):
        assert sum(name in each for (track, _), each in said.items() if track == at) == 1
    assert {"Anna \u22121 lowest", "Ben \u22121 lowest"} <= set(said.values())
    assert not made.labels.left


def edges(box, x, y):
    """The px from a place to a box."""
    return hypot(max(box.left - x, 0, x - box.right), max(box.top - y, 0, y - box.bottom))


@given(drawn())
def test_words_are_near_their_own_point_or_a_leader_leads_to_it_past_everything(what):
    band, curves, whole = what
    made = chart(band, curves, whole, room=150.0)
    dots = {(at, dot.feeling.node): dot for at, track in enumerate(made.tracks) for dot in track.dots}
    for key, label in made.labels.placed.items():
        dot, box = dots[key], label.box
        gap = edges(box, dot.x, dot.y) - dot.reach
        if label.leader is None:
            assert gap <= 20 or (key in made.labels.stars and edges(box, *made.labels.stars[key]) <= 20)
            assert dot.y == 0 or (box.bottom <= 0 if dot.y < 0 else box.top >= 0)
            assert not any(
                edges(box, each.x, each.y) - each.reach < min(gap, 20) - 1 for each in dots.values() if each is not dot
            )
            continue
        x, y, to_x, to_y = label.leader
        assert edges(box, to_x, to_y) < 3.01
        assert hypot(x - dot.x, y - dot.y) <= dot.reach * 1.25 + 3
        steps = [(x + (to_x - x) * at / 40, y + (to_y - y) * at / 40) for at in range(41)]
        for other, each in made.labels.placed.items():
            assert other == key or not any(edges(each.box, *step) < 0.1 for step in steps)
        for other, each in dots.items():
            assert other == key or not any(hypot(each.x - a, each.y - b) < each.r * 0.9 for a, b in steps)


def test_words_over_a_line_of_the_axis_have_its_ground_behind_them():
    made = chart(bands(3)[0], [curve(1.5, -1.5, 1.2, words="hopeful")], sheet(3))
    painted = made.paint(Brush("light", "jk"), 0)
    axis = Brush("light", "jk").light.axis
    lines = re.findall(f'd="([^"]*)" stroke-width="0.8"[^>]*stroke="{axis}"', painted)
    assert len(lines) == 4
    crossed = 0
    for path in lines:
        pieces = [[float(n) for n in each] for each in re.findall(r"M([\d.-]+) ([\d.-]+)H([\d.-]+)", path)]
        crossed += len(pieces) - 1
        for left, y, right in pieces:
            assert not any(box.meets(Box(left, y - 0.5, right, y + 0.5)) for _, box in boxes(made))
    assert crossed > 0


def test_what_has_no_room_stands_below_its_point_with_sign_name_and_value():
    long = "a feeling that takes far more words than a column of this chart will ever have any room for, I fear"
    both = [curve(0, -1, 1, words=long), curve(1, 1, 1, name="Ben", index=1)]
    made = strip(bands(3)[0], both, sheet(3))
    notes = [note for part in made.parts for note in part.notes]
    assert [" ".join(note.lines) for note in notes] == [f"Anna {each}, {long}" for each in ("0", "\u22121", "+1")]
    for note in notes:
        right = note.x + 14 + max(width(line, 12) for line in note.lines)
        assert note.x < note.dot.x < right
    alone = strip(bands(3)[0], both[:1], sheet(3)).parts[0].notes
    assert " ".join(alone[0].lines) == f"0, {long}"


def test_a_band_without_feelings_or_steps_is_an_empty_chart():
    for band in (bands(2)[0], Band(0, LEFT, 640, (), ())):
        for curves in ([], [curve()], [Curve(persona="", name="", points=(Feeling(node="elsewhere", value=1),))]):
            made = strip(band, curves, sheet(2))
            assert "jk-point" not in "".join(made.paint(Brush("auto", "jk")))


@given(drawn())
def test_the_same_curve_is_the_same_drawing(what):
    band, curves, whole = what
    assert strip(band, curves, whole).paint(Brush("auto", "jk")) == strip(band, curves, whole).paint(
        Brush("auto", "jk")
    )
