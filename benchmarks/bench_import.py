"""How long `import journeykit` takes, as a multiple of importing pydantic.

Each round starts fresh interpreters, one after the other, so that whatever slows the machine slows all of them.
`import pydantic` alone loads almost nothing: it fetches its classes when they are first asked for. The yardstick is
therefore an import of `BaseModel`, which every program that uses pydantic pays; the bare import is printed beside it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys

BOUND = 1.5
STATEMENTS = {
    "pydantic": "from pydantic import BaseModel",
    "bare": "import pydantic",
    "journeykit": "import journeykit",
}
_TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"


def measure(rounds: int) -> dict[str, float]:
    """The median seconds of each statement, in interpreters that take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for turn in range(rounds + 1):
        for name, statement in STATEMENTS.items():
            command = [sys.executable, "-c", _TIMED.format(statement)]
            taken = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            if turn:  # the first round only warms the disk's cache
                seconds[name].append(taken)
    return {name: statistics.median(each) for name, each in seconds.items()}


def main() -> int:
    """Print the figures; 1 where `--gate` is given and the bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="fresh interpreters of each kind (default: 15)")
    parser.add_argument("--gate", action="store_true", help=f"exit with 1 above {BOUND}")
    options = parser.parse_args()
    median = measure(options.rounds)
    for name, statement in STATEMENTS.items():
        print(f"{statement:32} {median[name] * 1000:7.1f} ms")
    ratio = median["journeykit"] / median["pydantic"]
    print(f"ratio of medians of {options.rounds} interleaved runs: {ratio:.2f} (bound {BOUND})")
    return int(options.gate and ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
