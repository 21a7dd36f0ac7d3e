"""Nouns as values: positional arguments, `replace`, hashing, copies, and a repr that runs."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

import journeykit as jk
import journeykit.model as nouns
from journeykit.model import FrozenMap, Value
from journeykit.testing import maps, values

SPACE = {name: getattr(nouns, name) for name in nouns.__all__} | {"datetime": dt}
WIDE = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@WIDE
@given(values())
def test_the_repr_of_a_noun_builds_it(value):
    assert eval(repr(value), dict(SPACE)) == value
    assert str(value) == repr(value)


@WIDE
@given(maps())
def test_the_repr_of_a_map_builds_it(journey):
    assert eval(repr(journey), dict(SPACE)) == journey


@WIDE
@given(values())
def test_copies_are_equal_and_hash_alike(value):
    twins = [copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)), value.replace()]
    for twin in twins:
        assert twin == value
        assert hash(twin) == hash(value)
        assert repr(twin) == repr(value)


@WIDE
@given(maps())
def test_maps_are_copied_with_what_they_have_computed(journey):
    seen = journey.transitions, journey.steps, journey.claims, journey.implicit_ends
    for twin in (copy.deepcopy(journey), pickle.loads(pickle.dumps(journey)), journey.replace()):
        assert (twin, hash(twin)) == (journey, hash(journey))
        assert (twin.transitions, twin.steps, twin.claims, twin.implicit_ends) == seen
        assert repr(twin) == repr(journey)


def test_in_order_stays_the_one_there_is():
    assert copy.deepcopy(jk.in_order) is jk.in_order
    assert pickle.loads(pickle.dumps(jk.in_order)) is jk.in_order


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (jk.JourneyMap("a", "t"), jk.JourneyMap(id="a", title="t")),
        (jk.Persona("a", "t"), jk.Persona(id="a", title="t")),
        (jk.Touchpoint("a", "t"), jk.Touchpoint(id="a", title="t")),
        (jk.Action("a", "t"), jk.Action(id="a", title="t")),
        (jk.Wait("a", "t"), jk.Wait(id="a", title="t")),
        (jk.Outcome("a", "t"), jk.Outcome(id="a", title="t")),
        (jk.Evidence("a", "t"), jk.Evidence(id="a", title="t")),
        (jk.Metric("a", "t"), jk.Metric(id="a", title="t")),
        (jk.Stage("a", ["s"]), jk.Stage(id="a", steps=["s"])),
        (jk.PainPoint("t", "a"), jk.PainPoint(text="t", id="a")),
        (jk.Gain("t", "a"), jk.Gain(text="t", id="a")),
        (jk.Opportunity("t", "a"), jk.Opportunity(text="t", id="a")),
        (jk.Solution("t", "a"), jk.Solution(text="t", id="a")),
        (jk.Need("t", "a"), jk.Need(text="t", id="a")),
        (jk.Expectation("t", "a"), jk.Expectation(text="t", id="a")),
        (jk.Quote("t", "a"), jk.Quote(text="t", id="a")),
        (jk.Process("t", "a"), jk.Process(text="t", id="a")),
        (jk.Link("t", "u"), jk.Link(text="t", url="u")),
        (jk.Relation("a", "k"), jk.Relation(to="a", kind="k")),
        (jk.Transition("a", "b"), jk.Transition(source="a", target="b")),
        (jk.Effect("a", "b", probability=1), jk.Effect(step="a", to="b", probability=1)),
        (jk.MomentOfTruth("FMOT", "w"), jk.MomentOfTruth(type="FMOT", why="w")),
        (jk.Condition("c", "is", 3), jk.Condition(column="c", operator="is", value=3)),
        (jk.Not(jk.Condition("c", "known")), jk.Not(rule=jk.Condition("c", "known"))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_positional_arguments(made, named):
    assert made == named


def test_too_many_positional_arguments_are_a_type_error():
    with pytest.raises(TypeError, match="takes by position id, title; 3 values stand there"):
        jk.Touchpoint("a", "b", "c")
    with pytest.raises(TypeError, match=r"Scope .*position"):
        jk.Scope("trigger")


def test_an_argument_by_position_and_by_name_is_a_type_error():
    with pytest.raises(TypeError, match="'id' twice"):
        jk.Touchpoint("a", id="b")


def test_a_required_field_left_out_is_told_with_all_other_faults():
    with pytest.raises(ValidationError) as caught:
        jk.Touchpoint(emotion=7, chanel="web")
    assert {fault["type"] for fault in caught.value.errors()} == {"missing", "less_than_equal", "extra_forbidden"}


def test_values_are_frozen():
    for value in (jk.Touchpoint("a"), jk.JourneyMap(), FrozenMap({"a": 1})):
        with pytest.raises((ValidationError, AttributeError)):
            value.id = "b"
    with pytest.raises(TypeError):
        FrozenMap({"a": 1})["a"] = 2


def test_replace_validates_and_leaves_the_old_value():
    step = jk.Touchpoint("a", emotion=1)
    assert step.replace(emotion=-2, title="T") == jk.Touchpoint("a", "T", emotion=-2)
    assert step.emotion == 1.0
    for changes in ({"emotion": 7}, {"chanel": "web"}, {"id": "A"}):
        with pytest.raises(ValidationError):
            step.replace(**changes)


def test_replace_of_a_map_sees_what_no_longer_hangs_together():
    journey = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b"])], flow=["a >> b"])
    with pytest.raises(ValidationError, match="unknown step"):
        journey.replace(stages=[jk.Stage("s", ["a"])])


def test_copy_replace_is_replace():
    assert Value.__replace__ is Value.replace
    assert jk.Touchpoint("a").__replace__(emotion=2) == jk.Touchpoint("a", emotion=2)
    if hasattr(copy, "replace"):
        with pytest.raises(ValidationError):
            copy.replace(jk.Touchpoint("a"), emotion=7)


@pytest.mark.parametrize("field", ["goals", "frustrations", "tags"])
def test_one_item_is_a_sequence_of_one(field):
    assert (
        getattr(jk.Persona("a", **{field: "x"}), field) == ("x",) == getattr(jk.Persona("a", **{field: ["x"]}), field)
    )


def test_numbers_are_strict_and_finite():
    for bad in (True, "1", float("nan"), float("inf"), 2.1, "good", [1]):
        with pytest.raises(ValidationError):
            jk.Touchpoint("a", emotion=bad)
    for bad in (0.9, 5.1, True):
        with pytest.raises(ValidationError):
            jk.PainPoint("a", severity=bad)
    for bad in (1.5, -1, True, 2**53 + 1):
        with pytest.raises(ValidationError):
            jk.Evidence("a", n=bad)


def test_zero_has_one_spelling():
    minus = jk.Touchpoint("a", emotion=-0.0)
    assert minus == jk.Touchpoint("a", emotion=0)
    assert repr(minus) == repr(jk.Touchpoint("a", emotion=0))


def test_conditions_tell_true_from_one():
    assert jk.Condition("c", "is", True) != jk.Condition("c", "is", 1)
    assert jk.AllOf([jk.Condition("c", "is", True)]) != jk.AllOf([jk.Condition("c", "is", 1)])
    assert jk.Condition("c", "is", 1) == jk.Condition("c", "is", 1.0)
    assert jk.Condition("c", "is", 1) != 3


def test_days_are_days():
    assert jk.Evidence("a", date="2026-05-04") == jk.Evidence("a", date=dt.date(2026, 5, 4))
    for bad in ("2026-99-99", "4 May", "2026-W19-1", 20260504, dt.datetime(2026, 5, 4, tzinfo=dt.UTC)):
        with pytest.raises(ValidationError):
            jk.Evidence("a", date=bad)


def test_half_a_character_is_no_text():
    with pytest.raises(ValidationError, match="lone surrogate"):
        jk.Touchpoint("a", "\ud800")


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "file:///etc/passwd"])
def test_links_lead_to_safe_places_only(url):
    with pytest.raises(ValidationError, match="a link leads to"):
        jk.Link("x", url)
    assert jk.Link(url).href is None


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        (True, jk.MomentOfTruth()),
        (False, None),
        ("ZMOT", jk.MomentOfTruth("ZMOT")),
        ("TMOT", jk.MomentOfTruth("UMOT")),
        ("three quotes", jk.MomentOfTruth(why="three quotes")),
    ],
)
def test_a_moment_of_truth_has_short_forms(given_, stored):
    assert jk.Touchpoint("a", moment_of_truth=given_).moment_of_truth == stored
