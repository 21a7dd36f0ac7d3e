"""`draw`, `convert`, `new`, `schema`, `rules` and the app itself."""

from __future__ import annotations

import io
import json
import sys
import warnings
from importlib.metadata import EntryPoint

import jsonschema
import pytest

import journeykit as jk
from journeykit.cli.commands.new import starter
from journeykit.rules import registry, rules


def feed(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_draw_says_where_it_wrote(journeykit, folder):
    assert journeykit("draw", "poor.yaml", "-o", "pictures.svg").out == "wrote pictures.svg\n"
    assert (folder / "pictures.svg").read_text(encoding="utf-8").startswith("<svg")
    assert journeykit("draw", "poor.yaml").out == "wrote poor.svg\n"
    assert journeykit("draw", "trap.json", "-o", "a.dot", "--view", "flow", "--theme", "dark").code == 0
    assert "digraph" in (folder / "a.dot").read_text(encoding="utf-8")


def test_draw_prints_the_svg_where_it_is_asked_to(journeykit):
    said = journeykit("draw", "poor.yaml", "--output", "-")
    assert said.out.startswith("<svg")
    assert said.err == ""


def test_draw_shows_one_persona(journeykit, folder):
    text = (
        "personas: [{id: mia}, {id: ben}]\nstages: [{id: s, steps: [{touchpoint: only_ben, personas: ben}, all_of_us]}]"
    )
    (folder / "two.yaml").write_text(text, encoding="utf-8")
    assert "Only ben" in journeykit("draw", "two.yaml", "-o", "-").out
    assert "Only ben" not in journeykit("draw", "two.yaml", "-o", "-", "--persona", "mia").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["poor.yaml", "-o", "a.gif"], ".gif"),
        (["poor.yaml", "--view", "flwo"], "unknown view 'flwo': did you mean 'flow'?"),
        (["poor.yaml", "--theme", "drak"], "did you mean 'dark'?"),
        (["poor.yaml", "--persona", "mia"], "unknown persona 'mia'"),
        (["poor.yaml", "-o", "no/such/folder.svg"], "no/such/folder.svg: there is no folder 'no/such'"),
        (["faulty.yaml"], "faulty.yaml:1:1: titel"),
        (["absent.yaml"], "absent.yaml: No such file"),
    ],
)
def test_draw_tells_what_is_wrong_and_writes_nothing(journeykit, folder, arguments, said):
    before = set(folder.iterdir())
    got = journeykit("draw", *arguments)
    assert (got.code, got.out) == (2, "")
    assert said in got.err
    assert set(folder.iterdir()) == before


def test_an_engine_that_fails_is_told(journeykit, monkeypatch):
    monkeypatch.setenv("JOURNEYKIT_ENGINE", "system")
    monkeypatch.setenv("PATH", "")
    got = journeykit("draw", "poor.yaml", "--view", "flow")
    assert got.code == 2
    assert "dot" in got.err


def test_convert_keeps_the_map(journeykit, folder):
    assert journeykit("convert", "poor.yaml", "poor.json").out == "wrote poor.json\n"
    assert jk.load("poor.json") == jk.load("poor.yaml")
    assert journeykit("convert", "poor.json", "again.dat", "--to", "yaml").code == 0
    assert journeykit("convert", "again.dat", "last.json", "--from", "yaml").code == 0
    assert jk.load("last.json") == jk.load("poor.yaml")
    assert journeykit("convert", "poor.yaml", "poor_map.py").code == 0
    assert "jk.JourneyMap(" in (folder / "poor_map.py").read_text(encoding="utf-8")


