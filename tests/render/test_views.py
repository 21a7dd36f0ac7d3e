from __future__ import annotations

from importlib import metadata

import pytest

from journeykit.errors import UnknownName
from journeykit.render import draw, views
from journeykit.render.drawing import Drawing
from journeykit.render.from_map import scene_of
from render.scenes import solar


class Words:
    """A view from another package: the titles, one a line."""

    name = "words"
    takes = frozenset({"width"})

    def draw(self, journey, options, /):
        scene = scene_of(journey, options.personas)
        return Drawing(scene, self.name, options.theme, lambda: f"<svg>{scene.title}</svg>")


class Point:
    def __init__(self, name, thing):
        self.name, self.value, self.thing = name, f"other:{name}", thing

    def load(self):
        return self.thing


@pytest.fixture
def plugged(monkeypatch):
    points = [Point("words", Words()), Point("broken", object()), Point("flow", Words())]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points if group == "journeykit.views" else [])


def test_views_of_other_packages_are_found(plugged):
    assert views.names() == tuple(sorted(views.names()))
    assert {"blueprint", "broken", "flow", "poster", "words"} <= set(views.names())
    assert len(set(views.names())) == len(views.names())
    drawing = draw(solar(), "words")
    assert drawing.svg == "<svg>Buying a solar roof</svg>"
    with pytest.raises(UnknownName, match="format"):
        _ = drawing.dot


def test_our_own_view_wins(plugged):
    assert draw(solar(), "flow").svg.count("jk-step") == 8


def test_what_is_no_view_is_told(plugged):
    with pytest.raises(TypeError, match="no View"):
        draw(solar(), "broken")


def test_an_option_that_a_view_does_not_take_is_refused(plugged):
    with pytest.raises(ValueError, match="the view 'words' takes no lanes and no scale: it takes width"):
        draw(solar(), "words", lanes="all", scale="time")
    assert draw(solar(), "words", width=800).svg


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"scale": "tme"}, "unknown scale 'tme': did you mean 'time'"),
        ({"overlay": "evidenc"}, "unknown overlay 'evidenc': did you mean 'evidence'"),
        ({"page": "a5"}, "unknown page 'a5'"),
        ({"lanes": ["pain"]}, "unknown lane 'pain': did you mean 'pains'"),
        ({"theme": "drak"}, "unknown theme 'drak': did you mean 'dark'"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_the_near_one(asked, said):
    with pytest.raises(UnknownName, match=said):
        draw(solar(), **asked)


@pytest.mark.parametrize("width", [0, -1, 399, float("nan"), float("inf")])
def test_a_width_that_holds_no_column_is_refused(width):
    with pytest.raises(ValueError, match="from 400 up"):
        draw(solar(), width=width)


@pytest.mark.parametrize("lanes", [[], ["pains", "pains"]])
def test_lanes_are_named_once_each(lanes):
    with pytest.raises(ValueError, match="each lane once"):
        draw(solar(), lanes=lanes)
