"""The pages of the rules say what the rules say. `python scripts/rule_pages.py` writes them anew."""

from __future__ import annotations

import rule_pages


def test_every_rule_has_its_page_and_no_page_is_old():
    written = {path.name: path.read_text(encoding="utf-8") for path in rule_pages.FOLDER.glob("*.md")}
    assert written == rule_pages.pages(), "run python scripts/rule_pages.py"


def test_the_index_names_every_rule():
    made = rule_pages.pages()
    codes = [name.removesuffix(".md") for name in made if name != "index.md"]
    assert len(codes) > 30
    assert all(f"({code}.md)" in made["index.md"] for code in codes)
