"""What `conform` finds: the figures, and the tables, which are made when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property, partial
from html import escape
from typing import TYPE_CHECKING, Any, Final

from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName
from journeykit.events.conformance.costs import costs
from journeykit.events.conformance.pictured import deviation_bars, in_words, overlay, times
from journeykit.events.conformance.records import (
    KINDS,
    CaseEnd,
    CaseStart,
    Cost,
    Deviation,
    ReplayedMove,
    StepConformance,
)
from journeykit.events.conformance.tables import (
    by_step,
    deviations,
    ends,
    nobody_reaches,
    nobody_takes,
    replayed_moves,
    starts,
)

if TYPE_CHECKING:
    from journeykit.analysis.chart import Picture
    from journeykit.analysis.overlay import Overlay
    from journeykit.events.conformance.judging import Judge
    from journeykit.events.conformance.records import Kind
    from journeykit.events.conformance.replay import Replay
    from journeykit.model import JourneyMap, Persona

__all__ = ["Conformance"]

_FIGURES: Final = ("fitness", "case_fitness", "share_on_map", "cases", "cases_on_map", "moves", "moves_on_map")
_NO_CAUSE: Final = "cases with a deviation differ from others in more than that: a difference is no effect of it"


@dataclass(frozen=True, eq=False, repr=False)
class Conformance:
    """How a log fits a map.

    Tables are made when they are asked for. `about` are sentences that a reader must know.

    Attributes:
        journey: the map.
        persona: whose steps and cases they are; None for all.
        about: what the figures rest on.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["basket", "pay"])])
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-05-04T10:0{minute}Z"}
    ...                    for case in (1, 2) for minute, name in enumerate(["basket", "pay"])])
    >>> jk.conform(shop, log)
    Conformance(fitness 100 %: 2 of 2 moves; 2 of 2 cases fully on the map)
    """

    journey: JourneyMap
    persona: Persona | None
    about: tuple[str, ...]
    _judge: Judge
    _replay: Replay
    _examples: int
    _horizon: bool

    @property
    def cases(self) -> int:
        """All cases."""
        return self._replay.cases

    @property
    def cases_on_map(self) -> int:
        """Those of which all activities are on the map, and all moves fit it."""
        return self.cases - self._replay.straying

    @property
    def share_on_map(self) -> float:
        """`cases_on_map / cases`, 0..1."""
        return self.cases_on_map / self.cases

    @property
    def moves(self) -> int:
        """All directly-follows moves of all cases."""
        return self._replay.moves

    @cached_property
    def moves_on_map(self) -> int:
        """Those that are transitions of the map, or stay within a step."""
        return sum(row.count for row in self.replayed if row.on_map)

    @property
    def fitness(self) -> float | None:
        """`moves_on_map / moves`, 0..1; None where no case has two events."""
        return self.moves_on_map / self.moves if self.moves else None

    @property
    def case_fitness(self) -> float | None:
        """The mean over cases of the share of their moves that fit, 0..1; None where no case has two events."""
        moving = self.cases - self._replay.single
        return 1.0 - self._replay.astray / moving if moving else None

    @cached_property
    def deviations(self) -> Rows[Deviation]:
        """Each deviation with counts, cases and examples, the most frequent first."""
        rows = deviations(self._replay, self._judge, self._examples)
        # not of `self`: a cycle would keep what the engine holds until the collector comes round
        said = f"{_percent(self.share_on_map)} of {self.cases:,} cases are fully on the map"
        return Rows(Deviation, rows, self.about, chart=partial(deviation_bars, journey=self.journey, said=said))

    @cached_property
    def by_kind(self) -> dict[str, int]:
        """How many cases have each kind of deviation."""
        tags = [tag for tag, _ in self._replay.tags]
        groups = [[place for place, tag in enumerate(tags) if tag.kind == kind] for kind in KINDS]
        return dict(zip(KINDS, self._replay.in_cases(groups), strict=True))

    @cached_property
    def by_step(self) -> Rows[StepConformance]:
        """What the log says of each step, in stage order."""
        return Rows(StepConformance, by_step(self._replay, self._judge, self.journey), self.about)

    @cached_property
    def replayed(self) -> Rows[ReplayedMove]:
        """Each directly-follows move by steps, judged; the most frequent first."""
        return Rows(ReplayedMove, replayed_moves(self._replay, self._judge), self.about)

    @cached_property
    def off_map(self) -> Rows[ReplayedMove]:
        """Those of `replayed` that are not on the map."""
        return Rows(ReplayedMove, [row for row in self.replayed if not row.on_map], self.about)

    @cached_property
    def starts(self) -> Rows[CaseStart]:
        """What cases begin with, and whether journeys on the map do."""
        return Rows(CaseStart, starts(self._replay, self._judge), self.about)

    @cached_property
    def ends(self) -> Rows[CaseEnd]:
        """What cases end with, and whether journeys on the map may."""
        return Rows(CaseEnd, ends(self._replay, self._judge, horizon=self._horizon), self.about)

    @cached_property
    def costs(self) -> Rows[Cost]:
        """How cases with a deviation differ from those without it, in score, value and duration.

        For any deviation, each kind and each single one: means of a case's mean score and of the sum of its values,
        with the interval of their difference by Welch (1947), and medians of durations. A correlation is no cause.
        """
        return Rows(Cost, costs(self._replay), (_NO_CAUSE, *self.about))

    @property
    def not_on_map(self) -> tuple[str, ...]:
        """The activities of the log that are no step or outcome of the map, by name."""
        return tuple(self._judge.names[code] for code in self._judge.foreign)

    @cached_property
    def nobody_takes(self) -> tuple[tuple[str, str], ...]:
        """The transitions that no case takes; those to outcomes that the log cannot show are left out."""
        return nobody_takes(self._replay, self._judge)

    @cached_property
    def nobody_reaches(self) -> tuple[str, ...]:
        """The steps that no case reaches."""
        return nobody_reaches(self._replay, self._judge)

    def examples(
        self,
        kind: Kind | None = None,
        step: str | None = None,
        *,
        source: str | None = None,
        target: str | None = None,
        activity: str | None = None,
        top: int = 20,
    ) -> tuple[str | int, ...]:
        """The smallest ids of cases with a deviation that has all that is named. Raises UnknownName for a kind or step.

        >>> import journeykit as jk
        >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "basket", "pay"])])
        >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-05-04T10:0{minute}Z"}
        ...                    for case in (7, 3) for minute, name in enumerate(["look", "pay"])])
        >>> jk.conform(shop, log).examples("missing", "basket")
        (3, 7)
        """
        if kind is not None and kind not in KINDS:
            raise UnknownName("kind of deviation", kind, KINDS)
        for name in (step, source, target):
            if name is not None and name not in self._judge.chart.places:
                raise UnknownName("step", name, list(self._judge.chart.places))
        if activity is not None and activity not in self._judge.names:
            raise UnknownName("activity", activity, self._judge.names)
        asked = (kind, step, source, target, activity)
        places = [
            place
            for place, (tag, _) in enumerate(self._replay.tags)
            if all(wish is None or wish == has for wish, has in zip(asked, tag, strict=True))
        ]
        return self._replay.examples([places], top)[0]

    def below(self, least: float) -> str | None:
        """Why the fitness is not as high as it must be, in a sentence; None where it is."""
        if self.fitness is None:
            return "no case has two events: there is no fitness"
        share = f"{self.moves_on_map:,} of {self.moves:,} moves are on the map"
        return f"the fitness {self.fitness:.6g} is below {least:g}: {share}" if self.fitness < least else None

    def told(self, most: int) -> list[str]:
        """The most frequent deviations in words, each with some cases."""
        return [
            f"{row.kind.replace('_', ' ')}: {in_words(row, self.journey)}: {times(row.count)}, "
            f"in cases like {', '.join(map(str, row.examples))}"
            for row in self.deviations[:most]
        ]

    def overlay(self) -> Overlay:
        """What the log says of moves and steps, for `draw(map, overlay=found)`: on flow and poster."""
        return overlay(self, self._judge.chart)

    def draw(self, theme: Any = "auto") -> Picture:
        """Bars of the deviations; for the map with what the log says use `draw(map, "flow", overlay=found)`."""
        return self.deviations.draw(theme)

    def rows(self) -> list[dict[str, Any]]:
        """`deviations` as plain dicts."""
        return self.deviations.rows()

    def figures(self) -> dict[str, Any]:
        """The figures by their names, and the cases by kind of deviation."""
        return {**{name: getattr(self, name) for name in _FIGURES}, "by_kind": dict(self.by_kind)}

    def to_dict(self) -> dict[str, Any]:
        """All figures and tables as plain values."""
        return {
            **self.figures(),
            **{name: [_plain(row) for row in getattr(self, name)] for name in _TABLES},
            "not_on_map": list(self.not_on_map),
            "nobody_takes": [list(pair) for pair in self.nobody_takes],
            "nobody_reaches": list(self.nobody_reaches),
            "about": list(self.about),
        }

    def __str__(self) -> str:
        return "\n".join([*self.head(), *(f"({each})" for each in self.about)])

    def __repr__(self) -> str:
        fitness, whole = _percent(self.fitness), f"{self.cases_on_map:,} of {self.cases:,} cases fully on the map"
        return f"Conformance(fitness {fitness}: {self.moves_on_map:,} of {self.moves:,} moves; {whole})"

    def head(self) -> list[str]:
        """The figures in sentences."""
        said = [
            f"fitness {_percent(self.fitness)}: {self.moves_on_map:,} of {self.moves:,} moves are on the map",
            f"{self.cases_on_map:,} of {self.cases:,} cases ({_percent(self.share_on_map)}) are fully on the map",
        ]
        kinds = [f"{kind.replace('_', ' ')} {count:,}" for kind, count in self.by_kind.items() if count]
        if kinds:
            said.append(f"cases by kind of deviation: {', '.join(kinds)}")
        if self.nobody_reaches:
            said.append(f"steps that nobody reaches: {', '.join(self.nobody_reaches)}")
        if self.nobody_takes:
            said.append(f"transitions that nobody takes: {_listed([' → '.join(pair) for pair in self.nobody_takes])}")
        return said

    def _repr_html_(self) -> str:
        """For notebooks: the figures, and a table of the deviations."""
        said = "".join(f"<p>{escape(each)}</p>" for each in self.head())
        return said + self.deviations._repr_html_()


_TABLES: Final = ("deviations", "by_step", "replayed", "starts", "ends", "costs")


def _plain(row: Any) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _percent(share: float | None) -> str:
    """A share with one decimal, never rounded up to all of it."""
    if share is None:
        return "unknown"
    return f"{min(share, 0.999) if share < 1 else 1:.1%}".replace(".0%", "%").replace("%", " %")


def _listed(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
