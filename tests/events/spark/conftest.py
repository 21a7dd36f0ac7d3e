"""A Spark of this machine, started once, small and quiet; its frames of the same rows as DuckDB's."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

import pytest
from _java import OLDEST, find_java  # scripts/ is on pytest's path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
ZONE = "America/Sao_Paulo"  # whose midnights were skipped by clock changes: a naive time that meets it is wrong
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    # a JVM that lives for a minute gains more from a quick compiler than from a good one
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto",
    "spark.default.parallelism": "2",
    "spark.sql.shuffle.partitions": "2",
}


@pytest.fixture(scope="session")
def java() -> None:
    """A JVM that Spark runs on. A machine without one skips; CI must have one."""
    if find_java() is None:
        reason = f"no Java {OLDEST} or later: install one, or name its folder in JAVA_HOME"
        if IN_CI:
            pytest.fail(f"{reason} (CI must not skip Spark's tests)")
        pytest.skip(reason)


@pytest.fixture(scope="session")
def started(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyspark's own, of the pandas that is installed and of its sockets
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").appName("journeykit's tests")
        folder = tmp_path_factory.mktemp("spark")
        for key, value in {**_SETTINGS, "spark.sql.warehouse.dir": str(folder), "spark.local.dir": str(folder)}.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def spark(started: SparkSession) -> SparkSession:
    """The session, in a time zone that is far from UTC."""
    started.conf.set("spark.sql.session.timeZone", ZONE)
    return started
