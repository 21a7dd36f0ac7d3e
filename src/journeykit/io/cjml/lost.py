"""What of a map CJML cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from journeykit.io.cjml.terms import channel_id, channel_name, emotion_of, rating_of
from journeykit.io.cjml.write import clean
from journeykit.io.loss import Loss, uncarried
from journeykit.model.base import humanised
from journeykit.model.document import document

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["losses"]

_KINDS = ("touchpoint", "action", "wait")
_STEP = (*_KINDS, "title", "note", "duration", "channel", "provider", "initiator")
_CARRIED = {
    *("id", "title", "nature", "purpose", "note", "personas.id", "personas.title"),
    *("stages.id", "stages.title", "stages.note"),
    *(f"stages.steps.{name}" for name in _STEP),
}


def losses(journey: JourneyMap) -> tuple[Loss, ...]:
    """All that does not travel, or not as it was."""
    tree = document(journey)
    found: list[Loss] = []
    if journey.nature is None:
        message = "a journey is planned or actual: planned is written"
        found.append(Loss(("nature",), message, "changed", "planned", code="nature"))
    for index, stage in enumerate(tree.get("stages", [])):
        found += _title(("stages", index), stage, stage["id"])
        found += _text(("stages", index), stage, "note")
        for at, step in enumerate(stage.get("steps", [])):
            found += _step(("stages", index, "steps", at), step, journey)
    for index, persona in enumerate(tree.get("personas", [])):
        found += _text(("personas", index), persona, "title")
    for name in ("title", "purpose", "note"):
        found += _text((), tree, name)
    told = {each.loc for each in found}
    special = tuple(f"stages.steps.{name}" for name in ("emotion", "feelings", "frontstage", "personas"))
    rest = uncarried(tree, _CARRIED | set(special), "CJML")
    return (*(each for each in rest if each.loc not in told), *found)


def _title(loc: tuple[str | int, ...], tree: dict[str, Any], id: str) -> Iterator[Loss]:
    """A title that is what a missing one is shown as comes back as a missing one."""
    if "title" in tree and clean(tree["title"]) == humanised(id):
        yield Loss((*loc, "title"), "a title that says what the id says is left out", code="title_of_id")
    else:
        yield from _text(loc, tree, "title")


def _text(loc: tuple[str | int, ...], tree: dict[str, Any], name: str) -> Iterator[Loss]:
    """A text without anything to see is lost; white space around it and control characters change."""
    if name not in tree:
        return
    kept = clean(tree[name])
    if not kept:
        yield Loss((*loc, name), "a text with nothing to see is left out", code="blank")
    elif kept != tree[name]:
        message = "white space around a text and control characters have no place in XML"
        yield Loss((*loc, name), message, "changed", kept, code="characters")


def _step(loc: tuple[str | int, ...], tree: dict[str, Any], journey: JourneyMap) -> Iterator[Loss]:
    kind = next(each for each in _KINDS if each in tree)
    yield from _title(loc, tree, tree[kind])
    yield from _text(loc, tree, "note")
    if kind == "touchpoint":
        yield from _text(loc, tree, "provider")
        yield from _channel(loc, tree)
        if "initiator" not in tree:
            message = "each communication point has an initiator: the customer is written"
            yield Loss((*loc, "initiator"), message, "changed", "customer", code="initiator")
    yield from _frontstage(loc, tree, kind)
    yield from _felt(loc, tree, actual=journey.nature == "actual")
    if "personas" in tree and (len(journey.personas) == 1 or len(tree["personas"]) != 1):
        message = "a touchpoint is of one end user or of all: it is written for all"
        yield Loss((*loc, "personas"), message, code="stages.steps.personas")


def _channel(loc: tuple[str | int, ...], tree: dict[str, Any]) -> Iterator[Loss]:
    if "channel" not in tree:
        return
    name = clean(channel_name(tree["channel"]))
    kept = channel_id(name)
    if not name:
        yield Loss((*loc, "channel"), "a text with nothing to see is left out", code="blank")
    elif kept != tree["channel"]:
        yield Loss((*loc, "channel"), f"it is read as {kept!r}", "changed", kept, code="channel")


def _frontstage(loc: tuple[str | int, ...], tree: dict[str, Any], kind: str) -> Iterator[Loss]:
    if "frontstage" not in tree:
        return
    work = tree["frontstage"]
    if kind != "touchpoint" or len(work) != 1:
        message = "only the label of the other side of a communication point can say what is done in sight"
        yield Loss((*loc, "frontstage"), message, code="stages.steps.frontstage")
        return
    text = work[0]["text"] if isinstance(work[0], dict) and "text" in work[0] else work[0]
    if isinstance(text, dict):  # a process that stands in full elsewhere
        text = None
    kept = clean(text) if text is not None else ""
    if not kept:
        yield Loss((*loc, "frontstage"), "a text with nothing to see is left out", code="blank")
    elif work != [kept]:
        yield Loss((*loc, "frontstage"), "only its words fit a label", "changed", [kept], code="frontstage")


def _felt(loc: tuple[str | int, ...], tree: dict[str, Any], *, actual: bool) -> Iterator[Loss]:
    for name in ("emotion", "feelings"):
        if name in tree and not actual:
            yield Loss((*loc, name), "CJML knows experience in actual journeys only", code=f"stages.steps.{name}")
    if not actual:
        return
    if "emotion" in tree:
        if isinstance(tree["emotion"], dict):
            yield Loss((*loc, "emotion"), "an actual journey is of one person", code="emotion_per_persona")
        elif (kept := emotion_of(str(rating_of(tree["emotion"])))) != tree["emotion"]:
            yield Loss((*loc, "emotion"), f"it is rounded to {kept:g}", "changed", int(kept or 0), code="rounded")
    if "feelings" in tree:
        said = tree["feelings"]
        if not isinstance(said, list) or len(said) != 1 or not clean(said[0]):
            yield Loss((*loc, "feelings"), "an experience has one description", code="stages.steps.feelings")
        elif clean(said[0]) != said[0]:
            message = "white space around a text and control characters have no place in XML"
            yield Loss((*loc, "feelings"), message, "changed", [clean(said[0])], code="characters")
