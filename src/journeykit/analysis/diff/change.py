"""One difference between two maps."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from journeykit.model.base import Value, humanised

__all__ = ["WORDS", "Change", "Hop", "Kind", "Path", "label"]

Kind: TypeAlias = Literal["added", "removed", "moved", "renamed", "changed"]

WORDS: Final = {
    **dict.fromkeys(("Touchpoint", "Action", "Wait", "Step"), "step"),
    "JourneyMap": "map",
    "PainPoint": "pain",
    "MomentOfTruth": "moment of truth",
    "InOrder": "line",
}


class Hop(NamedTuple):
    """One way down from a noun to one below it.

    Attributes:
        field: where it stands.
        persona: whose it is, where a field holds them by persona, else empty.
        group: of nouns that stand once in a map, wherever they are used (steps, evidence, shared pains); else empty.
        name: its id; its text where it has none.
        nth: counts those with the same name in the same place from 0.
    """

    field: str
    persona: str
    group: str
    name: str
    nth: int


Path: TypeAlias = tuple[Hop, ...]


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        kind: added, removed, moved (to another stage, or in the order), renamed (another title or id),
            changed.
        what: the noun, as people call it: map, step, stage, persona, outcome, transition, evidence, pain, ...
        id: its id, `quote >> sign` for a transition; the text of what has no id.
        step: the id of the step that it is, stands at or leaves from; empty where it is about none.
        place: where it stands, as files have it (`stages[1].steps[0]`): in the second map, or in the first if removed.
        field: which field; empty where the whole noun is meant.
        before, after: its values; of an added or removed noun the noun itself; of a moved one its places in words.
        path: the same place by names, which holds whatever else moves.
        at: the index of an added or moved noun among its neighbours in the second map.
    """

    kind: Kind
    what: str
    id: str
    step: str
    place: str
    field: str = ""
    before: Any = None
    after: Any = None
    path: Path = kept(default=(), repr=False)
    at: int | None = kept(default=None, repr=False)

    def __str__(self) -> str:
        from journeykit.analysis.diff.words import line

        return line(self)


def label(value: Value) -> str:
    """A noun's name for people: its title or its text.

    >>> from journeykit.model import PainPoint, Touchpoint
    >>> label(Touchpoint("quote", "Receives the quote")), label(PainPoint("no news"))
    ('Receives the quote', 'no news')
    """
    found = getattr(value, "label", None) or getattr(value, "text", None)
    return str(found) if found else humanised(type(value).__name__)
