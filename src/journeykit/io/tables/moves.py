"""The cell `next`: where a step leads, how likely, how often, after how long, for whom and in which circumstances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from journeykit.io.tables.grid import CellError
from journeykit.io.tables.kinds import Terms
from journeykit.io.tables.names import Directory
from journeykit.io.tables.numbers import number_text, share, share_text
from journeykit.io.tables.texts import folded, items, joined, quoted, tidy
from journeykit.model import Transition

__all__ = ["CARRIED", "NOWHERE", "told_moves", "understood_moves", "worded_move"]

NOWHERE = "(end)"
CARRIED = ("from", "to", "probability", "count", "when", "after", "personas")
"""The keys of a transition that a cell has words for."""

_ENDS = frozenset((NOWHERE, "end", "ende", "nothing", "-", "\u2013", "\u2014"))
_NUMBER = r"\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?"
_CUT = re.compile(r"[\s,:]+")
_MOST_CUTS = 40  # words of a title that may stand before what is said of the move
_TAIL = re.compile(  # possessive gaps and short parts: no cell takes long
    rf"(?:(?P<share>{_NUMBER})\s*%)?[,\s]*+(?:(?P<count>\d{{1,16}})\s*(?:times|\xd7))?[,\s]*+"
    r"(?:after\s+(?P<after>[^,]{1,90}?))?[,\s]*+(?:for\s+(?P<who>[^,]{1,900}?))?[,\s]*+(?:(?:if|when)\s+(?P<when>.+))?",
    re.DOTALL,
)


def worded_move(move: Transition) -> dict[str, Any]:
    """A transition as the tree has it, with what a cell keeps of it."""
    found: dict[str, Any] = {"from": move.source, "to": move.target}
    if move.probability is not None:
        found["probability"] = move.probability
    if move.count is not None:
        found["count"] = move.count
    if move.when is not None and tidy(move.when):
        found["when"] = tidy(move.when)
    if move.after is not None:
        found["after"] = str(move.after)
    if move.personas:
        found["personas"] = list(move.personas)
    return found


def told_moves(moves: Sequence[dict[str, Any]]) -> str:
    """The cell of the moves out of a step.

    >>> told_moves([{"to": "sign"}, {"to": "gave_up", "probability": .12, "when": "too dear"}])
    'sign; gave_up 12 %, if too dear'
    """
    return joined((quoted(_told(each)) for each in moves), lines=False) or NOWHERE


def _told(move: dict[str, Any]) -> str:
    said: str = move["to"]
    if "probability" in move:
        said += f" {share_text(move['probability'])}"
    if "count" in move:
        said += f", {number_text(move['count'])} times"
    if "after" in move:
        said += f", after {move['after']}"
    if "personas" in move:
        said += f", for {' + '.join(move['personas'])}"
    return said + (f", if {move['when']}" if "when" in move else "")


def understood_moves(text: str, source: str, terms: Terms) -> list[dict[str, Any]]:
    """The moves that a cell names, out of a step. Raises CellError with everything that is unknown in it.

    >>> terms = Terms()
    >>> _ = terms.names["step"].add("Gives up")
    >>> understood_moves("Gives up 12 %, if too dear", "quote", terms)
    [{'from': 'quote', 'to': 'gives_up', 'probability': 0.12, 'when': 'too dear'}]
    """
    found: list[dict[str, Any]] = []
    wrong: list[str] = []
    for each in items(text):
        said = each.text + (f" {each.tail}" if each.tail else "")
        if folded(said) in _ENDS and terms.names["step"].find(said) is None:
            continue
        try:
            found.append(_understood(said, source, terms))
        except CellError as error:
            wrong.extend(error.messages)
    if wrong:
        raise CellError(*wrong, code="next")
    return found


def _understood(said: str, source: str, terms: Terms) -> dict[str, Any]:
    steps = terms.names["step"]
    if (whole := steps.find(said)) is not None:
        return {"from": source, "to": whole}
    target, match = _cut(said, steps)
    found: dict[str, Any] = {"from": source, "to": target}
    if match["share"]:
        found["probability"] = share(f"{match['share']} %")
    if match["count"]:
        found["count"] = int(match["count"])
    if match["when"]:
        found["when"] = match["when"].strip()
    if match["after"]:
        found["after"] = match["after"].strip()
    if match["who"]:
        found["personas"] = [terms.names["persona"].require(each.strip()) for each in match["who"].split("+")]
    return found


def _cut(said: str, steps: Directory) -> tuple[str, re.Match[str]]:
    """The step that stands first, by its id or its title, and what is said of the move behind it."""
    cuts = list(islice(_CUT.finditer(said), _MOST_CUTS))
    for cut in cuts:
        target = steps.find(said[: cut.start()])
        if target is None:
            continue
        match = _TAIL.fullmatch(said, cut.end())
        if match is not None:
            return target, match
        message = (
            "write what is known of the move in this order: `12 %, 340 times, after 2 days, for anna, if too dear`"
        )
        raise CellError(f"{_short(said[cut.end() :])} behind {target!r} is not understood: {message}")
    first = next((cut for cut in cuts if _TAIL.fullmatch(said, cut.end())), None)
    raise CellError(_unknown(said if first is None else said[: first.start()], steps))


def _unknown(name: str, steps: Directory) -> str:
    shown = _short(name)
    guess = steps.near(name)
    if guess is not None:
        return f"unknown step {shown}: did you mean {guess!r}?"
    return f"unknown step {shown}: give it a row, of the type success, failure or neutral if journeys end there"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "\u2026")
