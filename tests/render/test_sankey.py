"""The observed flow: what is drawn how, in which column, and what is only told."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.analysis.chart import Sankey, Stop, Stream
from journeykit.render.charts import drawn
from journeykit.render.charts.sankey.chosen import chosen
from journeykit.render.charts.sankey.layers import layers
from journeykit.render.charts.sankey.order import ordered
from journeykit.render.charts.sankey.place import settled
from journeykit.render.charts.sankey.plan import plan
from render.observed import sankey

STOPS = tuple(Stop(name, name.title(), 100) for name in "abcd")


def flow(*streams, stops=STOPS):
    return Sankey("Flow", stops, tuple(Stream(*each) for each in streams))


def boxes(svg, name):
    """The first rectangle of each group of a class."""
    groups = re.findall(rf'<g class="{name}"[^>]*>.*?<rect ([^>]*?)/?>', svg)
    return [
        tuple(float(re.search(rf'\b{key}="([^"]+)"', each)[1]) for key in ("x", "y", "width", "height"))
        for each in groups
    ]


def test_columns_follow_the_usual_order_and_the_rarest_moves_break_circles():
    streams = [
        Stream("a", "b", 90),
        Stream("b", "c", 80),
        Stream("c", "a", 20),
        Stream("c", "d", 60),
        Stream("a", "d", 5),
    ]
    assert layers(STOPS, streams) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_given_columns_stay_and_have_no_gaps():
    stops = (Stop("a", "A", 1, 7), Stop("b", "B", 1, 2), Stop("c", "C", 1, 7))
    assert layers(stops, [Stream("a", "b", 9)]) == {"a": 1, "b": 0, "c": 1}


def test_ends_stand_behind_all_steps():
    stops = (*STOPS, Stop("won", "Won", 9, kind="end"))
    assert layers(stops, [Stream("a", "won", 9), Stream("a", "b", 9), Stream("b", "c", 9)])["won"] == 3


def test_streams_are_ribbons_arcs_loops_or_leave():
    stops = (*STOPS, Stop("x", "gone", 1, kind="left"))
    made = chosen(
        flow(("a", "b", 9), ("b", "a", 2), ("b", "b", 3), ("b", "x", 4), ("c", "zzz", 4), ("c", "d", 0), stops=stops)
    )
    assert [(each.source, each.target) for each in made.onward] == [("a", "b")]
    assert [(each.source, each.target) for each in made.back] == [("b", "a")]
    assert (list(made.loops), dict(made.left), made.notes) == (["b"], {"b": 4.0}, ())
    svg = drawn(flow(("a", "b", 9), ("b", "a", 2), ("b", "b", 3), ("b", "x", 4), stops=stops)).svg
    assert "4 leave" in svg.replace("\u00a0", " ")
    assert "3 again" in svg
    assert svg.count("jk-stream-back") == 1
    assert all(words in svg for words in ("back or again", "leaves here", "the wider, the more often"))
    assert "not on the map" not in svg


def test_what_is_off_the_map_has_a_sign_and_dashes():
    svg = drawn(Sankey("F", STOPS, (Stream("a", "b", 9, off=True), Stream("b", "a", 3, off=True)))).svg
    assert svg.count('stroke-dasharray="5 3"') == 3  # with that of the legend
    assert ">+ 9<" in svg
    assert ">+ 3<" in svg
    assert "+ not on the map" in svg


def test_rare_moves_are_told_and_every_stop_keeps_a_stream():
    chart = sankey("Pays", 60)
    made = chosen(chart)
    told = "".join(made.notes)
    said = re.match(
        r"Of the links that this picture was given, (\d+) rare ones, with [\d,]+ moves \([\d.]+\u00a0% of theirs",
        told,
    )
    assert said
    assert "rare ones" in drawn(chart).svg
    inner = [each for each in chart.streams if each.target not in {each.source, "gone"}]
    onward = {
        end for each in inner if made.layer[each.target] > made.layer[each.source] for end in (each.source, each.target)
    }
    assert {end for each in made.onward for end in (each.source, each.target)} == onward
    pairs = {(each.source, each.target, each.off) for each in inner}
    assert len(made.onward) + len(made.back) + int(said[1]) == len(pairs)


def test_two_streams_of_a_pair_are_one():
    (one,) = chosen(flow(("a", "b", 3), ("a", "b", 4))).onward
    assert one.count == 7


def test_ribbons_are_as_wide_as_their_counts():
    made = plan(chosen(flow(("a", "b", 80), ("b", "c", 40), ("b", "d", 20))))
    wide = {(each.stream.source, each.stream.target): each.thick for each in made.ribbons}
    assert wide["a", "b"] == pytest.approx(2 * wide["b", "c"])
    assert wide["b", "c"] == pytest.approx(2 * wide["b", "d"])


@pytest.mark.parametrize("count", [1, 2, 12, 60])
@pytest.mark.parametrize("layered", [True, False])
def test_cards_pills_and_tracks_keep_apart(count, layered):
    chart = sankey("Waits for the letter", count, layered=layered)
    svg = drawn(chart, "light").svg
    root = ET.fromstring(svg)
    cards = boxes(svg, "jk-stop")
    assert len(cards) == len(chart.stops) - 1
    pills = [tuple(map(float, each)) for each in re.findall(
        r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="(15)" rx="5"', svg
    )]  # fmt: skip
    assert pills
    everything = [*cards, *pills]
    assert [
        (one, other)
        for at, one in enumerate(everything)
        for other in everything[at + 1 :]
        if one[0] < other[0] + other[2] - 0.5
        and other[0] < one[0] + one[2] - 0.5
        and one[1] < other[1] + other[3] - 0.5
        and other[1] < one[1] + one[3] - 0.5
    ] == []
    across = float(root.get("width")) - 48
    assert all(x >= 0 and x + wide <= across for x, _, wide, _ in everything)
    made = plan(chosen(chart))
    around = [(c.along, c.end, c.across, c.across + c.wide) for c in made.cards.values()]
    for ribbon in made.ribbons:  # straight pieces go on and on, and pass between the cards
        assert all(a[1] < b[0] for a, b in pairwise(ribbon.level))
        for begin, end, y in ribbon.level[1:-1]:
            half = ribbon.thick / 2
            inside = [c for c in around if c[0] < end and c[1] > begin and c[2] < y + half and y - half < c[3]]
            assert inside == []


def test_lines_back_and_loops_share_a_scale_that_is_said():
    chart = flow(("a", "b", 500), ("b", "c", 500), ("b", "a", 400), ("a", "a", 400), ("c", "c", 100), ("c", "b", 100))
    svg = drawn(chart, "light").svg
    wide = [
        max(float(each) for each in re.findall(r'stroke-width="([\d.]+)"', part))
        for part in re.findall(r'<g class="jk-stream jk-stream-self".*?</g>', svg)
    ]
    lines = {each.stream.count: each.thick for each in plan(chosen(chart)).arcs}
    assert sorted(wide) == pytest.approx([lines[100], lines[400]], abs=0.01)
    assert lines[400] > 2 * lines[100]
    assert "lines back and loops have a scale of their own" in svg
    assert "a scale of their own" not in drawn(flow(("a", "b", 500))).svg


def test_loops_only():
    svg = drawn(flow(*((name, name, 5) for name in "abcd"))).svg
    assert svg.count("jk-stream-self") == 4
    assert "back or again" in svg
    assert "the wider" not in svg


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.integers(0, 10**9)), max_size=12),
    st.lists(st.none() | st.integers(-3, 9), min_size=4, max_size=4),
)
def test_any_flow_is_drawn(streams, columns):
    stops = tuple(Stop(name, name, 1, column) for name, column in zip("abcd", columns, strict=True))
    svg = drawn(flow(*streams, stops=stops), "light").svg
    assert ET.fromstring(svg).get("width")
    assert "nan" not in svg
    assert svg == drawn(flow(*streams, stops=stops), "light").svg


def test_an_order_crosses_no_more_than_the_one_given():
    assert ordered([["a", "b", "c"], ["x", "y", "z"]], [("a", "z", 1), ("b", "y", 1), ("c", "x", 1)])[1] == [
        "z",
        "y",
        "x",
    ]


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 10), st.floats(1, 50)), min_size=1, max_size=12))
def test_settled_places_keep_their_order_and_their_rooms(places):
    wanted, weights, rooms = (list(each) for each in zip(*places, strict=True))
    found = settled(wanted, weights, rooms)
    for at, (one, other) in enumerate(pairwise(found)):
        assert other - one >= (rooms[at] + rooms[at + 1]) / 2 - 1e-6
    if len(found) == 1:
        assert found == pytest.approx(wanted)


def test_a_plain_end_far_away_is_a_flag_and_an_outcome_keeps_its_ribbon():
    end, won = Stop("end", "End", 9, 5, kind="end"), Stop("won", "Won", 9, 5, tone="good", kind="end")
    stops = (*(Stop(name, name, 50, at) for at, name in enumerate("abcd")), end, won)
    made = chosen(flow(("a", "end", 7), ("d", "end", 9), ("a", "won", 4), ("a", "b", 30), stops=stops))
    assert dict(made.done) == {"a": 7}
    assert {(each.source, each.target) for each in made.onward} == {("d", "end"), ("a", "won"), ("a", "b")}
    svg = drawn(flow(("a", "end", 7), ("a", "b", 30), stops=stops)).svg.replace("\u00a0", " ")
    assert "7 end here (14 %)" in svg
    assert ">ends here<" in svg


@pytest.mark.parametrize(
    ("near", "said"), [(9, "9 of 16, the others end earlier"), (7, "7 of 14, the others"), (6, "")]
)
def test_an_end_says_how_many_come_there_and_is_not_drawn_where_most_end_earlier(near, said):
    end = Stop("end", "End", 7 + near, 5, kind="end")
    stops = (*(Stop(name, name, 50, at) for at, name in enumerate("abcd")), end)
    chart = flow(("a", "end", 7), ("d", "end", near), ("a", "b", 30), ("b", "c", 30), ("c", "d", 30), stops=stops)
    made = chosen(chart)
    assert dict(made.done) == ({"a": 7} if said else {"a": 7, "d": near})
    assert [stop.text.startswith(said) for stop in made.stops if stop.id == "end"] == ([True] if said else [])
    svg = drawn(chart).svg
    assert (">End<" in svg) is bool(said)
    assert svg.count('class="jk-stop"') == len(made.stops)
    assert "a: 7 to End" in drawn(chart).text


def test_a_long_flow_goes_down_the_page():
    names = [f"n{at}" for at in range(12)]
    stops = tuple(Stop(name, name, 9) for name in names)
    line = tuple((one, other, 9) for one, other in pairwise(names))
    for count, upright in ((6, False), (12, True)):
        root = ET.fromstring(drawn(flow(*line[: count - 1], ("n2", "n1", 4), ("n3", "n3", 2), stops=stops[:count])).svg)
        wide, high = (float(root.get(each)) for each in ("width", "height"))
        assert (high > wide) is upright
