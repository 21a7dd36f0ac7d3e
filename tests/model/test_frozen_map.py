"""The small frozen mapping by persona."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import journeykit as jk
from journeykit.model import FrozenMap
from journeykit.testing import ids

MAPPINGS = st.dictionaries(ids(), st.floats(-2, 2), min_size=1, max_size=4)


@given(MAPPINGS)
def test_order_of_writing_does_not_matter(items):
    one, other = FrozenMap(items), FrozenMap(dict(reversed(items.items())))
    assert one == other == items
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    assert list(one) == sorted(items)


@given(MAPPINGS)
def test_copies_are_equal(items):
    value = FrozenMap(items)
    for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)), eval(repr(value))):
        assert (twin, hash(twin)) == (value, hash(value))


def test_it_reads_like_a_mapping():
    value = FrozenMap({"ben": 1, "anna": 2})
    assert (value["ben"], value.get("cleo"), "anna" in value, len(value)) == (1, None, True, 2)
    assert value != FrozenMap({"ben": 1})
    assert value != 3
    with pytest.raises(KeyError):
        value["cleo"]


def test_its_items_are_validated_and_its_keys_are_ids():
    for bad in ({}, {"Anna": 1}, {"anna": 7}, {"anna": "good"}):
        with pytest.raises(ValidationError):
            jk.Touchpoint("a", emotion=bad)


@pytest.mark.parametrize("name", ["text", "ref"])
def test_a_persona_may_be_called_like_a_key(name):
    step = jk.Touchpoint("a", thoughts={name: "hm"}, emotion={name: 1}, needs={name: ["calm"]})
    journey = jk.JourneyMap(personas=jk.Persona(name), stages=[jk.Stage("s", [step])])
    assert journey.step("a").thoughts_of(name) == ("hm",)
    assert journey.step("a").needs_of(name) == (jk.Need("calm"),)


def test_an_unknown_persona_is_a_fault_with_the_near_name():
    step = jk.Touchpoint("a", feelings={"ana": "calm"})
    with pytest.raises(ValidationError, match="did you mean 'anna'"):
        jk.JourneyMap(personas=jk.Persona("anna"), stages=[jk.Stage("s", [step])])
