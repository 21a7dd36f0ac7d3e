from __future__ import annotations

import pytest

import journeykit as jk


def log_of(**cases):
    """A log of cases, each "order:1 paid:3": what happened in which hour of a day."""
    return jk.EventLog(
        [
            {"case": case, "activity": each.split(":")[0], "timestamp": f"2026-01-01 {int(each.split(':')[1]):02}:00Z"}
            for case, events in cases.items()
            for each in events.split()
        ]
    )


LOG = log_of(
    plain="order:1 paid:3 sent:4",
    early="sent:1 order:2 sent:7",
    only_before="sent:1 order:2",
    often="order:1 order:5 sent:6 order:7 sent:9 sent:10",
    tie="order:3 sent:3",
    none="order:1 paid:2",
    other="paid:1",
)


def hours(rows):
    (row,) = rows
    return [each / 3600 for each in (row.shortest, row.median, row.longest)]


def test_the_first_target_after_the_first_source():
    rows = LOG.durations("order", "sent")
    assert hours(rows) == [0, 4, 5]  # tie 0, plain 3, early 5, often 5
    assert (rows[0].n, rows[0].negative, rows[0].cases, rows[0].without) == (4, 0, 6, 2)
    assert rows[0].mean == (0 + 3 + 5 + 5) / 4 * 3600


def test_first_to_first_may_be_negative():
    rows = LOG.durations("order", "sent", pairing="first")
    assert hours(rows) == [-1, 0, 5]  # early -1, only_before -1, tie 0, plain 3, often 5
    assert (rows[0].n, rows[0].negative, rows[0].without) == (5, 2, 1)


def test_the_nearest_are_legs_and_a_case_may_have_several():
    rows = LOG.durations("order", "sent", pairing="nearest")
    assert hours(rows) == [0, 2, 5]  # often 1 and 2, plain 3, early 5, tie 0
    assert (rows[0].n, rows[0].cases, rows[0].without) == (5, 6, 2)


def test_from_an_activity_to_itself_is_the_next_one():
    assert hours(LOG.durations("order", "order")) == [4, 4, 4]
    with pytest.raises(jk.EventLogError, match="always 0"):
        LOG.durations("order", "order", pairing="first")


def test_any_of_several():
    rows = LOG.durations("order", ["paid", "sent"])
    assert (rows[0].target, rows[0].n) == ("paid or sent", 5)


def test_those_without_may_be_open():
    rows = LOG.durations("order", "sent", horizon="8 hours")  # the log ends at 10:00
    assert (rows[0].without, rows[0].open) == (2, 0)
    assert LOG.durations("order", "sent", horizon="8.5 hours")[0].open == 2
    assert LOG.durations("order", "sent")[0].open is None


def test_quantiles_are_interpolated_and_the_median_has_an_interval_from_six_values_on():
    log = log_of(**{f"c{n}": f"a:0 b:{n}" for n in range(1, 12)})
    (row,) = log.durations("a", "b")
    assert [each / 3600 for each in (row.q05, row.q25, row.median, row.q75, row.q95)] == [1.5, 3.5, 6, 8.5, 10.5]
    assert (row.low / 3600, row.high / 3600) == (2, 10)  # ranks 2 and 10 of 11
    assert LOG.durations("order", "sent")[0].low is None


def test_nothing_to_measure_is_said_and_not_computed():
    rows = LOG.durations("sent", "paid")
    assert (rows[0].n, rows[0].median, rows[0].mean, rows[0].negative, rows[0].without) == (0, None, None, 0, 5)
    assert "No case comes from sent to paid." in rows.draw().svg, "though a case holds both"


def test_bad_questions():
    with pytest.raises(jk.UnknownName, match="did you mean 'nearest'"):
        LOG.durations("order", "sent", pairing="nearst")
    with pytest.raises(jk.UnknownName, match="did you mean 'order'"):
        LOG.durations("ordr", "sent")
    with pytest.raises(jk.EventLogError, match="horizon"):
        LOG.durations("order", "sent", horizon="a while")


def test_what_is_measured_is_said():
    assert LOG.durations("order", "sent").about[0] == "from a case's first order to its first sent that comes after it"
    assert "half take" in LOG.durations("order", "sent").draw().svg
