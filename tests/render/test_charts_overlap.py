"""No text of a chart lies over another or leaves the drawing, however long it is."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from journeykit.analysis.chart import Bar, Bars, Drop, Funnel, Grid, Level, Line, Lines, Plot, Point
from journeykit.render.charts import drawn
from render.overlapping import overlaps

__all__ = ["overlaps"]  # a fixture

WORDS = {
    "short": "Pays",
    "german": "Donaudampfschifffahrtsgesellschaftskapitän meldet sich zur Vertragsunterzeichnung an",
    "chinese": "客户收到报价并与邻居讨论太阳能屋顶是否值得购买以及何时安装",
    "arabic": "يتلقى العميل عرض السعر ويناقشه مع جيرانه قبل التوقيع على العقد",
}


def charts(words, count):
    """One of each kind, with so many parts."""
    names = [f"{words} {at}" for at in range(count)]
    drops = tuple(Drop(name, 0.04 + 0.01 * at, "bad") for at, name in enumerate(names[:6]))
    few = tuple(names[:12])
    bars, dots, levels, points = [], [], [], []
    for at, name in enumerate(names):
        group = words if at > 1 else ""
        bars.append(Bar(name, 3.0 - at, f"+{at} points", note=words, low=-1.0, high=4.0, tone="good", group=group))
        dots.append(Bar(name, 0.1 * (at % 9), f"{at}", low=0.0, high=1.0))
        levels.append(Level(name, 1 - at / count, drops if at % 2 else (), "good" if at == count - 1 else "plain"))
        points.append(Point(name, at % 3, at % 4, words, front=at % 2 == 0))
    felt = tuple((name, (at % 9 - 4) / 2 if at % 5 else None) for at, name in enumerate(names))
    return [
        Bars(words, tuple(bars), subtitle=words, notes=(words,)),
        Bars(words, tuple(dots), points=True),
        Funnel(words, tuple(levels)),
        Plot(words, ("effort", "gain"), tuple(points[:20])),
        Lines(words, (Line(words, felt, words), Line("other", ((words, 1.0),)))),
        Grid(words, few, few, tuple([0.5] * len(few) for _ in few)),
    ]


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize("language", list(WORDS))
def test_no_text_lies_over_another(overlaps, language, count):
    for chart in charts(WORDS[language], count):
        svg = drawn(chart, "light").svg
        ET.fromstring(svg)
        assert overlaps(svg) == [], type(chart).__name__


@pytest.mark.parametrize("language", list(WORDS))
def test_no_text_of_people_lies_over_another(overlaps, language):
    steps = [jk.Wait(f"s{at}", f"{WORDS[language]} {at}", duration="3 weeks", drop_off=0.1) for at in range(8)]
    made = jk.JourneyMap(
        "m",
        WORDS[language],
        stages=[jk.Stage("only", steps)],
        outcomes=[jk.Outcome("won", WORDS[language], result="success")],
        flow=["in order", steps[3].to(steps[1], probability=0.5)],
    )
    assert overlaps(jk.draw(made, "people", theme="light").svg) == []


def test_empty_charts_say_so():
    for chart in (Bars("Loops", (), empty="Nobody goes round."), Plot("Plans", ("x", "y"), (), empty="No plan."),
                  Lines("Feelings", (), empty="No journey.")):  # fmt: skip
        assert chart.empty in drawn(chart).svg
        assert drawn(replace(chart, title="Other")).svg != drawn(chart).svg
