"""What a rule is: a function over a map, with a code, a name, a severity, and its reasons in its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from journeykit.errors import UnknownName
from journeykit.rules.explanation import Explanation, explanation
from journeykit.rules.facts import Facts
from journeykit.rules.finding import SEVERITIES, Finding, Severity

if TYPE_CHECKING:
    from journeykit.model import JourneyMap
    from journeykit.rules.fix import Fix

__all__ = ["PROFILES", "Hit", "Profile", "Rule", "Status", "rule"]

Profile: TypeAlias = Literal["sketch", "research", "release", "off"]
"""From which maturity of a map on a rule is asked; one that is off is asked only where it is selected."""

Status: TypeAlias = Literal["stable", "preview", "deprecated"]

PROFILES: tuple[Literal["sketch", "research", "release"], ...] = ("sketch", "research", "release")

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule minds; with the rule's code, name and severity it becomes a Finding.

    Attributes:
        place: where, as in files: `stages[1].steps[0]`; empty for the whole map.
        message: what is wrong, in a sentence without a full stop.
        repair: what to write instead, in a sentence without a full stop.
        step: the id of the step it is about, if it is about one; that step's `allow` can silence it.
        fix: the repair as a value, where there is one safe answer.

    >>> Hit("personas", "the map names no persona", "name one under `personas`").step is None
    True
    """

    place: str
    message: str
    repair: str
    step: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True)
class Rule:
    """A rule. Raises ValueError for a code, name, severity, profile or status that is none.

    Attributes:
        code, name, severity: as `rule` takes them.
        function: from a map, or a map and its `Facts`, to hits.
        profile, since, status, future, detail, after, many: as `rule` takes them.

    Called with a map it yields its hits; `findings` gives them as findings.

    >>> from journeykit.model import JourneyMap
    >>> from journeykit.rules import rules
    >>> [found.message for found in rules()["JK101"].findings(JourneyMap(title="First"))]
    ['the map names no persona']
    """

    code: str
    name: str
    severity: Severity
    function: Callable[..., Iterable[Hit]]
    profile: Profile = "sketch"
    since: str = "0.1.0"
    status: Status = "stable"
    future: bool = True
    detail: bool = True
    after: tuple[str, ...] = ()
    many: str | None = None

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(
                f"a rule's code is two to eight capitals and three digits, like 'JK302', not {self.code!r}"
            )
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a rule's name is small words joined by '-', like 'dead-end', not {self.name!r}")
        if self.severity not in SEVERITIES:
            raise ValueError(str(UnknownName("severity", self.severity, SEVERITIES)))
        for what, value, known in (("profile", self.profile, Profile), ("status", self.status, Status)):
            if value not in get_args(known):
                raise ValueError(str(UnknownName(what, value, get_args(known))))

    def __call__(self, journey: JourneyMap, facts: Facts | None = None) -> Iterator[Hit]:
        """What the rule minds, in the order of the map; `facts` are those of the map, if somebody has them."""
        if not self.concerns(journey):
            return iter(())
        return iter(self.function(journey, facts or Facts(journey)) if self._takes_facts else self.function(journey))

    def findings(self, journey: JourneyMap, facts: Facts | None = None) -> tuple[Finding, ...]:
        """What the rule finds, in the order of the map; what the map allows is among it."""
        return tuple(
            Finding(
                self.code,
                self.name,
                self.severity,
                hit.place,
                hit.message,
                hit.repair,
                hit.step,
                fixes=() if hit.fix is None else (hit.fix,),
            )
            for hit in self(journey, facts)
        )

    def concerns(self, journey: JourneyMap) -> bool:
        """Whether the rule judges such maps: not all do a future one, or one that details another."""
        return (self.future or journey.state != "future") and (self.detail or journey.parent is None)

    def asked_at(self, profile: str) -> bool:
        """Whether a check of that profile asks it."""
        return self.profile != "off" and PROFILES.index(self.profile) <= [*PROFILES].index(profile)  # type: ignore[arg-type]  # a profile, as the caller has checked

    @cached_property
    def _takes_facts(self) -> bool:
        return len(inspect.signature(self.function).parameters) > 1

    @property
    def explanation(self) -> Explanation:
        """What its docstring says: summary, why, source, and examples of bad and good maps."""
        return explanation(self.function.__doc__ or "")

    @property
    def origin(self) -> str:
        """The module and function that it comes from."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    profile: Profile = "sketch",
    since: str = "0.1.0",
    status: Status = "stable",
    future: bool = True,
    detail: bool = True,
    after: tuple[str, ...] = (),
    many: str | None = None,
) -> Callable[[Callable[..., Iterable[Hit]]], Rule]:
    """Make a rule of a function from a map, or from a map and its `Facts`, to hits.

    Args:
        code: two to eight capitals and three digits; JK codes are journeykit's own.
        name: the fault in small words joined by `-`; it reads well after "allow".
        severity: `error` where the map cannot be analysed, `warning` for a fault of the map, `info` for a hint.
        profile: from which maturity on it is asked: `sketch`, `research`, `release`; or `off`: only if selected.
        since: the version that brought it.
        status: `stable`, `preview` (it may change), `deprecated` (it will go).
        future: whether it is asked of maps in state `future` as well.
        detail: whether it is asked of maps with a `parent` as well, which show a part of another one.
        after: names of rules that tell the cause: where one of them has found something at a step, or about the whole
            map, this rule is silent there.
        many: what is said of more than three places at once, with `{count}` for their number.

    >>> from journeykit.model import JourneyMap
    >>> @rule("ACME001", "no-owner", severity="info")
    ... def no_owner(journey):
    ...     if not journey.owners:
    ...         yield Hit("owners", "nobody answers for the map", "name somebody under `owners`")
    >>> [hit.message for hit in no_owner(JourneyMap())]
    ['nobody answers for the map']
    """
    fields: dict[str, Any] = {
        "profile": profile,
        "since": since,
        "status": status,
        "future": future,
        "detail": detail,
        "after": after,
        "many": many,
    }
    return lambda function: Rule(code, name, severity, function, **fields)
