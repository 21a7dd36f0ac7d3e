"""Maps in Python: `file.py:name` and `module:name`, and what goes wrong in other people's code."""

from __future__ import annotations

import sys

import pytest

SHOP = """\
import journeykit as jk
from prices import high

shop = jk.JourneyMap("shop", stages=[jk.Stage("one", [jk.Touchpoint("a", emotion=high), "b"])])
count = 3


class Maps:
    first = shop
"""


@pytest.fixture
def modules(folder, monkeypatch):
    """A file with a map, which imports its neighbour; both forgotten afterwards."""
    before = dict(sys.modules)
    path = list(sys.path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (folder / "maps").mkdir()
    (folder / "maps" / "shop.py").write_text(SHOP, encoding="utf-8")
    (folder / "maps" / "prices.py").write_text("high = -2\n", encoding="utf-8")
    (folder / "market.py").write_text(SHOP.replace("from prices import high", "high = -1"), encoding="utf-8")
    yield folder
    assert sys.path == path, "the path is as it was"
    for name in set(sys.modules) - set(before):
        if name in ("prices", "market") or name.startswith("_journeykit_"):
            del sys.modules[name]


@pytest.mark.parametrize("name", ["maps/shop.py:shop", "maps/shop.py:Maps.first", "market:shop", "market:Maps.first"])
def test_a_map_in_python_is_checked_with_its_places(journeykit, modules, name):
    said = journeykit("check", name, "--select", "JK401")
    assert (said.code, said.err) == (0, "")
    file = "market.py" if name.startswith("market") else "maps/shop.py"
    assert said.lines[0].startswith(f"{file}:4:55: warning: 'a' feels like -")
    assert said.lines[-1] == f"{name}: 1 warning. Fix first: JK401 low-without-pain in line 4"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("maps/shop.py", "name the map in this Python file, like maps/shop.py:journey (that runs the file)"),
        ("maps/shop.py:shopp", "did you mean 'shop'?"),
        ("maps/shop.py:count", "maps/shop.py:count is of type int, and no JourneyMap"),
        ("maps/shop.py:Maps.second", "'Maps.second'"),
        ("maps/absent.py:shop", "maps/absent.py: No such file or directory"),
        ("absent_module:shop", "ModuleNotFoundError: No module named 'absent_module'"),
        ("good.yaml:shop", "good.yaml:shop: No such file or directory"),
        ("maps/shop.py:", "No such file or directory"),
    ],
)
def test_what_names_no_map_is_told(journeykit, modules, name, said):
    got = journeykit("check", name)
    assert got.code == 2
    assert said in got.err
    assert got.out == ""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = 1\nboom = 1 / 0\n", "broken.py:2: ZeroDivisionError: division by zero\n    2 | boom = 1 / 0\n"),
        ("def f():\n    raise ValueError('dear')\nf()\n", "broken.py:2: ValueError: dear"),
        ("import sys\nsys.exit(3)\n", "broken.py:2: SystemExit: 3"),
        ("def (:\n", "SyntaxError: invalid syntax"),
        ("import nothing_of_that_name\n", "broken.py:1: ModuleNotFoundError"),
        (
            "import journeykit as jk\nstep = jk.Touchpoint('A', emotion=7)\n",
            "broken.py:2: ValidationError: 2 validation errors for Touchpoint",
        ),
    ],
)
@pytest.mark.parametrize("name", ["broken.py:shop", "broken:shop"])
def test_an_error_in_the_module_is_told_with_its_line(journeykit, modules, code, said, name):
    (modules / "broken.py").write_text(code, encoding="utf-8")
    got = journeykit("check", name)
    assert got.code == 2
    assert said in got.err
    assert "journeykit/cli" not in got.err
    assert not {"broken", "_journeykit_broken"} & set(sys.modules)


def test_a_file_of_that_very_name_comes_first(journeykit, modules):
    (modules / "odd:name.yaml").write_bytes((modules / "good.yaml").read_bytes())
    assert journeykit("check", "odd:name.yaml").code == 0


def test_drawing_a_map_in_python_is_named_after_it(journeykit, modules):
    assert journeykit("draw", "market:Maps.first").out == "wrote first.svg\n"
    assert (modules / "first.svg").read_text(encoding="utf-8").startswith("<svg")
