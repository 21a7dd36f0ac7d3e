"""What an event log of 10 million events costs: transition counts, the whole report, conformance, a limit of memory.

Each job runs in a process of its own, the jobs in turn, and counts from its imports to its answer; DuckDB reads one
Parquet file, with the order of the file as the rule for equal times, by hand and by journeykit. The bounds are ratios:
to the same counts as hand-written SQL, and to peers, where an interpreter that has them is named with `--peers`.
Variants must be as many as their lists. `--gate` exits with 1 where a bound is passed; `--customers 909090` makes 10
million events, fewer go quicker; `--file` takes a log of your own with customer_id, activity and timestamp.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OURS = ("sql", "sql_any", "counts", "report", "whole", "conform", "limited")
PEERS = ("pm4py_counts", "pm4py_report", "retentioneering")
# what is measured, of what, at most or (negative) at least so many times, seconds or megabytes
BOUNDS = (
    ("counts", "sql", 1.15, "seconds"),
    ("report", "sql", 1.25, "seconds"),
    ("conform", "counts", 3.0, "seconds"),
    ("limited", "report", 2.5, "seconds"),
    ("pm4py_counts", "counts", -12.0, "seconds"),
    ("pm4py_report", "report", -25.0, "seconds"),
    ("retentioneering", "counts", -10.0, "seconds"),
    ("pm4py_report", "report", -6.0, "megabytes"),
    ("import_pm4py", "import_events", -6.0, "seconds"),
)
IMPORTS = {"import_events": "import journeykit\njourneykit.EventLog", "import_pm4py": "import pm4py"}
_TIMED = "import time\nstart = time.perf_counter()\n{}\nprint(time.perf_counter() - start)"


def run(job: str, file: Path, python: str) -> dict[str, Any]:
    """What a job of `_event_jobs.py` took and answered."""
    command = [python, "-W", "ignore", str(HERE / "_event_jobs.py"), job, str(file)]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{job} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def imported(job: str, python: str, rounds: int) -> dict[str, Any]:
    """The quickest import in a fresh interpreter; the first round writes the bytecode."""
    command = [python, "-W", "ignore", "-c", _TIMED.format(IMPORTS[job])]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(rounds + 1)]
    # pm4py greets on the same output
    quickest = min(float(each.stdout.splitlines()[-1]) for each in runs)
    return {"seconds": quickest, "megabytes": 0, "answer": IMPORTS[job].replace("\n", "; ")}


def measured(file: Path, rounds: int, peers: str | None) -> dict[str, dict[str, Any]]:
    """The quickest run of each job, and its memory."""
    best: dict[str, dict[str, Any]] = {}
    for turn in range(rounds):
        for job in (*OURS, *(PEERS if peers and turn == 0 else ())):
            found = run(job, file, (peers or sys.executable) if job in PEERS else sys.executable)
            if job not in best or found["seconds"] < best[job]["seconds"]:
                best[job] = found
    if peers:
        for job, python in (("import_events", sys.executable), ("import_pm4py", peers)):
            best[job] = imported(job, python, rounds)
    best["exact"] = run("exact", file, sys.executable)
    return best


def passed(best: dict[str, dict[str, Any]]) -> list[str]:
    """Print each ratio; the bounds that are not kept."""
    faults = []
    for job, base, bound, unit in BOUNDS:
        if job not in best:
            continue
        ratio = best[job][unit] / best[base][unit]
        kept = ratio <= bound if bound > 0 else ratio >= -bound
        print(f"{unit} of {job} / {base}: {ratio:.2f} (bound: {'at most' if bound > 0 else 'at least'} {abs(bound):g})")
        faults += [] if kept else [f"{job} / {base}"]
    if best["counts"]["digest"] != best["sql"]["digest"]:
        faults.append("the counts differ from those by hand")
    exact = best["exact"]["answer"].strip("[(,)]")
    if f"of {int(exact):,} variants" not in best["report"]["answer"]:
        faults.append(f"there are {exact} variants, and the report says {best['report']['answer']}")
    return faults


def main() -> int:
    """Make the log, run the jobs, print what they took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=909_090, help="about 11 events each (default: 909090)")
    parser.add_argument("--file", type=Path, help="a Parquet file instead of a made one")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each job, of which the quickest counts")
    parser.add_argument("--peers", help="a Python that has pm4py and retentioneering; they run once")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bound is passed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or Path(folder) / "log.parquet"
        if options.file is None:
            made = [sys.executable, str(HERE / "_events.py"), str(file), str(options.customers)]
            print(f"{int(subprocess.run(made, capture_output=True, text=True, check=True).stdout):,} events")
        best = measured(file, options.rounds, options.peers)
    for job, found in best.items():
        print(f"{job:16} {found['seconds']:8.2f} s {found['megabytes']:8.0f} MB  {found['answer'][:60]}")
    faults = passed(best)
    for fault in faults:
        print(f"passed: {fault}")
    return int(bool(options.gate and faults))


if __name__ == "__main__":
    sys.exit(main())
