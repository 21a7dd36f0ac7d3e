"""From a document that holds a Mermaid journey, alone or inside Markdown, to the tree of a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from journeykit.io.mermaid.fences import fenced
from journeykit.io.mermaid.lines import Line, lines_of
from journeykit.io.mermaid.scores import Scale
from journeykit.io.mermaid.source import Source
from journeykit.io.mermaid.statements import Statements
from journeykit.io.mermaid.tree import tree_of
from journeykit.io.parsed import Parsed
from journeykit.io.text import Text, refuse
from journeykit.near import near

__all__ = ["read"]

_LISTED = 20
_KEYWORD = len("journey")


def read(text: Text, scale: Scale, block: int | str | None) -> Parsed:
    r"""The tree of a journey. Raises FormatError where there is none, or several and none was chosen.

    >>> read(Text("journey\n section Go\n  Walk: 4: Me"), Scale(), None).tree["personas"]
    [{'id': 'me'}]
    """
    lines = lines_of(text)
    blocks = [Source.of(each.lines, each.number) for each in fenced(lines)]
    journeys = [each for each in blocks if each.is_journey]
    whole = Source.of(lines)
    if whole.is_surely_journey or (whole.is_journey and not journeys):
        journeys = [whole]
    if not journeys:
        _refuse(whole, blocks)
    return _parsed(_chosen(journeys, block), scale)


def _refuse(whole: Source, blocks: Sequence[Source]) -> NoReturn:
    """Say what the document is instead."""
    if blocks:
        what = ", ".join(f"{each.kind or 'unknown'} in line {each.number}" for each in blocks[:_LISTED])
        message = f"none of its Mermaid blocks is a journey ({what}): of Mermaid's diagrams only `journey` is read"
        refuse(message, "no_journey", (blocks[0].number, 1))
    position = whole.head.at(0) if whole.head else (whole.number, 1)
    if whole.kind:
        also = "; flowcharts are written only" if whole.kind in ("flowchart", "graph") else ""
        refuse(f"this is a {whole.kind}: of Mermaid's diagrams only `journey` is read{also}", "no_journey", position)
    refuse(
        "there is no Mermaid journey: its first line is `journey`; in Markdown it stands in a ```mermaid block",
        "no_journey",
        position,
    )


def _chosen(journeys: Sequence[Source], block: int | str | None) -> Source:
    """The journey that the option names, by its number from 1 or by its title."""
    if block is None and len(journeys) == 1:
        return journeys[0]
    titles = [each.title() for each in journeys]
    listed = ", ".join(
        f"{number} {title[:60]!r} (line {each.number})"
        for number, (title, each) in enumerate(zip(titles[:_LISTED], journeys, strict=False), 1)
    )
    more = f" and {len(journeys) - _LISTED} more" if len(journeys) > _LISTED else ""
    if block is None:
        refuse(
            f"there are {len(journeys)} journeys: {listed}{more}: choose one, like block=2 or block='its title'",
            "several_journeys",
            (journeys[1].number, 1),
        )
    number = int(block) if isinstance(block, int) or (block.isdecimal() and len(block) < _KEYWORD) else 0
    if 1 <= number <= len(journeys):
        return journeys[number - 1]
    fitting = [each for each, title in zip(journeys, titles, strict=True) if str(block).casefold() == title.casefold()]
    if len(fitting) != 1:
        guess = near(block, [title for title in titles if title])
        hint = f"did you mean {guess!r}? " if guess and not fitting else ""
        what = "several journeys are called" if fitting else "there is no journey"
        refuse(f"{what} {block!r}: {hint}there are {listed}{more}", "unknown_block")
    return fitting[0]


def _parsed(source: Source, scale: Scale) -> Parsed:
    statements = Statements(scale)
    if source.front:
        title = source.front_title()
        first = source.front[0]
        if title is None:
            statements.tell("front_matter", "the front matter is no YAML: it is left out", first)
        statements.diagram.title = title or ""
        if any(line.text.startswith("config") for line in source.front):
            _display(statements, first)
    if source.directives:
        _display(statements, Line(*source.directives[0].position, ""))
    for each in source.directives:
        if each.odd:
            where = "up to its `}%%`" if each.closed else "up to the end of its line, since it is never closed"
            statements.tell("odd_directive", f"a directive is left out {where}", Line(*each.position, ""))
    lines = list(source.body)
    if source.head is not None:
        if not source.head.text.startswith("journey"):
            statements.tell("journey_letters", "Mermaid knows `journey` in small letters only", source.head)
        rest = source.head.text[_KEYWORD:]
        lines.insert(0, Line(source.head.number, source.head.column + _KEYWORD, rest.lstrip(";")).stripped())
    diagram = statements.read(lines)
    return Parsed(tree_of(diagram, scale), losses=tuple(statements.losses))


def _display(statements: Statements, line: Line) -> None:
    statements.tell("display", "how Mermaid is told to draw it has no place in a map", line, "lost")
