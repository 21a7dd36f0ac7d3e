"""A small map whose chances are solved by hand, and what a log says of it in plain Python: slow, short, and right."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import journeykit as jk

LOOK, ASK = 0.24 / 0.8125, 0.625 * 0.24 / 0.8125
GOAL = {"look": LOOK, "ask": ASK, "pay": 0.8}
DROP = {"look": 0.5125 / 0.8125, "ask": (0.3 + 0.5 * 0.5125 / 0.8125) / 0.8, "pay": 0.0}
MOVES = {
    ("look", "ask"): 0.3,
    ("look", "pay"): 0.3,
    ("ask", "look"): 0.5,
    ("ask", "ask"): 0.2,
    ("pay", "bought"): 0.8,
    ("pay", "sent_back"): 0.2,
}
LEAVES = {"look": 0.4, "ask": 0.3, "pay": 0.0}
PROMISE = {"ask": 7200.0}  # seconds
STARTED = datetime(2026, 5, 4, tzinfo=UTC)


def shop() -> jk.JourneyMap:
    return jk.JourneyMap(
        "shop",
        stages=[
            jk.Stage("choose", [jk.Touchpoint("look", events=["look", "look again"], duration="3 hours"), "ask"]),
            jk.Stage("buy", ["pay"]),
        ],
        outcomes=[
            jk.Outcome("bought", result="success", events=["bought"]),
            jk.Outcome("sent_back", "Sent back", result="failure"),
        ],
        flow=[jk.Transition(a, b, probability=share) for (a, b), share in MOVES.items()],
    ).replace_step("ask", promise="2 hours")


def trail(case: object, *events: tuple[str, float]) -> list[dict]:
    """Rows of one case: activities with the hours at which they happened."""
    return [{"case": case, "activity": name, "timestamp": STARTED + timedelta(hours=hours)} for name, hours in events]


STEP_OF = {
    "look": "look",
    "look again": "look",
    "ask": "ask",
    "pay": "pay",
    "bought": "bought",
    "Sent back": "sent_back",
}


def walks(rows: list[dict]) -> dict[object, list[tuple[str, datetime]]]:
    """Each case's visits and its first outcome, in order: from one activity of a step to another the visit goes on."""
    found, last = defaultdict(list), {}
    for row in sorted(rows, key=lambda each: each["timestamp"]):
        step = STEP_OF.get(row["activity"])
        if not step:
            continue
        before, last[row["case"]] = last.get(row["case"]), row["activity"]
        if before and before != row["activity"] and STEP_OF[before] == step:
            continue
        if not any(node in ("bought", "sent_back") for node, _ in found[row["case"]]):
            found[row["case"]].append((step, row["timestamp"]))
    return {case: walk for case, walk in found.items() if walk}


def waits(rows: list[dict]) -> dict[tuple[str, str], list[float]]:
    """Seconds of the moves that the map has."""
    found = defaultdict(list)
    for walk in walks(rows).values():
        for (a, s), (b, t) in pairwise(walk):
            if (a, b) in MOVES:
                found[a, b].append((t - s).total_seconds())
    return found


def spans(rows: list[dict]) -> dict[object, tuple[datetime, datetime]]:
    """When each case was first and last heard of, whatever it did."""
    found = {}
    for row in rows:
        first, last = found.get(row["case"], (row["timestamp"],) * 2)
        found[row["case"]] = min(first, row["timestamp"]), max(last, row["timestamp"])
    return found


def under_way(rows: list[dict], horizon: float | None) -> dict[object, tuple[str, float]]:
    """The open cases with their step, and how many seconds they have been there; the horizon in hours."""
    now = max(row["timestamp"] for row in rows)
    found = {}
    for case, walk in walks(rows).items():
        step, time = walk[-1]
        silent = (now - spans(rows)[case][1]).total_seconds()
        if step in GOAL and (horizon is None or silent < horizon * 3600):
            found[case] = step, (now - time).total_seconds()
    return found


def given_wait(rows: list[dict], step: str, waited: float) -> tuple[float, float]:
    """The chances of the goal and of leaving, of one who has waited so long."""
    seen = waits(rows)
    weights = {None: LEAVES[step]}
    for (a, b), share in MOVES.items():
        if a == step:
            took = seen.get((a, b), [])
            longer = sum(each > waited for each in took) / len(took) if took else 1.0
            weights[b] = share * longer
    total = sum(weights.values())
    if not total:
        return GOAL[step], DROP[step]
    goal = {"bought": 1.0, **GOAL}
    won = sum(weight * goal.get(to, 0.0) for to, weight in weights.items()) / total
    lost = sum(weight * (1.0 if to is None else DROP.get(to, 0.0)) for to, weight in weights.items()) / total
    return won, lost


def predictions(rows: list[dict], horizon: float | None) -> tuple[list[tuple[object, str, bool]], int]:
    """Of each case that is over its steps, and whether it bought; and how many cases are open."""
    still = under_way(rows, horizon)
    found = []
    for case, walk in walks(rows).items():
        if case not in still:
            found += [(case, step, walk[-1][0] == "bought") for step, _ in walk if step in GOAL]
    return found, len(still)
