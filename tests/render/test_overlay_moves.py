"""What results say of moves, over flow and poster: widths, ghosts, what nobody does, and what stays as it was."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from journeykit.analysis.overlay import Ghost, Mark, MoveMark, Overlay
from journeykit.errors import UnknownName
from journeykit.render import LIGHT
from journeykit.render.flow.grid import folds, grid
from journeykit.render.from_map import scene_of
from journeykit.render.taken import laid_over
from journeykit.render.words import figure
from render.grounds import spectrum, uses
from render.overlapping import overlaps
from render.scenes import NASTY, languages, solar
from render.test_contrast import unproven

__all__ = ["overlaps"]  # a fixture

VIEWS = pytest.mark.parametrize("view", ["flow", "poster", "blueprint"])
DOTS = 'stroke-dasharray="2 3"'


def moves(journey, *counts):
    """A mark for each transition, in the order of the map."""
    return {
        (each.source, each.target): MoveMark(count) for each, count in zip(journey.transitions, counts, strict=False)
    }


def over(journey, *ghosts, counts=(90, 80, 70, 60, 50, 40, 30, 20, 10, 5)):
    return Overlay("Observed", {}, moves=moves(journey, *counts), ghosts=ghosts)


def drawn_move(svg, source, target):
    """The group of a move's line."""
    ends = rf'(data-source|data-from)="{source}" (data-target|data-to)="{target}"'
    return next(
        each[0]
        for each in re.finditer(rf'<g class="jk-(edge|move|exit)[^>]*{ends}.*?</g>', svg)
        if "jk-label" not in each[0]
    )


def width_of(svg, source, target):
    return max(map(float, re.findall(r'stroke-width="([\d.]+)"', drawn_move(svg, source, target))))


@VIEWS
def test_lines_are_as_wide_as_their_counts_and_bear_them(view):
    svg = jk.draw(solar(), view, overlay=over(solar()), theme="light").svg
    assert width_of(svg, "calculator", "survey") > width_of(svg, "permit", "install")
    assert ">80<" in svg
    assert "the wider, the more often" in svg
    assert "the wider, the likelier" not in svg
    assert "Percentages are shares" not in svg
    assert "35\u00a0%" not in svg  # the map's own figure would contradict the count beside it
    assert "far above" in svg  # and its reason stays


@VIEWS
def test_ghosts_have_a_stroke_a_sign_and_a_colour_of_their_own(view):
    svg = jk.draw(solar(), view, overlay=over(solar(), Ghost("neighbour", "sign", 12)), theme="light").svg
    ghost = drawn_move(svg, "neighbour", "sign")
    assert DOTS in ghost
    assert LIGHT.idea_mark in ghost
    assert ">+\u00a012<" in svg
    assert "+ not on the map" in svg
    plain = jk.draw(solar(), view, overlay=over(solar()), theme="light").svg
    assert DOTS not in plain
    assert "not on the map" not in plain


@VIEWS
def test_what_nobody_does_is_faint_and_says_so(view):
    svg = jk.draw(solar(), view, overlay=over(solar(), counts=(90, 80, 70, 60, 50, 0)), theme="light").svg
    assert LIGHT.fade_line in drawn_move(svg, "permit", "install")
    assert ">never<" in svg
    assert "nobody goes there" in svg


def test_a_move_that_is_not_named_has_no_figure():
    svg = jk.draw(solar(), "flow", overlay=over(solar(), counts=(90,)), theme="light").svg
    assert width_of(svg, "calculator", "survey") == 1.4
    assert "%" not in "".join(re.findall(r">([^<]*)</text>", svg))


@VIEWS
def test_starts_and_ends_off_the_map_stand_at_their_steps(view):
    made = over(solar(), Ghost(None, "quote", 40), Ghost("permit", None, 19, "19 orders"))
    told = jk.draw(solar(), view, overlay=made).svg.replace("\u00a0", " ")
    said = " ".join(re.findall(r">([^<]*)</text>", told))
    assert "40 start here, off the map" in said
    assert "19 orders end here, off the map" in said


def test_entries_drop_off_and_ends_take_none_as_their_other_end():
    shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("a", drop_off=0.2), "b"])])
    marks = {(None, "a"): MoveMark(77), ("a", None): MoveMark(11), ("b", None): MoveMark(66), ("a", "b"): MoveMark(65)}
    for view in ("flow", "poster"):
        svg = jk.draw(shop, view, overlay=Overlay("O", {}, moves=marks)).svg
        assert re.search(r">11</text>", svg)
        assert re.search(r">66</text>", svg)


def test_many_ghosts_are_told_and_the_most_frequent_drawn():
    steps = [f"s{at}" for at in range(12)]
    journey = jk.JourneyMap(stages=[jk.Stage("all", steps)])
    ghosts = tuple(Ghost(f"s{at}", f"s{to}", 10 * at + to + 1) for at in range(12) for to in range(at - 2))
    made = Overlay("O", {}, ghosts=ghosts)
    scene, notes = laid_over(scene_of(journey), made)
    assert len(scene.edges) == len(scene_of(journey).edges) + 20
    rest = sorted(ghost.count for ghost in ghosts)[:-20]
    assert notes == (f"{len(rest)} other moves off the map, {figure(sum(rest))} in all, are not drawn.",)
    assert "S11 to S8 (119)" in scene.description
    for view in ("flow", "poster"):
        assert "off the map," in " ".join(re.findall(r">([^<]*)</text>", jk.draw(journey, view, overlay=made).svg))


