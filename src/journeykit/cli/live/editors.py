"""Addresses that open a file in an editor at its line."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import quote

from journeykit.errors import UnknownName

__all__ = ["EDITORS", "editor_link"]

_CODE: Final = "://file{path}:{line}:{column}"
_IDEA: Final = "://open?file={path}&line={line}&column={column}"
EDITORS: Final = {
    **{name: f"{name}{_CODE}" for name in ("vscode", "vscodium", "cursor", "windsurf", "zed")},
    **{name: f"{name}{_IDEA}" for name in ("idea", "pycharm", "webstorm")},
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}


def editor_link(editor: str, file: Path) -> str:
    """The address of a file in an editor, in which `{line}` and `{column}` are still to be filled in.

    Raises UnknownName for an editor that is not known.

    >>> editor_link("vscode", Path("/maps/solar roof.yaml"))
    'vscode://file/maps/solar%20roof.yaml:{line}:{column}'
    """
    if editor not in EDITORS:
        raise UnknownName("editor", editor, list(EDITORS))
    path = file.resolve().as_posix()
    return EDITORS[editor].replace("{path}", quote(path if path.startswith("/") else f"/{path}"))
