"""What simulated customers cost: events per second, against a plain loop over `random.choices` in one run.

The plain loop walks the same map, with the probabilities ready in lists, and writes down no more than case, step and
time; `jk.simulate` makes all columns, and the data frame is timed apart. Two maps: the six steps of a shop with a loop,
and 2,000 steps with random moves. Run with `--gate` to exit with 1 where a million events take more than 5 seconds, or
where the plain loop, which does less, is not at least 2 times slower.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import Any

import polars as pl

import journeykit as jk
from journeykit.graph import moves

EVENTS, ROUNDS, SECONDS, FACTOR = 1_000_000, 3, 5.0, 2.0


def shop() -> jk.JourneyMap:
    """Six steps, two outcomes, one loop."""
    names = ("see", "find", "basket", "address", "pay", "use")
    return jk.JourneyMap(
        personas=[jk.Persona("anna", share=0.75), jk.Persona("ben")],
        stages=[
            jk.Stage("buy", [jk.Touchpoint(name, channel="web", emotion=1, duration="10 min") for name in names]),
        ],
        outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("left", result="failure")],
        flow=[
            "in order",
            jk.Transition("pay", "basket", probability=0.3),
            jk.Transition("find", "left", probability=0.2),
        ],
    )


def wide(size: int = 2_000) -> jk.JourneyMap:
    """Many steps, each with four moves to anywhere, and an end after ten steps or so."""
    rng = random.Random(1)
    steps = [jk.Touchpoint(f"s{index}", emotion=rng.randint(-2, 2), drop_off=0.1) for index in range(size)]
    pairs = {(index, rng.randrange(size)) for index in range(size) for _ in range(4)}
    flow = [jk.Transition(f"s{a}", f"s{b}", probability=0.2) for a, b in sorted(pairs)]
    return jk.JourneyMap(stages=[jk.Stage("all", steps)], flow=flow)


def plain(journey: jk.JourneyMap, count: int) -> list[tuple[int, str, float]]:
    """The same walks, one after the other."""
    found = moves(journey)
    after: dict[str, tuple[list[str], list[float]]] = {}
    for step, share in found.drop_off.items():
        after[step] = ["", ""], [share, found.ends.get(step, 0.0)]
    for move in found.moves:
        after[move.source][0].append(move.target)
        after[move.source][1].append(move.probability)
    starts, weights = list(found.entries), list(found.entries.values())
    rng = random.Random(1)
    rows = []
    for case in range(count):
        at, now = rng.choices(starts, weights)[0], rng.random()
        while at:
            rows.append((case, at, now))
            now += rng.expovariate(1.0)
            at = rng.choices(*after[at])[0] if at in after else ""
    return rows


def best(*jobs: Callable[[], Any]) -> list[float]:
    """The shortest time of each job over interleaved rounds, in seconds."""
    found = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for index, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            found[index] = min(found[index], time.perf_counter() - start)
    return found


def main() -> int:
    """Print events per second of both, for both maps."""
    failed = False
    for name, journey in (("shop of 6 steps", shop()), ("2,000 steps", wide())):
        count = EVENTS * 1000 // len(jk.simulate(journey, 1000, 1))
        events = len(jk.simulate(journey, count, 1))
        simulated, walked = best(lambda: jk.simulate(journey, count, 1), lambda: plain(journey, count))  # noqa: B023 - called at once
        result = jk.simulate(journey, count, 1)
        (framed,) = best(lambda: pl.DataFrame(result))  # noqa: B023 - called at once
        print(
            f"{name:16} {events:,} events: {simulated:5.2f} s ({events / simulated / 1e6:.2f} million a second), "
            f"plain loop {walked:5.2f} s ({walked / simulated:.1f} times as long), polars {framed:4.2f} s"
        )
        failed = failed or simulated * EVENTS / events > SECONDS or walked < FACTOR * simulated
    print(f"bounds: {SECONDS:g} s for a million events, plain loop at least {FACTOR:g} times slower; best of {ROUNDS}")
    return int("--gate" in sys.argv and failed)


if __name__ == "__main__":
    sys.exit(main())
