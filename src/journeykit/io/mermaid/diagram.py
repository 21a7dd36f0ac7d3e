"""A Mermaid `journey` as a value: what its text says, between reading and writing."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeykit.io.text import Position

__all__ = ["Diagram", "Section", "Task"]


@dataclass(slots=True)
class Task:
    """One line of a section.

    Attributes:
        name: in one line, as people read it.
        score: on the document's scale; None is unknown.
        actors: names, each once.
        fields: what the conventions said more of it, as fields of a step (`pains`, `feelings` …).
        wait: whether the task is a wait.
        position: where its line stands.
    """

    name: str
    score: float | None = None
    actors: tuple[str, ...] = ()
    fields: dict[str, object] = field(default_factory=dict)
    wait: bool = False
    position: Position = (1, 1)


@dataclass(slots=True)
class Section:
    """A section with its tasks; without a name where tasks stand before any section."""

    name: str
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class Diagram:
    """A whole journey: title and description are "" where there is none."""

    title: str = ""
    description: str = ""
    sections: list[Section] = field(default_factory=list)

    @property
    def tasks(self) -> list[Task]:
        """All tasks in order."""
        return [task for section in self.sections for task in section.tasks]

    @property
    def actors(self) -> tuple[str, ...]:
        """Every actor once, in the order in which tasks name them."""
        return tuple(dict.fromkeys(actor for task in self.tasks for actor in task.actors))