def test_convert_reads_and_writes_the_standard_streams(journeykit, folder, monkeypatch):
    text = 'title: "Größe 📏"\nstages: [{id: s, steps: [a]}]\n'.encode()
    feed(monkeypatch, text)
    said = journeykit("convert", "-", "-", "--to", "json")
    assert json.loads(said.out)["title"] == "Größe 📏"
    assert said.out.endswith("}\n")
    feed(monkeypatch, said.out.encode())
    assert journeykit("convert", "-", "-", "--from", "json", "--to", "yaml").out.startswith("journeykit: 1\n")
    feed(monkeypatch, text)
    assert journeykit("convert", "-", "map.yaml", "--from", "yaml").out == "wrote map.yaml\n"
    assert jk.load("map.yaml").title == "Größe 📏"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["poor.yaml", "-"], "standard output has no name"),
        (["poor.yaml", "a.doc"], "unknown file format '.doc'"),
        (["poor.yaml", "-", "--to", "jsn"], "unknown format 'jsn': did you mean 'json'?"),
        (["poor.yaml", "a.json", "--to", "jsn"], "did you mean 'json'?"),
        (["poor.yaml", "a.json", "--from", "yml"], "did you mean 'yaml'?"),
        (["poor.yaml", "a.json", "--from", "python"], "written and never read"),
        (["poor.yaml", "a.json", "--from", "json"], "poor.yaml:1:1"),
        (["faulty.yaml", "a.json"], "faulty.yaml:1:1: titel"),
        (["poor.yaml", "no/a.json"], "no/a.json: there is no folder 'no'"),
    ],
)
def test_convert_tells_what_is_wrong_and_writes_nothing(journeykit, folder, arguments, said):
    before = set(folder.iterdir())
    got = journeykit("convert", *arguments)
    assert (got.code, got.out) == (2, "")
    assert said in got.err
    assert set(folder.iterdir()) == before


def test_a_new_map_loads_checks_clean_and_draws(journeykit, folder):
    beside = "journey.schema.json, with which editors complete it"
    assert journeykit("new", "my-shop.journey.yaml").lines == ["wrote my-shop.journey.yaml", f"wrote {beside}"]
    text = (folder / "my-shop.journey.yaml").read_text(encoding="utf-8")
    assert "journeykit check my-shop.journey.yaml\n" in text
    assert text.count("#") > 10, "it is commented"
    assert jk.load("my-shop.journey.yaml").id == "my_shop"
    assert ": no findings by " in journeykit("check", "my-shop.journey.yaml").out
    assert journeykit("draw", "my-shop.journey.yaml").out == "wrote my-shop.svg\n"


def test_new_overwrites_only_when_forced(journeykit, folder):
    got = journeykit("new", "good.yaml")
    assert (got.code, got.err) == (2, "good.yaml: exists already; --force overwrites it\n")
    assert jk.load("good.yaml").title == "Good"
    assert journeykit("new", "good.yaml", "--force").code == 0
    assert jk.load("good.yaml").title == "Buying a bicycle"


def test_convert_overwrites_only_when_forced(journeykit, folder):
    before = (folder / "good.yaml").read_bytes()
    for target in ("good.yaml", "trap.json"):
        kept = (folder / target).read_bytes()
        got = journeykit("convert", "good.yaml", target)
        assert (got.code, got.out, got.err) == (2, "", f"{target}: exists already; --force overwrites it\n")
        assert (folder / target).read_bytes() == kept
    assert journeykit("convert", "good.yaml", "trap.json", "--force").out == "wrote trap.json\n"
    assert jk.load("trap.json").title == "Good"
    assert journeykit("convert", "good.yaml", "good.yaml", "--force").code == 0
    assert (folder / "good.yaml").read_bytes() != before
    assert "Comments and the layout of A are not kept" in " ".join(journeykit("convert", "--help").out.split())


@pytest.mark.parametrize(
    ("arguments", "like"),
    [
        (["draw", "good.yaml", "-o", "."], "map.svg"),
        (["draw", "good.yaml", "-o", "maps/"], "maps/map.svg"),
        (["convert", "good.yaml", "."], "map.json"),
        (["schema", "-o", "."], "journey.schema.json"),
    ],
)
def test_a_folder_is_no_file_to_write(journeykit, folder, arguments, like):
    before = set(folder.iterdir())
    got = journeykit(*arguments)
    assert (got.code, got.out) == (2, "")
    assert got.err == f"{arguments[-1]}: is a folder: a file name is missing, like {like}\n"
    assert set(folder.iterdir()) == before


def test_the_system_names_the_file_that_was_asked_for(journeykit, folder):
    (folder / "taken.yaml").mkdir()
    got = journeykit("convert", "good.yaml", "taken.yaml")
    assert got.code == 2
    assert got.err.startswith("taken.yaml: ")


def test_new_writes_yaml_and_prints_where_asked(journeykit):
    assert jk.loads(journeykit("new", "-").out, "yaml").id == "my_journey"
    got = journeykit("new", "shop.json")
    assert got.code == 2
    assert "something.journey.yaml" in got.err


