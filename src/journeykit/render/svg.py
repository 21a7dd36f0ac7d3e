"""Writes SVG: elements with escaped text and attributes, numbers short and the same everywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from journeykit.render.text import clean, runs_left, tidy

__all__ = ["element", "number", "text_of"]

_ESCAPED = re.compile("[&<>\"']")
_SOFT_HYPHEN = "\u00ad"  # where a line may end, which is settled by now; some viewers draw every one of them


@lru_cache(maxsize=65_536)  # a drawing says the same few places and sizes again and again
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
    return _escaped(clean(text).replace(_SOFT_HYPHEN, ""))


def _escaped(text: str) -> str:
    return escape(text, quote=True) if _ESCAPED.search(text) else text


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
    head = tag
    if attributes:
        for name, value in attributes.items():
            if isinstance(value, str):
                head += f' {name}="{_escaped(tidy(value))}"'
            elif value is not None:
                head += f' {name}="{number(value)}"'
    inside = "".join(children)
    if text is not None:
        # A line that runs from right to left says so itself: viewers differ in what they make of `direction`.
        said = text_of(text)
        inside += f"\u2067{said}\u2069" if tag == "text" and runs_left(text) else said
    return f"<{head}>{inside}</{tag}>" if inside else f"<{head}/>"
