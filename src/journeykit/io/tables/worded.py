"""Pains, needs, processes and the like in a cell: a text, and in brackets what is known of it in a word or a number."""

# ruff: noqa: ARG002 - every kind is given the terms, and few need them

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from journeykit.io.tables.grid import CellError
from journeykit.io.tables.kinds import NOTHING, Flag, Kind, Number, Plain, Terms, Word
from journeykit.io.tables.names import is_id
from journeykit.io.tables.texts import Item, items, joined, quoted, tidy

__all__ = ["Links", "Moment", "Worded"]


class _People(Kind):
    """Personas, joined by a plus."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """Their ids."""
        return value or NOTHING

    def told(self, value: Any, terms: Terms) -> str:
        """One behind the other."""
        return value if isinstance(value, str) else " + ".join(value)

    def understood(self, text: str, terms: Terms) -> Any:
        """Their ids."""
        return [terms.names["persona"].require(each.strip()) for each in text.split("+")]


class _Persona(_People):
    """One persona."""

    def understood(self, text: str, terms: Terms) -> Any:
        """The id."""
        return terms.names["persona"].require(text)


class _Short(Kind):
    """A text without commas and brackets."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """The text, where it can stand between commas."""
        left = tidy(value)
        return left if re.fullmatch(r"[^,;\[\]\n]+", left) else NOTHING


_NUMBER, _FLAG, _TEXT = Number(), Flag(), _Short()
# What stands before the value in brackets. Words stand alone, and a colon keeps texts from being taken for others.
_ATTRIBUTES: Mapping[str, Mapping[str, tuple[str, Kind]]] = {
    "Need": {"importance": ("importance", _NUMBER), "satisfaction": ("satisfaction", _NUMBER)},
    "Expectation": {"met": ("", Word("missed", "met", "exceeded"))},
    "Quote": {"persona": ("of", _Persona())},
    "PainPoint": {
        "severity": ("severity", _NUMBER),
        "barrier": ("barrier", _FLAG),
        "cause": ("cause:", _TEXT),
        "personas": ("for", _People()),
    },
    "Gain": {"severity": ("severity", _NUMBER), "personas": ("for", _People())},
    "Opportunity": {
        "kind": ("", Word("fix", "delight", "retain", "upsell", "remove")),
        "customer_value": ("customer value", _NUMBER),
        "business_value": ("business value", _NUMBER),
        "effort": ("effort", _NUMBER),
        "owner": ("owner:", _TEXT),
        "status": ("", Word("proposed", "planned", "in_progress", "done", "rejected")),
    },
    "Process": {
        "kind": ("", Word("human", "technology")),
        "owner": ("owner:", _TEXT),
        "system": ("system:", _TEXT),
        "duration": ("duration:", Plain()),
        "fail_point": ("fail point", _FLAG),
        "wait_point": ("wait point", _FLAG),
    },
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
            for name, (_, kind) in self.attributes.items():
                if name in whole and (some := kind.carried(whole[name], terms)) is not NOTHING:
                    left[name] = some
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
            " ".join(part for part in (word, "" if kind is _FLAG else kind.told(whole[name], terms)) if part)
            for name, (word, kind) in self.attributes.items()
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
            name, value = self._attribute(part.strip(), terms)
            if not name or name in found:
                return None
            found[name] = value
        return found

    def _attribute(self, part: str, terms: Terms) -> tuple[str, Any]:
        """Name and value of one part of the brackets; no name where it belongs to the text."""
        said = part.casefold()
        for name, (word, kind) in self.attributes.items():
            if kind is _FLAG:
                if said == word:
                    return name, True
            elif not word or said.startswith((f"{word} ", *((word,) if word.endswith(":") else ()))):
                try:
                    value = kind.understood(part[len(word) :].strip(), terms)
                except CellError:
                    continue
                if value != "":
                    return name, value
        return "", None


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
