"""Every verb of a log on Spark: the same answer as on DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

import journeykit as jk
from journeykit.analysis.rows import Rows
from journeykit.events.attribute import attribute
from journeykit.events.calibrate import calibration
from journeykit.events.discover import discover
from journeykit.events.fit import fit_report
from journeykit.events.personas import persona_of

COLUMNS = {
    "case": "string",
    "activity": "string",
    "timestamp": "timestamp",
    "customer": "string",
    "channel": "string",
    "value": "double",
    "score": "double",
    "status": "string",
    "plan": "string",
}
ROLES = {"case": "case", "activity": "activity", "timestamp": "timestamp", "status": "status", "failed": "bad"}
SHOP = jk.JourneyMap(
    stages=[
        jk.Stage("look", [jk.Touchpoint("ad", channel="web"), jk.Touchpoint("shop", channel="web", events=["browse"])]),
        jk.Stage("buy", [jk.Touchpoint("basket"), jk.Touchpoint("call", channel="phone"), jk.Touchpoint("pay")]),
    ],
    outcomes=[jk.Outcome("bought", result="success"), jk.Outcome("left", result="failure")],
    flow=["ad >> shop >> basket >> pay >> bought", "shop >> shop", "basket >> call >> basket", "shop >> left"],
    personas=[
        jk.Persona("pro", when=jk.Condition("plan", "is", "pro"), share=0.5),
        jk.Persona("free", when=jk.Condition("plan", "is", "free"), share=0.5),
    ],
)
NEXT = {
    "ad": ["browse", "browse", None],
    "browse": ["basket", "browse", "left", "ad"],
    "basket": ["call", "pay", "pay", None, "chat"],
    "call": ["basket", "pay", None],
    "chat": ["basket", None],
    "pay": ["bought", "bought", "call"],
}


def rows() -> list[dict]:
    """Journeys through a shop: loops, moves that the map does not have, equal times, what is unknown."""
    rng = np.random.default_rng(11)
    channels = ["web", "phone", None]
    found = []
    for case in range(160):
        at, now = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=int(rng.integers(0, 5000))), "ad"
        plan = ["pro", "free", None][case % 3]
        while now is not None and len(found) < 5000:
            paid = now in ("pay", "bought")
            found.append(
                {
                    "case": f"c{case}",
                    "activity": now,
                    "timestamp": at,
                    "customer": f"u{case // 2}",
                    "channel": channels[int(rng.integers(0, 3))],
                    "value": float(rng.integers(5, 90)) if paid else None,
                    "score": float(rng.integers(1, 6)) if rng.random() < 0.5 else None,
                    "status": "bad" if rng.random() < 0.1 else "ok",
                    "plan": plan,
                }
            )
            at += timedelta(seconds=int(rng.choice([0, 60, 3600, 90_000, 2_000_000])))
            now = NEXT[now][int(rng.integers(0, len(NEXT[now])))] if now in NEXT else None
    return found


VERBS = {
    "summary": lambda log: log.summary(),
    "activities": lambda log: log.activities(horizon="30 days"),
    "transitions": lambda log: log.transitions(horizon="30 days", quantiles=(0.1, 0.9)),
    "variants": lambda log: log.variants(None),
    "funnel": lambda log: log.funnel(["browse", ["call", "chat"], "pay"], within="40 days", by="plan"),
    "funnel in any order": lambda log: log.funnel(["basket", "ad", "pay"], ordered=False, horizon=0),
    "flow": lambda log: log.flow(),
    "durations": lambda log: [log.durations("ad", "pay", pairing=each) for each in ("after", "first", "nearest")],
    "durations by": lambda log: log.durations("ad", ["pay", "chat"], by="plan"),
    "over time": lambda log: [log.over_time("month", to="pay"), log.over_time("day", timezone="America/St_Johns")],
    "sessions": lambda log: log.sessions("2 hours").summary(),
    "filter": lambda log: log.filter(activities=["basket", "pay"], since="2025-03-01", keep="cases").transitions(),
    "filter by attribute": lambda log: log.filter(plan=["pro"], channel="web").activities(),
    "segments": lambda log: [
        (parted := log.by("plan")).sizes(),
        parted.means("score"),
        parted.compare("pay"),
        parted.compare_means("value"),
    ],
    "fit": lambda log: fit_report(SHOP, log, horizon="30 days", score_scale=(1, 5)),
    "conform": lambda log: jk.conform(SHOP, log, horizon="30 days").to_dict(),
    "discover": lambda log: discover(log, horizon=0).model_dump(),
    "attribute": lambda log: attribute(log, ["bought"], method="all", per="customer"),
    "attribute with intervals": lambda log: attribute(log, ["bought"], repeated="each", order=2, intervals=40),
    "in flight": lambda log: [
        (found := log.in_flight(jk.fit(SHOP, log, horizon=0), horizon="90 days")).top(),
        found.by_step,
        found.overdue,
    ],
    "calibration": lambda log: calibration(
        lambda past: jk.fit(SHOP, past, horizon=0), log, split=0.5, horizon="30 days"
    ),
    "personas": lambda log: [
        (found := persona_of(log, SHOP)).rows,
        log.engine.rows(found.frame.sort("case")),
    ],
}
QUICK = ("summary", "fit")


def plain(found):
    """Whatever a verb gives, as nested lists and dicts, numbers to nine digits."""
    if hasattr(found, "model_dump"):
        found = found.model_dump()
    if is_dataclass(found):
        found = {each.name: getattr(found, each.name) for each in fields(found)}
    if isinstance(found, Mapping):
        return {str(key): plain(value) for key, value in found.items()}
    if isinstance(found, float):
        return f"{found:.9g}"
    if isinstance(found, (frozenset, set)):
        return sorted(map(str, found))
    return [plain(each) for each in found] if isinstance(found, (Rows, list, tuple, np.ndarray)) else found


@pytest.fixture(scope="module")
def on_duckdb():
    return jk.EventLog(rows(), **ROLES)


@pytest.fixture(scope="module")
def on_spark(started):
    frame = started.createDataFrame(rows(), ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items()))
    return jk.EventLog(frame, **ROLES)


@pytest.mark.parametrize(
    "verb", [each if each in QUICK else pytest.param(each, marks=pytest.mark.slow) for each in VERBS]
)
def test_a_verb_says_what_it_says_on_duckdb(spark, on_spark, on_duckdb, verb):
    ours, other = plain(VERBS[verb](on_spark)), plain(VERBS[verb](on_duckdb))
    assert ours == other
    assert ours
