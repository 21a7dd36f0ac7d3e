"""5xx: what follows from a map: opportunities, solutions, owners, key figures, barriers, questions."""

from __future__ import annotations

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.rules import Facts, rule_called

HERE = "stages[0].steps[0]"
SEARCH = settings(phases=[Phase.generate], database=None)  # any map will do, not the smallest


def found(journey, rule):
    return [(each.place, each.message) for each in rule_called(rule).findings(journey)]


def at(*steps, **fields):
    return jk.JourneyMap("m", stages=[jk.Stage("s", list(steps), **fields)])


def idea(**fields):
    return jk.Opportunity("one page", **fields)


# owners


@pytest.mark.parametrize(
    ("journey", "place"),
    [
        (at(jk.Touchpoint("t", opportunities=idea())), f"{HERE}.opportunities[0]"),
        (at(jk.Touchpoint("t", gains=jk.Gain("quick", opportunities=idea()))), f"{HERE}.gains[0].opportunities[0]"),
        (at(jk.Touchpoint("t", opportunities=idea(owner="Sales"))), None),
        (at(jk.Touchpoint("t", opportunities=idea(solutions=jk.Solution("x", owner="Sales")))), None),
        (at(jk.Touchpoint("t", opportunities=idea(), owners="Sales")), None),
        (at(jk.Touchpoint("t", opportunities=idea()), owners="Sales"), None),
        (at(jk.Touchpoint("t", opportunities=idea())).replace(owners="Sales"), f"{HERE}.opportunities[0]"),
        (at(jk.Touchpoint("t", opportunities=idea(status="rejected"))), None),
    ],
)
def test_somebody_takes_care_of_an_opportunity(journey, place):
    said = [(place, "nobody takes care of 'one page', for 't'")] if place else []
    assert found(journey, "unowned-opportunity") == said


def test_a_shared_opportunity_is_told_once_and_owned_anywhere():
    shared = idea(id="page")
    journey = at(jk.Touchpoint("a", opportunities=shared), jk.Touchpoint("b", opportunities=shared))
    assert [place for place, _ in found(journey, "JK505")] == [f"{HERE}.opportunities[0]"]
    assert not found(journey.replace_step("b", owners="Sales"), "JK505")
    pain = jk.PainPoint("slow", "slow", opportunities=idea())
    journey = at(jk.Touchpoint("a", pains=pain), jk.Touchpoint("b", pains=pain))
    assert [place for place, _ in found(journey, "JK505")] == [f"{HERE}.pains[0].opportunities[0]"]


# numbers


@pytest.mark.parametrize(
    ("journey", "minded"),
    [
        (at(jk.Touchpoint("t", opportunities=idea())), True),
        (at(jk.Touchpoint("t", opportunities=idea(metrics=jk.Metric("answers")))), False),
        (at(jk.Touchpoint("t", opportunities=idea(), metrics=jk.Metric("answers"))), False),
        (at(jk.Touchpoint("t", opportunities=idea()), metrics=jk.Metric("answers")), False),
        (at(jk.Touchpoint("t", opportunities=idea(solutions=jk.Solution("x")))), True),
        (
            at(jk.Touchpoint("t", opportunities=idea(solutions=jk.Solution("x", effects=jk.Effect("t", emotion=1))))),
            False,
        ),
        (at(jk.Touchpoint("t", opportunities=idea())).replace(metrics=jk.Metric("nps")), True),
    ],
)
def test_a_number_shows_whether_it_was_worth_it(journey, minded):
    said = [(f"{HERE}.opportunities[0]", "no number would show whether 'one page' was worth it")] if minded else []
    assert found(journey, "unmeasured-opportunity") == said


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        (jk.Metric("nps", tags="kpi"), "is called a KPI"),
        (jk.Metric("kpi_nps"), "is called a KPI"),
        (jk.Metric("nps", "Our KPIs"), "is called a KPI"),
        (jk.Metric("nps", "KPI客户"), "is called a KPI"),
        (jk.Metric("nps", "Kpito"), None),
        (jk.Metric("nps", tags="kpi", target=0), None),
        (jk.Metric("nps", direction="up"), None),
    ],
)
def test_a_key_figure_has_a_target(metric, said):
    journey = at(jk.Touchpoint("t", metrics=metric))
    told = [(f"{HERE}.metrics[0]", f"{metric.label!r} {said}, and has no target")] if said else []
    assert found(journey, "targetless-kpi") == told


