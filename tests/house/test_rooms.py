"""Small rooms: no file so long that nobody keeps it in mind, and no folder for a single file."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from statistics import median

from house.source import ROOT, package_sources

LONGEST = 300
OWN_FOLDERS = ("src", "tests", "scripts", "benchmarks", "examples", "docs")


def lines_of(text: str) -> int:
    return len(text.splitlines())


def test_no_file_is_longer_than_a_room():
    files = [path for folder in OWN_FOLDERS for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 200, "the walk does not find the project's files"
    lengths = {path.relative_to(ROOT).as_posix(): lines_of(path.read_text(encoding="utf-8")) for path in files}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_the_typical_file_is_short():
    lengths = [lines_of(each.text) for each in package_sources() if not each.path.endswith("__init__.py")]
    assert 30 <= median(lengths) <= 120


def test_a_folder_holds_more_than_one_file():
    folders = Counter(str(PurePosixPath(each.path).parent) for each in package_sources())
    lonely = {folder for folder, files in folders.items() if files < 2}
    assert lonely == set(), "a folder with one file is a file"
