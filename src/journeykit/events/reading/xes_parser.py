"""XES read as a stream: events come out as they end, and nothing of the document is kept.

Document types and entities are refused, as they can read files, call servers and blow up a small file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from journeykit.errors import EventLogError
from journeykit.events.reading.names import shown

__all__ = ["Attributes", "XesEvents"]

Attributes: TypeAlias = "dict[str, str]"

_ATTRIBUTES: Final = {"string": "text", "id": "text", "date": "date", "int": "int", "float": "float", "boolean": "bool"}
_GROUPS: Final = {"list", "container"}
_MOST_DEPTH = 100
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_INT: Final = re.compile(r"[+-]?\d{1,18}")


@dataclass(slots=True)
class XesEvents:
    """What an XML parser tells (`start`, `end`), turned into `events`: pairs of the trace's attributes and the event's.

    Whoever reads takes the events away and empties the list. `kinds` are those of the values of trace and event
    attributes; the counters say what was left out.
    """

    where: str
    parser: Any = None
    events: list[tuple[Attributes, Attributes]] = field(default_factory=list)
    trace_kinds: dict[str, set[str]] = field(default_factory=dict)
    event_kinds: dict[str, set[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    unnamed: int = 0
    traces: int = 0
    empty_traces: int = 0
    orphans: int = 0
    _depth: int = 0
    _skipped: int = 0  # the depth of the element whose inside is not looked at
    _trace: Attributes | None = None
    _event: Attributes | None = None
    _events_before: int = 0
    _written: bool = False  # whether events of the trace that is open have been taken away

    def start(self, tag: str, attrs: dict[str, str], /) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise EventLogError(f"{self.here()}: elements stand more than {_MOST_DEPTH} deep: no XES does that")
        name = tag.rpartition("}")[2]
        if self._skipped:
            if self._trace is not None and "key" in attrs:
                self.left_out[attrs["key"]] += 1
            return
        if self._depth == 1:
            if name != "log":
                raise EventLogError(f"{self.here()}: this is no XES: it begins with <{name[:40]}>, and not with <log>")
        elif name == "trace" and self._depth == 2:
            self._trace, self._events_before, self._written = {}, len(self.events), False
            self.traces += 1
        elif name == "event" and self._trace is not None and self._depth == 3:
            self._event = {}
        else:
            self._skipped = self._depth
            self._attribute(name, attrs)

    def end(self, _: str, /) -> None:
        """An element ends."""
        if self._skipped:
            if self._skipped == self._depth:
                self._skipped = 0
        elif self._event is not None and self._depth == 3:
            assert self._trace is not None  # noqa: S101 - events begin in traces alone
            self.events.append((self._trace, self._event))
            self._event = None
        elif self._trace is not None and self._depth == 2:
            self._named(self._trace)
            self.empty_traces += not self._written and len(self.events) == self._events_before
            self._trace = None
        self._depth -= 1

    def taken(self) -> list[tuple[Attributes, Attributes]]:
        """The events so far, which are no longer kept."""
        if self._trace is not None and len(self.events) > (0 if self._written else self._events_before):
            self._named(self._trace)
            self._written = True
        found, self.events = self.events, []
        self._events_before = 0
        return found

    def here(self) -> str:
        """The place that the parser has come to."""
        return f"{self.where}, line {self.parser.CurrentLineNumber}"

    def _attribute(self, name: str, attrs: dict[str, str]) -> None:
        kind = _ATTRIBUTES.get(name)
        if kind is None or self._depth == 2:
            if name == "event" and self._depth == 2:
                self.orphans += 1
            elif name in _GROUPS and self._trace is not None:
                self.left_out[attrs.get("key", name)] += 1
            return
        key, value = attrs.get("key"), attrs.get("value")
        if key is None or value is None:
            self.left_out[key or f"a <{name}> without a key"] += 1
            return
        if self._event is not None:
            kinds, target = self.event_kinds, self._event
        else:
            assert self._trace is not None  # noqa: S101 - depth 3 and not skipped: inside a trace
            if self._written:
                raise EventLogError(
                    f"{self.here()}: attributes of a trace must stand before its events, where it has many thousands"
                )
            key, kinds, target = f"case:{key}", self.trace_kinds, self._trace
        target[key] = value
        seen = kinds.get(key)
        if seen is None:
            seen = kinds[key] = set()
        seen.add(kind if kind == "text" else _checked(kind, value))

    def _named(self, trace: Attributes) -> None:
        """A trace without a name is called by its number."""
        if "case:concept:name" not in trace:
            trace["case:concept:name"] = f"#{self.traces}"
            self.trace_kinds.setdefault("case:concept:name", set()).add("text")
            self.unnamed += 1


def _checked(kind: str, value: str) -> str:
    """What a value is: what it is declared as, if it reads like that."""
    if kind == "date":
        found = _MOMENT.fullmatch(value)
        return "text" if found is None else "aware" if found[1] else "naive"
    if kind == "int":
        return "int" if _INT.fullmatch(value) else "text"
    if kind == "bool":
        return "bool" if value.lower() in ("true", "false") else "text"
    try:
        float(value)
    except ValueError:
        return "text"
    return "float"


def said(found: XesEvents) -> list[str]:
    """Sentences on what the reading left out or had to make up."""
    notes = []
    if found.left_out:
        names = ", ".join(f"{shown(name)} ({count:,})" for name, count in found.left_out.most_common(4))
        more = f" and {len(found.left_out) - 4} more" if len(found.left_out) > 4 else ""
        notes.append(f"nested attributes and lists are left out: {names}{more}")
    if found.orphans:
        notes.append(f"events outside of any trace are left out: {found.orphans:,}")
    if found.unnamed:
        notes.append(f"traces without concept:name are called by their number, such as '#1': {found.unnamed:,}")
    if found.empty_traces:
        notes.append(f"traces without events are no cases: {found.empty_traces:,}")
    return notes
