"""What of a text can stand in a drawing: one line, no controls, nothing that XML forbids or that turns other text."""

from __future__ import annotations

import re

__all__ = ["clean", "tidy", "without_isolates"]

_MOST = 2_000  # characters of one text that are looked at: nobody reads more on a card
_BREAKS = re.compile("[\\t-\\r\\x85\\u2028\\u2029]")
# C0 and C1 controls, lone surrogates, noncharacters, and the marks that turn the direction of what follows.
_FORBIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff\\u202a-\\u202e\\u2066\\u2067"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_ISOLATED = re.compile(
    "(\u2068[^\u2068\u2069]*\u2069)|[\u2068\u2069]"
)  # a pair shuts its inside off; alone it turns the rest

_NOTHING = re.compile("\u2068 *\u2069")


def clean(text: str) -> str:
    r"""The text on one line, without control characters, lone surrogates and characters that XML forbids.

    >>> clean("a\x00b\n  c\ud800")
    'ab c'
    """
    return tidy(text[:_MOST])


def tidy(text: str) -> str:
    """As `clean`, of any length."""
    # Printable text holds no control, mark of direction or separator other than the space: most needs no more looking.
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    words = _NOTHING.sub("", _ISOLATED.sub(r"\1", _FORBIDDEN.sub("", _BREAKS.sub(" ", text)))).split(" ")
    return " ".join(word for word in words if word)


def without_isolates(text: str) -> str:
    r"""The text without what stands in isolation, which has no say in the direction of the rest.

    >>> without_isolates("\u2068abc\u2069 d")
    ' d'
    """
    return _ISOLATED.sub("", text)
