"""How outcomes look: bars of the ends, and what is said of each step when they are laid over a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from journeykit.analysis.by_outcome import Among, Group, groups, rows_of
from journeykit.analysis.chart import Bar, Bars, Picture
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured import sentence
from journeykit.analysis.rows import Rows

if TYPE_CHECKING:
    from journeykit.analysis.outcomes import Outcomes

__all__ = ["Pictured"]

_LEAST = 0.0005  # a smaller share is not worth a bar


class Pictured:
    """What `Outcomes` can be drawn as."""

    def draw(self: Outcomes, theme: Any = "auto") -> Picture:  # type: ignore[misc]  # it is mixed into Outcomes alone
        """A bar for each way to end, in a theme as for `journeykit.draw`."""
        from journeykit.show import chart_drawing

        tones = {"success": "good", "failure": "bad"}
        bars = tuple(
            Bar(
                row.title,
                row.probability,
                f"{row.probability:.1%}".replace("%", "\u00a0%"),
                note="" if row.steps is None else f"after {row.steps:.3g} steps",
                tone="bad" if row.outcome == ".drop_off" else tones.get(row.result or "", "plain"),  # type: ignore[arg-type]  # tones of a Bar
                low=getattr(row, "low", None),
                high=getattr(row, "high", None),
            )
            for row in self.by_outcome
            if row.probability > _LEAST
        )
        title = f"How journeys end: {self.journey.label}"
        chart = Bars(title, bars, notes=tuple(map(sentence, self.about)))
        made: Any = chart_drawing(chart, theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    @property
    def groups(self: Outcomes) -> tuple[Group, ...]:  # type: ignore[misc]  # as above
        """Those who end in a success, otherwise, and in a failure or drop-off: their names and their steps."""
        return groups(self.journey, self._mix)

    def curves(self: Outcomes) -> Rows[Among]:  # type: ignore[misc]  # as above
        """Those who end one way against those who end another: a row for each step of each group, in stage order.

        Who comes there, how often, and how it feels to them, given how they end; `draw(map, "curve", by="outcome")`
        draws it.
        """
        return rows_of(self.groups, [each for each in self.about if not each.startswith("times ")])

    def overlay(self: Outcomes) -> Overlay:  # type: ignore[misc]  # as above
        """At each step who comes there, how often, and who leaves without an outcome; for `draw(map, overlay=…)`."""
        steps = {}
        for row in self.by_step:
            ever = row.visited if row.visited is not None else min(row.visits, 1.0)
            marks = [Mark(f"{ever:.0%}".replace("%", "\u00a0%") + " come here", share=ever)]
            if row.visits > ever + _LEAST:
                marks.append(Mark(f"{row.visits:.3g} visits each"))
            if row.drop_off > _LEAST:
                left = f"{row.drop_off:.1%}".replace("%", "\u00a0%")
                marks.append(Mark(f"{left} of all leave here", share=row.drop_off, tone="bad"))
            steps[row.step] = tuple(marks)
        notes = tuple(map(sentence, self.about))
        return Overlay("What follows", steps, hint="of all who set out", notes=notes)
