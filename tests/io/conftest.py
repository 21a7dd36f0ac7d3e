"""Maps that the tests of files share."""

from __future__ import annotations

import pytest

import journeykit as jk

ODD = [
    "no",
    "on",
    "null",
    "~",
    "1_000",
    "12:30",
    "2026-05-04",
    "0x1f",
    "1e3",
    ".5",
    "-",
    "- a",
    "-a",
    "?",
    "? a",
    ":",
    "a: b",
    "a:",
    ":a",
    "a #b",
    "#a",
    "a#b",
    "[a]",
    "{a}",
    "a, b",
    "]",
    ",",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "> 5",
    "'a'",
    '"a"',
    'it\'s "so"',
    "%a",
    "@a",
    "`a`",
    "---",
    "...",
    "<<",
    "=",
    "a\\b",
    "\\",
    "a\tb",
    "a\nb",
    "a\n\nb\n",
    "a\n b",
    "a \nb",
    "a\n\n",
    "\na",
    "a\r\nb",
    "# a\nb: c",
    "a\n- b",
    "a\x85b",
    "a\u2028b\u2029c",
    "\ufeffa",
    "a\x7fb\x9f",
    "a\u00a0",
    "Grüße aus 北京 😀",
    "\U0001f9d1\u200d\U0001f4bb",
    "שלום",
    "x" * 5_000,
    "'''",
    '"""',
    "\\'\"",
    "{name}",
    "a\x1b[0m",
    "\x07a",
    "\ufffea\uffff",
]
"""Texts that some format could misread."""


@pytest.fixture(params=ODD, ids=[ascii(each)[:30] for each in ODD])
def odd(request):
    """A text that some format could misread."""
    return request.param


@pytest.fixture(scope="session")
def full():
    """A map that uses nearly everything once, with values that are shared by id."""
    talks = jk.Evidence("talks", "Interviews", kind="interview", n=12, date="2026-05-04", valid_for="12 months")
    log = jk.Evidence("list", kind="analytics", links=["https://example.org", jk.Link("a", "b.html")])
    template = jk.Solution(
        "quote template",
        "template",
        status="planned",
        due="2026-09-01",
        effects=[jk.Effect("quote", "gave_up", probability=0.12)],
    )
    clear = jk.Opportunity("a one-page quote", "clear", kind="fix", customer_value=4, solutions=[template, "another"])
    pain = jk.PainPoint("no two quotes compare", "pain", severity=4, barrier=True, opportunities=[clear])
    crew = jk.Process("crew planning", "crew", kind="human", needs=["stock"], fail_point=True)
    stock = jk.Process("warehouse", "stock", duration="P1Y2M")
    anna = jk.Persona(
        "anna",
        "Anna, 41",
        share=0.6,
        goals=["a lower bill"],
        relations=[jk.Relation("class", "partner")],
        when=jk.AllOf([jk.Condition("age", ">=", 30), jk.Not(jk.AnyOf([jk.Condition("segment", "in", ["a", "b"])]))]),
        evidence=[talks],
    )
    bob = jk.Persona("class", side="employee")
    quote = jk.Touchpoint(
        "quote",
        "Receives the quote",
        channel="email",
        emotion={"anna": -1.5, "class": 2},
        thoughts={"anna": ["Which?", "Why?"]},
        needs={"anna": ["clarity", jk.Need("speed", importance=5)]},
        quotes=[jk.Quote("Hm.", persona="anna")],
        moment_of_truth=jk.MomentOfTruth("FMOT", "three lie side by side"),
        pains=[pain, "slow"],
        opportunities=[clear],
        drop_off="5 %",
        evidence=[talks, log],
        backstage=[crew],
        metrics=[jk.Metric("time", value=3.5, unit="days", interval=(1, 4.25))],
    )
    wait = jk.Wait(
        "import", "Waits", duration="14 weeks", moment_of_truth=True, entry=True, pains=[pain], support=[crew, stock]
    )
    tell = jk.Action("jk", emotion=0, moment_of_truth="SMOT", tags=["one two", "three"])
    done, lost = jk.Outcome("done", result="success", value=1e300), jk.Outcome("gave_up", result="failure", value=-0.5)
    return jk.JourneyMap(
        "quote",
        "A full map",
        personas=[anna, bob],
        evidence=[log, talks],
        scope=jk.Scope(trigger="the bill", timeframe="18 months", exclusions=["repairs"], durable=True),
        reviewed="2026-11-01",
        stages=[
            jk.Stage("one", [quote, wait], title="One", kind="before", phase="early"),
            jk.Stage("two", [tell], order="parallel", duration="2 days"),
            jk.Stage("three"),
        ],
        outcomes=[done, lost],
        flow=[
            jk.in_order,
            quote >> wait >> quote,
            quote.to(lost, probability=0.2, when="too dear", after="2 days", personas=["anna"], evidence=[talks]),
            tell >> tell >> done,
        ],
        note="several\nlines",
    )


@pytest.fixture(scope="session")
def sparse():
    """The smallest maps there are, and flows that say nothing or little."""
    one = jk.Stage("one", ["a", "b"])
    return [
        jk.JourneyMap(),
        jk.JourneyMap(title="x"),
        jk.JourneyMap("m", stages=[one]),
        jk.JourneyMap("a", stages=[one], flow=[]),
        jk.JourneyMap("m", stages=[one], flow="in order"),
        jk.JourneyMap("m", stages=[one], flow=["a >> b >> a", "b >> b"]),
        jk.JourneyMap("m", stages=[jk.Stage("s")], outcomes=[jk.Outcome("end")]),
    ]
