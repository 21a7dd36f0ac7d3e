"""What a log says, in plain Python over a list of rows: slow, short, and obviously right."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, tzinfo
from itertools import pairwise
from statistics import median


def utc(time: datetime) -> datetime:
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def cases(rows: list[dict]) -> dict[object, list[tuple[datetime, str]]]:
    """Each case's events in order: by time, then as the rows stand."""
    found = defaultdict(list)
    for row in rows:
        found[row["case"]].append((utc(row["timestamp"]), row["activity"]))
    return {case: sorted(events, key=lambda event: event[0]) for case, events in found.items()}


def transitions(rows: list[dict]) -> Counter:
    return Counter((a, b) for events in cases(rows).values() for (_, a), (_, b) in pairwise(events))


def gaps(rows: list[dict]) -> dict[tuple[str, str], float]:
    """The median seconds of each transition."""
    found = defaultdict(list)
    for events in cases(rows).values():
        for (s, a), (t, b) in pairwise(events):
            found[a, b].append((t - s).total_seconds())
    return {pair: median(each) for pair, each in found.items()}


def variants(rows: list[dict]) -> Counter:
    return Counter(tuple(name for _, name in events) for events in cases(rows).values())


def starts(rows: list[dict]) -> Counter:
    return Counter(events[0][1] for events in cases(rows).values())


def ends(rows: list[dict]) -> Counter:
    return Counter(events[-1][1] for events in cases(rows).values())


def activities(rows: list[dict]) -> dict[str, tuple[int, int, float]]:
    """Events, cases, and how many events come before the first one of a case, in the mean."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for events in cases(rows).values():
        names = [name for _, name in events]
        for name in set(names):
            found[name].append([place for place, each in enumerate(names) if each == name])
    return {
        name: (sum(map(len, each)), len(each), sum(places[0] for places in each) / len(each))
        for name, each in found.items()
    }


def ties(rows: list[dict]) -> int:
    return sum(s == t for events in cases(rows).values() for (s, _), (t, _) in pairwise(events))


def funnel(rows: list[dict], levels: list[set[str]], within: float | None = None) -> list[int]:
    """How many cases reach each level, each after the one before."""
    reached = [0] * len(levels)
    for events in cases(rows).values():
        level, first = 0, None
        for time, name in events:
            late = within is not None and first is not None and (time - first).total_seconds() > within
            if level < len(levels) and name in levels[level] and not late:
                first = first or time
                reached[level] += 1
                level += 1
    return reached


def unordered(rows: list[dict], levels: list[set[str]], within: float | None = None) -> list[int]:
    """How many cases have all levels up to each one, in whatever order: the first events of each count."""
    reached = [0] * len(levels)
    for events in cases(rows).values():
        firsts: list[datetime] = []
        for level, names in enumerate(levels):
            firsts += [time for time, name in events if name in names][:1]
            whole = len(firsts) == level + 1
            if whole and (within is None or (max(firsts) - min(firsts)).total_seconds() <= within):
                reached[level] += 1
    return reached


def durations(rows: list[dict], a: str, b: str, pairing: str = "after") -> list[float]:
    """Seconds from a to b, sorted: first a to the first b after it, first to first, or each a to the b next to it."""
    found = []
    for events in cases(rows).values():
        first_a = next((place for place, (_, name) in enumerate(events) if name == a), None)
        after = [time for place, (time, name) in enumerate(events) if name == b and place > (first_a or 0)]
        anywhere = [time for time, name in events if name == b]
        if pairing == "nearest":
            legs = pairwise((time, name) for time, name in events if name in (a, b))
            found += [(t - s).total_seconds() for (s, x), (t, y) in legs if (x, y) == (a, b)]
        elif first_a is not None and (after if pairing == "after" else anywhere):
            until = after[0] if pairing == "after" else anywhere[0]
            found.append((until - events[first_a][0]).total_seconds())
    return sorted(found)


def sessions(rows: list[dict], gap: float) -> Counter:
    """Variants of sessions: cut where the pause is longer than the gap."""
    found: Counter = Counter()
    for events in cases(rows).values():
        now = [events[0][1]]
        for (s, _), (t, name) in pairwise(events):
            if (t - s).total_seconds() > gap:
                found[tuple(now)] += 1
                now = []
            now.append(name)
        found[tuple(now)] += 1
    return found


def periods(rows: list[dict], unit: str, goal: str, silence: float, zone: tzinfo = UTC) -> dict[str, tuple[int, ...]]:
    """By period of a zone: events, and cases started, ended, open, with the goal, closed without it."""
    form = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}[unit]
    found: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    last = max(utc(row["timestamp"]) for row in rows)
    for events in cases(rows).values():
        start, end = (events[at][0].astimezone(zone).strftime(form) for at in (0, -1))
        is_open = (last - events[-1][0]).total_seconds() < silence
        reached = any(name == goal for _, name in events)
        for time, _ in events:
            found[time.astimezone(zone).strftime(form)][0] += 1
        found[end][2] += not is_open
        for place, yes in enumerate((True, None, is_open and not reached, reached, not is_open and not reached), 1):
            found[start][place] += bool(yes)
    return {period: tuple(counts) for period, counts in found.items()}
