"""What a poster says: its lanes in their order, the people it is about, and what stands in the lanes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import journeykit as jk
from journeykit.errors import UnknownName
from journeykit.render.lanes import names
from render.poster_parts import T, groups, items, lanes, shop, tree, words

# lanes


def test_by_default_it_has_the_lanes_that_have_something_to_say():
    assert lanes(tree(shop())) == ["steps", "thoughts", "emotion", "pains", "opportunities"]
    bare = jk.JourneyMap(stages=[jk.Stage("a", [T("x", pains="slow"), "y"])])
    assert lanes(tree(bare)) == ["steps", "pains"]


def test_all_lanes_keep_to_one_order_and_the_empty_ones_are_not_there():
    found = lanes(tree(shop(), lanes="all"))
    assert found == [name for name in names() if name in found]
    assert {"channels", "evidence"} < set(found)
    assert not {"gains", "metrics", "backstage", "pictures", "quotes"} & set(found)


def test_lanes_can_be_chosen_and_ordered():
    assert lanes(tree(shop(), lanes=["pains", "emotion", "steps"])) == ["pains", "emotion", "steps"]
    assert lanes(tree(shop(), lanes="pains")) == ["pains"]
    with pytest.raises(UnknownName, match="did you mean 'pains'"):
        jk.draw(shop(), lanes=["pain"])
    with pytest.raises(ValueError, match="each lane once"):
        jk.draw(shop(), lanes=["pains", "pains"])


def test_a_blueprint_has_its_layers_and_lines_though_nothing_is_in_them():
    root = tree(shop(), "blueprint")
    assert lanes(root) == ["steps", "frontstage", "backstage", "support"]
    said = [words(each) for each in groups(root, "jk-lane")]
    for lane, line in zip(
        said[1:], ("line of interaction", "line of visibility", "line of internal interaction"), strict=True
    ):
        assert line in lane
    assert "line of" not in said[0]


def test_a_lane_is_a_group_that_can_be_taken_out():
    root = tree(shop(), lanes="all")
    band = groups(root, "jk-band")[0]
    tops = [float(re.search(r"translate\(0 ([\d.]+)\)", each.get("transform"))[1]) for each in groups(band, "jk-lane")]
    heights = [float(each.get("data-height")) for each in groups(band, "jk-lane")]
    for (top, high), (below, _) in pairwise(zip(tops, heights, strict=True)):
        assert below == pytest.approx(top + high, abs=0.02)
    assert tops[-1] + heights[-1] == pytest.approx(float(band.get("data-height")), abs=0.02)


# people


def test_one_persona_sees_neither_steps_nor_curves_nor_items_of_others():
    both, anna = tree(shop()), tree(shop(), personas="anna")
    assert {each.get("data-persona") for each in groups(both, "jk-curve")} == {"anna", "ben"}
    assert {each.get("data-persona") for each in groups(anna, "jk-curve")} <= {"anna", None}
    assert [each.get("data-persona") for each in groups(anna, "jk-portrait")] == ["anna"]
    steps = [each.get("data-step") for each in groups(anna, "jk-step")]
    assert steps == ["search", "pay", "parcel"]
    assert any("small print" in each for each in items(both, "pains"))
    assert not any("small print" in each or "unclear" in each for each in items(anna, "pains"))


def test_items_say_whose_they_are():
    pains = groups(groups(tree(shop()), "jk-lane", lane="pains")[0], "jk-item")
    assert [each.get("data-who") for each in pains if "small print" in words(each)] == ["ben"]
    assert [each.get("data-who") for each in pains if "slow" in words(each)] == [None]


def test_the_head_says_who_it_is_about_and_what_the_map_states():
    who = jk.Persona("anna", "Anna, 41", goals=["shoes that fit"], quotes=[jk.Quote("They always pinch.")])
    journey = shop(
        personas=[who, jk.Persona("ben", "Ben")],
        scope=jk.Scope(trigger="the old ones are worn", end="walks in new ones"),
        state="future",
    )
    root = tree(journey)
    anna = words(groups(root, "jk-portrait", persona="anna")[0])
    assert "Anna, 41" in anna
    assert "shoes that fit" in anna
    assert "They always pinch." in anna
    head = words(groups(root, "jk-header")[0])
    assert "the old ones are worn" in head
    assert "walks in new ones" in head
    assert "future" in head
    assert words(groups(root, "jk-title")[0]) == "Buying shoes"


# what stands in the lanes


def test_pains_stand_by_severity():
    said = items(tree(shop(), personas="ben"), "pains", "search")
    assert [each.split()[0] for each in said] == ["no", "small", "slow", "unrated"]


def test_opportunities_stand_by_score_and_those_of_pains_are_among_them():
    pain = jk.PainPoint("queue", opportunities=[jk.Opportunity("middle one", customer_value=3, effort=2)])
    step = shop().step("pay").replace(pains=[pain])
    said = items(tree(jk.JourneyMap(stages=[jk.Stage("buy", [step])])), "opportunities")
    assert [each.split()[0] for each in said] == ["large", "middle", "small"]


def test_a_stage_says_its_own_things_once_also_where_it_has_no_steps():
    journey = jk.JourneyMap(
        stages=[jk.Stage("a", ["x", "y"], questions=["How much?"]), jk.Stage("b", [], questions=["And then?"])]
    )
    root = tree(journey, lanes="all")
    cells = {each.get("data-stage"): words(each) for each in groups(root, "jk-cell")}
    assert cells == {"a": "How much?", "b": "And then?"}
    assert [each.get("data-stage") for each in groups(root, "jk-stage")] == ["a", "b"]


def test_stages_say_their_number_kind_phase_and_order():
    stages = [
        jk.Stage("a", ["x", "y"], title="Wishing", kind="before", phase="Discovery"),
        jk.Stage("b", ["z", "w"], title="Having", order="any"),
    ]
    root = tree(jk.JourneyMap(stages=stages))
    assert [words(each) for each in groups(root, "jk-stage")] == ["1\u2002Wishing before", "2\u2002Having in any order"]
    assert "Discovery" in words(groups(root, "jk-stages")[0])


def test_a_poster_of_nothing_and_one_of_stages_alone_are_drawn():
    assert words(groups(tree(jk.JourneyMap("m", "Empty")), "jk-title")[0]) == "Empty"
    root = tree(jk.JourneyMap(stages=[jk.Stage("a", [], title="First"), jk.Stage("b", [], title="Then")]))
    assert [words(each) for each in groups(root, "jk-stage")] == ["1\u2002First", "2\u2002Then"]
