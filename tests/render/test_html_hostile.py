"""Hostile text in a map, and hostile HTML pasted into its page, do nothing in Chromium."""

from __future__ import annotations

import pytest

from journeykit.render import draw
from journeykit.render.html import page
from journeykit.render.text import clean
from render.scenes import NASTY
from render.test_html_in_browser import opened, step
from render.test_html_page import nasty, shop

HOSTILE = [
    *[each for each in NASTY if "\ud800" not in each],  # the model takes no half characters
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</title></svg><svg onload=alert(1)>",
]


@pytest.mark.parametrize("view", ["poster", "flow"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_nothing(chromium, tmp_path, text, view):
    with opened(chromium, tmp_path, page(draw(nasty(text), view))) as tab:
        tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
        step(tab, "fitting").focus()
        shown = clean(text)
        assert shown in tab.locator("#jk-tables").inner_text()
        assert tab.locator("h1").inner_text() == shown
        assert tab.locator("script").count() == 1
        assert tab.locator("#jk-map svg").count() == 1
        if view == "poster":
            assert shown in tab.locator("#jk-panel").inner_text()


@pytest.mark.parametrize("attack", [
    "<script>document.title = 'owned'</script>", "<img src=x onerror=\"document.title = 'owned'\">",
    "<a href=\"javascript:document.title='owned'\" id=evil>x</a>", "<link rel=stylesheet href='https://example.org/x.css'>",
])  # fmt: skip
def test_the_policy_stops_what_somebody_pastes_in(chromium, tmp_path, attack):
    text = page(draw(shop(), "poster")).replace("</main>", f"{attack}</main>")
    path = tmp_path / "map.html"
    path.write_text(text, encoding="utf-8")
    tab = chromium.new_page()
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("requestfinished", lambda request: asked.append(request.url))
    tab.on("requestfailed", lambda request: asked.append(request.failure))
    tab.goto(path.as_uri())
    if "id=evil" in attack:
        tab.locator("#evil").click(no_wait_after=True)
    tab.wait_for_timeout(100)
    assert tab.title() == "Buying shoes online"
    assert any("Content Security Policy" in line for line in said)
    assert [each for each in asked if each != path.as_uri() and not each.startswith("data:")] in ([], ["csp"])
    tab.close()
