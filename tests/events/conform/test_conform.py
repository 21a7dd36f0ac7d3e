"""Conformance of small logs, where every figure can be counted by hand."""

from __future__ import annotations

import re

import pytest

import journeykit as jk
from journeykit.errors import EventLogError, UnknownName

SHOP = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "basket", "pay"])])


def log_of(*traces, failed=None, **columns):
    rows = []
    for case, trace in enumerate(traces):
        for minute, name in enumerate(trace.split() if isinstance(trace, str) else trace):
            more = {column: values[case] for column, values in columns.items()}
            rows.append({"case": case, "activity": name, "timestamp": f"2026-05-04T10:{minute:02}Z", **more})
            if failed:
                rows[-1]["status"] = "bad" if (case, minute) in failed else "ok"
    return jk.EventLog(rows, **({"status": "status", "failed": "bad"} if failed else {}))


def told(found, kind):
    return [(row.step, row.source, row.target, row.count, row.cases) for row in found.deviations if row.kind == kind]


def test_a_move_over_an_ad_hoc_activity_is_judged_too():
    found = jk.conform(SHOP, log_of("look call pay", "look call mail basket pay", "call look"))
    assert told(found, "ad_hoc") == [
        (None, None, "look", 1, 1),
        ("look", "look", "basket", 1, 1),
        ("look", "look", "basket", 1, 1),
        ("look", "look", "pay", 1, 1),
    ]
    assert told(found, "missing") == [("basket", "look", "pay", 1, 1)]
    assert (found.moves, found.moves_on_map) == (7, 1), "the raw moves, without the one over the call"
    assert found.not_on_map == ("call", "mail")
    assert [row.step for row in found.by_step if row.ad_hoc] == ["look"]


def test_each_deviation_is_drawn_under_a_name_of_its_own():
    found = jk.conform(SHOP, log_of("look call pay", "look call basket pay", "look basket call", "call look basket"))
    svg = found.deviations.draw().svg.replace("\u00a0", " ")
    assert sorted(re.findall(r">(call, after [^<]*)</text>", svg)) == [
        "call, after Basket, before the end",
        "call, after Look, before Basket",
        "call, after Look, before Pay",
        "call, after the start, before Look",
    ]


def test_a_step_that_fails_is_told_by_status_or_by_name():
    found = jk.conform(SHOP, log_of("look basket pay", "look basket pay pay", failed={(1, 2), (1, 3)}))
    assert told(found, "failed") == [("pay", None, None, 2, 1)]
    named = SHOP.replace_step("pay", events=["pay"], failed_events=["declined"])
    by_name = jk.conform(named, log_of("look basket declined pay", "look basket pay"))
    assert told(by_name, "failed") == [("pay", None, None, 1, 1)]
    assert by_name.fitness == 1, "a second activity of a step stays within it"
    assert [row.kind for row in by_name.replayed] == ["on_the_map", "on_the_map", "within"]
    assert told(jk.conform(SHOP, log_of("look basket pay", "look")), "failed") == []


def test_the_most_probable_way_says_what_was_left_out():
    fork = jk.JourneyMap(
        stages=[jk.Stage("buy", ["a", "b", "c", "d"])],
        flow=[
            jk.Transition("a", "b", probability=0.3),
            jk.Transition("a", "c", probability=0.7),
            "b >> d",
            "c >> d",
        ],
    )
    assert told(jk.conform(fork, log_of("a d", "a b d")), "missing") == [("c", "a", "d", 1, 1)]
    assert told(jk.conform(fork, log_of("b c", "a b d")), "out_of_order") == [("c", "b", "c", 1, 1)], "no way leads on"
    equal = fork.replace(flow=["a >> b >> d", "a >> c >> d"])
    found = jk.conform(equal, log_of("a d", "a b d"))
    assert told(found, "missing") == [("b", "a", "d", 1, 1)], "the earlier of two equal ways"
    assert "which steps were skipped rests on assumed shares at a" in found.about


