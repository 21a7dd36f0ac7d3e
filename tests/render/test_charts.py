"""Pictures of results: bars and grids."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from journeykit.analysis.chart import Bar, Bars, Grid
from journeykit.analysis.rows import Rows
from journeykit.show import chart_drawing

BARS = Bars(
    "What to fix first",
    (
        Bar("Receives the quote", 0.02, "+2.0 points", note="leaks 20 %", tone="good", low=0.01, high=0.04),
        Bar(
            "Waits for the permit, which takes its time and more of it than anybody likes",
            -0.01,
            "\u22121 point",
            tone="bad",
        ),
        Bar("<script>alert(1)</script>", 0.0, "0"),
    ),
    subtitle="if 10 % of the leak went on",
    notes=("The chain has no memory.",),
)
GRID = Grid("Moves", ("Quote", "Sign"), ("Quote", "Sign", "Lives"), ((None, 0.45, 0.0), (0.2, None, 0.8)))


def test_bars_share_one_scale():
    svg = chart_drawing(BARS, "light").svg
    wide = [float(each) for each in re.findall(r'width="([\d.]+)" height="16"', svg)]
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.02)
    assert len(wide) == 2  # nothing is no bar
    assert "<script>" not in svg
    assert "+2.0 points" in svg
    assert "The chain has no memory." in svg


def test_a_grid_shows_its_shares_and_leaves_out_what_is_none():
    svg = chart_drawing(GRID, "light").svg.replace("\u00a0", " ")
    assert [each for each in ("45 %", "20 %", "80 %") if f">{each}<" not in svg] == []
    assert ">0 %<" not in svg


@pytest.mark.parametrize("many", [12, 30])
def test_heads_that_are_cut_alike_are_told_apart_by_numbers(many):
    names = [f"A question to our customer service about the bill with the number {n} of the year" for n in range(many)]
    cells = tuple((0.5,) * (many + 1) for _ in names)
    svg = chart_drawing(Grid("What follows what", tuple(names), (*names, "end"), cells), "light").svg
    for place in (1, many):
        assert svg.count(f">{place}.") == 2, "a row and a column"
    plain = chart_drawing(Grid("What follows what", ("a", "b"), ("a", "b"), ((1, 0), (0, 1))), "light").svg
    assert ">1." not in plain


@pytest.mark.parametrize("chart", [BARS, GRID, Bars("Nothing", ()), Grid("Nothing", (), (), ())])
def test_charts_are_the_same_bytes_twice_and_described(chart):
    one, two = chart_drawing(chart), chart_drawing(chart)
    assert one.svg == two.svg
    assert "<desc" in one.svg
    assert one.svg != chart_drawing(chart, "dark").svg


@dataclass(frozen=True)
class Row:
    name: str
    gain: float


def bars(rows):
    return Bars("Gains", tuple(Bar(row.name, row.gain, f"{row.gain:g}") for row in rows))


def test_rows_draw_themselves():
    rows = Rows(Row, [Row("a", 1.0), Row("b", 2.0)], chart=bars)
    assert rows.draw("dark").svg == chart_drawing(bars(rows), "dark").svg
    assert ">b<" not in rows[:1].draw().svg
    with pytest.raises(TypeError, match="no picture"):
        Rows(Row, []).draw()


def test_a_chart_is_told_in_words_where_nobody_sees_it():
    drawing = chart_drawing(BARS)
    assert drawing.text.splitlines()[:3] == ["What to fix first", "", "Receives the quote: +2.0 points"]
    assert "<li" in drawing.html
    assert "The same in words" in drawing.html
    assert "The map as tables" not in drawing.html
    assert "<script>alert" not in drawing.html
