"""Formats: found by walking the package, joined by other people's entry points."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import journeykit as jk
from journeykit.errors import UnknownName
from journeykit.io import Format, Parsed, dumps, format_named, format_of, formats, load, loads, refuse, registry, save


class Point:
    """An entry point as importlib.metadata gives it."""

    def __init__(self, name, found):
        self.name, self.value, self._found = name, f"somebody.{name}", found

    def load(self):
        if isinstance(self._found, Exception):
            raise self._found
        return self._found


def read_lines(text):
    if not text.raw.startswith("#journey"):
        refuse("no journey", "syntax", (1, 1))
    return Parsed({"id": "lines", "stages": [{"id": "all", "steps": text.raw.split()[1:]}]})


LINES = Format(
    "lines", (".lines", ".odd.json"), lambda journey: "\n".join(each.id for each in journey.steps), read_lines
)


@pytest.fixture
def plugged(monkeypatch):
    def plug(*points):
        asked = []
        monkeypatch.setattr(registry, "entry_points", lambda group: asked.append(group) or points)
        registry.formats.cache_clear()
        return asked

    yield plug
    registry.formats.cache_clear()


def test_every_module_of_the_folder_is_a_format():
    package = importlib.import_module("journeykit.io.built_in")
    names = {each.name for each in pkgutil.iter_modules(package.__path__)}
    assert names >= {"json", "python", "yaml"}
    assert {name.replace("_", "-") for name in names} <= set(formats())
    for name in names:
        assert formats()[name.replace("_", "-")].name == name.replace("_", "-")
        assert formats()[name.replace("_", "-")].suffixes


def test_another_package_s_format_works_everywhere(plugged, tmp_path):
    asked = plugged(Point("lines", LINES))
    journey = loads("#journey\na b", "lines")
    assert [step.id for step in journey.steps] == ["a", "b"]
    assert dumps(journey, "lines") == "a\nb"
    file = tmp_path / "x.lines"
    save(journey, file)
    with pytest.raises(jk.FormatError, match=r"x\.lines:1:1: no journey"):
        load(file)
    file.write_text("#journey NOT", encoding="utf-8")
    with pytest.raises(jk.FormatError, match=r"x\.lines: stages\[0\]\.steps\[0\]"):
        load(file)
    assert set(asked) == {"journeykit.formats"}


def test_a_built_in_format_cannot_be_replaced(plugged):
    plugged(Point("json", Format("json", (".json",), lambda _: "theirs")), Point("lines", LINES))
    assert dumps(jk.JourneyMap(), "json") != "theirs"
    assert format_of("a.odd.json").name == "json"  # a built-in suffix is found without asking other packages


def test_a_format_that_does_not_load_is_left_out_with_a_warning(plugged):
    plugged(Point("broken", ImportError("no such module")), Point("wrong", object()), Point("lines", LINES))
    with pytest.warns(UserWarning, match="the format") as caught:
        found = formats()
    assert [str(each.message) for each in caught] == [
        "the format 'broken' of 'somebody.broken' does not load: no such module",
        "the format 'wrong' of 'somebody.wrong' is no journeykit.io.Format",
    ]
    assert set(found) == {*registry._built_in(), "lines"}


def test_names_are_near(plugged):
    plugged()
    with pytest.raises(UnknownName, match="did you mean 'python'"):
        format_named("pyton")
    with pytest.raises(UnknownName, match="unknown format 5"):
        format_named(5)  # type: ignore[arg-type]
    assert format_of("x/y.journey.yaml").name == "yaml"
    assert format_of("y.py").name == "python"
