"""Drawings in notebooks: what is offered to whom, and how it looks on one page with others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64decode
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

import journeykit as jk
from house.source import variables
from journeykit.errors import EngineError
from journeykit.render import draw, engine
from journeykit.render.notebook import shown
from render.scenes import languages, solar

# What JupyterLab leaves in the HTML of a notebook that somebody else has run, of what is used here.
SANITISED = {"div", "img", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td"}


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(html)
    return found


def test_a_notebook_gets_a_frame_the_svg_and_the_table():
    drawing = draw(solar())
    bundle = drawing._repr_mimebundle_()
    assert list(bundle) == ["text/html", "image/svg+xml", "text/plain"]
    assert bundle["image/svg+xml"] == drawing._repr_svg_() == drawing.svg
    assert "Receives the quote" in bundle["text/plain"]
    assert bundle["text/html"] == shown(drawing)


def test_the_frame_survives_a_notebook_that_is_not_trusted():
    found = tags(shown(draw(languages())))
    assert {tag for tag, _ in found} == SANITISED
    image = next(attributes for tag, attributes in found if tag == "img")
    kind, data = image["src"].split(",", 1)
    assert kind == "data:image/svg+xml;base64"
    assert b64decode(data).decode("utf-8") == draw(languages()).svg
    assert not any(name.startswith("on") or name == "id" for _, attributes in found for name in attributes)


def test_words_for_those_who_do_not_see_it():
    shop = jk.JourneyMap(title='<i>"Shop"</i> \x07', stages=[jk.Stage("a", [jk.Touchpoint("x", "<b>&")])])
    html = shown(draw(shop))
    image = next(attributes for tag, attributes in tags(html) if tag == "img")
    assert image["alt"].startswith('<i>"Shop"</i>')
    assert "<td>&lt;b&gt;&amp;</td>" in html
    assert "\x07" not in html
    closed = re.sub(r"(<img[^>]*)>", r"\1/>", html)  # what HTML leaves open
    assert ET.fromstring(f"<p>{closed}</p>").find("details/table") is not None


def test_without_an_engine_there_is_the_table_and_why(monkeypatch):
    monkeypatch.setattr(engine, "_bundled", lambda: None)
    bundle = draw(solar(), "flow")._repr_mimebundle_()
    assert "image/svg+xml" not in bundle
    assert "not installed" in bundle["text/plain"]
    assert "<td>Receives the quote</td>" in bundle["text/html"]
    with pytest.raises(EngineError):
        _ = draw(solar(), "flow").svg


def test_two_drawings_share_a_page(chromium):
    """The wide one scrolls in its own frame at its own size; the page does not; both keep their colours."""
    wide, small = draw(languages(), theme="light"), draw(solar(), "flow", theme="dark")
    page = chromium.new_page(viewport={"width": 700, "height": 900})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    try:
        page.set_content(f"<!doctype html><style>img {{max-width: 100%}}</style>{shown(wide)}{shown(small)}")
        page.wait_for_function("[...document.images].every(each => each.complete && each.naturalWidth)")
        frames = page.evaluate(
            "[...document.querySelectorAll('div')].map(each => [each.clientWidth, each.scrollWidth,"
            " each.firstChild.getBoundingClientRect().width, each.firstChild.getBoundingClientRect().height])"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 700
        for drawing, (visible, whole, across, down) in zip((wide, small), frames, strict=True):
            size = [float(each) for each in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.svg).groups()]
            assert [across, down] == pytest.approx(size, abs=1)
            assert visible < 700 < whole
        assert wrong == []
    finally:
        page.close()


def test_a_sheet_is_shown_in_its_size_on_paper():
    from dataclasses import replace

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="420mm" height="297mm" viewBox="0 0 1000 707.14"></svg>'
    image = next(a for tag, a in tags(shown(replace(draw(solar()), make_svg=lambda: svg))) if tag == "img")
    assert image["width"] == "1587"
    assert image["height"] == "1123"


_EXECUTE = """
import json, sys, nbformat, nbclient, nbconvert
from nbformat.v4 import new_code_cell, new_notebook
cells = ["import journeykit as jk\\nshop = jk.JourneyMap('shop', stages=[jk.Stage('buy', ['basket', 'pay'])])\\nshop",
         "jk.draw(shop, 'flow', theme='dark')", "[jk.draw(shop)]"]
notebook = new_notebook(cells=[new_code_cell(each) for each in cells])
nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
paper, parts = nbconvert.MarkdownExporter().from_notebook_node(notebook)
print(json.dumps({"outputs": [cell.outputs[0]["data"] for cell in notebook.cells], "page": page}))
"""


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> dict:
    for each in ("nbclient", "nbconvert", "ipykernel"):
        pytest.importorskip(each)
    folder = tmp_path_factory.mktemp("notebook")
    done = subprocess.run(
        [sys.executable, "-c", _EXECUTE],
        cwd=folder,
        env=variables(JUPYTER_PATH=str(folder), JUPYTER_DATA_DIR=str(folder), IPYTHONDIR=str(folder)),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_map_and_a_drawing_show_themselves(executed):
    of_map, of_drawing, of_list = executed["outputs"]
    for output in (of_map, of_drawing):
        assert {"text/html", "image/svg+xml", "text/plain"} <= output.keys()
        assert "".join(output["image/svg+xml"]).startswith("<svg")
    assert of_list == {"text/plain": "[Drawing(view='poster', theme='auto')]"}


def test_the_page_that_nbconvert_makes_shows_both(executed, chromium):
    page = chromium.new_page()
    try:
        page.set_content(executed["page"], wait_until="domcontentloaded")
        sizes = page.evaluate(
            "Promise.all([...document.images].map(each => each.decode().then(() => each.naturalWidth)))"
        )
        assert len(sizes) == 2
        assert min(sizes) > 100
    finally:
        page.close()
