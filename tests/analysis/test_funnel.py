"""The funnel of stages: everybody ends somewhere, and who comes is who is met on the way."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, assume, given, settings

import journeykit as jk
from house.source import ROOT
from journeykit.analysis.ends.funnel import levels, lost
from journeykit.analysis.ends.mix import mix
from journeykit.testing import maps

THOUSAND = settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def broadband():
    return jk.load(ROOT / "examples" / "broadband.journey.yaml")


@THOUSAND
@given(maps(details=0))
def test_everybody_leaves_once_and_no_fewer_come_to_a_stage_than_to_its_steps(journey):
    try:
        found = jk.outcomes(journey)
    except jk.TrapError:
        assume(False)
        raise
    assume(found.steps > 0)
    made = levels(journey, mix(journey, None))
    assert sum(share for level in made for _, share in level.ends) == pytest.approx(1, abs=1e-9)
    for end, share in found.probability.items():
        left = sum(part for level in made for name, part in level.ends if name == end)
        assert left == pytest.approx(share, abs=1e-9)
    stages = {stage.id: [step.id for step in stage.steps] for stage in journey.stages if stage.steps}
    for level in made:
        inside = stages[level.id] if len(stages) > 1 else []
        some = [found.visited[step] for step in inside or [level.id] if step in found.visited]
        if some:  # at least as many as come to any of its steps, at most as many as come to all of them together
            assert max(some) - 1e-9 <= level.come <= min(sum(some), 1) + 1e-9
        assert sum(share for _, share in level.ends) <= level.come + 1e-9


def test_the_picture_says_who_comes_who_leaves_and_where_to(broadband):
    svg = jk.outcomes(broadband).draw("light", kind="funnel").svg
    ET.fromstring(svg)
    for words in (
        ">58.9<",
        "20\u00a0 Keeps the old provider",
        "6.4\u00a0 drop-off",
        "Stays with the new provider",
        "of 100",
    ):
        assert words in svg
    assert "Times leave out" not in svg
    assert jk.outcomes(broadband, "otto").draw(kind="funnel").svg != jk.outcomes(broadband).draw(kind="funnel").svg


def test_a_map_of_one_stage_goes_step_by_step_and_says_where_more_come_later():
    shop = jk.JourneyMap(
        stages=[jk.Stage("buy", ["look", "ask", "pay"])],
        outcomes=[jk.Outcome("won", result="success")],
        flow=["look >> pay >> won", {"from": "look", "to": "ask", "probability": 0.25}, "ask >> pay"],
    )
    made = levels(shop, mix(shop, None))
    assert [(level.id, level.come) for level in made] == [("look", 1), ("ask", 0.25), ("pay", 1)]
    svg = jk.outcomes(shop).draw(kind="funnel").svg
    assert "how many come to each step" in svg
    assert "A step may be left out, so that more can come to a later one." in svg


def test_another_kind_is_unknown(broadband):
    with pytest.raises(jk.UnknownName, match="unknown kind of picture 'funnell': did you mean 'funnel'"):
        jk.outcomes(broadband).draw(kind="funnell")


@THOUSAND
@given(maps(details=0))
def test_who_is_lost_at_steps_are_all_who_fail_or_drop_off(journey):
    try:
        found = jk.outcomes(journey)
    except jk.TrapError:
        assume(False)
        raise
    gone = lost(journey, mix(journey, None))
    failed = {outcome.id for outcome in journey.outcomes if outcome.result == "failure"} | {".drop_off"}
    assert sum(gone.values()) == pytest.approx(sum(found.probability[end] for end in failed), abs=1e-9)
    assert all(found.drop_off[step] <= share + 1e-12 for step, share in gone.items())
