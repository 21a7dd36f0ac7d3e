"""`journeykit live FILE`: a map in the browser, drawn anew as it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from journeykit.cli.live.look import Look

__all__ = ["command"]

_FILE = "A YAML or JSON file, or a map in Python as `path/to/file.py:name` or `module:name`, which runs that code."


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_FILE)],
    *,
    view: Annotated[str | None, typer.Option(help="poster, blueprint, curve or flow.  [poster]")] = None,
    theme: Annotated[str | None, typer.Option(help="auto (follows the reader's screen), light, dark or print.")] = None,
    lanes: Annotated[
        str | None, typer.Option(help="The poster's lanes in order, like steps,emotion,pains; or all.")
    ] = None,
    persona: Annotated[list[str] | None, typer.Option(help="Draw the journey of this persona only.")] = None,
    overlay: Annotated[str | None, typer.Option(help="evidence: what has no source fades.")] = None,
    scale: Annotated[str | None, typer.Option(help="even, or time: columns as wide as their steps are long.")] = None,
    width: Annotated[float | None, typer.Option(help="px; a wider poster goes on in the next row of stages.")] = None,
    page: Annotated[str | None, typer.Option(help="a3 or a4: one landscape sheet.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; 0 is any. [the first free one from 8765 up]")
    ] = None,
    host: Annotated[str, typer.Option(help="The address of this machine: 127.0.0.1 or ::1.")] = "127.0.0.1",
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    editor: Annotated[
        str | None, typer.Option(help="Link lines to this editor too, like vscode, zed, idea or textmate.")
    ] = None,
) -> None:
    """Show a map in the browser, and draw it anew whenever the file is saved.

    The page shows the picture, the findings with their lines, and the source. A fault is shown over the last good
    picture. Only this machine can open the page. Ctrl-C ends it.
    """
    from journeykit.cli.commands.draw import listed
    from journeykit.cli.live.start import checked_options, existing, extra
    from journeykit.cli.screen import say

    asked = {
        "view": view,
        "theme": theme,
        "lanes": listed(lanes),
        "personas": persona,
        "overlay": overlay,
        "scale": scale,
        "width": width,
        "page": page,
    }
    options = checked_options({name: value for name, value in asked.items() if value not in (None, [])})
    own = existing(file)
    extra()
    from journeykit.cli.live.editors import editor_link
    from journeykit.cli.live.ports import PORT, address, listening
    from journeykit.cli.live.server import Live

    link = None if editor is None or own is None else editor_link(editor, own)
    with listening(host, port) as listener:
        url = address(listener)
        if port is None and listener.getsockname()[1] != PORT:
            say(f"port {PORT} is taken, so this is another one")
        say(f"{file} is shown at ", (url, "bold"), " (Ctrl-C ends it)")
        live = Live(file, options, listener, editor=link, told=_tell)
        if not no_open:
            _open(url)
        live.run()
    say("ended")


def _open(url: str) -> None:
    """Ask for the browser beside the server: some browsers only return when they are closed."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _tell(look: Look) -> None:
    """One line of each look."""
    from journeykit.cli.screen import COLOURS, say

    if look.faults:
        first, more = str(look.faults[0]).splitlines()[0], len(look.faults) - 1
        say(("fault", COLOURS["error"]), f": {first}", f" (and {more} more)" if more else "")
    else:
        say(f"drawn in {look.seconds:.2f} s: {look.verdict}")
