"""What a path tells, what is refused, and that size does not matter."""

from __future__ import annotations

from itertools import islice, takewhile

import pandas as pd
import pytest

import journeykit as jk
from journeykit.analysis.feeling import feeling
from journeykit.analysis.paths import each_path
from journeykit.analysis.routes import prefixes
from journeykit.errors import TrapError, UnknownName

WEEK = 7 * 86_400


def shop(**fields: object) -> jk.JourneyMap:
    return jk.JourneyMap(
        stages=[
            jk.Stage(
                "buy",
                [
                    jk.Touchpoint("find", channel="search", emotion=1, duration="10 min"),
                    jk.Touchpoint("basket", channel="web", emotion=-1, drop_off=0.25, drop_off_reason="too dear"),
                    jk.Touchpoint("pay", channel="web", duration="5 min"),
                    jk.Wait("parcel", duration="1 week", emotion=-2),
                ],
            )
        ],
        outcomes=[jk.Outcome("happy", "Has it", result="success", emotion=2, reason="it fits"), jk.Outcome("back")],
        flow=[
            jk.Transition("find", "basket", probability=0.8),
            jk.Transition("basket", "pay"),
            jk.Transition("pay", "basket", probability=0.1),
            jk.Transition("pay", "parcel", after="1 day"),
            jk.Transition("parcel", "happy", probability=0.9),
            jk.Transition("parcel", "back"),
        ],
        **fields,
    )


def test_a_path_tells_what_happens_on_it() -> None:
    best, second, third, *_ = jk.paths(shop())
    assert best.steps == ("find", "basket", "pay", "parcel")
    assert best.probability == pytest.approx(0.8 * 0.75 * 0.9 * 0.9)
    assert best.emotions == (1, -1, None, -2, 2)
    assert (best.mean, best.lowest, best.peak_end) == (0, -2, 0)  # of -2 and 2 the negative one is the stronger
    assert best.channels == ("search", "web")
    assert best.duration == 15 * 60 + WEEK + 86_400
    assert (best.ends, best.reason) == ("happy", "Has it: it fits")
    assert best.unknown == ("basket",)
    assert (second.steps, second.ends, second.reason) == (("find",), "drop_off", "leaves after Find")
    assert (third.steps, third.reason) == (("find", "basket"), "leaves after Basket: too dear")  # as likely, but longer
    assert second.cumulated == best.probability + second.probability


def test_what_a_reader_must_know_stands_first() -> None:
    silent = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c"])], flow=["a >> b", "a >> c"])
    about = jk.paths(silent).about
    assert about[0] == "rests on assumed shares at a"
    assert about[1] == "2 paths, 100.0% of all journeys"
    assert any("memory" in line for line in about)
    assert "durations leave out the unknown ones of a, b, c" in about
    long = " ".join(jk.paths(shop()).about)
    assert "peak-end is a heuristic" in long
    assert "peak-end" not in " ".join(jk.paths(shop(), end="drop_off", k=2).about)


def test_data_frames_take_paths() -> None:
    frame = pd.DataFrame(jk.paths(shop(), 3))
    assert frame["steps"].tolist()[0] == "find >> basket >> pay >> parcel"
    assert frame["cumulated"].is_monotonic_increasing
    assert list(pd.DataFrame(jk.paths(shop(), 1, start="pay", end="find"))) == list(frame)


def test_ties_are_ties_whatever_the_factors() -> None:
    # .3 · .3 = .09 and .1 · .9 = .09: as floats they differ, and three ways of .09 have two steps, one has three
    tied = jk.JourneyMap(
        stages=[jk.Stage("s", ["a", "b", "c", "d", "e", "f"])],
        outcomes=[jk.Outcome("x"), jk.Outcome("y")],
        flow=[
            jk.Transition("a", "d", probability=0.3),
            jk.Transition("a", "b", probability=0.1),
            jk.Transition("a", "c", probability=0.18),
            jk.Transition("a", "x", probability=0.42),
            jk.Transition("d", "y", probability=0.3),
            jk.Transition("d", "x", probability=0.3),
            jk.Transition("b", "x", probability=0.9),
            jk.Transition("c", "e", probability=0.5),
            jk.Transition("e", "y"),
        ],
    )
    found = [(path.steps, path.ends) for path in jk.paths(tied) if path.probability == pytest.approx(0.09)]
    assert found == [
        (("a", "b"), "x"),
        (("a", "c"), "drop_off"),
        (("a", "d"), "x"),
        (("a", "d"), "y"),
        (("a", "c", "e"), "y"),
    ]
    assert 0.3 * 0.3 != 0.1 * 0.9


