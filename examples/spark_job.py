"""What an event log says, computed by a Spark cluster. The same lines serve a file on one machine: see `--local`.

    spark-submit --master spark://HOST:7077 examples/spark_job.py events.parquet --case order_id
    python examples/spark_job.py events.parquet --case order_id --local

The driver needs `journeykit[spark]`; the workers need no Python: all that reaches them is SQL.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import journeykit as jk


def said(log: jk.EventLog) -> dict[str, Any]:
    """The small tables that come back to the driver, however large the log is."""
    summary = log.summary()
    return {
        "events": summary.events,
        "cases": summary.cases,
        "moves": [[row.source, row.target, row.count, row.cases, row.median_gap] for row in log.transitions()],
        "variants": [[row.cases, *row.steps] for row in log.variants(top=10)],
    }


def opened(path: str, *, local: bool) -> Any:
    """What holds the events: a frame of Spark, or the file itself, which DuckDB reads in this process."""
    if local:
        return path
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("journeykit").getOrCreate()
    return spark.read.csv(path, header=True) if ".csv" in path else spark.read.parquet(path)


def main() -> None:
    """Read, compute and print, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", help="a Parquet or CSV file that the driver and every worker can read")
    parser.add_argument("--case", help="the column that tells cases apart; usual names are found")
    parser.add_argument("--order", help="a column of numbers that decides among equal times")
    parser.add_argument("--timezone", default="UTC", help="the zone of times that name none")
    parser.add_argument("--local", action="store_true", help="on this machine, without Spark")
    asked = parser.parse_args()
    data = opened(asked.events, local=asked.local)
    log = jk.EventLog(data, case=asked.case, order=asked.order, timezone=asked.timezone)
    print(json.dumps(said(log)))
    if not asked.local:
        data.sparkSession.stop()


if __name__ == "__main__":
    main()
