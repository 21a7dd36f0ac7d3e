"""Rules on data: which cases are whose."""

from __future__ import annotations

from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.errors import EventLogError
from journeykit.events.personas import cases_that, persona_of

AGES = ["31", "8", "", "old", None, "31.0"]
SEGMENTS = ["owner", "tenant", None]
ROWS = [
    {
        "case": place,
        "activity": "see",
        "timestamp": "2026-05-04T10:00Z",
        "age": age,
        "segment": segment,
        "n": n,
        "ok": ok,
    }
    for place, (age, segment, (n, ok)) in enumerate(product(AGES, SEGMENTS, [(1, True), (2, False), (None, None)]))
]


def log_of(rows=ROWS):
    return jk.EventLog(pl.DataFrame(rows, infer_schema_length=None), timezone="UTC")


LOG = log_of()


def taken(rule):
    return sorted(case for (case,) in LOG.engine.rows(cases_that(LOG, rule)))


def expected(test):
    return [row["case"] for row in ROWS if test(row)]


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


COMPARED = {"<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__, "is": float.__eq__}


@pytest.mark.parametrize("value", [8, 31, 31.5])
@pytest.mark.parametrize("operator", COMPARED)
def test_text_is_compared_with_numbers_as_numbers(operator, value):
    test = COMPARED[operator]
    found = taken(jk.Condition("age", operator, value))
    assert found == expected(lambda row: number(row["age"]) is not None and test(number(row["age"]), float(value)))


@pytest.mark.parametrize(
    ("rule", "test"),
    [
        (jk.Condition("segment", "is", "owner"), lambda row: row["segment"] == "owner"),
        (jk.Condition("segment", "is not", "owner"), lambda row: row["segment"] not in (None, "owner")),
        (jk.Condition("segment", "in", ["owner", "tenant"]), lambda row: row["segment"] is not None),
        (jk.Condition("segment", "not in", ["owner"]), lambda row: row["segment"] == "tenant"),
        (jk.Condition("segment", "known"), lambda row: row["segment"] is not None),
        (jk.Condition("segment", "unknown"), lambda row: row["segment"] is None),
        (jk.Condition("segment", "<", "p"), lambda row: row["segment"] == "owner"),
        (jk.Condition("n", "is", "2"), lambda row: row["n"] == 2),
        (jk.Condition("n", ">", 1), lambda row: row["n"] == 2),
        (jk.Condition("n", "in", [1, "2"]), lambda row: row["n"] is not None),
        (jk.Condition("ok", "is", True), lambda row: row["ok"] is True),
        (jk.Condition("ok", "is", "True"), lambda row: row["ok"] is True),
        (jk.Condition("ok", "<", True), lambda row: row["ok"] is False),
        (jk.Condition("ok", "is not", True), lambda row: row["ok"] is False),
        (jk.Condition("case", "<", 3), lambda row: row["case"] < 3),
        (jk.Not(jk.Condition("segment", "is", "owner")), lambda row: row["segment"] != "owner"),
        (
            jk.AllOf(
                [jk.Condition("n", "is", 1), jk.AnyOf([jk.Condition("age", "<", 9), jk.Condition("age", "is", "old")])]
            ),
            lambda row: row["n"] == 1 and row["age"] in ("8", "old"),
        ),
    ],
)
def test_rules_mean_what_plain_python_means(rule, test):
    assert taken(rule) == expected(test)


CONDITIONS = st.sampled_from(
    [
        jk.Condition("segment", "is", "owner"),
        jk.Condition("segment", "unknown"),
        jk.Condition("n", ">=", 2),
        jk.Condition("ok", "is", False),
    ]
)
RULES = st.recursive(
    CONDITIONS,
    lambda inner: (
        st.builds(jk.Not, inner)
        | st.builds(jk.AllOf, st.lists(inner, min_size=1, max_size=3))
        | st.builds(jk.AnyOf, st.lists(inner, min_size=1, max_size=3))
    ),
    max_leaves=5,
)


def meets(rule, row):
    if isinstance(rule, jk.Not):
        return not meets(rule.rule, row)
    if isinstance(rule, jk.AllOf):
        return all(meets(each, row) for each in rule.all)
    if isinstance(rule, jk.AnyOf):
        return any(meets(each, row) for each in rule.any)
    value = row[rule.column]
    if rule.operator == "unknown":
        return value is None
    return value is not None and (value >= rule.value[0] if rule.operator == ">=" else value == rule.value[0])


@settings(max_examples=60)
@given(RULES)
def test_rules_nest(rule):
    assert taken(rule) == expected(lambda row: meets(rule, row))


def shop(*personas):
    return jk.JourneyMap(personas=personas, stages=[jk.Stage("buy", ["see"])])


def test_the_first_persona_has_a_case_and_all_are_counted():
    ana = jk.Persona("ana", when=jk.Condition("segment", "is", "owner"))
    ben = jk.Persona("ben", when=jk.Condition("segment", "in", ["owner", "tenant"]))
    found = persona_of(LOG, shop(ana, ben, jk.Persona("cleo")))
    assert [(row.persona, row.cases, row.also) for row in found.rows] == [
        ("ana", 18, 0),
        ("ben", 18, 18),
        (None, 18, 0),
    ]
    assert found.coverage == pytest.approx(2 / 3)
    assert found.several == 18
    assert found.notes == (
        "36 of 54 cases (66.7 %) are a persona's",
        "18 cases meet several rules: the first persona of the map has them",
        "personas without a rule: cleo",
    )
    who = dict(LOG.engine.rows(found.frame))
    assert [who[row["case"]] for row in ROWS] == [{"owner": 0, "tenant": 1, None: None}[row["segment"]] for row in ROWS]


def test_what_changes_within_a_case_and_what_is_no_number_is_counted():
    rows = [
        {"case": case, "activity": "see", "timestamp": f"2026-05-0{day}T10:00Z", "age": age}
        for case, ages in {"a": [None, "40", "2"], "b": ["young", "young", "young"]}.items()
        for day, age in enumerate(ages, 1)
    ]
    found = persona_of(log_of(rows), shop(jk.Persona("ana", when=jk.Condition("age", ">", 30))))
    assert found.rows[0].cases == 1  # the first known value counts
    assert found.notes[1:] == (
        "column 'age' changes within 1 cases: the first known value counts",
        "column 'age' is no number in 1 cases: unknown there",
    )


def test_all_faults_come_at_once():
    ana = jk.Persona("ana", when=jk.AllOf([jk.Condition("agee", ">", 3), jk.Condition("activity", "is", "see")]))
    ben = jk.Persona("ben", when=jk.Not(jk.Condition("segmnt", "known")))
    with pytest.raises(EventLogError) as error:
        persona_of(LOG, shop(ana, ben))
    assert [each.split(":")[0] for each in error.value.faults] == ["persona 'ana'", "persona 'ana'", "persona 'ben'"]
    assert "did you mean 'age'?" in error.value.faults[0]
    assert "did you mean 'segment'?" in error.value.faults[2]


def test_numbers_and_words_do_not_compare():
    with pytest.raises(EventLogError, match=r"column 'n' holds numbers.*'many'"):
        taken(jk.Condition("n", "is", "many"))


def test_a_map_without_rules_is_told_what_to_state():
    with pytest.raises(EventLogError, match="give it when=Condition"):
        persona_of(LOG, shop(jk.Persona("ana")))
