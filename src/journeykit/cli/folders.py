"""The maps in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["SUFFIXES", "maps_in", "with_folders"]

SUFFIXES = (".journey.yaml", ".journey.yml", ".journey.json")


def maps_in(folder: Path) -> Iterator[Path]:
    """The map files of a folder and those below it, hidden ones left out, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.name.endswith(SUFFIXES) and path.is_file() and not hidden:
            yield path


def with_folders(files: Sequence[str]) -> list[str]:
    """The arguments of a command, each folder as the maps in it. Raises FileNotFoundError for a folder without any."""
    found: list[str] = []
    for file in files:
        if not Path(file).is_dir():
            found.append(file)
            continue
        within = [str(path) for path in maps_in(Path(file))]
        if not within:
            raise FileNotFoundError(2, f"no map ends with {' or '.join(SUFFIXES)} in the folder", file)
        found += within
    return found
