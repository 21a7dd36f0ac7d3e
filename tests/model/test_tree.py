"""The one table of which nouns stand where covers what the annotations say."""

from __future__ import annotations

from typing import get_args

import pytest

import journeykit as jk
import journeykit.model as nouns
from journeykit.model import FrozenMap, Value
from journeykit.model.fields import PersonaKeyed
from journeykit.model.refs import ByText
from journeykit.model.tree import CHILDREN, NAMED_BY_TEXT, PER_PERSONA, rewritten

NOUNS = {
    noun.__name__: noun
    for name in nouns.__all__
    if isinstance(noun := getattr(nouns, name), type) and issubclass(noun, Value) and noun is not Value
}
# held by value, not looked into: they have no ids, and name no other noun's
LEAVES = {"Scope", "Link", "Evidence", "Condition", "AllOf", "AnyOf", "Not"}


def parts(annotation):
    yield annotation
    for each in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from parts(each)


def below(noun):
    """For each field that holds nouns: their names."""
    found = {}
    for name, field in noun.model_fields.items():
        held = {part.__name__ for part in parts(field.annotation) if isinstance(part, type) and issubclass(part, Value)}
        if held - LEAVES:
            found[name] = "Step" if held == {"Touchpoint", "Action", "Wait"} else "/".join(sorted(held))
    return found


@pytest.mark.parametrize("noun", sorted(NOUNS.keys() - LEAVES))
def test_children_are_what_the_annotations_say(noun):
    assert below(NOUNS[noun]) == dict(CHILDREN.get(noun, {}))


def test_steps_have_the_children_of_each_kind_of_step():
    assert CHILDREN["Step"] == CHILDREN["Touchpoint"] == CHILDREN["Action"] == CHILDREN["Wait"]
    assert CHILDREN.keys() <= NOUNS.keys() | {"Step"}


def test_leaves_hold_no_ids_of_others():
    for noun in LEAVES - {"AllOf", "AnyOf", "Not"}:
        assert "evidence" not in NOUNS[noun].model_fields
        assert below(NOUNS[noun]) == {}


def test_what_takes_a_bare_text_is_known_by_its_text():
    found = set()
    for noun in NOUNS.values():
        for field in noun.model_fields.values():
            for part in parts(field.annotation):
                if any(isinstance(each, ByText) for each in getattr(part, "__metadata__", ())):
                    found.add(get_args(part)[0].__name__)
    assert found == NAMED_BY_TEXT


def test_what_may_be_said_per_persona_is_listed():
    fields = jk.Touchpoint.model_fields
    marked = {
        name
        for name, field in fields.items()
        if any(isinstance(part, PersonaKeyed) for part in (*parts(field.annotation), *field.metadata))
    }
    assert marked == set(PER_PERSONA)


def test_a_tree_that_nothing_changes_in_is_the_same_object():
    step = jk.Touchpoint("a", needs={"anna": "calm"}, pains=jk.PainPoint("p", opportunities="o"))
    stage = jk.Stage("s", [step, "b"])
    assert rewritten(stage, lambda _, item: item) is stage


def test_a_change_reaches_everything_below():
    seen = []
    step = jk.Touchpoint(
        "a",
        needs={"anna": "calm"},
        pains=jk.PainPoint(
            "p", opportunities=jk.Opportunity("o", solutions=jk.Solution("s", effects=jk.Effect("a", emotion=1)))
        ),
        moment_of_truth=jk.MomentOfTruth(evidence=jk.Evidence("talks")),
    )

    def note(noun, item):
        seen.append(noun)
        return None if noun == "Need" else item

    changed = rewritten(jk.Stage("s", [step]), note)
    assert set(seen) == {"Step", "Need", "PainPoint", "Opportunity", "Solution", "Effect", "Evidence"}
    assert changed.steps[0].needs == FrozenMap({"anna": ()})
