from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import journeykit as jk
from journeykit import render
from journeykit.errors import EngineError, MissingExtra, UnknownName
from journeykit.render import engine, formats
from journeykit.render.formats import DrawingFormat
from render.scenes import languages, solar

SRC = Path(jk.__file__).resolve().parents[1]


def draw(journey, view="flow", **more):
    """The flow, whose layout is the work of a program that can be missing and slow."""
    return render.draw(journey, view, **more)


def test_a_drawing_is_made_when_somebody_looks(monkeypatch):
    drawing = draw(solar())
    calls = []
    run = engine.run
    monkeypatch.setattr(engine, "run", lambda *args, **more: calls.append(1) or run(*args, **more))
    assert calls == []
    assert drawing.svg is drawing.svg
    assert len(calls) == 1


def test_drawings_of_equal_maps_are_equal_in_bytes():
    assert draw(solar()) == draw(solar())
    assert draw(solar()).svg == draw(solar()).svg
    assert draw(solar()).dot == draw(solar()).dot
    assert draw(solar(), theme="dark").svg != draw(solar()).svg


def test_the_bytes_do_not_hang_on_the_hash_seed():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from render.scenes import languages, synthetic\n"
        "from journeykit.render import draw\n"
        "from journeykit.render.flow.view import to_svg, to_dot\n"
        "import hashlib\n"
        "text = draw(languages(), 'flow').svg + to_svg(synthetic(60, 6)) + to_dot(synthetic(60, 6))\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    path = os.pathsep.join([str(SRC), os.environ.get("PYTHONPATH", "")])
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parents[1])],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(next(iter(said))) > 60


def test_drawings_on_one_page_share_no_ids():
    ids = [drawing.svg.split(' id="', 1)[1].split('"', 1)[0] for drawing in (draw(solar()), draw(languages()))]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.svg", b"<svg"),
        ("a.PNG", b"\x89PNG"),
        ("a.b.pdf", b"%PDF"),
        ("a.html", b"<!doctype html>"),
        ("a.dot", b"digraph"),
    ],
)
def test_the_suffix_says_the_format(tmp_path, name, begins):
    for suffix, module in ((".png", "resvg_py"), (".pdf", "typst")):
        if name.lower().endswith(suffix):
            pytest.importorskip(module)
    path = draw(languages()).save(tmp_path / name)
    assert path.read_bytes().startswith(begins)


def test_an_unknown_suffix_is_named_and_nothing_is_written(tmp_path):
    drawing = draw(solar())
    with pytest.raises(UnknownName, match=r"unknown suffix '\.svgz': did you mean '\.svg'"):
        drawing.save(tmp_path / "a.svgz")
    with pytest.raises(UnknownName, match="unknown suffix 'a'"):
        drawing.save(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("suffix", "module"), [("png", "resvg_py"), ("pdf", "typst")])
