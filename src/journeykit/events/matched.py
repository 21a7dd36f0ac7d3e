"""Which step of a map an activity of a log is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from journeykit.errors import EventLogError
from journeykit.near import near

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Outcome
    from journeykit.model.steps import Step

__all__ = ["Matched", "folded", "matched"]

_SHOWN: Final = 12  # names listed in one sentence
_LOOKED: Final = 100  # names of each side for which a near one is looked: more are no slips of the pen
_GAPS = re.compile(r"[\s_\-\u2010-\u2015]+")
_BY_EVENT, _BY_ID, _BY_TITLE = range(3)


@dataclass(frozen=True)
class Matched:
    """The activities of a log and the steps and outcomes of a map that they are.

    Attributes:
        step_of: the id of a step or outcome for each activity that is one, in the order of the names given.
        failed: the activities that are failures of their step, from its `failed_events`.
        outcomes: the ids that are outcomes, of those in `step_of`.
        unmatched_activities: names of the log that no step and no outcome has.
        unmatched_steps: ids of steps that no activity is, in stage order.
        unmatched_outcomes: ids of outcomes that state `events`, none of which is in the log.
        near: for the first hundred unmatched names of each side the nearest on the other, where one is near.
        notes: the same in sentences.
    """

    step_of: Mapping[str, str]
    failed: frozenset[str]
    outcomes: frozenset[str]
    unmatched_activities: tuple[str, ...]
    unmatched_steps: tuple[str, ...]
    unmatched_outcomes: tuple[str, ...]
    near: Mapping[str, str]

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be said of the match, in sentences; none where both sides meet."""
        said = (
            ("activities that are no step of the map", self.unmatched_activities),
            ("steps of the map that are no activity of the log", self.unmatched_steps),
            ("outcomes whose events are not in the log", self.unmatched_outcomes),
        )
        return tuple(f"{what}: {self._listed(names)}" for what, names in said if names)

    def _listed(self, names: Sequence[str]) -> str:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        meant = ((name, self.near.get(name)) for name in names[:_SHOWN])
        return ", ".join(repr(name) + (f" (near: {other!r})" if other else "") for name, other in meant) + more


def matched(journey: JourneyMap, names: Sequence[str], *, outcomes_alone: bool = False) -> Matched:
    """Match the activities of a log with the steps and outcomes of a map.

    An activity is a step or an outcome by a name in its `events` or `failed_events`, else by its id, else by its title
    or id without regard to case, with spaces, `-` and `_` alike. Several activities may be one step.

    Args:
        journey: the map.
        names: the distinct activities of the log.
        outcomes_alone: whether outcomes will do, as of one customer who was seen at the end only.

    Raises EventLogError, with all faults: an activity that is two steps in the same way, or that one names in its
    `events` and that is the only name of another; names of which none is a step.

    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("basket", events=["cart", "cart again"]), "pay_now"])],
    ...                   outcomes=[Outcome("bought")])
    >>> found = matched(shop, ["cart", "Pay now", "bought", "basked"])
    >>> dict(found.step_of)
    {'cart': 'basket', 'Pay now': 'pay_now', 'bought': 'bought'}
    >>> found.notes
    ("activities that are no step of the map: 'basked' (near: 'basket')",)
    """
    nodes = (*journey.steps, *journey.outcomes)
    known: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for node in nodes:
        for level, name in _names(node):
            known[level, name][node.id] = None
    silent = {node.id for node in nodes if not any(level == _BY_EVENT for level, _ in _names(node))}
    found: dict[str, str] = {}
    faults = []
    for name in dict.fromkeys(names):
        who = known.get((_BY_EVENT, name)) or known.get((_BY_ID, name)) or known.get((_BY_TITLE, folded(name)), {})
        # a step that states no events is known by its id alone: another one that claims it makes both unclear
        who = who | {each: None for each in known.get((_BY_ID, name), {}) if each in silent}
        if len(who) > 1:
            faults.append(f"the activity {name!r} is {_either(who)}: name it in the events of one of them only")
        elif who:
            found[name] = next(iter(who))
    if faults:
        raise EventLogError(faults)
    steps = {step.id for step in journey.steps}
    if names and steps.isdisjoint(found.values()) and not (found and outcomes_alone):
        raise EventLogError(_nothing(journey, names))
    failing = {(node.id, name) for node in journey.steps for name in node.failed_events}
    return _told(journey, names, found, frozenset(name for name, step in found.items() if (step, name) in failing))


def folded(name: str) -> str:
    """A name without regard to case, with spaces, `-` and `_` alike.

    >>> folded(" Pay-now ") == folded("pay_now")
    True
    """
    return _GAPS.sub(" ", normalize("NFKC", name).casefold()).strip()


def _names(node: Step | Outcome) -> Iterator[tuple[int, str]]:
    for name in (*node.events, *getattr(node, "failed_events", ())):
        yield _BY_EVENT, name
    yield _BY_ID, node.id
    for name in (node.id, node.label):
        yield _BY_TITLE, folded(name)


def _told(journey: JourneyMap, names: Sequence[str], found: Mapping[str, str], failed: frozenset[str]) -> Matched:
    taken = set(found.values())
    lonely = tuple(name for name in dict.fromkeys(names) if name not in found)
    steps = tuple(step.id for step in journey.steps if step.id not in taken)
    ends = tuple(outcome.id for outcome in journey.outcomes if outcome.events and outcome.id not in taken)
    nodes = {node.id: node for node in (*journey.steps, *journey.outcomes)}
    called = {_plain(name): id_ for id_, node in reversed(nodes.items()) for _, name in _names(node)}
    heard = {_plain(name): name for name in reversed(tuple(names))}
    nearest = {name: called[guess] for name in lonely[:_LOOKED] if (guess := near(_plain(name), called)) is not None}
    for each in (*steps[:_LOOKED], *ends[:_LOOKED]):
        guesses = (near(_plain(name), heard) for _, name in _names(nodes[each]))
        guess = next((found for found in guesses if found is not None), None)
        if guess is not None:
            nearest[each] = heard[guess]
    outcomes = frozenset(outcome.id for outcome in journey.outcomes) & taken
    return Matched(MappingProxyType(dict(found)), failed, outcomes, lonely, steps, ends, MappingProxyType(nearest))


def _plain(name: str) -> str:
    return folded(name).replace(" ", "_")  # as near names are compared


def _nothing(journey: JourneyMap, names: Sequence[str]) -> str:
    one = next(iter(names))
    steps = ", ".join(repr(step.id) for step in journey.steps[:_SHOWN])
    return (
        f"no activity of the log is a step of the map: the log has {', '.join(map(repr, sorted(names)[:_SHOWN]))}; "
        f"the map has {steps or 'no steps'}. Name the activities in the steps: events=[{one!r}]"
    )


def _either(who: Mapping[str, None]) -> str:
    first, *others = map(repr, who)
    return " and ".join([first, *others])
