"""Drawings of what happened: nothing overlaps or leaves the sheet, whatever the words; safe, equal, in contrast."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from journeykit.analysis.chart import (
    Bar,
    Bars,
    Bin,
    Drop,
    Funnel,
    Level,
    Moment,
    Plot,
    Point,
    Reliability,
    Sankey,
    Series,
    Span,
    Stop,
    Timeline,
    Track,
    Trend,
)
from journeykit.render.charts import drawn
from journeykit.render.theme import DARK, LIGHT, PRINT
from journeykit.render.theme.measure import ratio
from render.grounds import spectrum, uses
from render.observed import DAY, everything, reliability, series, timeline
from render.overlapping import overlaps
from render.scenes import NASTY
from render.test_charts_overlap import charts
from render.test_contrast import unproven

__all__ = ["overlaps"]  # a fixture

TONES = ("plain", "good", "bad")
WORDS = {
    "short": "Pays",
    "german": "Donaudampfschifffahrtsgesellschaftskapitän meldet sich zur Vertragsunterzeichnung an",
    "chinese": "客户收到报价并与邻居讨论太阳能屋顶是否值得购买以及何时安装",
    "arabic": "يتلقى العميل عرض السعر ويناقشه مع جيرانه قبل التوقيع على العقد",
    "emoji": "🎉👩‍👩‍👧‍👦 feiert 🚀",
}
EMPTY = [
    Sankey("F", (), (), empty="Nobody moves."),
    Timeline("T", (), empty="No case."),
    Series("S", (), empty="No period."),
    Reliability("R", (), empty="No forecast."),
]


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize("language", list(WORDS))
def test_no_text_lies_over_another_or_leaves(overlaps, language, count):
    for chart in everything(WORDS[language], count):
        svg = drawn(chart, "light").svg
        root = ET.fromstring(svg)
        assert overlaps(svg) == [], type(chart).__name__
        assert max(float(root.get("width")), float(root.get("height"))) < 12_000


@pytest.mark.parametrize("count", [1, 7, 40])
def test_what_they_put_on_each_other_is_proven(count):
    theme = spectrum()
    for chart in (*everything("Pays", count), *charts("Pays", count)):
        found = uses(drawn(chart, theme).svg, theme)
        assert [use for use in unproven(found) if not rimmed(use)] == [], type(chart).__name__


def rimmed(use):
    """Whether paper is between it and its ground: around whiskers, and around numbers over the dots they belong to."""
    return (use.kind == "line" and use.colour == "ink") or (use.colour == "bar" and use.ground == "line_1")


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_bars_and_points_stand_out_from_the_sheet(theme):
    """A ground is no mark: what shows a figure by its place or its length has 3:1, whatever colour it takes."""
    tones = [Bar(tone, 0.5, "50", low=0.2, high=0.8, tone=tone) for tone in TONES]
    levels = Funnel("F", tuple(Level(tone, 0.5, (Drop(tone, 0.5, tone),), tone) for tone in TONES))
    events = Timeline("T", (Track("a", tuple(Moment(tone, 9.0 * at, "", tone) for at, tone in enumerate(TONES))),))
    front = Plot("P", ("effort", "gain"), (Point("a", 1, 1, "", front=True), Point("b", 2, 2, "")))
    for chart in (Bars("B", tuple(tones)), Bars("B", tuple(tones), points=True), levels, events, front):
        root = ET.fromstring(drawn(chart, theme).svg)
        parts = [each for each in root.iter() if each.get("class") in ("jk-bar", "jk-level", "jk-moment", "jk-plotted")]
        marks = [each for part in parts for each in part if each.tag.endswith(("rect", "circle"))]
        shown = [each.get("fill") if each.get("fill") != theme.paper else each.get("stroke") for each in marks]
        assert len(marks) >= 2
        assert [each for each in shown if each is not None and ratio(each, theme.paper) < 3] == []


@pytest.mark.parametrize("words", NASTY)
def test_hostile_words_do_no_harm(words):
    for chart in everything(words, 3):
        svg = drawn(chart).svg
        root = ET.fromstring(svg)
        assert not [each for each in root.iter() if each.tag.endswith("script") or "onload" in each.attrib]
        assert "javascript:" not in "".join(value for each in root.iter() for value in each.attrib.values())


def test_the_same_chart_is_the_same_bytes_and_another_is_not():
    first, again, other = everything("Pays", 9), everything("Pays", 9), everything("Signs", 9)
    for one, two, three in zip(first, again, other, strict=True):
        assert drawn(one).svg == drawn(two).svg
        assert drawn(one).svg != drawn(three).svg


def test_fields_that_a_repr_leaves_out_have_their_own_scope():
    grid, funnel = everything("Pays", 3)[-2:]
    plain = replace(grid, counts=()), replace(funnel, levels=tuple(replace(e, note="") for e in funnel.levels))
    for one, other in zip((grid, funnel), plain, strict=True):
        ids = [ET.fromstring(drawn(each).svg).get("id") for each in (one, other)]
        assert ids[0] != ids[1]


def test_a_funnel_says_what_it_knows_of_those_who_come_no_further():
    one = everything("Pays", 3)[-1]
    other = replace(one, lost="are seen no further")
    assert ">leave here for good<" in drawn(one).svg
    assert ">are seen no further<" in drawn(other).svg
    assert ET.fromstring(drawn(one).svg).get("id") != ET.fromstring(drawn(other).svg).get("id")


@pytest.mark.parametrize("chart", EMPTY, ids=lambda chart: type(chart).__name__)
def test_empty_charts_say_so(chart):
    assert chart.empty in drawn(chart).svg
    assert chart.empty in drawn(chart).text


@pytest.mark.parametrize("chart", everything("Pays", 6), ids=lambda chart: type(chart).__name__)
def test_charts_are_told_in_words(chart):
    drawing = drawn(chart)
    assert "Pays" in drawing.text
    assert len(drawing.text.splitlines()) > 5
    assert "<li" in drawing.html


def test_a_wait_longer_than_usual_is_drawn_in_two_parts():
    wait = Span(0, 9 * DAY, "9 days", usual=5 * DAY)
    svg = drawn(Timeline("One", (Track("a", (), (wait,)),)), "light").svg
    assert svg.count('stroke-dasharray="4 2.5"') == 2  # the bar, and its sign below
    short = drawn(Timeline("One", (Track("a", (), (replace(wait, usual=20 * DAY),)),)), "light").svg
    assert short.count('stroke-dasharray="4 2.5"') == 1


def test_dates_stand_on_the_axis_where_the_origin_is_known():
    told = timeline("pays", 3, origin=datetime(2018, 1, 20, 13, tzinfo=UTC))
    assert "2018-02" in drawn(told).svg
    assert "2018-" not in drawn(timeline("pays", 3)).svg
    far = replace(told, origin=datetime(9999, 12, 30, tzinfo=UTC))  # its axis would end in the year 10000
    assert "9999-12-30" in drawn(far).svg


def test_events_without_room_for_their_names_are_counted():
    crowd = Timeline("T", (Track("a", (*(Moment("click", at) for at in range(80)), Moment("end", 90_000))),))
    assert "events stand so close to others that their names are not shown" in drawn(crowd).svg.replace("\n", " ")


def test_points_stand_where_their_shares_are():
    one = Reliability("R", (Bin(0.5, 0.5, 10),))
    circles = [each for each in ET.fromstring(drawn(one, "light").svg).iter() if each.tag.endswith("path")]
    assert any("M56 384l360 -360" in each.get("d") for each in circles)  # the diagonal
    assert any(each.get("d").startswith("M228.5 204a7.5") for each in circles)  # the point in its middle
    assert "predicted 50\u00a0%" in drawn(one).svg


def test_shares_beyond_their_scale_stay_in_the_frame(overlaps):
    wild = Reliability("R", (Bin(float("nan"), 7.0, 3, -1.0, 9.0), Bin(-3, 0.2, 0)), base=4.0)
    assert overlaps(drawn(wild).svg) == []
    assert "nan" not in drawn(wild, "light").svg


def test_a_hole_in_a_series_is_a_hole():
    line = Trend("late", (0.1, 0.2, None, 0.3, 0.4))
    svg = drawn(Series("S", ("a", "b", "c", "d", "e"), (line,)), "light").svg
    assert svg.count('stroke-width="2"') == 2
    assert drawn(series("late", 3)).svg.count("jk-trend") == 3


def test_groups_differ_in_more_than_colour():
    svg = drawn(reliability("x", 5), "light").svg
    assert svg.count('stroke-dasharray="11 4.5"') == 1
    assert "x 0" in svg
    assert "x 1" in svg


def test_a_stop_alone_is_drawn():
    assert "Alone" in drawn(Sankey("F", (Stop("a", "Alone", 3),), ())).svg


def test_columns_of_bins_count_what_they_say_and_stand_at_their_predictions():
    bins = tuple(Bin(share, share, 1_000.0 + at) for at, share in enumerate((0.0, 0.01, 0.5, 0.97, 0.99, 1.0)))
    svg = drawn(Reliability("R", bins, 0.4, counted="predictions"), "light").svg
    assert "over all predictions" in svg
    assert "cases" not in svg
    boxes = sorted(
        (float(x), float(x) + float(wide))
        for x, wide in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    )
    assert len(boxes) == len(bins)
    middles = [(left + right) / 2 for left, right in boxes]
    assert middles == pytest.approx([56 + 360 * each.predicted for each in bins], abs=0.02)
    assert boxes[0][0] >= 56 - 8
    assert all(one[1] <= other[0] for one, other in pairwise(boxes))
    assert len(re.findall(">1,00\\d<", svg)) == 1  # of figures without room only the scale's
    few = Reliability("R", tuple(Bin(share, share, 1_000.0) for share in (0.1, 0.5, 0.9)))
    assert drawn(few, "light").svg.count(">1,000<") == 3


@pytest.mark.parametrize("groups", [("",), ("a", "b")])
def test_columns_at_both_ends_stand_on_their_base(groups):
    bins = tuple(Bin(share, share, 90.0, group=group) for group in groups for share in (0.0, 0.5, 1.0))
    svg = drawn(Reliability("R", bins), "light").svg
    ((left, base, right),) = (
        tuple(map(float, each))
        for each in re.findall(r'd="M([\d.]+) ([\d.]+)H([\d.]+)" stroke-width="1.2"', svg)
    )  # fmt: skip
    columns = [
        tuple(map(float, each))
        for each in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    ]
    assert len(columns) == len(bins)
    for x, y, wide, high in columns:
        assert y + high == pytest.approx(base, abs=0.02)
        assert left - 0.02 <= x < x + wide <= right + 0.02
    inner = drawn(Reliability("R", (Bin(0.3, 0.3, 9.0), Bin(0.6, 0.6, 9.0))), "light").svg
    assert re.search(r'd="M56 [\d.]+H416" stroke-width="1.2"', inner), "else it is as long as the frame"


@pytest.mark.parametrize("count", [1, 2, 11, 24, 40])
def test_the_first_and_the_last_period_are_named(count):
    periods = tuple(f"20{at // 4:02}-Q{at % 4 + 1}" for at in range(count))
    svg = drawn(Series("S", (*periods[:-1], f"{periods[-1]}*"), counts=(1.0,) * count), "light").svg
    assert f">{periods[-1]}*<" in svg
    assert f">{periods[0]}" in svg


def test_points_are_smaller_than_their_whiskers_and_have_an_axis():
    bars = (Bar("a", 50.0, "50", low=49.0, high=51.0), Bar("b", 60.0, "60", low=0.0, high=100.0))
    svg = drawn(Bars("B", bars, points=True, ticks=((0.0, "none"), (100.0, "everything"))), "light").svg
    short, long = (float(each) for each in re.findall(r'<circle [^>]*r="([\d.]+)"', svg))
    assert short < 360 / 100 < long
    assert ">everything<" in svg


def test_columns_have_a_figure_each_or_a_scale_and_never_figures_over_columns():
    few = Series("S", tuple("abc"), counts=(1_200.0, 30.0, 0.0))
    svg = drawn(few, "light").svg
    assert [svg.count(f">{said}<") for said in ("1,200", "30", "0")] == [1, 1, 1]
    many = Series("S", tuple(f"d{at}" for at in range(300)), counts=tuple(1_000.0 + at for at in range(300)))
    figures = re.findall(">(1,[0-9]{3}|0)<", drawn(many, "light").svg)
    assert sorted(figures) == ["0", "1,299"]


def test_what_is_hollow_of_a_column_is_as_high_as_its_share():
    chart = Series("S", ("a", "b"), counts=(100.0, 40.0), hollow=(25.0, 40.0), waiting="still open")
    svg = drawn(chart, "light").svg
    assert ">still open<" in svg
    highs = [float(high) for high in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)"', svg)]
    assert sorted(highs) == pytest.approx(sorted([10.0, 62 * 0.25, 62 * 0.75, 62 * 0.4]), abs=0.02)
    assert "25 still open" in svg
    assert "still open" not in drawn(Series("S", ("a",), counts=(1.0,), waiting="still open"), "light").svg


def test_all_drawings_write_numbers_alike():
    rows = [{"case": str(case), "activity": "a", "timestamp": "2026-01-01 12:00Z"} for case in range(3_000)]
    rows += [{"case": str(case), "activity": "b", "timestamp": "2026-01-02 12:00Z"} for case in range(2_993)]
    log = jk.EventLog(rows)
    for drawing in (log.activities().draw(), log.variants().draw(), log.funnel(["a", "b"]).draw(), log.flow().draw()):
        words = " ".join(re.findall(r">([^<]+)</text>", drawing.svg))
        assert "\u202f" not in words
        assert "2,993" in words
        assert not re.search(r"[0-9]%", words)
    assert "99.8\u00a0%" in log.activities().draw().svg


def test_one_case_is_one_case():
    rows = [{"case": "1", "activity": name, "timestamp": f"2026-01-01 1{name}:00Z"} for name in "123"]
    with pytest.warns(jk.EventLogWarning, match="one case only"):
        log = jk.EventLog(rows)
    for drawing in (log.activities().draw(), log.variants().draw(), log.funnel(["1", "2"]).draw(), log.flow().draw()):
        words = " ".join(re.findall(r">([^<]+)</text>", drawing.svg))
        assert "1 case" in words
        assert not re.search("1 (cases|events)", words)
