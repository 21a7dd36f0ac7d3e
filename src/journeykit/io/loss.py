"""What a format could not carry, or had to guess: a typed list instead of silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

from journeykit.io.parsed import Loc, place_name

__all__ = ["Loss", "LossWarning", "Losses", "rolled_up", "uncarried", "without"]

_SHOWN = 3  # places of one kind that a summary names


class LossWarning(UserWarning):
    """Something that a file of another format said was guessed or could not be kept."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that does not travel, or not as it was.

    Attributes:
        loc: where it stands in the map's tree, as its JSON writes it: `("stages", 0, "steps", 1, "pains")`; for
            something that only the foreign document has, where it would have gone, or ().
        message: what became of it, as a sentence without a full stop.
        kind: "lost": it is not there; "changed": it is there with another value, `became`; "guessed": the document
            left it open, and a reader chose.
        became: the new value in the tree of a changed one, as plain data.
        code: a short name of what happened, the same for all of its kind.
        line, column: in the document that was read, from 1.

    >>> print(Loss(("stages", 0, "steps", 1, "pains"), "a journey diagram has no pains", code="pains"))
    stages[0].steps[1].pains: lost: a journey diagram has no pains
    >>> print(Loss((), "there is no score: the emotion is unknown", "guessed", code="no_score", line=4))
    line 4: guessed: there is no score: the emotion is unknown
    """

    loc: tuple[str | int, ...]
    message: str
    kind: Literal["lost", "changed", "guessed"] = "lost"
    became: Any = None
    code: str = "not_carried"
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> str:
        """The place for a reader: `stages[0].steps[1].pains`."""
        return place_name(self.loc)

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line is not None else self.place
        return ": ".join(part for part in (where, self.kind, self.message) if part)


class Losses(tuple[Loss, ...]):
    """A tuple of losses that shows as their summary.

    >>> Losses()
    nothing is lost
    >>> Losses([Loss(("note",), "CSV has no place for note")])
    note: lost: CSV has no place for note
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(rolled_up(self)) or "nothing is lost"


def uncarried(tree: object, carried: Collection[str], format: str) -> tuple[Loss, ...]:
    """What of a map's tree a format has no place for.

    Args:
        tree: as `journeykit.model.document.document` writes it.
        carried: the paths that travel, without indexes: `stages.steps.title`; what stands below a path that is
            named without anything below it travels whole.
        format: the name for the message.

    >>> tree = {"id": "a", "stages": [{"id": "s", "note": "x", "steps": [{"touchpoint": "t", "pains": ["slow"]}]}]}
    >>> for each in uncarried(tree, {"id", "stages.id", "stages.steps.touchpoint"}, "CSV"):
    ...     print(each)
    stages[0].note: lost: CSV has no place for stages.note
    stages[0].steps[0].pains: lost: CSV has no place for stages.steps.pains
    """
    inner = {".".join(path.split(".")[:end]) for path in carried for end in range(1, path.count(".") + 1)}

    def walk(part: object, loc: Loc, path: str) -> Iterator[Loss]:
        if path and path not in inner:
            if path not in carried:
                yield Loss(tuple(loc), f"{format} has no place for {path}", code=path)
        elif isinstance(part, dict):
            for key, value in part.items():
                yield from walk(value, (*loc, key), f"{path}.{key}" if path else str(key))
        elif isinstance(part, list):
            for index, value in enumerate(part):
                yield from walk(value, (*loc, index), path)
        elif path not in carried:
            yield Loss(tuple(loc), f"{format} has no place for {path}", code=path)

    return tuple(walk(tree, (), ""))


def without(tree: object, losses: Iterable[Loss]) -> Any:
    """The tree as it is after the losses: lost parts gone, changed ones with what they became. Guesses change nothing.

    An index in a loss counts as in the whole tree; items are taken out when all places have been found.

    >>> without({"id": "a", "note": "x", "tags": ["p", "q"]}, [Loss(("note",), "gone"), Loss(("tags", 0), "gone"),
    ...     Loss(("id",), "made of the title", "changed", "b")])
    {'id': 'b', 'tags': ['q']}
    """
    left: Any = {"": deepcopy(tree)}
    gone: list[tuple[Any, str | int]] = []
    for loss in losses:
        if loss.kind == "guessed":
            continue
        holder = left
        for part in ("", *loss.loc[:-1]) if loss.loc else ():
            holder = holder[part]
        last = loss.loc[-1] if loss.loc else ""
        if loss.kind == "changed":
            holder[last] = deepcopy(loss.became)
        else:
            gone.append((holder, last))
    for holder, last in sorted(gone, key=lambda each: -each[1] if isinstance(each[1], int) else 0):
        del holder[last]
    return left[""]


def rolled_up(losses: Sequence[Loss]) -> list[str]:
    """The losses for a person: one line for each kind, with how often it happened and where first.

    >>> many = [Loss(("stages", 0, "steps", i, "pains"), "CSV has no place for pains", code="pains") for i in range(5)]
    >>> rolled_up(many)
    ['lost, 5 times: CSV has no place for pains: stages[0].steps[0].pains, stages[0].steps[1].pains, \
stages[0].steps[2].pains …']
    """
    groups: dict[tuple[str, str], list[Loss]] = {}
    for each in losses:
        groups.setdefault((each.kind, each.message), []).append(each)
    lines = []
    for (kind, message), same in groups.items():
        if len(same) == 1:
            lines.append(str(same[0]))
            continue
        places = [f"line {each.line}" if each.line is not None else each.place for each in same]
        more = " …" if len(places) > _SHOWN else ""
        shown = ", ".join(place for place in places[:_SHOWN] if place)
        lines.append(f"{kind}, {len(same)} times: {message}{': ' if shown else ''}{shown}{more}")
    return lines