def test_ghosts_leave_the_layout_of_the_map_alone():
    """Cards stand in the same columns and rows, whatever lies over the map."""
    steps = [jk.Touchpoint(name) for name in "abcd"]
    won = jk.Outcome("won", result="success")
    journey = jk.JourneyMap(
        stages=[jk.Stage("all", steps)], outcomes=[won], flow=["a >> b", "a >> c", "b >> d", "d >> won"]
    )
    plain = scene_of(journey)
    laid, _ = laid_over(plain, Overlay("O", {}, ghosts=(Ghost("b", "c", 9), Ghost("c", "d", 3), Ghost("a", "won", 5))))
    assert len(laid.edges) == len(plain.edges) + 3
    assert [grid(plain, each).cells for each in folds(plain)] == [grid(laid, each).cells for each in folds(plain)]


@VIEWS
def test_nothing_lies_over_another_text(overlaps, view):
    for journey in (solar(), languages()):
        steps = [step.id for step in journey.steps]
        ghosts = [
            Ghost(steps[0], steps[-1], 1234567, "1,234,567 orders in a very long year"),
            Ghost(steps[-1], steps[0], 3),
        ]
        ghosts += [Ghost(step, step, 7) for step in steps[:3]]
        svg = jk.draw(journey, view, overlay=over(journey, *ghosts, counts=[1234567] * 40)).svg
        assert overlaps(svg) == []


@VIEWS
def test_what_they_put_on_each_other_is_proven(view):
    theme = spectrum()
    ghosts = (
        Ghost("sign", "survey", 3),
        Ghost("install", "gave_up", 7),
        Ghost("permit", "permit", 5),
        Ghost("quote", "install", 4),
    )
    marks = moves(solar(), 90, 80, 70, 60, 50, 0, 30, 0, 9, 8)
    marks |= {("quote", "sign"): MoveMark(60, tone="good"), ("survey", "quote"): MoveMark(60, tone="bad")}
    found = uses(jk.draw(solar(), view, overlay=Overlay("O", {}, moves=marks, ghosts=ghosts), theme=theme).svg, theme)
    assert list(unproven(found)) == []


@pytest.mark.parametrize("words", NASTY)
def test_hostile_words_do_no_harm(words):
    made = Overlay(
        "O", {}, moves={("survey", "quote"): MoveMark(3, words)}, ghosts=(Ghost("sign", "survey", 3, words),)
    )
    for view in ("flow", "poster"):
        root = ET.fromstring(jk.draw(solar(), view, overlay=made).svg)
        assert not [each for each in root.iter() if each.tag.endswith("script")]


@VIEWS
def test_bytes_are_the_same_twice_and_differ_with_a_count(view):
    first = jk.draw(solar(), view, overlay=over(solar(), Ghost("sign", "survey", 3))).svg
    assert first == jk.draw(solar(), view, overlay=over(solar(), Ghost("sign", "survey", 3))).svg
    other = jk.draw(solar(), view, overlay=over(solar(), counts=(90, 81))).svg
    assert re.search(r'id="(jk\w+)"', first)[1] != re.search(r'id="(jk\w+)"', other)[1]


@VIEWS
def test_an_overlay_without_moves_says_nothing_of_them(view):
    """What it drew before is what it draws: the map's own figures, and no sign of the log."""
    steps = Overlay("Visits", {"quote": (Mark("1.5 visits"),)})
    svg = jk.draw(solar(), view, overlay=steps).svg
    assert "35\u00a0%" in svg
    assert "the wider, the more often" not in svg


def test_ghosts_alone_leave_the_figures_of_the_map():
    svg = jk.draw(solar(), "flow", overlay=Overlay("O", {}, ghosts=(Ghost("sign", "survey", 3),))).svg
    assert "35\u00a0%" in svg
    assert ">+\u00a03<" in svg


@pytest.mark.parametrize(
    "made",
    [
        Overlay("O", {}, moves={("quote", "sing"): MoveMark(3)}),
        Overlay("O", {}, ghosts=(Ghost("sing", "quote", 3),)),
        Overlay("O", {}, ghosts=(Ghost(None, "sing", 3),)),
    ],
)
def test_moves_of_another_map_are_refused(made):
    with pytest.raises(UnknownName, match="did you mean 'sign'"):
        jk.draw(solar(), overlay=made)


def test_tables_say_what_is_off_the_map():
    html = jk.draw(solar(), "poster", overlay=over(solar(), Ghost("sign", "survey", 3))).html
    assert "back, not on the map" in html
    assert "Not on the map: Signs the contract to Has the roof surveyed (3)." in html
    dot = jk.draw(solar(), "flow", overlay=over(solar(), Ghost("sign", "survey", 3))).dot
    assert LIGHT.idea_mark in dot
