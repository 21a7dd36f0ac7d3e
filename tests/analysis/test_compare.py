"""Two maps compared: nothing for equal ones, the fewest moves, ids carried along, and a diff that can be applied."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import journeykit as jk
from analysis.edited_maps import edited_pairs
from journeykit.analysis.diff.build import built
from journeykit.analysis.diff.draft import draft_of
from journeykit.analysis.diff.order import resting
from journeykit.testing import maps

WIDE = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))


def shop(*steps, **fields):
    return jk.JourneyMap("shop", stages=[jk.Stage("buy", list(steps))], **fields)


def said(a, b):
    return [(each.kind, each.what, each.id, each.field) for each in jk.compare(a, b)]


@WIDE
@given(maps())
def test_a_map_is_built_again_from_its_draft(journey):
    assert built(draft_of(journey)) == journey


@WIDE
@given(maps())
def test_equal_maps_do_not_differ(journey):
    found = jk.compare(journey, journey)
    assert not found
    assert len(found) == 0
    assert found.rows() == []
    assert found.apply(journey) == journey


@WIDE
@given(edited_pairs())
def test_the_diff_of_an_edited_map_applied_gives_it(pair):
    first, second = pair
    found = jk.compare(first, second)
    assert bool(found) == (first != second)
    assert found.apply(first) == second


@WIDE
@given(maps(), maps())
def test_the_diff_of_two_strangers_applied_gives_the_second(first, second):
    assert jk.compare(first, second).apply(first) == second


@WIDE
@given(edited_pairs())
def test_every_difference_can_be_told(pair):
    found = jk.compare(*pair)
    assert len(found.rows()) == len(found.changes)
    assert str(found).count("\n") >= len(found)
    assert found._repr_html_().count("<tr>") == (len(found) + 1 if found else 0)
    assert found.to_dict()["equal"] is not bool(found)


@given(st.permutations(range(7)))
@example([6, 0, 1, 2, 3, 4, 5])
def test_no_larger_set_can_stay(order):
    stay = resting(range(7), order)
    assert [each for each in order if each in stay] == sorted(stay)
    for more in combinations(range(7), len(stay) + 1):
        assert [each for each in order if each in more] != list(more)


def test_one_step_brought_to_the_front_is_one_move():
    steps = [f"s{index}" for index in range(9)]
    (only,) = jk.compare(shop(*steps), shop(steps[-1], *steps[:-1]))
    assert (only.kind, only.id, only.before, only.after) == ("moved", "s8", "buy, 9 of 9", "buy, 1 of 9")


def test_a_step_in_another_stage_has_moved_and_nothing_else():
    stages = [jk.Stage("before", ["see", "ask"]), jk.Stage("after", ["use"])]
    first = jk.JourneyMap(stages=stages, flow="see >> ask >> use")
    second = first.replace(stages=[jk.Stage("before", ["see"]), jk.Stage("after", ["ask", "use"])])
    assert said(first, second) == [("moved", "step", "ask", "")]


def test_a_title_is_renamed_and_other_fields_are_changed():
    first = shop(jk.Touchpoint("pay", "Pays", emotion=-1, channel="web"))
    second = shop(jk.Wait("pay", "Waits for the bill", emotion=1))
    assert said(first, second) == [
        ("changed", "step", "pay", "kind"),
        ("renamed", "step", "pay", "title"),
        ("changed", "step", "pay", "emotion"),
        ("changed", "step", "pay", "channel"),
    ]


def test_a_new_id_is_carried_to_all_its_uses_and_told_once():
    fix = jk.Opportunity("mend it", solutions=jk.Solution("a form", effects=jk.Effect("pay", "gone", probability=0.1)))
    first = jk.JourneyMap(
        stages=[jk.Stage("buy", [jk.Touchpoint("basket", opportunities=fix), jk.Touchpoint("pay", emotion=-1)])],
        outcomes=[jk.Outcome("gone")],
        flow=["basket >> pay", {"from": "pay", "to": "gone", "probability": 0.2}],
    )
    second = first.replace_step("pay", id="checkout")
    (only,) = jk.compare(first, second)
    assert (only.kind, only.field, only.before, only.after) == ("renamed", "id", "pay", "checkout")


def test_bare_steps_with_other_ids_are_other_steps():
    assert [kind for kind, *_ in said(shop("basket"), shop("cart"))] == ["removed", "added"]


def test_a_persona_renamed_is_renamed_in_feelings_too():
    def made(who):
        anna = jk.Persona(who, "Anna, 41", goals="peace")
        ben = jk.Persona("ben", "Ben", relations=jk.Relation(who, "partner"))
        pay = jk.Touchpoint(
            "pay",
            emotion={who: -1},
            needs={who: ["calm"]},
            pains=jk.PainPoint("slow", personas=who),
            quotes=jk.Quote("Why?", persona=who),
            personas=[who, "ben"],
        )
        return shop(pay, personas=[anna, ben])

    assert said(made("anna"), made("ann")) == [("renamed", "persona", "ann", "id")]


def test_a_process_renamed_is_renamed_where_others_need_it():
    def made(name):
        stock = jk.Process("checks the stock", id=name)
        pack = jk.Process("packs", id="pack", needs=name)
        return shop(jk.Touchpoint("pay", support=stock, backstage=pack))

    assert said(made("stock"), made("store")) == [("renamed", "process", "store", "id")]


def test_the_steps_of_a_stage_that_comes_or_goes_are_told():
    first = jk.JourneyMap(stages=[jk.Stage("a", ["a1"]), jk.Stage("b", ["b1", "b2"])], flow=[])
    second = jk.JourneyMap(stages=[jk.Stage("a", ["a1"])], flow=[])
    assert {row[:3] for row in said(first, second)} == {
        ("removed", "stage", "b"),
        ("removed", "step", "b1"),
        ("removed", "step", "b2"),
    }
    assert {row[:3] for row in said(second, first)} == {
        ("added", "stage", "b"),
        ("added", "step", "b1"),
        ("added", "step", "b2"),
    }


def test_an_edited_text_is_changed_and_another_text_is_not():
    first = shop(jk.Touchpoint("pay", pains=["no two quotes compare", "dust"]))
    second = shop(jk.Touchpoint("pay", pains=["no three quotes compare", "noise everywhere"]))
    assert said(first, second) == [
        ("changed", "pain", "no three quotes compare", "text"),
        ("removed", "pain", "dust", ""),
        ("added", "pain", "noise everywhere", ""),
    ]


def test_what_is_shared_changes_once():
    def made(severity):
        slow = jk.PainPoint("slow", "slow", severity=severity)
        return shop(jk.Touchpoint("basket", pains=slow), jk.Touchpoint("pay", pains=slow))

    (only,) = jk.compare(made(2), made(5))
    assert (only.what, only.id, only.before, only.after) == ("pain", "slow", 2.0, 5.0)


def test_places_are_those_of_files_and_the_step_is_named():
    first = shop("basket", jk.Touchpoint("pay", pains=["slow"]))
    second = shop("basket", jk.Touchpoint("pay", pains=[jk.PainPoint("slow", severity=3), "dear"]))
    rows = jk.compare(first, second).rows()
    assert [(row["place"], row["step"]) for row in rows] == [
        ("stages[0].steps[1].pains[0]", "pay"),
        ("stages[0].steps[1].pains[1]", "pay"),
    ]


def test_the_line_in_order_left_out_and_said_are_two_maps():
    first, second = shop("a", "b"), shop("a", "b", flow=[jk.in_order])
    assert said(first, second) == [("changed", "map", "shop", "flow")]
    assert jk.compare(second, first).apply(second).flow is None


def test_a_diff_can_be_applied_to_a_third_map():
    first = shop("basket", jk.Touchpoint("pay", emotion=-1))
    patch = jk.compare(first, first.replace_step("pay", emotion=1).add_step("receipt"))
    third = first.replace(title="Ours").replace_step("basket", channel="app")
    assert patch.apply(third) == third.replace_step("pay", emotion=1).add_step("receipt")


def test_what_does_not_fit_is_told_all_at_once():
    first = shop("basket", jk.Touchpoint("pay", emotion=-1))
    patch = jk.compare(first, shop(jk.Touchpoint("pay", emotion=1)))
    with pytest.raises(ValueError, match="2 changes do not fit") as error:
        patch.apply(shop(jk.Touchpoint("pay", emotion=0)))
    assert "it is 0.0 there" in str(error.value)
    assert "no such step" in str(error.value)


def test_anything_but_maps_is_refused():
    with pytest.raises(TypeError, match="load files first"):
        jk.compare(shop("a"), "shop.yaml")


def test_ends_visits_lengths_and_feelings_are_told_before_and_after():
    def made(share, emotion, length):
        return jk.JourneyMap(
            stages=[jk.Stage("buy", [jk.Touchpoint("ask"), jk.Wait("wait", duration=length, emotion=emotion)])],
            outcomes=[jk.Outcome("bought", result="success"), jk.Outcome("gone")],
            flow=[jk.in_order, {"from": "ask", "to": "gone", "probability": share}],
        )

    found = jk.compare(made(0.5, -1, "2 days"), made(0.2, 1, "1 day")).effects
    rows = {(row.what, row.id): (row.before, row.after) for row in found}
    assert rows["outcome", "bought"] == pytest.approx((0.5, 0.8))
    assert rows["outcome", "gone"] == pytest.approx((0.5, 0.2))
    assert rows["visits", "wait"] == pytest.approx((0.5, 0.8))
    assert rows["steps", ""] == pytest.approx((1.5, 1.8))
    assert rows["time", ""] == pytest.approx((86400, 0.8 * 86400))
    assert rows["duration", "wait"] == (172800, 86400)
    assert rows["emotion", "wait"] == (-1, 1)
    assert "without memory" in found.about[0]


def test_a_trap_is_told_and_the_rest_compared():
    first = shop("a", "b", outcomes=[jk.Outcome("end")], flow=["a >> b >> end"])
    second = shop("a", "b", outcomes=[jk.Outcome("end")], flow=["a >> b >> a"])
    found = jk.compare(first, second)
    (end,) = [each for each in found.effects if each.what == "outcome"]
    assert (end.before, end.after) == (1.0, None)
    assert "never end" in " ".join(found.effects.about)
    assert "never end" in str(found)
