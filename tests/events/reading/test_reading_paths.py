from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeykit.errors import EventLogError
from journeykit.events.reading import read

LOG = "case,activity\n1,x\n"


def test_a_missing_file_is_told_with_its_near_name(faults, written, tmp_path):
    written("visits.csv", LOG)
    assert f"did you mean '{tmp_path / 'visits.csv'}'?" in faults(tmp_path / "visit.csv")
    assert "the folder holds 'visits.csv'" in faults(tmp_path / "zzz.parquet")
    assert f"there is no folder '{tmp_path / 'nowhere'}'" in faults(tmp_path / "nowhere" / "x.csv")


def test_a_folder_is_told_with_the_pattern(faults, written, tmp_path):
    written("days/1.csv.gz", LOG)
    assert f"is a folder: name the files in it, like '{tmp_path / 'days' / '*.csv.gz'}'" in faults(tmp_path / "days")


def test_a_pattern_that_matches_nothing(faults, written, tmp_path):
    written("a.parquet", "x")
    assert "no file matches" in faults(tmp_path / "*.csv")
    assert "the folder holds 'a.parquet'" in faults(tmp_path / "*.csv")


def test_a_pattern_goes_into_folders(rows, written, tmp_path):
    written("a/1.csv", LOG)
    written("a/b/2.csv", LOG)
    (tmp_path / "a" / "c.csv").mkdir()
    assert len(rows(f"{tmp_path}/**/*.csv")) == 2


def test_an_address_is_refused_and_says_how(faults):
    for address in ("https://example.org/log.csv", "s3://bucket/*.parquet", "HDFS://x/y"):
        assert "is an address, and journeykit opens no connections: download the file first" in faults(address)


def test_the_same_file_twice_is_refused(faults, written, tmp_path):
    written("a.csv", LOG)
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert "named twice, and their events would count twice" in faults([tmp_path / "a.csv", tmp_path / "*.csv"])


def test_all_faults_come_at_once_and_not_too_many(connection, tmp_path):
    with pytest.raises(EventLogError) as caught:
        read([tmp_path / f"{number}.csv" for number in range(1_000)], connection)
    assert len(caught.value.faults) == 9
    assert caught.value.faults[-1] == "and 992 more"
    assert len(str(caught.value)) < 3_000


def test_very_many_files_are_not_listed(connection, written, faults, tmp_path):
    for number in range(600):
        written(f"{number:04}.csv", LOG if number else "case,activity\n1\n")
    assert len(faults(tmp_path / "*.csv")) < 500
    written("0000.csv", LOG)
    found = read(tmp_path / "*.csv", connection).relation
    assert found.aggregate("count(*), max(jk_row)").fetchall() == [(600, 599)]


def test_a_file_that_may_not_be_read(faults, written, monkeypatch):
    path = written("log.csv", LOG)
    usual = Path.open

    def forbidden(self, *args, **kwargs):
        if self.name == "log.csv":  # the tests may run as somebody who may read everything
            raise PermissionError(13, "Permission denied", str(self))
        return usual(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", forbidden)
    assert "cannot be read: Permission denied" in faults(path)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "the path is empty"),
        ("case,activity\n1,2\n", "is no path"),
        ("a\0b", "is no path"),
        ("x" * 5_000, "cannot be read|there is no file"),
        ("/dev/null", "no regular file"),
    ],
)
def test_what_is_no_path(connection, path, told):
    with pytest.raises(EventLogError, match=told) as caught:
        read(path, connection)
    assert len(str(caught.value)) < 400


def test_a_broken_link_is_told(faults, tmp_path):
    (tmp_path / "log.csv").symlink_to(tmp_path / "gone.csv")
    assert "is a link that leads nowhere" in faults(tmp_path / "log.csv")


def test_a_name_of_no_characters(faults, tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")
    assert "is a name that is no UTF-8" in faults(name)


def test_files_of_several_kinds_are_refused(faults, written, tmp_path):
    written("a.csv", LOG)
    written("b.json", '[{"case": 1}]')
    assert "files of one log must be of one kind" in faults(tmp_path / "*")


def test_a_home_folder_is_found(rows, written, tmp_path, monkeypatch):
    written("log.csv", LOG)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert rows("~/log.csv") == [("1", "x")]


def test_strangers_are_told_by_their_type(connection):
    for data in (7, None, {"case": [1]}, b"case"):
        with pytest.raises(TypeError, match="give a path, or a list of dicts"):
            read(data, connection)
