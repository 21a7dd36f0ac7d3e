"""`journeykit schema`: the JSON Schema of map files, with which editors complete them."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["command"]


def command(
    output: Annotated[str | None, typer.Option("--output", "-o", help="A file to write it to. [prints it]")] = None,
) -> None:
    """Print the JSON Schema of map files, or write it to a file."""
    import json

    from journeykit.cli.paths import check_named, writing
    from journeykit.cli.screen import write
    from journeykit.files import write_atomically
    from journeykit.model.schema import schema

    document = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None or output == "-":
        write(document)
        return
    check_named(output, "journey.schema.json")
    with writing(output):
        write_atomically(output, document)
