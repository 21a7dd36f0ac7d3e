"""Levers against finite differences, and against really changing the map."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from analysis.lever_maps import ENDS, journeys
from journeykit.analysis.chain import DROP_OFF, chains
from journeykit.analysis.change import change
from journeykit.analysis.goals import goal_of
from journeykit.analysis.levers import levers
from journeykit.errors import TrapError, UnknownName
from journeykit.graph import moves
from journeykit.model import JourneyMap, Outcome, Persona, Stage, Touchpoint, Transition

MANY = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
GOALS = st.sampled_from([None, "won", "other", "s0", "s1", ("won", "s2")])


def plain(journey, persona, goals):
    """Each chain as one dense table of moves, stopped at the goal; written apart from what it tests."""
    found = []
    for weight, chain in chains(journey, persona):
        size, names = len(chain.steps), [*chain.steps, *chain.ends]
        table = np.zeros((size, len(names)))
        np.add.at(table, (chain.source, chain.target), chain.probability)
        np.add.at(table, (chain.leaver, size + chain.end), chain.leaving)
        for at, step in enumerate(chain.steps):
            if step in goals:
                table[at] = 0.0
        found.append((weight, names, size, table, chain.entry))
    return found


def reached(parts, goals):
    """The probability of the goal."""
    total = 0.0
    for weight, names, size, table, entry in parts:
        direct = np.array([1.0 * (name in goals) for name in names])
        b = np.where(direct[:size] > 0, 1.0, table @ np.where(np.arange(len(names)) >= size, direct, 0.0))
        total += weight * float(entry @ np.linalg.solve(np.eye(size) - table[:, :size], b))
    return total


def mended(parts, goals, step, share):
    """The same chains with a share of the step's leak kept."""
    new = []
    for weight, names, size, before, entry in parts:
        table = before.copy()
        if step in names[:size]:
            row = table[names.index(step)]
            leaks = np.array([at >= size and name not in goals for at, name in enumerate(names)])
            leak = row[leaks].sum()
            if 1 - leak > 1e-12:
                row[~leaks] *= (1 - leak * (1 - share)) / (1 - leak)
                row[leaks] *= 1 - share
        new.append((weight, names, size, table, entry))
    return new


def asked(journey, goal):
    named = goal if isinstance(goal, tuple) else (goal,)
    known = {each.id for each in (*journey.steps, *journey.outcomes)}
    assume(goal is None or known.issuperset(named))
    return goal_of(journey, goal)


@MANY
@given(journeys(), GOALS)
def test_step_levers_equal_finite_differences_and_the_really_changed_chain(journey, goal):
    goals = asked(journey, goal)
    parts = plain(journey, None, goals)
    now = reached(parts, goals)
    found = levers(journey, goal, assumed=True)
    listed = {
        name
        for _, names, size, table, _ in parts
        for at, name in enumerate(names[:size])
        if name not in goals and sum(table[at][k] for k in range(size, len(names)) if names[k] not in goals) > 0
    }
    assert {lever.step for lever in found} == listed
    for lever in found:
        assert lever.exact
        assert lever.gain == pytest.approx(reached(mended(parts, goals, lever.step, 0.1), goals) - now, abs=1e-10)
        ahead, behind = (reached(mended(parts, goals, lever.step, h), goals) for h in (1e-5, -1e-5))
        assert lever.derivative == pytest.approx((ahead - behind) / 2e-5, abs=1e-6)
        assert lever.gain >= 0
    improvable = [lever.improvable for lever in found]
    gains = [lever.gain for lever in found if lever.improvable]
    assert improvable == sorted(improvable, reverse=True)
    assert gains == sorted(gains, reverse=True)
    event(f"{len(parts)} chains")


@MANY
@given(journeys(), GOALS, st.sampled_from(["step", "transition"]))
def test_levers_are_what_change_does(journey, goal, by):
    goals = asked(journey, goal)
    now = reached(plain(journey, None, goals), goals)
    for lever in levers(journey, goal, by=by, assumed=True)[:3]:
        new = journey
        step = lever.step if by == "step" else lever.source
        for persona in [one.id for one in journey.personas if journey.step(step).met_by(one)] or [None]:
            found = moves(journey, persona)
            out = {move.target: move.probability for move in found.out_of(step)} | {None: found.drop_off[step]}
            if by == "step":
                ends = {end.id for end in journey.outcomes} - goals | {None}
                if sum(share for target, share in out.items() if target not in ends) > 1e-12:
                    named = {(step, target): 0.9 * share for target, share in out.items() if target in ends}
                    new = change(new, named, persona)
            else:
                target = None if lever.target == "drop_off" else lever.target
                old = out.get(target)
                up = lever.derivative > 0
                if old is not None and old < 1 - 1e-12 and lever.derivative and (old or target is not None):
                    new = change(new, {(step, target): old + 0.1 * (1 - old) if up else 0.9 * old}, persona)
        after = reached(plain(new, None, goals), goals)
        assert lever.gain == pytest.approx(after - now, abs=1e-10)