@pytest.mark.parametrize(
    ("name", "made"), [("Shop 2", "shop_2"), ("2", "my_journey"), ("日本", "my_journey"), ("a" * 90, "a" * 64)]
)
def test_the_id_of_a_new_map_is_made_of_its_name(name, made):
    assert jk.loads(starter(name, "x.yaml"), "yaml").id == made


def test_the_schema_accepts_the_new_map_and_is_written_too(journeykit, folder):
    printed = json.loads(journeykit("schema").out)
    assert printed == jk.schema()
    assert journeykit("schema", "-o", "journey.schema.json").out == "wrote journey.schema.json\n"
    assert json.loads((folder / "journey.schema.json").read_text(encoding="utf-8")) == printed
    plain = json.loads(jk.dumps(jk.loads(starter("a", "b"), "yaml"), "json"))
    jsonschema.validate(plain, printed)
    assert journeykit("schema", "-o", "no/a.json").code == 2


def test_rules_are_listed_and_told(journeykit):
    lines = journeykit("rules").lines
    assert len(lines) == len(rules())
    assert ["JK101", "no-persona", "warning", "sketch", "The"] in [line.split()[:5] for line in lines]
    assert [line[:5] for line in journeykit("rules", "JK30").lines][:4] == ["JK301", "JK302", "JK303", "JK304"]
    for name in ("JK302", "dead-end"):
        told = journeykit("rules", name).out
        assert told.startswith("JK302 dead-end (warning)\n")
        assert "\n\nA step leads nowhere, and is no end.\n\nWhy:\n    " in told
        assert "\nSource:\n" in told
        assert "Bad:\n    stages:\n      - id: choose\n" in told
        assert "```" not in told
    got = journeykit("rules", "JK999")
    assert (got.code, got.out) == (2, "")
    assert "unknown rule 'JK999'" in got.err


def test_several_rules_are_told_one_after_the_other(journeykit):
    one, other = (journeykit("rules", name).out for name in ("JK302", "JK401"))
    assert one != other
    assert journeykit("rules", "jk401", "Dead-End").out == f"{one}\n{other}"
    assert [line[:5] for line in journeykit("rules", "JK302", "JK10").lines][-2:] == ["JK109", "JK302"]
    got = journeykit("rules", "JK302", "JK999")
    assert (got.code, got.out) == (2, "")


def test_rules_that_cannot_be_told_apart_are_told_of(journeykit, monkeypatch):
    def twins():
        raise registry.TwinRules("two rules are called JK302")

    monkeypatch.setattr(registry, "rules", twins)
    got = journeykit("check", "good.yaml", "--select", "JK302")
    assert (got.code, got.err) == (2, "two rules are called JK302\n")


def test_another_packages_broken_rules_are_a_warning(journeykit, monkeypatch):
    monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint("acme", "no_such_module", group)])
    registry.rules.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        got = journeykit("check", "good.yaml")
    registry.rules.cache_clear()
    assert got.code == 0
    assert got.err == "warning: the rules 'acme' of 'no_such_module' do not load: No module named 'no_such_module'\n"


def test_the_version_and_the_help(journeykit):
    assert journeykit("--version").out == f"journeykit {jk.__version__}\n"
    told = journeykit("--help").out
    for name in ("check", "convert", "draw", "new", "rules", "schema"):
        assert f"\n  {name} " in told
        assert journeykit(name, "--help").code == 0
    assert "which runs that code" in " ".join(journeykit("check", "-h").out.split())


def test_an_unknown_command_offers_the_near_one(journeykit):
    got = journeykit("chek")
    assert got.code == 2
    assert "'chek'" in got.err
    assert journeykit().code == 2


def test_the_help_names_every_lane():
    from journeykit.cli.commands.draw import LANES
    from journeykit.render.lanes import names

    assert LANES.rstrip(".").split(", ") == list(names())


def test_a_picture_that_is_not_there_is_told_with_its_line(journeykit, folder):
    text = "journeykit: 1\nstages:\n  - id: s\n    steps:\n      - touchpoint: a\n        image: none.png\n"
    (folder / "seen.yaml").write_text(text, encoding="utf-8")
    got = journeykit("draw", "seen.yaml")
    assert got.code == 2
    assert "seen.yaml:6:16: stages[0].steps[0].image" in got.err
