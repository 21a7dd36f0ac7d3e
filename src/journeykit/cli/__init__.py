"""The command `journeykit`: one command is one file in `journeykit.cli.commands`."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command with arguments, those of the process where none are given.

    Returns where all is well. Raises SystemExit with 1 where a check finds errors, and with 2 where the arguments are
    wrong or a file is no map; what is wrong stands on standard error.

    >>> main(["rules", "JK501"])  # doctest: +ELLIPSIS
    JK501 unsupported-claims (warning...)
    ...
    """
    from journeykit.cli.app import run

    run(argv)
