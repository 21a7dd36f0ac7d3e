from __future__ import annotations

import re

import pytest

import journeykit as jk
from journeykit.render.flow.cards import mood
from journeykit.render.from_map import scene_of
from journeykit.render.poster.arcs.pills import pill
from render.scenes import solar


def edge(scene, source, target):
    return next(each for each in scene.edges if (each.source, each.target) == (source, target))


def test_the_scene_says_what_the_map_says():
    scene = scene_of(solar())
    assert [stage.title for stage in scene.stages] == ["Dream", "Choose", "Buy", "Live"]
    assert scene.subtitle == "Anna, 41, owns a terraced house · today"
    quote = scene.node("quote")
    assert (quote.channel_title, quote.emotion, quote.moment) == ("E-mail", -1, "moment of truth")
    assert scene.node("permit").detail == "14\u00a0weeks"
    assert scene.node("install").emotion == 1.5
    assert scene.node("gave_up").result == "failure"
    with pytest.raises(KeyError):
        scene.node("nobody")


def test_figures_are_printed_unless_they_are_assumed():
    scene = scene_of(solar())
    assert edge(scene, "quote", "calculator").figure == "35\u00a0%"
    assert edge(scene, "quote", "sign").figure == "45\u00a0%"
    assert edge(scene, "neighbour", "calculator").figure is None, "the only way on needs no figure"
    split = jk.JourneyMap(
        stages=[jk.Stage("a", ["ask", "yes", "no"])], outcomes=[jk.Outcome("end")], flow=["ask >> yes", "ask >> no"]
    )
    assert edge(scene_of(split), "ask", "yes").figure is None, "shared evenly is assumed"
    counted = split.replace(flow=[{"from": "ask", "to": "yes", "count": 3}, {"from": "ask", "to": "no", "count": 1}])
    assert edge(scene_of(counted), "ask", "yes").figure == "75\u00a0%"


def test_small_and_broken_percentages():
    from journeykit.render.scene import Edge

    figures = {share: Edge(source="a", target="b", probability=share, basis="stated").figure for share in
               (0, 0.0004, 0.005, 0.05, 0.125, 0.999, 1)}  # fmt: skip
    assert figures == {
        0: "0\u00a0%", 0.0004: "<0.1\u00a0%", 0.005: "0.5\u00a0%", 0.05: "5\u00a0%", 0.125: "12.5\u00a0%",
        0.999: "99.9\u00a0%", 1: "100\u00a0%",
    }  # fmt: skip


def test_kinds_of_edges():
    scene = scene_of(
        jk.JourneyMap(
            stages=[jk.Stage("a", [jk.Touchpoint("x", drop_off=0.1, drop_off_reason="too slow"), "y"])],
            outcomes=[jk.Outcome("won", result="success")],
            flow=["in order", "y >> y", "y >> x"],
        )
    )
    assert edge(scene, ".start", "x").kind == "entry"
    assert edge(scene, "x", "y").kind == "forward"
    assert edge(scene, "y", "x").kind == "back"
    assert edge(scene, "y", "y").kind == "self"
    leaving = edge(scene, "x", "a.drop_off")
    assert (leaving.kind, leaving.figure, leaving.label) == ("drop_off", "10\u00a0%", "too slow")
    assert [node.id for node in scene.nodes if node.kind == "drop_off"] == ["a.drop_off"]


