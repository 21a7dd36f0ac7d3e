"""How long a flow drawing takes from scene to SVG, beside a bare engine run on a DOT of the same graph.

    python benchmarks/bench_flow.py

Prints the median of three runs in seconds, and their ratio. The bare run is Graphviz laying out and drawing the whole
graph, as `Drawing.dot` writes it, with labels and clusters; it is stopped after a minute.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from journeykit.errors import EngineError
from journeykit.render import engine
from journeykit.render.flow.view import to_dot, to_svg

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from render.scenes import synthetic

SIZES = ((12, 4), (60, 6), (300, 10), (2000, 20))
LIMITS = {300: 1.0, 2000: 6.0}  # seconds that the drawing may take on two cores


def seconds(action: Callable[[], object], runs: int = 3) -> float:
    """The median time of an action."""
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begin)
    return median(taken)


def main() -> int:
    """Prints the table; 1 where a limit is broken."""
    print(f"{'steps':>6} {'edges':>6} {'scene to SVG':>13} {'bare engine':>12} {'ratio':>6}")
    late = False
    for steps, per_stage in SIZES:
        scene = synthetic(steps, per_stage)
        ours = seconds(lambda scene=scene: to_svg(scene))
        dot = to_dot(scene)
        try:
            bare = seconds(lambda dot=dot: engine.run(dot, timeout=60), runs=1 if steps > 500 else 3)
            told = f"{bare:>11.3f}s {ours / bare:>6.2f}"
        except EngineError:
            told = f"{'> 60 s':>12} {'':>6}"
        late = late or ours > LIMITS.get(steps, ours)
        print(f"{steps:>6} {len(scene.edges):>6} {ours:>12.3f}s {told}")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
