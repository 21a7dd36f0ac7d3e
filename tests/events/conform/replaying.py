"""Conformance in plain Python, trace by trace: slow, short, and obviously right."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from math import log

from journeykit.graph import moves


def ways(journey, source, target):
    """All ways without a loop, by -log p."""
    found = []

    def walk(path, cost):
        for move in moves(journey).out_of(path[-1]):
            if move.target not in path and move.probability > 0:
                further = (*path, move.target), cost - log(move.probability)
                if move.target == target:
                    found.append(further)
                else:
                    walk(*further)

    walk((source,), 0.0)
    return found


def best(journey, source, target):
    """The steps between on the most probable way; of equal ones the shortest, then the earliest seen from its end."""
    place = {step.id: number for number, step in enumerate(journey.steps)}
    key = {
        way: (round(cost, 9), len(way), [place[step] for step in way[-2::-1]])
        for way, cost in ways(journey, source, target)
    }
    return min(key, key=key.get)[1:-1] if key else None


class Replayed:
    """Deviations with their cases, the moves that fit and that do not, and the cases that are fully on the map."""

    def __init__(self, journey, traces, step_of, failing=frozenset()):
        self.journey, self.step_of, self.failing = journey, step_of, failing
        self.place = {step.id: number for number, step in enumerate(journey.steps)}
        self.place |= {outcome.id: len(self.place) for outcome in journey.outcomes}
        self.allowed = {(move.source, move.target) for move in journey.transitions}
        self.counts, self.cases, self.on_map, self.fits = Counter(), defaultdict(set), set(), Counter()
        for case, trace in traces.items():
            self.moves(case, [name for name in trace if name in step_of])
            self.visits(case, trace)
            fits = [a in step_of and b in step_of and self.fit(a, b) for a, b in pairwise(trace)]
            self.fits.update(fits)
            if all(fits) and all(name in step_of for name in trace):
                self.on_map.add(case)

    def deviates(self, case, *tag):
        self.counts[tag] += 1
        self.cases[tag].add(case)

    def fit(self, a, b):
        here, there = self.step_of[a], self.step_of[b]
        return (here, there) in self.allowed or (here == there and a != b)

    def moves(self, case, trace):
        ends = {outcome.id for outcome in self.journey.outcomes}
        for a, b in pairwise(trace):
            here, there = self.step_of[a], self.step_of[b]
            back = here in ends or self.place[there] <= self.place[here]
            way = None if back or self.fit(a, b) else best(self.journey, here, there)
            for missing in way or ():
                self.deviates(case, "missing", missing, here, there, None)
            if way is None and not self.fit(a, b):
                self.deviates(case, "out_of_order", there, here, there, None)

    def visits(self, case, trace):
        known = [self.step_of.get(name) for name in trace]
        for number, name in enumerate(trace):
            if known[number] is None:
                before = next((step for step in reversed(known[:number]) if step), None)
                after = next((step for step in known[number:] if step), None)
                self.deviates(case, "ad_hoc", before, before, after, name)
            elif name in self.failing:
                self.deviates(case, "failed", known[number], None, None, None)