def test_outcomes_end_journeys_and_are_moves_only_where_the_log_names_them():
    sold = jk.JourneyMap(
        stages=[jk.Stage("buy", ["look", "pay"])],
        outcomes=[jk.Outcome("bought", events="paid"), jk.Outcome("left")],
        flow=["look >> pay >> bought", "look >> left"],
    )
    found = jk.conform(sold, log_of("look pay paid", "look", "look pay", "look pay paid look", "look paid"))
    assert told(found, "out_of_order") == [("look", "bought", "look", 1, 1)]
    assert told(found, "missing") == [("pay", "look", "bought", 1, 1)]
    ends = {(row.activity, row.on_map) for row in found.ends}
    assert ends == {("paid", True), ("look", True), ("pay", False)}, "left is not in the log, bought is"
    assert found.nobody_takes == ()
    assert any("left came" in line for line in found.about)


def test_what_nobody_does_is_listed():
    found = jk.conform(SHOP, log_of("look basket", "look basket"))
    assert found.nobody_reaches == ("pay",)
    assert found.nobody_takes == (("basket", "pay"),)
    assert "steps that nobody reaches: pay" in str(found)


def test_a_stage_without_order_is_walked_as_one_likes():
    free = jk.JourneyMap(
        stages=[jk.Stage("in", ["a"]), jk.Stage("any", ["b", "c", "d"], order="any"), jk.Stage("out", ["e"])]
    )
    assert jk.conform(free, log_of("a b c d e", "a d b c e", "a c e")).fitness == 1
    again = jk.conform(free, log_of("a b b e", "a e"))
    assert told(again, "out_of_order") == [("b", "b", "b", 1, 1)]
    assert {step for step, *_ in told(again, "missing")} <= {"b", "c", "d"}


def test_open_cases_are_told_at_the_ends_only():
    rows = [("a", "look", "2026-05-01"), ("b", "look", "2026-05-20"), ("b", "basket", "2026-05-20T01:00")]
    log = jk.EventLog([dict(zip(("case", "activity", "timestamp"), row, strict=True)) for row in rows], timezone="UTC")
    assert {row.step: row.open for row in jk.conform(SHOP, log, horizon="7 days").ends} == {"look": 0, "basket": 1}
    assert {row.open for row in jk.conform(SHOP, log).ends} == {None}
    later = jk.conform(SHOP, log, horizon="7 days", until="2026-06-30")
    assert {row.open for row in later.ends} == {0}


def test_fitness_of_moves_of_cases_and_of_whole_cases():
    found = jk.conform(SHOP, log_of("look basket pay", "look pay", "look"))
    assert found.fitness == pytest.approx(2 / 3)
    assert found.case_fitness == pytest.approx(1 / 2)
    assert (found.cases_on_map, found.share_on_map) == (2, pytest.approx(2 / 3))
    alone = jk.conform(SHOP, log_of("look", "call"))
    assert (alone.fitness, alone.case_fitness, alone.cases_on_map) == (None, None, 1)
    assert alone.below(0.5) == "no case has two events: there is no fitness"


def test_costs_are_differences_with_their_n():
    found = jk.conform(
        SHOP, log_of("look pay", "look pay", "look basket pay", "look basket", "look", score=[1, 3, 5, 4, 5])
    )
    score, time = [row for row in found.costs if row.kind == "missing" and row.step is None]
    assert (score.with_it, score.without, score.n_with, score.n_without) == (2, pytest.approx(14 / 3), 2, 3)
    assert score.difference == pytest.approx(2 - 14 / 3)
    assert score.low < score.difference < score.high
    assert (time.with_it, time.without, time.difference, time.low) == (60, 60, 0, None)
    assert found.costs.about[0].startswith("cases with a deviation differ")


