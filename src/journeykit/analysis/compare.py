"""Two maps compared: what was added, removed, moved, renamed and changed, and what that does to journeys."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, cast

from journeykit.analysis.diff.change import Change
from journeykit.analysis.diff.patch import applied, of_id
from journeykit.analysis.diff.shifts import Shift, shifts
from journeykit.analysis.diff.walk import differences
from journeykit.analysis.diff.words import counted, effect_line, line, told
from journeykit.analysis.rows import Rows
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeykit.analysis.chart import Picture

__all__ = ["Change", "Comparison", "Shift", "compare"]


@dataclass(frozen=True)
class Comparison:
    """What differs between two maps; false where nothing does.

    Attributes:
        before, after: the two maps.
        changes: the differences in the order of the map, ids that were exchanged first.

    >>> from journeykit.model import Stage, Touchpoint
    >>> old = JourneyMap(stages=[Stage("buy", [Touchpoint("basket"), Touchpoint("pay", emotion=-1)])])
    >>> new = old.replace_step("pay", emotion=1).add_step("receipt")
    >>> print(compare(old, new))
    journey: 1 added, 1 changed
    ~ step pay: emotion -1 -> +1
    + step receipt added
    What it does
      steps met in a journey: 2 -> 3
      visits receipt: none -> 1
      emotion pay: -1 -> +1
    >>> compare(old, new).apply(old) == new, bool(compare(old, old))
    (True, False)
    """

    before: JourneyMap = field(repr=False)
    after: JourneyMap = field(repr=False)
    changes: Rows[Change]

    def __bool__(self) -> bool:
        return len(self.changes) > 0

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    @cached_property
    def effects(self) -> Rows[Shift]:
        """What the differences do: probabilities of outcomes, visits, durations, emotions, before and after.

        Where one of the maps has a part that journeys cannot leave, its probabilities are None, and `about` says so.
        Expected visits and the shares of outcomes are those of an absorbing chain (Kemeny & Snell 1960, ch. 3), which
        has no memory; time leaves out steps of unknown duration.
        """
        return shifts(self.before, self.after)

    @cached_property
    def aligned(self) -> JourneyMap:
        """The first map with the ids of the second, where an id was exchanged and nothing else; else as it is."""
        try:
            return applied(self.before, [each for each in self.changes if of_id(each)])
        except ValueError:  # the new id is still in use elsewhere in the first map
            return self.before

    @property
    def counts(self) -> dict[str, int]:
        """How many differences there are of each kind."""
        return dict(Counter(each.kind for each in self.changes))

    @property
    def summary(self) -> str:
        """The same in words."""
        return counted(self.changes)

    def apply(self, map: JourneyMap) -> JourneyMap:
        """The map with the differences made: the first one becomes the second.

        Another map than the first will do where all that changes is as it was in the first. Raises ValueError with
        every change that does not fit, and ValidationError where the result does not hang together.
        """
        return applied(map, self.changes)

    def rows(self) -> list[dict[str, Any]]:
        """The differences as plain data: kind, what, id, step, place, field, and before and after in words."""
        return [
            {
                "kind": each.kind,
                "what": each.what,
                "id": each.id,
                "step": each.step,
                "place": each.place,
                "field": each.field,
                "before": None if each.kind == "added" else told(each.before, each.field),
                "after": None if each.kind == "removed" else told(each.after, each.field),
            }
            for each in self.changes
        ]

    def to_dict(self) -> dict[str, Any]:
        """Differences and effects as plain data that JSON takes."""
        return {
            "before": self.before.id,
            "after": self.after.id,
            "equal": not self,
            "counts": self.counts,
            "changes": self.rows(),
            "effects": self.effects.rows() if self else [],
            "about": list(self.effects.about) if self else [],
        }

    def __str__(self) -> str:
        names = dict.fromkeys((self.before.id, self.after.id))
        text = [f"{' -> '.join(names)}: {self.summary}", *(line(each) for each in self.changes)]
        if self and self.effects:
            text += ["What it does", *(f"  {each}" for each in self.said())]
        return "\n".join(text)

    def said(self) -> list[str]:
        """What the differences do, line by line: effects that are none are left out, and what they rest on is last."""
        found = [effect_line(each) for each in self.effects if each.difference is None or abs(each.difference) > 1e-12]
        notes = [each for each in self.effects.about if "rest on" in each or "no prob" in each]
        return [*found, *notes]

    def draw(self, theme: Any = "auto") -> Picture:
        """Both maps as one poster with what was added, removed, moved and changed; a theme as for `journeykit.draw`."""
        from journeykit.show import diff_drawing

        made: Any = diff_drawing(self.before, self.after, theme)  # its properties are cached: no protocol can say it
        return cast("Picture", made)

    def _repr_html_(self) -> str:
        """For notebooks: the differences as a table, and what they do."""
        heads = ("kind", "what", "id", "step", "field", "before", "after")
        head = "".join(f"<th>{name}</th>" for name in heads)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(row[name] or '')}</td>" for name in heads) + "</tr>" for row in self.rows()
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if self else ""
        said = "".join(f"<li>{escape(each)}</li>" for each in self.said()) if self else ""
        return f"<p>{escape(self.summary)}</p>{table}" + (f"<ul>{said}</ul>" if said else "")


def compare(a: JourneyMap, b: JourneyMap) -> Comparison:
    """What differs between two maps, noun by noun, matched by their ids.

    Nouns without an id are matched by their text; of those that are left, the ones whose texts have most in common (a
    ratio of 0.6 or more, as difflib counts) are taken for edited. What moved is a smallest set: a longest common
    subsequence of the old and the new order stays (a step in another stage has always moved). An id that disappeared
    while a noun that is equal otherwise appeared under another counts as renamed, and with it every use of the id.

    Raises TypeError for anything but maps.

    >>> from journeykit.model import Stage
    >>> old = JourneyMap(stages=[Stage("buy", ["basket", "pay", "receipt"])])
    >>> new = JourneyMap(stages=[Stage("buy", ["receipt", "basket", "pay"])])
    >>> [(each.kind, each.id, each.before, each.after) for each in compare(old, new)]
    [('moved', 'receipt', 'buy, 3 of 3', 'buy, 1 of 3')]
    """
    for each in (a, b):
        if not isinstance(each, JourneyMap):
            raise TypeError(f"compare takes two JourneyMaps, not {type(each).__name__}: load files first")
    return Comparison(a, b, Rows(Change, differences(a, b)))
