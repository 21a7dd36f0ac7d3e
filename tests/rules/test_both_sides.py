"""Every rule: a search finds maps that it minds and maps that it does not; and what else its bad examples show."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import assume, find, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import journeykit as jk
from journeykit.model.document import document
from journeykit.rules import Facts, rules

RULES = list(rules().values())
TODAY = dt.date(2026, 5, 4)
FAST = settings(max_examples=500, database=None, deadline=None, derandomize=True)


def built(example):
    if example.language != "python":
        return jk.loads(example.source, example.language), None
    names = {"jk": jk}
    exec(example.source, names)
    return names["journey"], names.get("baseline")


def holders(part):
    """All mappings and lists of a tree that are not empty."""
    if isinstance(part, dict | list) and part:
        yield part
        for value in part.values() if isinstance(part, dict) else part:
            yield from holders(value)


@st.composite
def edited(draw, trees):
    """A map that an example becomes when parts of it are taken out."""
    tree = deepcopy(draw(st.sampled_from(trees)))
    for _ in range(draw(st.integers(0, 3))):
        found = list(holders(tree))
        if found:
            holder = found[draw(st.integers(0, len(found) - 1))]
            del holder[draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))]
    with suppress(ValidationError):
        return jk.JourneyMap.model_validate(tree)
    assume(False)
    return None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_search_finds_maps_on_both_sides(rule):
    examples = [built(each) for each in (*rule.explanation.bad, *rule.explanation.good)]
    trees = [document(journey) for journey, _ in examples]
    baseline = next((each for _, each in examples if each is not None), None)

    def minded(journey):
        return bool(rule.findings(journey, Facts(journey, today=TODAY, baseline=baseline)))

    assert minded(find(edited(trees), minded, settings=FAST))
    assert not minded(find(edited(trees), lambda journey: not minded(journey), settings=FAST))


def beside(rule):
    """The other rules of the profile `release` that fire on the bad examples of a rule."""
    found = set()
    for example in rule.explanation.bad:
        journey, baseline = built(example)
        report = jk.check(journey, profile="release", today=TODAY, baseline=baseline)
        found |= {each.code for each in report} - {rule.code}
    return found


COMMON = {"JK101", "JK102", "JK107", "JK312", "JK501"}
"""What any small example lacks: a persona, a scope, a purpose, stages enough, sources."""

BESIDE = {
    "JK104": {"JK105"},
    "JK106": {"JK406"},
    "JK109": {"JK401"},
    "JK301": {"JK302", "JK402"},
    "JK302": {"JK402"},
    "JK303": {"JK309", "JK310"},
    "JK304": {"JK402"},
    "JK308": {"JK302", "JK402"},
    "JK309": {"JK402"},
    "JK311": {"JK105", "JK402"},
    "JK401": {"JK406"},
    "JK404": {"JK401"},
    "JK408": {"JK105"},
    "JK409": {"JK105"},
    "JK504": {"JK401"},
    "JK505": {"JK506"},
    "JK506": {"JK505"},
    "JK507": {"JK505", "JK506"},
    "JK508": {"JK401", "JK405", "JK505"},
    "JK509": {"JK505", "JK506"},
    "JK511": {"JK510"},
    "JK512": {"JK510"},
    "JK513": {"JK402"},
}
"""By rule, what else its bad examples may show; a rule that is not here shows nothing else."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_bad_example_shows_its_fault_and_those_that_are_named(rule):
    assert beside(rule) - COMMON == BESIDE.get(rule.code, set())
