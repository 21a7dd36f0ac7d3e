"""Set everything up and run every check: `python scripts/test.py`. CI runs this and nothing else.

Needs Python 3.11 and pip; brings the rest itself, on Debian and Ubuntu Chromium and Java included. Parts: lint, types,
tests, docs, package, and oldest, event logs with the oldest DuckDB; choose some with `--only lint,types`. `--slow` runs
the tests marked slow as well, `--coverage` says what no test has seen; `--spark` runs those of Spark and nothing else,
the slow ones and a cluster included. What stands after `--` goes to pytest: `--only tests -- -k flow`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from _browser import have_browser
from _java import have_java
from _venv import ROOT, VENV, environment, install, program

EVERY_NAME = """
import journeykit as jk

for name in jk.__all__:
    try:
        getattr(jk, name)
    except jk.MissingExtra as missing:  # of event logs, whose engines an extra brings
        assert "journeykit[events]" in str(missing), missing
"""
OLDEST = (
    "attribution/test_attribute.py",
    "conform/test_conform_oracle.py",
    "fit/test_fit_any.py",
    "observed/test_engines_agree.py",
    "observed/test_segments_of_a_log.py",
    "test_event_log.py",
    "underway/test_in_flight.py",
)
EXAMPLE = ROOT / "examples" / "solar_roof.journey.yaml"


class Failed(Exception):
    """A command that did not exit with 0."""


def run(*command: str, cwd: Path = ROOT, **variables: str) -> None:
    """Run a command of the environment, its output as it comes."""
    print(f"\n$ {' '.join([Path(command[0]).name, *command[1:]])}", flush=True)
    done = subprocess.run(command, cwd=cwd, env=environment() | variables, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Failed(f"{Path(command[0]).name} exited with {done.returncode}")


def every(*commands: tuple[str, ...]) -> None:
    """Run all of them, so that one run shows all faults, and fail where one failed."""
    faults = []
    for command in commands:
        try:
            run(*command)
        except Failed as fault:
            faults.append(str(fault))
    if faults:
        raise Failed("; ".join(faults))


def lint(_: argparse.Namespace) -> None:
    """Style and form."""
    every((program("ruff"), "check", "."), (program("ruff"), "format", "--check", "."))


def types(_: argparse.Namespace) -> None:
    """Both type checkers, since users have either; at the same time, since each takes one core."""
    commands = ((program("mypy"),), (program("pyright"), "--pythonpath", program("python")))
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(run, *command) for command in commands]
    faults = [str(each.exception()) for each in running if each.exception()]
    if faults:
        raise Failed("; ".join(faults))


def tests(options: argparse.Namespace) -> None:
    """All tests; with branch coverage, which makes them slower, where it is asked for, and with the slow ones."""
    have_java()
    chosen = list(options.pytest)
    if options.spark:
        run(program("python"), "-m", "pytest", "--durations=10", "-m", "spark", "--slow", *chosen)
        return
    have_browser()
    wanted = (options.coverage or options.slow) and not chosen  # of a choice of tests it could only fall short
    coverage = ["--cov", "--cov-report=term"] if wanted else []
    slow = ["--slow"] if options.slow else []
    # one process alone starts Spark: see tests/conftest.py
    spread = ("-n", "2", "--dist", "loadgroup")
    run(program("python"), "-m", "pytest", *spread, "--durations=10", *coverage, *slow, *chosen)


def docs(_: argparse.Namespace) -> None:
    """The site, where a warning is an error."""
    run(program("python"), "-m", "mkdocs", "build", "--strict")


def package(_: argparse.Namespace) -> None:
    """Build both distributions and use the wheel as a user would, in an environment that holds nothing else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(program("python"), "-m", "build", "--outdir", str(folder), str(ROOT))
        (wheel,) = folder.glob("*.whl")
        fresh = folder / "venv"
        venv.create(fresh, with_pip=True)
        scripts = next(each for each in (fresh / "bin", fresh / "Scripts") if each.is_dir())
        python = shutil.which("python", path=str(scripts)) or sys.exit("venv made no Python")
        run(python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", str(wheel), cwd=folder)
        run(python, "-c", EVERY_NAME, cwd=folder)
        command = shutil.which("journeykit", path=str(scripts)) or sys.exit("the wheel brings no journeykit command")
        run(command, "--help", cwd=folder)
        run(command, "draw", str(EXAMPLE), "-o", "map.svg", cwd=folder)
        if not (folder / "map.svg").stat().st_size:
            raise Failed("the installed command drew an empty picture")


def oldest(_: argparse.Namespace) -> None:
    """Event logs with the oldest DuckDB that is allowed, whose relations hold less than those of the newest."""
    found = re.search(r'"duckdb>=([0-9.]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    least = found[1] if found else sys.exit("pyproject.toml names no least DuckDB")
    folder = VENV / f"duckdb-{least}"
    if not (folder / "duckdb").is_dir():
        pip = (program("python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps")
        run(*pip, "--target", str(folder), f"duckdb=={least}")
    chosen = (str(ROOT / "tests" / "events" / each) for each in OLDEST)
    run(program("python"), "-m", "pytest", "-p", "no:cacheprovider", *chosen, PYTHONPATH=str(folder))


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "lint": lint,
    "types": types,
    "tests": tests,
    "docs": docs,
    "package": package,
    "oldest": oldest,
}

AT_ONCE = (("lint",), ("types",), ("tests",), ("docs", "package", "oldest"))  # in order; each of the last takes a core


def timed(part: str, options: argparse.Namespace) -> tuple[bool, str]:
    """Run a part: whether it passed, and a line that says what it took."""
    start = time.monotonic()
    try:
        PARTS[part](options)
    except Failed as fault:
        ended = f"FAILED: {fault}"
    else:
        ended = "passed"
    return ended == "passed", f"{part:10} {time.monotonic() - start:6.1f} s  {ended}"


def main() -> int:
    """Run the parts in order, all of them whatever fails, and end with what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="PART,…", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--slow", action="store_true", help="also the tests that take minutes")
    parser.add_argument("--coverage", action="store_true", help="with branch coverage, which must be 95 % or more")
    parser.add_argument("--spark", action="store_true", help="all tests of Spark, and those alone")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after --")
    options = parser.parse_args()
    parts = options.only or ("tests" if options.spark else ",".join(PARTS))
    chosen = [part.strip() for part in parts.split(",")]
    unknown = sorted(set(chosen) - set(PARTS))
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    lines, failed = [], False
    start = time.monotonic()
    install("dev", "docs")
    lines.append(f"{'set-up':10} {time.monotonic() - start:6.1f} s  done")
    for group in AT_ONCE:
        with ThreadPoolExecutor() as pool:
            done = [pool.submit(timed, part, options) for part in group if part in chosen]
        lines += [each.result()[1] for each in done]
        failed = failed or not all(each.result()[0] for each in done)
    print("", *lines, sep="\n", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
