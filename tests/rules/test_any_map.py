"""Properties over generated maps: rules never raise, never change the map, and always say where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit import testing
from journeykit.rules import Facts, rules

TEXTS = st.text(min_size=1, max_size=12).filter(lambda text: text.strip())
ALLOW = st.lists(st.sampled_from(["JK3", "JK401", "dead-end", "no-such-rule"]), max_size=2)
PEOPLE = ("anna", "ben", "clerk")


@st.composite
def maps(draw):
    """Small maps with odd graphs: loops, islands, several entries, several personas, no flow or an empty one."""
    ids = [f"t{number}" for number in range(draw(st.integers(0, 6)))]
    whose = draw(st.sets(st.sampled_from(PEOPLE)))
    personas = [jk.Persona(name, side="employee" if name == "clerk" else "customer") for name in sorted(whose)]
    met = st.lists(st.sampled_from(sorted(whose)), max_size=2, unique=True) if whose else st.just([])
    emotions = st.none() | st.sampled_from([-2, -1, -0.5, 0, 2])
    per_persona = (
        st.dictionaries(st.sampled_from(sorted(whose)), st.sampled_from([-2, 1]), min_size=1) if whose else None
    )
    pains = st.builds(jk.PainPoint, TEXTS, severity=st.none() | st.integers(1, 5), personas=met)
    steps = [
        jk.Touchpoint(
            name,
            emotion=draw(emotions if per_persona is None else emotions | per_persona),
            pains=draw(st.lists(pains, max_size=2)),
            personas=draw(met),
            entry=draw(st.none() | st.just(True)),
            drop_off=draw(st.none() | st.sampled_from([0, 0.2])),
            goal=draw(st.booleans()),
            allow=draw(ALLOW),
        )
        for name in ids
    ]
    ends = [jk.Outcome(name, result="success") for name in draw(st.sets(st.sampled_from(["won", "lost"])))]
    cut = draw(st.integers(0, len(steps)))
    flow = draw(st.none() | st.just([])) if not ids else draw(st.none() | flows(ids, [each.id for each in ends]))
    return jk.JourneyMap(
        personas=personas,
        cast=draw(st.sampled_from(["alternatives", "together"])),
        stages=[jk.Stage("one", steps[:cut]), jk.Stage("two", steps[cut:], allow=draw(ALLOW))],
        outcomes=ends,
        flow=flow,
        allow=draw(ALLOW),
    )


@st.composite
def flows(draw, sources, ends):
    pairs = draw(st.sets(st.tuples(st.sampled_from(sources), st.sampled_from([*sources, *ends])), max_size=8))
    chances = st.none() | st.sampled_from([0, 0.05, 0.1])
    moves = [
        {"from": source, "to": target} | ({"probability": chance} if (chance := draw(chances)) is not None else {})
        for source, target in sorted(pairs)
    ]
    return [*(["in order"] if draw(st.booleans()) else []), *moves]


@pytest.mark.whole
@settings(max_examples=2_000)
@given(maps() | testing.maps())
def test_rules_never_raise_and_never_change_the_map(journey):
    before = hash(journey)
    steps = {step.id for step in journey.steps}
    facts = Facts(journey)
    for rule in rules().values():
        for finding in rule.findings(journey, facts):
            assert finding.step is None or finding.step in steps
            assert finding.message
            assert finding.repair
            assert "\n" not in finding.message
            assert finding.message.isprintable()
    assert hash(journey) == before


@given(maps())
def test_no_rule_fails_inside_a_check_and_the_same_map_is_judged_alike(journey):
    report = jk.check(journey)
    assert not [each for each in report if "the rule failed" in each.message]
    assert report == jk.check(jk.loads(jk.dumps(journey, "json"), "json"))


@given(maps())
def test_what_the_map_allows_is_not_found(journey):
    assert not jk.check(journey.replace(allow="JK"))
    allowed_in_two = journey.stages[1].replace(allow="JK")
    report = jk.check(journey.replace(stages=[journey.stages[0], allowed_in_two]))
    assert not [each for each in report if each.place.startswith("stages[1]")]
