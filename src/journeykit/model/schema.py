"""The JSON Schema of a map's files, good enough for an editor to complete them."""

from __future__ import annotations

from typing import Any

from journeykit.model.journey import JourneyMap

__all__ = ["FORMAT_VERSION", "schema"]

FORMAT_VERSION = 1
"""The version of the file format that this library writes; it reads this one and all before."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a journey map in YAML or JSON.

    >>> found = schema()
    >>> found["properties"]["stages"]["description"]
    'Its parts, with their steps in order.'
    >>> sorted(found["$defs"]["Wait"]["required"])
    ['wait']
    """
    generated = _any_of(JourneyMap.model_json_schema(by_alias=True, mode="validation"))
    properties = generated.pop("properties")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Customer journey map",
        "description": "A customer journey map in YAML or JSON, as journeykit reads it.",
    }
    version = {"const": FORMAT_VERSION, "description": "The version of the file format: always the first key."}
    described = {"properties": {"journeykit": version, "$schema": {"type": "string"}, **properties}}
    return head | {key: value for key, value in generated.items() if key not in head} | described


def _any_of(node: Any) -> Any:
    """The schema as editors can use it.

    Without `oneOf`, since a need written as a mapping also looks like a mapping by persona; without the constraint that
    only pydantic needs; and without the Python examples of the docstrings.
    """
    if isinstance(node, dict):
        if "patternProperties" in node:  # by persona id: keys that are no ids are wrong, not free
            node = {**node, "additionalProperties": False}
        return {
            "anyOf" if key == "oneOf" else key: _any_of(value)
            for key, value in node.items()
            if key != "discriminator" and (key, value) != ("minLength", 0)
        }
    if isinstance(node, str):
        return node.partition("\n\n>>>")[0]
    return [_any_of(item) for item in node] if isinstance(node, list) else node
