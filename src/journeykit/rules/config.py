"""What a team has agreed on: which rules are asked, how grave they are, and its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

from journeykit.errors import Fault, FormatError, UnknownName
from journeykit.near import near, unknown
from journeykit.rules.finding import SEVERITIES, Severity
from journeykit.rules.registry import matching
from journeykit.rules.rule import PROFILES

if TYPE_CHECKING:
    from journeykit.rules.finding import Finding

__all__ = ["Config", "config_of"]

_LISTS = ("inside", "placeholder", "support", "verb_endings", "verbs")
_LANGUAGE = re.compile("[a-z]{2,3}")
_NAMES = ("select", "extend", "ignore")
_KEYS = ("profile", *_NAMES, "severity", "per-file", "words")


@dataclass(frozen=True)
class Config:
    """What a check keeps to.

    Attributes:
        select: the only rules to ask; None: those of the profile.
        extend: rules to ask beside those of the profile: those that are off, say.
        ignore: rules not to ask.
        profile: `sketch`, `research` or `release`; None: the maturity of each map.
        severity: by code, name or how codes begin: how grave it is here.
        per_file: by pattern of file names: rules not to ask there.
        words: by language and list: words that rules look for, beside those that come along.

    >>> from journeykit.model import JourneyMap
    >>> from journeykit.rules import check
    >>> [each.severity for each in check(JourneyMap(), "JK101", config=Config(severity={"no-persona": "error"}))]
    ['error']
    """

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def severity_of(self, finding: Finding) -> Severity:
        """How grave a finding is here; a name goes before how codes begin, a longer beginning before a shorter one."""
        told = [name for name in self.severity if name == finding.name or finding.code.startswith(name)]
        best = max(told, key=lambda name: (name == finding.name, len(name)), default=None)
        return finding.severity if best is None else self.severity[best]

    def ignored_in(self, file: str) -> tuple[str, ...]:
        """The rules that are not asked of a file, by its path with `/`, or its bare name."""
        name = file.rpartition("/")[2]
        return tuple(
            rule
            for pattern, rules in self.per_file.items()
            if fnmatch(file, pattern) or fnmatch(name, pattern)
            for rule in rules
        )


def config_of(table: Mapping[str, Any], file: str = "journeykit.toml") -> Config:
    """The config that a table of a TOML file says.

    Raises FormatError with all that is wrong: unknown keys and rules with near names, values of another kind.

    >>> config_of({"ignore": ["JK5"], "severity": {"dead-end": "error"}}).severity
    {'dead-end': 'error'}
    >>> config_of({"ignor": ["JK5"]})
    Traceback (most recent call last):
        ...
    journeykit.errors.FormatError: journeykit.toml: unknown key 'ignor': did you mean 'ignore'?
    """
    reader = _Reader(file)
    config = reader.read(table)
    if reader.faults:
        raise FormatError(reader.faults)
    return config


class _Reader:
    """Reads a table and remembers what is wrong with it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.faults: list[Fault] = []

    def read(self, table: Mapping[str, Any]) -> Config:
        for key in table:
            if key not in _KEYS:
                self._wrong(unknown("key", key, _KEYS))
        chosen = {key: self._names(table[key], key) for key in _NAMES if key in table}
        profile = table.get("profile")
        if profile is not None and profile not in PROFILES:
            self._wrong(unknown("profile", profile, PROFILES), "profile")
        per_file = self._pairs(table, "per-file")
        return Config(
            select=chosen.get("select"),
            extend=chosen.get("extend", ()),
            ignore=chosen.get("ignore", ()),
            profile=profile,
            severity=dict(self._severities(self._pairs(table, "severity"))),
            per_file={str(each): self._names(value, f"per-file.{each}") for each, value in per_file},
            words={str(each): self._words(lists, f"words.{each}") for each, lists in self._pairs(table, "words")},
        )

    def _wrong(self, message: str, place: str = "") -> None:
        self.faults.append(Fault(place, message, "config", file=self._file))

    def _known(self, rule: str, place: str) -> bool:
        try:
            matching(rule)
        except UnknownName as error:
            self._wrong(str(error), place)
            return False
        return True

    def _names(self, value: object, place: str) -> tuple[str, ...]:
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            self._wrong("a list of rules by code or name is expected", place)
            return ()
        return tuple(each for each in listed if self._known(each, place))

    def _pairs(self, table: Mapping[str, Any], key: str) -> list[tuple[Any, Any]]:
        value = table.get(key, {})
        if not isinstance(value, Mapping):
            self._wrong("a table is expected", key)
            return []
        return list(value.items())

    def _severities(self, pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Severity]]:
        for rule, level in pairs:
            if level not in SEVERITIES:
                self._wrong(unknown("severity", level, SEVERITIES), f"severity.{rule}")
            elif self._known(rule, "severity"):
                yield rule, SEVERITIES[SEVERITIES.index(level)]

    def _words(self, lists: object, place: str) -> dict[str, tuple[str, ...]]:
        if not isinstance(lists, Mapping):
            self._wrong('lists by name are expected, like inside = ["tunnel"]', place)
            return {}
        if not _LANGUAGE.fullmatch(place.rpartition(".")[2]):
            self._wrong("a language is a short BCP 47 tag, like de or pt", place)
        found: dict[str, tuple[str, ...]] = {}
        for name, words in lists.items():
            if name not in _LISTS and (meant := near(name, _LISTS)):  # rules of other packages may have their own
                self._wrong(f"unknown list {name!r}: did you mean {meant!r}?", place)
            if isinstance(words, list) and all(isinstance(each, str) and each for each in words):
                found[str(name)] = tuple(words)
            else:
                self._wrong("a list of words is expected", f"{place}.{name}")
        return found
