"""Closed forms, textbook examples, and what a person works out on paper."""

import math
from datetime import timedelta

import pytest

import journeykit as jk
from analysis.solar import SOLAR


def near(value, tolerance=1e-12):
    return pytest.approx(value, rel=tolerance, abs=tolerance)


def gambler(size, up, start):
    """A gambler with `start` coins plays until he has none or all `size`."""
    flow = []
    for coins in range(1, size):
        flow.append(jk.Transition(f"c{coins}", f"c{coins + 1}" if coins + 1 < size else "rich", probability=up))
        flow.append(jk.Transition(f"c{coins}", f"c{coins - 1}" if coins > 1 else "ruin", probability=1 - up))
    steps = [jk.Touchpoint(f"c{coins}", entry=True if coins == start else None) for coins in range(1, size)]
    return jk.JourneyMap(stages=[jk.Stage("play", steps)], outcomes=[jk.Outcome("rich"), jk.Outcome("ruin")], flow=flow)


@pytest.mark.parametrize(("size", "up", "start"), [(10, 0.5, 3), (10, 0.4, 7), (40, 0.55, 5), (4, 2 / 3, 1)])
def test_the_gamblers_ruin(size, up, start):
    found = jk.outcomes(gambler(size, up, start))
    odds = (1 - up) / up
    rich = start / size if up == 0.5 else (1 - odds**start) / (1 - odds**size)
    rounds = start * (size - start) if up == 0.5 else (start - size * rich) / (1 - 2 * up)
    assert found.probability["rich"] == near(rich, 1e-11)
    assert found.steps == near(rounds, 1e-11)
    assert found.conversion(f"c{start}", "rich") == near(rich, 1e-11)


def test_kemeny_and_snells_drunkard():
    """Finite Markov Chains, ch. 3: the walk on five corners, p = 1/2, home and bar absorb. N, N2, t and B are printed
    there: N = [[3/2, 1, 1/2], [1, 2, 1], [1/2, 1, 3/2]], and from the middle 4 steps and even chances.
    """
    found = jk.outcomes(gambler(4, 0.5, 2))
    assert dict(found.visits) == near({"c1": 1.0, "c2": 2.0, "c3": 1.0})
    assert (found.steps, found.probability["rich"]) == (near(4), near(0.5))
    assert [found.variance(step) for step in ("c1", "c2", "c3")] == near([1.0, 2.0, 1.0])  # N (2 N_dg - I) - N_sq
    assert dict(found.visited) == near({"c1": 2 / 3, "c2": 1.0, "c3": 2 / 3})
    first = jk.outcomes(gambler(4, 0.5, 1))
    assert [first.variance(step) for step in ("c1", "c2", "c3")] == near([0.75, 2.0, 0.75])
    rich, ruin, _ = first.by_outcome
    assert rich.steps == near(5)  # of those who get home from the first corner: (4² - 1²) / 3
    assert rich.probability * rich.steps + ruin.probability * ruin.steps == near(3)


def loop(again, **fields):
    return jk.JourneyMap(
        stages=[jk.Stage("club", [jk.Touchpoint("join"), jk.Touchpoint("renew", **fields)])],
        outcomes=[jk.Outcome("left", value=-5)],
        flow=[
            jk.Transition("join", "renew", after="1 year"),
            jk.Transition("renew", "renew", probability=again, after="1 year"),
            jk.Transition("renew", "left"),
        ],
    )


@pytest.mark.parametrize("again", [0.0, 0.5, 0.8, 0.99])
def test_a_geometric_loop(again):
    found = jk.outcomes(loop(again, value=100, cost_to_serve=20), rate="10 % per year")
    rounds = 1 / (1 - again)
    assert found.visits["renew"] == near(rounds, 1e-10)
    assert found.variance("renew") == near(again / (1 - again) ** 2, 1e-9)
    assert found.duration == near(rounds * 12 * 30.436875 * 86_400, 1e-10)
    assert (found.value, found.cost) == (near(100 * rounds - 5, 1e-10), near(20 * rounds, 1e-10))
    lifetime = 100 / 1.1 / (1 - again / 1.1) - 5 / 1.1 * (1 - again) / (1 - again / 1.1)
    assert found.discounted_value == near(lifetime, 1e-10)
    assert found.discounted_cost == near(20 / 1.1 / (1 - again / 1.1), 1e-10)


