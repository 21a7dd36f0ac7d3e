"""Whatever verb is asked: no map, nobody, nowhere, a loop without a way out, and numbers that are none are refused.

A table, so that a new verb stands in it: `jk.<verb>` is called with one argument wrong at a time, and says which.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.analysis.apply import apply

SHOP = jk.JourneyMap(
    personas=[jk.Persona("anna"), jk.Persona("ben")],
    stages=[
        jk.Stage(
            "buy",
            [
                jk.Touchpoint(
                    "basket",
                    emotion=1,
                    drop_off=0.1,
                    duration="1 hour",
                    opportunities=jk.Opportunity(
                        "clearer",
                        solutions=jk.Solution("a hint", effort=1, effects=jk.Effect("basket", drop_off=0.05)),
                    ),
                ),
                jk.Touchpoint("pay", emotion=-1, count=100),
            ],
        )
    ],
    outcomes=[jk.Outcome("bought", result="success"), jk.Outcome("left", result="failure")],
    flow=["basket >> pay", jk.Transition("pay", "bought", count=70), jk.Transition("pay", "left", count=30)],
)
TRAP = SHOP.replace(flow=["basket >> pay >> pay"])
NAN = math.nan

VERBS = {
    "apply": jk.apply,
    "change": lambda journey, **more: jk.change(journey, **({"changes": {("pay", "left"): 0.1}} | more)),
    "chokepoints": jk.chokepoints,
    "compare": lambda journey: jk.compare(SHOP, journey),
    "experience": jk.experience,
    "levers": jk.levers,
    "loops": jk.loops,
    "outcomes": jk.outcomes,
    "paths": jk.paths,
    "removal": jk.removal,
    "research_next": jk.research_next,
    "roadmap": jk.roadmap,
    "simplify": jk.simplify,
    "simulate": lambda journey, **more: jk.simulate(journey, **({"n": 1, "seed": 1} | more)),
    "tell": jk.tell,
    "uncertainty": jk.uncertainty,
}
GOALS = {"chokepoints", "levers", "outcomes", "removal", "research_next", "roadmap", "simplify", "uncertainty"}
PERSONAS = {
    "change",
    "chokepoints",
    "experience",
    "levers",
    "loops",
    "outcomes",
    "paths",
    "removal",
    "simulate",
    "tell",
}
ENDLESS = set(VERBS) - {"apply", "change", "compare"}  # these three tell of maps, and solve nothing that must be solved


def asked(verb, journey=SHOP, **arguments):
    return VERBS[verb](journey, **arguments)


def test_the_table_has_every_verb_of_analysis():
    folder = Path(apply.__code__.co_filename).parent
    modules = {path.stem for path in folder.glob("*.py")}
    public = {name for name in jk.__all__ if name.islower() and name in modules}
    assert public == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_good_question_is_answered(verb):
    assert asked(verb) is not None


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("what", ["shop.yaml", None, 3, {"stages": []}], ids=str)
def test_what_is_no_map(verb, what):
    with pytest.raises(TypeError, match=r"JourneyMap|maps"):
        asked(verb, what)


@pytest.mark.parametrize("verb", sorted(GOALS))
@pytest.mark.parametrize(
    ("goal", "near"), [("bougt", "did you mean 'bought'"), ("baskte", "did you mean 'basket'"), (NAN, "unknown")]
)
def test_a_goal_that_is_no_outcome_and_no_step(verb, goal, near):
    with pytest.raises(jk.UnknownName, match=near):
        asked(verb, goal=goal)


@pytest.mark.parametrize("verb", sorted(GOALS - {"outcomes", "uncertainty"}))
def test_no_goal_at_all_says_how_to_mend(verb):
    aimless = SHOP.replace(outcomes=[jk.Outcome("bought"), jk.Outcome("left")])
    with pytest.raises(ValueError, match=r"name a goal, like goal='left'|name a goal, like goal='bought'|name a goal"):
        asked(verb, aimless)


@pytest.mark.parametrize("verb", sorted(PERSONAS))
def test_an_unknown_persona(verb):
    with pytest.raises(jk.UnknownName, match="did you mean 'anna'"):
        asked(verb, persona="ana")


@pytest.mark.parametrize("verb", sorted(ENDLESS))
def test_a_trap_is_named(verb):
    with pytest.raises(jk.TrapError, match="pay") as caught:
        asked(verb, TRAP)
    assert caught.value.steps == ("pay",)


NUMBERS = {
    ("change", "changes"): [{("pay", "left"): NAN}, {("pay", "left"): 1.5}, {("pay", "left"): -0.1}],
    ("levers", "top"): [0, -1, NAN, True, 1.5],
    ("levers", "share"): [0, 1, NAN, -0.1],
    ("outcomes", "rate"): [NAN, -0.1, math.inf],
    ("outcomes", "within"): [0, -1, NAN, 2.5, True],
    ("paths", "k"): [0, -1, NAN, True, 2.0],
    ("paths", "max_repeats"): [-1, NAN, True],
    ("research_next", "level"): [0, 1, NAN],
    ("research_next", "top"): [0, NAN, True],
    ("research_next", "trust"): [0, NAN],
    ("research_next", "within"): [0, NAN],
    ("roadmap", "budget"): [0, -1, NAN, True, "3"],
    ("simulate", "n"): [0, -1, NAN, True, 2.5],
    ("simulate", "noise"): [-1, NAN],
    ("simulate", "seed"): [-1, NAN, True, 2.5],
    ("tell", "seed"): [-1, NAN, True, 2.5],
    ("uncertainty", "level"): [0, 1, NAN],
    ("uncertainty", "n"): [0, 1, NAN, 2.5],
}


@pytest.mark.parametrize(
    ("verb", "name", "value"),
    [(verb, name, value) for (verb, name), values in NUMBERS.items() for value in values],
    ids=str,
)
def test_a_number_that_is_none(verb, name, value):
    more = {"method": "sampling"} if (verb, name) == ("uncertainty", "n") else {}
    with pytest.raises(ValueError, match=r"probability|at most 1|" + MEANT.get(name, name)):
        asked(verb, **{name: value}, **more)


MEANT = {"n": "n is|samples", "top": "top|at least 1", "share": "share|between 0 and 1", "trust": "at least 1",
         "budget": "a budget", "within": "within|half-width"}  # fmt: skip
CHOICES = {
    ("experience", "along"): "stage",
    ("levers", "by"): "steps",
    ("levers", "of"): "goals",
    ("simulate", "spread"): "normal",
    ("tell", "kind"): "luky",
    ("uncertainty", "method"): "delt",
}


@pytest.mark.parametrize(("verb", "name"), CHOICES)
def test_a_choice_that_is_none(verb, name):
    with pytest.raises((ValueError, jk.UnknownName), match=CHOICES[verb, name]):
        asked(verb, **{name: CHOICES[verb, name]})


STEPS = {("paths", "start"): "baskte", ("paths", "end"): "bougt", ("experience", "end"): "bougt"}


@pytest.mark.parametrize(("verb", "name"), STEPS)
def test_an_unknown_step_comes_with_the_near_one(verb, name):
    with pytest.raises(jk.UnknownName, match="did you mean 'b"):
        asked(verb, **{name: STEPS[verb, name]})


def test_steps_asked_of_results_come_with_the_near_one():
    found = jk.outcomes(SHOP)
    for question in (
        lambda: found.variance("pya"),
        lambda: found.visits["pya"],
        lambda: found.conversion("basket", "pya"),
        lambda: jk.change(SHOP, {("pya", "left"): 0.1}),
        lambda: jk.apply(SHOP, "a hnt"),
    ):
        with pytest.raises(jk.UnknownName, match=r"did you mean '(pay|a hint)"):
            question()
