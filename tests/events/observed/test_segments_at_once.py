"""What is asked of all segments at once is what each of them says when it is asked alone."""

from __future__ import annotations

import warnings
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from events import oracle
from events.observed.forms import FORMS, made
from events.observed.odd_logs import odd_logs
from journeykit.events.observed.segment_ranks import of_rests, of_segments, ranked
from journeykit.events.observed.segments.segmented import ONLY

KINDS = (None, None, "web", "phone", "", "007", "it's")


def verbs(names, horizon):
    """Every verb of segments that takes whole segments, as (verb, positional, named)."""
    a, b = names[0], names[-1]
    pairings = ("after", "nearest") if a == b else ("after", "first", "nearest")
    return [
        ("activities", (), {}),
        ("activities", (), {"horizon": horizon}),
        ("transitions", (), {"horizon": horizon}),
        ("transitions", (), {"quantiles": (0.1, 0.95), "until": "2126-01-01"}),
        ("transitions", (), {"quantiles": None, "cases": False}),
        ("variants", (), {}),
        ("variants", (None,), {}),
        ("variants", (), {"top": 1}),
        *(("durations", (a, b), {"pairing": each, "horizon": horizon}) for each in pairings),
        ("durations", ([a, b], b), {}),
        ("over_time", (), {}),
        ("over_time", ("day",), {"to": a, "horizon": horizon}),
        ("over_time", ("week",), {"to": [a, b]}),
        ("funnel", ([a, b],), {"horizon": horizon}),
        ("funnel", ([a, [a, b], a],), {"within": horizon}),
        ("funnel", ([b, a],), {"ordered": False, "within": horizon, "horizon": horizon}),
    ]


def values(row):
    return {each.name: getattr(row, each.name) for each in fields(row) if each.name != "segment"}


def same(ours, alone):
    assert type(ours) is type(alone)
    if isinstance(ours, float):
        assert ours == pytest.approx(alone, rel=1e-12)
    else:
        assert ours == alone


def check(parted, asked):
    """Of each segment the rows of each verb, in order; and everything that must be known of them."""
    for verb, args, named in asked:
        found = getattr(parted, verb)(*args, **named)
        told = []
        for name, part in parted:
            alone = getattr(part, verb)(*args, **named)
            ours = [row for row in found if row.segment == name]
            assert len(ours) == len(alone), (verb, named, name)
            for row, other in zip(ours, alone, strict=True):
                assert values(row).keys() == values(other).keys()
                for mine, theirs in zip(values(row).values(), values(other).values(), strict=True):
                    same(mine, theirs)
            told.append((name, [line for line in alone.about if not line.startswith(ONLY)]))
        assert list(dict.fromkeys(row.segment for row in found)) == list(parted.names)
        for name, about in told:
            for line in about:
                common = all(line in other for _, other in told)
                assert (line if common else f"of {name}: {line}") in found.about, (verb, line)


def parts(rows):
    """The rows of each segment: a case is of what its first event says that says anything."""
    kinds = {}
    ordered = sorted(enumerate(rows), key=lambda each: (oracle.utc(each[1]["timestamp"]), each[0]))
    for _, row in ordered:
        if row["kind"] is not None:
            kinds.setdefault(row["case"], row["kind"])
    return {kind: [row for row in rows if kinds.get(row["case"]) == kind] for kind in dict.fromkeys(kinds.values())}


@st.composite
def parted_logs(draw):
    rows = draw(odd_logs(least=4))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=len(rows), max_size=len(rows)))
    rows = [row | {"kind": kind} for row, kind in zip(rows, kinds, strict=True)]
    rows[0] = rows[0] | {"kind": rows[0]["kind"] or "web"}  # one is known
    return rows


@settings(max_examples=200)
@given(parted_logs(), st.sampled_from(FORMS), st.sampled_from(["0 s", "1 s", "1 hour", "1 day"]), st.data())
def test_all_at_once_is_each_alone(rows, form, horizon, data):
    written = [row | {"timestamp": row["timestamp"].isoformat()} for row in rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jk.EventLogWarning)  # mixed offsets, which are meant
        log = jk.EventLog(made(form, written), "case", "activity", "timestamp")
        parted = log.by("kind")
        check(parted, [data.draw(st.sampled_from(verbs(log.names, horizon)))])
        expected = parts(rows)
        assert set(parted.names) == set(expected)
        moves, variants = parted.transitions(), parted.variants(None)
        for name, own in expected.items():
            counted = {(row.source, row.target): row.count for row in moves if row.segment == name}
            assert {pair: n for pair, n in counted.items() if None not in pair} == oracle.transitions(own)
            assert {target: n for (source, target), n in counted.items() if source is None} == oracle.starts(own)
            assert {source: n for (source, target), n in counted.items() if target is None} == oracle.ends(own)
            assert {row.steps: row.cases for row in variants if row.segment == name} == oracle.variants(own)
            assert parted[name].summary().events == len(own)
            ours, alone = parted[name].census, jk.EventLog(own, "case", "activity", "timestamp").census
            assert (ours.activities, ours.several) == (alone.activities, alone.several)