def test_pfeifer_and_carraways_customer():
    """Their example (2000): a customer of recency 1 to 4 buys with .3, .2, .15 or .05, for 40, and is lost after the
    fourth; a mailing costs 4; 20 % a period. The value from the start is the fixed point of four lines by hand.
    """
    chances = [0.3, 0.2, 0.15, 0.05]
    flow = [jk.Transition("start", "r1")]
    for place, chance in enumerate(chances, 1):
        flow.append(jk.Transition(f"r{place}", "r1", probability=chance))
        flow.append(jk.Transition(f"r{place}", f"r{place + 1}" if place < 4 else "lost", probability=1 - chance))
    steps = [
        jk.Touchpoint("start"),
        jk.Touchpoint("r1", value=36),
        *(jk.Touchpoint(f"r{n}", value=-4) for n in (2, 3, 4)),
    ]
    market = jk.JourneyMap(stages=[jk.Stage("s", steps)], outcomes=[jk.Outcome("lost", value=0)], flow=flow)
    values = [0.0] * 5
    for _ in range(2_000):
        buy = values[0] / 1.2
        values = [
            (36 if place == 0 else -4) + chances[place] * buy + (1 - chances[place]) * values[place + 1] / 1.2
            for place in range(4)
        ] + [0.0]
    assert jk.outcomes(market, rate=0.2).discounted_value == near(values[0] / 1.2, 1e-10)


def test_what_a_person_works_out_on_paper():
    found = jk.outcomes(SOLAR)
    quotes = 1 / (1 - 0.5 * 0.4)
    assert found.visits["quote"] == near(quotes)
    assert dict(found.drop_off) == near(
        {"quote": 0.1 * quotes, "think": 0.3 * 0.5 * quotes, "permit": 0.1 * 0.4 * quotes, "install": 0.0}
    )
    assert found.dropped == near(sum(found.drop_off.values()))
    assert found.goal == found.probability["owner"] == near(0.4 * 0.9 * quotes)
    assert found.conversion("decide", "build") == near(0.4 * quotes)
    assert found.conversion("think", "owner") == near(0.4 * 0.4 * 0.9 * quotes)
    assert found.conversion("permit", "quote") == 0
    assert found.conversion("build", "build") == found.conversion("quote", "quote") == 1
    assert found.conversion("quote", ".drop_off") == near(found.dropped)
    assert found.unknown_durations == ("think", "install")
    assert jk.outcomes(SOLAR, goal="permit").goal == near(0.4 * quotes)
    assert jk.outcomes(SOLAR, goal=["think", "permit"]).goal == near(0.9)


def test_emotion_on_the_way_by_outcome():
    found = {row.outcome: row for row in jk.outcomes(SOLAR).by_outcome}
    owner, gave_up = found["owner"], found["gave_up"]
    assert (owner.lowest, owner.peak_end, owner.off_by) == (near(-2), near((-2 + 2) / 2), 0.0)
    assert (gave_up.lowest, gave_up.peak_end) == (near(-1), near((-1 + 0.5) / 2))
    rounds = 1 / (1 - 0.2)  # quote and think in turn, each as often
    assert gave_up.emotion == near((-1 * rounds + 0.5 * rounds) / (2 * rounds))
    again = rounds - 1
    assert owner.emotion == near((-rounds + 0.5 * again - 2 + 2) / (rounds + again + 2))
    assert owner.duration == near(86_400 * (2 * rounds + 1 + 98))


def test_a_journey_without_any_emotion_has_none():
    bare = jk.JourneyMap(stages=[jk.Stage("a", ["x", jk.Touchpoint("y", personas=[])])])
    found = jk.outcomes(bare)
    assert (found.emotion, found.lowest, found.peak_end, found.duration, found.value, found.cost) == (None,) * 6
    assert [(row.outcome, row.title, row.probability, row.lowest) for row in found.by_outcome] == [
        (".end", "end", 1.0, None),
        (".drop_off", "drop-off", 0.0, None),
    ]
    assert found.goal is None


def test_steps_and_times_by_which_to_look():
    found = jk.outcomes(SOLAR, within=3).within
    assert (found.limit, found.off_by) == ("3 steps", 0.0)
    assert dict(found.probability) == near({"owner": 0.36, "gave_up": 0.15, ".drop_off": 0.1 + 0.15 + 0.2 * 0.1 + 0.04})
    assert found.open == near(1 - sum(found.probability.values()))
    assert jk.outcomes(SOLAR, within=1, goal="quote").within.goal == 1
    assert jk.outcomes(SOLAR, within=1, goal="permit").within.goal == 0
    assert jk.outcomes(SOLAR, within="2 steps", goal="permit").within.goal == near(0.4)
    exact = jk.outcomes(SOLAR, within="3 days").within  # one quote takes 2 days, two 4
    assert dict(exact.probability) == near({"owner": 0.0, "gave_up": 0.15, ".drop_off": 0.1 + 0.15})
    assert jk.outcomes(SOLAR, within=timedelta(days=101)).within.goal == near(0.36)
    assert jk.outcomes(SOLAR, within=timedelta(days=103)).within.goal == near(0.36 * 1.2)
    assert jk.outcomes(SOLAR, within="3 days", goal="permit").within.goal == near(0.4)
    later = jk.outcomes(SOLAR, within="50 years").within
    assert dict(later.probability) == near(dict(jk.outcomes(SOLAR).probability))


