"""Who a map is about, and whose its moves are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeykit.graph import Move, Moves, moves
from journeykit.graph.mixing import FROM_THE_WEAKEST
from journeykit.graph.moves import shares
from journeykit.model.transitions import walkers
from journeykit.render.words import apart, duration_words, isolated, only, short_names

if TYPE_CHECKING:
    from journeykit.model import Duration, JourneyMap, Persona, Step, Transition

__all__ = ["People", "Shares"]

Shares = tuple[tuple[tuple[str, ...], float | None], ...]
_SHORT, _WHOLE = 9, 14  # characters of a length of time that stands beside its "after", and of one on a single line
_BETWEEN: Final = re.compile("(?<=[a-z])\u00a0(?=[0-9])")  # two of its units
_NAMED: Final = (24, 12, 8, 6, 5, 4, 3, 2, 1)  # how many personas a subtitle may name, the most first


class People:
    """The personas that a drawing shows, by their short names. `chosen` are those asked for; none: everybody."""

    def __init__(self, journey: JourneyMap, chosen: Sequence[Persona] = ()) -> None:
        self.journey, self.chosen = journey, tuple(chosen)
        self.shown = self.chosen or tuple(journey.personas)
        self.names = {name: isolated(short) for name, short in short_names(journey.personas).items()}

    @cached_property
    def _each(self) -> dict[str, Moves]:
        """The moves of each who walks alone, where some moves are not everybody's."""
        if self.journey.cast == "together" or not any(move.personas for move in self.journey.transitions):
            return {}
        return {each.id: moves(self.journey, each) for each in self.chosen or walkers(self.journey)}

    @cached_property
    def _moves(self) -> dict[str, dict[tuple[str, str], Move]]:
        return {name: {(move.source, move.target): move for move in one.moves} for name, one in self._each.items()}

    @cached_property
    def _weights(self) -> dict[str, float]:
        people = [each for each in self.journey.personas if each.id in self._each]
        return dict(zip((each.id for each in people), shares(people), strict=True))

    def only_at(self, step: Step) -> str | None:
        """Who alone meets a step, where it is not every customer who is shown."""
        return self._only(step.personas)

    def _only(self, ids: Sequence[str]) -> str | None:
        who = [each for each in self.shown if each.id in ids]
        customers = [each for each in self.shown if each.side == "customer"]
        return only([self.names[each.id] for each in who]) if who and who not in (customers, list(self.shown)) else None

    def shares_of(self, move: Move) -> Shares:
        """How likely a move is for those who take it on terms of their own; nothing where it is everybody's."""
        if not any(each.personas for each in move.transitions):
            return ()
        pair = (move.source, move.target)
        meeting = [name for name, each in self._each.items() if move.source in each.drop_off]
        groups: dict[tuple[Transition, ...], list[str]] = {}
        for name in meeting:
            if pair in self._moves[name]:
                groups.setdefault(self._moves[name][pair].transitions, []).append(name)
        if [len(each) for each in groups.values()] == [len(meeting)]:
            return ()
        return tuple((tuple(self.names[name] for name in who), self._known(who, pair)) for who in groups.values())

    def _known(self, who: Sequence[str], pair: tuple[str, str]) -> float | None:
        """The mean by share among some personas; None where it is assumed, or the only way on."""
        theirs = [self._moves[name][pair] for name in who]
        total = sum(self._weights[name] for name in who)
        even = 1 / len(who)
        weights = [self._weights[name] / total if total else even for name in who]
        share = sum(move.probability * weight for move, weight in zip(theirs, weights, strict=True))
        basis = min((move.basis for move in theirs), key=FROM_THE_WEAKEST.index)
        return None if basis == "assumed" or (basis == "derived" and share > 1 - 1e-9) else share

    def words(self, move: Move, said: Shares) -> str | None:
        """When a move is taken, after what time, and by whom alone where its figure does not say so."""
        texts = [", ".join(_terms(each)) for each in move.transitions]
        together = not self._each  # the figure is everybody's, whoever acts
        if together or (said and len(set(texts)) > 1):
            texts = [", ".join((*_terms(each), self._only(each.personas) or "")) for each in move.transitions]
        elif said and all(share is None for _, share in said):
            texts = [", ".join((*_terms(move.transition), only([name for names, _ in said for name in names])))]
        return "; ".join(dict.fromkeys(each.removesuffix(", ") for each in texts if each)) or None

    def subtitles(self) -> list[str]:
        """The cast and the state of a map: in full, by short names, and by fewer and fewer of them."""
        people = list(self._cast())
        state = {"current": "today", "future": "future"}.get(self.journey.state or "")
        full = [isolated(each.label) + _side(each) for each in people]
        short = [self.names[each.id] + _side(each) for each in people]
        found = [apart(full).join(full)] if len(people) <= _NAMED[0] else []
        for count in (len(people), *_NAMED):
            if count > min(len(people), _NAMED[0]):
                continue
            comma = apart(short)
            more = f"{';' if comma == '; ' else ''} and {len(people) - count} more" if count < len(people) else ""
            found.append(comma.join(short[:count]) + more)
        return list(dict.fromkeys(" · ".join(part for part in (each, state) if part) for each in found))

    def _cast(self) -> Iterator[Persona]:
        """Those chosen, else all customers and whoever else is on a card or a move."""
        named = {name for each in (*self.journey.steps, *self.journey.transitions) for name in each.personas}
        for each in self.shown:
            feels = any(
                not isinstance(step.emotion, int | float) and step.emotion_of(each) is not None
                for step in self.journey.steps
            )
            if self.chosen or each.side == "customer" or each.id in named or feels:
                yield each


def _side(persona: Persona) -> str:
    return "" if persona.side == "customer" else f" ({persona.side})"


def _terms(move: Transition) -> list[str]:
    return [part for part in (move.when, _after(move.after)) if part]


def _after(length: Duration | None) -> str | None:
    r"""After what time: on one line where it is short; of a long one no figure stands apart from its unit.

    >>> from journeykit.model import Duration
    >>> _after(Duration("4 h")), _after(Duration("2 min 37 seconds")), _after(Duration("3 weeks 2 days 4 h"))
    ('after\xa04\xa0h', 'after 2\xa0min\xa037\xa0s', 'after 3\xa0weeks 2\xa0days 4\xa0h')
    """
    if length is None:
        return None
    words = duration_words(length)
    if len(words) <= _SHORT:
        return f"after\u00a0{words}"
    return "after " + (words if len(words) <= _WHOLE else _BETWEEN.sub(" ", words))
