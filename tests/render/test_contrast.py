"""Texts and marks stand out from their ground, in every theme and for every eye; no pair of a drawing is forgotten."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

import journeykit as jk
from house.source import ROOT
from journeykit.render.theme import DARK, LIGHT, PRINT, names
from journeykit.render.theme.pairs import MARKS, TEXTS
from journeykit.render.views import find
from journeykit.render.views import names as views
from render.grounds import Use, spectrum, uses
from render.scenes import languages, solar
from render.sight import EYES, difference, lightness, seen

BUILT_IN = pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
LINES = ("line_1", "line_2", "line_3", "line_4")
TINTS = ("very_bad", "bad", "mixed", "good", "very_good")
# Groups of which each must be told from each, by every eye, and the least CIEDE2000 between two of them.
APART = {
    LINES: 14,
    ("bad_mark", "mixed_mark", "good_mark"): 11,
    ("forward", "back", "leave"): 11,
    ("pain_mark", "gain_mark", "idea_mark"): 8,  # their signs differ too
    ("bar", "gain_mark", "pain_mark"): 8,  # bars of charts; what is good or bad stands beside them in words
}
# What only divides or recedes: it need not stand out, its meaning stands there in words.
DIVIDES = {"stage_line", "lane_line", "fade_line"}
RIMS = {"card_line", "moment"}  # the rim of a card stands out from what is around it, not from the card
GROUNDS = {*TEXTS, *MARKS}  # what stands on a ground has to be seen, not the ground itself


@BUILT_IN
def test_every_pair_meets_wcag_aa(theme):
    assert [row for row in theme.contrast() if not row.enough] == []


def test_the_report_has_every_pair_with_what_it_needs():
    rows = {(row.colour, row.ground, row.needed) for row in LIGHT.contrast()}
    assert rows == {
        *((text, ground, 4.5) for ground, texts in TEXTS.items() for text in texts),
        *((mark, ground, 3.0) for ground, marks in MARKS.items() for mark in marks),
    }
    assert {name for row in rows for name in row[:2]} <= set(names())


def test_every_colour_is_in_the_table():
    """A new colour of the theme must be proven, or be one that only divides."""
    proven = {name for row in LIGHT.contrast() for name in (row.colour, row.ground)}
    assert set(names()) - proven == DIVIDES


@BUILT_IN
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("group", APART, ids="-".join)
def test_what_differs_in_meaning_differs_for_every_eye(theme, eye, group):
    far = {
        pair: round(difference(*(seen(getattr(theme, name), eye) for name in pair)), 1)
        for pair in combinations(group, 2)
    }
    assert {pair: each for pair, each in far.items() if each < APART[group]} == {}


@BUILT_IN
@pytest.mark.parametrize("eye", ["normal", "protanopia", "deuteranopia"])
def test_good_and_bad_are_far_apart(theme, eye):
    for good, bad in (("good_mark", "bad_mark"), ("gain_mark", "pain_mark"), ("forward", "leave")):
        assert difference(*(seen(getattr(theme, name), eye) for name in (good, bad))) > 20, (good, bad)
    for good, bad in (("very_good", "very_bad"), ("good", "bad"), ("success", "failure")):
        assert difference(*(seen(getattr(theme, name), eye) for name in (good, bad))) > 10, (good, bad)


def test_red_against_green_would_be_seen():
    """What the tests above are for: a pair that is plain to most and the same to some."""
    red, green = "#b05a4a", "#7a7040"
    assert difference(seen(red, "normal"), seen(green, "normal")) > 20
    assert difference(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < 11


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_its_authors(one, other, apart):
    """Rows of the test data of Sharma, Wu & Dalal (2005)."""
    assert difference(one, other) == pytest.approx(apart, abs=5e-5)


def test_in_grey_the_printed_feelings_go_from_dark_to_light():
    steps = [lightness(getattr(PRINT, name)) for name in TINTS]
    assert steps == sorted(steps)
    assert min(after - before for before, after in pairwise(steps)) > 3
    assert lightness(PRINT.failure) + 10 < lightness(PRINT.success)


def test_in_grey_the_printed_lines_are_steps_apart():
    steps = sorted(lightness(getattr(PRINT, name)) for name in LINES)
    assert min(after - before for before, after in pairwise(steps)) > 8
    assert lightness(PRINT.good_mark) - lightness(PRINT.bad_mark) > 10


def test_print_saves_ink():
    """Large grounds are white or nearly so; no tint takes more than a third of the ink of black."""
    for name in ("paper", "stage", "lane", "zone_good", "zone_bad", "unknown"):
        assert lightness(getattr(PRINT, name)) > 95, name
    for name in ("head", "phase_bar", "pain", "gain", "idea", "wait", "neutral", *TINTS):
        assert lightness(getattr(PRINT, name)) > 70, name


def drawings():
    """Drawings of each view that show what it can show."""
    journeys = [solar(), languages(), jk.load(ROOT / "examples" / "broadband.journey.yaml")]
    for view in views():
        takes = find(view).takes
        everything = {"lanes": "all"} if "lanes" in takes else {}
        for journey in journeys:
            yield f"{view} {journey.id}", journey, {"view": view, **everything}
            if "overlay" in takes and view != "flow":  # which takes results only
                yield f"{view} {journey.id} evidence", journey, {"view": view, **everything, "overlay": "evidence"}
        if "against" in takes:
            yield f"{view} against", journeys[0], {"view": view, "against": journeys[2]}


def unproven(found):
    """The uses that no pair of the table covers."""
    marks = {name for each in MARKS.values() for name in each}
    for use in found:
        proven = use.colour in TEXTS.get(use.ground, ())  # what is enough for a text is enough for a mark
        if use.kind != "text" and not proven:
            rim = use.kind == "line" and use.colour in RIMS and use.ground in TINTS
            ground = use.colour in GROUNDS - marks  # a card, or the halo of a mark
            divides = use.colour in DIVIDES or use.colour == use.ground
            proven = use.colour in MARKS.get(use.ground, ()) or rim or ground or divides
        if not proven:
            yield use


@pytest.mark.parametrize(("journey", "options"), [pytest.param(*rest, id=name) for name, *rest in drawings()])
def test_what_drawings_put_on_each_other_is_proven(journey, options):
    theme = spectrum()
    found = uses(jk.draw(journey, theme=theme, **options).svg, theme)
    assert sum(use.kind == "text" for use in found) > len(journey.steps)
    assert list(unproven(found)) == []


def test_a_forgotten_pair_is_seen():
    theme = spectrum()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        f'<rect width="90" height="90" fill="{theme.paper}"/>'
        f'<g transform="translate(10 10) scale(.5)"><path d="M0 0h60v40H0Z" fill="{theme.head}"/>'
        f'<text x="30" y="20" font-size="12" text-anchor="middle" fill="{theme.muted}">on head</text>'
        f'<text x="30" y="70" font-size="12" text-anchor="middle" fill="{theme.ink}">off</text>'
        f'<g opacity=".5"><text x="2" y="70" font-size="12" fill="{theme.ink}">pale</text></g></g>'
        f'<path d="M15 15h9" fill="none" stroke="{theme.axis}"/>'
        '<text x="9" y="80" font-size="12">no colour</text></svg>'
    )
    assert [use for use in unproven(uses(svg, theme)) if use.kind == "text"] == [
        Use("text", "muted", "head", "on head"),
        Use("text", "faded ink", "paper", "pale"),
        Use("text", "#000000", "paper", "no colour"),
    ]
    assert [use.colour for use in unproven(uses(svg, theme)) if use.kind == "line"] == ["axis"]
