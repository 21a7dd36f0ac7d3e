"""What a poster costs, beside Mermaid's journey of the same steps.

    python benchmarks/bench_poster.py [--gate] [--rounds 15] [--folder FOLDER]

The poster has all its lanes: two curves, thoughts, needs, pains, gains, opportunities, channels, owners and the layers
of service. Mermaid is given the names of the steps, one score each, and the actors, which is all that it can draw. Both
draw new words in each round, turn by turn, in processes that are warm: Mermaid in a page that has loaded it. Both are
given in processor time of the one thread that draws, because waiting for a busy machine is nobody's fault. Mermaid's
command line starts a browser each time; that, and a poster beside it, are timed by the clock. The figures are the best
of the rounds on both sides. After that, posters of up to 300 steps show how time grows: the line that fits best, how
much of the variation it explains, and the exponent of growth. `--gate` exits with 1 when a bound is passed.

Mermaid is installed with npm (on the PATH, or the one of `pyright[nodejs]`) into a folder that is kept.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import correlation, linear_regression

from _mermaid import Mermaid, journey

import journeykit as jk

SIZES = (9, 15, 60, 300)  # 9 tasks: the median of the journeys that people publish
COMMAND_LINE = 9  # the size at which the command line is measured: the smallest, where it is fastest
STARTS = 5  # of the command line
GROWTH = (30, 75, 150, 225, 300)
PER_STAGE = 5
PAGE, COMMAND, LONGEST, EXPONENT = 1.0, 100.0, 0.5, 1.15
CHANNELS = ("web", "app", "email", "phone", "store", "chat")
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "journeykit" / "mermaid"


@dataclass(frozen=True)
class Task:
    """A step as both sides are told it."""

    name: str
    feeling: float

    @property
    def score(self) -> int:
        """The feeling on Mermaid's scale of 1 to 5."""
        return round(self.feeling) + 3


def tasks(steps: int, turn: int) -> list[list[Task]]:
    """Stages of steps; no two turns have the same words."""
    every = [Task(f"Compares offer {i} of round {turn} with the neighbours", (i * 7) % 9 / 2 - 2) for i in range(steps)]
    return [every[start : start + PER_STAGE] for start in range(0, steps, PER_STAGE)]


def poster(steps: int, turn: int) -> jk.JourneyMap:
    """The same journey with everything that a poster shows."""
    anna = jk.Persona("anna", "Anna", goals=["a lower bill"], quotes="I want one price, not four.")
    ben = jk.Persona("ben", "Ben", goals=["a warm flat"])
    stages = [
        jk.Stage(f"stage_{k}", [step(task, k * PER_STAGE + i, turn) for i, task in enumerate(stage)])
        for k, stage in enumerate(tasks(steps, turn))
    ]
    return jk.JourneyMap("roof", f"Buying a roof, round {turn}", personas=[anna, ben], stages=stages)


def step(task: Task, i: int, turn: int) -> jk.Touchpoint:
    """A step with something in every lane."""
    page = jk.Opportunity(
        f"Answer question {i} on page {turn}", customer_value=1 + i % 5, effort=1 + i % 3, owner="Sales"
    )
    return jk.Touchpoint(
        f"step_{i}",
        task.name,
        channel=CHANNELS[i % len(CHANNELS)],
        emotion={"anna": task.feeling, "ben": -task.feeling},
        feelings=f"unsure about {i}",
        thoughts=f"Which of the {i} prices is the real one, and who tells me in round {turn}?",
        needs=f"know what offer {i} of round {turn} costs before signing",
        expectations=f"an answer to question {turn}-{i} within a day",
        pains=[jk.PainPoint(f"no two quotes of group {i}/{turn} compare", severity=1 + i % 5, opportunities=[page])],
        gains=f"time saved on form {i} in round {turn}",
        duration="2 days",
        ownership="brand",
        owners=["Sales", f"Team {i % 7}"],
        frontstage=f"adviser {i}",
        backstage=f"crew planning {i}",
        support=f"warehouse {i}",
    )


def seconds(steps: int, turn: int) -> tuple[float, float]:
    """From a map that nobody has looked at to its SVG: the processor's time, and the time by the clock."""
    shown = poster(steps, turn)
    gc.collect()
    start, began = time.thread_time(), time.perf_counter()
    svg = jk.draw(shown, lanes="all").svg
    taken = time.thread_time() - start, time.perf_counter() - began
    if svg.count('class="jk-step') < steps:
        sys.exit(f"the poster shows fewer than {steps} steps")
    return taken


def against(mermaid: Mermaid, rounds: int) -> bool:
    """Prints the table of both; whether the bounds hold."""
    print(f"Mermaid {mermaid.version('mermaid')}, command line {mermaid.version('@mermaid-js/mermaid-cli')}")
    print(f"{'steps':>6} {'poster':>10} {'warm page':>11} {'ratio':>6}")
    good = True
    clock, command = [], []
    with mermaid.page() as page:
        for steps in SIZES:
            ours, theirs = [], []
            for turn in range(rounds + 1):
                text = journey(f"Buying a roof, round {turn}", tasks(steps, turn), ("Anna", "Ben"))
                mine, yours = seconds(steps, turn), page(text)
                if turn:  # the first round warms both up
                    ours.append(mine[0])
                    theirs.append(yours)
                    if turn <= STARTS and steps == COMMAND_LINE:
                        clock.append(mine[1])
                        command.append(mermaid.command_line(text))
            ratio = min(ours) / min(theirs)
            print(f"{steps:>6} {min(ours) * 1000:>7.1f} ms {min(theirs) * 1000:>8.1f} ms {ratio:>6.2f}", flush=True)
            good = good and ratio <= PAGE
    times = min(command) / min(clock)
    print(f"command line, {COMMAND_LINE} steps: {min(command):.2f} s to {min(clock) * 1000:.1f} ms, {times:.0f} times")
    return good and times >= COMMAND


def growth() -> bool:
    """Prints how time grows with steps; whether the bounds hold."""
    best = {steps: min(seconds(steps, 1000 * turn + steps)[0] for turn in range(1, 6)) for steps in GROWTH}
    slope, base = linear_regression(GROWTH, list(best.values()))
    fit = correlation(GROWTH, list(best.values())) ** 2
    exponent = linear_regression([log(each) for each in GROWTH], [log(each) for each in best.values()]).slope
    print("growth: " + ", ".join(f"{steps} steps {taken * 1000:.0f} ms" for steps, taken in best.items()))
    print(f"        {base * 1000:.1f} ms + {slope * 1000:.2f} ms a step, R² {fit:.4f}, exponent {exponent:.2f}")
    return best[GROWTH[-1]] < LONGEST and exponent < EXPONENT


def main() -> int:
    """Print the figures; 1 where `--gate` is given and a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="turns at each size (default: 15)")
    parser.add_argument("--folder", type=Path, default=_CACHE, help="where Mermaid is installed (default: your cache)")
    parser.add_argument("--gate", action="store_true", help="exit with 1 when a bound is passed")
    options = parser.parse_args()
    compared = against(Mermaid(options.folder.resolve()), options.rounds)
    grown = growth()
    print(
        f"bounds: {PAGE:g} of the page's time, {COMMAND:g} times as fast as the command line, "
        f"{GROWTH[-1]} steps in {LONGEST:g} s, exponent {EXPONENT:g}: " + ("held" if compared and grown else "passed")
    )
    return int(options.gate and not (compared and grown))


if __name__ == "__main__":
    sys.exit(main())