def test_a_loop_is_gone_round_again_and_again() -> None:
    ring = jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("a", drop_off=0.25)])], flow=["a >> a"])
    found = list(islice(each_path(ring), 200))
    assert [len(path.steps) for path in found] == list(range(1, 201))
    assert found[-1].cumulated == pytest.approx(1, abs=1e-12)
    assert [len(path.steps) for path in jk.paths(ring, max_repeats=3)] == [1, 2, 3, 4]


def diamonds(count: int, **fields: object) -> jk.JourneyMap:
    """A line of steps with two equally likely ways round each."""
    names = [f"{letter}{n}" for n in range(count) for letter in "abc"]
    flow = [
        f"a{n} >> {letter}{n} >> {f'a{n + 1}' if n + 1 < count else 'done'}" for n in range(count) for letter in "bc"
    ]
    return jk.JourneyMap(stages=[jk.Stage("s", names)], outcomes=[jk.Outcome("done")], flow=flow, **fields)


def test_ten_to_the_thirty_equal_paths_are_told_in_order() -> None:
    found = jk.paths(diamonds(100), 5)  # 2 ** 100 of them
    assert {path.probability for path in found} == {0.5**100}
    last = [[path.steps[2 * n + 1][0] for n in (97, 98, 99)] for path in found]
    assert ["".join(each) for each in last] == ["bbb", "bbc", "bcb", "bcc", "cbb"]


def test_several_personas_on_ten_to_the_thirty_paths() -> None:
    people = [jk.Persona("ana", share=0.5), jk.Persona("ben", share=0.5)]
    journey = diamonds(100, personas=people)
    journey = journey.replace_step("b0", personas=["ana"])
    found = jk.paths(journey, 3)
    assert [path.steps[1] for path in found] == ["c0", "c0", "c0"]  # ben has no other way
    assert found[0].probability == pytest.approx(0.5**99 * 0.75)


def test_a_long_chain_is_one_path() -> None:
    count = 3_000
    line = jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint(f"s{n}", emotion=n % 5 - 2) for n in range(count)])])
    (only,) = jk.paths(line)
    assert (len(only.steps), only.probability, only.ends) == (count, 1.0, "end")
    (only,) = jk.paths(line, start="s2990", end="s2995", max_repeats=0)
    assert only.steps == tuple(f"s{n}" for n in range(2990, 2996))
    assert (only.ends, only.reason) == ("s2995", "comes to 's2995'")


def test_probabilities_below_any_float_keep_their_order() -> None:
    found = jk.paths(diamonds(1_200), 3)
    assert [path.probability for path in found] == [0, 0, 0]
    assert [path.steps[-1] for path in found] == ["b1199", "c1199", "b1199"]


def test_a_share_of_zero_is_no_move() -> None:
    never = jk.JourneyMap(
        stages=[jk.Stage("s", ["a", "b"])],
        flow=[jk.Transition("a", "b", probability=0), jk.Transition("a", "a", probability=0.5)],
    )
    assert {path.ends for path in jk.paths(never, 20)} == {"drop_off"}
    assert not jk.paths(never, start="a", end="b")


PAIR = [jk.Persona("ana", share=0.75), jk.Persona("ben")]


def test_emotions_are_those_of_who_walks() -> None:
    two = jk.JourneyMap(
        personas=PAIR,
        stages=[
            jk.Stage(
                "s",
                [
                    jk.Touchpoint("a", emotion={"ana": 2, "ben": -2}),
                    jk.Touchpoint("b", emotion={"ana": 1}),
                    jk.Touchpoint("c", personas=["ben"], emotion=-1),
                ],
            )
        ],
        outcomes=[jk.Outcome("x"), jk.Outcome("y")],
        flow=[
            jk.Transition("a", "b", probability=0.2, personas=["ana"]),
            jk.Transition("a", "b", probability=0.6, personas=["ben"]),
            jk.Transition("a", "c", personas=["ben"]),
            jk.Transition("a", "y", personas=["ana"]),
            "b >> x",
            "c >> x",
        ],
    )
    by_steps = {path.steps: path for path in jk.paths(two)}
    both = by_steps["a", "b"]
    assert both.probability == pytest.approx(0.75 * 0.2 + 0.25 * 0.6)
    assert both.emotions == pytest.approx((0, 1, None))  # half of those who go so are ana, half ben
    assert by_steps["a", "c"].emotions == (-2, -1, None)
    assert by_steps["a",].emotions == (2, None)
    assert jk.paths(two, persona="ben")[0].emotions == (-2, None, None)
    with pytest.raises(UnknownName, match="did you mean 'ben'"):
        jk.paths(two, persona="bem")


