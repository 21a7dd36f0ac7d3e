"""What git asks of a diff driver: seven arguments, or nine where a file was renamed, or one where it is unmerged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.analysis.compare import compare
from journeykit.cli.diffs.report import lines, told_lines
from journeykit.cli.screen import say, told, write
from journeykit.cli.sources import read
from journeykit.errors import JourneyError
from journeykit.model import JourneyMap

__all__ = ["Git", "normal"]

_ABSENT = ("/dev/null", "nul")


@dataclass(frozen=True)
class Git:
    """One call: the path in the repository, the old and the new file, and the path by now."""

    path: str
    old: str | None = None
    new: str | None = None
    renamed: str | None = None

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Git:
        """As git hands them over: path old-file old-hex old-mode new-file new-hex new-mode [new-path note].

        >>> Git.of(["a.yaml", "/tmp/x/a.yaml", "1f", "100644", "a.yaml", "2e", "100644"]).old
        '/tmp/x/a.yaml'
        """
        if len(arguments) == 1:
            return cls(arguments[0])
        path, old, _, _, new, *_ = arguments
        return cls(path, old, new, arguments[7] if len(arguments) > 7 else None)

    def print(self) -> None:
        """What differs. Errors are told among the rest, since git stops at a command that fails."""
        name = f"{self.path} -> {self.renamed}" if self.renamed and self.renamed != self.path else self.path
        say((f"journey map {name}", "bold"))
        if self.old is None or self.new is None:
            say("two versions are to be merged, so that there is nothing to compare yet")
            return
        try:
            old, new = self._map(self.old), self._map(self.new)
        except (JourneyError, OSError) as error:
            for each in told(error).splitlines():
                say(each)
            return
        one, other = old or JourneyMap(id=_id(new)), new or JourneyMap(id=_id(old))
        names = ("nothing" if old is None else one.id, "nothing" if new is None else other.id)
        told_lines(list(lines(compare(one, other), *names)))

    def _map(self, file: str) -> JourneyMap | None:
        """A version of the map; None where there was none."""
        if file.lower() in _ABSENT:
            return None
        from journeykit.io.registry import format_of

        return read(file, format_of(self.path).name).journey


def normal(file: str) -> None:
    """Print a map as YAML, in the order of the language: what its file looks like hides no change then."""
    from journeykit.io import dumps

    write(dumps(read(file).journey, "yaml"))


def _id(journey: JourneyMap | None) -> str:
    return journey.id if journey is not None else "journey"
