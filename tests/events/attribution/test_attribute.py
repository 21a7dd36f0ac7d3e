"""Attribution of whole logs: by hand, and against plain Python on every engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb
import pandas as pd
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.attribution.plain_credits import by_chain, by_rule, by_shapley, paths_of
from journeykit.events.attribute import attribute

pytestmark = pytest.mark.filterwarnings("ignore::journeykit.EventLogWarning")  # small logs look odd
BEGIN = datetime(2026, 5, 4, tzinfo=UTC)
DAY = 86_400
RULES = ("first", "last", "linear", "position", "time_decay")
CHANNELS = st.sampled_from(["ad", "mail", "shop", "web", None])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "case": st.sampled_from(["1", "2", "3", "NA", "é"]),
            "customer": st.sampled_from(["ann", "ben", None]),
            "activity": st.sampled_from(["see", "ask", "ask", "buy"]),
            "t": st.integers(0, 12).map(lambda day: day * DAY),
            "channel": CHANNELS,
            "value": st.sampled_from([None, 1.0, 2.5, 40.0]),
        }
    ),
    min_size=1,
    max_size=40,
).filter(
    lambda rows: (
        {"buy"} < {row["activity"] for row in rows}
        and any(row["channel"] is not None and row["activity"] != "buy" for row in rows)
    )
)
COLUMNS = {"case": "case", "activity": "activity", "timestamp": "at", "customer": "customer", "value": "value"}


def table(rows):
    names = ("case", "customer", "activity", "channel", "value")
    columns = {name: [row[name] for row in rows] for name in names}
    columns["at"] = [BEGIN + timedelta(seconds=row["t"]) for row in rows]
    kinds = {name: pl.Float64 if name == "value" else pl.String for name in names} | {"at": pl.Datetime("us", "UTC")}
    return pl.DataFrame(columns, schema=kinds)


def log_of(rows, native=lambda frame: frame):
    return jk.EventLog(native(table(rows)), channel="channel", **COLUMNS)


def told(shared, method):
    return {row.channel: (row.conversions, row.value or 0.0) for row in shared if row.method == method}


def same(found, expected, paths):
    """Whether shared are as expected; channels without any stand there with nothing, direct conversions as None."""
    direct = [value for touches, value in paths if value is not None and not touches]
    wanted = dict.fromkeys(found, (0.0, 0.0)) | {channel: sums[:2] for channel, sums in expected.items()}
    if direct:
        wanted[None] = (len(direct), sum(direct))
    assert found.keys() == wanted.keys()
    for channel, sums in wanted.items():
        assert found[channel] == pytest.approx(sums, abs=1e-8), channel


@given(ROWS, st.booleans(), st.sampled_from([None, 2, 5]), st.sampled_from(["case", "customer"]))
@settings(max_examples=200)
def test_polars_agrees_with_plain_python(rows, each, days, unit):
    assume(any(row[unit] is not None and row["channel"] is not None and row["activity"] != "buy" for row in rows))
    assume(any(row[unit] is not None and row["activity"] == "buy" for row in rows))
    _agrees(log_of(rows), rows, each, days, unit)


@given(ROWS, st.booleans(), st.sampled_from([None, 3]))
@settings(max_examples=30)
def test_duckdb_agrees_with_plain_python(rows, each, days):
    frame = table(rows)  # found by its name
    assert len(frame)
    _agrees(jk.EventLog(duckdb.sql("SELECT * FROM frame"), channel="channel", **COLUMNS), rows, each, days, "case")


def _agrees(log, rows, each, days, unit):
    asked = {"repeated": "each" if each else "first", "per": unit, "window": None if days is None else f"{days} days"}
    paths = paths_of(rows, each=each, window=None if days is None else days * DAY, unit=unit)
    shared = attribute(log, "buy", method="all", half_life="3 days", weights=(0.5, 0.1, 0.4), **asked)
    for rule in RULES:
        options = {"half_life": 3 * DAY} if rule == "time_decay" else {}
        options |= {"weights": (0.5, 0.1, 0.4)} if rule == "position" else {}
        same(told(shared, rule), by_rule(paths, rule, **options), paths)
    won = any(touches and value is not None for touches, value in paths)
    same(told(shared, "shapley"), by_shapley(paths, rate=False) if won else {}, paths)
    rates = attribute(log, "buy", method="shapley", worth="rate", **asked)
    same(told(rates, "shapley"), by_shapley(paths, rate=True) if won else {}, paths)
    for order in (1, 3):
        chained = attribute(log, "buy", order=order, **asked)
        wanted = by_chain(paths, order) if won else {}
        same(told(chained, "markov"), wanted, paths)
        for row in chained:
            if row.channel is not None:
                assert row.removal == pytest.approx(wanted[row.channel][2] if row.channel in wanted else 0, abs=1e-9)
    whole = sum(value is not None for _, value in paths)
    for method in (*RULES, "markov", "shapley"):
        assert sum(row.share for row in shared if row.method == method) == pytest.approx(1)
        assert sum(row.conversions for row in shared if row.method == method) == pytest.approx(whole)


ROW = ("case", "activity", "at", "channel", "value")
BOUGHT = [
    ("ann", "see", 1, "ad", None),
    ("ann", "see", 2, "mail", None),
    ("ann", "see", 3, "web", None),
    ("ann", "buy", 4, "shop", 100.0),
    ("ann", "see", 5, "mail", None),
    ("ben", "see", 1, "ad", None),
    ("cleo", "see", 1, "mail", None),
    ("cleo", "see", 2, "web", None),
    ("dan", "buy", 1, "web", 7.0),
    ("eve", "walk", 1, None, None),
]


def bought():
    rows = [dict(zip(ROW, row, strict=True)) for row in BOUGHT]
    return [row | {"at": BEGIN + timedelta(days=row["at"])} for row in rows]


@pytest.fixture(params=["polars", "lazy", "pandas", "arrow", "relation", "csv"])
def log(request, tmp_path):
    frame = pl.DataFrame(bought())
    if request.param == "csv":
        frame.write_csv(tmp_path / "log.csv")
    made = {
        "polars": lambda: frame,
        "lazy": frame.lazy,
        "pandas": lambda: pd.DataFrame(bought()),
        "arrow": frame.to_arrow,
        "relation": lambda: duckdb.from_arrow(frame.to_arrow()),
        "csv": lambda: str(tmp_path / "log.csv"),
    }[request.param]()
    return jk.EventLog(made, case="case", activity="activity", timestamp="at", channel="channel", value="value")


def test_an_example_by_hand_on_every_engine(log):
    found = attribute(log, "buy", method="all")
    got = {(row.method, row.channel): row for row in found}
    # one conversion with touches: ad, mail, web; one without (dan's). The chain: of ad 1/2 goes on, of mail all, of
    # web 1/2 converts; start: ad 2/3, mail 1/3. Whole (2/3 · 1/2 + 1/3) / 2 = 1/3; without ad 1/6, without others 0.
    assert [got["markov", each].removal for each in ("ad", "mail", "web")] == pytest.approx([0.5, 1, 1])
    assert [got["markov", each].conversions for each in ("ad", "mail", "web")] == pytest.approx([0.2, 0.4, 0.4])
    assert [got["markov", each].value for each in ("ad", "mail", "web")] == pytest.approx([20, 40, 40])
    assert [got["position", each].conversions for each in ("ad", "mail", "web")] == pytest.approx([0.4, 0.2, 0.4])
    faded = [0.5 ** (days / 7) for days in (2, 1, 0)]
    assert [got["time_decay", each].conversions for each in ("ad", "mail", "web")] == pytest.approx(
        [each / sum(faded) for each in faded]
    )
    for method in ("linear", "shapley"):
        assert [got[method, each].conversions for each in ("ad", "mail", "web")] == pytest.approx([1 / 3] * 3)
    assert (got["first", "ad"].conversions, got["last", "web"].conversions) == (1, 1)
    direct = got["linear", None]
    assert (direct.conversions, direct.share, direct.value) == (1, 0.5, 7)


def test_what_was_left_out_is_said(log):
    said = " | ".join(attribute(log, "buy").about)
    for each in (
        "2 conversions; 2 paths without one",
        "1 conversion without a touch before",
        "1 case with neither a touch nor a conversion",
        "1 event without a known channel",
        "1 touch after the conversion",
    ):
        assert each in said
    said = " | ".join(attribute(log, "buy", window="36 hours", repeated="each").about)
    assert "2 touches outside the window" in said
    assert "every conversion counts" in said


@pytest.fixture(scope="module")
def households(shared_data):
    """A year of 2,469 grocery households: what was mailed to them, their baskets, and the coupons they redeemed."""
    path = shared_data / "completejourney" / "events.csv.gz"
    return jk.EventLog(str(path), case="customer_id", activity="activity", timestamp="timestamp")


REDEEMED = [f"coupon redeemed: Type {kind}" for kind in "ABC"]


def test_a_year_of_groceries_adds_up(households):
    found = attribute(households, REDEEMED, by="activity", method="all", repeated="each")
    for method in (*RULES, "markov", "shapley"):
        assert sum(row.conversions for row in found if row.method == method) == pytest.approx(2_102)
    assert sum(row.conversions for row in found if row.channel is None and row.method == "last") == 997
    assert "2,102 conversions; 2,469 paths without one" in " ".join(found.about)  # nobody redeems as the last thing


def test_a_year_of_groceries_agrees_with_plain_python(households):
    rows = households.engine.rows(
        households.events.sort("case", "time", "seq").select("case", "activity", "time", "channel")
    )
    events = [
        {
            "case": case,
            "activity": "buy" if activity in REDEEMED else "see",
            "t": time / 1e6,
            "channel": "mail" if channel == "mail" else "store",
            "value": None,
        }
        for case, activity, time, channel in rows
    ]
    paths = paths_of(events)
    assert len(paths) == 2_469
    assert sum(value is not None for _, value in paths) == 410
    by_activity = attribute(households, REDEEMED, by="activity", method=["first", "last", "time_decay"])
    for method in ("first", "last", "time_decay"):
        mailed = sum(
            row.conversions for row in by_activity if row.method == method and row.channel.startswith("campaign")
        )
        assert mailed == pytest.approx(by_rule(paths, method)["mail"][0])
