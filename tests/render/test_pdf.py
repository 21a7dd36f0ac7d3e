"""PDF: text that stays text, the page's size, the bytes, pictures, and what happens when it cannot be made."""

from __future__ import annotations

import base64
import io

import pytest

import journeykit as jk
from journeykit.errors import EngineError
from journeykit.render import draw
from journeykit.render.pdf import page_size, to_pdf
from journeykit.render.raster import to_png
from render.scenes import languages, solar

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")
BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def opened(data: bytes):
    return pypdf.PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join(opened(data).pages[0].extract_text().split())


@pytest.mark.parametrize("view", ["poster", "flow"])
def test_the_text_can_be_selected(view):
    text = words(draw(solar(), view).pdf)
    for step in solar().steps:
        for word in step.label.split():
            assert word in text


def test_text_of_every_script_can_be_selected():
    text = words(draw(languages(), "flow").pdf)
    for each in (
        "Überlegen & auswählen",
        "客户旅程 🚢",
        "👩🏽‍💻🇩🇪",
        '<b>bold</b> & "quoted"',
        "とても長い日本語のタイトル",
    ):
        assert each in text
    arabic = "مستمر"
    assert arabic in text or arabic[::-1] in text  # a reader may give what runs from right to left as it stands


def test_the_fonts_are_in_the_file():
    """So that it looks the same where they are not installed."""
    found = list(fonts(opened(draw(languages(), "flow").pdf).pages[0]))
    assert found
    for font in found:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        held = inner.get("/FontDescriptor", {}).keys() & {"/FontFile", "/FontFile2", "/FontFile3"}
        assert held or font["/Subtype"] == "/Type3", font


def fonts(holder):
    resources = holder.get("/Resources", {})
    yield from (font.get_object() for font in resources.get("/Font", {}).values())
    for inner in resources.get("/XObject", {}).values():
        yield from fonts(inner.get_object())


def test_the_same_drawing_gives_the_same_bytes():
    assert draw(solar()).pdf == draw(solar()).pdf
    assert b"/CreationDate" not in draw(solar()).pdf


def test_title_and_language_are_there_for_readers():
    nasty = '#panic() "\\ <x> ]'
    reader = opened(draw(jk.JourneyMap(title=nasty, stages=[jk.Stage("a", ["x"])], language="pt-BR")).pdf)
    assert reader.metadata.title == nasty
    assert reader.trailer["/Root"]["/Lang"] == "pt"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(reader.pages) == 1


@pytest.mark.parametrize("language", [None, "", "x", "chinese", "d\u00e9", "12"])
def test_a_language_that_is_none_does_no_harm(language):
    assert to_pdf(f'{BEGIN}viewBox="0 0 9 9"></svg>', language=language).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("attributes", "points"),
    [
        ('width="420mm" height="297mm" viewBox="0 0 1600 1131"', (1190.55, 841.89)),
        ('width="96" height="48" viewBox="0 0 96 48"', (72, 36)),
        ('width="96px" height="0.5in" viewBox="0 0 96 48"', (72, 36)),
        ('viewBox="0 0 96 48"', (72, 36)),
        ('width="100%" height="100%" viewBox="0 0 96 48"', (72, 36)),
        ('width="50000" height="500" viewBox="0 0 50000 500"', (14400, 144)),
    ],
)
def test_the_page_is_as_large_as_the_drawing_says(attributes, points):
    svg = f'{BEGIN}{attributes}><rect width="5" height="5"/></svg>'
    assert page_size(svg) == pytest.approx(points, abs=0.01)
    assert tuple(map(float, opened(to_pdf(svg)).pages[0].mediabox[2:])) == pytest.approx(points, abs=0.01)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_pictures_are_in_pdf_and_png(kind, name):
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("resvg_py")
    stream = io.BytesIO()
    image.new("RGB", (8, 8), (200, 30, 60)).save(stream, kind)
    address = f"data:image/{kind.lower()};base64,{base64.b64encode(stream.getvalue()).decode()}"
    svg = f'{BEGIN}viewBox="0 0 8 8" width="8" height="8"><image width="8" height="8" {name}="{address}"/></svg>'
    with image.open(io.BytesIO(to_png(svg))) as drawn:
        assert drawn.convert("RGB").getpixel((8, 8)) == pytest.approx((200, 30, 60), abs=6)
    assert len(opened(to_pdf(svg)).pages[0].images) == 1


def test_the_dark_theme_stays_out_of_a_drawing_that_follows_the_screen():
    light, auto = (draw(solar(), theme=theme).pdf for theme in ("light", "auto"))
    assert words(light) == words(auto)
    assert colours(light) == colours(auto)
    assert colours(draw(solar(), theme="dark").pdf) != colours(auto)


def colours(data: bytes) -> set[bytes]:
    """The operators that choose a colour."""

    def streams(holder):
        if "/Contents" in holder:
            yield holder.get_contents().get_data()
        for reference in holder.get("/Resources", {}).get("/XObject", {}).values():
            inner = reference.get_object()
            if inner.get("/Subtype") == "/Form":
                yield inner.get_data()
                yield from streams(inner)

    text = b"\n".join(streams(opened(data).pages[0]))
    return {line for line in text.splitlines() if line.endswith((b" scn", b" rg", b" SCN"))}


@pytest.mark.parametrize(
    "broken", ['<svg viewBox="0 0 9 9"', '<svg viewBox="0 0 9 9"><', '<svg viewBox="0 0 9 9"></a>']
)
def test_what_typst_cannot_read_is_an_error(broken):
    with pytest.raises(EngineError, match=r"Typst could not make the PDF .*: save the drawing as SVG"):
        to_pdf(broken)


def test_a_drawing_without_a_size_is_an_error():
    with pytest.raises(EngineError, match="says no size"):
        to_pdf("<svg></svg>")
