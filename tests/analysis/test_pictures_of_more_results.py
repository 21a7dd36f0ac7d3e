"""Removal, loops, chokepoints, proposals, intervals, questions and plans draw themselves."""

from __future__ import annotations

import pickle
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from house.source import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def broadband():
    return jk.load(ROOT / "examples" / "broadband.journey.yaml")


def planned(count=4):
    """A map with so many ideas, of some the effort is unknown."""
    ideas = [
        jk.Solution(f"idea {at}", effort=None if at == 3 else at % 3 + 1, effects=jk.Effect(f"s{at}", drop_off=0.1))
        for at in range(count)
    ]
    steps = [
        jk.Touchpoint(f"s{at}", f"Step {at}", drop_off=0.3, opportunities=jk.Opportunity("better", solutions=idea))
        for at, idea in enumerate(ideas)
    ]
    return jk.JourneyMap(stages=[jk.Stage("buy", steps)], outcomes=[jk.Outcome("won", result="success")])


def counted():
    return jk.JourneyMap(
        stages=[jk.Stage("decide", ["quote"])],
        outcomes=[jk.Outcome("owner", "Owns it", result="success"), jk.Outcome("gave_up", "Gave up", result="failure")],
        flow=[{"from": "quote", "to": "owner", "count": 36}, {"from": "quote", "to": "gave_up", "count": 64}],
    )


def words(svg):
    return "\n".join(each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text"))


def test_removal_says_what_each_step_and_channel_is_worth(broadband):
    rows = jk.removal(broadband)
    svg = rows.draw("light").svg
    said = words(svg)
    for part in (
        "Steps",
        "Channels",
        "Signs up",
        "Email" if "email" in {row.id for row in rows} else "Web",
        "100\u00a0%",
    ):
        assert part in said
    over = rows.overlay()
    assert over.steps["sign_up"][0].share == pytest.approx(1)
    assert set(over.steps) == {row.id for row in rows if row.kind == "step"}


def test_loops_say_how_often_they_are_gone_round(broadband):
    rows = jk.loops(broadband)
    said = words(rows.draw("light").svg)
    assert "0.33\u00a0rounds" in said
    assert "only Otto" in said
    mark = rows.overlay().steps["port"][0]
    assert mark.text == f"loop {len(rows)}: 10\u00a0% go round again"
    assert "nobody goes round" in words(jk.loops(counted()).draw().svg)


def test_chokepoints_stand_in_the_order_of_the_way(broadband):
    rows = jk.chokepoints(broadband)
    said = words(rows.draw("light").svg)
    assert said.index("Checks what the") < said.index("Signs up") < said.index("Reads the first bill")
    assert rows.overlay().steps["sign_up"][1].share == pytest.approx(0.8)


def test_proposals_say_what_goes_and_what_it_gains():
    rows = jk.simplify(planned())
    said = words(rows.draw("light").svg)
    assert "Raises the goal" in said
    assert f"+{100 * rows[0].gain:.2f}".rstrip("0") in said
    assert rows.overlay().steps[rows[0].step][0].share == pytest.approx(1)


def test_intervals_are_points_with_whiskers():
    svg = jk.uncertainty(counted()).draw("light").svg
    said = words(svg)
    for part in ("The goal", "Owns it", "Gave up", "36\u00a0%", "26.6\u00a0% to 45.4\u00a0%", "95\u00a0% intervals"):
        assert part in said
    assert svg.count("<circle") == 3  # nobody dropped off
    for tick in ("0\u00a0%", "20\u00a0%", "40\u00a0%", "60\u00a0%"):
        assert f">{tick}<" in svg, "there is an axis"
    assert "90\u00a0% intervals" in words(jk.uncertainty(counted(), level=0.9).draw().svg)


def test_questions_are_ranges_of_the_goal():
    survey = jk.JourneyMap(
        stages=[jk.Stage("decide", [jk.Touchpoint("survey", "The survey"), "quote"])],
        outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("gave_up")],
        flow=["survey >> quote", "survey >> gave_up", {"from": "quote", "to": "owner", "count": 80},
              {"from": "quote", "to": "gave_up", "count": 20}],
    )  # fmt: skip
    rows = jk.research_next(survey)
    said = words(rows.draw("light").svg)
    assert "The survey" in said
    assert "observe 1,537 more" in said.replace("\n", " ")
    assert "nobody said these shares" in said
    assert [mark.text for mark in rows.overlay().steps["survey"]][1] == "observe 1,537 more"


