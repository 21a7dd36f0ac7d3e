"""One look at a map file: its picture, its findings and its source, or the faults for which there is no picture."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeykit.cli.checked import Spotted, check_source
from journeykit.cli.configured import Asked, nearest_config
from journeykit.cli.live.places import own_file, placed, steps_in_python
from journeykit.cli.screen import told
from journeykit.cli.sources import Source, read
from journeykit.errors import Fault, FormatError, JourneyError

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Look", "look"]

_MOST = 1_000_000  # characters of a source that the page shows


@dataclass(frozen=True, slots=True)
class Look:
    """What a file was at one moment.

    Attributes:
        svg: the picture, None where there is none.
        verdict: what the check says in one line; empty without a map.
        findings: with their lines, in the order in which to fix them.
        faults: why there is no picture.
        source: the text of the file, empty where it cannot be read.
        steps: the line of each step, by id.
        files: the absolute paths that the picture came from; a change of any of them asks for another look.
        seconds: how long it took.
    """

    svg: str | None = None
    verdict: str = ""
    findings: tuple[Spotted, ...] = ()
    faults: tuple[Fault, ...] = ()
    source: str = ""
    steps: Mapping[str, int] = field(default_factory=dict)
    files: frozenset[Path] = frozenset()
    seconds: float = 0.0


def look(name: str, options: Mapping[str, Any]) -> Look:
    """Read, check and draw the map that an argument names. It raises nothing: what goes wrong is a fault of the look.

    >>> look("no such file.yaml", {}).faults[0].message
    'no such file.yaml: No such file or directory'
    """
    begin, known = time.perf_counter(), set(sys.modules)
    own, text, found = own_file(name), "", Look()
    try:
        if own is not None:
            text = own.read_bytes().decode("utf-8", "replace")[:_MOST]
        found = _drawn(read(name), options, text)
    except FormatError as error:
        found = Look(faults=error.faults)
    except (JourneyError, OSError) as error:
        found = Look(faults=(placed(told(error), own),))
    except Exception as error:  # noqa: BLE001 - a rule or a view of some package may raise anything: the page says so
        found = Look(faults=(Fault("", f"{type(error).__name__}: {error}", "failed", file=name),))
    config = nearest_config(Path.cwd() if own is None else own.absolute().parent)
    files = found.files | _files(own, known) | frozenset(filter(None, (config,)))
    return replace(found, source=text, files=files, seconds=time.perf_counter() - begin)


def _drawn(source: Source, options: Mapping[str, Any], text: str) -> Look:
    from journeykit.render import draw

    journey, folder = source.journey, Path(source.file or ".").resolve().parent
    checked = check_source(source, Asked())
    lines = _lines(source, text)
    svg, faults = None, list[Fault]()
    try:
        svg = draw(journey, folder=folder, **options).svg
    except (JourneyError, ValueError) as error:
        faults = [Fault("", told(error), "not_drawn", file=source.name)]
    pictures = frozenset(_pictures(journey, folder))
    return Look(svg, checked.verdict, checked.spotted, tuple(faults), steps=lines, files=pictures)


def _lines(source: Source, text: str) -> dict[str, int]:
    """The line of each step."""
    if source.data is None:
        return steps_in_python(text, [step.id for step in source.journey.steps])
    found: dict[str, int] = {}
    for i, stage in enumerate(source.journey.stages):
        for j, step in enumerate(stage.steps):
            position = source.locate(f"stages[{i}].steps[{j}]")
            if position is not None:
                found[step.id] = position[0]
    return found


def _pictures(journey: JourneyMap, folder: Path) -> list[Path]:
    """The pictures beside the map that it names."""
    named = [each.image for each in (*journey.personas, *journey.steps)]
    return [folder / each for each in named if each and not each.startswith("data:")]


def _files(own: Path | None, known: set[str]) -> frozenset[Path]:
    """The document; or the modules that a map in Python has loaded, with their folder, where one may appear."""
    if own is not None and own.suffix != ".py":
        return frozenset({own.absolute()})
    modules = [module for name, module in list(sys.modules.items()) if name not in known]
    loaded = [getattr(module, "__file__", None) or "" for module in modules]
    mine = {Path(file).absolute() for file in loaded if file.endswith(".py") and not file.startswith(_installed())}
    return frozenset(mine | ({Path.cwd()} if own is None else {own.absolute(), own.absolute().parent}))


def _installed() -> tuple[str, ...]:
    """Where Python keeps what is installed, and this package: nobody edits it while drawing maps."""
    import sysconfig

    return (*sysconfig.get_paths().values(), str(Path(__file__).parents[2]))
