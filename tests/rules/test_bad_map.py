"""The deliberately bad map shows what the rules find, each at the right line."""

from __future__ import annotations

import datetime as dt

from house.source import ROOT
from journeykit.cli.checked import check_file
from journeykit.cli.configured import Asked

FOUND = [
    ("JK001", 9),
    ("JK102", 11),
    ("JK105", 20),
    ("JK106", 12),
    ("JK107", 3),
    ("JK110", 50),
    ("JK201", 28),
    ("JK203", 66),
    ("JK204", 37),
    ("JK205", 34),
    ("JK206", 45),
    ("JK207", 83),
    ("JK209", 5),
    ("JK301", 87),
    ("JK304", 54),
    ("JK305", 60),
    ("JK307", 54),
    ("JK308", 54),
    ("JK309", 38),
    ("JK310", 97),
    ("JK312", 27),
    ("JK401", 57),
    ("JK406", 84),
    ("JK408", 49),
    ("JK502", 69),
    ("JK503", 43),
    ("JK504", 14),
    ("JK507", 78),
    ("JK510", 77),
    ("JK511", 127),
    ("JK512", 77),
    ("JK513", 27),
    ("JK516", 60),
    ("JK517", 30),
]


def test_the_bad_map_shows_many_findings_at_their_lines():
    asked = Asked(profile="release", today=dt.date(2026, 5, 4), isolated=True)
    checked = check_file(str(ROOT / "examples" / "bad_map.journey.yaml"), asked)
    assert sorted({(spot.finding.code, spot.line) for spot in checked.spotted}) == FOUND
    assert len({code for code, _ in FOUND}) >= 25


def test_a_sketch_of_it_is_told_less():
    path = str(ROOT / "examples" / "bad_map.journey.yaml")
    sketch, release = (check_file(path, Asked(profile=each, isolated=True)).report for each in ("sketch", "release"))
    assert len(sketch) * 2 < len(release)