def test_examples_are_the_smallest_ids():
    found = jk.conform(SHOP, log_of(*["look pay"] * 9), examples=2)
    assert found.deviations[0].examples == (0, 1)
    assert found.examples("missing", top=4) == (0, 1, 2, 3)
    assert found.examples("failed") == ()
    with pytest.raises(UnknownName, match="did you mean 'missing'"):
        found.examples("mising")
    with pytest.raises(UnknownName, match="did you mean 'basket'"):
        found.examples(step="baskets")


def test_a_persona_has_its_cases_and_its_part_of_the_map():
    card = jk.Persona("card", when=jk.Condition("channel", "is", "card"))
    shop = jk.JourneyMap(
        personas=[card, jk.Persona("slip")],
        stages=[jk.Stage("buy", ["look", jk.Touchpoint("bank", personas=["slip"]), "pay"])],
    )
    log = log_of("look pay", "look bank pay", "look pay", channel=["card", "card", "slip"])
    found = jk.conform(shop, log, persona="card")
    assert found.cases == 2
    assert told(found, "ad_hoc") == [("look", "look", "pay", 1, 1)], "the bank is a step of others"
    assert any("only the 2 cases of persona 'card'" in line for line in found.about)
    everyone = jk.conform(shop, log, persona=shop.persona("slip"))
    assert everyone.cases == 3
    assert any("states no rule" in line for line in everyone.about)


def test_the_overlay_has_widths_ghosts_and_marks():
    found = jk.conform(SHOP, log_of("look call basket pay", "look pay", "look basket"))
    over = found.overlay()
    assert {pair: mark.count for pair, mark in over.moves.items()} == {
        (None, "look"): 3, ("look", "basket"): 1, ("basket", "pay"): 1
    }  # fmt: skip
    assert [(each.source, each.target, each.count) for each in over.ghosts] == [("look", "pay", 1)]
    assert [mark.text for mark in over.steps["look"]] == ["then call: 1"]
    assert [mark.text for mark in over.steps["basket"]] == ["skipped once"]
    over = jk.conform(SHOP, log_of("look basket pay", "look basket"), horizon=0).overlay()
    assert over.moves["pay", None].count == 1, "where the map ends"
    assert [(each.source, each.target, each.count) for each in over.ghosts] == [("basket", None, 1)]
    svg = jk.draw(SHOP, "flow", overlay=found).svg
    assert "then call: 1" in svg.replace("\u00a0", " ")


SOLD = jk.JourneyMap(stages=[jk.Stage("buy", ["a", "b"])], outcomes=[jk.Outcome("done")], flow=["a >> b >> done"])


@pytest.mark.parametrize("view", ["flow", "poster"])
def test_what_happens_at_an_outcome_is_said_below_the_drawing(view):
    log = log_of("a b done done call", "a b done", failed={(1, 2)})
    found = jk.conform(SOLD, log)
    over = found.overlay()
    assert not over.steps
    assert [(each.source, each.target, each.count) for each in over.ghosts] == [("done", "done", 1)]
    assert "At Done: out of order once, failed once, then call: 1." in over.notes
    assert "At Done: out of order once" in jk.draw(SOLD, view, overlay=found).svg.replace("\u00a0", " ")


def test_moves_that_lead_on_from_an_outcome_are_said_to_be_off_the_map():
    found = jk.conform(SOLD, log_of("a b done done call", "a b done", "a b done a b"))
    assert found.moves_on_map == 7
    assert (
        "3 moves lead on from an outcome, where journeys end: off the map here, while fit leaves out what follows"
        in (found.about)
    )
    assert not any("outcome" in line for line in jk.conform(SOLD, log_of("a b done", "a b done")).about)


