"""A real Spark cluster on this machine: a master and two workers, a job sent to them, and its answer checked.

    python scripts/spark_cluster.py                     # journeys simulated from an example map
    python scripts/spark_cluster.py EVENTS --case ID    # a log of your own: Parquet or CSV

The answer must be what DuckDB says of the same file. The workers are given no Python, to show that they need none.
Everything listens on 127.0.0.1, on ports that are free, and is stopped at the end, whatever happens.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from _java import have_java
from _venv import ROOT, install, program

JOB = ROOT / "examples" / "spark_job.py"
MAP = ROOT / "examples" / "solar_roof.journey.yaml"
CUSTOMERS = 5_000
PATIENCE = 300  # seconds for any one thing: a shared machine stalls now and then
_WORKERS = ("worker 1", "worker 2")
_NOWHERE = "no-python-on-workers"
_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.log.level": "WARN",
    "spark.sql.shuffle.partitions": "4",
    # both or none: a job that one worker does alone proves nothing
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": f"{PATIENCE}s",
}


class Failed(Exception):
    """A part of the cluster that did not do what it must."""


@contextmanager
def running(command: list[str], env: dict[str, str], out: Path, err: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program and all that it starts, for as long as the block runs."""
    with out.open("wb") as said, err.open("wb") as complained:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=complained, env=env, start_new_session=True
        )
    try:
        yield process
    finally:
        for what in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):  # all of the group have ended
                os.killpg(process.pid, what)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)


def told(pattern: str, log: Path, process: subprocess.Popen[bytes]) -> str:
    """What a daemon says in its log, once it says it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = log.read_text(encoding="utf-8", errors="replace")
        found = re.search(pattern, text)
        if found:
            return found[1]
        if process.poll() is not None:
            raise Failed(f"{log.stem} ended with {process.returncode}:\n{text[-2000:]}")
        time.sleep(0.2)
    raise Failed(f"{log.stem} did not say {pattern!r} within {PATIENCE} s:\n{text[-2000:]}")


def answer(command: list[str], env: dict[str, str], folder: Path) -> dict[str, object]:
    """The JSON that a job prints last."""
    out, err = folder / "job.out", folder / "job.err"
    with running(command, env, out, err) as process:
        code = process.wait(timeout=PATIENCE)
    # spark-submit shows all that the driver says on its own standard output
    said = out.read_text(encoding="utf-8").splitlines()
    if code:
        lines = [*said, *err.read_text(encoding="utf-8", errors="replace").splitlines()]
        complaint = "\n".join(line for line in lines if " INFO " not in line)
        raise Failed(f"{Path(command[0]).name} exited with {code}:\n{complaint[-6000:]}")
    found: dict[str, object] = json.loads(next(line for line in reversed(said) if line.startswith("{")))
    return found


def on_cluster(job: list[str], spark: Path, env: dict[str, str], folder: Path) -> dict[str, object]:
    """The answer of the job from two workers, each of which took part."""
    address = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
    share = ["--cores", "1", "--memory", "1g", "--work-dir"]
    logs = {name: folder / f"{name}.log" for name in ("master", *_WORKERS)}
    with ExitStack() as all_of_it:

        def start(name: str, kind: str, *rest: str) -> subprocess.Popen[bytes]:
            command = [str(spark / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", *address, *rest]
            return all_of_it.enter_context(running(command, env, folder / f"{name}.out", logs[name]))

        url = told(r"Starting Spark master at (spark://\S+)", logs["master"], start("master", "master.Master"))
        workers = {name: start(name, "worker.Worker", *share, str(folder / name), url) for name in _WORKERS}
        for name, process in workers.items():
            told(r"(Successfully registered) with master", logs[name], process)
        print(f"{url}: two workers are ready", flush=True)
        settings = [part for key, value in _SETTINGS.items() for part in ("--conf", f"{key}={value}")]
        found = answer([str(spark / "bin" / "spark-submit"), "--master", url, *settings, *job], env, folder)
    for name in _WORKERS:
        told_by_executors = (each.read_text(encoding="utf-8") for each in (folder / name).rglob("stderr"))
        done = sum(text.count("Finished task") for text in told_by_executors)
        print(f"{name} finished {done} tasks", flush=True)
        if not done:
            raise Failed(f"{name} took no part:\n{logs[name].read_text(encoding='utf-8')[-2000:]}")
    return found


def simulated(python: str, path: Path, env: dict[str, str]) -> list[str]:
    """Journeys of the example map in a Parquet file, and how to read it."""
    made = (
        "import sys, duckdb, journeykit as jk; "
        "found = jk.simulate(jk.load(sys.argv[1]), int(sys.argv[2]), seed=7); "
        "events = jk.EventLog(found).events.to_native(); "
        "names = '\"case\", activity, make_timestamp(time) AS timestamp, seq AS place'; "
        "events.project(names).write_parquet(sys.argv[3], row_group_size=4096)"
    )
    subprocess.run([python, "-c", made, str(MAP), str(CUSTOMERS), str(path)], env=env, check=True)
    return [str(path), "--order", "place"]


def checked(asked: argparse.Namespace, python: str, folder: Path) -> None:
    """Start the cluster, ask it and DuckDB the same, and compare."""
    found = subprocess.run(
        [python, "-c", "import pyspark; print(pyspark.__path__[0])"], capture_output=True, text=True, check=True
    )
    spark = Path(found.stdout.strip())
    env = os.environ | {
        "SPARK_HOME": str(spark),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "PYSPARK_DRIVER_PYTHON": python,
        "PYSPARK_PYTHON": _NOWHERE,
    }
    if asked.events:
        job = [str(JOB), str(Path(asked.events).resolve()), *(("--case", asked.case) if asked.case else ())]
    else:
        job = [str(JOB), *simulated(python, folder / "events.parquet", env)]
    began = time.monotonic()
    ours = on_cluster(job, spark, env, folder)
    print(f"the cluster answered within {time.monotonic() - began:.0f} s, its start included", flush=True)
    other = answer([python, *job, "--local"], env, folder)
    if ours != other:
        raise Failed(f"the cluster says\n{ours}\nand DuckDB says\n{other}")
    print(f"{ours['events']} events of {ours['cases']} cases: the same answer as DuckDB's", flush=True)


def main() -> int:
    """Bring what is missing, and run the whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", help="a Parquet or CSV file instead of simulated journeys")
    parser.add_argument("--case", help="the column that tells its cases apart")
    asked = parser.parse_args()
    if not have_java():
        return 1
    python = sys.executable
    if not all(map(find_spec, ("journeykit", "pyspark", "duckdb", "narwhals"))):
        install("spark")
        python = program("python")
    with tempfile.TemporaryDirectory(prefix="journeykit-cluster-") as name:
        try:
            checked(asked, python, Path(name))
        except (Failed, subprocess.SubprocessError) as fault:
            print(fault, file=sys.stderr, flush=True)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
