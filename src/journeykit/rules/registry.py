"""Which rules there are: those in the folders beside this file, and those of other packages."""

from __future__ import annotations

import importlib
import pkgutil
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType, ModuleType

from journeykit.errors import JourneyError, UnknownName
from journeykit.rules.rule import Rule

__all__ = ["GROUP", "TwinRules", "matching", "rule_called", "rules"]

GROUP = "journeykit.rules"


class TwinRules(JourneyError, ValueError):
    """Two rules share a code or a name, so that nobody could say which one is meant."""


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes.

    An entry point that does not load is left out with a warning. Raises TwinRules where two rules share a code or a
    name.

    >>> [rule.name for code, rule in rules().items() if code.startswith("JK30")][:4]
    ['unreachable-step', 'dead-end', 'no-way-out', 'silent-drop-off']
    """
    return MappingProxyType(_by_code([*_own(), *_foreign()]))


def rule_called(name: str) -> Rule:
    """The rule with that code or name. Raises UnknownName, with the near one.

    >>> rule_called("JK302") is rule_called("dead-end")
    True
    """
    found = [each for each in rules().values() if name in (each.code, each.name)]
    if not found:
        raise UnknownName("rule", name, _names())
    return found[0]


def matching(names: str | Iterable[str]) -> frozenset[str]:
    """The codes of the rules that are meant: by code, by name, or by how codes begin (`JK3`).

    Raises UnknownName for what means no rule, with the near name.

    >>> sorted(matching(["no-persona", "JK302"])), matching("JK30") <= matching("JK3")
    (['JK101', 'JK302'], True)
    """
    found: set[str] = set()
    for name in [names] if isinstance(names, str) else names:
        meant = {each.code for each in rules().values() if name == each.name}
        if not meant and isinstance(name, str) and name:
            meant = {code for code in rules() if code.startswith(name)}
        if not meant:
            raise UnknownName("rule", name, _names())
        found |= meant
    return frozenset(found)


def _names() -> list[str]:
    return [name for each in rules().values() for name in (each.code, each.name)]


def _by_code(found: Iterable[Rule]) -> dict[str, Rule]:
    known: dict[str, Rule] = {}
    for each in dict.fromkeys(found):  # one that two modules import is one
        for other in known.values():
            if each.code == other.code or each.name == other.name:
                both = f"{other.origin} and {each.origin}"
                raise TwinRules(f"two rules are called {each.code} or {each.name!r}: {both}; rename one of them")
        known[each.code] = each
    return {code: known[code] for code in sorted(known)}


def _own() -> Iterator[Rule]:
    package = importlib.import_module("journeykit.rules")
    for folder in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if folder.ispkg:
            yield from _within(importlib.import_module(folder.name))


def _within(module: ModuleType) -> Iterator[Rule]:
    """The rules of a module, and of all modules below it."""
    yield from (each for each in vars(module).values() if isinstance(each, Rule))
    for below in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield from _within(importlib.import_module(below.name))


def _foreign() -> Iterator[Rule]:
    for point in entry_points(group=GROUP):
        try:
            found = point.load()
            brought = list(_within(found)) if isinstance(found, ModuleType) else [found]
        except Exception as error:  # noqa: BLE001 - somebody else's module may fail in any way, and ours must go on
            warnings.warn(f"the rules {point.name!r} of {point.value!r} do not load: {error}", stacklevel=2)
            continue
        if brought and all(isinstance(each, Rule) for each in brought):
            yield from brought
        else:
            message = (
                f"the entry point {point.name!r} of {point.value!r} brings no rule: name a module with @rule functions"
            )
            warnings.warn(message, stacklevel=2)
