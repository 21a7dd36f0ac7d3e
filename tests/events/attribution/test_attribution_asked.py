"""What an attribution may be asked for, and what is answered to what makes no sense."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.events.attribute import attribute

ROWS = [
    ("1", "ann", "see", "ad", None),
    ("1", "ann", "paid cash", "shop", 10.0),
    ("2", "ann", "see", "mail", None),
    ("2", "ann", "paid card", "shop", 30.0),
    ("3", "ben", "see", "web", None),
]
SHOP = jk.JourneyMap(
    "shop",
    stages=[jk.Stage("buy", [jk.Touchpoint("see"), jk.Touchpoint("gone")])],
    outcomes=[
        jk.Outcome("bought", result="success", events=["paid cash", "paid card"]),
        jk.Outcome("left", result="failure", events=["closed"]),
    ],
)


def log_of(rows=ROWS, *names, **roles):
    columns = ("case", "customer", "activity", "channel", "value")
    events = [dict(zip(columns, row, strict=True)) for row in rows]
    events = [
        each | {"timestamp": f"2026-05-04 {minute // 60:02}:{minute % 60:02}Z"} for minute, each in enumerate(events)
    ]
    return jk.EventLog([{name: each[name] for name in each if name not in names} for each in events], **roles)


def got(rows, method=None):
    return {row.channel: row.conversions for row in rows if method in (None, row.method)}


@pytest.mark.parametrize("conversion", [None, "bought", SHOP.outcome("bought"), ["paid card", "paid cash"]])
def test_a_conversion_may_be_an_outcome_of_a_map(conversion):
    found = attribute(log_of(), conversion, map=SHOP)
    assert got(found) == {"ad": 1, "mail": 1, "web": 0}
    assert [row.value for row in found] == pytest.approx([10, 30, 0])


def test_what_a_conversion_is_worth_may_be_said():
    found = attribute(log_of(ROWS, "value"), {"paid cash": 1, "paid card": 5.5})
    assert {row.channel: row.value for row in found} == {"ad": 1, "mail": 5.5, "web": 0}


def test_value_is_shared_only_where_there_is_some():
    assert all(row.value is None for row in attribute(log_of(ROWS, "value"), "paid cash"))
    assert all(row.value is None for row in attribute(log_of(), "paid cash", value=False))
    unknown = [(*row[:4], None) for row in ROWS]
    found = attribute(log_of(unknown), "paid cash", value=True)
    assert all(row.value is None for row in found)
    assert "no conversion has a value" in " ".join(found.about)


def test_a_customer_may_take_several_cases():
    by_customer = attribute(log_of(), ["paid cash", "paid card"], per="customer", repeated="each", method="last")
    assert got(by_customer) == {"ad": 1, "mail": 1, "web": 0}
    # ann's second purchase is not her first: her second case no longer counts
    assert got(attribute(log_of(), ["paid cash", "paid card"], per="customer", method="last"))["mail"] == 0


def test_touches_may_be_told_apart_by_anything():
    by_activity = attribute(log_of(), "paid cash", by="activity", method="last")
    assert got(by_activity) == {"see": 1, "paid card": 0}
    assert got(attribute(log_of(), "paid cash", by="touchpoint", method="last")) == got(by_activity)
    by_column = attribute(log_of(), "paid cash", by="@channel", method="last")
    assert got(by_column) == {"ad": 1, "mail": 0, "shop": 0, "web": 0}
    other = log_of(ROWS, channel=None, customer="case")
    assert got(attribute(other, "paid cash", by="customer", method="last"))["1"] == 1


def test_two_touches_share_as_first_and_last():
    rows = [("1", "a", "see", "ad", None), ("1", "a", "see", "mail", None), ("1", "a", "buy", None, None)]
    log = log_of([*rows, ("2", "b", "see", "ad", None)])
    assert got(attribute(log, "buy", method="position", weights=(0.6, 0.2, 0.2))) == pytest.approx(
        {"ad": 0.75, "mail": 0.25}
    )
    assert got(attribute(log, "buy", method="position", weights=(0, 1, 0))) == {"ad": 0.5, "mail": 0.5}


def test_nothing_to_share_is_shared_by_nobody():
    rows = [("1", "a", "buy", None, 5.0), ("2", "b", "see", "ad", None)]
    found = attribute(log_of(rows), "buy", method="all")
    assert got(found) == {"ad": 0, None: 1}
    assert all(row.value == 5 for row in found if row.channel is None)


def test_many_channels_are_drawn_with_an_error():
    rows = []
    for case in range(60):
        rows += [(str(case), "x", "see", f"c{(case * (step + 1)) % 70}", None) for step in range(3)]
        rows.append((str(case), "x", "buy" if case % 3 else "leave", None, None))
    found = attribute(log_of(rows), "buy", method="shapley", worth="rate", samples=300, seed=4)
    assert sum(row.conversions for row in found) == pytest.approx(40)
    assert all(row.low <= row.conversions <= row.high for row in found)
    assert any(row.low < row.high for row in found)
    assert "drawn from 300 orders of joining (seed 4)" in " ".join(found.about)
    assert found == attribute(log_of(rows), "buy", method="shapley", worth="rate", samples=300, seed=4)


def test_sixty_three_channels_are_as_well_told_apart():
    rows = [(str(at), "x", "see", f"c{at:03}", None) for at in range(150)]
    rows += [(str(at), "x", "buy", None, None) for at in range(0, 150, 2)]
    found = attribute(log_of(rows), "buy", method="shapley", worth="rate", samples=3)
    assert sum(row.conversions for row in found) == pytest.approx(75)
    # alone in its path: one that converts can only raise the rate, one that does not can only lower it
    assert all(row.conversions * (1 if int(row.channel[1:]) % 2 == 0 else -1) >= 0 for row in found)
    assert len({row.channel for row in found if row.conversions > 0}) == 75


def test_a_picture_shows_methods_side_by_side():
    found = attribute(log_of(), ["paid cash", "paid card"], method=["markov", "linear"])
    bars = found._chart(found)
    assert list(dict.fromkeys(bar.group for bar in bars.bars)) == [
        "Markov chain: removal effect",
        "Linear: every touch alike",
    ]
    assert [bar.name for bar in bars.bars][:3] == ["ad", "mail", "web"]
    assert "<svg" in found.draw().svg


def test_steps_of_a_map_show_what_they_are_worth():
    rows = [*ROWS, ("3", "ben", "gone", "web", None)]
    found = attribute(log_of(rows), map=SHOP, by="activity", method=["last", "markov"])
    laid = found.overlay()
    assert {step: marks[0].share for step, marks in laid.steps.items()} == {"see": 1, "gone": 0}
    assert "100" in jk.draw(SHOP, "flow", overlay=found).svg
    with pytest.raises(TypeError, match="say nothing of steps"):
        attribute(log_of(), map=SHOP).overlay()


def test_what_an_outcome_is_credited_with_is_said_below_the_drawing():
    rows = [*ROWS, ("2", "ann", "closed", "mail", None), ("4", "eve", "closed", "web", None)]
    rows += [("4", "eve", "paid cash", "shop", 5.0), ("5", "fay", "closed", "web", None)]
    found = attribute(log_of(rows), "bought", map=SHOP, by="activity", method="last")
    laid = found.overlay()
    assert set(laid.steps) == {"see"}
    assert laid.notes[0] == "At Left: 33.3\xa0% of the conversions."
    for view in ("flow", "poster"):
        assert "At Left: 33.3" in jk.draw(SHOP, view, overlay=found).svg


def test_an_outcome_without_credit_is_left_out():
    found = attribute(log_of([*ROWS, ("3", "ben", "closed", "web", None)]), map=SHOP, by="activity", method="last")
    assert "closed" in {row.channel for row in found}
    assert not any("At Left" in note for note in found.overlay().notes)
    assert jk.draw(SHOP, "flow", overlay=found).svg


WRONG = [
    ({"conversion": "paid cahs"}, "unknown activity 'paid cahs': did you mean 'paid cash'?"),
    ({"conversion": None}, "conversion is missing: name an activity, or give map="),
    ({"conversion": []}, "none was named"),
    ({"conversion": "left", "map": SHOP}, "no activity of the log is 'left' of the map"),
    ({"conversion": SHOP.outcome("bought")}, "'bought' is an outcome of a map: give that map"),
    ({"conversion": {"paid cash": "ten"}}, "what 'paid cash' is worth is a number, not 'ten'"),
    ({"conversion": {"paid cash": -5}}, "what 'paid cash' is worth is at least 0, not -5"),
    ({"by": "chanel"}, "did you mean 'channel'?"),
    ({"method": "markof"}, "unknown method 'markof': did you mean 'markov'?"),
    ({"method": []}, "method is one or several of"),
    ({"repeated": "all"}, "repeated is 'first' or 'each', not 'all'"),
    ({"per": "person"}, "per is 'case' or 'customer', not 'person'"),
    ({"worth": "value"}, "worth is 'conversions' or 'rate', not 'value'"),
    ({"window": "soon"}, "window is a length of time above 0, like '30 days', not 'soon'"),
    ({"window": "0 days"}, "window is a length of time above 0"),
    ({"half_life": "0 s"}, "half_life is a length of time above 0"),
    ({"weights": (0.5, 0.1, 0.5)}, "sums to 1.1"),
    ({"weights": (1.4, -0.8, 0.4)}, "none below 0"),
    ({"weights": (0.5, 0.5)}, "weights are of the first touch"),
    ({"order": 0}, "order is a whole number of at least 1, not 0"),
    ({"order": 40}, "order=40 is too much for 4 different touches: lower it"),
    ({"samples": 0}, "samples is a whole number of at least 1"),
    ({"seed": -1}, "seed is a whole number of at least 0"),
]


@pytest.mark.parametrize(("asked", "message"), WRONG)
def test_what_makes_no_sense_is_refused(asked, message):
    with pytest.raises(jk.EventLogError) as caught:
        attribute(log_of(), **({"conversion": "paid cash"} | asked))
    assert message in str(caught.value)


def test_a_log_without_the_column_says_how_to_name_it():
    bare = log_of(ROWS, "channel", "customer", "value")
    with pytest.raises(jk.EventLogError) as caught:
        attribute(bare, "pay", per="customer", value=True, weights=(1, 1, 1), half_life="-1 days")
    assert len(caught.value.faults) == 6
    assert any("EventLog(…, channel='…'), or by='activity'" in each for each in caught.value.faults)


def test_a_log_of_conversions_alone_has_no_touches():
    log = log_of([("1", "a", "buy", None, None), ("2", "b", "buy", None, None), ("2", "b", "look", None, None)])
    with pytest.raises(jk.EventLogError, match="no event but the conversions has a known channel"):
        attribute(log, "buy")


@pytest.mark.parametrize("value", ["score", "nope", 7, 0, 1])
def test_value_says_whether_and_not_which_column(value):
    with pytest.raises(jk.EventLogError, match="value is True or False") as caught:
        attribute(log_of(ROWS), "pay", value=value)
    assert repr(value) in str(caught.value)
    assert "EventLog(…, value='…')" in str(caught.value)


def test_a_map_is_no_log():
    with pytest.raises(TypeError, match="attribute takes an EventLog, not a JourneyMap"):
        attribute(SHOP, "buy")
