"""Where a poster puts its steps, and how it shows them: ids, times, rows, sheets, pictures, levels."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from journeykit.errors import PictureError
from journeykit.render import TooSmall
from render.poster_maps import long
from render.poster_parts import SVG, T, box, groups, lanes, shop, tree, words

XLINK = "{http://www.w3.org/1999/xlink}"
GIF = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="

# steps


def test_steps_are_listed_in_the_order_of_the_journey_each_with_id_class_and_name():
    drawing = jk.draw(shop())
    root = ET.fromstring(drawing.svg)
    scope = root.get("id")
    steps = groups(root, "jk-step")
    assert [each.get("id") for each in steps] == [f"{scope}-{name}" for name in ("search", "size", "pay", "parcel")]
    assert [each.get("class").split()[:2] for each in steps] == [
        ["jk-step", "jk-touchpoint"],
        ["jk-step", "jk-touchpoint"],
        ["jk-step", "jk-touchpoint"],
        ["jk-step", "jk-wait"],
    ]
    assert [each.get("aria-label").split(". ")[1] for each in steps] == [
        "Searches for shoes", "Looks for the size", "Pays", "Waits for the parcel",
    ]  # fmt: skip
    assert [each.get("data-step") for each in groups(root, "jk-outcome")] == ["wears", "back"]


def test_ids_are_the_drawing_s_own_and_there_once():
    one, other = jk.draw(shop()).svg, jk.draw(shop(purpose="To sell more.")).svg
    ids = re.findall(r'\bid="([^"]*)"', one) + re.findall(r'\bid="([^"]*)"', other)
    assert len(ids) == len(set(ids)) > 20
    named = re.findall(r'(?:aria-labelledby|aria-describedby)="([^"]*)"', one)
    assert set(named) <= set(ids)


def test_a_moment_of_truth_has_a_star_and_a_wait_a_dashed_rim():
    steps = {each.get("data-step"): each for each in groups(tree(shop()), "jk-step")}
    titles = {name: [title.text for title in each.iter(f"{SVG}title")] for name, each in steps.items()}
    assert titles["pay"] == ["moment of truth"]
    assert titles["search"] == []
    assert steps["parcel"].find(f"{SVG}rect").get("stroke-dasharray")
    assert steps["pay"].find(f"{SVG}rect").get("stroke-dasharray") is None
    assert "3\u00a0days" in words(steps["parcel"])


def test_links_lead_to_safe_addresses_or_nowhere():
    links = [
        jk.Link("study", "https://example.org/a?b=1&c=2"), jk.Link("mail", "mailto:a@example.org"),
        jk.Link("plain", "http://example.org"), jk.Link("a file beside the map", "notes/a.md"),
    ]  # fmt: skip
    sources = [jk.Evidence("talks", links=[jk.Link("x", "https://example.org/talks")])]
    journey = jk.JourneyMap(evidence=sources, stages=[jk.Stage("a", [T("x", links=links, evidence=["talks"])])])
    root = tree(journey, lanes="all")
    assert [each.get("href") for each in root.iter(f"{SVG}a")] == [
        "https://example.org/a?b=1&c=2", "mailto:a@example.org", "http://example.org", "https://example.org/talks",
    ]  # fmt: skip
    assert {each.get("rel") for each in root.iter(f"{SVG}a")} == {"noopener"}
    with pytest.raises(ValueError, match="not to 'javascript:'"):
        jk.Link("x", "javascript:alert(1)")


@pytest.mark.parametrize("nothing", ["", " ", "\u00ad", "\u2068\u2069", "\u200b", "\u200f", "\u0301", "\u3000"])
@pytest.mark.parametrize("view", ["poster", "curve", "blueprint"])
def test_titles_of_which_nothing_is_seen_stop_no_drawing(nothing, view):
    step = T("x", nothing, emotion={"a": 1, "b": 2}, feelings=nothing, pains=[nothing], thoughts=nothing)
    people = [jk.Persona("a", nothing), jk.Persona("b", "Ben")]
    root = tree(jk.JourneyMap(personas=people, stages=[jk.Stage("s", [step], title=nothing, phase=nothing)]), view)
    assert len(groups(root, "jk-step")) == 1


# moves


def test_what_is_assumed_has_no_figure():
    flow = [jk.Transition("a", "b"), jk.Transition("a", "c")]
    stages = [jk.Stage("s", [T("a"), T("b"), T("c")])]
    assert "%" not in jk.draw(jk.JourneyMap(stages=stages, flow=flow)).svg
    stated = [jk.Transition("a", "b", probability=0.3), jk.Transition("a", "c", probability=0.7)]
    svg = jk.draw(jk.JourneyMap(stages=stages, flow=stated)).svg
    assert "30\u00a0%" in svg
    assert "70\u00a0%" in svg


def test_every_move_is_on_the_poster():
    flow = [jk.in_order, jk.Transition("pay", "search", when="wrong size"), jk.Transition("parcel", "back")]
    root = tree(shop(flow=flow))
    moves = {(each.get("data-from"), each.get("data-to")) for each in groups(root, "jk-move")}
    assert ("pay", "search") in moves
    assert any(each.get("data-from") == "parcel" for each in groups(root, "jk-exit"))
    assert "wrong size" in " ".join(words(each) for each in groups(root, "jk-move"))


# time, rows and paper


def timed(*durations):
    waits = [jk.Wait(f"w{index}", duration=each) for index, each in enumerate(durations)]
    return jk.JourneyMap(stages=[jk.Stage("a", waits)])


def test_columns_are_as_wide_as_their_steps_are_long():
    root = tree(timed("2 weeks", "4 weeks", "12 weeks", "1 minute", None), scale="time")
    measures = [each.get("d") for each in groups(root, "jk-stages")[0].iter(f"{SVG}path") if "v10" in each.get("d", "")]
    wide = [
        max(found) - min(found) for each in measures if (found := [float(x) for x in re.findall(r"M([\d.]+)", each)])
    ]
    assert wide[1] / wide[0] == pytest.approx(2, rel=0.03)
    assert wide[2] / wide[0] == pytest.approx(6, rel=0.03)
    assert [each.count("l4 -8") for each in measures] == [0, 0, 0, 2, 2]  # the broken measures of what is not to scale
    said = words(groups(root, "jk-stages")[0])
    assert "12\u00a0weeks" in said
    assert "?" in said
    assert "wide" in words(groups(root, "jk-footer")[0])


def test_on_an_even_scale_all_cards_are_alike():
    root = tree(timed("2 weeks", "4 weeks", "12 weeks"))
    assert len({box(each)["width"] for each in groups(root, "jk-step")}) == 1


def test_a_scale_of_time_without_times_says_so():
    root = tree(jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"])]), scale="time")
    assert "No step has a duration" in words(groups(root, "jk-footer")[0])


@pytest.mark.parametrize(("width", "held"), [(1200, [(0,), (1,), (2,), (3,)]), (1400, [(0, 1), (2, 3)])])
def test_rows_break_between_stages(width, held):
    stages = [jk.Stage(f"g{index}", [f"s{index}_{step}" for step in range(3)]) for index in range(4)]
    root = tree(jk.JourneyMap(stages=stages), width=width)
    rows = [[each.get("data-step") for each in groups(band, "jk-step")] for band in groups(root, "jk-band")]
    assert rows == [[f"s{stage}_{step}" for stage in row for step in range(3)] for row in held]
    assert float(root.get("width")) <= width
    assert "continued" not in words(root)


def test_a_stage_that_is_wider_than_a_row_goes_on_in_the_next():
    root = tree(jk.JourneyMap(stages=[jk.Stage("a", [f"s{index}" for index in range(7)])]), width=700)
    heads = [words(each) for each in groups(root, "jk-stage")]
    assert heads[0] == "1\u2002A"
    assert all(each == "1\u2002A continued" for each in heads[1:])
    assert len(heads) == 4
    assert [each.get("id").rpartition("lane-")[2] for each in groups(root, "jk-lane")] == [
        "steps", "steps-2", "steps-3", "steps-4",
    ]  # fmt: skip


@pytest.mark.parametrize(("page", "size"), [("a3", ("420mm", "297mm")), ("a4", ("297mm", "210mm"))])
def test_a_sheet_has_the_size_of_the_paper(page, size):
    root = tree(jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"])]), page=page)
    assert (root.get("width"), root.get("height")) == size
    _, _, wide, high = map(float, root.get("viewBox").split())
    assert wide / high == pytest.approx(420 / 297, rel=0.002)


def test_what_would_be_too_small_to_read_on_paper_is_said():
    with pytest.warns(TooSmall, match=r"on one A4 sheet the smallest text is \d\.\d pt, below 7"):
        _ = jk.draw(long(7, 60), page="a4", lanes="all").svg


def test_several_sheets_say_which_they_are_and_are_no_more_than_it_takes():
    journey = jk.JourneyMap(title="A way", stages=[jk.Stage(f"s{i}", [f"a{i}", f"b{i}", f"c{i}"]) for i in range(12)])
    sheets = jk.draw(journey, page="a4", theme="print").make_pages()
    assert len(sheets) == 2
    feet = [
        words(each) for sheet in sheets for each in ET.fromstring(sheet).iter(f"{SVG}text") if "sheet" in words(each)
    ]
    assert feet == ["A way\u00a0· sheet 1 of 2", "A way\u00a0· sheet 2 of 2"]
    (single,) = jk.draw(jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"])]), page="a4").make_pages()
    assert "sheet 1" not in single


def test_more_sheets_are_taken_only_where_the_text_gains_from_them():
    pains = [jk.PainPoint("a pain that is told at some length, and again " * 3) for _ in range(30)]
    tall = jk.JourneyMap(stages=[jk.Stage(name, [T(f"{name}x", pains=pains), "y" + name]) for name in "abc"])
    with pytest.warns(TooSmall, match="a row of stages is higher than an A4 sheet"):
        sheets = jk.draw(tall, page="a4").make_pages()
    assert len(sheets) == 1


# pictures and levels


def test_pictures_are_carried_along(tmp_path):
    (tmp_path / "anna.gif").write_bytes(base64.b64decode(GIF))
    journey = jk.JourneyMap(
        personas=[jk.Persona("anna", image="anna.gif")],
        stages=[jk.Stage("a", [T("x", image=f"data:image/gif;base64,{GIF}")])],
    )
    svg = jk.draw(journey, lanes="all", folder=tmp_path).svg
    root = ET.fromstring(svg)
    images = [each.get(f"{XLINK}href") for each in root.iter(f"{SVG}image")]
    assert images
    assert all(each.startswith("data:image/") for each in images)
    assert groups(root, "jk-portrait")[0].find(f"{SVG}image") is not None
    assert lanes(root)[:2] == ["steps", "pictures"]
    assert "anna.gif" not in svg
    without = ET.fromstring(jk.draw(journey).svg)
    assert groups(without, "jk-portrait")[0].find(f"{SVG}image") is None
    with pytest.raises(PictureError, match="stages"):
        jk.draw(journey.replace(stages=[jk.Stage("a", [T("x", image="nowhere.png")])]), folder=tmp_path)


def test_the_overlay_lets_what_is_assumed_fade():
    def pain(name, **fields):
        return T(name, pains=[f"{name} hurts"], emotion=1, **fields)

    hunch, talks = jk.Evidence("hunch", kind="assumption"), jk.Evidence("talks", kind="interview")
    journey = jk.JourneyMap(stages=[jk.Stage("a", [pain("x", evidence=hunch), pain("y", evidence=talks)])])
    plain, laid = jk.draw(journey).svg, jk.draw(journey, overlay="evidence").svg
    assert "f-fade" not in plain
    root = ET.fromstring(laid)
    colours = {}
    for cell in groups(groups(root, "jk-lane", lane="pains")[0], "jk-cell"):
        colours[cell.get("data-step")] = {each.get("class") for each in cell.iter(f"{SVG}text")}
    assert colours == {"x": {"f-fade"}, "y": {"f-ink"}}
    steps = {each.get("data-step"): each for each in groups(root, "jk-step")}
    assert {each.get("class") for each in steps["x"].iter(f"{SVG}text")} == {"f-fade"}
    assert "f-fade" not in {each.get("class") for each in steps["y"].iter(f"{SVG}text")}
    assert "assumption" in words(groups(root, "jk-legend")[0])


def test_the_legend_explains_what_is_there_and_nothing_else():
    said = words(groups(tree(shop()), "jk-legend")[0])
    assert "moment of truth" in said
    assert "wait" in said
    assert "how strong, of 5" in said
    bare = tree(jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"])], flow=[jk.in_order, jk.Transition("y", "x")]))
    assert "back or again" in words(groups(bare, "jk-legend")[0])
    assert "moment" not in words(groups(bare, "jk-legend")[0])
