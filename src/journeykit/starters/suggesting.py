"""Which templates fit what is sold, to whom and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from journeykit.analysis.rows import Rows
from journeykit.model import JourneyMap, Scope
from journeykit.starters.record import Template
from journeykit.starters.taking import templates

__all__ = ["Suggestion", "suggest_templates"]

WEIGHTS: Final = {"offer": 3, "market": 3, "price": 2, "durable": 1, "sales": 1}
SIZE: Final = 3
_KIN: Final = (
    {"good", "hardware"},
    {"service", "software"},
    {"b2b", "b2b2c"},
    {"b2c", "b2b2c"},
)
_GRAVE: Final[Mapping[str, tuple[str | bool, ...]]] = {
    "price": ("high",),
    "durable": (True,),
    "market": ("b2b", "b2b2c"),
    "sales": ("multilevel",),
}
_WORDS: Final = {
    ("offer", "service"): "a service",
    ("offer", "good"): "a good",
    ("offer", "software"): "software",
    ("offer", "hardware"): "hardware",
    ("market", "b2c"): "private customers",
    ("market", "b2b"): "companies that buy",
    ("market", "b2b2c"): "companies that sell on to private customers",
    ("market", "public"): "a public service",
    ("price", "low"): "a low price",
    ("price", "high"): "a high price",
    ("durable", True): "what is used for years",
    ("durable", False): "what is soon used up",
    ("sales", "direct"): "direct sales",
    ("sales", "multilevel"): "sales through partners",
}


@dataclass(frozen=True)
class Suggestion:
    """How well a template fits a scope.

    Attributes:
        name: the template's name.
        title: its title.
        score: -1 (against everything that was said) to 1 (it fits in everything).
        reasons: what speaks for it and against it, in words.

    >>> first = suggest_templates(market="public")[0]
    >>> first.name, first.score, first.reasons
    ('public_service', 0.875, 'for a public service; 10 steps, 3 loops and 1 person: about right')
    """

    name: str
    title: str
    score: float
    reasons: str


def suggest_templates(
    scope: Scope | None = None,
    *,
    offer: Literal["service", "good", "software", "hardware"] | None = None,
    durable: bool | None = None,
    price: Literal["low", "high"] | None = None,
    market: Literal["b2c", "b2b", "b2b2c", "public"] | None = None,
    sales: Literal["direct", "multilevel"] | None = None,
) -> Rows[Suggestion]:
    """Rank the templates by how well they fit what is sold, to whom and how; the same question gets the same answer.

    Each field that you state counts: offer and market 3 points, price 2, durable and sales 1. A template whose scope
    says the same gains them; one that says what is near it (a good and hardware, a service and software, b2b2c and
    either of its ends) gains half; one that says something else loses them; one that leaves it open gains none.

    The more complex and the dearer a purchase, the longer its journey, the more it loops, and the more people take
    part. So size counts 3 points, unless all that you state is the offer. A purchase is as complex (0..1) as the share
    that is true of four things: a high price, use for years, a company as buyer (b2b, b2b2c), sales through partners;
    one that you leave open counts half. A template is as complex as the mean of three shares (0..1): its steps from 4
    to 16, its moves back up to 3, its personas from 1 to 3. It gains 3 where both agree, and loses 3 where they are a
    whole apart.

    The score is the points over all that could be gained, -1..1. On a tie the name decides. A scope that states none of
    the five fields ranks nothing, and `about` says so. Keywords go before the scope's own fields.

    Raises:
        ValidationError: for a value that the field does not have.

    >>> found = suggest_templates(offer="software", market="b2b", price="low")
    >>> found[0].name, found[0].score > found[1].score
    ('saas_onboarding', True)
    >>> found[0].reasons.partition(";")[0]
    'for software'
    """
    own = {} if scope is None else {name: getattr(scope, name) for name in WEIGHTS}
    said = {"offer": offer, "durable": durable, "price": price, "market": market, "sales": sales}
    asked = Scope.model_validate({**own, **{name: value for name, value in said.items() if value is not None}})
    stated = {name: getattr(asked, name) for name in WEIGHTS if getattr(asked, name) is not None}
    found = sorted((_suggestion(each, stated) for each in templates()), key=lambda one: (-one.score, one.name))
    about = () if stated else (f"the scope states none of {', '.join(WEIGHTS)}: nothing to rank by",)
    return Rows(Suggestion, found, about)


def _suggestion(of: Template, stated: dict[str, str | bool]) -> Suggestion:
    points, most, reasons, against = 0.0, 0.0, list[str](), list[str]()
    scope = of.map.scope or Scope()
    for name, wanted in stated.items():
        most += WEIGHTS[name]
        has = getattr(scope, name)
        if has is None:
            continue
        if has == wanted:
            points += WEIGHTS[name]
            reasons.append(f"for {_WORDS[name, wanted]}")
        elif {has, wanted} in _KIN:
            points += WEIGHTS[name] / 2
            reasons.append(f"for {_WORDS[name, has]}, which is near {_WORDS[name, wanted]}")
        else:
            points -= WEIGHTS[name]
            against.append(f"for {_WORDS[name, has]}, not {_WORDS[name, wanted]}")
    complex_ = _wanted(stated)
    if complex_ is not None:
        size, told = _size(of.map)
        points += SIZE * (1 - 2 * abs(complex_ - size))
        most += SIZE
        off = size - complex_
        fits = "about right" if abs(off) < 0.25 else "more than it takes" if off > 0 else "less than it takes"
        (reasons if abs(off) < 0.25 else against).append(f"{told}: {fits}")
    if not reasons and not against:
        reasons.append("for any" if stated else "nothing to go by")
    return Suggestion(of.name, of.title, round(points / most, 3) if most else 0.0, "; ".join([*reasons, *against]))


def _wanted(stated: dict[str, str | bool]) -> float | None:
    """How complex a purchase is, 0..1; None where nothing that tells it is stated."""
    told = [stated[name] in values if name in stated else 0.5 for name, values in _GRAVE.items()]
    return sum(told) / len(told) if stated.keys() & _GRAVE.keys() else None


def _size(journey: JourneyMap) -> tuple[float, str]:
    """How complex a map is, 0..1, and what that comes from."""
    order = {step.id: place for place, step in enumerate(journey.steps)}
    back = sum(order[move.target] <= order[move.source] for move in journey.transitions if move.target in order)
    steps, people = len(order), len(journey.personas)
    shares = ((steps - 4) / 12, back / 3, (people - 1) / 2)
    told = [_many(steps, "step", "steps"), _many(back, "loop", "loops"), _many(people, "person", "people")]
    return sum(min(1.0, max(0.0, share)) for share in shares) / len(shares), f"{', '.join(told[:2])} and {told[2]}"


def _many(count: int, one: str, many: str) -> str:
    return f"{count or 'no'} {one if count == 1 else many}"
