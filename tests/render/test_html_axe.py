"""axe-core finds nothing to complain of: light and dark, wide and narrow, with and without a step shown."""

from __future__ import annotations

import pytest

from journeykit.render import draw
from journeykit.render.html import page
from render.scenes import languages, solar
from render.test_html_page import shop


def violations(tab):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core comes with the extra `dev`")
    found = axe.Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found]


def looked_at(chromium, text, scheme="light", wide=1440, at=None):
    tab = chromium.new_page(color_scheme=scheme, viewport={"width": wide, "height": 900}, reduced_motion="reduce")
    try:
        tab.set_content(text)
        if at is not None:
            tab.evaluate("id => { location.hash = id; }", at)
            tab.wait_for_selector("#jk-panel:not([hidden])")
            tab.wait_for_timeout(150)
        return violations(tab)
    finally:
        tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["poster", "flow"])
@pytest.mark.parametrize("make", [shop, solar, languages])
def test_the_page_is_without_fault(chromium, make, view, scheme):
    assert looked_at(chromium, page(draw(make(), view)), scheme) == []


@pytest.mark.parametrize("view", ["blueprint", "curve"])
def test_and_of_the_other_views(chromium, view):
    assert looked_at(chromium, page(draw(shop(), view)), at="fitting") == []


@pytest.mark.parametrize("wide", [1440, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_and_with_a_step_shown(chromium, scheme, wide):
    assert looked_at(chromium, page(draw(shop(), "poster", lanes="all")), scheme, wide, "fitting") == []


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_and_in_a_theme_that_stays(chromium, theme):
    assert looked_at(chromium, page(draw(shop(), "poster", theme=theme)), "dark", at="fitting") == []


def test_a_fault_is_seen(chromium):
    text = page(draw(shop(), "poster")).replace(' lang="en"', "", 1)
    assert [name for name, _ in looked_at(chromium, text)] == ["html-has-lang"]