def large(segments, cases=400, seed=3):
    """Rows with ties, several visits of an activity, unknown segments, and one that has a single case."""
    rng = np.random.default_rng(seed)
    rows = []
    for case in range(cases):
        kind = None if case % 7 == 0 else f"s{int(rng.integers(0, segments)):03}"
        kind = "alone" if case == 1 else kind
        at = int(rng.integers(0, 200 * 86_400))
        for place in range(int(rng.integers(1, 9))):
            moment = np.datetime64("2026-01-01T00:00:00") + np.timedelta64(at, "s")
            says = kind if place == 0 or rng.random() < 0.5 else None
            name = f"a{int(rng.integers(0, 4))}"
            rows.append({"case": case, "activity": name, "timestamp": f"{moment}Z", "kind": says})
            at += int(rng.choice([0, 0, 60, 3600, 86_400, 400_000]))
    return rows


@pytest.mark.parametrize("form", ["file", "polars lazy"])
def test_so_it_is_where_segments_have_many_cases(form):
    log = jk.EventLog(made(form, large(4)))
    check(log.by("kind"), verbs(log.names, "20 days"))


def test_the_number_of_queries_does_not_grow_with_segments(monkeypatch):
    counted = []
    for segments in (3, 60):
        log = jk.EventLog(large(segments))
        parted = log.by("kind")
        engine = type(log.engine)
        with monkeypatch.context() as watched:
            asked = []
            for name in ("rows", "kept"):
                plain = getattr(engine, name)

                def noted(self, frame, plain=plain, asked=asked):
                    asked.append(1)
                    return plain(self, frame)

                watched.setattr(engine, name, noted)
            for verb, args, named in verbs(log.names, "20 days"):
                getattr(parted, verb)(*args, **named)
            parted.compare_durations("a0", "a1")
        counted.append(len(asked))
    assert counted[1] <= counted[0]  # of few values no interval is asked for


def test_ranks_within_segments_and_without_them():
    engine = jk.EventLog(large(3)).engine
    rng = np.random.default_rng(5)
    for n in (1, 2, 40):
        places, values = rng.integers(0, 4, n).tolist(), rng.integers(-3, 4, n).tolist()
        ranks = ranked(engine, engine.small({"segment": places, "took": values}), "took")
        for ask, there in ((of_segments, True), (of_rests, False)):
            held = {
                place: sorted(v for v, p in zip(values, places, strict=True) if (p == place) is there)
                for place in range(5)
            }
            wanted = {place: range(1, len(each) + 1) for place, each in held.items()}
            found = ask(engine, ranks, wanted)
            assert {place: [found[place, rank] for rank in wanted[place]] for place in held} == held


@pytest.mark.parametrize(
    ("verb", "args", "named"),
    [
        ("variants", (0,), {}),
        ("variants", (True,), {}),
        ("durations", ("a0", "a1"), {"pairing": "near"}),
        ("durations", ("a0", ["a0", "a1"]), {"pairing": "first"}),
        ("durations", ("a0", "a9"), {}),
        ("funnel", (["a0"],), {}),
        ("funnel", (["a0", "a9"],), {}),
        ("funnel", (["a0", "a1"],), {"within": "soon"}),
        ("over_time", ("months",), {}),
        ("over_time", (), {"to": "a9"}),
        ("transitions", (), {"quantiles": (0.9, 0.1)}),
        ("activities", (), {"horizon": "soon"}),
    ],
)
def test_what_one_log_refuses_all_segments_refuse_in_the_same_words(verb, args, named):
    log = jk.EventLog(large(3))
    with pytest.raises(jk.JourneyError) as one:
        getattr(log, verb)(*args, **named)
    with pytest.raises(type(one.value)) as all_of_them:
        getattr(log.by("kind"), verb)(*args, **named)
    assert str(all_of_them.value) == str(one.value)
