"""`journeykit new FILE`: a commented map to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["command"]

_SUFFIXES = (".journey.yaml", ".journey.yml", ".yaml", ".yml")


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new .yaml file; `-` for standard output.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Write a commented map to start from, in YAML. Its id is the name of the file."""
    from journeykit.cli.paths import check_free, writing
    from journeykit.cli.screen import write
    from journeykit.files import write_atomically

    if file == "-":
        write(starter("my_journey", "FILE"))
        return
    name = Path(file).name
    suffix = next((each for each in _SUFFIXES if name.lower().endswith(each)), None)
    if suffix is None:
        raise typer.BadParameter("a map to start from is YAML: call it something.journey.yaml", param_hint="FILE")
    check_free(file, force=force)
    with writing(file):
        write_atomically(file, starter(name[: -len(suffix)], file))


def starter(name: str, file: str) -> str:
    """The map to start from, with an id made of a name.

    >>> starter("Öffne 2. Konto!", "konto.yaml").splitlines()[5]
    'id: ffne_2_konto'
    """
    words = re.sub(r"[^a-z0-9]+", "_", name.lower()).lstrip("_0123456789")[:64].rstrip("_")
    text = Path(__file__).parents[1].joinpath("starter.yaml").read_text(encoding="utf-8")
    return text.replace("FILE", file, 2).replace("id: my_journey", f"id: {words or 'my_journey'}", 1)