def test_a_number_of_an_opportunity_says_how_far():
    journey = at(jk.Touchpoint("t", opportunities=idea(metrics=[jk.Metric("a", direction="up"), jk.Metric("b")])))
    assert found(journey, "JK512") == [
        (f"{HERE}.opportunities[0].metrics[0]", "'A' is to show success, and has no target")
    ]


# solutions


@pytest.mark.parametrize(
    ("solution", "minded"),
    [
        (jk.Solution("x"), True),
        (jk.Solution("x", status="done"), False),
        (jk.Solution("x", status="rejected"), False),
        (jk.Solution("x", effects=jk.Effect("t", emotion=1)), False),
    ],
)
def test_a_solution_says_what_it_changes(solution, minded):
    journey = at(jk.Touchpoint("t", opportunities=idea(solutions=["y", solution])))
    places = [f"{HERE}.opportunities[0].solutions[{index}]" for index in range(1 + minded)]
    assert [place for place, _ in found(journey, "effectless-solution")] == places
    assert not found(journey.replace(state="future"), "JK507")


def rare(share, *effects, **stated):
    steps = [
        jk.Touchpoint("send"),
        jk.Touchpoint("call", opportunities=idea(solutions=jk.Solution("x", effects=effects))),
    ]
    flow = ["send >> happy", {"from": "send", "to": "call", **stated, **({"probability": share} if share else {})}]
    return at(*steps).replace(outcomes=[jk.Outcome("happy", result="success")], flow=[*flow, "call >> happy"])


KINDER = jk.Effect("call", emotion=1)


@pytest.mark.parametrize(
    ("journey", "minded"),
    [
        (rare(0.02, KINDER), True),
        (rare(0.049, KINDER), True),
        (rare(0.05, KINDER), False),
        (rare(None, KINDER), False),
        (rare(0.02, KINDER, jk.Effect("send", emotion=1)), False),
        (rare(0.02), False),
        (rare(0.02, KINDER).replace(state="future"), False),
        (rare(0.02, KINDER).replace(flow=["send >> call", "call >> call"]), False),
    ],
)
def test_a_solution_is_for_where_people_come(journey, minded):
    told = found(journey, "remote-solution")
    assert [place for place, _ in told] == (["stages[0].steps[1].opportunities[0].solutions[0]"] if minded else [])


def test_an_unreached_step_is_told_by_its_cause():
    journey = rare(0.02, KINDER).replace(flow=["send >> happy", "call >> happy"])
    assert found(journey, "JK508")[0][1] == "'x' changes nothing but 'call', where 0 % of journeys come"
    assert {each.code for each in jk.check(journey, ["JK301", "JK508"])} == {"JK301"}


def test_steps_behind_a_guess_are_not_judged():
    steps = [jk.Touchpoint("first"), "other", *rare(0.02, KINDER).steps]
    flow = [
        "first >> other >> send",
        "first >> send",
        "send >> happy",
        {"from": "send", "to": "call", "probability": 0.02},
    ]
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", steps)], outcomes=[jk.Outcome("happy", result="success")], flow=[*flow, "call >> happy"]
    )
    assert Facts(journey).guessed == {"first", "other", "send", "call", "happy"}
    assert not found(journey, "JK508")


# levers


