"""What several verbs say of one map is the same, though each computes it in its own way: over 1,000 maps each."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from analysis.lever_maps import journeys
from journeykit.analysis.crowd import crowd
from journeykit.testing import maps

THOUSAND = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))


@THOUSAND
@given(journeys(personas=1, steps=6), st.sampled_from(["won", "lost", "other"]))
def test_a_step_is_a_chokepoint_if_and_only_if_removing_it_takes_everything(journey, goal):
    found = jk.outcomes(journey, goal=goal)
    assume(found.goal)
    chokepoints = {each.steps[0] for each in jk.chokepoints(journey, goal) if each.kind == "step"}
    effects = {each.id: each.effect for each in jk.removal(journey, goal) if each.kind == "step"}
    assert chokepoints == {step for step, effect in effects.items() if effect == pytest.approx(1, abs=1e-12)}


@THOUSAND
@given(journeys(steps=6))
def test_who_meets_a_step_is_the_same_everywhere(journey):
    found = jk.outcomes(journey)
    for row in crowd(journey):
        assert row.meet == pytest.approx(100 * found.visited[row.step], abs=1e-9)
        assert row.leave >= 100 * found.drop_off[row.step] - 1e-9
    if found.probability["won"]:
        for each in jk.removal(journey, "won"):
            if each.kind == "step":
                assert each.reached == pytest.approx(found.visited[each.id], abs=1e-10)
                assert each.success == pytest.approx(found.probability["won"], abs=1e-10)
    for loop in jk.loops(journey):
        if len(loop.steps) == 1 and not loop.personas and not journey.personas:
            assert loop.reached == pytest.approx(found.visited[loop.steps[0]], abs=1e-10)


@THOUSAND
@given(journeys(), journeys())
def test_what_a_comparison_says_of_two_maps_is_what_each_says_of_itself(first, second):
    ends = [jk.outcomes(each) for each in (first, second)]
    for row in jk.compare(first, second).effects:
        if row.what == "outcome" and row.id in ends[0].probability:
            wanted = [found.probability[row.id] for found in ends]
        elif row.what == "steps":
            wanted = [found.steps for found in ends]
        elif row.what == "time":
            wanted = [found.duration for found in ends]
        elif row.what == "visits":
            wanted = [found.visits.get(row.id) for found in ends]
        else:
            continue
        for figure, true in zip((row.before, row.after), wanted, strict=True):
            assert (figure or 0.0) == pytest.approx(true or 0.0, rel=1e-10, abs=1e-10)


@THOUSAND
@given(journeys(steps=6))
def test_all_sorts_of_levers_agree_on_visits_and_the_largest_change_of_duration_is_first(journey):
    found = jk.outcomes(journey)
    for lever in jk.levers(journey, ("won", "lost", "other"), assumed=True):
        assert lever.visits == pytest.approx(found.visits[lever.step], abs=1e-9)
    for by in ("step", "transition"):
        gains = [abs(each.gain) for each in jk.levers(journey, of="duration", by=by, assumed=True) if each.improvable]
        assert gains == pytest.approx(sorted(gains, reverse=True), rel=1e-9, abs=1e-9)


@THOUSAND
@given(journeys(steps=4))
def test_the_likeliest_path_is_the_typical_story_and_none_is_more_probable_than_its_end(journey):
    best = next(iter(jk.paths(journey, 1)))
    found = jk.outcomes(journey)
    assert best.probability <= found.probability.get(best.ends, found.dropped) + 1e-12
    if not journey.personas:
        story = jk.tell(journey)
        assert story.probability == pytest.approx(best.probability, rel=1e-9)


@THOUSAND
@given(maps(details=0, steps=6, personas=2), st.data())
def test_one_persona_s_map_is_the_map_of_one_persona(journey, data):
    """What `persona=` says equals the mix of all when nobody else has a share."""
    assume(len(journey.personas) > 1 and journey.cast == "alternatives")
    one = data.draw(st.sampled_from(journey.personas))
    assume(one.side == "customer")
    alone = journey.replace(
        personas=[each.replace(share=1.0 if each.id == one.id else 0.0) for each in journey.personas]
    )
    try:
        asked, mixed = jk.outcomes(journey, one.id), jk.outcomes(alone)
    except jk.TrapError:
        assume(False)
    assume(asked.steps)
    for end, share in asked.probability.items():
        assert mixed.probability[end] == pytest.approx(share, abs=1e-12)
    assert mixed.steps == pytest.approx(asked.steps, rel=1e-9)


@pytest.mark.parametrize("cast", ["together", "alternatives"])
def test_a_move_that_takes_two_times_takes_their_mean_everywhere(cast):
    """Members of a group, and personas with equal shares, who state how long the same move takes them."""
    flow = [jk.Transition("ask", "buy", after=f"{days} days", personas=[who]) for who, days in (("ana", 1), ("ben", 3))]
    journey = jk.JourneyMap(
        personas=[jk.Persona("ana"), jk.Persona("ben")],
        cast=cast,
        stages=[jk.Stage("s", [jk.Touchpoint("ask", duration="0 days"), jk.Touchpoint("buy", duration="0 days")])],
        flow=flow,
    )
    day = 86_400
    assert jk.outcomes(journey).duration == pytest.approx(2 * day)
    assert [path.duration for path in jk.paths(journey)] == [pytest.approx(2 * day)]
    times = jk.simulate(journey, 400, 1, spread="fixed")["timestamp"]
    waits = (times[1::2] - times[::2]).astype(float) / 1000
    assert set(waits) == ({2.0 * day} if cast == "together" else {1.0 * day, 3.0 * day})
