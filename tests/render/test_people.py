from __future__ import annotations

import re

import pytest

import journeykit as jk
from journeykit.render import draw
from journeykit.render.flow.cards import card
from journeykit.render.flow.view import to_dot, to_svg
from journeykit.render.from_map import scene_of
from journeykit.render.text import wrap
from journeykit.render.words import listed, only, percent, short_names

NB = "\u00a0"


def edge(scene, source, target):
    return next(each for each in scene.edges if (each.source, each.target) == (source, target))


def gym(**more):
    people = [
        jk.Persona("anna", "Anna, 22, student", share=0.5),
        jk.Persona("ben", "Ben, 45, back pain", share=0.3),
        jk.Persona("p3", "Carla (68)", share=0.2),
    ]
    steps = [
        jk.Touchpoint("trial", emotion={"anna": 2, "ben": -2, "p3": 0}),
        jk.Touchpoint("fee", emotion={"anna": 0, "ben": 1}, personas=["anna", "ben", "p3"]),
        jk.Touchpoint("sauna", personas="p3", channel="in_person", duration="4 hours 30 min"),
    ]
    flow = [
        "in order",
        {"from": "trial", "to": "trial", "probability": 0.25, "personas": "ben", "when": "once more"},
        {"from": "fee", "to": "quits", "probability": 0.4, "personas": "anna"},
        {"from": "fee", "to": "quits", "probability": 0.1, "personas": ["ben", "p3"]},
    ]
    outcomes = [jk.Outcome("stays", result="success"), jk.Outcome("quits", result="failure")]
    return jk.JourneyMap(
        personas=people, stages=[jk.Stage("a", steps, **more)], outcomes=outcomes, flow=flow, title="Gym"
    )


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Sofia, 31", "The Hernández family"], ["Sofia", "The Hernández family"]),
        (["李雷，二十八岁", "أحمد، ٣٥ سنة"], ["李雷", "أحمد"]),
        (["Mo (buyer)", "Rep – sells"], ["Mo", "Rep"]),
        (["Anna, 22", "Anna, 45"], ["Anna, 22", "Anna, 45"]),
        (["Anna", "Anna"], ["P0", "P1"]),
        ([None, "(nameless)"], ["P0", "(nameless)"]),
        (["The whole department of procurement"], ["The whole department of…"]),
    ],
)
def test_a_persona_goes_by_a_short_name_that_is_nobody_elses(titles, names):
    people = [jk.Persona(f"p{index}", title) for index, title in enumerate(titles)]
    assert list(short_names(people).values()) == names


def test_names_are_joined_by_and_and_stay_whole():
    assert only(["Ines"]) == f"only{NB}Ines"
    assert only(["Ines", "Sales rep"]) == f"only{NB}Ines and{NB}Sales{NB}rep"
    assert listed(["A", "B", "C"]) == f"A, B and{NB}C"
    assert listed(["A, 1", "B", "C"]) == f"A,{NB}1; B; and{NB}C"


def test_lines_break_behind_the_dots():
    assert card(scene_of(gym()).node("sauna")).detail == (f"In person{NB}· 4{NB}h{NB}30{NB}min{NB}·", f"only{NB}Carla")
    assert wrap(f"only{NB}Donaudampf{NB}Gesellschaft", 90, 12) == ("only", "Donaudampf", "Gesellschaft")


def test_a_figure_is_the_share_of_those_it_names():
    scene = scene_of(gym())
    again, quits = edge(scene, "trial", "trial"), edge(scene, "fee", "quits")
    assert (again.figure, again.label) == (f"25{NB}%{NB}of{NB}Ben", "once more")
    assert again.probability == pytest.approx(0.075), "the line is as wide as the move is likely for everybody"
    assert (quits.figure, quits.label) == (f"Anna{NB}40{NB}%; Ben and{NB}Carla{NB}10{NB}%", None)
    ben = gym().persona("ben")
    assert edge(scene_of(gym(), [ben]), "fee", "quits").figure == f"10{NB}%"


def test_assumed_figures_of_a_persona_are_not_shown_either():
    flow = [{"from": "x", "to": "y", "personas": "a"}, {"from": "x", "to": "o", "personas": ["a", "b"]}]
    whole = jk.JourneyMap(
        personas=[jk.Persona("a"), jk.Persona("b")], stages=[jk.Stage("s", ["x", "y"])], outcomes=[jk.Outcome("o")],
        flow=flow,
    )  # fmt: skip
    only_a = edge(scene_of(whole), "x", "y")
    assert (only_a.figure, only_a.label) == (None, f"only{NB}A")


def test_terms_in_other_words_name_their_personas():
    flow = [
        {"from": "x", "to": "o", "personas": "a", "probability": 0.4, "when": "too dear"},
        {"from": "x", "to": "o", "personas": "b", "probability": 0.1, "when": "moves away"},
    ]
    people = [jk.Persona(each) for each in "abc"]
    whole = jk.JourneyMap(personas=people, stages=[jk.Stage("s", ["x"])], outcomes=[jk.Outcome("o")], flow=flow)
    move = edge(scene_of(whole), "x", "o")
    assert move.figure == f"A{NB}40{NB}%; B{NB}10{NB}%"
    assert move.label == f"too dear, only{NB}A; moves away, only{NB}B"


def test_figures_have_a_decimal_where_there_is_no_whole_number():
    assert [percent(each) for each in (1 / 3, 0.625, 0.004, 0.2, 0.20004)] == [
        f"33.3{NB}%", f"62.5{NB}%", f"0.4{NB}%", f"20{NB}%", f"20{NB}%",
    ]  # fmt: skip


