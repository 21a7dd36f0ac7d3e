"""What outcomes can be drawn as, and laid over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from journeykit.analysis.by_outcome import Among, Group, groups, rows_of
from journeykit.analysis.chart import Picture
from journeykit.analysis.overlay import Overlay
from journeykit.analysis.pictured.outcomes import ends_bars, funnel, over_steps
from journeykit.analysis.pictured.words import rested
from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.analysis.outcomes import Outcomes

__all__ = ["Pictured"]

Kind: TypeAlias = Literal["ends", "funnel"]
_KINDS: Final = ("ends", "funnel")


class Pictured:
    """What `Outcomes` can be drawn as."""

    def draw(self: Outcomes, theme: Any = "auto", *, kind: Kind = "ends") -> Picture:  # type: ignore[misc]  # Outcomes alone
        """The picture of these outcomes, in a theme as for `journeykit.draw`.

        `ends` is a bar for each way to end; `funnel` the stages in order: how many of 100 come there at least once, how
        many leave there for good, and where to (of a map with one stage, its steps). Raises UnknownName for another.
        """
        from journeykit.show import chart_drawing

        if kind not in _KINDS:
            raise UnknownName("kind of picture", kind, _KINDS)
        chart = ends_bars(self) if kind == "ends" else funnel(self, self._mix)
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
        return rows_of(self.groups, rested(self.about))

    def overlay(self: Outcomes) -> Overlay:  # type: ignore[misc]  # as above
        """At each step who comes there, how often, and who leaves for good; for `draw(map, overlay=…)`."""
        return over_steps(self, self._mix)
