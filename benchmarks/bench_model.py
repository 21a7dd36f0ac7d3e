"""What checking costs: building and loading nouns against plain frozen pydantic models with the same fields.

The twins are made from the nouns themselves: the same fields in the same nesting, with plain types (texts, numbers,
tuples) and no shorthands, no messages and no references to check. Both sides take the same data in one run; the
figures are the best of several interleaved rounds, and the ratio is what counts. Run with `--gate` to exit with 1 above
the bound of 3.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, create_model

import journeykit as jk
from journeykit.model.base import Value
from journeykit.model.frozen_map import FrozenMap

STEPS, ROUNDS, BOUND = 10_000, 7, 3.0
FIELDS: dict[str, Any] = {
    "channel": "email",
    "emotion": -1.0,
    "thoughts": ["Which of these is the real price?"],
    "pains": [{"text": "no two quotes compare", "severity": 4.0}],
    "duration": "2 days",
    "owners": ["Sales"],
    "drop_off": 0.05,
}
_twins: dict[type[Value], type[BaseModel]] = {}


class Plain(BaseModel):
    """What a twin is: frozen, and no more."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def twin(noun: type[Value]) -> type[BaseModel]:
    """A plain model with the fields of a noun."""
    if noun not in _twins:
        fields: dict[str, Any] = {
            name: (plain(field.annotation), ... if field.is_required() else field.default)
            for name, field in noun.model_fields.items()
        }
        _twins[noun] = create_model(f"Plain{noun.__name__}", __base__=Plain, **fields)
    return _twins[noun]


def plain(hint: Any) -> Any:
    """A field's type without what journeykit adds to it."""
    if hasattr(hint, "__metadata__"):
        return plain(get_args(hint)[0])
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        made = [plain(each) for each in inner if each is not type(None) and get_origin(each) is not FrozenMap]
        return made[0] | None if type(None) in inner else made[0]  # the first: no mapping by persona, no second kind
    if origin is tuple:
        return tuple[plain(inner[0]), ...]  # type: ignore[misc]  # made at run time
    if isinstance(hint, type) and issubclass(hint, Value):
        return twin(hint)
    return str if hint in (jk.Duration, date) else hint if hint in (str, int, float, bool) else Any


def best(*jobs: Callable[[], object]) -> list[float]:
    """The shortest time of each job over interleaved rounds, in seconds."""
    found = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for index, job in enumerate(jobs):
            gc.collect()
            start = time.perf_counter()
            job()
            found[index] = min(found[index], time.perf_counter() - start)
    return found


def building() -> tuple[float, float]:
    """Seconds to build the touchpoints in Python: ours, plain."""
    plain_touchpoint, plain_pain = twin(jk.Touchpoint), twin(jk.PainPoint)
    others = {name: value for name, value in FIELDS.items() if name != "pains"}

    def ours() -> object:
        return [
            jk.Touchpoint(f"s{i}", f"Step {i}", pains=[jk.PainPoint("no two quotes compare", severity=4.0)], **others)
            for i in range(STEPS)
        ]

    def theirs() -> object:
        return [
            plain_touchpoint(
                id=f"s{i}",
                title=f"Step {i}",
                pains=[plain_pain(text="no two quotes compare", severity=4.0)],
                **others,
            )
            for i in range(STEPS)
        ]

    mine, yours = best(ours, theirs)
    return mine, yours


def loading() -> tuple[float, float, float]:
    """Seconds to load a map from JSON: ours, plain through `json.loads`, plain through pydantic's own parser."""
    stages = [
        {
            "id": f"stage_{k}",
            "steps": [{"touchpoint": f"s{i}", "title": f"Step {i}", **FIELDS} for i in range(k * 100, k * 100 + 100)],
        }
        for k in range(STEPS // 100)
    ]
    flow = [{"from": f"s{i}", "to": f"s{i + 1}", "probability": 0.9} for i in range(STEPS - 1)]
    text = json.dumps({"journeykit": 1, "id": "big", "stages": stages, "flow": flow})
    renamed = [
        {**stage, "steps": [{"id": step.pop("touchpoint"), **step} for step in json.loads(json.dumps(stage))["steps"]]}
        for stage in stages
    ]
    moves = [{"source": move["from"], "target": move["to"], "probability": 0.9} for move in flow]
    plain_text = json.dumps({"id": "big", "stages": renamed, "flow": moves})
    move = twin(jk.Transition)
    whole = create_model(
        "PlainMap",
        __base__=twin(jk.JourneyMap),
        flow=(tuple[move, ...], ()),  # type: ignore[valid-type]
    )
    assert len(whole.model_validate_json(plain_text).stages) == len(jk.loads(text, "json").stages)  # type: ignore[attr-defined]
    ours, theirs, parser = best(
        lambda: jk.loads(text, "json"),
        lambda: whole.model_validate(json.loads(plain_text)),
        lambda: whole.model_validate_json(plain_text),
    )
    return ours, theirs, parser


def main() -> int:
    """Print both ratios."""
    ours, theirs = building()
    loaded, plainly, parser = loading()
    built_ratio, loaded_ratio = ours / theirs, loaded / plainly
    print(f"build {STEPS:,} touchpoints    {ours:6.3f} s, plain {theirs:6.3f} s: {built_ratio:.2f}")
    print(f"load {STEPS:,} steps of JSON   {loaded:6.3f} s, plain {plainly:6.3f} s: {loaded_ratio:.2f}")
    print(f"  (plain through pydantic's own JSON parser {parser:6.3f} s: {loaded / parser:.2f})")
    print(f"bound {BOUND:g}, best of {ROUNDS} interleaved rounds")
    return int("--gate" in sys.argv and max(built_ratio, loaded_ratio) > BOUND)


if __name__ == "__main__":
    sys.exit(main())
