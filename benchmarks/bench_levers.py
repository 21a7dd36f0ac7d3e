"""What levers, removal effects and changes cost on the maps of `bench_outcomes.py`: 100,000 steps, 400,000 transitions.

    python benchmarks/bench_levers.py [--gate]

Timed in turn, the best of several rounds, each on a map that nobody has asked anything yet:

- bare: scipy alone on the system (I - Q)^T x = entry, as in `bench_outcomes.py`.
- levers: `jk.levers` of the map, all steps ranked, the ten best exact. It needs two solves. Bound: 4 of bare.
- removal: `jk.removal` of the map, the exact effect of each step, on the local map; where moves lead anywhere it costs
  a solve for each step, hours in all, so that it is not run. Bound: 10 of bare.
- map: a new map of the same parts, `journey.replace(flow=journey.flow)`, which checks that all of it hangs together.
- change: `jk.change` of one transition. Bound: 2 of map.
- thousand: `jk.change` of 1,000 steps at once. Bound: 1.5 of change.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from bench_outcomes import ROUNDS, STEPS, direct, iterated, journey, seconds

import journeykit as jk
from journeykit.analysis.chain import chains

BOUNDS = {"levers": ("bare", 4.0), "removal": ("bare", 10.0), "change": ("map", 2.0), "thousand": ("change", 1.5)}


def fresh(asked: jk.JourneyMap) -> jk.JourneyMap:
    """The same map without anything that was computed for it before."""
    found = asked.model_copy()
    for name in set(vars(found)) - set(jk.JourneyMap.model_fields):
        del vars(found)[name]
    return found


def changed(asked: jk.JourneyMap, steps: int) -> Callable[[], object]:
    """A change of the first transition out of so many steps, from the first to the last."""
    first = {move.source: move for move in reversed(asked.flow or ()) if isinstance(move, jk.Transition)}
    names = [f"s{place}" for place in range(0, STEPS - 1, STEPS // steps)]
    changes = {(name, first[name].target): 0.1 for name in names}
    return partial(jk.change, fresh(asked), changes)


def main() -> None:
    """Print the figures; with `--gate`, exit with 1 where a bound is passed."""
    passed = True
    for kind in ("local", "random"):
        asked = journey(kind)
        ((_, chain),) = chains(asked)
        bare = direct(chain) if kind == "local" else iterated(chain)
        taken: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            runs: dict[str, Callable[[], object]] = {
                "bare": bare,
                "levers": partial(jk.levers, fresh(asked)),
                "map": partial(asked.replace, flow=asked.flow),
                "change": changed(asked, 1),
                "thousand": changed(asked, 1000),
            }
            if kind == "local":
                runs["removal"] = partial(jk.removal, fresh(asked))
            for name, run in runs.items():
                taken.setdefault(name, []).append(seconds(run))
        best = {name: min(times) for name, times in taken.items()}
        print(f"{kind}: {len(chain.steps):,} steps, {len(chain.source):,} moves; bare {best['bare']:.3f} s")
        for name, (base, bound) in BOUNDS.items():
            if name in best:
                ratio = best[name] / best[base]
                passed = passed and ratio <= bound
                print(f"  {name} {best[name]:.3f} s, {ratio:.2f} x {base} (bound {bound:g})")
    if "--gate" in sys.argv and not passed:
        sys.exit(1)


if __name__ == "__main__":
    main()
