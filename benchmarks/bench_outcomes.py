"""What `jk.outcomes` costs on a map of 100,000 steps and 400,000 transitions, beside scipy alone and networkx.

    python benchmarks/bench_outcomes.py [--gate]

Two maps: a local one, whose moves lead to near steps, and one whose moves lead anywhere, where a direct solver fills
in. Timed in turn, the best of several rounds:

- bare: scipy alone on the same system (I - Q)^T x = entry, matrix given. On the local map `spsolve`. On the other one
  that takes minutes and gigabytes, so that the bare way is x <- entry + Q^T x in scipy's own product, to 1e-14.
- core: journeykit's solver from the chain's arrays to visits and the probability of each end, its search for traps
  included. Bound: 1.5 of bare.
- whole: `jk.outcomes` of a map that nobody has asked anything yet. Bound: 4 of bare.
- networkx: the same iteration over a `networkx.DiGraph`, one node after the other; a few rounds are timed, and the
  time is that of as many rounds as the iteration needs. Bound: core is 100 times as fast.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spsolve

import journeykit as jk
from journeykit.analysis.chain import Chain, chains
from journeykit.analysis.goals import ending
from journeykit.analysis.solve import Solver

STEPS, MOVES, OUT, ROUNDS = 100_000, 4, 0.05, 5


def journey(kind: str, seed: int = 7) -> jk.JourneyMap:
    """A map of STEPS steps with MOVES transitions each; OUT of its visitors drop off at each, the last one succeeds."""
    random = np.random.default_rng(seed)
    names = [f"s{place}" for place in range(STEPS)]
    flow = []
    for place, name in enumerate(names):
        near = range(max(0, place - 20), min(STEPS, place + 40)) if kind == "local" else range(STEPS)
        targets = (
            near.start
            + (random.permutation(len(near)) if kind == "local" else random.integers(0, STEPS, MOVES))[:MOVES]
        )
        found = list(dict.fromkeys(targets.tolist()))
        shares = random.random(len(found))
        shares *= (1 - OUT) / shares.sum()
        if place == STEPS - 1:
            flow.append(jk.Transition(name, "done"))
            continue
        flow += [jk.Transition(name, names[to], probability=p) for to, p in zip(found, shares.tolist(), strict=True)]
    entries = {0, STEPS // 2, STEPS - 1}
    steps = [jk.Touchpoint(name, entry=True if place in entries else None) for place, name in enumerate(names)]
    return jk.JourneyMap(stages=[jk.Stage("s", steps)], outcomes=[jk.Outcome("done", result="success")], flow=flow)


def core(chain: Chain) -> np.ndarray:
    """From arrays to visits and ends."""
    visits = Solver(chain).visits
    ending(chain, visits)
    return visits


def direct(chain: Chain) -> Callable[[], np.ndarray]:
    """The bare direct solve."""
    system = sparse.csc_array((sparse.eye_array(STEPS, format="csr") - chain.q).T)
    return lambda: np.asarray(spsolve(system, chain.entry))


def iterated(chain: Chain) -> Callable[[], np.ndarray]:
    """The bare iteration."""
    turned = sparse.csr_array(chain.q.T)

    def run() -> np.ndarray:
        found, rest = chain.entry.copy(), chain.entry
        while np.abs(rest).max() > 1e-14 * np.abs(found).max():
            rest = turned @ rest
            found += rest
        return found

    return run


def by_networkx(chain: Chain, rounds: int) -> float:
    """The seconds of so many rounds of the iteration over a graph of networkx."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from(
        zip(chain.source.tolist(), chain.target.tolist(), chain.probability.tolist(), strict=True)
    )
    timed = 3
    rest = dict.fromkeys(graph, 1.0 / STEPS)
    found = dict(rest)
    start = time.perf_counter()
    for _ in range(timed):
        coming = dict.fromkeys(graph, 0.0)
        for node, share in rest.items():
            for target, data in graph.adj[node].items():
                coming[target] += share * data["weight"]
        rest = coming
        for node, share in rest.items():
            found[node] += share
    return (time.perf_counter() - start) / timed * rounds


def rounds_needed(chain: Chain) -> int:
    """How many rounds the iteration takes."""
    turned, rest, found, count = sparse.csr_array(chain.q.T), chain.entry, chain.entry.copy(), 0
    while np.abs(rest).max() > 1e-14 * np.abs(found).max():
        rest = turned @ rest
        found += rest
        count += 1
    return count


def seconds(run: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    """Print the figures; with `--gate`, exit with 1 where a bound is passed."""
    passed = True
    for kind in ("local", "random"):
        asked = journey(kind)
        ((_, chain),) = chains(asked)
        bare = direct(chain) if kind == "local" else iterated(chain)
        off = float(np.abs(core(chain) - bare()).max())
        taken: dict[str, list[float]] = {"bare": [], "core": [], "whole": []}
        for _ in range(ROUNDS):
            fresh = asked.model_copy()
            for name in set(vars(fresh)) - set(jk.JourneyMap.model_fields):
                del vars(fresh)[name]  # what was computed for the last round
            taken["bare"].append(seconds(bare))
            taken["core"].append(seconds(lambda chain=chain: core(chain)))
            taken["whole"].append(seconds(lambda fresh=fresh: jk.outcomes(fresh)))
        best = {name: min(times) for name, times in taken.items()}
        slow = by_networkx(chain, rounds_needed(chain))
        ratios = best["core"] / best["bare"], best["whole"] / best["bare"], slow / best["core"]
        passed = passed and ratios[0] <= 1.5 and ratios[1] <= 4 and ratios[2] >= 100
        print(f"{kind}: {len(chain.steps):,} steps, {len(chain.source):,} moves; apart by {off:.1e}")
        print(f"  bare {best['bare']:.3f} s, core {best['core']:.3f} s ({ratios[0]:.2f} x), ", end="")
        print(f"whole {best['whole']:.3f} s ({ratios[1]:.2f} x), networkx {slow:.0f} s ({ratios[2]:.0f} x core)")
    if "--gate" in sys.argv and not passed:
        sys.exit(1)


if __name__ == "__main__":
    main()
