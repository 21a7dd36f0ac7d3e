"""Which step an activity is."""

from __future__ import annotations

import pytest

from journeykit.errors import EventLogError
from journeykit.events.matched import folded, matched
from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint


def shop(*steps: Touchpoint | str, outcomes: tuple[Outcome, ...] = ()) -> JourneyMap:
    return JourneyMap(stages=[Stage("buy", list(steps))], outcomes=outcomes)


def test_by_event_by_id_and_by_title_in_this_order() -> None:
    journey = shop(Touchpoint("a", "See it", events=["b2"]), Touchpoint("b2", events=["x"]), "c_d")
    found = matched(journey, ["b2", "x", "see-IT", "C d"])
    assert dict(found.step_of) == {"b2": "a", "x": "b2", "see-IT": "a", "C d": "c_d"}
    assert not found.notes


def test_several_activities_are_one_step_and_failures_are_marked() -> None:
    journey = shop(Touchpoint("pay", events=["paid", "paid again"], failed_events="card refused"))
    found = matched(journey, ["paid", "card refused", "paid again", "pay"])
    assert set(found.step_of.values()) == {"pay"}
    assert found.failed == {"card refused"}


def test_an_activity_of_two_steps_is_an_error_that_names_both_and_all_faults_come_at_once() -> None:
    journey = shop(
        Touchpoint("a", events=["x"]),
        Touchpoint("b", failed_events=["x"]),
        Touchpoint("c", "Y y"),
        Touchpoint("d", "y_Y"),
    )
    with pytest.raises(EventLogError) as error:
        matched(journey, ["x", "Y Y"])
    assert len(error.value.faults) == 2
    assert "'a' and 'b'" in error.value.faults[0]
    assert "'c' and 'd'" in error.value.faults[1]


def test_an_event_that_is_the_only_name_of_another_step_is_an_error() -> None:
    with pytest.raises(EventLogError, match="'a' and 'pay'"):
        matched(shop(Touchpoint("a", events=["pay"]), "pay"), ["pay"])


def test_both_sides_are_listed_with_near_names() -> None:
    journey = shop("basket", "payment", "review", outcomes=(Outcome("bought", events=["order done"]), Outcome("left")))
    found = matched(journey, ["basket", "paymnet", "zzz", "order don"])
    assert found.unmatched_activities == ("paymnet", "zzz", "order don")
    assert found.unmatched_steps == ("payment", "review")
    assert found.unmatched_outcomes == ("bought",)  # 'left' states no events: nothing was to be seen
    assert found.near == {"paymnet": "payment", "payment": "paymnet", "order don": "bought", "bought": "order don"}
    assert "'paymnet' (near: 'payment'), 'zzz'" in found.notes[0]
    assert len(found.notes) == 3


def test_a_log_of_which_nothing_is_on_the_map_is_an_error() -> None:
    with pytest.raises(EventLogError, match=r"no activity of the log is a step.*'x', 'y'.*'basket'.*events=\['y'\]"):
        matched(shop("basket", outcomes=(Outcome("x"),)), ["y", "x"])
    assert not matched(shop("basket"), []).step_of


def test_names_of_any_script_are_folded() -> None:
    assert folded("Straße\u2013Nr_1 ") == "strasse nr 1"
    assert folded("") == ""
