"""`change` gives a valid map that means exactly what was asked, whatever the map was."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from journeykit.analysis.change import change
from journeykit.analysis.leaving import Departures
from journeykit.errors import UnknownName
from journeykit.graph import moves
from journeykit.model import Evidence, JourneyMap, Outcome, Persona, Stage, Touchpoint, Transition
from journeykit.testing import maps

MANY = settings(
    max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
ENDS = [Outcome("owner", result="success"), Outcome("gave_up")]
SOLAR = JourneyMap(
    stages=[Stage("decide", ["quote", "calculator", "sign"])],
    outcomes=ENDS,
    flow=[
        Transition("quote", "gave_up", probability=0.2, count=20, evidence=[Evidence("talks")]),
        Transition("quote", "calculator", probability=0.4, count=40, when="too dear"),
        "quote >> sign >> owner",
    ],
)


def shares(journey, persona):
    """What leaves each step: by target, and under None the drop-off, under '.end' where the map is over."""
    found = moves(journey, persona)
    all_of = {
        step: {None: found.drop_off[step], **({".end": found.ends[step]} if step in found.ends else {})}
        for step in found.drop_off
    }
    for move in found.moves:
        all_of[move.source][move.target] = move.probability
    return all_of, found.entries


def assert_same(found, wanted, within=1e-9):
    for target in {*found, *wanted}:
        assert found.get(target, 0.0) == pytest.approx(wanted.get(target, 0.0), abs=within), target


@st.composite
def changed(draw):
    journey = draw(maps(details=0, steps=4))
    leads = [(move.source, move.target) for move in journey.transitions]
    leads += [(step.id, None) for step in journey.steps]
    assume(leads)
    step = draw(st.sampled_from(leads))[0]
    here = [pair for pair in leads if pair[0] == step]
    named = draw(st.lists(st.sampled_from(here), min_size=1, max_size=2, unique=True))
    first = draw(st.floats(0, 1) | st.sampled_from([0.0, 1.0, 0.5]))
    values = [first, (1 - first) * draw(st.floats(0, 1))]
    persona = draw(st.none() | st.sampled_from([one.id for one in journey.personas])) if journey.personas else None
    return journey, dict(zip(named, values, strict=False)), persona


@MANY
@given(changed())
def test_each_persona_s_shares_are_the_new_ones_and_the_others_make_room(case):
    journey, named, persona = case
    try:
        new = change(journey, named, persona)
    except ValueError as refused:
        said = str(refused)
        assert "nothing else leads on" in said or "is no move of" in said or "one for all" in said
        return
    step = next(iter(named))[0]
    assert JourneyMap.model_validate(new.model_dump(by_alias=True)) is not None
    for one in Departures(journey).those(step, persona):
        if journey.cast == "together" or (
            one is not None and one.side != "customer" and not journey.step(step).personas
        ):
            continue
        (before, entries), (after, still) = shares(journey, one), shares(new, one)
        assert entries == still
        for other in before.keys() - {step}:
            assert_same(after[other], before[other], 0.0)
        old = before[step]
        asked = {target: value for (_, target), value in named.items() if target in old}
        if (persona is not None and one is not None and one.id != persona) or not asked:
            assert_same(after[step], old)
            continue
        others = {target: share for target, share in old.items() if target not in asked}
        assert_same({target: after[step].get(target, 0.0) for target in asked}, asked)
        room, total = 1 - sum(asked.values()), sum(others.values())
        if total > 1e-9:
            assert_same(
                {target: after[step].get(target, 0.0) for target in others},
                {target: share * room / total for target, share in others.items()},
            )


@MANY
@given(maps(details=0), st.data())
def test_the_same_probability_again_changes_nothing_that_the_map_means(journey, data):
    found = [move for move in journey.transitions if move.probability is not None]
    assume(found)
    move = data.draw(st.sampled_from(found))
    old = {one: shares(journey, one)[0][move.source].get(move.target) for one in Departures(journey).those(move.source)}
    known = {share for share in old.values() if share is not None}
    assume(len(known) == 1)
    new = change(journey, {(move.source, move.target): min(known.pop(), 1.0)})
    for one in old:
        assert_same(shares(new, one)[0][move.source], shares(journey, one)[0][move.source])


def test_one_number_changes_and_the_rest_makes_room():
    new = change(SOLAR, {("quote", "gave_up"): 0.1})
    assert [(move.target, move.probability) for move in moves(new).out_of("quote")] == [
        ("gave_up", 0.1),
        ("calculator", pytest.approx(0.45)),
        ("sign", pytest.approx(0.45)),
    ]
    gave_up, calculator, sign, _ = new.transitions
    assert (gave_up.count, gave_up.evidence, calculator.count, calculator.when) == (None, (), None, "too dear")
    assert sign == SOLAR.transitions[2]  # the map is silent about it still
    assert moves(new).out_of("quote")[2].basis == "derived"


def test_what_is_shared_evenly_stays_an_assumption():
    fork = JourneyMap(stages=[Stage("s", ["a", "b", "c", "d"])], outcomes=ENDS, flow=["a >> b", "a >> c", "a >> d"])
    new = change(fork, {("a", "b"): "50 %"})
    assert [(move.target, move.probability, move.basis) for move in moves(new).out_of("a")] == [
        ("b", 0.5, "stated"),
        ("c", 0.25, "assumed"),
        ("d", 0.25, "assumed"),
    ]


def test_counts_become_shares():
    log = SOLAR.replace(flow=[Transition("quote", "gave_up", count=30), Transition("quote", "sign", count=70)])
    new = change(log, {("quote", "gave_up"): 0.2})
    assert [(move.probability, move.basis) for move in moves(new).out_of("quote")] == [
        (0.2, "stated"),
        (pytest.approx(0.8), "stated"),
    ]


@pytest.mark.parametrize("target", [None, "drop_off"])
def test_the_drop_off_changes_like_any_share(target):
    new = change(SOLAR.replace_step("quote", drop_off=0.1), {("quote", target): 0.4})
    assert new.step("quote").drop_off == 0.4
    assert moves(new).drop_off["quote"] == 0.4
    assert moves(new).out_of("quote")[0].probability == pytest.approx(0.2 * 0.6 / 0.9)


def test_a_transition_to_what_is_called_drop_off_goes_first():
    ends = JourneyMap(stages=[Stage("s", ["a", "b"])], outcomes=[Outcome("drop_off")], flow=["a >> drop_off", "a >> b"])
    new = change(ends, {("a", "drop_off"): 0.1})
    assert moves(new).drop_off["a"] == 0
    assert moves(new).out_of("a")[0].probability == 0.1


def test_a_line_keeps_its_words():
    line = JourneyMap(stages=[Stage("s", ["a", "b", "c"])], outcomes=[ENDS[0]])
    new = change(line, {("a", "b"): 0.6})
    assert [str(entry) for entry in new.flow] == ["in_order", "Transition('a', 'b', probability=0.6)"]
    assert moves(new).drop_off["a"] == pytest.approx(0.4)  # nothing else leads on


def test_who_was_sure_to_go_on_may_take_what_is_silent():
    sure = JourneyMap(
        stages=[Stage("s", ["a", "b"])], outcomes=ENDS, flow=[Transition("a", "b", probability=1), "a >> owner"]
    )
    assert moves(change(sure, {("a", "b"): 0.7})).out_of("a")[1].probability == pytest.approx(0.3)


def test_several_changes_at_several_steps():
    new = change(SOLAR, {("quote", "gave_up"): 0.1, ("quote", "calculator"): 0.1, ("sign", None): 0.5})
    assert moves(new).out_of("quote")[2].probability == pytest.approx(0.8)
    assert moves(new).drop_off["sign"] == 0.5


@pytest.fixture
def two():
    """Anna gives up more often than Ben; the drop-off is what is left."""
    who = [Persona("anna", share=0.5), Persona("ben", share=0.5)]
    quote = Touchpoint("quote", personas=["anna", "ben"])
    return JourneyMap(
        personas=who,
        stages=[Stage("decide", [quote, "sign"])],
        outcomes=ENDS,
        flow=[
            Transition("quote", "gave_up", probability=0.6, personas=["anna"]),
            Transition("quote", "gave_up", probability=0.2, personas=["ben"]),
            Transition("quote", "sign", probability=0.4),
            "sign >> owner",
        ],
    )


def test_personas_are_kept_apart(two):
    new = change(two, {("quote", "gave_up"): 0.1})
    by = {one: {move.target: move.probability for move in moves(new, one).out_of("quote")} for one in ("anna", "ben")}
    assert by["anna"] == {"gave_up": 0.1, "sign": pytest.approx(0.9)}
    assert by["ben"] == {"gave_up": 0.1, "sign": pytest.approx(0.4 * 0.9 / 0.8)}
    assert moves(new, "ben").drop_off["quote"] == pytest.approx(0.4 * 0.9 / 0.8)


def test_one_persona_alone_changes(two):
    new = change(two, {("quote", "gave_up"): 0.1}, "anna")
    assert moves(new, "ben").out_of("quote")[1].probability == pytest.approx(0.4)
    assert moves(new, "anna").out_of("quote")[1].probability == pytest.approx(0.9)
    same = change(SOLAR.replace(personas=[Persona("anna"), Persona("ben")]), {("quote", "gave_up"): 0.5}, "ben")
    assert {one: moves(same, one).out_of("quote")[0].probability for one in ("anna", "ben")} == {
        "anna": 0.2,
        "ben": 0.5,
    }


def test_what_leads_where_nobody_here_can_go_does_not_count():
    """Anna meets the quote and never the loan: what is stated for it is hers on the other ways."""
    loan = JourneyMap(
        personas=[Persona("anna"), Persona("ben")],
        stages=[Stage("s", [Touchpoint("quote", personas=["anna"]), "sign", Touchpoint("loan", personas=["ben"])])],
        outcomes=ENDS,
        flow=[Transition("quote", "sign", probability=0.5), Transition("quote", "loan", probability=0.3)],
    )
    assert moves(loan, "anna").out_of("quote")[0].probability == pytest.approx(0.8)
    new = change(loan, {("quote", "sign"): 0.4})
    assert moves(new, "anna").out_of("quote")[0].probability == 0.4
    assert moves(new, "anna").drop_off["quote"] == pytest.approx(0.6)
    both = loan.replace_step("quote", personas=[])
    assert [(move.target, move.probability) for move in moves(change(both, {("quote", "sign"): 0.4}), "ben").moves] == [
        ("sign", 0.4),
        ("loan", pytest.approx(0.36)),
    ]
    assert moves(change(both, {("quote", "sign"): 0.4}), "anna").out_of("quote")[0].probability == 0.4


def test_a_map_that_cannot_say_two_drop_offs_says_so():
    shop = JourneyMap(
        personas=[Persona("anna"), Persona("ben")], stages=[Stage("s", ["a", Touchpoint("b", drop_off=0.2)])]
    )
    with pytest.raises(ValueError, match="'b' in different shares"):
        change(shop, {("b", None): 0.5}, "ben")


@pytest.mark.parametrize(
    ("named", "error", "says"),
    [
        ({("quot", "sign"): 0.1}, UnknownName, "did you mean 'quote'"),
        ({("quote", "sig"): 0.1}, UnknownName, "did you mean 'quote >> sign'"),
        ({("quote", "owner"): 0.1}, UnknownName, "unknown transition"),
        ({("quote", "gave_up"): 0.7, ("quote", "sign"): 0.4}, ValueError, "together at most 1"),
        ({("sign", "owner"): 0.7, ("sign", None): 0.1}, ValueError, "name a transition"),
        ({("quote", "gave_up"): math.nan}, ValidationError, "probability"),
        ({("quote", "gave_up"): 1.5}, ValidationError, "probability"),
        ({("quote", "gave_up"): None}, ValueError, "is missing"),
        ({("quote", None): 0.1, ("quote", "drop_off"): 0.2}, ValueError, "given twice"),
        ({"quote": 0.1}, TypeError, "pair"),
        ([("quote", "sign")], TypeError, "mapping"),
    ],
)
def test_bad_input_says_what_is_wrong(named, error, says):
    with pytest.raises(error, match=says):
        change(SOLAR, named)


def test_what_is_no_map_and_no_persona(two):
    with pytest.raises(TypeError, match="JourneyMap"):
        change("solar.yaml", {})
    with pytest.raises(UnknownName, match="did you mean 'anna'"):
        change(two, {("quote", "gave_up"): 0.1}, "ana")
    with pytest.raises(ValueError, match="no move of 'ben'"):
        change(two.replace(flow=[Transition("quote", "sign", personas=["anna"])]), {("quote", "sign"): 0.1}, "ben")


def test_the_map_itself_stays_and_no_change_is_the_same_map():
    before = SOLAR.model_dump_json()
    change(SOLAR, {("quote", "gave_up"): 0.1})
    assert SOLAR.model_dump_json() == before
    assert change(SOLAR, {}) == SOLAR
    assert change(SOLAR, {("quote", "gave_up"): 0.2}) == SOLAR
