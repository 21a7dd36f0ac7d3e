"""For GitHub Actions: workflow commands that become annotations on the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.cli.checked import Checked
from journeykit.cli.screen import write as print_document

__all__ = ["write"]

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def write(checked: Sequence[Checked]) -> None:
    """Print one command for each finding and fault."""
    lines = []
    for each in checked:
        for spot in each.spotted:
            found = spot.finding
            title, message = (
                f"{found.code} {found.name}",
                "\n".join(filter(None, (found.message, found.repair, spot.elsewhere))),
            )
            if spot.line is None and found.place:
                message = f"{found.place}: {message}"
            lines.append(_command(_LEVELS[found.severity], each.file, (spot.line, spot.column), title, message))
        for fault in each.faults:
            message = ": ".join(filter(None, (fault.place, fault.message)))
            lines.append(_command("error", each.file, (fault.line, fault.column), "no journey map", message))
    print_document("".join(f"{line}\n" for line in lines))


def _command(level: str, file: str | None, at: tuple[int | None, int | None], title: str, message: str) -> str:
    """A workflow command, with everything escaped that would end it early."""
    given = {"file": file, "line": at[0], "col": at[1], "title": title}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in given.items() if value is not None)
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
