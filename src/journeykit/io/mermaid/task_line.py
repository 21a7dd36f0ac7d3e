"""A task's line, `name: score: actors`, understood even where Mermaid's own reading goes wrong."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from journeykit.io.mermaid.scores import Scale, number, plain_digits
from journeykit.io.mermaid.words import SPACE, SPACES, unbroken

__all__ = ["Read", "names_of", "read_task", "without_comment"]

_COLON = re.compile(":")
_ANY_COLON = re.compile("[:\N{FULLWIDTH COLON}]")
_COMMENT = re.compile(rf"(?:^|(?<={SPACE}))#(?={SPACE}|$)")
_HASH = re.compile(r"#(?!\w+;)", re.ASCII)
_COMMA = re.compile(",")
_ANY_COMMA = re.compile("[,\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}]")
_OF = re.compile(r"([0-9.]{1,9})\s{0,3}/\s{0,3}([0-9.]{1,9})")
_UNKNOWN = frozenset(("", "?", "-", "–", "x", "n/a", "na", "tbd", "none", "unknown"))  # noqa: RUF001 - a dash


@dataclass(slots=True)
class Read:
    """What a line says.

    `outside` is a score that lies off the scale; `guesses` are codes and sentences; `note` is a fourth field.
    """

    name: str
    score: float | None = None
    actors: tuple[str, ...] = ()
    note: str = ""
    outside: float | None = None
    guesses: list[tuple[str, str]] = field(default_factory=list)

    def guess(self, code: str, message: str) -> None:
        """Remember something that the line left open."""
        self.guesses.append((code, message))


@dataclass(frozen=True, slots=True)
class _Fields:
    text: str
    cuts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.cuts) + 1

    def part(self, start: int, end: int) -> str:
        """The text from one field to another, which is left out."""
        left = 0 if start == 0 else self.cuts[start - 1] + 1
        right = self.cuts[end - 1] if end < len(self) else len(self.text)
        return self.text[left:right].strip(SPACES)

    def score(self, index: int) -> str:
        """A field where a score may stand: what follows a # is a comment there."""
        return _HASH.split(self.part(index, index + 1), maxsplit=1)[0].rstrip(SPACES)


def read_task(text: str, scale: Scale, known: Collection[str]) -> Read:
    """Understand a line: as Mermaid does where that works out, otherwise by the score that stands in it.

    Args:
        text: the line, without what it is indented by.
        scale: on which scores lie.
        known: actors that other lines name, to tell them from the end of a name.

    >>> read_task("Pay at 10:30: 4: Me", Scale(), ()).name, read_task("Make tea: 5: Me, Cat", Scale(), ()).actors
    ('Pay at 10:30', ('Me', 'Cat'))
    """
    head = text.find(":") + 1
    comment = _COMMENT.search(text, head) if head else None
    said = text[: comment.start()] if comment else text
    exact = _fields(said, _COLON)
    if 2 <= len(exact) <= 3:
        score = number(exact.score(1))
        if score is not None and scale.holds(score):
            return _at(exact, 1, score, [])
    tried = [_fields(each, _COLON) for each in dict.fromkeys((said, text))]
    for fields in tried:
        found = _by_score(fields, scale)
        if found:
            return _at(fields, *found)
    wide = _fields(text, _ANY_COLON)
    found = _by_score(wide, scale)
    if found:
        index, score, guesses = found
        guesses = [("wide_colon", "a full-width colon is read as a colon"), *guesses]
        return _at(wide, index, score, guesses, comma=_ANY_COMMA)
    return _without_score(exact if len(exact) > 1 else wide, known)


def _fields(text: str, colon: re.Pattern[str]) -> _Fields:
    return _Fields(text, tuple(match.start() for match in colon.finditer(text)))


def _order(fields: _Fields) -> list[int]:
    """Where a score is looked for: before the last field, where Mermaid takes it from, in the last field."""
    last = len(fields) - 1
    return list(dict.fromkeys(index for index in (last - 1, 1, last) if 1 <= index <= last))


