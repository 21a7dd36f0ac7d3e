"""What segments differ by: each against all the others, with an interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.microseconds import SECOND
from journeykit.events.observed.asked import Activities, codes, label, relevant
from journeykit.events.observed.differences import MEDIANS, NEWCOMBE, Estimate, median_ranks, mover, newcombe
from journeykit.events.observed.segment_ranks import Found, Wanted, of_rests, of_segments, ranked
from journeykit.events.observed.segments.pictured import difference_bars
from journeykit.events.observed.times_between import Pairing, legs, meant
from journeykit.metrics.intervals import STUDENT, WELCH, student, welch

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog
    from journeykit.events.observed.segments.parted import Segments

__all__ = ["Difference", "SegmentMean", "compare_means", "compare_medians", "compare_shares", "means"]

_FEWEST: Final = 6  # values of either side: Welch's interval of fewer is as good as their normality, which nobody knows
_ROUNDING: Final = 1e-12
_BARE: Final = f"the segment or the rest has fewer than {_FEWEST} values, or all of them are equal"
_SCARCE: Final = "the segment or the rest has too few values"
Moments = tuple[float, float, int]


@dataclass(frozen=True)
class Difference:
    """What one segment has more of than the rest: all other cases whose segment is known.

    Attributes:
        segment: its value.
        figure: what is compared.
        value: the figure in the segment; shares are 0..1, times seconds.
        rest: the figure in the rest.
        difference: value - rest.
        low: the lower end of its interval; None where there are too few values for one, or for that of means no spread.
        high: the upper end.
        n: how many cases, or measured times, it rests on.
        n_rest: the same of the rest.
        clear: whether the interval leaves out 0; None without one.
    """

    segment: str
    figure: str
    value: float | None
    rest: float | None
    difference: float | None
    low: float | None
    high: float | None
    n: int
    n_rest: int
    clear: bool | None


@dataclass(frozen=True)
class SegmentMean:
    """The mean of a number in one segment.

    Attributes:
        segment: its value.
        n: how many cases have the number.
        mean: over those cases; None where there is none.
        low: the lower end of its interval by Student's t; None for fewer than two cases, or where all are equal.
        high: the upper end.
        without: cases of the segment that do not have it.
    """

    segment: str
    n: int
    mean: float | None
    low: float | None
    high: float | None
    without: int


def compare_shares(
    log: EventLog, segments: Segments, activities: Sequence[str], level: float, *, together: bool
) -> Rows[Difference]:
    """The share of cases that come to an activity, of each segment against the rest; without any named, all of them.

    Intervals of differences are Newcombe's (1998, method 10). With `together` all of them hold at once with the
    probability `level`, by Bonferroni: each is made for 1 - (1 - level) / how many there are. Cases are taken as
    independent: where customers have several, intervals are too narrow.
    """
    wanted = codes(log, activities or log.names)
    sizes = {row.segment: row.cases for row in segments.sizes()}
    everybody = sum(sizes.values())
    held = log.moves().filter(nw.col("activity").is_in(wanted)).select("case", "activity").unique()
    joined = held.join(segments.cases(), on="case", how="inner").group_by("segment", "activity").agg(n=nw.len())
    counts = {(str(name), code): n for name, code, n in log.engine.rows(joined.select("segment", "activity", "n"))}
    each = _level(level, together, len(wanted) * len(sizes))
    found = []
    for code in wanted:
        reached = sum(counts.get((name, code), 0) for name in sizes)
        for name, n in sizes.items():
            yes, rest = counts.get((name, code), 0), everybody - n
            value, other = yes / n, (reached - yes) / rest if rest else None
            ends = newcombe(yes, n, reached - yes, rest, each) if rest else None
            found.append(_difference(name, f"come to {log.names[code]}", (value, other), ends, (n, rest)))
    return _rows(found, segments, log, NEWCOMBE, (level, together))


def compare_medians(
    log: EventLog,
    segments: Segments,
    asked: tuple[Activities, Activities],
    pairing: Pairing,
    level: float,
    *,
    together: bool,
) -> Rows[Difference]:
    """The median time from one activity to another, of each segment against the rest.

    The interval of each median is that of order statistics; that of their difference is combined from the two by MOVER
    (Zou and Donner 2008). Both are free of a distribution and somewhat too wide for small n; None below 6 values.
    """
    pair = (codes(log, asked[0]), codes(log, asked[1]))
    found = legs(log, relevant(log, pair), pair, pairing)
    ranks = ranked(log.engine, found.join(segments.numbered, on="case", how="inner"), "took")
    names = segments.names
    each = _level(level, together, len(names))
    figure = f"median time from {label(asked[0])} to {label(asked[1])}"
    counts = dict(log.engine.rows(ranks.group_by("segment").agg(n=nw.len().cast(nw.Int64)).select("segment", "n")))
    sizes = {place: counts.get(place, 0) for place in range(len(names))}
    rests = {place: sum(sizes.values()) - n for place, n in sizes.items()}
    inside = _medians(log, ranks, sizes, each, of_segments)
    outside = _medians(log, ranks, rests, each, of_rests)
    rows = []
    for place, name in enumerate(names):
        (middle, own), (other, rest) = inside[place], outside[place]
        ends = None if own is None or rest is None else mover(own, rest)
        rows.append(_difference(name, figure, (middle, other), ends, (sizes[place], rests[place])))
    return _rows(rows, segments, log, MEDIANS, (level, together), meant(pairing, *asked), why=_SCARCE)


def _medians(
    log: EventLog,
    ranks: Frame,
    sizes: Mapping[int, int],
    level: float,
    values: Callable[[Engine, Frame, Wanted], Found],
) -> dict[int, tuple[float | None, Estimate | None]]:
    """The median of each so large group in seconds, and the same with its interval."""
    ends = {place: median_ranks(n, level) for place, n in sizes.items()}
    middles = {place: ((n + 1) // 2, n // 2 + 1) for place, n in sizes.items() if n}
    wanted = {place: (*middle, *(ends[place] or ())) for place, middle in middles.items()}
    found = {key: value / SECOND for key, value in values(log.engine, ranks, wanted).items()}
    made: dict[int, tuple[float | None, Estimate | None]] = dict.fromkeys(sizes, (None, None))
    for place, (before, after) in middles.items():
        middle = (found[place, before] + found[place, after]) / 2
        interval = ends[place]
        low_high = interval and (found[place, interval[0]], found[place, interval[1]])
        made[place] = middle, Estimate(middle, *low_high) if low_high else None
    return made


def means(log: EventLog, segments: Segments, column: str, level: float) -> Rows[SegmentMean]:
    """The mean over cases of a number: a case's own is the mean of what its events say, and of `value` the sum."""
    _level(level, False, 1)
    moments = _moments(log, segments, column)
    found = []
    for row in segments.sizes():
        mean, variance, n = moments.get(row.segment, (0.0, 0.0, 0))
        low, high = (student(mean, variance, n, level) if n > 1 else None) or (None, None)
        found.append(SegmentMean(row.segment, n, mean if n else None, low, high, row.cases - n))
    about = (f"{_own(column)}; intervals at {level:.0%}: {STUDENT}", *segments.about, *log.notes)
    return Rows(SegmentMean, found, about)