def test_a_start_counts_for_those_who_are_there() -> None:
    two = jk.JourneyMap(
        personas=PAIR,
        stages=[jk.Stage("s", ["a", jk.Touchpoint("b", personas=["ben"]), "c"])],
    )
    (only,) = jk.paths(two, start="b")
    assert only.probability == 1
    assert not jk.paths(two, start="b", persona="ana")
    assert jk.paths(two, start="b", persona="ana").about[0] == "no journey gets there"


def test_what_is_felt_together() -> None:
    together = jk.JourneyMap(
        personas=PAIR,
        cast="together",
        stages=[jk.Stage("s", [jk.Touchpoint("a", emotion={"ana": 2, "ben": -2})])],
    )
    assert jk.paths(together)[0].emotions == (1.0, None)  # by share, where shares are stated
    assert jk.paths(together, persona="ben")[0].emotions == (-2, None)


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"k": 0}, ValueError, "k is at least 1"),
        ({"k": -3}, ValueError, "k is at least 1"),
        ({"k": 2.0}, ValueError, "whole number"),
        ({"k": float("nan")}, ValueError, "whole number"),
        ({"k": True}, ValueError, "whole number"),
        ({"max_repeats": -1}, ValueError, "max_repeats is at least 0"),
        ({"max_repeats": "1"}, ValueError, "whole number"),
        ({"start": "pai"}, UnknownName, "did you mean 'pay'"),
        ({"start": "happy"}, ValueError, "is an outcome"),
        ({"start": 3}, UnknownName, "unknown step 3"),
        ({"end": "hapy"}, UnknownName, "did you mean 'happy'"),
        ({"end": "dropoff"}, UnknownName, "did you mean 'drop_off'"),
        ({"persona": "ana"}, UnknownName, "persona"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, object], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        jk.paths(shop(), **asked)


def test_what_is_no_map_is_refused() -> None:
    with pytest.raises(TypeError, match="JourneyMap"):
        jk.paths("shop.yaml")
    assert len(jk.paths(jk.JourneyMap())) == 0


def test_journeys_that_never_end_are_named() -> None:
    trap = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c"])], flow=["a >> b >> c >> b"])
    with pytest.raises(TrapError, match="'b' or 'c'"):
        jk.paths(trap)
    with pytest.raises(TrapError, match="'b' or 'c'"):
        jk.paths(trap, start="b")


def test_a_search_that_takes_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"s{n}" for n in range(12)]
    flow = [jk.Transition(a, b, probability=0.99 / 11) for a in names for b in names if a != b]
    everywhere = jk.JourneyMap(
        stages=[jk.Stage("s", names)],
        outcomes=[jk.Outcome("out")],
        flow=[*flow, jk.Transition("s11", "out", probability=0.01)],
    )
    monkeypatch.setattr(prefixes, "_TRIES", 50)
    with pytest.raises(ValueError, match=r"ended after \d+ walks that visit no step twice: .*ask for fewer"):
        jk.paths(everywhere, 10_000, end="out", max_repeats=0)
    assert len(jk.paths(everywhere, 100, end="out")) == 100


def test_lazy_iteration_is_the_same_list() -> None:
    journey = shop()
    assert list(islice(each_path(journey, end="happy"), 6)) == list(jk.paths(journey, 6, end="happy"))
    likely = list(takewhile(lambda path: path.probability > 0.01, each_path(journey)))
    assert likely == list(jk.paths(journey, len(likely)))


def test_the_remembered_emotion() -> None:
    assert feeling([2, -1, 1]).peak_end == 1.5
    assert feeling([2, -2, None, 1, None]).peak_end == -0.5
    assert feeling([]).lowest is None
