"""Writes SVG: elements with escaped text and attributes, numbers short and the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from journeykit.render.text import clean, first_strong

__all__ = ["element", "number", "text_of"]


def number(value: float) -> str:
    """At most two decimals, no trailing zeros, no minus zero.

    >>> number(3.0), number(-0.001), number(1.256)
    ('3', '0', '1.26')
    """
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def text_of(text: str) -> str:
    r"""Character data, or an attribute's value: escaped, and without what XML forbids.

    >>> text_of('<script>"x"</script>\x07')
    '&lt;script&gt;&quot;x&quot;&lt;/script&gt;'
    """
    return escape(clean(text), quote=True)


def element(
    tag: str, attributes: dict[str, str | float | None] | None = None, *children: str, text: str | None = None
) -> str:
    """One element; attributes that are None are left out, `children` are ready-made SVG, `text` is escaped.

    >>> element("rect", {"width": 2.5, "class": 'a"b', "rx": None})
    '<rect width="2.5" class="a&quot;b"/>'
    >>> element("g", None, element("title", text="a & b"))
    '<g><title>a &amp; b</title></g>'
    """
    head = tag + "".join(
        f' {name}="{number(value) if isinstance(value, (int, float)) else text_of(value)}"'
        for name, value in (attributes or {}).items()
        if value is not None
    )
    inside = "".join(_flat(children))
    if text is not None:
        # A line that runs from right to left says so itself: viewers differ in what they make of `direction`.
        turned = tag == "text" and first_strong(text) == "rtl"
        inside += f"\u2067{text_of(text)}\u2069" if turned else text_of(text)
    return f"<{head}>{inside}</{tag}>" if inside else f"<{head}/>"


def _flat(children: Iterable[str]) -> Iterable[str]:
    return (child for child in children if child)
