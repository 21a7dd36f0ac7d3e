"""What authors of rules assert: it passes where it should and, above all, fails where it should."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import Hit, rule, rules
from journeykit.testing import assert_explained, assert_fires, assert_silent

FULL = jk.JourneyMap(stages=[jk.Stage("a", ["x"])])
EMPTY = FULL.replace(stages=[*FULL.stages, jk.Stage("b"), jk.Stage("c")])


@rule("ACME001", "no-owner", severity="info")
def no_owner(journey):
    """Somebody should answer for a map."""
    if not journey.owners:
        yield Hit("owners", "nobody answers for the map", "name somebody under `owners`")


def test_a_rule_that_fires_gives_its_findings():
    found = assert_fires("empty-stage", EMPTY, "stages[1]", "stages[2]")
    assert [finding.name for finding in found] == ["empty-stage", "empty-stage"]
    assert assert_fires(no_owner, FULL)[0].message == "nobody answers for the map"


def test_what_a_map_allows_is_not_heard():
    assert_fires(no_owner, FULL.replace(allow=["ACME001"]))


def test_a_rule_that_is_silent_where_it_should_fire_fails():
    with pytest.raises(AssertionError, match="JK103 empty-stage is silent on JourneyMap"):
        assert_fires("JK103", FULL)


def test_a_rule_that_minds_another_place_fails():
    with pytest.raises(AssertionError, match=r"minds stages\[1\], stages\[2\], not stages\[1\],"):
        assert_fires("JK103", EMPTY, "stages[1]")


def test_a_rule_that_fires_where_it_should_be_silent_fails_and_says_what():
    assert_silent("JK103", FULL)
    with pytest.raises(AssertionError, match="owners: nobody answers for the map"):
        assert_silent(no_owner, FULL)


def test_a_name_that_is_no_rule_is_told():
    with pytest.raises(jk.UnknownName, match="did you mean 'empty-stage'"):
        assert_silent("empty-stag", FULL)


@pytest.mark.parametrize("code", sorted(rules()))
def test_our_own_rules_do_as_they_say(code):
    assert_explained(code)


def _explained(docstring):
    def minds_everything(journey):
        yield Hit("", "bad", "mend it")

    minds_everything.__doc__ = docstring
    return rule("ACME002", "minds-everything", severity="info")(minds_everything)


def test_a_rule_without_reasons_fails():
    with pytest.raises(AssertionError, match="has no 'why'"):
        assert_explained(_explained("Everything is bad."))
