"""Expressions laid out as a formatter would leave them: on one line where that fits, else one part per line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Call", "Expression", "Items", "Pairs", "Plain", "laid_out", "literal"]

WIDTH = 100  # columns
_INDENT = "    "
_TOKEN = re.compile(r"\\.|\"", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Plain:
    """Something that is never broken: a name, a literal, a chain."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `apart` puts each item on a line of its own even where one line would do."""

    items: Sequence[Expression]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A dictionary with text keys."""

    items: Sequence[tuple[str, Expression]]


@dataclass(frozen=True, slots=True)
class Call:
    """A call with positional and named arguments."""

    function: str
    positional: Sequence[Expression]
    named: Sequence[tuple[str, Expression]]


Expression = Plain | Items | Pairs | Call


def laid_out(head: str, expression: Expression) -> str:
    """The lines of `head` followed by the expression.

    >>> print(laid_out("a = ", Call("jk.Action", [Plain('"a"')], [("tags", Items([Plain('"x"')]))])))
    a = jk.Action("a", tags=["x"])
    """
    return "\n".join(_lines("", head, expression, ""))


def literal(text: str) -> str:
    r"""The text as a Python literal, in the quotes that need the fewest backslashes, double ones if in doubt.

    >>> print(literal("it's\n"), literal('say "yes"'))
    "it's\n" 'say "yes"'
    """
    single = repr(text + '"')[1:-2]  # with a double quote in it, repr writes single quotes and escapes those inside
    if text.count('"') > text.count("'"):
        return f"'{single}'"
    swapped = {r"\'": "'", '"': r"\""}
    return f'"{_TOKEN.sub(lambda found: swapped.get(found.group(), found.group()), single)}"'


def _lines(indent: str, head: str, expression: Expression, tail: str) -> Iterator[str]:
    flat = f"{indent}{head}{_flat(expression)}{tail}"
    opening, parts, closing = _parts(expression)
    if not parts or (_columns(flat) <= WIDTH and not _apart(expression)):
        yield flat
        return
    yield f"{indent}{head}{opening}"
    for name, part in parts:
        yield from _lines(indent + _INDENT, name, part, ",")
    yield f"{indent}{closing}{tail}"


def _apart(expression: Expression) -> bool:
    """Whether the expression, or a part of it, wants lines of its own."""
    if isinstance(expression, Items) and expression.apart:
        return True
    return any(_apart(part) for _, part in _parts(expression)[1])


def _parts(expression: Expression) -> tuple[str, list[tuple[str, Expression]], str]:
    """What opens it, its parts with what stands before each, and what closes it."""
    if isinstance(expression, Items):
        return "[", [("", item) for item in expression.items], "]"
    if isinstance(expression, Pairs):
        return "{", [(f"{literal(key)}: ", item) for key, item in expression.items], "}"
    if isinstance(expression, Call):
        named = [(f"{name}=", item) for name, item in expression.named]
        return f"{expression.function}(", [*(("", item) for item in expression.positional), *named], ")"
    return expression.text, [], ""


def _flat(expression: Expression) -> str:
    opening, parts, closing = _parts(expression)
    return f"{opening}{', '.join(name + _flat(part) for name, part in parts)}{closing}"


def _columns(text: str) -> int:
    """Columns on a screen: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_column(each) for each in text)


def _column(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