def test_plans_are_numbered_points_with_a_key():
    rows = jk.roadmap(planned())
    svg = rows.draw("light").svg
    said = words(svg)
    assert "idea 0 + idea 2 + idea 1" in said or "idea 0 + idea 1 + idea 2" in said
    assert "effort" in said
    assert "Not shown, as nobody states their effort: idea 3." in said
    shown = [row for row in rows if row.effort is not None]
    assert svg.count('class="jk-plotted"') == min(len(shown), 20)
    with pytest.raises(TypeError, match="rows of Plan say nothing of steps"):
        rows.overlay()


def test_numbers_of_equal_plans_do_not_cover_each_other():
    ideas = [jk.Solution(f"i{at}", effort=2, effects=jk.Effect(f"s{at}", drop_off=0.1)) for at in range(9)]
    steps = [
        jk.Touchpoint(f"s{at}", drop_off=0.3, opportunities=jk.Opportunity("x", solutions=idea))
        for at, idea in enumerate(ideas)
    ]
    shop = jk.JourneyMap(stages=[jk.Stage("buy", steps)], outcomes=[jk.Outcome("won", result="success")])
    svg = jk.roadmap(shop).draw().svg
    groups = [each for each in ET.fromstring(svg).iter(f"{SVG}g") if each.get("class") == "jk-plotted"]
    places = [
        [float(each.get(axis)) for axis in ("cx", "cy")]
        for group in groups
        for each in [list(group.iter(f"{SVG}circle"))[-1]]
    ]
    apart = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for n, a in enumerate(places) for b in places[:n]]
    assert len(places) > 9
    assert min(apart) > 22


@pytest.mark.parametrize("verb", ["removal", "loops", "chokepoints", "simplify"])
def test_pictures_survive_being_kept(broadband, verb):
    rows = getattr(jk, verb)(broadband)
    kept = pickle.loads(pickle.dumps(rows))
    assert kept.draw().svg == rows.draw().svg
    for view in ("poster", "flow"):
        assert jk.draw(broadband, view, overlay=kept).svg != jk.draw(broadband, view).svg


def test_an_experience_is_a_curve_for_each_persona_along_her_walk(broadband):
    found = jk.experience(broadband)
    said = words(found.draw("light").svg)
    for part in ("Mira, 29, works from home", "Otto, 67", "mean \u22120.25", "peak-end", "23.8\u00a0% of all"):
        assert part in said
    assert said.count("Asks in the shop") == 1  # on the walk of one of them
    assert "Nobody" not in said
    everybody = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("look", emotion=1), jk.Touchpoint("pay")])])
    assert "Everybody" not in words(jk.experience(everybody).draw().svg)


def test_the_parts_of_an_experience_draw_themselves_and_lie_over_a_poster(broadband):
    found = jk.experience(broadband)
    assert "\u2192" in words(found.cliffs.draw().svg)
    assert "\u22122" in words(found.lows.draw().svg)
    assert "score" in words(found.opportunities.draw().svg)
    over = found.overlay()
    assert [mark.text for mark in over.steps["outage"]] == ["low: \u22122", "low: \u22121"]
    svg = jk.draw(broadband, overlay=found).svg
    for part in (found.cliffs, found.lows, found.opportunities):
        assert jk.draw(broadband, overlay=part).svg != svg
    with pytest.raises(TypeError, match="rows of Curve say nothing"):
        found.curves.overlay()


def test_a_comparison_is_drawn_as_the_poster_of_both(broadband):
    better = broadband.replace_step("port", emotion=0)
    assert (
        jk.compare(broadband, better).draw("light").svg == jk.draw(broadband, "diff", against=better, theme="light").svg
    )


def test_a_simulation_is_drawn_with_its_sampling_error(broadband):
    found = jk.simulate(broadband, 400, seed=1)
    svg = found.draw("light").svg
    said = words(svg)
    ended = found["ended"].tolist()
    count = ended.count("switched")
    assert f"{count} of 400 journeys" in said
    assert "Stays with the new provider" in said
    assert "drop-off" in said
    assert "95 % intervals of sampling alone" in said
    assert "No journey ended." in words(jk.simulate(broadband, 5, seed=1)[:0].draw().svg)
