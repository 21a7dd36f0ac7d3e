"""The page at work in Chromium: pointer, keyboard, check boxes, addresses, paper; and that nothing gets in or out."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest

from journeykit.render import draw
from journeykit.render.html import page
from render.scenes import solar
from render.test_html_page import shop

FADED = """id => Number(getComputedStyle([...document.querySelectorAll('#jk-map .jk-handle')]
  .find(each => (each.dataset.step ?? each.dataset.node) === id)).opacity)"""


@contextmanager
def opened(chromium, tmp_path, text, at="", **context):
    """A page from a file, which must ask nobody for anything and complain of nothing."""
    path = tmp_path / "map.html"
    path.write_text(text, encoding="utf-8")
    found = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", **context)
    tab = found.new_page()
    said, asked = [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri() + at, wait_until="load")
    tab.wait_for_timeout(100)
    try:
        yield tab
        assert said == []
        assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
        assert {url.partition("#")[0] for url in asked if url.startswith("file")} == {path.as_uri()}
    finally:
        found.close()


@pytest.fixture
def tab(chromium, tmp_path):
    with opened(chromium, tmp_path, page(draw(shop(), "poster", width=720))) as found:
        yield found


def title(tab):
    return tab.locator("#jk-panel-title").inner_text() if tab.locator("#jk-panel").is_visible() else None


def step(tab, name):
    return tab.locator(f'#jk-map .jk-handle[data-step="{name}"]')


def test_pointing_shows_the_step_and_fades_the_rest(tab):
    assert title(tab) is None
    step(tab, "fitting").hover()
    tab.wait_for_timeout(150)
    assert title(tab) == "Asks about the size"
    text = tab.locator("#jk-panel").inner_text()
    for said in ("Step 2 · Look", "Chat", "here trust is won", "Ben −2", "Will somebody answer?", "severity 4 of 5",
                 "a size guide", "10\u00a0% · nobody answers", "Leads to", "90\u00a0% (derived)", "Comes from",
                 "The protocol"):  # fmt: skip
        assert said in text, said
    assert [tab.evaluate(FADED, each) for each in ("fitting", "search", "parcel", "wear")] == [1, 1, 1, 0.22]
    lit = tab.eval_on_selector_all(".jk-move.jk-on", "all => all.map(e => e.dataset.from + '>' + e.dataset.to)")
    assert set(lit) == {"search>fitting", "fitting>parcel"}
    tab.mouse.move(1300, 880)
    tab.wait_for_timeout(400)
    assert title(tab) is None
    assert tab.evaluate(FADED, "wear") == 1


def test_a_click_pins_and_escape_closes(tab):
    step(tab, "wear").click()
    tab.mouse.move(1300, 880)
    tab.wait_for_timeout(400)
    assert title(tab) == "Wears them"
    assert tab.url.endswith("#wear")
    text = tab.locator("#jk-panel").inner_text()
    assert "back · 25\u00a0% (stated) · they pinch" in text
    tab.keyboard.press("Escape")
    assert title(tab) is None
    assert "#" not in tab.url
    step(tab, "wear").click()
    tab.locator("#jk-close").click()
    assert title(tab) is None


def test_the_keyboard_goes_from_step_to_step(tab):
    step(tab, "search").focus()
    assert title(tab) == "Searches"
    tab.keyboard.press("ArrowRight")
    assert title(tab) == "Asks about the size"
    tab.keyboard.press("Tab")
    assert title(tab) == "Waits"
    tab.keyboard.press("End")
    assert title(tab) == "Sent"
    tab.keyboard.press("Home")
    assert title(tab) == "Searches"
    width = "getComputedStyle(document.activeElement).outline"
    assert "3px" in tab.evaluate(width), "the focus can be seen"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "jk-panel-title"
    tab.keyboard.press("Escape")
    assert title(tab) is None
    assert tab.evaluate("document.activeElement.dataset.step") == "search"


def test_a_screen_reader_meets_the_steps_in_order_and_hears_what_is_shown(tab):
    nodes = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    named = [
        (each["role"]["value"], each["name"]["value"]) for each in nodes if not each["ignored"] and "name" in each
    ]  # fmt: skip
    buttons = [name for role, name in named if role == "button" and re.match(r"\d\. ", name)]
    assert [name[3:].partition(".")[0] for name in buttons] == [
        "Searches", "Asks about the size", "Waits", "Wears them",
    ]  # fmt: skip
    roles = {role for role, _ in named}
    assert {"banner", "main", "complementary", "navigation", "table", "heading", "columnheader"} <= roles
    step(tab, "fitting").focus()
    assert "Pain points: 2" in tab.locator("#jk-status").inner_text()
    assert tab.locator("#jk-status").get_attribute("role") == "status"
    assert step(tab, "fitting").get_attribute("aria-expanded") == "true"


def test_an_address_opens_its_step(chromium, tmp_path):
    with opened(chromium, tmp_path, page(draw(solar(), "poster")), "#permit") as tab:
        assert title(tab) == "Waits for the permit"
        box = step(tab, "permit").bounding_box()
        assert 0 < box["x"] < 1440 - 360
        assert 57 < box["y"] < 900
        tab.evaluate("location.hash = 'quote'")
        tab.wait_for_timeout(100)
        assert title(tab) == "Receives the quote"
        tab.evaluate("location.hash = 'nowhere'")
        tab.evaluate("location.hash = '%E0%A4%A'")
        tab.wait_for_timeout(100)
        assert title(tab) == "Receives the quote"


def test_without_scripts_an_address_is_a_row(chromium, tmp_path):
    with opened(chromium, tmp_path, page(draw(solar(), "poster")), "#permit", java_script_enabled=False) as tab:
        row = tab.locator("tr:target")
        assert row.locator("a").first.inner_text() == "Waits for the permit"
        assert 57 <= row.bounding_box()["y"] < 900
        assert not tab.locator("#jk-controls").is_visible()
        assert tab.locator("#jk-outline").is_visible()


def test_links_between_steps_lead_to_the_step(tab):
    tab.locator("#jk-outline a", has_text="Waits").click()
    assert title(tab) == "Waits"
    assert tab.evaluate("document.activeElement.id") == "jk-panel-title"
    tab.locator("#jk-panel a", has_text="Asks about the size").click()
    assert title(tab) == "Asks about the size"


def test_a_hidden_lane_leaves_no_hole(tab):
    tops = "all => all.map(e => [e.dataset.lane, Math.round(e.getBoundingClientRect().top + scrollY)])"
    high = "Number(document.querySelector('#jk-map svg').getAttribute('viewBox').split(' ')[3])"
    before, tall = tab.eval_on_selector_all("#jk-map [data-lane]", tops), tab.evaluate(high)
    lost = tab.eval_on_selector_all("[data-lane=emotion]", "all => all.map(e => Number(e.dataset.height))")
    bands = len(lost)
    assert bands > 1, "the poster has several rows"
    footer = "document.querySelector('#jk-map .jk-footer, #jk-map .jk-legend').getBoundingClientRect().top + scrollY"
    below = tab.evaluate(footer)
    tab.locator(".jk-chip", has_text="Emotion").click()
    assert not tab.locator("[data-lane=emotion]").first.is_visible()
    after = tab.eval_on_selector_all("#jk-map [data-lane]:not(.jk-off)", tops)
    assert tab.evaluate(high) == pytest.approx(tall - sum(lost), abs=0.1)
    assert tab.evaluate(footer) == pytest.approx(below - sum(lost), abs=1)
    band, kept = -1, []
    for lane, top in before:
        band += lane == before[0][0]
        gone = sum(lost[:band]) + (lost[band] if lane not in ("steps", "thoughts") else 0)
        if lane != "emotion":
            kept.append((lane, top - gone))
    assert [lane for lane, _ in after] == [lane for lane, _ in kept]
    assert all(abs(one[1] - two[1]) <= 1 for one, two in zip(after, kept, strict=True)), (after, kept)
    tab.locator(".jk-chip", has_text="Emotion").click()
    assert tab.eval_on_selector_all("#jk-map [data-lane]", tops) == before
    assert tab.evaluate(high) == tall


def test_a_hidden_persona_takes_what_is_hers_alone(tab):
    seen = "all => all.filter(e => e.getBoundingClientRect().width > 0).length"
    assert tab.eval_on_selector_all("#jk-map .jk-curve[data-persona=ben]", seen) > 0
    slow = "#jk-map .jk-item[data-who=ben]"
    assert tab.eval_on_selector_all(slow, seen) > 0
    step(tab, "fitting").click()
    assert "slow answers" in tab.locator("#jk-panel").inner_text()
    tab.locator(".jk-chip", has_text="Ben").click()
    for hers in ("#jk-map .jk-curve[data-persona=ben]", "#jk-map .jk-portrait[data-persona=ben]", slow):
        assert tab.eval_on_selector_all(hers, seen) == 0
    assert tab.eval_on_selector_all("#jk-map .jk-curve[data-persona=anna]", seen) > 0
    text = tab.locator("#jk-panel").inner_text()
    assert "slow answers" not in text
    assert "Ben −2" not in text
    assert "no size guide" in text
    tab.locator(".jk-chip", has_text="Ben").click()
    assert "slow answers" in tab.locator("#jk-panel").inner_text()


def test_the_map_fits_the_window_on_request(chromium, tmp_path):
    with opened(chromium, tmp_path, page(draw(solar(), "poster"))) as tab:
        wide = "(e => e.scrollWidth > e.clientWidth + 1)(document.getElementById('jk-map'))"
        assert tab.evaluate(wide)
        tab.locator(".jk-chip", has_text="Fit to the window").click()
        assert not tab.evaluate(wide)


def test_a_narrow_screen_shows_the_step_above_its_panel(chromium, tmp_path):
    with opened(chromium, tmp_path, page(draw(solar(), "poster")), "#quote") as tab:
        tab.set_viewport_size({"width": 400, "height": 860})
        tab.evaluate("location.hash = ''; location.hash = 'permit'")
        tab.wait_for_timeout(200)
        panel, card = tab.locator("#jk-panel").bounding_box(), step(tab, "permit").bounding_box()
        assert card["y"] + card["height"] <= panel["y"]
        assert card["x"] >= 0
        assert tab.evaluate("document.documentElement.scrollWidth") <= 400


def test_on_paper_stands_the_poster_and_on_request_the_tables(tab):
    step(tab, "fitting").click()
    tab.emulate_media(media="print")
    for gone in ("header", "aside", "#jk-controls", "#jk-tables"):
        assert not tab.locator(gone).is_visible(), gone
    assert tab.evaluate(FADED, "wear") == 1
    box = tab.locator("#jk-map svg").bounding_box()
    assert box["width"] <= 1440
    assert box["height"] <= 900
    tab.emulate_media(media="screen")
    tab.locator(".jk-chip", has_text="Print the tables too").click()
    tab.emulate_media(media="print")
    assert tab.locator("#jk-tables").is_visible()


@pytest.mark.parametrize("sheet", ["A3", "Letter"])
def test_a_poster_with_all_lanes_fills_one_sheet(chromium, tmp_path, sheet):
    with opened(chromium, tmp_path, page(draw(shop(), "poster", lanes="all"))) as tab:
        pages = r"/Type\s*/Page\b"
        alone = tab.pdf(format=sheet, landscape=True, prefer_css_page_size=True)
        assert len(re.findall(pages.encode(), alone)) == 1
        tab.locator(".jk-chip", has_text="Print the tables too").click()
        assert len(re.findall(pages.encode(), tab.pdf(format=sheet))) > 1


def test_what_holds_for_a_stage_holds_at_its_steps(chromium, tmp_path):
    look, buy = shop().stages
    journey = shop().replace(stages=[look.replace(questions="Which size is mine?"), buy])
    with opened(chromium, tmp_path, page(draw(journey, "poster", lanes="all")), "#fitting") as tab:
        text = tab.locator("#jk-panel").inner_text()
        assert re.search("of the whole stage\\s+Which size is mine", text)
        lit = "#jk-map .jk-cell.jk-on[data-stage=look]"
        assert tab.locator(lit).count() == 1
        step(tab, "wear").focus()
        assert "Which size" not in tab.locator("#jk-panel").inner_text()
        assert tab.locator(lit).count() == 0


@pytest.mark.parametrize("paper", [None, "a3"])
def test_a_sheet_of_paper_shrinks_with_its_lanes(chromium, tmp_path, paper):
    with opened(chromium, tmp_path, page(draw(shop(), "poster", page=paper))) as tab:
        ratio = """() => { const e = document.querySelector('#jk-map svg'), b = e.getBoundingClientRect(),
          v = e.getAttribute('viewBox').split(' '); return (b.height / b.width) / (v[3] / v[2]); }"""
        assert tab.evaluate(ratio) == pytest.approx(1, abs=0.01)
        tab.locator(".jk-chip", has_text="Pain points").click()
        assert tab.evaluate(ratio) == pytest.approx(1, abs=0.01)
        assert not tab.locator("[data-lane=pains]").first.is_visible()


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(17, 22, 31)")])
def test_page_and_map_turn_dark_together(chromium, tmp_path, scheme, paper):
    with opened(chromium, tmp_path, page(draw(shop(), "poster")), color_scheme=scheme) as tab:
        ground = "getComputedStyle(document.getElementById('jk-map')).backgroundColor"
        sheet = "getComputedStyle(document.querySelector('#jk-map svg > rect')).fill"
        assert tab.evaluate(ground) == tab.evaluate(sheet) == paper


def test_the_flow_has_panel_and_addresses_too(chromium, tmp_path):
    with opened(chromium, tmp_path, page(draw(shop(), "flow")), "#fitting") as tab:
        assert title(tab) == "Asks about the size"
        assert tab.evaluate(FADED, "wear") == 0.22
        assert tab.evaluate(FADED, "search") == 1
        step(tab, "fitting").focus()
        tab.keyboard.press("End")
        assert title(tab) == "Sent"
