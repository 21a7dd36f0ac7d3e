"""How long the most probable paths take, beside making the chain of the same map.

    python benchmarks/bench_paths.py [--gate]

Prints medians of three runs in seconds of processor time, which says the same on a busy machine. `--gate` exits with 1
where the 100 best paths of a map of 10,000 steps take 1 s or more, all told, or those of one with over 10^30 paths
0.1 s.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random
from statistics import median

import journeykit as jk
from journeykit.analysis.chain import chains

STEPS = 10_000


def seconds(action: Callable[[jk.JourneyMap], object], journey: jk.JourneyMap, runs: int = 3) -> float:
    """The median processor time of an action on a map that nobody has asked anything."""
    taken = []
    for run in range(runs):
        fresh = journey.replace(title=str(run))
        begin = time.process_time()
        action(fresh)
        taken.append(time.process_time() - begin)
    return median(taken)


def diamonds(count: int) -> jk.JourneyMap:
    """A line of steps with two equally likely ways round each: 2 to the count paths, all equal."""
    names = [f"{letter}{n}" for n in range(count) for letter in "abc"]
    flow = [f"a{n} >> {way}{n} >> {f'a{n + 1}' if n + 1 < count else 'done'}" for n in range(count) for way in "bc"]
    return jk.JourneyMap(stages=[jk.Stage("all", names)], outcomes=[jk.Outcome("done")], flow=flow)


def tangle(span: int) -> jk.JourneyMap:
    """Four moves from each step to steps within a span, backwards too."""
    random = Random(1)
    flow = []
    for step in range(STEPS):
        near = {min(step + 1, STEPS - 1), *(step + random.randint(-span // 5, span) for _ in range(3))}
        targets = sorted({min(max(each, 0), STEPS - 1) for each in near} - {step})
        weights = [random.random() + 0.05 for _ in targets]
        whole = sum(weights) / 0.97
        shares = zip(targets, weights, strict=True)
        flow += [jk.Transition(f"s{step}", f"s{each}", probability=weight / whole) for each, weight in shares]
    flow.append(jk.Transition(f"s{STEPS - 1}", "done"))
    names = [f"s{step}" for step in range(STEPS)]
    return jk.JourneyMap(stages=[jk.Stage("all", names)], outcomes=[jk.Outcome("done")], flow=flow)


def chain() -> jk.JourneyMap:
    """One line of steps, each of which a few leave."""
    steps = [jk.Touchpoint(f"s{n}", emotion=n % 5 - 2, duration="1 min", drop_off=0.0001) for n in range(STEPS)]
    return jk.JourneyMap(stages=[jk.Stage("all", steps)], outcomes=[jk.Outcome("done", result="success")])


def main() -> int:
    """Prints the table; 1 where a limit is broken."""
    late = False
    jk.paths(diamonds(2))  # imports
    cases: list[tuple[str, jk.JourneyMap, str | None, float]] = [
        ("2^100 equal paths", diamonds(100), None, 0.1),
        ("2^3333 equal paths", diamonds(STEPS // 3), None, 1.0),
        ("near moves", tangle(20), None, 1.0),
        ("near moves, to the end", tangle(20), "done", 1.0),
        ("moves anywhere", tangle(STEPS), None, 1.0),
        ("one long line", chain(), None, 1.0),
    ]
    print(f"{'map':<24} {'steps':>6} {'moves':>6} {'longest':>8} {'k':>4} {'chain':>7} {'paths, all told':>16}")
    for name, journey, end, limit in cases:
        bare = seconds(chains, journey)
        found = jk.paths(journey, 100, end=end)
        whole = seconds(lambda fresh, end=end: jk.paths(fresh, 100, end=end), journey)
        late = late or whole >= limit
        longest = max(len(path.steps) for path in found)
        sizes = f"{len(journey.steps):>6} {len(journey.transitions):>6} {longest:>8} {len(found):>4}"
        print(f"{name:<24} {sizes} {bare:>6.3f}s {whole:>15.3f}s")
    return int(late and "--gate" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
