"""From YAML text to a plain tree with places, safely: no tags, no merge keys, bounded aliases and depth."""

from __future__ import annotations

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from journeykit.errors import Fault
from journeykit.io.parsed import Loc, Parsed, place_name
from journeykit.io.text import Position, Text, refuse
from journeykit.io.yaml12 import prose, spaces, syntax
from journeykit.io.yaml12.characters import check, paired, shields
from journeykit.io.yaml12.frame import Frame
from journeykit.io.yaml12.nodes import Node, NodePlaces
from journeykit.io.yaml12.scalars import resolve

__all__ = ["read"]

_DEEPEST = 200  # levels; a map needs about fifteen, a persona's rule a few more
_FREE, _FACTOR = 10_000, 10  # aliases may add this many values, and this many times what is written
_MOST = 1_000_000  # values that are written: each of them may be wrong, and each fault takes memory
_PART = 32  # characters of a text that weigh as much as one value


def read(text: Text) -> Parsed:
    """The tree of a YAML document. Raises FormatError where there is none to be had."""
    return _Composer(text).run()


class _Composer:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.raw = text.raw
        self.faults: list[Fault] = []
        self.stack: list[Frame] = []
        self.root: Node | None = None
        self.anchors: dict[str, Node | None] = {}  # None while it is being read
        self.unused: dict[str, Node] = {}
        self.seen = 0
        self.quote: tuple[int, int] | None = None  # the quoted text that was read last
        self.written = 0
        self.extra = 0
        check(text)
        self.shield, self.unshield = shields(text.raw)

    def run(self) -> Parsed:
        documents = 0
        for event in self._events():
            self.seen = event.end_mark.index
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._open(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._close(event)
            elif isinstance(event, AliasEvent):
                self._alias(event)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                self._document(event, documents)
        for node in self.unused.values():
            self._fault(node.start, "unused_anchor", prose.unused_anchor(self.raw, node))
        root = self.root
        if root is None:
            refuse("the document is empty: a map begins with `journeykit: 1`", "empty")
        if root.style == "plain" and (odd := spaces.odd_space(self.text, 1, 1)):
            refuse(odd[1], "character", self.text.position(odd[0]))
        return Parsed(root.value, NodePlaces(self.text, root), tuple(self.faults))

    def _events(self) -> Iterator[Event]:
        """The events of ruamel's parser; whatever goes wrong inside is a fault of the document."""
        loader = YAML(typ="safe", pure=True)
        try:
            yield from loader.parse(self.raw.translate(self.shield) if self.shield else self.raw)
        except MarkedYAMLError as error:
            raise syntax.refusal(error, self.text, self.quote) from None
        except (ValueError, OverflowError, IndexError, AttributeError, TypeError, AssertionError, RecursionError):
            # ruamel's own slips on broken input, such as an escape beyond the last Unicode character
            refuse("this cannot be read as YAML: put texts with special characters in quotes", "syntax", self._ahead())

    def _ahead(self) -> Position:
        """The first character after what was read well."""
        rest = self.raw[self.seen :]
        return self.text.position(self.seen + len(rest) - len(rest.lstrip(": \r\n")))

    def _document(self, event: DocumentStartEvent, number: int) -> None:
        if event.version not in {None, (1, 2)}:
            refuse(
                "`%YAML` with a version other than 1.2 is not read (1.1 takes `no` for false): delete the line",
                "yaml_version",
                self.text.position(max(0, self.raw.find("%YAML"))),
            )
        if number > 1:
            refuse(
                "a second document begins here: one file holds one map, so put it in a file of its own",
                "several_documents",
                self.text.position(event.start_mark.index),
            )

    # --- the parts of the tree

    def _scalar(self, event: ScalarEvent) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        text = event.value.translate(self.unshield) if self.unshield else event.value
        plain = event.style is None
        style = "plain" if plain else "block" if event.style in {"|", ">"} else "quoted"
        node = Node(text, start, end, style, 1 + len(text) // _PART)
        if plain:
            try:
                node.value = resolve(text)
            except ValueError:
                self._fault(
                    start, "number", f"a number of {len(text)} digits is not read: put it in quotes if it is text"
                )
            if node.value is None or isinstance(node.value, str):
                self._check_plain(node)
        elif style == "quoted":
            node.value, whole = paired(text)
            if not whole:
                self._fault(start, "character", "an escape here is half of a character (U+D800 to U+DFFF): delete it")
            self.quote = start, end
        elif not text and (message := prose.empty_block(self.raw[start : start + 80])):
            self._fault(start, "cut_text", message)
        self._tag(event, start)
        self.written += node.weight
        if self.written > _MOST:
            refuse("the document holds more values than any map does", "too_large", self.text.position(start))
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            if plain and isinstance(node.value, str):
                self.unused[event.anchor] = node
        self._add(node)

    def _check_plain(self, node: Node) -> None:
        """Whether an odd space, a `#` or a list item in the wrong column got lost in an unquoted text."""
        raw, start, end = self.raw, node.start, node.end
        if message := spaces.wrong(raw, node):
            if start in self.text.starts:  # the indentation: what belongs to what is not known
                refuse(message, "character", self.text.position(start))
            self._fault(start, "character", message)
        elif raw.startswith(" #", end) and (message := prose.comment(raw, node)):
            self._fault(end + 1, "cut_text", message)
        elif node.value and " - " in str(node.value) and (dash := prose.lost_item(raw, start, end)):
            self._fault(
                dash, "indentation", "this list item is part of the text above it: begin it in the list's column"
            )

    def _tag(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, start: int) -> None:
        if event.ctag is not None:
            self._fault(start, "tag", prose.tag(self.raw[start : start + 200]))

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        mapping = isinstance(event, MappingStartEvent)
        start = event.start_mark.index
        node = Node({} if mapping else [], start, start, "flow" if event.flow_style else "block")
        self._tag(event, start)
        self.written += 1
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.stack.append(Frame(node, event.anchor))
        if len(self.stack) > _DEEPEST:
            message = f"more than {_DEEPEST} levels of lists and mappings: no map is that deep"
            refuse(message, "too_deep", self.text.position(start))

    def _close(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        frame = self.stack.pop()
        node = frame.node
        node.end = event.end_mark.index
        self._report_cut(frame)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = node
        self._add(node)

    def _alias(self, event: AliasEvent) -> None:
        name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
        self.unused.pop(name, None)
        if name not in self.anchors:
            self._fault(start, "alias", prose.alias(self.raw, start, name, list(self.anchors)))
            self._add(Node(None, start, end, "alias"))
            return
        target = self.anchors[name]
        if target is None:
            refuse(f"`*{name}` stands inside of what it names: write it out", "alias", self.text.position(start))
        self.extra += target.weight
        if self.extra > _FREE + _FACTOR * self.written:
            refuse(
                "aliases (`*name`) blow this document up to many times its size: write the parts out",
                "alias_bomb",
                self.text.position(start),
            )
        self._add(target.at(start, end))

    def _add(self, node: Node) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        frame.node.weight += node.weight
        if isinstance(frame.node.value, list):
            frame.node.value.append(node.value)
            frame.node.items.append(node)
        elif frame.key is None:
            frame.key, frame.name = node, self._name(node)
        else:
            self._entry(frame, frame.key, node)
            frame.key = None

    def _name(self, key: Node) -> str | None:
        """The text of a key, None (and a fault) where it is none."""
        if key.style == "plain" and key.value == "<<":
            self._fault(
                key.start, "merge_key", "`<<` is not read: write the entries out, or share whole values with `*`"
            )
            return None
        if isinstance(key.value, str):
            return key.value
        last = self.stack[-1].last
        decimal = prose.decimal_comma(self.raw, last, key)
        start = last.start if decimal and last is not None else key.start
        self._fault(start, "key", decimal or prose.key_that_is_none(self.raw, key))
        return None

    def _entry(self, frame: Frame, key: Node, value: Node) -> None:
        name, node = frame.name, frame.node
        if name is None:
            return
        if value.empty and ":" not in self.raw[key.end : value.start]:
            entry = spaces.glued(self.raw, key)
            if entry is None:
                self._cut(frame, key)
                return
            name = frame.name = entry.name
            value = Node(resolve(entry.value), key.end - len(entry.value), key.end, "plain")
            if not frame.glued:
                self._fault(entry.at, "cut_text", entry.message)
            frame.glued = True
        if value.empty and self.raw.startswith(": #", key.end):
            value.start = value.end = key.end + 1  # ruamel places an empty value at the next word
            self._check_plain(value)
        if name in node.children:
            first = self.text.position(node.children[name][0].start)
            message = f"the key {name!r} stands twice, first on line {first[0]}, column {first[1]}: keep one of them"
            self._fault(key.start, "duplicate_key", message)
        node.children[name] = (key, value)
        assert isinstance(node.value, dict)  # noqa: S101 - only mappings have keys
        node.value[name] = value.value

    def _cut(self, frame: Frame, key: Node) -> None:
        """A word without a colon where a key should be: most likely the rest of a text with a comma in it."""
        if frame.cut and not self.raw[frame.cut[2] : key.start].strip(", \t\r\n"):
            frame.cut[2] = key.end
            return
        self._report_cut(frame)
        last = frame.last
        begins = last is not None and last.style == "plain" and not self.raw[last.end : key.start].strip(", \t\r\n")
        frame.cut = [last.start if begins and last is not None else key.start, key.start, key.end]

    def _report_cut(self, frame: Frame) -> None:
        if frame.cut:
            start, at, end = frame.cut
            self._fault(at, "cut_text", prose.cut(self.raw, start, at, end))
            frame.cut = []

    def _fault(self, index: int, code: str, message: str) -> None:
        line, column = self.text.position(index)
        self.faults.append(Fault(place_name(self._path()), message, code, line=line, column=column))

    def _path(self) -> Loc:
        path: list[str | int] = []
        for frame in self.stack:
            if isinstance(frame.node.value, list):
                path.append(len(frame.node.items))
            elif frame.key is not None and frame.name is not None:
                path.append(frame.name)
        return path
