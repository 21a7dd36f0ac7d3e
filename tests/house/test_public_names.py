"""What people may type: every name is there, is what `dir` shows, and is explained by an executed example."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil

import pytest

import journeykit as jk

FIRST = """
    JourneyMap Persona Scope Stage Touchpoint Action Wait Outcome Transition Flow PainPoint Gain Opportunity Solution
    Metric Evidence Drawing load save loads dumps schema to_networkx check draw in_order
    JourneyError FormatError UnknownName MissingExtra EngineError
"""  # of the design's public face, what this version has: these names stay


def public_objects():
    """Every function and class that a package or a public module lists in `__all__`, once, under its own name."""
    found = {}
    names = (info.name for info in pkgutil.iter_modules(jk.__path__, "journeykit."))
    modules = [jk, *(importlib.import_module(name) for name in names if not name.startswith("journeykit._"))]
    for module in modules:
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if inspect.isfunction(value) or inspect.isclass(value):
                found[f"{value.__module__}.{value.__qualname__}"] = value
    return found


OBJECTS = public_objects()


def test_all_is_what_dir_shows():
    shown = [name for name in dir(jk) if not name.startswith("_") or name == "__version__"]
    assert sorted(shown) == sorted(jk.__all__)
    assert len(set(jk.__all__)) == len(jk.__all__)


@pytest.mark.parametrize("name", jk.__all__)
def test_every_public_name_is_there(name):
    assert getattr(jk, name) is getattr(jk, name), "a lazy name is the same thing every time"


def test_the_promised_names_are_public():
    assert set(FIRST.split()) <= set(jk.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="drow"):
        jk.drow  # noqa: B018 - the look-up is the test


def test_there_are_objects_to_look_at():
    assert len(OBJECTS) > 90


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_a_public_object_is_explained_by_an_example(name):
    value = OBJECTS[name]
    text = value.__dict__.get("__doc__") if inspect.isclass(value) else value.__doc__
    assert text, f"{name} has no docstring of its own"
    if inspect.isclass(value) and (issubclass(value, Exception) or getattr(value, "_is_protocol", False)):
        return  # an error is shown by what raises it, a protocol by what fulfils it
    assert ">>>" in text, f"{name} has no example"


def test_every_module_says_what_it_is_for():
    from house.source import package_sources

    silent = [each.path for each in package_sources() if each.text.strip() and not ast.get_docstring(each.tree)]
    assert silent == []
