"""Templates of other packages, and names that no template has."""

from __future__ import annotations

import sys
import warnings
from importlib.metadata import EntryPoint

import pytest

import journeykit as jk
from journeykit.starters import record, shelf

SMALL = """\
journeykit: 1
id: acme
title: Renting a ladder
note: For ladders.
links: [Somebody, A talk]
stages:
  - id: rent
    steps:
      - touchpoint: ask
        channel: phone
        note: |
          Which ladder?
          It is heavy.
"""


@pytest.fixture
def acme(tmp_path, monkeypatch):
    """A package with templates, as an entry point brings it; files are written by the test."""
    folder = tmp_path / "acme_ladders" / "deep"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("NUMBER = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    points = [EntryPoint("acme", "acme_ladders", shelf.GROUP)]
    monkeypatch.setattr(shelf, "entry_points", lambda group: points if group == shelf.GROUP else [])
    for cached in (shelf.texts, record.map_of):
        cached.cache_clear()
    yield folder, points
    for cached in (shelf.texts, record.map_of):
        cached.cache_clear()
    sys.modules.pop("acme_ladders", None)


def test_one_new_file_is_a_new_template(acme):
    (acme[0] / "ladder.journey.yaml").write_text(SMALL)
    assert jk.template("ladder").label == "Renting a ladder"
    told = {each.name: each for each in jk.templates()}["ladder"]
    assert (told.for_whom, told.source, told.stages, told.steps) == ("For ladders.", "Somebody; A talk", 1, 1)
    assert [each.question for each in told.questions] == ["Which ladder?"]
    assert dict(told.channels) == {"rent": ("phone",)}, "without a note, the channels of its steps"
    assert "ladder" in [each.name for each in jk.suggest_templates(price="low")]


def test_a_name_that_is_taken_is_left_out_with_a_warning(acme):
    (acme[0] / "aida.journey.yaml").write_text(SMALL)
    with pytest.warns(UserWarning, match="'acme' of 'acme_ladders': there is a template 'aida' already"):
        assert jk.template("aida").label.startswith("AIDA")


def test_a_file_that_is_no_map_is_left_out_of_the_list_and_told_when_taken(acme):
    (acme[0] / "broken.journey.yaml").write_text("journeykit: 1\nstagse: []\n")
    with pytest.warns(UserWarning, match="the template 'broken' is no map"):
        assert "broken" not in [each.name for each in jk.templates()]
    with pytest.raises(jk.FormatError, match="stages"):
        jk.template("broken")


@pytest.mark.parametrize(
    ("value", "said"),
    [("no_such_module", "do not load"), ("acme_ladders:NUMBER", "names a int"), ("acme_ladders", "are no files")],
)
def test_an_entry_point_that_brings_nothing_is_a_warning(acme, value, said):
    acme[1][:] = [EntryPoint("acme", value, shelf.GROUP)]
    with pytest.warns(UserWarning, match=said):
        assert jk.template("aida").id == "aida"


def test_our_own_templates_warn_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(jk.templates()) >= 17


@pytest.mark.parametrize(
    ("name", "said"),
    [("aidda", "did you mean 'aida'"), ("SaaS onboarding", "did you mean 'saas_onboarding'"), ("", "there are"),
     (7, "unknown template 7")],
)  # fmt: skip
def test_an_unknown_name_offers_the_near_one(name, said):
    with pytest.raises(jk.UnknownName, match=said):
        jk.template(name)


def test_what_is_told_of_some_stands_in_the_order_asked_for():
    assert [each.name for each in jk.templates("five_as", "aida")] == ["five_as", "aida"]
    assert jk.templates("aida")[0] in jk.templates()
    with pytest.raises(jk.UnknownName, match="did you mean 'aida'"):
        jk.templates("five_as", "aidda")


def test_the_list_is_a_table():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(jk.templates())
    assert list(frame.columns) == ["name", "title", "for_whom", "source", "stages", "steps", "personas"]
    assert frame.stages.dtype.kind == "i"
    assert "<td>aida</td>" in jk.templates()._repr_html_()
