"""Reading what people feel, think and need, per persona."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.model.needs import Expectation, Need
    from journeykit.model.persona import Persona

__all__ = ["PersonaViews"]

T = TypeVar("T")


class PersonaViews:
    """The readers of a step: what holds for one persona, given as a value or by id.

    A persona that the step does not name among its `personas` does not meet it; where none is named all customers do,
    and no employee or supplier. An id alone is taken for a customer's.
    """

    if TYPE_CHECKING:
        personas: tuple[str, ...]

    def met_by(self, persona: Persona | str) -> bool:
        """Whether the persona meets this step."""
        if isinstance(persona, str):
            return not self.personas or persona in self.personas
        return persona.id in self.personas if self.personas else persona.side == "customer"

    def emotion_of(self, persona: Persona | str) -> float | None:
        """The persona's emotion here, -2 to +2; None where it is unknown or the persona does not meet the step."""
        return self._of("emotion", persona, None)

    def intensity_of(self, persona: Persona | str) -> float | None:
        """The persona's engagement here, 1 to 5; None where unknown."""
        return self._of("intensity", persona, None)

    def thoughts_of(self, persona: Persona | str) -> tuple[str, ...]:
        """What the persona thinks here."""
        return self._of("thoughts", persona, ())

    def feelings_of(self, persona: Persona | str) -> tuple[str, ...]:
        """What the persona feels here, in words."""
        return self._of("feelings", persona, ())

    def needs_of(self, persona: Persona | str) -> tuple[Need, ...]:
        """What the persona needs here."""
        return self._of("needs", persona, ())

    def expectations_of(self, persona: Persona | str) -> tuple[Expectation, ...]:
        """What the persona expects here."""
        return self._of("expectations", persona, ())

    def objections_of(self, persona: Persona | str) -> tuple[str, ...]:
        """What keeps the persona from going on."""
        return self._of("objections", persona, ())

    def _of(self, name: str, persona: Persona | str, none: T) -> Any | T:
        if not self.met_by(persona):
            return none
        value = getattr(self, name)
        if isinstance(value, FrozenMap):
            return value.get(persona if isinstance(persona, str) else persona.id, none)
        return value
