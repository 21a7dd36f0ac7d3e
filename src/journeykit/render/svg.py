"""Writes SVG: elements with escaped text and attributes, numbers short and the same everywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from journeykit.render.text import clean, runs_left, tidy

__all__ = ["element", "line_of", "number", "text_of"]

_ESCAPED = re.compile("[&<>\"']")
# Words that stand in a drawing as they are: nothing to escape or to clean, one space between two, from left to right.
_PLAIN = re.compile("[!#-%(-;=?-~\u00a1-\u00ac\u00ae-\u024f]+(?: [!#-%(-;=?-~\u00a1-\u00ac\u00ae-\u024f]+)*")
_SOFT_HYPHEN = "\u00ad"  # where a line may end, which is settled by now; some viewers draw every one of them
_SHORT, _LONG = 100, 1_000  # characters: what is a short attribute, and what is surely not cut as a text
_MOST = 50_000  # attributes that are kept


@lru_cache(maxsize=65_536)  # a drawing says the same few places again and again
def number(value: float) -> str:
    """At most two decimals, no trailing zeros, no minus zero.

    >>> number(3.0), number(-0.001), number(1.256)
    ('3', '0', '1.26')
    """
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def text_of(text: str) -> str:
    r"""Character data: escaped, and without what XML forbids.

    >>> text_of('<script>"x"</script>\x07')
    '&lt;script&gt;&quot;x&quot;&lt;/script&gt;'
    """
    if _is_plain(text):
        return text
    return _escaped(clean(text).replace(_SOFT_HYPHEN, ""))


def line_of(text: str) -> str:
    """What stands inside a text element: as `text_of`, and a line that runs from right to left says so itself.

    Viewers differ in what they make of `direction`.
    """
    if _is_plain(text):
        return text
    return f"\u2067{text_of(text)}\u2069" if runs_left(text) else text_of(text)


def _is_plain(text: str) -> bool:
    return len(text) < _LONG and _PLAIN.fullmatch(text) is not None


def _escaped(text: str) -> str:
    return escape(text, quote=True) if _ESCAPED.search(text) else text


class _Written(dict[tuple[str, str | float | None], str]):
    """Attributes as they are written: classes, colours, sizes and places come again and again."""

    def __missing__(self, pair: tuple[str, str | float | None]) -> str:
        name, value = pair
        if value is None:
            return ""
        if not isinstance(value, str):
            said = f' {name}="{number(value)}"'
        elif len(value) > _SHORT:  # a place of its own, so that they do not push the short ones out
            return f' {name}="{_sign(value) if len(value) < _LONG else _said(value)}"'
        else:
            said = f' {name}="{_said(value)}"'
        if len(self) > _MOST:
            self.clear()
        self[pair] = said
        return said


def _said(value: str) -> str:
    return _escaped(tidy(value))


_sign = lru_cache(maxsize=1_024)(_said)  # the path of an icon stands at every step
_write = _Written().__getitem__


def element(
    tag: str, attributes: dict[str, str | float | None] | None = None, *children: str, text: str | None = None
) -> str:
    """One element; attributes that are None are left out, `children` are ready-made SVG, `text` is escaped.

    Text is cut at 2,000 characters; an attribute never is, because paths and pictures are long.

    >>> element("rect", {"width": 2.5, "class": 'a"b', "rx": None})
    '<rect width="2.5" class="a&quot;b"/>'
    >>> element("g", None, element("title", text="a & b"))
    '<g><title>a &amp; b</title></g>'
    """
    head = "".join(map(_write, attributes.items())) if attributes else ""
    inside = "".join(children)
    if text is not None:
        inside += line_of(text) if tag == "text" else text_of(text)
    return f"<{tag}{head}>{inside}</{tag}>" if inside else f"<{tag}{head}/>"
