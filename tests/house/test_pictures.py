"""A picture in the documents is what its page draws, byte for byte.

A block of the page draws a file of the picture's name. `pytest tests/house/test_pictures.py --snapshot-update` takes
the drawings over into docs/pictures: look at them before you commit them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from house.markdown import blocks
from house.source import ROOT
from house.test_documents import Session, name_of, pages, shell_path

__all__ = ["shell_path"]  # a fixture

KEPT = ROOT / "docs" / "pictures"
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]*pictures/([\w.-]+))\)")
PAGES = [page for page in pages() if SHOWN.search(page.read_text(encoding="utf-8"))]


def drawn(page: Path, folder: Path, path: str) -> dict[str, bytes]:
    """What the blocks of a page write, by file name."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    session = Session(folder, path)
    for block in blocks(name_of(page), page.read_text(encoding="utf-8")):
        session.do(block)
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix == ".svg"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_picture_is_what_its_page_draws(page, request, tmp_path, monkeypatch, shell_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JOURNEYKIT_ENGINE", raising=False)  # the system's Graphviz draws other bytes
    made = drawn(page, tmp_path, shell_path)
    for _, _, name in SHOWN.findall(page.read_text(encoding="utf-8")):
        assert name in made, f"no block of {name_of(page)} draws {name}"
        if request.config.option.update_snapshots:
            KEPT.mkdir(exist_ok=True)
            (KEPT / name).write_bytes(made[name])
        same = made[name] == (KEPT / name).read_bytes()  # a comparison of two drawings in full is no message
        assert same, f"{name} is not what {name_of(page)} draws: renew it with --snapshot-update, and look at it"


def test_every_kept_picture_is_shown_and_described():
    shown = {name: words for page in PAGES for words, _, name in SHOWN.findall(page.read_text(encoding="utf-8"))}
    assert {path.name for path in KEPT.iterdir()} == set(shown)
    assert [name for name, words in shown.items() if not words] == []


def test_the_pages_show_pictures():
    assert {"README.md", "docs/index.md", "docs/tutorial.md", "docs/drawing.md"} <= {name_of(page) for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_picture_is_found_from_its_page(page):
    for _, link, _ in SHOWN.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).is_file(), f"{name_of(page)} shows {link}, which is not there"