def worth(journey, of):
    """Expected time up to the end, or the mean emotion: by summing over what is met, written apart."""
    seconds = emotion = known = 0.0
    for weight, chain in chains(journey):
        visits = np.linalg.solve(np.eye(len(chain.steps)) - chain.q.toarray().T, chain.entry) * weight
        after = {(move.source, move.target): move.after.seconds for move in journey.transitions if move.after}
        for count, name in zip(visits, chain.steps, strict=True):
            step = journey.step(name)
            seconds += count * (step.duration.seconds if step.duration else 0)
            if step.emotion is not None:
                emotion, known = emotion + count * step.emotion, known + count
        for at, to, share in zip(chain.source, chain.target, chain.probability, strict=True):
            seconds += visits[at] * share * after.get((chain.steps[at], chain.steps[to]), 0)
        for at, to, share in zip(chain.leaver, chain.end, chain.leaving, strict=True):
            seconds += visits[at] * share * after.get((chain.steps[at], chain.ends[to]), 0)
            if chain.ends[to] != DROP_OFF and (felt := journey.outcome(chain.ends[to]).emotion) is not None:
                emotion, known = emotion + visits[at] * share * felt, known + visits[at] * share
    return seconds if of == "duration" else emotion / known


@MANY
@given(journeys(personas=1), st.sampled_from(["emotion", "duration"]), st.sampled_from(["step", "transition"]))
def test_emotion_and_duration_are_what_change_does(journey, of, by):
    try:
        found = levers(journey, of=of, by=by, assumed=True)
    except ValueError:
        assume(False)  # no journey meets a step with an emotion
    now = worth(journey, of)
    for lever in found[:3]:
        if by == "step":
            out = moves(journey)
            leak = {
                move.target: move.probability for move in out.out_of(lever.step) if move.target in ("lost", "other")
            }
            leak[None] = out.drop_off[lever.step]
            named = {(lever.step, target): 0.9 * share for target, share in leak.items()}
            new = change(journey, named) if lever.improvable else journey
        else:
            new = change(journey, {(lever.source, lever.target): lever.new}) if lever.improvable else journey
        wanted = worth(new, of) - now
        assert lever.gain == pytest.approx(wanted, abs=1e-9 * max(1.0, abs(now)))


LINE = JourneyMap(
    stages=[Stage("decide", [Touchpoint("quote", "The quote", drop_off=0.5), "sign", "talk"])],
    outcomes=[Outcome("owner", result="success"), Outcome("gave_up")],
    flow=["quote >> sign", Transition("sign", "owner", probability=0.8), "talk >> gave_up"],
)


def test_a_line_in_closed_form():
    quote, sign, talk = levers(LINE)
    assert (quote.rank, quote.step, quote.title, quote.leak, quote.visits) == (1, "quote", "The quote", 0.5, 1.0)
    assert quote.gain == pytest.approx(0.55 * 0.8 - 0.5 * 0.8)
    assert sign.gain == pytest.approx(0.5 * 0.82 - 0.5 * 0.8)
    assert (talk.improvable, talk.gain, talk.derivative, talk.visits) == (False, 0.0, 0.0, 0.0)
    assert levers(LINE, share=0.5)[0].gain == pytest.approx(0.75 * 0.8 - 0.5 * 0.8)


def test_the_gambler_s_ruin():
    """From 1 of 2 with even odds each way: p / (1 - p q) reached, as in any book."""
    ruin = JourneyMap(
        stages=[Stage("s", ["one", "two"])],
        outcomes=[Outcome("rich", result="success"), Outcome("poor")],
        flow=[
            Transition("one", "two", probability=0.4),
            Transition("one", "poor", probability=0.6),
            Transition("two", "one", probability=0.6),
            Transition("two", "rich", probability=0.4),
        ],
    )
    (one,) = levers(ruin)
    goal = lambda p: p * 0.4 / (1 - p * 0.6)  # noqa: E731 - a formula
    assert one.gain == pytest.approx(goal(0.46) - goal(0.4), abs=1e-14)


