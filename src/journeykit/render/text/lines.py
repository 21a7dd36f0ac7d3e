"""Where the lines of a text break."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import floor, isfinite
from typing import NamedTuple

from journeykit.render.text.breaks import breaks_elsewhere, pieces, splits, whole_syllables
from journeykit.render.text.cleaning import clean
from journeykit.render.text.direction import first_strong, runs_left
from journeykit.render.text.hyphens import HYPHEN, is_identifier, ways_apart
from journeykit.render.text.letters import SIMPLE, clusters
from journeykit.render.text.metrics import EM, advance, word_advances

__all__ = ["wrap"]

_ELLIPSIS, _SOFT_HYPHEN, _RIGHT_TO_LEFT_MARK = "…", "\u00ad", "\u200f"
_ISOLATE, _ISOLATED = "\u2068", "\u2069"


class _Token(NamedTuple):
    """What a line takes as a whole: its text, its units without the spaces at its end, and the units of those.

    `hyphen`: a line that ends here, inside a word, shows it.
    """

    text: str
    units: int
    spaces: int = 0
    hyphen: bool = False


class _Measure:
    """How much room a line has, and how a word that has not enough of it comes apart."""

    def __init__(self, room: float, size: float, language: str | None, *, bold: bool) -> None:
        # A text is given its own width as room, which is rounded: a millionth of a unit makes up for it.
        limit = room * EM / size if size > 0 else 0.0
        self.units = floor(limit + 1e-6) if isfinite(limit) else 2**62 if limit > 0 else 0
        self.language = language
        self.bold = bold
        self.hyphen, self.space = word_advances([HYPHEN, " "], bold=bold)

    def of(self, text: str) -> int:
        return advance(text, bold=self.bold)

    def fits(self, token: _Token) -> bool:
        return token.units + token.hyphen * self.hyphen <= self.units

    def token(self, text: str, *, hyphen: bool = False) -> _Token:
        body = text.rstrip()
        units = self.of(body)
        return _Token(text, units, self.of(text[len(body) :]) if len(body) < len(text) else 0, hyphen)


@lru_cache(maxsize=16_384)  # plans are tried with the same labels again and again
def wrap(
    text: str, room: float, size: float, *, bold: bool = False, lines: int = 4, language: str | None = None
) -> tuple[str, ...]:
    """The text in at most `lines` lines no wider than `room`; what does not fit ends in an ellipsis.

    Lines break at spaces, after hyphens and slashes, and beside ideographs. A word that is wider than a line comes
    apart at its soft hyphens, after the punctuation of an address or an id, between the syllables of its `language` (a
    tag such as `de`; English where there is no dictionary of it), or else by length. A hyphen is shown only between
    syllables, and never inside an id. A character wider than `room` stands alone.

    >>> wrap("Sees the neighbour's panels", 90, 13)
    ('Sees the', "neighbour's", 'panels')
    >>> wrap("Donaudampfschifffahrt", 80, 13)
    ('Donaudampf-', 'schifffahrt')
    >>> wrap("Versicherungsnehmer", 84, 13, language="de"), wrap("shop.example/orders", 84, 13)
    (('Versiche-', 'rungsnehmer'), ('shop.', 'example/', 'orders'))
    """
    text = clean(text)
    if _SOFT_HYPHEN in text:  # outside a word it says nothing
        text = " ".join(word for each in text.split(" ") if (word := each.strip(_SOFT_HYPHEN)))
    measure = _Measure(room, size, language, bold=bold)
    shown = _quickly(text, measure) if SIMPLE.fullmatch(text) else None
    if shown is None:
        shown = _cut_off([line.strip() for line in _filled(_tokens(text, measure), measure, lines)], lines)
        if runs_left(text):  # a line keeps the direction of its text
            shown = [line if first_strong(line) == "rtl" else _RIGHT_TO_LEFT_MARK + line for line in shown]
    if len(shown) > lines:
        shown = [*shown[: lines - 1], _shortened(shown[lines - 1], measure)]
    return tuple(_isolated(shown) if _ISOLATE in text else shown)


def _cut_off(found: list[str], lines: int) -> list[str]:
    """The lines with their hyphens; where the last of `lines` is to end in an ellipsis, the word it cuts goes on."""
    if len(found) > lines and found[lines - 1].endswith(_SOFT_HYPHEN):
        found[lines - 1] = found[lines - 1][:-1] + found[lines].rstrip(_SOFT_HYPHEN)
    return [line[:-1] + HYPHEN if line.endswith(_SOFT_HYPHEN) else line for line in found]


def _isolated(shown: list[str]) -> list[str]:
    """What stands in isolation and goes on in the next line stands in isolation in both."""
    found: list[str] = []
    opened = False
    for line in shown:
        whole = _ISOLATE + line if opened else line
        opened = whole.rfind(_ISOLATE) > whole.rfind(_ISOLATED)
        whole = f"{whole}{_ISOLATED if opened else ''}".replace(_ISOLATE + _ISOLATED, "").strip(" ")
        if whole:
            found.append(whole)
    return found


def _quickly(text: str, measure: _Measure) -> list[str] | None:
    """The lines of Latin text in which every piece has room on a line; None where it takes the long way to tell."""
    if not text:
        return []
    if breaks_elsewhere(text):
        parts = pieces(text)
        words = [part.rstrip(" ") for part in parts]
        if any(word[-1:].isspace() for word in words):  # a no-break space that ends a line takes no room
            return None
    else:
        words = text.split(" ")
        parts = [f"{word} " for word in words]
    advances = word_advances(words, bold=measure.bold)
    room, space = measure.units, measure.space
    if max(advances) > room:
        return None
    found: list[str] = []
    start, used = 0, advances[0]
    for index in range(1, len(words)):
        more = used + (len(parts[index - 1]) - len(words[index - 1])) * space + advances[index]
        if more <= room:
            used = more
        else:
            found.append("".join(parts[start:index]).strip())
            start, used = index, advances[index]
    return [*found, "".join(parts[start:]).strip()]


def _filled(tokens: Iterator[_Token], measure: _Measure, lines: int) -> list[str]:
    """The lines, of which no more are made than tell that there are too many."""
    found: list[str] = []
    line, used, hyphen = "", 0, False
    for token in tokens:
        if line and used + token.units + token.hyphen * measure.hyphen <= measure.units:
            line += token.text
            used += token.units + token.spaces
        else:
            if line:
                found.append(line + _SOFT_HYPHEN if hyphen else line)
            if len(found) > lines:
                return found
            line, used = token.text, token.units + token.spaces
        hyphen = token.hyphen
    return [*found, line] if line else found


def _tokens(text: str, measure: _Measure) -> Iterator[_Token]:
    for piece in pieces(text):
        token = measure.token(piece.replace(_SOFT_HYPHEN, ""))
        if _SOFT_HYPHEN not in piece and measure.fits(token):
            yield token
        elif "\u00a0" in piece and not measure.fits(token):
            # What should stay together breaks at its no-break spaces before a word of it is cut.
            yield from _tokens(piece.replace("\u00a0", " "), measure)
        else:
            yield from _apart(piece, measure)


def _apart(piece: str, measure: _Measure) -> Iterator[_Token]:
    """A word that comes apart at its soft hyphens, or that is wider than a line."""
    marked = [part for part in piece.split(_SOFT_HYPHEN) if part]
    for index, part in enumerate(marked):
        soft = index + 1 < len(marked)
        token = measure.token(part, hyphen=soft)
        if measure.fits(token):
            yield token
            continue
        links = splits(part)
        for place, link in enumerate(links):
            token = measure.token(link, hyphen=soft and place + 1 == len(links))
            if measure.fits(token):
                yield token
            else:
                yield from _syllables(token, measure, hyphens=not is_identifier(piece))


def _syllables(token: _Token, measure: _Measure, *, hyphens: bool) -> Iterator[_Token]:
    """A word at the ends of its syllables, with hyphens or without; one that is wider than a line is cut by length."""
    found: list[_Token] = []
    for way in ways_apart(token.text, measure.language):
        found = [measure.token(each, hyphen=hyphens) for each in way[:-1]]
        found.append(measure.token(way[-1], hyphen=token.hyphen))
        if all(map(measure.fits, found)):
            break
    for part in found:
        if measure.fits(part):
            yield part
        else:
            yield from _chopped(part, measure)


def _chopped(token: _Token, measure: _Measure) -> Iterator[_Token]:
    """Letters that are wider than a line, cut by length, never leaving one or two of them for the last line.

    No hyphen is shown: it would be at a place where none can stand.
    """
    body = token.text.rstrip()
    spaces = token.text[len(body) :]
    rest = whole_syllables(clusters(body))
    widths = [measure.of(each) for each in rest]
    room = measure.units - token.hyphen * measure.hyphen
    while rest and sum(widths) > room:
        fit, used = 1, widths[0]
        while fit < len(rest) and used + widths[fit] <= measure.units:
            used += widths[fit]
            fit += 1
        if len(rest) - fit in (1, 2) and fit > 6:
            fit -= 3
        taken = "".join(rest[:fit])
        rest, widths = rest[fit:], widths[fit:]
        yield measure.token(taken if rest else taken + spaces)
    if rest:
        yield measure.token("".join(rest) + spaces, hyphen=token.hyphen)


def _shortened(line: str, measure: _Measure) -> str:
    """The line with an ellipsis for what follows it."""
    last = clusters(line)
    while last and measure.of("".join(last).rstrip() + _ELLIPSIS) > measure.units:
        last.pop()
    return "".join(last).rstrip(" -") + _ELLIPSIS
