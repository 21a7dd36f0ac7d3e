"""Mermaid in a page: what it reads in texts, and what it draws of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from _mermaid import find_mermaid

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["Mermaid", "open_mermaid", "why_absent"]

_SHOWN = r"""
const plain = text => text?.replace(/ﬂ°(°?)(\w+)¶ß/g, (_, number, name) => {
  const box = document.createElement("div");
  box.innerHTML = `&${number ? "#" : ""}${name};`;
  return box.textContent;
});
const shown = text => plain(text?.replace(/(\s*<\s*\/?\s*br\s*\/?\s*>\s*)+/gi, " "));
"""  # as Mermaid puts its entities back before a reader sees them; a line break is a space here
_ASK = (
    "async texts => {"
    + _SHOWN
    + """
  const read = {
    journey: db => ({
      title: shown(db.getDiagramTitle()), description: plain(db.getAccDescription()),
      sections: db.getSections().map(shown),
      tasks: db.getTasks().map(each => ({
        name: shown(each.task), section: shown(each.section), actors: each.people.map(shown),
        score: Number.isFinite(each.score) ? each.score : null,
      })),
      actors: db.getActors().map(shown).sort(),
    }),
    "flowchart-v2": db => ({
      nodes: [...db.getVertices().values()].map(each => [each.id, shown(each.text)]),
      edges: db.getEdges().map(each => [each.start, each.end, shown(each.text), each.stroke]),
      boxes: db.getSubGraphs().map(each => [each.id, shown(each.title), [...each.nodes].sort()]),
    }),
  };
  const answers = [];
  for (const text of texts) {
    try {
      const {db, type} = await mermaid.mermaidAPI.getDiagramFromText(text);
      answers.push({type, ...read[type](db)});
    } catch (error) { answers.push({error: String(error.message || error)}); }
  }
  return answers;
}"""
)
_DRAW = """async text => {
  const {svg} = await mermaid.render("drawn", text);
  document.body.innerHTML = svg;
  return svg;
}"""


class Mermaid:
    """A page that has loaded Mermaid."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def ask(self, texts: Sequence[str]) -> list[dict[str, Any]]:
        """What Mermaid's own database says of each text, its entities as characters; or `error`."""
        answers: list[dict[str, Any]] = self.page.evaluate(_ASK, list(texts))
        return answers

    def draw(self, text: str) -> str:
        """The SVG of a text, which then stands in the page."""
        drawn: str = self.page.evaluate(_DRAW, text)
        return drawn


@contextmanager
def open_mermaid(browser: Browser) -> Iterator[Mermaid]:
    """Mermaid in a new page. Raises OSError where it cannot be had."""
    script = find_mermaid()
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content("<!doctype html><body></body>")
    page.add_script_tag(path=str(script))
    page.evaluate("() => mermaid.initialize({startOnLoad: false})")
    yield Mermaid(page)
    page.close()


def why_absent(error: OSError) -> tuple[bool, str]:
    """Whether tests without Mermaid fail, as they do in CI, or skip; and the reason."""
    in_ci = os.environ.get("CI", "").lower() not in {"", "0", "false"}
    return in_ci, f"{error}" + (" (CI must not skip the tests with Mermaid)" if in_ci else "")
