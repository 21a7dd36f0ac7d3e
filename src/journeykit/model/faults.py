"""How a fault is noted for pydantic to raise: one place for the code, the message, the place and the input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import InitErrorDetails, PydanticCustomError

__all__ = ["fault_at"]


def fault_at(
    place: tuple[str | int, ...],
    code: str,
    message: str,
    value: object = None,
    context: Mapping[str, Any] | None = None,
) -> InitErrorDetails:
    """One line of a ValidationError, with its final message."""
    # pydantic asks for literal strings, so that templates are not built from input; ours hold no placeholders
    kind = PydanticCustomError(code, message, dict(context) if context else None)  # pyright: ignore[reportArgumentType]
    return InitErrorDetails(type=kind, loc=place, input=value)