def compare_means(log: EventLog, segments: Segments, column: str, level: float, *, together: bool) -> Rows[Difference]:
    """The mean over cases of a number, of each segment against the rest, with Welch's interval.

    Cases without any known value are left out. There is no interval where the segment or the rest has fewer than 6
    values, or where all of its values are equal: a variance of 0 says nothing of the next value.
    """
    moments = _moments(log, segments, column)
    each = _level(level, together, len(moments))
    found = []
    for name in segments.names:
        inside = moments.get(name, (0.0, 0.0, 0))
        outside = _pooled([each for other, each in moments.items() if other != name])
        enough = all(n >= _FEWEST and variance > 0 for _, variance, n in (inside, outside))
        ends = welch(inside, outside, each) if enough else None
        value, rest = (None if not each[2] else each[0] for each in (inside, outside))
        found.append(_difference(name, f"mean {column}", (value, rest), ends, (inside[2], outside[2])))
    return _rows(found, segments, log, WELCH, (level, together), _own(column), why=_BARE)


def _own(column: str) -> str:
    summed = column == "value"
    return f"a case's {column} is the {'sum' if summed else 'mean'} of what its events say"


def _moments(log: EventLog, segments: Segments, column: str) -> dict[str, Moments]:
    """Mean, variance (over n - 1) and number of cases of each segment."""
    held = log.column(column)
    events = log.events if held in ("value", "score") else log.engine.numbers(log.events, held, "jk_number")
    number = nw.col(held if held in ("value", "score") else "jk_number")
    own = events.filter(~number.is_null()).group_by("case").agg(x=number.sum() if held == "value" else number.mean())
    own = log.engine.kept(own.join(segments.cases(), on="case", how="inner").select("segment", "x"))
    ((n, centre),) = log.engine.rows(own.select(n=nw.len(), centre=nw.col("x").mean()))
    if not n:
        raise EventLogError(f"no case of a known segment has a number in {column!r}")
    # sums of distances from the middle lose no digits to large numbers
    distances = own.with_columns(d=nw.col("x") - centre).with_columns(square=nw.col("d") * nw.col("d"))
    grouped = distances.group_by("segment").agg(nw.col("d").sum(), nw.col("square").sum(), n=nw.len())
    found = {}
    for name, d, square, size in log.engine.rows(grouped.select("segment", "d", "square", "n")):
        apart = square - d * d / size
        variance = apart / (size - 1) if size > 1 and apart > _ROUNDING * square else 0.0
        found[str(name)] = (centre + d / size, variance, size)
    return found


