"""A theme is a checked value: what a company may change, and what is refused."""

from __future__ import annotations

import copy
import pickle
import re
from dataclasses import FrozenInstanceError, dataclass

import pytest

import journeykit as jk
from house.source import ROOT
from journeykit.errors import UnknownName
from journeykit.render.brush import Brush
from journeykit.render.scene import Taken
from journeykit.render.theme import DARK, FONT, LIGHT, PRINT, THEMES, Theme, names, palette
from journeykit.render.views import names as views
from render.scenes import solar

INJECTIONS = [
    '#fff"/><script>',
    "#ffffff;}*{display:none",
    "#ffffff\n",
    "url(#x)",
    "var(--x)",
    "red",
    "#ffffff00",
    "#gggggg",
    "#１２３４５６",
    "",
    "none",
]
FONTS = [
    'Arial"/><script>, sans-serif',
    'sans-serif"/><script>',
    "Arial; fill: red, sans-serif",
    "'Acme Sans, sans-serif",
    "url(https://example.org/x), sans-serif",
    "Arial}, sans-serif",
    "Arial",
    "",
    "Arial, " * 200 + "serif",
    "'a\\27', serif",
    "'</style>', serif",
    "'a\nb', serif",
]


class Acme(Theme):
    head = "#5A0A5A"
    font: str = "'Acme Sans', Arial, sans-serif"


def test_a_theme_by_itself_is_light():
    assert Theme() == LIGHT
    assert LIGHT.paper == "#ffffff"


def test_a_subclass_names_its_colours():
    acme = Acme()
    assert (acme.head, acme.paper, acme.font) == ("#5a0a5a", LIGHT.paper, "'Acme Sans', Arial, sans-serif")
    assert Acme(paper="#fffff0").head == "#5a0a5a"
    assert repr(acme) == "Acme(font=\"'Acme Sans', Arial, sans-serif\", head='#5a0a5a')"


def test_a_subclass_of_a_subclass_and_a_dataclass_of_its_own_keep_what_they_inherit():
    class Shop(Acme):
        ink = "#000000"

    @dataclass(frozen=True, kw_only=True)
    class Written(Acme):
        ink: str = "#000000"

    assert (Shop().head, Shop().ink) == (Written().head, Written().ink) == ("#5a0a5a", "#000000")
    assert Acme().ink == LIGHT.ink


def test_a_subclass_may_hold_what_is_no_colour():
    class Shop(Theme):
        _note = "internal"
        head = "#5a0a5a"

        def loud(self):
            return self.replace(head=self.leave)

    assert Shop().loud().head == LIGHT.leave


def test_a_misspelt_colour_of_a_subclass_is_refused_with_the_near_name():
    with pytest.raises(ValueError, match="haed: unknown colour 'haed': did you mean 'head'"):

        class Wrong(Theme):
            haed = "#5a0a5a"


def test_replace_changes_what_it_names():
    acme = DARK.replace(head="#5A0A5A")
    assert acme.head == "#5a0a5a"
    assert acme.replace(head=DARK.head) == DARK
    assert type(Acme().replace(ink="#000000")) is Acme


@pytest.mark.parametrize("value", [*INJECTIONS, None, 7, ("#ffffff",)])
def test_what_is_no_colour_is_refused(value):
    with pytest.raises(ValueError, match=r"1 fault in Theme\n  head: .* is no colour: write "):
        LIGHT.replace(head=value)
    with pytest.raises(ValueError, match="head"):
        type("Wrong", (Theme,), {"head": value, "__module__": __name__})()


@pytest.mark.parametrize("value", [*FONTS, None])
def test_what_is_no_font_is_refused(value):
    with pytest.raises(ValueError, match=r"font: .* is no stack of fonts: write "):
        Theme(font=value)


@pytest.mark.parametrize(
    "value", [FONT, "serif", "'Grüne Schrift', serif", '"A B", -x-y, A B C,sans-serif', "'华文', serif"]
)
def test_fonts_are_taken(value):
    assert Theme(font=value).font == value


def test_a_hostile_font_is_refused_at_once():
    with pytest.raises(ValueError, match="font"):
        Theme(font="a " * 240 + "!")


def test_all_faults_are_told_at_once():
    with pytest.raises(ValueError) as caught:
        LIGHT.replace(head="#fff", haed="#000000", ink="red", font="Arial")
    assert str(caught.value).splitlines() == [
        "4 faults in Theme",
        "  haed: unknown colour 'haed': did you mean 'head'?",
        "  head: '#fff' is no colour: write '#ffffff'",
        "  ink: 'red' is no colour: write six hex digits, such as '#22405f'",
        "  font: 'Arial' is no stack of fonts: write \"'Acme Sans', Arial, sans-serif\", a general one last",
    ]