def test_what_needs_the_extra_says_how_to_get_it(tmp_path, monkeypatch, suffix, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf"need '{module}'.*pip install 'journeykit\[export\]'"):
        draw(solar()).save(tmp_path / f"a.{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_a_package_brings_a_format(tmp_path, monkeypatch):
    brought = DrawingFormat("txt", lambda drawing: drawing.text)
    foreign = {"txt": brought, "svg": DrawingFormat("svg", lambda _: "not the built-in one"), "bad": "no format"}

    class Point:
        def __init__(self, name):
            self.name, self.value = name, f"other:{name}"

        def load(self):
            return foreign[self.name]

    monkeypatch.setattr(formats.metadata, "entry_points", lambda group: [*map(Point, foreign)])
    assert draw(solar()).save(tmp_path / "a.txt").read_text(encoding="utf-8") == draw(solar()).text
    assert draw(solar()).save(tmp_path / "a.svg").read_text(encoding="utf-8") == draw(solar()).svg
    assert "txt" in formats.suffixes()
    with pytest.raises(UnknownName, match=r"unknown suffix '\.text': did you mean '\.txt'"):
        draw(solar()).save(tmp_path / "a.text")
    with pytest.raises(TypeError, match=r"'other:bad' of journeykit\.drawing_formats is no DrawingFormat"):
        draw(solar()).save(tmp_path / "a.bad")


def test_nothing_from_elsewhere_reaches_the_programs(tmp_path):
    from journeykit.render.pdf import to_pdf
    from journeykit.render.raster import to_png

    begin = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">'
    for href in ("a.png", "/etc/passwd", "http://a.example/a.png", "data:image/svg+xml;base64,PHN2Zy8+"):
        for tag in (f'<image href="{href}"/>', f"<image x='1' xlink:href='{href}'/>", f'<use\nhref="{href}"/>'):
            for make in (to_png, to_pdf):
                with pytest.raises(EngineError, match="would load"):
                    make(f"{begin}{tag}</svg>")


def test_a_png_has_two_pixels_to_a_px():
    pytest.importorskip("resvg_py")
    drawing = draw(solar())
    width = float(drawing.svg.split(' width="', 1)[1].split('"', 1)[0])
    assert int.from_bytes(drawing.png[16:20]) == round(2 * width)


def test_emoji_and_ideographs_name_their_fonts_for_the_png():
    from journeykit.render.engine_svg import ready

    begin = '<text x="100" y="2" font-size="10" font-weight="bold" text-anchor="middle">'
    made = ready(f"{begin}a &amp; 客户 😀</text><text>plain</text><text>مرحبا 客</text>")
    assert made.count("<text") == 6
    assert ">a &amp; </text>" in made
    assert "Noto Sans CJK SC" in made
    assert "bold" not in next(part for part in made.split("<text") if "Emoji" in part)
    places = [float(part.split('"')[1]) for part in made.split("<text")[1:5]]
    assert places == sorted(places)
    assert places[0] < 100 < places[-1]
    assert made.endswith("<text>plain</text><text>مرحبا 客</text>")


def test_a_sign_stands_in_a_text_of_its_own_so_that_the_rest_keeps_its_font():
    from journeykit.render.engine_svg import ready
    from journeykit.render.text import width

    made = ready('<text x="10" y="2" font-size="10" font-weight="bold">Hotline ☎ and ★★ → on</text>')
    parts = re.findall(r'<text x="([\d.]+)"([^>]*)>([^<]*)</text>', made)
    assert [words for _, _, words in parts] == ["Hotline ", "☎", " and ", "★★", " → on"]
    assert ["DejaVu Sans" in style for _, style, _ in parts] == [False, True, False, True, False]
    before = "Hotline ☎ and "
    assert float(parts[3][0]) == pytest.approx(10 + width(before, 10, bold=True), abs=0.02)
    assert ready("<text>naïve → „Ωμέγα“ €</text>") == "<text>naïve → „Ωμέγα“ €</text>"


def test_letters_beside_a_sign_are_png_ofas_without_it():
    pytest.importorskip("resvg_py")
    from journeykit.render.raster import to_png

    def png_of(words):
        head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20" font-family="Arial, Liberation Sans">'
        return to_png(f'{head}<text x="2" y="14" font-size="12">{words}</text></svg>')

    assert png_of("Hotline") != png_of("Hotlime")
    assert png_of("Hotline" + " " * 40 + "☎") == png_of("Hotline")  # the sign lies beyond the edge


def test_a_panic_of_the_png_writer_is_an_error():
    pytest.importorskip("resvg_py")
    from journeykit.render.raster import to_png

    with pytest.raises(EngineError, match="resvg could not draw"):
        to_png('<svg viewBox="0 0 10 10"><')


def test_a_sheet_in_millimetres_gives_a_png():
    pytest.importorskip("resvg_py")
    from journeykit.render.raster import to_png

    sheet = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 424.3" width="420mm" height="297mm"></svg>'
    made = to_png(sheet)
    assert (int.from_bytes(made[16:20]), int.from_bytes(made[20:24])) == pytest.approx((1200, 849), abs=1)


def test_a_huge_drawing_gives_a_png_of_a_bearable_size():
    pytest.importorskip("resvg_py")
    from journeykit.render.raster import to_png

    huge = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40000 10" width="40000" height="10"></svg>'
    assert int.from_bytes(to_png(huge)[16:20]) == 16_000


def test_the_table_is_the_drawings_twin():
    text = draw(solar()).text
    assert "Tries the savings calculator (35\u00a0%, the quote is far above the calculator)" in text
    lines = draw(languages()).text.splitlines()
    assert lines[2].startswith("Stage")
    assert any("客户在手机应用程序上比较" in line for line in lines)


def test_the_table_in_html_is_escaped():
    shop = jk.JourneyMap(title="<script>", stages=[jk.Stage("a", [jk.Touchpoint("x", "<b>&")])])
    from journeykit.render.table import as_html

    html = as_html(draw(shop).scene)
    assert "<script>" not in html
    assert "&lt;b&gt;&amp;" in html


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"view": "flwo"}, "unknown view 'flwo': did you mean 'flow'"),
        ({"theme": "drak"}, "unknown theme 'drak': did you mean 'dark'"),
        ({"engine": "systm"}, "unknown engine 'systm': did you mean 'system'"),
        ({"personas": "ana"}, "unknown persona 'ana': did you mean 'anna'"),
    ],
)
def test_unknown_names_are_told_at_once(wrong, message):
    with pytest.raises(UnknownName, match=message):
        draw(solar(), **wrong)


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_time_limit_is_above_nothing(timeout):
    with pytest.raises(ValueError, match="above 0"):
        draw(solar(), timeout=timeout)


def test_the_time_limit_reaches_the_engine():
    with pytest.raises(EngineError, match="longer than"):
        _ = draw(solar(), timeout=1e-6).svg


def test_personas_are_ids_or_values():
    anna = solar().persona("anna")
    assert draw(solar(), personas=anna) == draw(solar(), personas=["anna", anna]) == draw(solar(), personas="anna")


def test_a_drawing_can_be_pickled():
    drawing = draw(solar())
    assert pickle.loads(pickle.dumps(drawing)).svg == drawing.svg


@pytest.mark.parametrize(
    "small",
    [
        jk.JourneyMap(),
        jk.JourneyMap(stages=[jk.Stage("a", [])]),
        jk.JourneyMap(stages=[jk.Stage("a", ["x"])]),
        jk.JourneyMap(outcomes=[jk.Outcome("o")]),
        jk.JourneyMap(stages=[jk.Stage("a", ["x"])], outcomes=[jk.Outcome("o")], flow=[]),
        jk.JourneyMap(stages=[jk.Stage("a", ["x", "y"]), jk.Stage("b", [])], flow="x >> x"),
    ],
    ids=["nothing", "empty stage", "one step", "one outcome", "no flow", "self"],
)
def test_the_smallest_maps_are_drawn(small):
    drawing = draw(small)
    assert drawing.svg.endswith("</svg>\n")
    assert drawing.dot
    assert drawing.text


def test_the_systems_graphviz_draws_the_same_map():
    import shutil

    if shutil.which("dot") is None:
        pytest.skip("no system Graphviz")
    assert draw(solar(), engine="system").svg.count("jk-step") == 8