def _by_score(fields: _Fields, scale: Scale) -> tuple[int, float, list[tuple[str, str]]] | None:
    for index in _order(fields):
        score = number(fields.score(index))
        if score is not None and scale.holds(score):
            return index, score, []
    for index in _order(fields):
        written = fields.score(index)
        score = _inexact(written, scale)
        if score is not None:
            return index, score, [("odd_score", f"the score {written!r} is read as {score:g}")]
    return None


def _inexact(written: str, scale: Scale) -> float | None:
    """A score in digits of another script, with a decimal comma, or as `4/5`."""
    digits = plain_digits(written[:20])
    share = _OF.fullmatch(digits)
    if share:
        of = number(share.group(2))
        digits = share.group(1) if of is not None and of == scale.best else ""
    score = number(digits.replace(",", "."))
    return score if score is not None and scale.holds(score) else None


def _at(
    fields: _Fields,
    index: int,
    score: float | None,
    guesses: list[tuple[str, str]],
    *,
    comma: re.Pattern[str] = _COMMA,
) -> Read:
    read = Read(_name(fields, index, guesses), score, guesses=guesses)
    if index + 1 < len(fields):
        if _HASH.search(fields.part(index, index + 1)):
            read.guess("hash", "what stands behind # and the next colon is read; Mermaid drops it")
        read.actors = names_of(fields.part(index + 1, index + 2), read.guesses, comma)
    if index + 2 < len(fields):
        rest = fields.part(index + 2, len(fields))
        read.note = unbroken(without_comment(rest, read.guesses))
        if read.note:
            read.guess("fourth_field", "Mermaid drops what stands behind the actors; it is kept as a note")
    return read


def _name(fields: _Fields, index: int, guesses: list[tuple[str, str]]) -> str:
    name = fields.part(0, index)
    if index > 1 or _HASH.search(name):
        guesses.append(("odd_name", f"the name is read as {_short(name)!r}; Mermaid breaks on its colon or #"))
        for quote in "\"'":
            if len(name) > 2 and name[0] == name[-1] == quote:
                name = name[1:-1].strip(SPACES)
    return name


def _without_score(fields: _Fields, known: Collection[str]) -> Read:
    """A line in which no field is a score of the scale: one that lies outside, one that is empty, or none at all."""
    last = len(fields) - 1
    for index in [1, *_order(fields)] if 1 <= last <= 2 else _order(fields):
        score = number(fields.score(index))
        if score is not None:
            return Read(_name(fields, index, []), outside=score)
    for index in _order(fields):
        if fields.score(index).lower() in _UNKNOWN:
            return _at(fields, index, None, [("no_score", "there is no score: the emotion is unknown")])
    guesses = [("no_score", "there is no score: the emotion is unknown")]
    if last >= 1:
        actors = names_of(fields.part(last, last + 1), [])
        if actors and all(actor in known for actor in actors):
            return Read(_name(fields, last, guesses), None, actors, guesses=guesses)
    name = fields.text.strip(SPACES)
    if last >= 1:
        guesses.append(("odd_name", f"the name is read as {_short(name)!r}"))
    return Read(name, guesses=guesses)


def names_of(text: str, guesses: list[tuple[str, str]], comma: re.Pattern[str] = _COMMA) -> tuple[str, ...]:
    """The actors of a task, each once.

    >>> names_of("Me, Cat , Me #comment", []), names_of("Me # comment", [])
    (('Me', 'Cat', 'Me #comment'), ('Me',))
    """
    names = [unbroken(part) for part in comma.split(without_comment(text, guesses))]
    if not all(names):
        guesses.append(("no_actor", "an actor without a name is left out"))
    return tuple(dict.fromkeys(name for name in names if name))


def without_comment(text: str, guesses: list[tuple[str, str]]) -> str:
    """The text without a comment: `#` between spaces begins one, as in Mermaid; any other belongs to the words.

    >>> without_comment("Step # one", []), without_comment("Step #1", []), without_comment("Step #35;", [])
    ('Step', 'Step #1', 'Step #35;')
    """
    comment = _COMMENT.search(text)
    if comment:
        text = text[: comment.start()]
    if _HASH.search(text):
        guesses.append(("hash", f"the # in {_short(text)!r} is kept; Mermaid drops what follows it"))
    return text.strip(SPACES)


def _short(text: str) -> str:
    text = text.strip(SPACES)
    return text if len(text) <= 60 else text[:59] + "…"
