"""Writes HTML: every text and every attribute escaped, and only addresses that are safe to follow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from journeykit.render.svg import text_of

__all__ = ["joined", "link", "picture", "tag"]

_VOID: Final = frozenset({"img", "input", "link", "meta"})
_SAFE: Final = re.compile(r"(https?://|mailto:)[^\s\x00-\x20\x7f<>\"]+", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")


def tag(
    name: str, attributes: Mapping[str, str | bool | None] | None = None, *children: str, text: str | None = None
) -> str:
    """One element; an attribute that is None or False is left out, and True stands without a value.

    `children` are ready-made HTML, `text` is escaped.

    >>> tag("td", {"class": 'a"b', "hidden": True, "id": None}, text="<b> & c")
    '<td class="a&quot;b" hidden>&lt;b&gt; &amp; c</td>'
    >>> tag("meta", {"charset": "utf-8"})
    '<meta charset="utf-8">'
    """
    written = "".join(
        f" {key}" if value is True else f' {key}="{text_of(value)}"'
        for key, value in (attributes or {}).items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return f"<{name}{written}>"
    inside = "".join(children) + ("" if text is None else text_of(text))
    return f"<{name}{written}>{inside}</{name}>"


def link(words: str, address: str | None) -> str:
    """A link, or the bare words where the address is none that may be followed: http, https and mailto may.

    >>> link("the form", "https://example.org/?a=1&b=2")
    '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">the form</a>'
    >>> link("click", "javascript:alert(1)")
    'click'
    """
    if address is None or not _SAFE.fullmatch(address):
        return text_of(words)
    return tag("a", {"href": address, "rel": "noopener noreferrer"}, text=words)


def picture(address: str | None, words: str = "") -> str:
    """An embedded picture; nothing for an address that leads anywhere or is not pixels.

    >>> picture("data:image/png;base64,iVBORw0KGgo=")
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">'
    >>> picture("https://example.org/a.png")
    ''
    """
    if address is None or not _PICTURE.fullmatch(address):
        return ""
    # written as it is: `text_of` looks at the first characters of a text only, and the pattern lets no quote through
    return f'<img src="{address}" alt="{text_of(words)}">'


def joined(parts: tuple[str | None, ...], between: str = " · ") -> str:
    """The parts that say something, with a sign between them.

    >>> joined(("E-mail", "", None, "2 h"))
    'E-mail · 2 h'
    """
    return between.join(part for part in parts if part)
