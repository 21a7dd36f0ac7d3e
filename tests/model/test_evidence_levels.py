"""How backed a claim is, and a map of claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.model import evidence_level
from journeykit.model.claims import LEVELS, Claim, weakest_third

TALKS, LOG, DIARY = (
    jk.Evidence("talks", kind="interview"),
    jk.Evidence("log", kind="analytics"),
    jk.Evidence("diary", kind="diary"),
)
HUNCH, ROOM, BARE = jk.Evidence("hunch", kind="assumption"), jk.Evidence("room", kind="workshop"), jk.Evidence("bare")
MORE = jk.Evidence("more_talks", kind="interview")


@pytest.mark.parametrize(
    ("sources", "level"),
    [
        ([], "assumption"),
        ([HUNCH], "assumption"),
        ([ROOM, HUNCH, BARE], "assumption"),
        ([TALKS], "partial"),
        ([TALKS, MORE], "partial"),
        ([TALKS, ROOM], "partial"),
        ([TALKS, LOG], "research"),
        ([TALKS, LOG, DIARY, HUNCH], "research"),
        ([jk.Evidence("a", kind="tea leaves"), LOG], "research"),
    ],
)
def test_a_level_counts_kinds_of_research(sources, level):
    assert evidence_level(sources) == level


def levels(journey):
    return {claim.place: (claim.level, [source.id for source in claim.evidence]) for claim in journey.claims}


def test_a_claim_takes_its_own_sources_then_the_steps_the_stages_the_maps():
    def journey(pain=(), step=(), stage=()):
        quote = jk.Touchpoint("quote", pains=jk.PainPoint("p", evidence=pain), evidence=step)
        return jk.JourneyMap(evidence=HUNCH, stages=[jk.Stage("s", [quote], evidence=stage)])

    place = "stages[0].steps[0].pains[0]"
    assert levels(journey([TALKS, LOG], LOG, DIARY))[place] == ("research", ["talks", "log"])
    assert levels(journey((), LOG, [DIARY, TALKS]))[place] == ("partial", ["log"])
    assert levels(journey((), (), [DIARY, TALKS]))[place] == ("research", ["diary", "talks"])
    assert levels(journey())[place] == ("assumption", ["hunch"])


def test_a_source_that_a_step_names_speaks_for_that_step_alone():
    quote = jk.Touchpoint("quote", emotion=-1, evidence=LOG)
    pay = jk.Touchpoint("pay", emotion=1)
    anna = jk.Persona("anna", evidence=TALKS)

    def levels_of(*listed):
        journey = jk.JourneyMap(personas=anna, evidence=listed, stages=[jk.Stage("s", [quote, pay])])
        return [claim.level for claim in journey.claims if claim.kind == "emotion"]

    assert levels_of() == ["partial", "partial"]  # Anna's talks are about the whole journey
    assert levels_of(DIARY) == ["partial", "research"]
    hurt = jk.Touchpoint("quote", pains=jk.PainPoint("slow", evidence=LOG))
    journey = jk.JourneyMap(stages=[jk.Stage("s", [hurt, pay])])
    assert [claim.level for claim in journey.claims] == ["partial", "assumption"]
    moved = jk.JourneyMap(
        stages=[jk.Stage("s", [quote, pay])], flow=[jk.Transition("quote", "pay", probability=0.5, evidence=TALKS)]
    )
    assert [claim.level for claim in moved.claims] == ["partial", "assumption", "partial"]


def test_every_kind_of_claim_has_its_place():
    step = jk.Touchpoint(
        "quote",
        emotion=1,
        intensity=2,
        drop_off=0.1,
        moment_of_truth="all hangs on it",
        thoughts={"anna": ["hm", "oh"]},
        needs="calm",
        gains="g",
    )
    journey = jk.JourneyMap(
        personas=jk.Persona("anna"), stages=[jk.Stage("s", [step])], flow=[step.to("quote", 0.2), "quote >> quote"]
    )
    at = "stages[0].steps[0]."
    assert list(levels(journey)) == [
        "personas[0]",
        *(at + name for name in ("emotion", "intensity", "drop_off", "moment_of_truth")),
        *(at + name for name in ("thoughts.anna[0]", "thoughts.anna[1]", "needs[0]", "gains[0]")),
        "flow[0].probability",
    ]


@given(st.lists(st.sampled_from(LEVELS), max_size=12))
def test_a_map_is_as_backed_as_its_weakest_third(found):
    claims = [Claim("p", "k", "s", None, (), level) for level in found]
    third = sorted(found, key=LEVELS.index)[: -(-len(found) // 3)]
    assert weakest_third(claims) == (third[-1] if third else "assumption")


def test_a_map_says_its_level():
    steps = [jk.Touchpoint(name, emotion=1, evidence=[TALKS, LOG]) for name in "abc"]
    assert jk.JourneyMap(stages=[jk.Stage("s", steps)]).evidence_level == "research"
    guess = jk.Touchpoint("d", emotion=1, evidence=HUNCH)
    assert jk.JourneyMap(stages=[jk.Stage("s", [*steps, guess])]).evidence_level == "research"
    assert jk.JourneyMap(stages=[jk.Stage("s", [steps[0], guess])]).evidence_level == "assumption"
    assert jk.JourneyMap().evidence_level == "assumption"


ASKED = jk.Metric("log_score", value=4, unit="1..5", n=9, evidence=LOG)


@pytest.mark.parametrize(
    ("emotion", "metrics", "level"),
    [
        (1, [ASKED], "partial"),
        (1, [], "assumption"),
        (-2, [ASKED], "assumption"),  # changed since
        (1, [ASKED.replace(evidence=())], "assumption"),
        (1, [ASKED.replace(unit="stars")], "assumption"),  # somebody else's, by that id
        (1, [ASKED.replace(unit="5..5")], "assumption"),
        (1, [ASKED.replace(value=None)], "assumption"),
        (1, [ASKED.replace(id="log_score_anna")], "partial"),
        ({"anna": 1}, [ASKED.replace(id="log_score_anna")], "partial"),
        ({"anna": 1, "ben": 0}, [ASKED.replace(id="log_score_anna")], "assumption"),
        (
            {"anna": 1, "ben": 0},
            [ASKED.replace(id="log_score_anna"), ASKED.replace(id="log_score_ben", value=3)],
            "partial",
        ),
        ({"anna": 1}, [ASKED], "assumption"),  # everybody's
    ],
)
def test_an_emotion_from_scores_rests_on_them(emotion, metrics, level):
    step = jk.Touchpoint("pay", emotion=emotion, thoughts="dear", metrics=metrics)
    people = [jk.Persona(each) for each in (emotion if isinstance(emotion, dict) else ["anna"])]
    found = jk.JourneyMap(personas=people, stages=[jk.Stage("s", [step])]).claims
    assert {each.kind: each.level for each in found if each.step} == {"emotion": level, "thoughts": "assumption"}


def test_scores_stand_beside_other_sources():
    step = jk.Touchpoint("pay", emotion=1, evidence=TALKS, metrics=ASKED)
    assert levels(jk.JourneyMap(stages=[jk.Stage("s", [step])]))["stages[0].steps[0].emotion"] == (
        "research",
        ["log", "talks"],
    )
