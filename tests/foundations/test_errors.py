"""The error tree and the picture of a fault."""

from __future__ import annotations

import pickle

import pytest

import journeykit as jk
from journeykit.errors import PictureError


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (jk.FormatError([jk.Fault("a", "b", "c"), jk.Fault("d", "e", "f")]), ValueError),
        (jk.UnknownName("step", "quot", ["quote"]), LookupError),
        (jk.MissingExtra("PNG pictures", "resvg_py", "export"), ImportError),
        (jk.EngineError("no engine"), RuntimeError),
        (jk.TrapError(["basket", "pay"]), ValueError),
        (jk.MetricError("nps takes whole numbers", ["scores[4] is 11"]), ValueError),
        (PictureError([jk.Fault("personas[0].image", "b", "c"), jk.Fault("d", "e", "f")]), ValueError),
    ],
)
def test_each_error_is_ours_and_the_fitting_builtin(error, builtin):
    assert isinstance(error, jk.JourneyError)
    assert isinstance(error, builtin)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("source", "column", "below"),
    [
        ("emotion: 7", 10, "         ^"),
        ("\temotion: 7", 11, "\t         ^"),
        ("太阳: 7", 5, "      ^"),  # two wide characters take four columns
        ("e\u0301t: 7", 6, "    ^"),  # a combining accent takes none
    ],
)
def test_the_caret_stands_below_the_character(source, column, below):
    fault = jk.Fault("emotion", "off the scale", "scale", file="a.yaml", line=1, column=column, source=source)
    assert str(fault).splitlines()[-1] == f"      | {below}"


def test_a_fault_without_a_line_is_one_line():
    assert str(jk.Fault("", "is empty", "empty", file="a.yaml")) == "a.yaml: is empty"


def test_several_faults_are_counted():
    fault = jk.Fault("a", "b", "c")
    assert str(jk.FormatError([fault, fault])).startswith("2 faults\n")


def test_pictures_are_counted_and_placed():
    one, two = jk.Fault("personas[0].image", "b", "c"), jk.Fault("stages[0].steps[1].image", "e", "f")
    assert str(PictureError([one])) == "personas[0].image: b"
    said = "2 pictures cannot be shown\npersonas[0].image: b\nstages[0].steps[1].image: e"
    assert str(PictureError([one, two])) == said
