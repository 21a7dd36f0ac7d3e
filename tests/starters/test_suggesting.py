"""Suggestions are sensible, told in words, the same every time, and computed as the docstring says."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

import journeykit as jk


@pytest.mark.parametrize(
    ("scope", "first"),
    [
        ({"offer": "software", "market": "b2b", "price": "low"}, "saas_onboarding"),
        ({"offer": "software", "price": "low", "sales": "direct"}, "aarrr"),
        (
            {"offer": "hardware", "durable": True, "price": "high", "market": "b2c", "sales": "multilevel"},
            "solar_roof",
        ),
        ({"offer": "good", "durable": True, "price": "high", "market": "b2c"}, "decision_journey"),
        ({"offer": "good", "market": "b2c", "price": "low", "durable": False}, "retail_omnichannel"),
        ({"market": "b2b", "price": "high"}, "b2b_buying_group"),
        ({"market": "b2b", "price": "high", "offer": "service"}, "b2b_buying_group"),
        ({"offer": "service", "market": "public"}, "public_service"),
        ({"offer": "service", "market": "b2c", "price": "low", "durable": False}, "subscription_renewal"),
        ({"offer": "service", "market": "b2c"}, "insurance_claim"),
    ],
)
def test_what_fits_best_stands_first(scope, first):
    found = jk.suggest_templates(jk.Scope(**scope))
    assert found[0].name == first
    assert found == jk.suggest_templates(**scope), "a scope and keywords ask the same"
    assert {each.name for each in found} == {each.name for each in jk.templates()}
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(-1 <= score <= 1 for score in scores)
    assert all(each.reasons for each in found)


def score(name, **scope):
    return next(each.score for each in jk.suggest_templates(**scope) if each.name == name)


def reasons(name, **scope):
    return next(each.reasons for each in jk.suggest_templates(**scope) if each.name == name)


def test_a_field_counts_as_the_docstring_says():
    assert score("public_service", offer="service") == 1  # the offer alone: no size
    assert score("aarrr", offer="service") == 0.5  # software is near a service
    assert score("aida", offer="service") == 0  # leaves it open
    assert score("solar_roof", offer="service") == -1


def test_size_counts_as_the_docstring_says():
    # aida: 4 steps, 1 move back, 1 persona: (0 + 1/3 + 0) / 3 = 1/9; a low price and three open: 1.5 / 4 = 3/8
    points = 2 + 3 * (1 - 2 * (3 / 8 - 1 / 9))
    assert score("aida", price="low") == pytest.approx(points / 5, abs=5e-4)
    # solar: (10/12 + 1 + 1/2) / 3 = 7/9; everything said: 1
    everything = {"offer": "hardware", "durable": True, "price": "high", "market": "b2c", "sales": "multilevel"}
    points = 3 + 3 + 2 + 1 + 1 + 3 * (1 - 2 * abs(3 / 4 - 7 / 9))
    assert score("solar_roof", **everything) == pytest.approx(points / 13, abs=5e-4)


def test_dearer_and_more_complex_asks_for_longer():
    simple = {"price": "low", "durable": False, "sales": "direct"}
    grave = {"price": "high", "durable": True, "sales": "multilevel", "market": "b2b"}
    for short, long in [("aida", "eight_stages"), ("five_as", "b2b_buying_group")]:
        assert score(short, **simple) > score(long, **simple)
        assert score(long, **grave) > score(short, **grave)


def test_reasons_are_words():
    assert reasons("aarrr", offer="service") == "for software, which is near a service"
    assert reasons("solar_roof", market="public", price="high") == (
        "for a high price; for private customers, not a public service; "
        "14 steps, 3 loops and 2 people: more than it takes"
    )
    assert "less than it takes" in reasons("aida", price="high", durable=True, market="b2b")
    assert reasons("aida", offer="service") == "for any"


def test_keywords_go_before_the_scope():
    scope = jk.Scope(offer="software", market="b2b", trigger="a plan that goes wrong")
    assert jk.suggest_templates(scope, market="public") == jk.suggest_templates(offer="software", market="public")


def test_a_scope_that_says_nothing_ranks_nothing_and_says_so():
    found = jk.suggest_templates(jk.Scope(trigger="the yearly bill"))
    assert {each.score for each in found} == {0}
    assert "states none of offer, market, price, durable, sales" in found.about[0]
    assert [each.name for each in found] == sorted(each.name for each in jk.templates())


def test_a_value_that_the_field_has_not_is_told():
    with pytest.raises(ValidationError, match="offer"):
        jk.suggest_templates(offer="ladder")
