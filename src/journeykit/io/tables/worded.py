"""Pains, needs, processes and the like in a cell: a text, and in brackets what is known of it in a word or a number."""

# ruff: noqa: ARG002 - every kind is given the terms, and few need them

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from journeykit.io.tables.grid import CellError
from journeykit.io.tables.kinds import NOTHING, Flag, Kind, Number, Terms, Word
from journeykit.io.tables.names import is_id
from journeykit.io.tables.texts import Item, items, joined, quoted, tidy

__all__ = ["Links", "Moment", "Worded"]


class _Persona(Kind):
    """The id of a persona."""

    def understood(self, text: str, terms: Terms) -> Any:
        """The id."""
        return terms.names["persona"].require(text)


_STATUS = Word("proposed", "planned", "in_progress", "done", "rejected")
_NUMBER, _FLAG = Number(), Flag()
_ATTRIBUTES: Mapping[str, Mapping[str, Kind]] = {
    "Need": {"importance": _NUMBER, "satisfaction": _NUMBER},
    "Expectation": {"met": Word("missed", "met", "exceeded")},
    "Quote": {"persona": _Persona()},
    "PainPoint": {"severity": _NUMBER, "barrier": _FLAG},
    "Gain": {"severity": _NUMBER},
    "Opportunity": {
        "kind": Word("fix", "delight", "retain", "upsell", "remove"),
        "customer_value": _NUMBER,
        "business_value": _NUMBER,
        "effort": _NUMBER,
        "status": _STATUS,
    },
    "Process": {"kind": Word("human", "technology"), "fail_point": _FLAG, "wait_point": _FLAG},
}
_BRACKETS = re.compile(r"(.*?)\s*\[([^\[\]]*)\]", re.DOTALL)
_LINKED = re.compile(r"(.*?)\s*<([^\s<>;]+)>", re.DOTALL)


class Worded(Kind):
    """Nouns known by their text: `no two quotes compare [severity 4, barrier]`."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self.attributes = _ATTRIBUTES[noun]

    def carried(self, value: Any, terms: Terms) -> Any:
        """Each with its text and what fits into brackets; a reference has been replaced by what it stands for."""
        kept = []
        for each in value:
            whole = {"text": each} if isinstance(each, str) else each
            left = {"text": tidy(whole["text"])}
            left |= {name: whole[name] for name in self.attributes if name in whole}
            kept.append(left if isinstance(each, dict) else left["text"])
        return kept or NOTHING

    def told(self, value: Any, terms: Terms) -> str:
        """One in a line."""
        return joined(self._one(each, terms) for each in value)

    def _one(self, value: Any, terms: Terms) -> str:
        whole = {"text": value} if isinstance(value, str) else value
        text = quoted(whole["text"], always=whole["text"].endswith("]"))
        said = self.said(whole, terms)
        return f"{text} [{said}]" if said else text

    def said(self, whole: Mapping[str, Any], terms: Terms) -> str:
        """What stands in the brackets of one: `severity 4, barrier`."""
        return ", ".join(
            name.replace("_", " ") + ("" if kind is _FLAG else f" {kind.told(whole[name], terms)}")
            for name, kind in self.attributes.items()
            if name in whole
        )

    def understood(self, text: str, terms: Terms) -> Any:
        """Texts, and mappings where brackets say more."""
        return [self._noun(each, terms) for each in items(text)] or None

    def _noun(self, item: Item, terms: Terms) -> Any:
        if item.quoted:
            said = self._said(item.tail[1:-1], terms) if item.tail.startswith("[") and item.tail.endswith("]") else None
            if item.tail and said is None:
                return item.text + " " + item.tail
            return {"text": item.text, **said} if said else item.text
        match = _BRACKETS.fullmatch(item.text)
        said = self._said(match[2], terms) if match is not None and match[1] else None
        return {"text": match[1], **said} if match is not None and said else item.text

    def _said(self, inside: str, terms: Terms) -> dict[str, Any] | None:
        """What brackets say; None where they belong to the text."""
        found: dict[str, Any] = {}
        for part in inside.split(","):
            said = part.strip().casefold()
            name = next(
                (n for n in self.attributes if said == (w := n.replace("_", " ")) or said.startswith(f"{w} ")), ""
            )
            if not name or name in found:
                return None
            kind, rest = self.attributes[name], part.strip()[len(name) :].strip()
            if kind is _FLAG and rest:
                return None
            try:
                found[name] = True if kind is _FLAG else kind.understood(rest, terms)
            except CellError:
                return None
        return found


class Links(Kind):
    """Links, with their address in angle brackets: `Price study <https://example.org/study>`."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """The texts, and addresses without white space."""
        kept: list[Any] = []
        for each in value:
            whole = {"text": each} if isinstance(each, str) else each
            left = {"text": tidy(whole["text"])}
            if _LINKED.fullmatch(f"<{whole.get('url')}>"):
                left |= {"url": whole["url"]} if "url" in whole and tidy(whole["url"]) == whole["url"] else {}
            kept.append(left if isinstance(each, dict) else left["text"])
        return kept or NOTHING

    def told(self, value: Any, terms: Terms) -> str:
        """One in a line."""
        whole = [{"text": each} if isinstance(each, str) else each for each in value]
        return joined(
            quoted(each["text"], always=each["text"].endswith(">")) + (f" <{each['url']}>" if "url" in each else "")
            for each in whole
        )

    def understood(self, text: str, terms: Terms) -> Any:
        """Texts, and mappings where there is an address."""
        found: list[Any] = []
        for each in items(text):
            match = _LINKED.fullmatch(each.tail if each.quoted else each.text)
            if match is None:
                found.append(f"{each.text} {each.tail}" if each.tail else each.text)
            else:
                found.append({"text": each.text if each.quoted else match[1], "url": match[2]})
        return found or None


_TYPES = ("ZMOT", "FMOT", "SMOT", "UMOT", "TMOT", "AMOT")
_TYPED = re.compile(rf"({'|'.join(_TYPES)})(?:\s*:\s*(.+))?", re.DOTALL)


class Moment(Kind):
    """A moment of truth: `yes`, its type, the reason, or `FMOT: the reason`."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """Type and reason."""
        if not isinstance(value, dict):
            return value
        left = {key: value[key] for key in ("type",) if key in value}
        why = tidy(value.get("why", ""))
        return left | ({"why": why} if why else {})

    def told(self, value: Any, terms: Terms) -> str:
        """As people would write it."""
        if not isinstance(value, dict):
            return value if isinstance(value, str) else "yes"
        kind, why = value.get("type"), value.get("why")
        if kind and why:
            return f"{kind}: {why}"
        if kind or not why:
            return str(kind or "yes")
        return quoted(why, always=self._misread(why) or why.startswith('"'))

    def _misread(self, why: str) -> bool:
        try:
            Flag().understood(why, Terms())
        except CellError:
            return _TYPED.fullmatch(why) is not None or is_id(why.lower())
        return True

    def understood(self, text: str, terms: Terms) -> Any:
        """What the model takes for a moment of truth."""
        if (whole := re.fullmatch(r'"((?:[^"]|"")*)"', text)) is not None:
            return {"why": whole[1].replace('""', '"')}
        try:
            return Flag().understood(text, terms) or None
        except CellError:
            match = _TYPED.fullmatch(text)
        if match is not None:
            return {"type": match[1], "why": match[2]} if match[2] else match[1]
        # a short word in capitals is meant for a type: the model says which there are
        return text if re.fullmatch(r"[A-Z]{2,8}", text) else {"why": text}
