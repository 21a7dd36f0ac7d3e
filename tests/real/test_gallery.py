"""The maps of the gallery: different fields, all they may hold, nothing lost, checked and drawn in each view."""

from __future__ import annotations

import datetime as dt
import json
import runpy
from pathlib import Path

import pytest

import journeykit as jk

GALLERY = Path(__file__).resolve().parents[2] / "examples" / "gallery"
NAMES = {
    "dairy.py": ("dairy",),
    "shift_planner.py": ("today",),
    "shift_planner_future.py": ("tomorrow",),
    "vegetable_box.py": ("box",),
}
# What the check says of them on purpose, by what they are as maps that rest on research.
EXPLAINED = {
    "JK309": "customers of a subscription come back to the weekly box; that is what it is",
    "JK401": "nobody asked Jo why he is unhappy",
    "JK406": "nobody promises how long these waits take, which is what the maps are about",
    "JK407": "people telling others are moments of truth by their type; why need not be said again",
    "JK501": "some claims rest on a workshop",
    "JK510": "numbers from a board meeting, of which nobody knows the period",
    "JK517": "the question stays open until the next round of interviews",
}
TODAY = dt.date(2026, 11, 22)


def gallery() -> dict[str, jk.JourneyMap]:
    """All maps of the gallery by their id, in the order of their files."""
    found: dict[str, jk.JourneyMap] = {}
    for path in sorted(GALLERY.iterdir()):
        if path.suffix == ".yaml":
            maps = [jk.load(path)]
        elif path.suffix == ".py":
            values = runpy.run_path(str(path))
            maps = [values[name] for name in NAMES[path.name]]
        else:
            continue
        found |= {each.id: each for each in maps}
    return found


MAPS = gallery()


@pytest.fixture(params=MAPS.values(), ids=MAPS)
def journey(request):
    return request.param


def test_there_are_journeys_from_many_fields():
    assert len(MAPS) >= 9
    assert {each.language for each in MAPS.values()} >= {"en", "de", "ja"}
    assert {each.cast for each in MAPS.values()} == {"alternatives", "together"}
    future = [each for each in MAPS.values() if each.state == "future"]
    assert [each.baseline in MAPS for each in future] == [True]


def test_a_gallery_map_is_a_whole_one(journey):
    assert 8 <= len(journey.steps) <= 18
    assert journey.note, "it says that it is an illustration"
    assert {outcome.result for outcome in journey.outcomes} == {"success", "failure", "neutral"}
    for persona in journey.personas:
        assert persona.goals, persona.id
        assert persona.quotes, persona.id
    assert journey.scope
    assert journey.scope.trigger
    assert journey.purpose


def test_a_gallery_map_has_no_errors_and_the_findings_that_it_should(journey):
    report = jk.check(journey, today=TODAY)
    assert not report.errors
    assert {finding.code for finding in report} - EXPLAINED.keys() == set()
    assert len(report) <= 7


def test_what_is_explained_is_found():
    found = {finding.code for journey in MAPS.values() for finding in jk.check(journey, today=TODAY)}
    assert EXPLAINED.keys() == found


def test_a_gallery_map_travels(journey):
    for name in ("yaml", "json"):
        assert jk.loads(jk.dumps(journey, name), name) == journey
    values: dict[str, object] = {}
    exec(jk.dumps(journey, "python"), values)
    assert journey in [value for value in values.values() if isinstance(value, jk.JourneyMap)]


def test_claims_of_each_level_stand_side_by_side(journey):
    assert {claim.level for claim in journey.claims} >= {"assumption", "research"}


def test_three_maps_have_all_layers_of_a_blueprint():
    layers = ("physical_evidence", "frontstage", "backstage", "support")
    whole = [
        each.id
        for each in MAPS.values()
        if all(sum(bool(getattr(step, layer)) for step in each.steps) >= 3 for layer in layers)
    ]
    assert len(whole) >= 3


def test_together_they_use_what_a_step_can_hold():
    """So that a field that drawings forget is seen in the gallery."""
    used = {name for each in MAPS.values() for step in each.steps for name, _ in step.given()}
    rare = {"journey", "allow", "tags", "links", "note", "count", "importance", "branding", "personalised_by"}
    fields = set(jk.Touchpoint.model_fields) - {"kind"} - rare
    assert fields - used == set()


def test_together_they_use_the_channels_of_the_catalogue():
    used = {getattr(step, "channel", None) for each in MAPS.values() for step in each.steps}
    assert set(jk.channels()) - used == set()
    assert used - set(jk.channels()) - {None}, "and one of the author's own"


def test_the_pictures_beside_the_maps_are_theirs():
    named = {image for each in MAPS.values() for image in json_images(json.loads(jk.dumps(each, "json")))}
    assert named == {path.name for path in GALLERY.iterdir() if path.suffix == ".png"}


def json_images(tree: object) -> set[str]:
    if isinstance(tree, dict):
        own = {tree["image"]} if "image" in tree else set()
        return own.union(*(json_images(value) for value in tree.values()))
    return set().union(*(json_images(value) for value in tree)) if isinstance(tree, list) else set()
