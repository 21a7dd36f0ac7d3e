"""Posters of hundreds of maps in a real browser: no text outside its box, none on another, none under a line."""

from __future__ import annotations

import pytest

import journeykit as jk
from render.poster_maps import long, odd, options
from render.poster_page import judged, watched

BATCH = 20
ODD = 220
LONG = 100


@pytest.fixture(scope="module")
def tab(chromium):
    with watched(chromium) as found:
        yield found


def faults_of(tab, journeys):
    """What is wrong with the drawings of some maps, each with its number and the way it was drawn."""
    found, looked_at = [], {"texts": 0, "steps": 0, "moves": 0, "curves": 0}
    for number, journey in journeys:
        asked = options(journey, number)
        faults, seen = judged(*tab, jk.draw(journey, **asked).svg)
        found += [f"map {number}, {asked}: {fault}" for fault in faults]
        for what in looked_at:
            looked_at[what] += seen[what]
    return found, looked_at


@pytest.mark.parametrize("first", range(0, ODD, BATCH))
def test_odd_maps_lie_clear(tab, first):
    faults, looked_at = faults_of(tab, enumerate(odd(ODD)[first : first + BATCH], first))
    assert faults == []
    assert looked_at["texts"] > 20 * BATCH
    assert looked_at["steps"] > BATCH // 2  # some of them have none


@pytest.mark.parametrize("first", range(0, LONG, BATCH))
def test_long_maps_lie_clear(tab, first):
    faults, looked_at = faults_of(tab, ((seed, long(seed)) for seed in range(first, first + BATCH)))
    assert faults == []
    assert looked_at["texts"] > 200 * BATCH
    assert looked_at["steps"] > 10 * BATCH
    assert looked_at["moves"] > 10 * BATCH
    assert looked_at["curves"] > BATCH


@pytest.mark.parametrize("count", [1, 2, 80])
def test_the_shortest_and_the_longest_lie_clear(tab, count):
    faults, looked_at = faults_of(tab, [(count, long(count, count))])
    assert faults == []
    assert looked_at["steps"] == count


@pytest.mark.filterwarnings("ignore::journeykit.render.TooSmall")
@pytest.mark.parametrize("page", ["a3", "a4"])
def test_sheets_lie_clear(tab, page):
    for seed in range(500, 504):
        svg = jk.draw(long(seed, 9), page=page, theme="print").svg
        assert judged(*tab, svg)[0] == []


@pytest.mark.parametrize("scale", [None, "time"])
def test_curves_lie_clear(tab, scale):
    for journey in (*odd(ODD)[:60], *map(long, range(30))):
        assert judged(*tab, jk.draw(journey, "curve", scale=scale).svg)[0] == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1000, 1600, BATCH))
def test_many_more_long_maps_lie_clear(tab, first):
    assert faults_of(tab, ((seed, long(seed)) for seed in range(first, first + BATCH)))[0] == []


@pytest.mark.slow
def test_many_more_odd_maps_lie_clear(tab):
    assert faults_of(tab, enumerate(odd(1500)))[0] == []


# A drawing with one fault each: the measuring has to find it, else all of the above proves nothing.
BROKEN = {
    "outside the drawing": '<text x="390" y="50" font-size="13">far too long</text>',
    "outside its box": '<g class="jk-step"><rect x="10" y="10" width="50" height="30"/>'
    '<text x="12" y="70" font-size="13">below its card</text></g>',
    "two texts overlap": '<text x="10" y="50" font-size="13">one text</text>'
    '<text x="40" y="55" font-size="13">other</text>',
    "a line over a text": '<text x="10" y="50" font-size="13">struck out</text>'
    '<path d="M0 46h200" fill="none" stroke="#000" stroke-width="2"/>',
    "a line behind a text": '<g class="jk-move"><path d="M0 46h200" fill="none" stroke="#000" stroke-width="2"/></g>'
    '<text x="10" y="50" font-size="13">struck out</text>',
    "painted over a text": '<text x="10" y="50" font-size="13">covered</text>'
    '<rect x="30" y="40" width="90" height="9"/>',
    "two boxes overlap": '<rect x="10" y="10" width="50" height="30"/><rect x="50" y="20" width="50" height="30"/>',
    "over the edge of a box": '<rect x="10" y="10" width="50" height="30" fill="none" stroke="#000"/>'
    '<text x="40" y="30" font-size="13">sticks out</text>',
    "no number": '<path d="MNaN 46h200"/>',
    "below 0": '<rect x="10" y="10" width="-50" height="30"/>',
    "two of one id": '<g id="a"/><g id="a"/>',
    "outside its .jk-lane": '<g class="jk-lane" data-height="30"><text x="10" y="40" font-size="13">too low</text></g>',
    "not XML": "<g>",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_the_measuring_finds_each_fault(tab, kind):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">{BROKEN[kind]}</svg>'
    faults, _ = judged(*tab, svg)
    assert [fault for fault in faults if fault.startswith(kind)]
    assert not {fault.split(":")[0] for fault in faults} - {kind, "Error"}
