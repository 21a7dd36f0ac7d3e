"""Charts of what happened, of any size and in any language, for the tests of their drawings."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from journeykit.analysis.chart import (
    Bin,
    Drop,
    Funnel,
    Grid,
    Level,
    Moment,
    Reliability,
    Sankey,
    Series,
    Span,
    Stop,
    Stream,
    Timeline,
    Track,
    Trend,
)

DAY = 86_400.0


def sankey(words, count, *, layered=True, seed=1):
    """A flow of so many stops and four times as many streams: onward, back, round and out, a part of them off."""
    dice = random.Random(seed)
    stops = [Stop("start", words, 900, 0 if layered else None, kind="start")]
    stops += [
        Stop(f"n{at}", f"{words} {at}", dice.randint(1, 90_000), 1 + at * 8 // count if layered else None)
        for at in range(count)
    ]
    stops.append(Stop("won", words, 500, 10 if layered else None, tone="good", kind="end"))
    stops.append(Stop("lost", words, 100, 10 if layered else None, tone="bad", kind="end"))
    stops.append(Stop("gone", "Left", 1, kind="left"))
    streams = [Stream("start", "n0", 800), Stream(f"n{count - 1}", "won", 500, tone="good")]
    for _ in range(4 * count - 2):
        here, there = dice.randrange(count), dice.randrange(count)
        if dice.random() < 0.7:
            there = min(here + dice.randrange(4), count - 1)
        target = dice.choice(["gone", "lost"]) if dice.random() < 0.15 else f"n{there}"
        often = int(3000 * dice.random() ** 5) + 1
        streams.append(Stream(f"n{here}", target, often, words, off=dice.random() < 0.2))
    return Sankey(words, tuple(stops), tuple(streams), subtitle=words, notes=(words,))


def timeline(words, count, *, origin=None):
    """So many rows with events close to each other, waits, and one that goes on."""
    tracks = []
    for at in range(min(count, 12)):
        moments = tuple(
            Moment(f"{words} {n}", (n * n + at) * DAY / 5, words, "bad" if n == 3 else "plain") for n in range(count)
        )
        spans = (
            Span(at * DAY, (at + 2) * DAY, words, usual=DAY),
            Span((at + 2) * DAY, (at + 2.2) * DAY, words, usual=9 * DAY, tone="good"),
            Span((at + 3) * DAY, None, words, tone="bad"),
        )
        tracks.append(Track(f"{words} {at}", moments, spans, words))
    return Timeline(words, tuple(tracks), origin=origin, now=40 * DAY, notes=(words,))


def series(words, count):
    """Three lines with intervals over so many periods, a hole in one, and counts."""
    periods = tuple(f"{2000 + at // 12}-{at % 12 + 1:02}" for at in range(count))
    trends = tuple(
        Trend(
            f"{words} {index}",
            tuple(None if index == 1 and at % 7 == 3 else 0.2 + 0.1 * index + 0.01 * (at % 5) for at in range(count)),
            tuple(0.15 + 0.1 * index for _ in range(count)),
            tuple(0.3 + 0.1 * index for _ in range(count)),
        )
        for index in range(3)
    )
    counts = tuple(float((at * 7919) % 100_000) for at in range(count))
    return Series(words, periods, trends, words, shares=True, counts=counts, counted=words, notes=(words,))


def reliability(words, count):
    """Two groups of so many bins, close to each other where there are many."""
    bins = tuple(
        Bin((at + 0.5) / count, min(1.0, (at + 0.4 + group * 0.3) / count), 10_000.0 + at, 0.0, 1.0, f"{words} {group}")
        for group in range(2)
        for at in range(count)
    )
    return Reliability(words, bins, base=0.31, subtitle=words)


def heat(words, count):
    """A matrix with its counts."""
    names = tuple(f"{words} {at}" for at in range(count))
    columns = (*names, "End", "Drop-off")
    cells = tuple(tuple((r * c % 11) / 10 if (r + c) % 3 else None for c in range(count + 2)) for r in range(count))
    counts = tuple(tuple(None if share is None else share * 123_456 for share in row) for row in cells)
    return Grid(words, names, columns, cells, counts=counts)


def funnel(words, count):
    """Levels with a note each."""
    drops = (Drop(words, 0.1), Drop("still open", 0.02, "plain"))
    return Funnel(words, tuple(Level(f"{words} {at}", 1 - at / count, drops, note=words) for at in range(count)))


def everything(words, count):
    """One of each kind, with so many parts."""
    return [
        sankey(words, count),
        sankey(words, count, layered=False),
        timeline(words, count),
        timeline(words, count, origin=datetime(2018, 1, 20, 13, tzinfo=UTC)),
        series(words, count),
        reliability(words, min(count, 20)),
        heat(words, min(count, 40)),
        funnel(words, min(count, 20)),
    ]