def leaking(first, second, *, where="survey", **fields):
    """Two steps that lose shares, an opportunity at one of them."""
    steps = {name: jk.Touchpoint(name) for name in ("survey", "quote", "talk")}
    steps[where] = jk.Touchpoint(where, opportunities=idea(**fields))
    flow = [
        {"from": "talk", "to": "survey"},
        {"from": "survey", "to": "quote", "probability": 1 - first},
        {"from": "survey", "to": "lost", "probability": first},
        {"from": "quote", "to": "won", "probability": 1 - second},
        {"from": "quote", "to": "lost", "probability": second},
    ]
    outcomes = [jk.Outcome("won", result="success"), jk.Outcome("lost", result="failure")]
    return jk.JourneyMap(
        stages=[jk.Stage("s", [steps[each] for each in ("talk", "survey", "quote")])], outcomes=outcomes, flow=flow
    )


@pytest.mark.parametrize(
    ("journey", "last"),
    [
        (leaking(0.02, 0.4), "at most 0.1 %, at 'survey'"),
        (leaking(0.2, 0.4, where="talk"), "nothing"),
        (leaking(0.2, 0.3), None),  # less than twice as much
        (leaking(0.02, 0.4, where="quote"), None),
        (leaking(0.02, 0.4, solutions=jk.Solution("x", effects=jk.Effect("quote", emotion=1))), None),
        (leaking(0.02, 0.4, status="rejected"), None),
        (leaking(0.001, 0.01), None),  # nothing much to be won anywhere
        (leaking(0.02, 0.4).replace(outcomes=[jk.Outcome("won"), jk.Outcome("lost", result="failure")]), None),
        (leaking(0.02, 0.4).replace(outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")]), None),
        (leaking(0.02, 0.4).replace(flow=["talk >> survey >> won", "survey >> lost"]), None),
        (leaking(0.02, 0.4).replace(flow=["talk >> survey >> talk"]), None),
        (leaking(0.02, 0.4).replace(state="future"), None),
    ],
)
def test_something_is_to_be_done_where_most_is_to_be_won(journey, last):
    told = found(journey, "missed-lever")
    assert [place for place, _ in told] == (["stages[0].steps[2]"] if last else [])
    assert all(message.endswith(f"it would bring {last}") for _, message in told)


@st.composite
def worked_out(draw):
    """A map whose parts are or are not worked out."""
    effects = draw(st.lists(st.just(jk.Effect("t", emotion=1)), max_size=1))
    metrics = draw(st.lists(st.builds(jk.Metric, st.just("kpi"), target=st.none() | st.just(1.0)), max_size=1))
    made = idea(
        owner=draw(st.none() | st.just("Sales")),
        solutions=draw(st.lists(st.just(jk.Solution("x", effects=effects)), max_size=1)),
        metrics=metrics,
    )
    pain = jk.PainPoint("slow", barrier=draw(st.booleans()), opportunities=draw(st.lists(st.just(made), max_size=1)))
    step = jk.Touchpoint(
        "t",
        pains=pain,
        backstage=draw(st.lists(st.just("work"), max_size=1)),
        demand=draw(st.sampled_from([None, "failure"])),
        cost_to_serve=draw(st.none() | st.just(5.0)),
        questions=draw(st.lists(st.just("how?"), max_size=1)),
        content=draw(st.lists(st.just("so"), max_size=1)),
    )
    share = draw(st.sampled_from([0.02, 0.4]))
    flow = ["in order", {"from": "first", "to": "lost", "probability": share}]
    outcomes = [jk.Outcome("won", result="success"), jk.Outcome("lost", result="failure")]
    rest = 1 - share if draw(st.booleans()) else 0.01
    flow = [{"from": "first", "to": "t", "probability": rest}, {"from": "first", "to": "won"}, flow[1], "t >> won"]
    return jk.JourneyMap(stages=[jk.Stage("s", ["first", step])], outcomes=outcomes, flow=flow)


CODES = ["JK505", "JK506", "JK507", "JK508", "JK509", "JK512", "JK514", "JK515", "JK516", "JK517"]


@pytest.mark.parametrize("code", CODES)
def test_generated_maps_stand_on_both_sides(code):
    rule = rule_called(code)
    assert rule.findings(find(worked_out(), rule.findings, settings=SEARCH))
    assert not rule.findings(find(worked_out(), lambda journey: not rule.findings(journey), settings=SEARCH))
