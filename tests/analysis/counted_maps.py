"""Maps of which something was counted, for tests of intervals."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import strategies as st

import journeykit as jk
from journeykit.graph import moves

STEPS = ("a", "b", "c", "d")


@st.composite
def counted_maps(draw, least=1, most=60, priors=False):
    """A map of four steps with random counts out of some; every step may also end in either outcome, or drop off."""
    flow, steps = [], []
    for step in STEPS:
        targets = draw(st.lists(st.sampled_from(STEPS), max_size=3, unique=True))
        is_counted = step == "a" or draw(st.booleans())
        share = 1 / (len(targets) + 3)
        seen = 0
        for target in (*targets, "won", "lost"):
            count = draw(st.integers(least, most)) if is_counted else None
            prior = draw(st.none() | st.floats(0.5, 5)) if priors and is_counted else None
            seen += count or 0
            after = draw(st.sampled_from([None, "1 day", "3 hours"]))
            stated = None if is_counted else share
            flow.append(jk.Transition(step, target, count=count, prior=prior, probability=stated, after=after))
        beyond = draw(st.just(0) | st.integers(least, most)) if is_counted else 0
        money = draw(st.sampled_from([None, 3.0, 10.0]))
        emotion = draw(st.sampled_from([None, -2, 0.5, 1]))
        time = draw(st.sampled_from([None, "2 days"]))
        said = {"value": money, "cost_to_serve": money, "emotion": emotion, "duration": time}
        steps.append(jk.Touchpoint(step, count=seen + beyond if beyond else None, **said))
    return jk.JourneyMap(
        stages=[jk.Stage("all", steps)],
        outcomes=[jk.Outcome("won", result="success", emotion=2, value=20.0), jk.Outcome("lost")],
        flow=flow,
    )


def moved(journey, known, way, by):
    """The map in which a little more takes one counted way out of a step, and all its other counted ways less.

    All shares are stated then, as they are or come to be; what is left drops off as before.
    """
    q = known.q * (1 - by)
    q[way] += by
    pairs = [(move.source, move.target) for move in journey.transitions]
    nudged = [pair for pair in pairs if pair[0] == known.step]
    found = dict(_shares(journey)) | dict(zip(nudged, known.rows[0].free * q, strict=False))
    flow = [
        move.replace(probability=min(1.0, float(found[pair])), count=None, prior=None)
        for pair, move in zip(pairs, journey.transitions, strict=True)
    ]
    return journey.replace(flow=flow)


@lru_cache(maxsize=8)
def _shares(journey):
    return {(move.source, move.target): move.probability for move in moves(journey).moves}
