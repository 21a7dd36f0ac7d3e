"""A master and two workers on this machine, started, asked and stopped by the script that shows how."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [pytest.mark.spark, pytest.mark.slow]


def test_two_workers_say_what_duckdb_says(java):
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "spark_cluster.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "the same answer as DuckDB's" in done.stdout


def test_a_job_that_fails_is_seen_and_leaves_nothing_running(java, tmp_path):
    wrong = tmp_path / "events.csv"
    wrong.write_text("who,what\n1,look\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "spark_cluster.py"), str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no column has a usual name" in done.stderr
    for process in Path("/proc").glob("[0-9]*/cmdline") if Path("/proc").is_dir() else ():
        try:
            command = process.read_bytes()
        except OSError:  # it has ended
            continue
        assert b"org.apache.spark.deploy.worker" not in command, command
