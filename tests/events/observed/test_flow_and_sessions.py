from __future__ import annotations

from pathlib import Path

import pytest

import journeykit as jk

DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"


def log_of(*events, **roles):
    names = ("case", "activity", "timestamp", "customer")
    return jk.EventLog([dict(zip(names, event, strict=False)) for event in events], **roles)


def journeys(*ways):
    return log_of(
        *(
            (str(case), name, f"2026-01-{day:02} 10:00Z")
            for case, way in enumerate(ways)
            for day, name in enumerate(way.split(), 1)
        )
    )


def test_activities_stand_by_when_a_case_first_meets_them():
    found = journeys("a b", "a b", "a b c c c c d").flow()
    assert [(node.activity, node.position, node.layer) for node in found.nodes] == [
        ("a", 0, 0),
        ("b", 1, 1),
        ("c", 2, 2),
        ("d", 6, 3),
    ]
    assert [(node.events, node.cases, node.starts, node.ends) for node in found.nodes] == [
        (3, 3, 3, 0),
        (3, 3, 0, 2),
        (4, 1, 0, 0),
        (1, 1, 0, 1),
    ]


def test_thin_links_are_gathered_and_said_but_nothing_hangs_in_the_air():
    found = journeys(*["a b c"] * 9, "a c b", "a d c").flow(top=1)
    shown = {(link.source, link.target) for link in found.links if link.shown}
    assert shown == {("a", "b"), ("b", "c"), ("c", "b"), ("a", "d"), ("d", "c")}
    assert "the picture leaves out 1 thin link, 1 move (4.5 % of all)" in found.about
    assert "1 thin link, 1 move" in found.draw().svg


def test_a_loop_and_the_way_back_are_drawn():
    found = journeys("a a b a", "a b").flow()
    assert {(link.source, link.target): link.count for link in found.links} == {
        ("a", "b"): 2,
        ("a", "a"): 1,
        ("b", "a"): 1,
    }
    assert "again" in found.draw().svg
    assert found._repr_svg_() == found.draw().svg


def test_the_matrix_has_a_row_for_each_activity_and_ends_in_the_end():
    grid = journeys("a b", "a").flow().grid()
    assert (grid.rows, grid.columns) == (("a", "b"), ("a", "b", "end"))
    assert grid.cells == ((None, 0.5, 0.5), (None, None, 1.0))
    assert grid.counts == ((None, 1.0, 1.0), (None, None, 1.0))
    assert "What follows what" in journeys("a b", "a").flow().heatmap().svg


def test_pictures_have_the_most_frequent_activities_and_say_so():
    names = [f"a{n:02}" for n in range(65)]
    found = journeys(" ".join(names[:31]), " ".join(names[31:62]), " ".join(names[62:]), " ".join(names[5:30])).flow()
    rare = [node.activity for node in found.nodes if not node.shown]
    assert sorted(rare) == names[60:]
    assert "the picture has the 60 most frequent activities; 5 rarer ones are left out" in found.about
    assert not any(link.shown for link in found.links if {link.source, link.target} & set(rare))
    assert len(found.sankey().stops) == 62
    grid = found.grid()
    assert len(grid.rows) == 60
    assert any("60 most frequent of 65 activities" in note for note in grid.notes)


def test_an_activity_stands_after_those_that_bring_it_a_fifth_of_its_arrivals():
    found = journeys(*["a b c"] * 4, "a c", "d c").flow()
    assert {node.activity: node.layer for node in found.nodes} == {"a": 0, "d": 0, "b": 1, "c": 2}


def test_what_only_long_cases_hold_stands_where_it_comes():
    # a call comes late on the average, as long cases make it, and yet before the booking
    found = journeys(*["look book"] * 10, *["look find find call book"] * 2).flow()
    layer = {node.activity: node.layer for node in found.nodes}
    assert [node.activity for node in found.nodes] == ["look", "find", "call", "book"]
    assert layer["call"] < layer["book"]


def test_what_most_cases_start_with_is_the_first_though_more_moves_lead_back_to_it():
    # two that take turns: the last turn is a visit, so that one move more leads to it than away from it
    found = journeys(*["visit coupon visit"] * 3, "coupon visit").flow()
    assert {(link.source, link.target): link.count for link in found.links} == {
        ("coupon", "visit"): 4,
        ("visit", "coupon"): 3,
    }
    assert [(node.activity, node.starts, node.layer) for node in found.nodes] == [("visit", 3, 0), ("coupon", 1, 1)]
    late = journeys(*["visit coupon"] * 3, "ad ad ad coupon visit", "coupon visit").flow()
    assert late.nodes[0].activity == "visit", "its mean position is behind that of the coupon"


def test_cases_that_start_with_an_activity_hold_it_in_front():
    # neither is started with by most: visit by 4 of 10 and coupon by 1, and 5 moves lead back, 4 forth
    ways = [*["visit coupon visit"] * 4, "coupon visit", *[f"o{each}" for each in range(5)]]
    order = [node.activity for node in journeys(*ways).flow().nodes]
    assert order.index("visit") < order.index("coupon")


