"""All rules over large maps: time against size, and which rule takes it. `python benchmarks/bench_rules.py [--gate]`.

The map is a long line with branches, loops, texts, emotions and pains; the gate is 1 s of the processor for 10,000
steps, and a growth that is no worse than linear within noise (exponent of a log-log fit at most 1.2).
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable

import journeykit as jk
from journeykit.rules import Facts
from journeykit.rules.check_map import asked

SIZES = (1_000, 2_000, 4_000, 8_000, 10_000, 16_000)
MOST_SECONDS = 1.0
MOST_EXPONENT = 1.2
CHANNELS = ("web", "phone", "email", "store", "app", "chat", "Kiosk", "Drone")


def large_map(size: int) -> jk.JourneyMap:
    """A map of so many steps in stages of ten."""
    stages, flow = [], ["in order"]
    for stage in range(size // 10):
        steps = []
        for step in range(10):
            number = stage * 10 + step
            steps.append(
                jk.Touchpoint(
                    f"t{number}",
                    f"Does thing number {number}",
                    channel=CHANNELS[number % 8],
                    emotion=(number % 9) / 2 - 2,
                    thoughts=f"What of {number}?",
                    pains=[jk.PainPoint(f"slow {number}", severity=number % 5 + 1)] if number % 9 < 3 else (),
                )
            )
            if number % 7 == 6:
                flow.append({"from": f"t{number}", "to": f"t{number - 5}", "probability": 0.1})
            if number % 11 == 10:
                flow.append({"from": f"t{number}", "to": "gave_up", "probability": 0.01})
        stages.append(jk.Stage(f"s{stage}", steps, title=f"Stage number {stage}"))
    outcomes = [jk.Outcome("done", result="success"), jk.Outcome("gave_up", result="failure")]
    return jk.JourneyMap("large", stages=stages, outcomes=outcomes, flow=flow)


def best(call: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of some runs, in seconds of the processor."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return min(found)


def main() -> int:
    """Print the table; exit with 1 where the gate is asked for and missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gate", action="store_true", help="fail where a bound is missed")
    options = parser.parse_args()
    jk.check(large_map(100), profile="release")
    times: dict[int, float] = {}
    for size in SIZES:
        journey = large_map(size)
        times[size] = best(lambda journey=journey: jk.check(journey, profile="release"))
        print(f"{size:7,} steps  {times[size]:.3f} s  {1e6 * times[size] / size:.0f} µs a step")
    journey = large_map(10_000)
    facts = Facts(journey)
    alone = []
    for rule in asked(journey, profile="release"):
        start = time.process_time()
        rule.findings(journey, facts)
        alone.append((time.process_time() - start, rule))
    for seconds, rule in sorted(alone, key=lambda pair: -pair[0])[:10]:
        print(f"  {1000 * seconds:6.1f} ms  {rule.code} {rule.name}")
    pairs = [(math.log(size), math.log(seconds)) for size, seconds in times.items()]
    mean_x, mean_y = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sum((x - mean_x) ** 2 for x, _ in pairs)
    print(f"exponent {slope:.2f}; {len(alone)} rules; 10,000 steps in {times[10_000]:.2f} s")
    missed = times[10_000] > MOST_SECONDS or slope > MOST_EXPONENT
    print("missed" if missed else "kept")
    return int(missed and options.gate)


if __name__ == "__main__":
    sys.exit(main())
