"""What pydantic found, in words that say how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias, get_args

from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from journeykit.model.base import Value
from journeykit.model.faults import fault_at
from journeykit.model.fields import TAG
from journeykit.model.wording import MEANT, as_id, with_article
from journeykit.near import near, unknown

__all__ = ["line_errors", "tidy"]

Fault: TypeAlias = "Mapping[str, Any]"
Place: TypeAlias = "tuple[str | int, ...]"


def tidy(error: ValidationError, cls: type[Value], *, in_python: bool = False) -> ValidationError:
    """The same faults with places free of pydantic's union tags, and messages that say how to mend them.

    `in_python` says that the value's own fields bear their names, not their keys in files (`id`, not `touchpoint`).
    """
    names = {field.alias: name for name, field in cls.model_fields.items() if field.alias} if in_python else {}
    return ValidationError.from_exception_data(cls.__name__, list(_tidied(error, cls, names)))


def line_errors(error: ValidationError, place: Place = ()) -> list[InitErrorDetails]:
    """The faults of an error as they are, set under a place, ready to be raised again together with others."""
    return [
        fault_at(place + fault["loc"], fault["type"], fault["msg"], fault["input"], fault.get("ctx"))
        for fault in error.errors(include_url=False)
    ]


def _tidied(error: ValidationError, cls: type[Value], names: Mapping[str, str]) -> Iterator[InitErrorDetails]:
    faults = error.errors(include_url=False)
    for fault in faults:
        if fault["loc"] and fault["loc"][0] in names and cls.__name__ != "JourneyMap":
            fault["loc"] = (names[str(fault["loc"][0])], *fault["loc"][1:])
        if fault["type"] == "too_short" and any(_below(other["loc"], fault["loc"]) for other in faults):
            continue  # too short only because its items are faulty
        loc = tuple(part for part in fault["loc"] if not (isinstance(part, str) and part.startswith(TAG)))
        say = _WORDS.get(fault["type"])
        message = say(fault, cls) if say else fault["msg"].removeprefix("Value error, ")
        yield fault_at(loc, fault["type"], message, fault["input"])


def _below(inner: Place, outer: Place) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _field(fault: Fault) -> str:
    names = [part for part in fault["loc"] if isinstance(part, str) and not part.startswith(TAG)]
    return names[-1] if names else "this"


def _missing(fault: Fault, _: type[Value]) -> str:
    return f"{_field(fault)!r} is missing"


def _mapping(fault: Fault, cls: type[Value]) -> str:
    if fault["input"] is None:
        return "is empty: write something below it, or leave the key out"
    names = sorted(each.__name__ for each in _classes_at(cls, fault["loc"]))
    what = " or ".join(map(with_article, names)) if 0 < len(names) < 4 else "a noun"
    return f"takes {what}, in a file a mapping with its fields, not {_short(fault['input'])}"


def _frozen(fault: Fault, cls: type[Value]) -> str:
    return f"{with_article(cls.__name__)} is frozen: make a changed one with .replace({_field(fault)}=…)"


def _extra(fault: Fault, cls: type[Value]) -> str:
    owners = _classes_at(cls, fault["loc"][:-1])
    known = {field.alias or name for owner in owners for name, field in owner.model_fields.items()}
    key = fault["loc"][-1]
    meant = MEANT.get(str(key))
    guess = meant if meant in known else near(key, known)
    named = " or ".join(sorted({owner.__name__ for owner in owners})) or "this"
    if guess:
        return f"unknown key {key!r}: did you mean {guess!r}?"
    names = sorted(known)
    some = ", ".join(names) if len(names) <= 20 else f"{', '.join(names[:12])} and {len(names) - 12} more fields"
    return f"unknown key {_short(key)}: {with_article(named)} has {some}"


def _text(fault: Fault, _: type[Value]) -> str:
    value = fault["input"]
    if value is None:
        return "is empty: write a text, or leave the key out"
    if isinstance(value, Mapping):
        return "must be a text, not a mapping: a colon in prose needs quotes around the whole text"
    if isinstance(value, list | tuple):
        return "must be one text, not a list"
    if isinstance(value, Value):
        known = getattr(value, "id", None)
        return f"must be a text, not {with_article(type(value).__name__)}" + (
            f": write its id, {known!r}" if known else ""
        )
    return f"must be a text, not {_short(value)}: put it in quotes"


def _number(fault: Fault, _: type[Value]) -> str:
    value = fault["input"]
    text = value.strip() if isinstance(value, str) else ""
    whole = "whole number" if fault["type"].startswith("int") else "number"
    if value is None:
        return f"is empty: write a {whole}, or leave the key out"
    hint = " (without quotes)" if re.fullmatch(r"[+-]?\d*\.?\d+", text) else ""
    if match := re.fullmatch(r"([+-]?\d+),(\d+)\s*(%?)", text):
        hint = f" with a decimal point: {match[1]}.{match[2]}{' %' if match[3] else ''}"
    elif match := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:percent|per cent|prozent|pct)", text, re.IGNORECASE):
        hint = f": write {match[1]} %"
    return f"must be a {whole}{hint}, not {_short(value)}"


def _scale(fault: Fault, cls: type[Value]) -> str:
    name = _field(fault)
    low, high = _bounds(cls, fault["loc"])
    scale = f"{low:g} to {high:g}" if low is not None and high is not None else None
    if scale is None:
        context = fault.get("ctx") or {}
        word = {"greater_than": "above", "greater_than_equal": "at least", "less_than": "below"}
        limit = next((context[key] for key in ("gt", "ge", "lt", "le") if key in context), "")
        scale = f"{word.get(fault['type'], 'at most')} {limit}"
    percent = ""
    if (low, high) == (0, 1) and isinstance(fault["input"], int | float) and 2 <= fault["input"] <= 100:
        percent = f", or a percentage: {fault['input']:g} %"
    return f"{_short(fault['input'])} is off the scale of {name!r}: it takes {scale}{percent}"


def _bounds(cls: type[Value], loc: Place) -> tuple[float | None, float | None]:
    names = [part for part in loc if isinstance(part, str) and not part.startswith(TAG)]
    for depth in range(len(loc) - 1, -1, -1):
        for owner in _classes_at(cls, loc[:depth]):
            field = _own_field(owner, loc[depth])
            if field is not None and names:
                text = repr(field.annotation) + repr(field.metadata)
                low, high = re.search(r"[Gg]e=(-?\d+)", text), re.search(r"[Ll]e=(-?\d+)", text)
                return (float(low[1]) if low else None, float(high[1]) if high else None)
    return None, None


def _id(fault: Fault, _: type[Value]) -> str:
    value = str(fault["input"])
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1 and all(re.fullmatch(r"[a-z][a-z0-9_]*", part) for part in parts):
        return f"{_short(value)} is no id: several stand in a list, [{', '.join(parts)}]"
    return (
        f"{_short(value)} is no id: lower-case letters, digits and '_', beginning with a letter, like {as_id(value)!r}"
    )


def _choice(fault: Fault, _: type[Value]) -> str:
    expected = str((fault.get("ctx") or {}).get("expected", ""))
    return unknown(_field(fault), fault["input"], re.findall(r"'([^']*)'", expected))


def _step(fault: Fault, cls: type[Value]) -> str:
    value = fault["input"]
    if any(owner.__name__ == "Condition" for owner in _classes_at(cls, fault["loc"])):
        return "a rule on data has a 'column', or is 'all', 'any' or 'not'"
    head = "a step begins with its kind and id: 'touchpoint: …', 'action: …' or 'wait: …'"
    if getattr(value, "kind", None) == "outcome":
        return "an Outcome ends the journey: it stands in the map's 'outcomes', not in a stage"
    if value is None:
        return f"is empty: {head}"
    if isinstance(value, Mapping):
        guess = next((near(key, ("touchpoint", "action", "wait")) for key in value if isinstance(key, str)), None)
        return f"{head}; did you mean {guess!r}?" if guess else head
    return f"{head}, not {_short(value)}"


def _sequence(fault: Fault, _: type[Value]) -> str:
    if fault["input"] is None:
        return "is empty: write a list, or leave the key out"
    return f"{_field(fault)!r} takes a list, not {_short(fault['input'])}"


def _day(fault: Fault, _: type[Value]) -> str:
    return f"{_short(fault['input'])} is no day: write it like 2026-05-04"


_WORDS: Mapping[str, Callable[[Fault, type[Value]], str]] = MappingProxyType(
    {
        "missing": _missing,
        "frozen_instance": _frozen,
        "date_parsing": lambda fault, _: fault["msg"],
        "extra_forbidden": _extra,
        "string_type": _text,
        "string_unicode": lambda *_: "holds half a character (a lone surrogate): paste the text again",
        "string_pattern_mismatch": _id,
        "string_too_long": lambda fault, *_: f"has at most {fault['ctx']['max_length']} characters",
        "literal_error": _choice,
        "union_tag_not_found": _step,
        "union_tag_invalid": _step,
        "too_short": lambda fault, _: f"{_field(fault)!r} needs at least one item",
        "too_long": lambda fault, _: (
            f"{_field(fault)!r} takes {(fault.get('ctx') or {}).get('max_length')} items, not more"
        ),
        "invalid_key": lambda fault, _: f"{_short(fault['loc'][-1])} is no key: keys are names, in letters",
        "dict_type": _mapping,
        "model_type": _mapping,
        "model_attributes_type": _mapping,
        "tuple_type": _sequence,
        "date_type": _day,
        "finite_number": lambda *_: "must be a finite number",
        "bool_type": lambda fault, _: f"must be true or false, not {_short(fault['input'])}",
    }
    | dict.fromkeys(("float_type", "int_type", "float_parsing", "int_parsing", "int_from_float"), _number)
    | dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _scale),
)


def _own_field(cls: type[Value], name: object) -> Any:
    fields = cls.model_fields
    if name in fields:
        return fields[str(name)]
    return next((field for field in fields.values() if field.alias == name), None)


def _classes_at(cls: type[Value], loc: Place) -> set[type[Value]]:
    """The nouns that may stand at a place below a noun."""
    found = {cls}
    for part in loc:
        if isinstance(part, int):
            continue
        if part.startswith(TAG):
            found = {each for each in found if part[1:] in (each.__name__, getattr(each, "kind", None))} or found
            continue
        fields = [field for each in found if (field := _own_field(each, part)) is not None]
        if fields:  # else the part is a persona's id: the nouns below it are those of the field before
            found = {noun for field in fields for noun in _nouns(field.annotation)}
    return found


def _nouns(annotation: Any) -> set[type[Value]]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return {annotation}
    return {noun for argument in get_args(annotation) for noun in _nouns(argument)}