def test_a_skipped_step_may_come_elsewhere_in_the_case():
    found = jk.conform(SHOP, log_of("look pay", "look pay basket", "basket look pay", "look pay look pay"))
    (row,) = [row for row in found.deviations if row.kind == "missing"]
    assert (row.step, row.count, row.cases, row.never) == ("basket", 5, 4, 2)
    assert {row.step: (row.missing, row.never) for row in found.by_step} == {
        "look": (0, 0),
        "basket": (5, 2),
        "pay": (0, 0),
    }
    assert {row.never for row in found.deviations if row.kind != "missing"} == {None}
    assert [mark.text for mark in found.overlay().steps["basket"]] == ["skipped 5 times", "out of order once"]
    assert "2 never come to it" in found.draw().svg.replace("\u00a0", " ")
    nobody = jk.conform(SHOP, log_of("look pay", "look pay"))
    assert [row.never for row in nobody.deviations] == [2]


def test_a_case_that_has_come_to_an_outcome_is_over():
    found = jk.conform(SOLD, log_of("a b done", "a b done call", "a b"), horizon="7 days")
    assert {row.activity: (row.cases, row.open) for row in found.ends} == {"done": (1, 0), "call": (1, 0), "b": (1, 1)}
    assert "a case that has come to an outcome is over, too" in found.about


def test_what_follows_an_outcome_is_no_end_of_the_journey():
    found = jk.conform(SOLD, log_of("a b done", "a b done a", "a b done b", "a b", "a"), horizon=0)
    assert {row.activity: (row.cases, row.over) for row in found.ends} == {"done": (1, 0), "a": (2, 1), "b": (2, 1)}
    drawn = {(ghost.source, ghost.target): ghost.count for ghost in found.overlay().ghosts}
    assert drawn["a", None] == drawn["b", None] == 1, "the others ended at the outcome"


def test_the_overlay_adds_up_activities_and_personas():
    two = jk.JourneyMap(
        personas=[jk.Persona("card"), jk.Persona("slip")],
        stages=[jk.Stage("buy", [jk.Touchpoint("look", events=["home", "search"]), "pay", "thanks"])],
        flow=[
            jk.Transition("look", "pay", probability=0.5, personas=["card"]),
            jk.Transition("look", "pay", probability=0.9, personas=["slip"]),
            "pay >> thanks",
        ],
    )
    over = jk.conform(two, log_of("home pay thanks", "search pay", "home search pay thanks"), horizon=0).overlay()
    counts = {pair: mark.count for pair, mark in over.moves.items()}
    assert counts == {
        (None, "look"): 3,
        ("look", "pay"): 3,
        ("pay", "thanks"): 2,
        ("thanks", None): 2,
    }
    assert [(each.source, each.target, each.count) for each in over.ghosts] == [("pay", None, 1)]


def test_it_shows_itself():
    found = jk.conform(SHOP, log_of("look <b> basket", "look pay"))
    assert "&lt;b&gt;" in found._repr_html_()
    assert "<b>" not in found._repr_html_()
    assert found.draw().svg.startswith("<svg")
    assert found.to_dict()["deviations"][0]["examples"] == [0]
    assert found.rows()[0]["kind"] == "ad_hoc"


def test_what_cannot_be_held_against_a_map_is_refused():
    with pytest.raises(EventLogError, match=r"no activity of the log is a step.*'see'.*'look', 'basket', 'pay'"):
        jk.conform(SHOP, log_of("see", "go"))
    with pytest.raises(EventLogError, match="the map has no steps"):
        jk.conform(jk.JourneyMap(), log_of("look", "pay"))
    with pytest.raises(UnknownName, match="persona 'x'"):
        jk.conform(SHOP, log_of("look", "pay"), persona="x")
    with pytest.raises(TypeError, match="JourneyMap"):
        jk.conform("shop.yaml", log_of("look", "pay"))
    with pytest.raises(ValueError, match="examples"):
        jk.conform(SHOP, log_of("look", "pay"), examples=-1)
    nobody = jk.JourneyMap(
        personas=[jk.Persona("card", when=jk.Condition("channel", "is", "card"))], stages=[jk.Stage("buy", ["look"])]
    )
    with pytest.raises(EventLogError, match="no event"):
        jk.conform(nobody, log_of("look", "look", channel=["slip", "slip"]), persona="card")
