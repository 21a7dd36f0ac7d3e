"""From a diagram to text that Mermaid parses, whatever its names hold."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.io.mermaid.diagram import Diagram
from journeykit.io.mermaid.scores import Scale
from journeykit.io.mermaid.statements import UNKNOWN
from journeykit.io.mermaid.words import escaped, escaped_line

__all__ = ["written"]


def written(diagram: Diagram, scale: Scale, places: int) -> str:
    """The diagram as Mermaid writes it, with a final newline.

    >>> from journeykit.io.mermaid.diagram import Section, Task
    >>> print(written(Diagram("Tea", sections=[Section("Work: day 1", [Task("Tea", 5, ("Me",))])]), Scale(), 0), end="")
    journey
        title Tea
        section Work#58; day 1
          Tea: 5: Me
    """
    return "\n".join([*_lines(diagram, scale, places), ""])


def _lines(diagram: Diagram, scale: Scale, places: int) -> Iterator[str]:
    yield "journey"
    if diagram.title:
        yield f"    title {escaped(diagram.title, colons=True)}"
    if diagram.description:
        yield from _description(diagram.description)
    for section in diagram.sections:
        yield f"    section {escaped(section.name)}"
        for task in section.tasks:
            score = task.score
            if score is None:
                score = scale.score(0, places)
                yield f"      {UNKNOWN}: {score:.{places}f} only gives the next task a place"
            actors = ", ".join(_actor(actor) for actor in task.actors)
            shown = f"{score:.{places}f}"
            yield f"      {escaped(task.name)}: {shown}" + (f": {actors}" if actors else "")


def _actor(name: str) -> str:
    """An actor; Mermaid keeps them as keys of a plain object, where one name is no key."""
    return escaped(name, ",_" if name == "__proto__" else ",")


def _description(text: str) -> Iterator[str]:
    """`accDescr` with its line breaks as they are; Mermaid takes empty lines off, so that those are written `#10;`."""
    made = ""
    for index, line in enumerate(text.split("\n")):
        if index:
            made += "\n      " if made and line else "#10;"
        made += escaped_line(line, "}\r", colons=True)
    if "\n" in made:
        yield from ("    accDescr {", f"      {made}", "    }")
    else:
        yield f"    accDescr: {made}"