def test_a_theme_is_a_frozen_value():
    with pytest.raises(FrozenInstanceError):
        LIGHT.head = "#000000"
    assert hash(LIGHT.replace()) == hash(LIGHT)
    for theme in (LIGHT, Acme()):
        assert pickle.loads(pickle.dumps(theme)) == copy.deepcopy(theme) == theme


def test_a_repr_makes_the_theme_again():
    for theme in (LIGHT, DARK, PRINT, LIGHT.replace(head="#5a0a5a")):
        assert eval(repr(theme)) == theme


def test_what_may_be_asked_for():
    assert THEMES == ("auto", "light", "dark", "print")
    assert [palette(name) for name in THEMES] == [(LIGHT, DARK), (LIGHT, None), (DARK, None), (PRINT, None)]
    assert palette(Acme()) == (Acme(), None)
    assert palette((Acme(), DARK)) == (Acme(), DARK)


@pytest.mark.parametrize(
    "theme", [None, 7, Acme, ("light", "dark"), (LIGHT,), (LIGHT, None), (LIGHT, DARK, PRINT), [LIGHT, DARK]]
)
def test_anything_else_is_refused(theme):
    with pytest.raises(TypeError, match="a theme is a name, a Theme or a pair of Themes"):
        palette(theme)


def test_a_class_is_refused_with_the_cure():
    with pytest.raises(TypeError, match=re.escape("write Acme()")):
        palette(Acme)


def test_a_name_that_is_none_is_refused():
    with pytest.raises(UnknownName, match="did you mean 'print'"):
        palette("prnit")


def test_a_brush_darkens_only_what_it_used_and_what_differs():
    brush = Brush((LIGHT, DARK.replace(muted=LIGHT.muted)), "s")
    assert brush.make("text", {"class": "jk-x"}, fill="ink", text="a > b") == (
        f'<text class="jk-x f-ink" fill="{LIGHT.ink}">a &gt; b</text>'
    )
    assert brush.make("text", {"class": "jk-x"}, fill="muted") == f'<text class="jk-x" fill="{LIGHT.muted}"/>'
    made = brush.make("rect", {"data-x": "1>2"}, "<g/>", fill="paper", stroke="card_line")
    assert made == ('<rect data-x="1&gt;2" class="f-paper s-card-line" fill="#ffffff" stroke="#7d899d"><g/></rect>')
    assert re.findall(r"\.([\w-]+)\{", brush.style()) == ["f-ink", "f-paper", "s-card-line"]


def test_a_brush_of_one_face_writes_no_style():
    for theme in ("light", "dark", "print", Acme()):
        brush = Brush(theme, "s")
        brush.make("rect", {}, fill="paper", stroke="none")
        assert brush.style() == ""


def test_a_brush_refuses_a_colour_that_no_theme_has():
    for name in ("papre", "font", "replace", ""):
        with pytest.raises(UnknownName, match="unknown colour"):
            Brush("auto", "s").make("rect", {}, fill=name)


def test_a_drawing_wears_the_theme_of_a_company():
    plain, own, pair = (
        jk.draw(solar(), "flow", theme=theme).svg
        for theme in ("light", Acme(ink="#123456"), (Acme(ink="#123456"), DARK))
    )
    assert "#123456" in own
    assert "#123456" not in plain
    assert f"{{fill:{DARK.ink}}}" in pair
    assert "<style>" not in own
    scopes = [re.search(r'id="(jk\w+)"', svg)[1] for svg in (plain, own, pair)]
    assert len(set(scopes)) == 3, "drawings in several themes can share a page"


@pytest.mark.parametrize("view", views())
def test_a_drawing_wears_the_font_of_a_company(view):
    svg = jk.draw(solar(), view, theme=Acme()).svg
    assert "&#x27;Acme Sans&#x27;, Arial, sans-serif" in svg
    assert "Liberation Sans" not in svg


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_built_in_colours_are_plain(theme):
    assert all(re.fullmatch("#[0-9a-f]{6}", getattr(theme, name)) for name in names())


def test_the_documents_say_what_else_the_colour_of_ideas_means():
    said = [
        line for line in (ROOT / "docs/themes.md").read_text(encoding="utf-8").splitlines() if "`idea_mark`" in line
    ]
    assert Taken(ghost=True).colour == "idea_mark"
    assert any("not on the map" in line for line in said)