def test_assumed_shares_are_left_out_named_and_marked_when_asked_for():
    fork = LINE.replace_step("talk", entry=True).replace(
        flow=["quote >> sign", "quote >> talk", Transition("sign", "owner", probability=0.8), "talk >> gave_up"]
    )
    few, all_of = levers(fork), levers(fork, assumed=True)
    assert "quote" not in few["step"]
    assert few.about[:2] == (
        "rests on assumed shares at quote",
        "left out, as they rest on assumed shares: quote (assumed=True shows them)",
    )
    assert {lever.step for lever in all_of if lever.assumed} == {"quote"}
    assert len(all_of.about) == 2
    assert levers(fork, by="transition")["source"].tolist().count("quote") == 0


def test_a_goal_that_is_a_step_stops_the_journey():
    (quote, talk) = levers(LINE, "sign")
    assert (quote.step, quote.gain, talk.improvable) == ("quote", pytest.approx(0.05), False)
    both = levers(LINE, ["sign", "gave_up"])
    assert [lever.step for lever in both] == ["quote"]


def test_beyond_large_loops_only_the_top_are_exact():
    size = 600
    steps = [f"s{at}" for at in range(size)]
    flow = [Transition(a, b, probability=0.9) for a, b in pairwise(steps)]
    flow += [Transition(steps[-1], steps[0], probability=0.5), Transition(steps[-1], "won", probability=0.5)]
    flow += [Transition(step, "won", probability=0.05) for step in steps[:-1]]
    ring = JourneyMap(stages=[Stage("all", steps)], outcomes=ENDS, flow=flow)
    found = levers(ring, top=3)
    assert sum(lever.exact for lever in found) == 3
    parts = plain(ring, None, {"won"})
    now = reached(parts, {"won"})
    for lever in found[:3]:
        assert lever.exact
        assert lever.gain == pytest.approx(reached(mended(parts, {"won"}, lever.step, 0.1), {"won"}) - now, abs=1e-12)
    assert found[3].gain == pytest.approx(0.1 * found[3].derivative)
    assert all(lever.exact for lever in levers(ring, top=600))


def test_one_persona_alone():
    mixed = JourneyMap(
        personas=[Persona("anna", share=0.25), Persona("ben", share=0.75)],
        stages=[Stage("s", ["ask"])],
        outcomes=ENDS,
        flow=[
            Transition("ask", "won", probability=0.5, personas=["anna"]),
            Transition("ask", "won", probability=0.1, personas=["ben"]),
        ],
    )
    assert levers(mixed, persona="anna")[0].gain == pytest.approx(0.05)
    both = levers(mixed)[0]
    assert both.gain == pytest.approx(0.25 * 0.05 + 0.75 * 0.09)
    assert both.leak == pytest.approx(0.25 * 0.5 + 0.75 * 0.9)


def test_results_are_rows():
    found = levers(LINE, by="transition")
    assert found.to_dict()["target"][:2] == ["sign", "drop_off"]
    assert found[1].title == "The quote → drop-off"
    assert "without memory" in found.about[-1]
    assert "unknown duration of quote, sign" in levers(LINE, of="duration").about[0]


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"goal": "ownr"}, UnknownName, "did you mean 'owner'"),
        ({"persona": "anna"}, UnknownName, "persona"),
        ({"top": 0}, ValueError, "1 or more"),
        ({"top": True}, ValueError, "1 or more"),
        ({"share": float("nan")}, ValueError, "between 0 and 1"),
        ({"share": 1}, ValueError, "between 0 and 1"),
        ({"of": "goals"}, UnknownName, "did you mean 'goal'"),
        ({"by": "steps"}, UnknownName, "did you mean 'step'"),
        ({"of": "emotion"}, ValueError, "give steps an emotion"),
    ],
)
def test_bad_input_says_what_is_wrong(arguments, error, says):
    with pytest.raises(error, match=says):
        levers(LINE, **arguments)


def test_a_trap_is_named():
    with pytest.raises(TrapError, match="'a' or 'b'"):
        levers(JourneyMap(stages=[Stage("s", ["a", "b"])], outcomes=ENDS, flow=["a >> b", "b >> a"]))


def test_a_map_without_steps_and_one_without_leaks():
    assert len(levers(JourneyMap(outcomes=ENDS))) == 0
    assert len(levers(JourneyMap(stages=[Stage("s", ["a"])], outcomes=ENDS[:1]))) == 0