def test_many_different_times_are_bracketed():
    """Two loops with odd times make ever more moments: rounded down and up, the truth lies between."""
    odd = jk.JourneyMap(
        stages=[
            jk.Stage("s", [jk.Touchpoint("a", duration="1.0001 hours"), jk.Touchpoint("b", duration="1.41421 hours")])
        ],
        outcomes=[jk.Outcome("done", result="success")],
        flow=[
            jk.Transition("a", "b", probability=0.5),
            jk.Transition("a", "a", probability=0.495),
            jk.Transition("b", "a", probability=0.995),
            jk.Transition("a", "done"),
            jk.Transition("b", "done"),
        ],
    )
    found = jk.outcomes(odd, within="40 days").within
    assert 0 < found.off_by < 0.01
    rate = -math.log(1 - 0.005) / ((1.0001 * 2 + 1.41421) / 3)  # each step ends with .005: geometric in steps
    assert found.goal == near(1 - math.exp(-rate * 40 * 24), 0.01)


def test_very_many_distinct_emotions_are_bounded():
    count = 200
    steps = [jk.Touchpoint(f"s{n}", emotion=-2 + 4 * ((n * 37) % count) / (count - 1), entry=1.0) for n in range(count)]
    one = jk.JourneyMap(stages=[jk.Stage("s", steps)], flow=[])
    found = jk.outcomes(one)
    row = found.by_outcome[-1]  # all but the last step drop off
    assert 0 < row.off_by < 0.07
    assert any("within" in line for line in found.by_outcome.about)
    assert abs(found.emotion) < 1e-12
    assert abs(found.lowest) < row.off_by  # each journey is one step: lowest, peak and last are its emotion
    assert abs(found.peak_end) < row.off_by


def two_personas(**fields):
    return jk.JourneyMap(
        personas=[jk.Persona("ana", share=0.25), jk.Persona("ben", share=0.75)],
        stages=[
            jk.Stage(
                "s",
                [
                    jk.Touchpoint("ask", emotion={"ana": 1, "ben": -1}),
                    jk.Touchpoint("app", personas="ana", drop_off=0.5),
                    jk.Touchpoint("shop", personas="ben", drop_off=0.2),
                ],
            )
        ],
        outcomes=[jk.Outcome("bought", result="success")],
        flow=["in order", jk.Transition("shop", "shop", probability=0.4)],
        **fields,
    )


def test_personas_are_mixed_by_share():
    shop = two_personas()
    ana, ben, all_ = jk.outcomes(shop, "ana"), jk.outcomes(shop, persona=shop.persona("ben")), jk.outcomes(shop)
    assert (ana.goal, ben.goal) == (near(0.5), near(0.4 / 0.6))
    assert all_.goal == near(0.25 * 0.5 + 0.75 * 0.4 / 0.6)
    assert dict(all_.visits) == near({"ask": 1, "app": 0.25, "shop": 0.75 / 0.6})
    assert all_.visited["shop"] == near(0.75)
    mean = 0.75 / 0.6
    assert all_.variance("shop") == near(0.75 * (2 / 0.6 - 1) / 0.6 - mean**2)
    assert (ana.emotion, ben.emotion, all_.emotion) == (1, -1, near(0.25 - 0.75))
    assert all_.conversion("app", "bought") == near(0.5)
    assert "mixes 2 personas by their shares" in all_.about
    assert jk.outcomes(two_personas(cast="together")).emotion == 0
    with pytest.raises(jk.UnknownName, match="persona 'anna'"):
        jk.outcomes(shop, "anna")
    with pytest.raises(jk.UnknownName, match="step 'shop'"):
        ana.visits["shop"]


def test_assumed_shares_are_said_first():
    fork = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c"])], flow=["a >> b", "a >> c"])
    found = jk.outcomes(fork)
    assert found.assumed == ("a",)
    assert found.about[0] == "rests on assumed shares at a"
    assert "no memory" in found.about[1]
    assert "no memory" in repr(found)
