"""How long `import journeykit` takes, as a multiple of what using pydantic at all takes.

`import pydantic` alone loads almost nothing: it fetches its parts when they are first asked for, and no program that
defines a model can be as fast. So the yardstick is a program that defines one model of one field; the lighter imports
are printed beside it. Every round starts fresh interpreters in turn, so that whatever slows the machine slows all of
them, and bytecode is cached, as it is for installed packages.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

BOUND = 1.5
PROGRAMS = {
    "import pydantic": "import pydantic",
    "from pydantic import BaseModel": "from pydantic import BaseModel",
    "pydantic with one model": "from pydantic import BaseModel\nclass Model(BaseModel):\n    x: int = 0",
    "import journeykit": "import journeykit",
}
YARDSTICK, MEASURED = "pydantic with one model", "import journeykit"
_TIMED = "import time\nstart = time.perf_counter()\n{}\nprint(time.perf_counter() - start)"


def measure(rounds: int) -> dict[str, float]:
    """The median seconds of each program, in interpreters that take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as cache:
        variables = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        variables["PYTHONPYCACHEPREFIX"] = cache
        for turn in range(rounds + 1):
            for name, program in PROGRAMS.items():
                command = [sys.executable, "-c", _TIMED.format(program)]
                done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
                if turn:  # the first round writes the bytecode
                    seconds[name].append(float(done.stdout))
    return {name: statistics.median(each) for name, each in seconds.items()}


def main() -> int:
    """Print the figures; 1 where `--gate` is given and the bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="fresh interpreters of each kind (default: 15)")
    parser.add_argument("--gate", action="store_true", help=f"exit with 1 above {BOUND}")
    options = parser.parse_args()
    median = measure(options.rounds)
    for name in PROGRAMS:
        print(f"{name:32} {median[name] * 1000:7.1f} ms  {median[MEASURED] / median[name]:5.2f}")
    ratio = median[MEASURED] / median[YARDSTICK]
    print(f"{MEASURED} / {YARDSTICK}: {ratio:.2f} (bound {BOUND}; medians of {options.rounds} interleaved runs)")
    return int(options.gate and ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
