"""A map that went through a table is the map without what the list of losses names, and with what it says instead."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io import format_named, loads_with_losses
from journeykit.io.loss import without
from journeykit.io.writing import losses
from journeykit.model.document import document
from journeykit.testing import maps

MANY = settings(max_examples=1_000, suppress_health_check=list(HealthCheck))


def left(journey, format, **options):
    """The map that the losses promise.

    The tree without the losses is read by the model, so that `{"text": "slow"}` and `"slow"` are the same pain, and
    chains and their moves the same flow.
    """
    return jk.JourneyMap.model_validate(without(document(journey), losses(journey, format, **options)))


@MANY
@given(maps())
def test_csv_loses_what_it_says(journey):
    assert loads_with_losses(jk.dumps(journey, "csv"), "csv").journey == left(journey, "csv")


def through_excel(journey, **options):
    workbook = format_named("excel").write(journey, **options)
    return loads_with_losses(workbook, "excel", **options).journey


@MANY
@given(maps())
def test_excel_loses_what_it_says(journey):
    assert through_excel(journey) == left(journey, "excel")


@MANY
@given(maps(), st.sampled_from(["1..5", "0..10", "7..1", (-100, 100)]), st.sampled_from([",", ";", "tab", "|"]))
def test_csv_on_another_scale_loses_what_it_says(journey, scores, delimiter):
    text = jk.dumps(journey, "csv", scores=scores, delimiter=delimiter)
    expected = left(journey, "csv", scores=scores, delimiter=delimiter)
    assert loads_with_losses(text, "csv", delimiter=delimiter).journey == expected  # the heading names the scale


@MANY
@given(maps(), st.sampled_from(["1..5", "7..1"]))
def test_excel_on_another_scale_loses_what_it_says(journey, scores):
    assert through_excel(journey, scores=scores) == left(journey, "excel", scores=scores)


def test_what_a_table_is_made_for_is_kept():
    """The law alone would hold if everything were lost."""
    words = ["no news", "slow; dear", 'she said "no"', "- dash", "two\nlines", "=1+1"]
    step = jk.Touchpoint(
        "quote",
        "Receives the quote",
        channel="email",
        emotion={"anna": -1.5, "ben": 0.25},
        thoughts={"anna": words},
        feelings=words,
        pains=[jk.PainPoint(each, severity=4, barrier=True) for each in words],
        gains=words,
        needs=[jk.Need("to know", importance=5, satisfaction=2.5)],
        opportunities=[jk.Opportunity("one page", customer_value=4, effort=2, kind="fix", status="planned")],
        moment_of_truth=jk.MomentOfTruth("FMOT", "three quotes lie side by side"),
        personas=["anna", "ben"],
        drop_off=0.07,
        duration="3 weeks 2 days",
        frontstage=[jk.Process("advisor", kind="human", fail_point=True)],
        links=[jk.Link("Study", "https://example.org/a?b=c"), "plain"],
        evidence=["talks"],
        tags=words,
        owners=["Sales", "Service"],
        note="a, b; c",
    )
    journey = jk.JourneyMap(
        "journey",
        evidence=[jk.Evidence("talks")],
        personas=[jk.Persona("anna"), jk.Persona("ben")],
        stages=[jk.Stage("choose", [step, "sign"], title="Choose it", kind="before", phase="first", goal="a price")],
        outcomes=[jk.Outcome("gave_up", "Gives up", result="failure", reason="too dear")],
        flow=[jk.in_order, step.to("gave_up", probability=0.12, when="x; y", after="2 days", count=3, personas="anna")],
    )
    assert losses(journey, "csv") == ()
    assert jk.loads(jk.dumps(journey, "csv"), "csv") == journey
    assert losses(journey, "excel") == ()
    assert through_excel(journey) == journey


def test_opportunities_of_pains_stand_with_the_step():
    pain = jk.PainPoint("slow", opportunities=[jk.Opportunity("faster", solutions=["more people"])])
    steps = [jk.Touchpoint("t", pains=[pain], opportunities=["other"]), jk.Touchpoint("u", pains=[pain])]
    journey = jk.JourneyMap(stages=[jk.Stage("s", steps)])
    found = losses(journey, "excel")
    assert [(each.place, each.kind) for each in found] == [
        ("stages[0].steps[0].pains[0].opportunities", "lost"),
        ("stages[0].steps[0].opportunities", "changed"),
        ("stages[0].steps[1].pains[0].opportunities", "lost"),
        ("stages[0].steps[1].opportunities", "changed"),
    ]
    back = through_excel(journey)
    assert [[each.text for each in step.opportunities] for step in back.steps] == [["other", "faster"], ["faster"]]
    assert back.steps == left(journey, "excel").steps
