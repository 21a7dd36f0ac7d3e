"""Notes of the commands about logs name options as the command spells them, on the screen and in JSON."""

from __future__ import annotations

import json
import re

import pytest

from journeykit.cli.screen import as_options

LOG = "case,activity,timestamp,score\n" + "".join(
    f"{case},{name},2026-05-04 1{hour}:00,{hour}\n"
    for case, names in enumerate(["look pay", "look pay help", "look look"])
    for hour, name in enumerate(names.split())
)
pytestmark = pytest.mark.filterwarnings("default::journeykit.errors.EventLogWarning")  # of the zone: what is tested
PYTHON = re.compile(r"\b[a-z_]+=")


@pytest.fixture
def shop(folder):
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / "shop.yaml").write_text("title: Shop\nstages: [{id: buy, steps: [look, pay, help]}]\n", encoding="utf-8")
    return folder


def notes_of(document):
    """All lists of notes in JSON."""
    for name, each in document.items():
        if name in ("about", "notes"):
            yield from each
        elif isinstance(each, dict):
            yield from notes_of(each)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["observe", "log.csv"], "say how long a silence means that a case is over, with --horizon '30 days'"),
        (["observe", "log.csv", "--table", "activities"], "with --timezone 'Europe/Berlin' or 'UTC'"),
        (["observe", "log.csv", "--timezone", "Europe/Berlin", "--over-time", "day"], "zone: --clocks 'Europe/Berlin'"),
        (["discover", "log.csv"], "say what scores mean with --score-scale worst..best"),
        (["fit", "shop.yaml", "log.csv"], "say what scores mean with --score-scale worst..best"),
        (["conform", "shop.yaml", "log.csv"], "say the zone, with --timezone 'Europe/Berlin' or 'UTC'"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_notes_in_json_name_options(journeykit, shop, command, said):
    notes = [*notes_of(json.loads(journeykit(*command, "--format", "json").out))]
    assert any(said in note for note in notes), notes
    assert [note for note in notes if PYTHON.search(note)] == []


def test_what_discover_leaves_out_is_said_with_its_option(journeykit, shop):
    said = journeykit("discover", "log.csv", "--max-steps", "2")
    assert "is left out (--max-steps 2)" in said.out
    assert "max_steps" not in said.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "order=5 is too much for 3 different touches: lower it",
            "--markov-order 5 is too much for 3 different touches",
        ),
        ("is order= right?", "is --order right?"),
        ("less finely, with by=, or count fewer, with window=", "with --by, or count fewer, with --window"),
        ("smoothing= gives other moves a chance", "--smoothing gives other moves a chance"),
        ("until, 2026-01-01 00:00, lies before the log's last event", "--watched-until, 2026-01-01 00:00, lies before"),
        ("is that a placeholder? filter(since=…) leaves it out", "is that a placeholder? --since leaves it out"),
    ],
)
def test_what_is_an_argument_in_python_is_an_option_here(text, told):
    assert told in as_options(text)
