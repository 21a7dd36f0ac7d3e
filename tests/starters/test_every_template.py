"""Every template is a sound map, says what it must, draws clean, computes, and writes a file that editors complete."""

from __future__ import annotations

import re

import jsonschema
import pytest
from ruamel.yaml import YAML

import journeykit as jk
from journeykit.cli.commands.new import starter
from journeykit.render.from_map import scene_of
from journeykit.starters import texts
from render.poster_page import judged, watched
from render.test_flow_geometry import faults

PROMISED = {
    "aarrr", "aida", "b2b_buying_group", "before_during_after", "bicycle", "buyers_journey", "decision_journey",
    "eight_stages", "five_as", "five_stages", "insurance_claim", "patient_journey", "public_service",
    "retail_omnichannel", "saas_onboarding", "solar_roof", "subscription_renewal",
}  # fmt: skip
FIELDS = PROMISED & {
    "b2b_buying_group", "insurance_claim", "patient_journey", "public_service", "retail_omnichannel",
    "saas_onboarding", "solar_roof", "subscription_renewal",
}  # fmt: skip
TOLD = {each.name: each for each in jk.templates()}


@pytest.fixture(scope="module")
def tab(chromium):
    with watched(chromium) as found:
        yield found


@pytest.fixture(params=TOLD.values(), ids=TOLD)
def one(request):
    return request.param


def test_the_promised_templates_are_there():
    assert set(TOLD) >= PROMISED
    assert list(TOLD) == sorted(TOLD)
    assert set(TOLD) == set(texts())


def test_it_is_found_under_its_own_id(one):
    assert one.map.id == one.name
    assert jk.template(one.name) == one.map


def test_it_says_for_whom_it_is_from_where_and_what_it_fits(one):
    assert one.for_whom.startswith("For ")
    assert len(one.source) > 20
    assert re.search(r"\d{4}|practitioners", one.source), "a source has a year, unless nobody wrote it down first"
    assert one.map.title
    assert one.map.purpose
    assert one.map.maturity == "sketch"
    assert (one.stages, one.steps, one.personas) == tuple(map(len, (one.map.stages, one.map.steps, one.map.personas)))
    scope = one.map.scope
    assert scope
    assert scope.trigger
    assert scope.end
    assert scope.timeframe


def test_each_stage_names_its_usual_channels(one):
    for stage in one.map.stages:
        used = {step.channel for step in stage.steps if isinstance(step, jk.Touchpoint)} - {None}
        named = (stage.note or "").removeprefix("Usual channels: ").rstrip(".").split(", ")
        assert used <= set(named) <= set(jk.channels()), stage.id
        assert one.channels[stage.id] == tuple(named)
        assert stage.kind, stage.id


def test_each_step_asks_the_mapper_something(one):
    asked = {each.step for each in one.questions}
    assert asked == {step.id for step in one.map.steps}
    for step in one.map.steps:
        lines = (step.note or "").splitlines()
        assert all(line.endswith("?") for line in lines), f"{step.id}: a line that is no question is not asked"
    for stage, step, question in ((each.stage, each.step, each.question) for each in one.questions):
        assert one.map.stage_of(step).id == stage
        assert question[0].isupper()


def test_it_has_branches_and_ends_well_and_badly(one):
    results = {outcome.result for outcome in one.map.outcomes}
    assert results >= {"success", "failure"}
    order = {step.id: place for place, step in enumerate(one.map.steps)}
    back = [move for move in one.map.transitions if order.get(move.target, 99) <= order[move.source]]
    assert back
    assert all(move.when for move in back), "a loop has its reason"
    bad = {outcome.id for outcome in one.map.outcomes if outcome.result == "failure"}
    assert all(move.when or move.source == "refund" for move in one.map.transitions if move.target in bad)
    leaving = [move.source for move in one.map.transitions]
    assert len(leaving) > len(set(leaving)), "a branch"


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_starter_of_a_field_has_what_its_field_has(name):
    journey = jk.template(name)
    assert len(journey.steps) >= 10
    assert any(step.pains for step in journey.steps)
    assert any(step.moment_of_truth for step in journey.steps)
    assert min(step.emotion_of(journey.personas[0]) or 0 for step in journey.steps) <= -1
    assert all(move.probability is not None for move in journey.transitions if _decides(journey, move.source))
    assert any(isinstance(step, jk.Wait) for step in journey.steps) or name == "saas_onboarding"


def _decides(journey, step):
    return sum(move.source == step for move in journey.transitions) > 1


def test_a_buying_group_has_every_role():
    journey = jk.template("b2b_buying_group")
    roles = {role for persona in journey.personas for role in persona.roles}
    assert roles == {"initiator", "influencer", "decider", "buyer", "user", "gatekeeper"}
    assert journey.cast == "together"
    assert any(persona.relations for persona in journey.personas)


def test_the_decision_journey_is_no_line():
    loops = jk.loops(jk.template("decision_journey"))
    assert any({"pay", "use", "due"} <= set(loop.steps) for loop in loops)


def test_the_check_minds_nothing_but_that_nobody_was_asked(one):
    report = jk.check(one.map)
    assert not report.errors
    assert {finding.code for finding in report} <= {"JK501"}, str(report)
    assert bool(report) == (one.name != "bicycle")


def test_nothing_in_it_pretends_to_be_research(one):
    if one.name != "bicycle":  # which shows how evidence is written
        assert {claim.level for claim in one.map.claims} == {"assumption"}


def test_it_travels(one):
    for name in ("yaml", "json"):
        assert jk.loads(jk.dumps(one.map, name), name) == one.map
    values: dict[str, object] = {}
    exec(jk.dumps(one.map, "python"), values)
    assert one.map in [value for value in values.values() if isinstance(value, jk.JourneyMap)]


def test_it_computes(one):
    found = jk.outcomes(one.map)
    assert sum(found.probability.values()) == pytest.approx(1)
    success = sum(found.probability[each.id] for each in one.map.outcomes if each.result == "success")
    assert success > 0.02
    assert jk.paths(one.map, 3)
    assert jk.levers(one.map, assumed=True)


def test_its_flow_lies_clear(one):
    found, drawn = faults(scene_of(one.map))
    assert found == {}
    assert drawn >= len(one.map.transitions)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_poster_lies_clear(one, theme, tab):
    found, seen = judged(*tab, jk.draw(one.map, theme=theme).svg)
    assert found == []
    assert seen["steps"] == len(one.map.steps)


def test_its_new_file_is_what_an_editor_completes(one):
    text = starter("mine", "mine.journey.yaml", one.name)
    assert text.splitlines()[0] == "# yaml-language-server: $schema=journey.schema.json"
    jsonschema.validate(YAML(typ="safe", pure=True).load(text), jk.schema())
    assert jk.loads(text, "yaml") == one.map.replace(id="mine")
    kept = [line for line in one.text.splitlines() if line.lstrip().startswith("#")]
    assert kept
    assert set(kept) <= set(text.splitlines()), "comments are kept"


def test_a_line_of_it_is_no_wider_than_a_screen(one):
    assert [line for line in one.text.splitlines() if len(line) > 120] == []
    assert "\t" not in one.text