def test_a_map_without_outcomes_ends_in_a_dot():
    scene = scene_of(jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"])]))
    assert edge(scene, "y", ".end").kind == "end"
    assert not any(node.kind == "drop_off" for node in scene.nodes)


def test_steps_in_any_order_have_no_direction_unless_stated():
    stages = [jk.Stage("a", ["x", "y", "z"], order="any"), jk.Stage("b", ["w"])]
    flow = ["in order", {"from": "y", "to": "z", "when": "tired"}]
    scene = scene_of(jk.JourneyMap(stages=stages, flow=flow))
    assert edge(scene, "x", "y").loose
    assert not edge(scene, "y", "z").loose
    assert not edge(scene, "z", "w").loose
    assert scene.stages[0].order == "any"


def test_several_entries_show_their_weights_where_they_differ():
    stages = [jk.Stage("a", [jk.Touchpoint("x", entry=3), jk.Touchpoint("y", entry=1)])]
    scene = scene_of(jk.JourneyMap(stages=stages))
    assert edge(scene, ".start", "x").figure == "75\u00a0%"
    even = [jk.Stage("a", [jk.Touchpoint("x", entry=True), jk.Touchpoint("y", entry=True)])]
    assert edge(scene_of(jk.JourneyMap(stages=even)), ".start", "x").figure is None


def family(cast="alternatives"):
    anna, ben, cleo = (jk.Persona(name, share=share) for name, share in (("anna", 0.5), ("ben", 0.2), ("cleo", 0.3)))
    return jk.JourneyMap(
        personas=[anna, ben, cleo],
        cast=cast,
        stages=[
            jk.Stage(
                "a",
                [
                    jk.Touchpoint("ask", emotion={"anna": 2, "ben": -1}),
                    jk.Touchpoint("phone", personas="ben"),
                    jk.Touchpoint("web", personas=["anna", "cleo"]),
                ],
            )
        ],
        outcomes=[jk.Outcome("done", result="success")],
        flow=[
            {"from": "ask", "to": "phone", "personas": "ben"},
            {"from": "ask", "to": "web", "personas": ["anna", "cleo"], "after": "2 days"},
            "phone >> done",
            "web >> done",
        ],
    )


def test_personas_keep_their_own_steps_and_moves():
    whole = family()
    ben = scene_of(whole, [whole.persona("ben")])
    assert [node.id for node in ben.nodes if node.stage == "a"] == ["ask", "phone"]
    assert ben.node("ask").emotion == -1
    assert edge(ben, "ask", "phone").figure is None
    assert not any("web" in (each.source, each.target) for each in ben.edges)
    two = scene_of(whole, [whole.persona("anna"), whole.persona("ben")])
    assert edge(two, "ask", "phone").probability == pytest.approx(2 / 7), "0.2 of 0.7"
    assert edge(two, "ask", "phone").figure is None, "of Ben it is everybody"
    assert edge(two, "ask", "web").label == "after\u00a02\u00a0days, only\u00a0Anna"
    assert scene_of(whole).node("phone").detail == "only\u00a0Ben"
    assert scene_of(whole).node("ask").emotion == pytest.approx((2 * 0.5 - 1 * 0.2) / 0.7), "the mean by share"


def test_a_cast_that_acts_together_shares_one_journey():
    whole = family("together")
    some = scene_of(whole, [whole.persona("anna"), whole.persona("ben")])
    assert {node.id for node in some.nodes if node.stage == "a"} == {"ask", "phone", "web"}


def test_many_personas_are_counted_and_staff_left_out():
    people = [jk.Persona(f"p{i}", f"P{i}") for i in range(5)]
    staff = jk.Persona("clerk", side="employee")
    scene = scene_of(jk.JourneyMap(personas=[*people, staff], state="future", stages=[jk.Stage("a", ["x"])]))
    assert scene.subtitle == "P0, P1, P2, P3, P4 · future"
    assert scene.shorter[-1] == "P0 and 4 more · future"


def test_the_description_is_in_words():
    assert scene_of(solar()).description == (
        "A journey map with 4 stages and 8 steps. Stages: Dream, Choose, Buy, Live. "
        "Outcomes: Lives with solar (success), Stays on grid power (failure). 1 move back or again."
    )


def test_personas_who_feel_differently_are_not_averaged_away():
    mira, otto = jk.Persona("mira", share=0.4), jk.Persona("otto", "Otto, 67", share=0.6)
    stage = jk.Stage("a", [jk.Touchpoint("x", emotion={"mira": -1, "otto": 1.5}), jk.Touchpoint("y", emotion=1)])
    whole = jk.JourneyMap(personas=[mira, otto], stages=[stage])
    apart, alike = (scene_of(whole).node(each) for each in ("x", "y"))
    assert apart.emotions == (("Mira", -1), ("Otto", 1.5))
    assert apart.emotion == pytest.approx(0.5), "the mean by share"
    assert mood(apart) == "\N{MINUS SIGN}1 to +1.5"
    assert (alike.emotions, mood(alike)) == ((), "+1")
    assert mood(scene_of(whole, [otto]).node("x")) == "+1.5"
    assert scene_of(whole).subtitle == "Mira; Otto, 67"


def test_a_length_of_time_does_not_break_between_a_figure_and_its_unit():
    lengths = ["14 weeks", "2 min 37 seconds", "11 minutes 59 seconds", "3 weeks 2 days 4 h"]
    for length in lengths:
        move = jk.Transition("a", "b", probability=0.999, after=length)
        journey = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c"])], flow=[move, "a >> c"])
        edge = next(each for each in scene_of(journey).edges if each.target == "b")
        lines = [f"{bold} {plain}".strip() for bold, plain in pill(edge.figure, edge.label, 100).lines]
        assert not [line for line in lines if re.search("[0-9]$", line)], lines
        assert " ".join(lines).replace("\u00a0", " ").startswith("99.9 % after ")
        assert not any(line.endswith("…") for line in lines)


def test_the_legend_of_a_flow_names_emotions_only_where_a_card_shows_one():
    ends = [jk.Outcome("kept", result="success", emotion=2)]
    journey = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b"])], outcomes=ends)
    assert "emotion, " not in jk.draw(journey, "flow").svg
    assert "emotion, " in jk.draw(journey.replace_step("a", emotion=1), "flow").svg
