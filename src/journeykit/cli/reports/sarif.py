"""For code scanning: SARIF 2.1.0, the static analysis results interchange format (OASIS, 2020)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from journeykit._version import __version__
from journeykit.cli.checked import Checked, Spotted
from journeykit.cli.screen import write as print_document
from journeykit.errors import Fault
from journeykit.rules import Rule, rules

__all__ = ["write"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SERIOUS = {"error": "error", "warning": "warning", "info": "recommendation"}
_NO_MAP = "no-map"
_LONGEST = 1_000  # characters of a description that code scanning takes
_INDEX = re.compile(r"\[\d+\]")
_SEMANTIC = re.compile(r"(\d+\.\d+\.\d+)(.*)")


def write(checked: Sequence[Checked]) -> None:
    """Print one log with one run. What keeps a file from being a map is a result of the rule `no-map`."""
    known = list(rules().values())
    index = {each.code: position for position, each in enumerate(known)} | {_NO_MAP: len(known)}
    results = [
        {"ruleId": result["ruleId"], "ruleIndex": index[result["ruleId"]], **result}
        for each in checked
        for result in _results(each)
    ]
    driver = {
        "name": "journeykit",
        "version": __version__,
        "semanticVersion": _semantic(__version__),
        "rules": [*map(_descriptor, known), _no_map()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    print_document(json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n")


def _semantic(version: str) -> str:
    """The version as semantic versioning writes it: `0.1.0.dev0` becomes `0.1.0-dev0`."""
    found = _SEMANTIC.fullmatch(version)
    if found is None or not found[2]:
        return version
    return f"{found[1]}-{found[2].lstrip('.-').replace('+', '.')}"


def _descriptor(rule: Rule) -> dict[str, Any]:
    told = rule.explanation
    summary, why = told.summary or rule.name, " ".join(told.why.split()) or told.summary or rule.name
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _cut(summary)},
        "fullDescription": {"text": _cut(why)},
        "help": {"text": f"{why}\n\nSource: {told.source}" if told.source else why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"problem.severity": _SERIOUS[rule.severity], "tags": [_group(rule)]},
    }


def _no_map() -> dict[str, Any]:
    text = "The file is no journey map."
    why = f"{text} What keeps it from being one is said with its line; nothing else is checked until it is mended."
    return {
        "id": _NO_MAP,
        "name": _NO_MAP,
        "shortDescription": {"text": text},
        "fullDescription": {"text": why},
        "help": {"text": why},
        "defaultConfiguration": {"level": "error"},
        "properties": {"problem.severity": "error", "tags": ["format"]},
    }


def _group(rule: Rule) -> str:
    """The folder that the rule stands in, or the package that brings it."""
    parts = rule.function.__module__.split(".")
    return parts[2] if parts[:2] == ["journeykit", "rules"] and len(parts) > 2 else parts[0]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _results(checked: Checked) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for spot in checked.spotted:
        found = spot.finding
        result = _result(found.code, _LEVELS[found.severity], f"{found.message}: {found.repair}")
        result |= _where("locations", [_location(checked, spot.line, spot.column, found.place)])
        result |= _where("relatedLocations", _related(checked, spot))
        yield result | _fingerprint(seen, found.code, found.step or _INDEX.sub("", found.place))
    for fault in checked.faults:
        result = _result(_NO_MAP, "error", fault.message)
        result |= _where("locations", [_location(checked, fault.line, fault.column, fault.place)])
        yield result | _fingerprint(seen, _NO_MAP, _about(fault))


def _result(code: str, level: str, message: str) -> dict[str, Any]:
    return {"ruleId": code, "level": level, "message": {"text": message}}


def _about(fault: Fault) -> str:
    return f"{_INDEX.sub('', fault.place)} {fault.code}"


def _related(checked: Checked, spot: Spotted) -> list[dict[str, Any]]:
    """The other places of a finding that stands for many."""
    return [
        {"id": number, **_location(checked, *at, place), "message": {"text": place}}
        for number, (place, at) in enumerate(zip(spot.finding.also, spot.also, strict=True), 1)
    ]


def _fingerprint(seen: Counter[str], code: str, about: str) -> dict[str, Any]:
    """What tells that this is the result of an earlier run: the rule and the step, wherever they have moved to."""
    digest = sha256(f"{code}\0{about}".encode()).hexdigest()[:16]
    seen[digest] += 1
    return {"partialFingerprints": {"primaryLocationLineHash": f"{digest}:{seen[digest]}"}}


def _where(key: str, locations: list[dict[str, Any]]) -> dict[str, Any]:
    found = [each for each in locations if each]
    return {key: found} if found else {}


def _location(checked: Checked, line: int | None, column: int | None, place: str) -> dict[str, Any]:
    """Where it is; a map on standard input has only places."""
    location: dict[str, Any] = {}
    if checked.file is not None:
        region = {"startLine": line or 1, "startColumn": column or 1}
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(checked.file)}, "region": region}
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place}]
    return location


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
