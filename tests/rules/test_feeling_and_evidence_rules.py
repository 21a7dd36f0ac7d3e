"""4xx and 5xx: lows without a reason, pains without an answer, claims without a source."""

from __future__ import annotations

import pytest

import journeykit as jk

MIA, BEN = jk.Persona("mia"), jk.Persona("ben")


def of(*steps, **fields):
    return jk.JourneyMap(stages=[jk.Stage("one", steps)], **fields)


def messages(journey, rule):
    return [each.message for each in jk.check(journey, rule)]


@pytest.mark.parametrize(("emotion", "told"), [(-1, True), (-2, True), (-0.9, False), (0, False), (None, False)])
def test_a_low_asks_for_a_pain(emotion, told):
    assert bool(messages(of(jk.Touchpoint("a", emotion=emotion)), "JK401")) is told
    assert not messages(of(jk.Touchpoint("a", emotion=emotion, pains="slow")), "JK401")


def test_a_low_of_one_persona_asks_for_a_pain_of_theirs():
    step = jk.Touchpoint("a", emotion={"mia": -1.5, "ben": 1})
    assert messages(of(step, personas=[MIA, BEN]), "JK401") == [
        "'a' feels like -1.5 to 'mia', and names no pain of theirs"
    ]
    other = step.replace(pains=[jk.PainPoint("slow", personas=["ben"])])
    assert len(messages(of(other, personas=[MIA, BEN]), "JK401")) == 1
    for whose in ([], ["mia"]):
        mended = step.replace(pains=[jk.PainPoint("slow", personas=whose)])
        assert not messages(of(mended, personas=[MIA, BEN]), "JK401")


@pytest.mark.parametrize(("severity", "told"), [(5, True), (4, True), (3.9, False), (None, False)])
def test_a_severe_pain_asks_for_an_opportunity(severity, told):
    pain = jk.PainPoint("slow", severity=severity)
    assert bool(messages(of(jk.Touchpoint("a", pains=[pain])), "JK502")) is told
    assert not messages(of(jk.Touchpoint("a", pains=[pain.replace(opportunities="hurry")])), "JK502")
    assert not messages(of(jk.Touchpoint("a", pains=[pain], opportunities="hurry")), "JK502")


def test_a_pain_is_told_at_its_place_and_a_shared_one_once():
    shared = jk.PainPoint("slow", "slow", severity=5)
    steps = [jk.Touchpoint("a", pains=["small", shared]), jk.Touchpoint("b", pains=[shared])]
    (finding,) = jk.check(of(*steps), "JK502")
    assert (finding.place, finding.step) == ("stages[0].steps[0].pains[1]", "a")
    answered = steps[1].replace(opportunities="hurry")
    assert not messages(of(steps[0], answered), "JK502"), "answered where it stands again"


def test_pains_without_an_id_are_each_told():
    pains = [jk.PainPoint("slow", severity=5), jk.PainPoint("dear", severity=5)]
    assert len(messages(of(jk.Touchpoint("a", pains=pains)), "JK502")) == 2


def test_a_pain_without_an_id_is_not_answered_by_another():
    answered = jk.PainPoint("slow", severity=5, opportunities="hurry")
    assert len(messages(of(jk.Touchpoint("a", pains=[answered, jk.PainPoint("dear", severity=5)])), "JK502")) == 1


def test_a_long_pain_is_cut_and_cannot_steer_a_terminal():
    pain = jk.PainPoint("\x1b[31m" + "very " * 50 + "slow", severity=5)
    (message,) = messages(of(jk.Touchpoint("a", pains=[pain])), "JK502")
    assert "\x1b" not in message
    assert len(message) < 160


def test_claims_without_evidence_are_one_finding():
    journey = of(
        jk.Touchpoint("a", emotion=1, pains=["slow", "dear"], moment_of_truth=True),
        jk.Touchpoint("b", emotion=-1, intensity=2, thoughts="hm", drop_off=0.1),
        flow=["in order", {"from": "a", "to": "b", "probability": 0.5}],
        personas=[MIA],
    )
    (finding,) = jk.check(journey, "JK501")
    assert finding.message == (
        "10 of 10 claims without research behind them: 1 persona, 2 emotions, 1 moment of truth, 2 pains, "
        "1 intensity, 1 drop-off, 1 thought, 1 probability"
    )
    assert finding.place == "evidence"


def test_claims_that_rest_on_a_workshop_are_counted_among_those_that_do_not():
    talks, day = jk.Evidence("talks", kind="interview"), jk.Evidence("day", kind="workshop")
    steps = [jk.Touchpoint("a", emotion=1, evidence=talks), jk.Touchpoint("b", emotion=0, pains="slow", evidence=day)]
    assert messages(of(*steps), "JK501") == ["2 of 3 claims without research behind them: 1 emotion, 1 pain"]


def test_workshops_and_assumptions_are_no_research():
    step = jk.Touchpoint("a", emotion=1)
    for kind, told in [("workshop", 1), ("assumption", 1), (None, 1), ("interview", 0), ("our_own_kind", 0)]:
        assert len(messages(of(step, evidence=[jk.Evidence("talks", kind=kind)]), "JK501")) == told


def test_a_map_that_claims_nothing_needs_no_evidence():
    assert not messages(of("a", "b"), "JK501")
