"""The drawing in a real browser: no text leaves its shape, and none lies on another."""

from __future__ import annotations

import json

import pytest

from journeykit.render import draw
from journeykit.render.flow.view import to_svg
from real import veterans
from render.scenes import languages, solar, synthetic

BOXES = """() => {
  const box = each => { const b = each.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom, each.textContent]; };
  const all = (root, what) => [...root.querySelectorAll(what)];
  const groups = what => all(document, what).map(group => ({
    id: group.dataset.step || group.dataset.node || group.dataset.stage || group.textContent,
    shape: box(group.querySelector('rect, path, circle')), texts: all(group, 'text').map(box)}));
  const b = document.querySelector('svg').getBoundingClientRect();
  return {nodes: groups('.jk-step, .jk-node'), labels: groups('.jk-label'), stages: groups('.jk-stage, .jk-phase'),
          texts: all(document, 'svg text').map(box), page: [b.left, b.top, b.right, b.bottom]};
}"""


def measured(chromium, svg, scheme="light"):
    page = chromium.new_page(color_scheme=scheme)
    try:
        page.set_content(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{svg}</body>')
        return page.evaluate(BOXES)
    finally:
        page.close()


def inside(text, shape, slack=0.75):
    return (
        text[0] >= shape[0] - slack
        and text[1] >= shape[1] - slack
        and text[2] <= shape[2] + slack
        and text[3] <= shape[3] + slack
    )


def overlap(a, b, slack=1.0):
    return a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack


def published(shared_data):
    from ruamel.yaml import YAML

    return veterans.to_map(YAML(typ="safe").load(shared_data / "va_veteran_map" / "map.yaml"))


@pytest.fixture(params=["solar", "languages", "veterans", "sixty", "three hundred"])
def svg(request):
    if request.param == "veterans":
        return draw(published(request.getfixturevalue("shared_data"))).svg
    made = {
        "solar": lambda: draw(solar(), "flow").svg,
        "languages": lambda: draw(languages()).svg,
        "sixty": lambda: to_svg(synthetic(60, 6)),
        "three hundred": lambda: to_svg(synthetic(300, 10)),
    }
    return made[request.param]()


def test_no_text_leaves_its_shape_and_none_overlaps_another(chromium, svg):
    seen = measured(chromium, svg)
    assert seen["nodes"]
    out = [
        (group["id"], text)
        for kind in ("nodes", "labels", "stages")
        for group in seen[kind]
        for text in group["texts"]
        if not inside(text, group["shape"])
    ]
    assert out == []
    assert [text for text in seen["texts"] if not inside(text, seen["page"])] == []
    texts = sorted(text for text in seen["texts"] if text[4].strip())
    over = []
    for index, text in enumerate(texts):
        for other in texts[index + 1 :]:
            if other[0] >= text[2]:
                break
            if overlap(text, other):
                over.append((text, other))
    assert over == []
    cards = [group["shape"] for group in seen["nodes"]]
    assert [group["id"] for group in seen["labels"] if any(overlap(group["shape"], card) for card in cards)] == []


def test_the_dark_override_works_in_the_browser(chromium):
    drawn = draw(solar(), "flow").svg
    colours = {}
    for scheme in ("light", "dark"):
        page = chromium.new_page(color_scheme=scheme)
        page.set_content(f"<!doctype html><body>{drawn}</body>")
        colours[scheme] = page.evaluate(
            "() => ['rect', '.jk-title text'].map(what => getComputedStyle(document.querySelector(what)).fill)"
        )
        page.close()
    assert colours["light"] == ["rgb(255, 255, 255)", "rgb(22, 32, 46)"]
    assert colours["dark"] == ["rgb(17, 22, 31)", "rgb(238, 242, 248)"]


def test_two_drawings_on_a_page_do_not_colour_each_other(chromium):
    page = chromium.new_page(color_scheme="dark")
    page.set_content(
        f"<!doctype html><body>{draw(solar(), 'flow').svg}{draw(languages(), 'flow', theme='light').svg}</body>"
    )
    fills = page.evaluate("() => [...document.querySelectorAll('svg')].map(s => getComputedStyle("
                          "s.querySelector('rect')).fill)")  # fmt: skip
    page.close()
    assert fills == ["rgb(17, 22, 31)", "rgb(255, 255, 255)"]


def test_a_screen_reader_hears_title_and_description(chromium):
    page = chromium.new_page()
    page.set_content(f"<!doctype html><body>{draw(solar(), 'flow').svg}</body>")
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    page.close()
    image = next(each for each in tree if each.get("role", {}).get("value") in ("image", "img"))
    assert image["name"]["value"] == "Buying a solar roof"
    assert "4 stages and 8 steps" in json.dumps(image)
