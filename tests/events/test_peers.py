"""What other tools count in the same logs. pm4py is no dependency: `pip install pm4py`, then `--slow` asks it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

import journeykit as jk

pytestmark = pytest.mark.slow
LOGS = {"olist3k": "order_id", "bpic2012_loans": "customer_id", "completejourney": "customer_id"}


@pytest.fixture(scope="module")
def pm4py():
    return pytest.importorskip("pm4py", reason="pm4py is not installed: pip install pm4py")


def read(path: Path) -> pd.DataFrame:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        frame = pd.read_csv(stream, dtype=str, keep_default_na=False, na_values=[""])
    frame["timestamp"] = pd.to_datetime(frame["timestamp"], utc=True, format="ISO8601")
    return frame


@pytest.mark.parametrize("name", LOGS)
def test_pm4py_counts_the_same(shared_data, pm4py, name):
    frame, case = read(shared_data / name / "events.csv.gz"), LOGS[name]
    # equal times are moved apart by microseconds, so that the order in which it sorts them has no say
    ordered = frame.sort_values([case, "timestamp"], kind="stable").reset_index(drop=True)
    ordered["timestamp"] += pd.to_timedelta(ordered.groupby(case).cumcount(), unit="us")
    theirs = pm4py.format_dataframe(ordered, case_id=case, activity_key="activity", timestamp_key="timestamp")
    pairs, starts, ends = pm4py.discover_dfg(theirs)
    log = jk.EventLog(frame, case, "activity", "timestamp")
    ours = {(move.source, move.target): move.count for move in log.transitions(cases=False, quantiles=None)}
    assert {pair: count for pair, count in ours.items() if None not in pair} == dict(pairs)
    assert {target: count for (source, target), count in ours.items() if source is None} == dict(starts)
    assert {source: count for (source, target), count in ours.items() if target is None} == dict(ends)
    found = {variant.steps: variant.cases for variant in log.variants(top=None)}
    assert found == {tuple(steps): count for steps, count in pm4py.get_variants(theirs).items()}
