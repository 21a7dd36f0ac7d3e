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
    assert views.names() == ("broken", "flow", "words")
    drawing = draw(solar(), "words")
    assert drawing.svg == "<svg>Buying a solar roof</svg>"
    with pytest.raises(UnknownName, match="format"):
        _ = drawing.dot


def test_our_own_view_wins(plugged):
    assert draw(solar(), "flow").svg.count("jk-step") == 8


def test_what_is_no_view_is_told(plugged):
    with pytest.raises(TypeError, match="no View"):
        draw(solar(), "broken")
