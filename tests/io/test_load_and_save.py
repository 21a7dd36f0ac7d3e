"""Files, standard input, suffixes, versions."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import journeykit as jk
from journeykit.errors import FormatError, UnknownName
from journeykit.io import dumps, load, loads, save
from journeykit.io.upgrade import CURRENT, UPGRADES, upgrade, version_fault


@pytest.fixture
def stdin(monkeypatch):
    def feed(data):
        stream = io.StringIO(data) if isinstance(data, str) else SimpleNamespace(buffer=io.BytesIO(data))
        monkeypatch.setattr(sys, "stdin", stream)

    return feed


@pytest.mark.parametrize(
    "name", ["a.yaml", "a.yml", "a.journey.yaml", "a.journey.yml", "A.YAML", "a.json", "a.journey.json"]
)
def test_there_and_back_by_suffix(tmp_path, full, name):
    file = tmp_path / name
    save(full, file)
    assert load(file) == full
    assert load(str(file)) == full
    expected = dumps(full, "json" if "json" in name else "yaml")
    assert file.read_text(encoding="utf-8") == expected
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_python_is_written_by_suffix(tmp_path, full):
    save(full, tmp_path / "a.py")
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == dumps(full, "python")


def test_a_format_may_be_named(tmp_path, full):
    save(full, tmp_path / "map", "json")
    assert load(tmp_path / "map", "json") == full
    assert load(tmp_path / "map", format="yaml") == full  # JSON is YAML
    with pytest.raises(UnknownName, match="unknown format 'jsn': did you mean 'json'"):
        save(full, tmp_path / "other", "jsn")
    assert not (tmp_path / "other").exists()


def test_unknown_suffixes_and_formats():
    with pytest.raises(UnknownName, match=r"unknown file format '\.yam': did you mean '\.yaml'"):
        load("a.yam")
    with pytest.raises(UnknownName, match="unknown file format 'map'"):
        load("map")
    with pytest.raises(UnknownName, match="did you mean 'yaml'"):
        loads("", "yml")
    with pytest.raises(UnknownName):
        loads("", None)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        dumps(jk.JourneyMap(), "asciidoc")


def test_a_failing_write_leaves_the_old_file(tmp_path, full, monkeypatch):
    file = tmp_path / "a.yaml"
    file.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        save(full, file)
    assert file.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_what_cannot_be_opened_is_the_system_s_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.yaml")
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(OSError, match=r"folder\.yaml"):
        load(tmp_path / "folder.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read(tmp_path):
    from threading import Thread

    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(b"title: piped",))
    writer.start()
    assert load(pipe).title == "piped"
    writer.join()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
def test_an_endless_file_ends(tmp_path):
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    with pytest.raises(FormatError, match="larger than 5 MB"):
        load(tmp_path / "zero.yaml")


@pytest.mark.parametrize(
    "data", [b'{"title": "x"}', b'\xef\xbb\xbf \n{"title": "x"}', b"title: x", "title: x", '\n{"title": "x"}']
)
def test_standard_input(stdin, data):
    stdin(data)
    assert load("-").title == "x"


def test_standard_input_is_named_in_faults(stdin):
    stdin(b'{"titel": "x"}')
    with pytest.raises(FormatError, match="<stdin>:1:2: titel") as caught:
        load("-")
    assert caught.value.faults[0].file == "<stdin>"
    stdin(b"{title: x")
    with pytest.raises(FormatError, match="this is no JSON"):
        load("-")
    stdin(b"{title: x}")
    assert load("-", "yaml").title == "x"
    with pytest.raises(FormatError, match="<stdin>: python is written"):
        load("-", "python")


def test_standard_input_is_bounded(stdin):
    stdin(b"#" * 5_000_001)
    with pytest.raises(FormatError, match="larger than 5 MB"):
        load("-")


@pytest.mark.parametrize(
    "text", ["title: x", "journeykit: 1\ntitle: x", "title: x\njourneykit: 1", "journeykit: 0x1\ntitle: x"]
)
def test_versions_that_are_read(text):
    assert loads(text, "yaml").title == "x"


@pytest.mark.parametrize("version", ["yes", "true", "'1'", "1.0", "0", "-1", "[1]", "null"])
def test_versions_that_are_none(version):
    with pytest.raises(FormatError, match="write `journeykit: 1`") as caught:
        loads(f"journeykit: {version}\ntitel: x", "yaml")
    first, second = caught.value.faults
    assert (first.place, first.code, first.line, first.column) == ("journeykit", "format_version", 1, 13)
    assert second.place == "titel"


@pytest.mark.parametrize("version", ["2", "99999999999999999999"])
def test_a_newer_version_is_told_and_nothing_else(version):
    with pytest.raises(FormatError, match="newer journeykit, and this one reads up to 1") as caught:
        loads(f"journeykit: {version}\nsomething: new", "yaml")
    assert len(caught.value.faults) == 1


def test_upgrades_run_one_after_the_other():
    table = {1: lambda tree: {**tree, "one": True}, 3: lambda tree: {**tree, "three": list(tree)}}
    tree = {"journeykit": 1, "id": "x"}
    assert upgrade(tree, 1, table, current=4) == {"id": "x", "one": True, "three": ["id", "one"]}
    assert upgrade(tree, 2, table, current=3) == {"id": "x"}
    assert tree == {"journeykit": 1, "id": "x"}


def test_every_older_version_has_its_upgrade():
    assert set(UPGRADES) == set(range(1, CURRENT))
    assert version_fault(CURRENT) == ""
