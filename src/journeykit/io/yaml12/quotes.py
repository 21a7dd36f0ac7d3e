"""Quotation marks that close a text too early, or too late."""

from __future__ import annotations

import re

from journeykit.io.yaml12.prose import quoted, rest_of_line
from journeykit.io.yaml12.scene import Found, Scene

__all__ = ["behind_a_quote", "open_quote"]

_BREAK = re.compile(r"[\r\n]")
_KEY = re.compile(r"[\w-]+[ ]*:(?:\s|$)")
_CLOSES = re.compile(r"(?=[ \t]*(?:[,\]}]|$))")


def open_quote(scene: Scene) -> Found | None:
    """For a quote without a second one."""
    quote = scene.raw[scene.opened : scene.opened + 1]
    return scene.opened, (
        f"the quote {quote} that opens here is never closed: close it, "
        f"or put the text in the other kind of quotes if {quote} belongs to it"
    )


def behind_a_quote(scene: Scene) -> Found | None:
    """For words right behind a quoted text: it was not closed on its line, or was closed by a quote inside of it."""
    if scene.quote is None or scene.line(scene.quote[1]) != scene.line(scene.at):
        return None
    start, end = scene.quote
    quote = scene.raw[start]
    between = scene.raw[end : scene.at]
    if between.strip() and not between[0].isalnum():
        return None  # another entry has begun: what stopped the parser is not the quote
    if _BREAK.search(scene.raw, start, end):
        return start, (
            f"the quote {quote} that opens here is closed only on line {scene.line(end)}: "
            f"close it where the text ends, or leave it out: {quoted(rest_of_line(scene.raw, start + 1))}"
        )
    if "flow" in scene.context and _KEY.match(scene.raw, scene.at):
        return None  # the next entry, without a comma before it
    rest = rest_of_line(scene.raw, start)
    close = next((each.start() for each in re.finditer(quote, rest) if _closes(rest, each.end(), end - start)), 0)
    if close:
        inner = rest[1:close]
        return (
            start,
            f"a {quote} inside of this text closes it: put the whole of it in quotes like this: {quoted(inner)}",
        )
    return start, (
        f"the text goes on behind its closing quote {quote}: "
        f"put the whole of it in the other kind of quotes: {quoted(rest)}"
    )


def _closes(rest: str, index: int, after: int) -> bool:
    """Whether a quote that ends there may be the last one of its text."""
    return index > after and _CLOSES.match(rest, index) is not None
