"""What `locate` finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, cast

from journeykit.analysis.chain import DROP_OFF
from journeykit.analysis.chart import Bar, Bars, Picture, Tone
from journeykit.analysis.ends.tables import in_words
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import notes
from journeykit.events.underway.words import drawn, share, span

if TYPE_CHECKING:
    from journeykit.graph import Basis
    from journeykit.model import JourneyMap

__all__ = ["Expected", "Located"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that may come next for one customer.

    Attributes:
        to, title: a step or an outcome; `.drop_off` for leaving without one, `.end` for the end of a map without any.
        probability, basis: that it comes next, 0..1, and where the figure comes from.
        usual: seconds after which it usually comes, from the beginning of the step they are at; None if unknown.
        due: seconds from now until then, negative where it should have come; None if unknown.
        at: that moment.
    """

    to: str
    title: str
    probability: float
    basis: Basis
    usual: float | None
    due: float | None
    at: datetime | None


@dataclass(frozen=True, repr=False)
class Located:
    """Where a customer is, and what lies ahead. `locate` makes it.

    Attributes:
        journey: the map.
        step, title, stage: the last step that was seen, and its stage by id; None where only an outcome was.
        ended: how the journey ended: the id of an outcome, or `.end`; None where it is under way.
        entered: when that step began; None where the trace has no times.
        now: the moment that was looked from.
        since: seconds between the two.
        usual: seconds that customers usually stay there.
        percentile: of those who went on, the share who had done so by `since`; None without a log.
        late: seconds after which they are late: the step's promise, without one what nine of ten in the log did not
            exceed, without a log what is usual.
        overdue: whether they are; None if unknown.
        goal: the probability to reach the goal, 1 where they have; None where there is no goal.
        ends: the probability of each way to end, which sum to 1.
        nexts: what comes next, most likely first; empty where the journey is over.
        goal_given_wait, drop_off_given_wait: the chances of one who has waited so long; None without a log or times.
        off_map: moves that they made between two steps of the map where the map has none.
        unmatched: activities that are no step of the map.
        about: what must be known of the figures.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=.6), "pay"])],
    ...                      outcomes=[jk.Outcome("bought", result="success")])
    >>> found = jk.locate(shop, ["basket"])
    >>> found.stage, found.goal, [(each.to, each.probability) for each in found.nexts]
    ('buy', 0.4, [('.drop_off', 0.6), ('pay', 0.4)])
    """

    journey: JourneyMap
    step: str | None
    title: str | None
    stage: str | None
    ended: str | None
    entered: datetime | None
    now: datetime | None
    since: float | None
    goal: float | None
    ends: Mapping[str, float]
    off_map: tuple[tuple[str, str], ...]
    unmatched: tuple[str, ...]
    about: tuple[str, ...]
    usual: float | None = None
    percentile: float | None = None
    late: float | None = None
    overdue: bool | None = None
    nexts: tuple[Expected, ...] = ()
    goal_given_wait: float | None = None
    drop_off_given_wait: float | None = None

    def rows(self) -> list[dict[str, Any]]:
        """What comes next, as plain dicts."""
        return [
            {name: getattr(each, name) for name in ("to", "title", "probability", "basis", "usual", "due", "at")}
            for each in self.nexts
        ]

    def to_dict(self) -> dict[str, Any]:
        """All figures but the map as one plain dict; `ends` as a dict, `nexts` as a list of dicts."""
        names = [
            *(
                "step",
                "title",
                "stage",
                "ended",
                "entered",
                "now",
                "since",
                "usual",
                "percentile",
                "late",
                "overdue",
                "goal",
            ),
            *("goal_given_wait", "drop_off_given_wait"),
        ]
        return {
            **{name: getattr(self, name) for name in names},
            "ends": dict(self.ends),
            "nexts": self.rows(),
            "off_map": list(self.off_map),
            "unmatched": list(self.unmatched),
            "about": list(self.about),
        }

    def draw(self, theme: Any = "auto") -> Picture:
        """How the journey ends from here, as bars; a theme as for `journeykit.draw`."""
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(self._bars(), theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    def overlay(self) -> Overlay:
        """Where they are and what comes next, for `draw(map, overlay=…)`."""
        steps: dict[str, tuple[Mark, ...]] = {}
        for each in self.nexts:
            if each.to in {step.id for step in self.journey.steps} and each.basis != "assumed":
                steps[each.to] = (Mark(f"next: {drawn(each.probability)}", share=each.probability),)
        if self.step is not None:
            here = "was here last" if self.ended else "is here" + (f" for {span(self.since)}" if self.since else "")
            marks = [Mark(f"{here}, overdue", tone="bad") if self.overdue else Mark(here)]
            if self.goal is not None and not self.ended:
                marks.append(Mark(f"{drawn(self.goal)} reach the goal", share=self.goal, sign="goal"))
            steps[self.step] = (*marks, *steps.get(self.step, ()))
        return Overlay("One customer", steps, hint="where they are, and what comes next", notes=notes(self.about))

    def _bars(self) -> Bars:
        results = {outcome.id: outcome.result for outcome in self.journey.outcomes} | {DROP_OFF: "failure"}
        tones: dict[str | None, Tone] = {"success": "good", "failure": "bad"}
        titles = {outcome.id: outcome.label for outcome in self.journey.outcomes}
        bars = tuple(
            Bar(titles.get(end, in_words(end)), value, drawn(value), tone=tones.get(results.get(end), "plain"))
            for end, value in sorted(self.ends.items(), key=lambda each: -each[1])
            if value > 0
        )
        return Bars("How it ends from here", bars, subtitle=next(iter(self._lines())), notes=notes(self.about))

    def _lines(self) -> Iterator[str]:
        titles = {outcome.id: outcome.label for outcome in self.journey.outcomes}
        where = "nowhere on the map yet" if self.step is None else f"at {self.title} ({self.stage})"
        if self.ended is not None:
            last = "" if self.step is None else f", last seen {where}"
            yield f"the journey is over: {titles.get(self.ended, in_words(self.ended))}{last}"
            return
        told = [where + (f" for {span(self.since)}" if self.since is not None else "")]
        if self.usual is not None:
            told.append(f"{span(self.usual)} is usual")
        if self.overdue and self.late is not None and self.late != self.usual:
            told.append(f"late after {span(self.late)}")
        yield ", ".join(told) + (": overdue" if self.overdue else "")
        ends = sorted(self.ends.items(), key=lambda each: -each[1])
        yield "ends: " + ", ".join(
            f"{titles.get(end, in_words(end))} {share(value)}" for end, value in ends if value > 0
        )
        yield "next: " + "; ".join(f"{each.title} {_figure(each)}{_when(each)}" for each in self.nexts)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        return f"<Located on {self.journey.id!r}: {next(iter(self._lines()))}>"

    def _repr_html_(self) -> str:
        """For notebooks: where they are, a table of what comes next, and what must be known of the figures."""
        said = "".join(f"<p>{escape(each)}</p>" for each in (*list(self._lines())[:2], *self.about))
        cells = [(each.title, _figure(each), _when(each).removeprefix(", ")) for each in self.nexts]
        body = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in cells)
        table = f"<table><thead><tr><th>next</th><th>chance</th><th>when</th></tr></thead><tbody>{body}</tbody></table>"
        return said + (table if body else "")


def _figure(each: Expected) -> str:
    """An assumed share is never said as if it were known."""
    return "(share assumed)" if each.basis == "assumed" else share(each.probability)


def _when(each: Expected) -> str:
    if each.due is not None:
        return f", due in {span(each.due)}" if each.due >= 0 else f", was due {span(each.due)} ago"
    return "" if each.usual is None else f", after {span(each.usual)}"
