"""`new --template` and `templates`."""

from __future__ import annotations

import json

import pytest

import journeykit as jk
from journeykit.cli.commands.new import starter


def test_a_template_becomes_a_file_with_its_schema_beside_it(journeykit, folder):
    got = journeykit("new", "my-claim.journey.yaml", "--template", "insurance_claim")
    assert got.lines[0] == "wrote my-claim.journey.yaml"
    assert "journey.schema.json" in got.out
    text = (folder / "my-claim.journey.yaml").read_text(encoding="utf-8")
    assert "# Check it:  journeykit check my-claim.journey.yaml\n" in text
    assert "# The shares are invented" in text
    assert jk.load("my-claim.journey.yaml") == jk.template("insurance_claim").replace(id="my_claim")
    assert json.loads((folder / "journey.schema.json").read_text(encoding="utf-8")) == jk.schema()
    assert journeykit("check", "my-claim.journey.yaml").code == 0


def test_a_schema_that_is_there_is_left_alone(journeykit, folder):
    (folder / "journey.schema.json").write_text("{}")
    assert journeykit("new", "a.yaml").out == "wrote a.yaml\n"
    assert (folder / "journey.schema.json").read_text() == "{}"


def test_an_unknown_template_offers_the_near_one_and_writes_nothing(journeykit, folder):
    before = set(folder.iterdir())
    got = journeykit("new", "a.yaml", "-t", "insurance_clam")
    assert (got.code, got.out) == (2, "")
    assert "did you mean 'insurance_claim'" in got.err
    assert set(folder.iterdir()) == before


def test_without_a_file_it_asks_for_one(journeykit):
    got = journeykit("new")
    assert got.code == 2
    assert "a file name is missing, like shop.journey.yaml" in got.err


def test_a_name_with_a_line_break_stays_in_its_comment():
    text = starter("x", "a\nstages: []\n.yaml")
    assert jk.loads(text, "yaml").stages


def test_the_list_names_each_with_its_title(journeykit):
    lines = journeykit("new", "--list").lines
    assert [line.split()[0] for line in lines] == [each.name for each in jk.templates()]
    assert lines[1].endswith("AIDA: attention, interest, desire, action")


def test_templates_are_listed_and_suggested(journeykit):
    listed = journeykit("templates").lines
    assert listed[0].split() == ["name", "stages", "steps", "people", "title"]
    assert len(listed) == 1 + len(jk.templates())
    ranked = journeykit("templates", "--offer", "software", "--market", "b2b").lines
    assert ranked[1].split()[:2] == ["+0.94", "saas_onboarding"]
    assert "for software; for companies that buy" in ranked[1]
    found = json.loads(journeykit("templates", "--price", "high", "--durable", "-f", "json").out)
    assert found["rows"] == jk.suggest_templates(price="high", durable=True).rows()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["templates", "--offer", "ladder"], "--offer"),
        (["templates", "--format", "jsn"], "did you mean 'json'?"),
        (["templates", "aidda"], "did you mean 'aida'?"),
    ],
)
def test_what_it_does_not_know_is_told(journeykit, arguments, said):
    got = journeykit(*arguments)
    assert (got.code, got.out) == (2, "")
    assert said in got.err


def test_one_template_is_told_in_full(journeykit):
    told = journeykit("templates", "aida").out
    assert told.startswith("aida: AIDA: attention, interest, desire, action\nFor one advert")
    assert "Source: Edward K. Strong, The Psychology of Selling and Advertising, 1925\n" in told
    assert "\nNotices it (ads, social, search, store, letter)\n  Sees it in passing\n    - What were they doing" in told