@pytest.mark.filterwarnings("ignore::journeykit.errors.EventLogWarning")
@pytest.mark.parametrize(
    ("name", "kept", "first", "back"),
    [("completejourney", {}, "basket", 16), ("bpic2012_loans", {"lifecycle": "COMPLETE"}, "A_SUBMITTED", 11)],
)
def test_a_published_log_begins_with_what_its_cases_begin_with(name, kept, first, back):
    if not (DATA / name).is_dir():
        pytest.skip("the shared data sets are not here")
    log = jk.EventLog(DATA / name / "events.csv.gz")
    found = (log.filter(**kept) if kept else log).flow()
    layer = {node.activity: node.layer for node in found.nodes}
    moves = [link for link in found.links if link.shown and link.source != link.target]
    assert (found.nodes[0].activity, found.nodes[0].layer) == (first, 0)
    assert sum(layer[link.source] >= layer[link.target] for link in moves) == back


def test_activities_called_like_the_ends_are_activities():
    found = journeys("start end", "end start").flow()
    assert {node.activity for node in found.nodes} == {"start", "end"}
    assert len(found.sankey().stops) == 4


@pytest.mark.parametrize("top", [0, -1, 2.5, True])
def test_a_top_that_is_no_count(top):
    with pytest.raises(jk.EventLogError, match="top is a count"):
        journeys("a b", "a").flow(top=top)


def cases_of(log):
    import narwhals as nw

    return sorted(log.engine.rows(log.cases().select("case", nw.col("size"))))


@pytest.mark.parametrize("gap", [0, "0 days"])
def test_a_gap_of_nothing_cuts_nothing_worth_calling_a_session(gap):
    with pytest.raises(jk.EventLogError, match="gap is a length of time above 0, like '30 min', not"):
        journeys("a b", "a").sessions(gap)


@pytest.mark.parametrize("top", [10**19, 10**30])
def test_more_ways_than_any_engine_counts(top):
    rows = [{"case": f"{case}", "activity": case, "timestamp": "2026-01-01 10:00Z", "device": "tv"} for case in "ab"]
    log = jk.EventLog(rows)
    assert len(log.variants(top)) == 2
    assert len(log.by("device").variants(top)) == 2
    assert len(log.flow(top=top).sankey().stops) == len(log.flow().sankey().stops)


def test_a_pause_longer_than_the_gap_begins_a_session():
    log = log_of(
        ("ann", "look", "2026-01-01 10:00Z"),
        ("ann", "look", "2026-01-01 10:30Z"),
        ("ann", "pay", "2026-01-01 11:00:00.000001Z"),
        ("ben", "look", "2026-01-01 10:00Z"),
    )
    assert cases_of(log.sessions("30 min")) == [("ann #1", 2), ("ann #2", 1), ("ben #1", 1)]
    assert log.sessions().summary().customers == 2


def test_sessions_are_of_the_person_across_cases():
    log = log_of(
        ("o1", "look", "2026-01-01 10:00Z", "ann"),
        ("o2", "look", "2026-01-01 10:10Z", "ann"),
        ("o1", "pay", "2026-01-01 10:20Z", "ann"),
        ("o3", "look", "2026-01-01 10:00Z", "ben"),
        customer="customer",
    )
    found = log.sessions("1 hour")
    assert cases_of(found) == [("ann #1", 3), ("ben #1", 1)]
    assert [row.cases for row in found.by("old case").sizes()] == [1, 1], "the old case is an attribute"
    assert cases_of(log) == [("o1", 2), ("o2", 1), ("o3", 1)], "the log itself is as it was"


def test_the_old_case_keeps_the_name_of_its_column():
    rows = [
        {"order_id": order, "activity": "look", "timestamp": "2026-01-01 10:00Z", "customer_id": "ann", "session": 1}
        for order in ("o1", "o2")
    ]
    log = jk.EventLog(rows, case="order_id").sessions()
    assert log.attributes == ("session", "order_id")
    assert [row.segment for row in log.by("order_id").sizes()] == ["o1"]
    again = log.sessions()
    assert len(set(again.attributes)) == 3
    assert cases_of(again) == [("ann #1", 2)]


def test_no_two_people_share_a_session():
    log = log_of(*((case, "look", "2026-01-01 10:00Z") for case in ("a", "a #1", "a #1 #1", "")))
    assert len(cases_of(log.sessions())) == 4


def test_events_without_a_customer_are_left_out_with_a_warning():
    log = log_of(
        ("o1", "look", "2026-01-01 10:00Z", "ann"),
        ("o2", "look", "2026-01-01 10:10Z", None),
        customer="customer",
    )
    with pytest.warns(jk.EventLogWarning, match="1 events have no customer"):
        found = log.sessions()
    assert cases_of(found) == [("ann #1", 1)]
    assert any("left out" in note for note in found.notes)


def test_a_session_of_sessions_is_a_session():
    log = journeys("a b", "a")
    assert cases_of(log.sessions("2 days").sessions("2 days")) == cases_of(log.sessions("2 days"))


def test_a_gap_that_is_no_duration():
    with pytest.raises(jk.EventLogError, match="gap is a duration"):
        journeys("a b", "a").sessions("soon")
