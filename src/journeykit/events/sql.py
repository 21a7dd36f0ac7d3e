"""Names and texts as SQL takes them, whatever they hold: nothing of a log's reaches a query unquoted."""

from __future__ import annotations

__all__ = ["quoted", "text"]


def quoted(name: str) -> str:
    """A name of a column or table.

    >>> print(quoted('the "last" one'))
    "the ""last"" one"
    """
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text.

    >>> print(text("Ben's"))
    'Ben''s'
    """
    return "'" + value.replace("'", "''") + "'"