def _pooled(parts: Iterable[Moments]) -> Moments:
    """The moments of several groups taken as one."""
    known = [each for each in parts if each[2]]
    n = sum(size for *_, size in known)
    if not n:
        return 0.0, 0.0, 0
    mean = sum(each * size for each, _, size in known) / n
    squares = sum(variance * (size - 1) + size * (each - mean) ** 2 for each, variance, size in known)
    return mean, squares / (n - 1) if n > 1 else 0.0, n


def _level(level: float, together: bool, number: int) -> float:
    """The level of each of so many intervals."""
    if not 0 < level < 1:
        raise EventLogError(f"level is a probability between 0 and 1, not {level!r}")
    return 1 - (1 - level) / max(number, 1) if together else level


def _difference(
    name: str,
    figure: str,
    values: tuple[float | None, float | None],
    ends: tuple[float, float] | None,
    numbers: tuple[int, int],
) -> Difference:
    value, rest = values
    apart = None if value is None or rest is None else value - rest
    clear = None if ends is None else ends[0] > 0 or ends[1] < 0
    low, high = ends or (None, None)
    return Difference(name, figure, value, rest, apart, low, high, *numbers, clear)


def _rows(
    found: Sequence[Difference],
    segments: Segments,
    log: EventLog,
    method: str,
    asked: tuple[float, bool],
    *more: str,
    why: str = "",
) -> Rows[Difference]:
    level, together = asked
    n = sum(row.low is not None for row in found)
    if not n:
        said = "no difference has an interval"
    elif together:
        said = f"all {n} intervals hold together with a probability of at least {level:.0%} (Bonferroni)"
    else:
        said = (
            f"each of the {n} intervals holds by itself with a probability of {level:.0%}: of so many about "
            f"{(1 - level) * n:.2g} miss by chance; together=True makes all hold at once"
        )
    bare = sum(row.low is None and row.difference is not None for row in found)
    lacking = (f"{bare} of {len(found)} differences have no interval, and are not called clear: {why}",) if bare else ()
    found = sorted(found, key=_rank)
    about = (f"each segment against all other cases of known segment; intervals: {method}", said, *more)
    return Rows(Difference, found, (*about, *lacking, *segments.about, *log.notes), difference_bars)


def _rank(row: Difference) -> tuple[int, float, str, str]:
    """The clear ones first, those without an interval last; nine digits, since engines add up in different orders."""
    rank = 2 if row.clear is None else int(not row.clear)
    return rank, -float(f"{abs(row.difference or 0.0):.9g}"), row.figure, row.segment
