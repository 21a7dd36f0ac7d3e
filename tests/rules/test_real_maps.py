"""What the rules say of real maps, judged one by one: a rule that cries wolf is mended or dropped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import journeykit as jk

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "solar_roof.journey.yaml"
SMALL = """
journeykit: 1
id: solar_small
title: Choosing a solar roof
evidence: [{id: talks, kind: interview, n: 12}]
personas: [{id: anna, title: "Anna, 41, owns a terraced house", evidence: talks}]
stages:
  - id: choose
    kind: before
    steps:
      - touchpoint: survey
      - touchpoint: quote
        channel: email
        emotion: -1
        pains: [no two quotes compare]
  - {id: buy, kind: during, steps: [{touchpoint: sign}]}
outcomes: [{id: signed, result: success}, {id: gave_up, result: failure}]
flow: [in order, quote >> survey, {from: quote, to: gave_up, probability: 20 %}]
"""


def read(path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def named(text):
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def codes(journey):
    return [finding.code for finding in jk.check(journey)]


def test_the_solar_example_has_no_findings():
    assert codes(jk.load(EXAMPLE)) == []


def test_the_small_example_lacks_its_scope_only():
    assert codes(jk.loads(SMALL, "yaml")) == ["JK102"]


def veteran(tree):
    """The published map: phases, stages, moments; no edges, no emotions, no personas."""
    stages, seen = [], set()
    for phase in tree["phases"]:
        for stage in phase["stages"]:
            steps = []
            for each in stage["moments"]:
                moment = each if isinstance(each, dict) else {"name": each}
                name = named(moment["name"])
                name = f"{named(stage['name'])}_{name}"[:64].strip("_") if name in seen else name[:64].strip("_")
                seen.add(name)
                links = [jk.Link(service) for service in moment.get("services", ())]
                truth = True if moment.get("mtm") else None
                steps.append(jk.Action(name, moment["name"], moment_of_truth=truth, links=links))
            stages.append(jk.Stage(named(stage["name"]), steps, title=stage["name"], phase=phase["name"]))
    return jk.JourneyMap("veterans", tree["map"], stages=stages, owners=tree["owner"])


def test_the_veteran_map_lacks_personas_feelings_scope_and_sources(shared_data):
    journey = veteran(read(shared_data / "va_veteran_map" / "map.yaml"))
    assert len(journey.steps) >= 40
    report = jk.check(journey)
    assert [each.code for each in report] == ["JK101", "JK402", "JK501", "JK102"]
    assert re.fullmatch(
        r"(\d+) of \1 claims without research behind them: \1 moments of truth",
        report.by_rule["JK501"].first.message,
    )


def olist(tree):
    """An analyst's map: personas by payment, touchpoints, edges; nothing on feelings."""
    stages = [
        jk.Stage(stage["id"], [jk.Touchpoint(named(each), each) for each in stage["touchpoints"]])
        for stage in tree["stages"]
    ]
    personas = [jk.Persona(each["id"]) for each in tree["personas"]]
    flow = [jk.Transition(named(source), named(target)) for source, target in tree["edges"]]
    return jk.JourneyMap("olist", tree["journey"], stages=stages, personas=personas, flow=flow)


def test_the_marketplace_map_lacks_feelings_scope_and_sources(shared_data):
    report = jk.check(olist(read(shared_data / "olist3k" / "map.yaml")))
    assert [each.code for each in report] == ["JK402", "JK501", "JK102"]
    assert report.by_rule["JK501"].first.message == "2 of 2 claims without research behind them: 2 personas"


def branching(tree):
    """A web journey: pages in order; one page names the page that a `yes` leads to."""
    steps = [jk.Touchpoint(named(name), name, channel="web") for name in tree]
    flow = [jk.in_order]
    for name, page in tree.items():
        targets = page.get("next", {}).get("when", {}).values()
        flow += [jk.Transition(named(name), named(target), when="yes") for target in targets]
    return jk.JourneyMap("defra", stages=[jk.Stage("pages", steps)], flow=flow)


@pytest.mark.parametrize("file", ["examples_branching_map.yml", "examples_simple_map.yml", "examples_modules_map.yml"])
def test_the_web_journeys_lack_persona_feelings_and_scope_only(shared_data, file):
    journey = branching(read(shared_data / "defra_journey_yaml" / file))
    feelings = ["JK402"] if len(journey.steps) > 2 else []  # two pages are hardly a curve
    assert codes(journey) == ["JK101", *feelings, "JK102"]
