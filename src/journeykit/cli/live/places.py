"""Lines of maps in Python, and of the messages about them."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from pathlib import Path

from journeykit.errors import Fault

__all__ = ["in_python", "own_file", "placed", "steps_in_python"]

_TOLD = re.compile(r"(?P<file>.+?\.py):(?P<line>\d+): ")
_SYNTAX = re.compile(r'File "(?P<file>.+?)", line (?P<line>\d+)')


def in_python(name: str) -> str | None:
    """The module of an argument that names a map in Python, else None.

    >>> in_python("maps/shop.py:shop"), in_python("maps/shop.yaml")
    ('maps/shop.py', None)
    """
    from journeykit.cli.python_maps import split

    named = split(name)
    return None if named is None else named[0]


def own_file(name: str) -> Path | None:
    """The one file whose text is shown: the document, or the Python file of the map; None for a module's name.

    >>> own_file("maps/shop.py:shop") == Path("maps/shop.py"), own_file("acme.maps:shop")
    (True, None)
    """
    module = in_python(name)
    if module is None:
        return Path(name)
    return Path(module) if module.endswith(".py") else None


def placed(message: str, own: Path | None) -> Fault:
    """A fault of that message; with its line, where the message names one in the file that is shown.

    >>> placed("maps/shop.py:7: NameError: name 'quote' is not defined", Path("maps/shop.py")).line
    7
    >>> placed("other.py:7: NameError: name 'quote' is not defined", Path("maps/shop.py")).line is None
    True
    """
    line = None
    for pattern in (_TOLD, _SYNTAX):
        match = pattern.search(message)
        if match is not None and own is not None and Path(match["file"]).resolve() == own.resolve():
            line = int(match["line"])
            break
    return Fault("", message, "unreadable", file=None if own is None else str(own), line=line)


def steps_in_python(text: str, ids: Collection[str]) -> dict[str, int]:
    r"""The line of the first call that each id is the first argument, or the `id`, of.

    A map may be built in ways that no reading of its text finds out: then a step has no line.

    >>> steps_in_python('a = jk.Action("pay")\nb = jk.Wait(id="permit")', ["pay", "permit", "sign"])
    {'pay': 1, 'permit': 2}
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "id"]
            for value in (*node.args[:1], *named):
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value in ids:
                    found[value.value] = min(node.lineno, found.get(value.value, node.lineno))
    return found
