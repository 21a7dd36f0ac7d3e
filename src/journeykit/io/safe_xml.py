"""XML from anywhere: parsed without entities, document types or network, with the line of each element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError, TreeBuilder  # only its errors and its builder: the parser is another

from journeykit.io.text import refuse

__all__ = ["Element", "parse", "xml_text"]

_MOST_DEPTH = 100
_MOST_ELEMENTS = 200_000
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Element:
    """An element: its name without a namespace, attributes, text without the white space around it, and its line."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Element]:
        """The children of these names, in order."""
        return (each for each in self.children if each.name in names)

    def first(self, *path: str) -> Element | None:
        """The first child of the first name, its first child of the next name, and so on."""
        found: Element | None = self
        for name in path:
            found = None if found is None else next(found.all(name), None)
        return found

    def said(self, *path: str) -> str | None:
        """The text of the element at the end of a path; None where there is none or it is empty."""
        found = self.first(*path)
        return found.text or None if found is not None else None


class _Builder(TreeBuilder):
    """Makes elements as the parser meets them."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self.parser: Any = None
        self._open: list[tuple[Element, list[str]]] = []
        self._count = 0

    def start(self, tag: Any, attrs: Any, /) -> Any:
        """An element begins."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) >= _MOST_DEPTH:
            refuse("the document has more elements, or nests them deeper, than any map needs", "too_large", (line, 1))
        plain = {name.rpartition("}")[2]: value for name, value in attrs.items()}
        made = Element(tag.rpartition("}")[2], plain, line, column)
        if self._open:
            self._open[-1][0].children.append(made)
        else:
            self.root = made
        self._open.append((made, []))

    def data(self, data: str, /) -> None:
        """Characters inside the element that is open."""
        if self._open:
            self._open[-1][1].append(data)

    def end(self, _: Any, /) -> Any:
        """An element ends."""
        made, text = self._open.pop()
        made.text = "".join(text).strip()


def parse(text: str) -> Element:
    """The root element of a document.

    Raises FormatError for what is no XML, and for documents with a document type or entities, which can read files,
    call servers and blow up a small file; with line and column.

    >>> found = parse("<a x='1'><b>&lt; two </b></a>")
    >>> found.attributes, found.said("b"), found.children[0].line
    ({'x': '1'}, '< two', 1)
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    try:
        # the characters are decoded already: what the declaration says of an encoding is over
        parser.feed(re.sub(r"\A\s*<\?xml[^>]*\?>", lambda match: "\n" * match[0].count("\n"), text, count=1))
        parser.close()
    except ParseError as error:
        line, column = error.position
        refuse(f"this is no well-formed XML: {str(error).partition(': line')[0]}", "syntax", (line, column + 1))
    except DefusedXmlException:
        place = (builder.parser.CurrentLineNumber, builder.parser.CurrentColumnNumber + 1)
        refuse("a document type or an entity is not read: it can read files and blow up: take it out", "unsafe", place)
    except (ValueError, LookupError) as error:  # a character that no encoding has, an encoding that nobody knows
        refuse(f"this is no XML: {error}", "syntax", (1, 1))
    if builder.root is None:  # pragma: no cover - an empty document is not well-formed
        refuse("the document is empty", "syntax", (1, 1))
    return builder.root


def xml_text(text: str) -> str:
    """The text with U+FFFD for what XML has no place for: control characters and half characters."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