def test_a_card_of_two_minds_has_two_faces_and_two_tints():
    scene = scene_of(gym())
    assert scene.node("trial").torn == (-2, 2)
    assert scene.node("fee").torn is None
    svg = to_svg(scene, theme="light")

    def drawn(step):
        return re.search(f'<g [^>]*data-step="{step}">.*?</g>', svg)[0]

    assert drawn("trial").count("<circle") == 2
    assert drawn("fee").count("<circle") == 1
    assert 'fill="#fcd4ad"' in drawn("trial")
    assert 'fill="#b7d7f7"' in drawn("trial")
    assert "\u22122 to +2: from persona to persona" in svg
    assert "from persona to persona" not in to_svg(scene_of(gym(), [gym().persona("ben")]))


@pytest.mark.parametrize("kind", ["touchpoint", "action", "wait"])
def test_the_left_half_of_every_shape_ends_in_its_middle(kind):
    from journeykit.render.brush import Brush
    from journeykit.render.flow.node_art import left_half
    from journeykit.render.flow.place import Box

    path = left_half(Brush("light", "x"), kind, Box(100, 50, 200, 80), fill="bad")
    assert "H100V90" in path
    assert path.startswith('<path d="M0 ')


@pytest.mark.parametrize(
    ("orders", "said"),
    [(["any"], "in any order"), (["parallel"], "in parallel"), (["any", "parallel"], "in any order, in parallel")],
)
def test_the_legend_says_how_steps_without_a_direction_go(orders, said):
    stages = [jk.Stage(f"s{index}", [f"x{index}", f"y{index}"], order=order) for index, order in enumerate(orders)]
    svg = to_svg(scene_of(jk.JourneyMap(stages=stages, flow="in order")))
    assert svg.rsplit('class="jk-legend"', 1)[1].count(f">{said}</text>") == 1


def test_the_legend_explains_the_way_to_a_failure():
    assert ">to a failure</text>" in draw(gym(), "flow").svg
    shop = jk.JourneyMap(stages=[jk.Stage("a", ["x"])], outcomes=[jk.Outcome("o", result="success")])
    assert "to a failure" not in draw(shop, "flow").svg


def test_the_subtitle_names_the_cast_and_marks_staff():
    people = [jk.Persona("ines", "Ines，会计"), jk.Persona("rep", "Sales rep", side="supplier"),
              jk.Persona("boss", "Boss", side="employee")]  # fmt: skip
    whole = jk.JourneyMap(personas=people, stages=[jk.Stage("a", [jk.Touchpoint("demo", personas=["ines", "rep"])])])
    assert scene_of(whole).subtitle == "Ines，会计; Sales rep (supplier)", "the boss is on no card"
    assert scene_of(whole).shorter[0] == "Ines, Sales rep (supplier)"


def test_a_subtitle_that_does_not_fit_is_said_in_short():
    people = [jk.Persona(f"p{index}", f"Name{index}, who has a long story to tell") for index in range(40)]
    svg = draw(jk.JourneyMap(personas=people, stages=[jk.Stage("a", ["x"])]), "flow").svg
    rows = re.findall(">([^<]*Name[^<]*)</text>", svg)
    assert len(rows) <= 2
    assert "long story" not in rows[0]
    assert re.search(r" and \d+ more$", " ".join(re.findall('font-size="13"[^>]*>([^<]*)<', svg)))


def test_lines_from_right_to_left_say_so_and_names_are_shut_off():
    title = "هل السعر مناسب! Booking.com!"
    persona = jk.Persona("a", "أحمد!")
    svg = draw(jk.JourneyMap(title=title, personas=[persona], stages=[jk.Stage("s", ["x"], title="One!")]), "flow").svg
    assert f">\u2067{title}\u2069</text>" in svg
    assert ">\u2068أحمد!\u2069</text>" in svg
    assert ">One!</text>" in svg
    lines = wrap(title, 110, 14)
    assert len(lines) > 1
    assert all(line[0] == "\u200f" or "\u0600" < line[0] < "\u06ff" for line in lines)


def test_a_label_at_a_loop_does_not_make_its_card_higher():
    steps = [jk.Touchpoint("x", channel="web", emotion=1), jk.Touchpoint("y", channel="web", emotion=1)]
    flow = ["in order", {"from": "x", "to": "x", "probability": 0.4, "when": "wrong password again and again"}]
    svg = draw(jk.JourneyMap(stages=[jk.Stage("s", steps)], flow=flow), "flow").svg
    high = [re.search(f'data-step="{step}">.*?height="([0-9.]+)"', svg)[1] for step in "xy"]
    assert high[0] == high[1]


def test_drop_off_beside_shares_of_personas_says_that_it_is_of_all():
    people = [jk.Persona("card", "Card", share=0.8), jk.Persona("slip", "Bank slip", share=0.2)]
    flow = [
        {"from": "order", "to": "pay"},
        {"from": "pay", "to": "won", "probability": 0.95, "personas": "card"},
        {"from": "pay", "to": "won", "probability": 1.0, "personas": "slip"},
    ]
    steps = [jk.Touchpoint("order", drop_off=0.1), jk.Touchpoint("pay")]
    sold = jk.JourneyMap(personas=people, stages=[jk.Stage("a", steps)], outcomes=[jk.Outcome("won")], flow=flow)
    for svg in (draw(sold, view="flow").svg, draw(sold).svg):
        said = " ".join(re.findall(">([^<>]+)</(?:text|title)>", svg)).replace(NB, " ")
        assert "Pay → Drop-off · 4 % of all here" in said
        assert "Order → Drop-off · 10 %" in said
        assert "10 % of all here" not in said, "nobody is told apart at that step"
    dot = to_dot(scene_of(sold)).replace(NB, " ")
    assert "4 % of all here" in dot
    alone = draw(sold, view="flow", personas=["card"]).svg.replace(NB, " ")
    assert "Pay → Drop-off · 5 %<" in alone
