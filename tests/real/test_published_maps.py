"""Published maps that were not written to suit us: each becomes a JourneyMap, loses nothing, is checked and drawn."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

import journeykit as jk
from real import veterans, web_journeys

WEB = ("branching_map", "modules_bonus_bonus.map", "modules_map", "modules_questions_questions.map", "simple_map")


def read(path):
    tree = YAML(typ="safe").load(path.read_text(encoding="utf-8"))  # YAML 1.2: `yes` is a text
    assert tree
    return tree


@pytest.fixture
def veteran_tree(shared_data):
    return read(shared_data / "va_veteran_map" / "map.yaml")


@pytest.fixture(params=WEB)
def web(request, shared_data):
    tree = read(shared_data / "defra_journey_yaml" / f"examples_{request.param}.yml")
    return tree, web_journeys.to_map(request.param.split(".")[0], tree)


def travels(journey):
    for name in ("yaml", "json"):
        assert jk.loads(jk.dumps(journey, name), name) == journey
    namespace = {}
    exec(jk.dumps(journey, "python"), namespace)
    assert journey in [value for value in namespace.values() if isinstance(value, jk.JourneyMap)]


def test_the_veterans_map_loses_nothing(veteran_tree):
    journey = veterans.to_map(veteran_tree)
    assert veterans.to_tree(journey) == veteran_tree
    travels(journey)


def test_the_veterans_map_has_what_its_source_counts(veteran_tree):
    journey = veterans.to_map(veteran_tree)
    assert len({stage.phase for stage in journey.stages}) == 3
    assert len(journey.stages) == 10
    assert len(journey.steps) == 42
    assert sum(step.moment_of_truth is not None for step in journey.steps) == 13
    assert len({link.text for step in journey.steps for link in step.links}) == 54


def test_the_veterans_map_is_checked_without_a_false_alarm(veteran_tree):
    report = jk.check(veterans.to_map(veteran_tree))
    # it names no persona and no trigger, end or time frame, and its moments that matter rest on nothing it states
    assert {finding.code for finding in report} == {"JK101", "JK102", "JK402", "JK501"}, "it says nothing of feelings"
    assert not report.errors


def test_the_veterans_map_is_drawn_with_every_moment(veteran_tree):
    journey = veterans.to_map(veteran_tree)
    svg = jk.draw(journey, "flow").svg
    assert all(f'data-step="{step.id}"' in svg for step in journey.steps)


def test_the_veterans_poster_holds_every_moment_phase_and_star(veteran_tree):
    journey = veterans.to_map(veteran_tree)
    svg = jk.draw(journey, width=2400).svg
    cards = re.findall(r'class="jk-step[^"]*" data-step="(\w+)"', svg)
    assert cards == [step.id for step in journey.steps]
    assert len(re.findall(r'class="jk-stage"', svg)) == 10
    assert svg.count("moment of truth</title>") == 13
    assert all(f">{phase}<" in svg for phase in {stage.phase for stage in journey.stages})
    assert 'data-lane="emotion"' not in svg  # nobody said how it feels
    assert " %" not in svg.replace("\u00a0", " ")  # nobody stated how likely anything is


def test_a_web_journey_loses_nothing(web):
    tree, journey = web
    assert web_journeys.to_tree(journey) == tree
    travels(journey)


def test_a_web_journey_is_checked_and_drawn(web):
    _, journey = web
    assert not jk.check(journey).errors
    for view in ("flow", "poster"):
        svg = jk.draw(journey, view).svg
        assert all(f'data-step="{step.id}"' in svg for step in journey.steps)


def test_the_branch_of_a_web_journey_skips_a_page(shared_data):
    journey = web_journeys.to_map("quiz", read(shared_data / "defra_journey_yaml" / "examples_branching_map.yml"))
    (branch,) = [move for move in journey.transitions if move.when]
    assert (branch.source, branch.target, branch.when) == ("question_1", "complete", "answer is yes")
