"""Which texts of a drawing lie over each other, or out of it, as a browser sets them."""

from __future__ import annotations

import pytest

OVERLAPS = """() => {
  const texts = [...document.querySelectorAll('svg text')].filter(each => each.textContent.trim());
  const page = document.querySelector('svg').getBoundingClientRect();
  const boxes = texts.map(each => [each.getBoundingClientRect(), each.textContent]);
  const found = [];
  for (const [a, said] of boxes) {
    const out = a.left < page.left - 1 || a.right > page.right + 1 || a.bottom > page.bottom + 1;
    if (out) found.push([said, 'the page']);
    for (const [b, other] of boxes)
      if (a !== b && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
        found.push([said, other]);
  }
  return found;
}"""


@pytest.fixture
def overlaps(chromium):
    page = chromium.new_page()

    def found(svg):
        page.set_content(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{svg}</body>')
        return page.evaluate(OVERLAPS)

    yield found
    page.close()
