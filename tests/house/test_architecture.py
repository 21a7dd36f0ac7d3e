"""The house of the design: who may import whom, and which module alone touches the outside world."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from house.source import Source, package_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS = (
    {"errors", "files", "near", "_version"},
    {"model"},
    {"graph"},
    {"metrics"},
    {"analysis"},
    {"rules", "events"},
    {"render", "io"},
    {"starters", "cli", "testing", "pytest_plugin", "__main__"},
)
HEIGHT = {layer: height for height, floor in enumerate(FLOORS) for layer in floor}
DOORS_UP = {"show", ""}  # notebook display, and the table of lazy names in __init__.py
STRANGERS = {("render", "rules"), ("render", "events")}  # drawings get what those know as a plain Overlay
HOMES = {  # package: the places that import it
    "networkx": ("graph",),
    "subprocess": ("render.engine",),
    "graphviz": ("render",),
    "ruamel": ("io",),
    "defusedxml": ("io", "events.reading"),
    "openpyxl": ("io.tables",),
    "typer": ("cli",),
    "rich": ("cli",),
    "hypothesis": ("testing",),
    "pytest": ("pytest_plugin",),
    "pyphen": ("render.text",),
    "typst": ("render.pdf",),
    "resvg_py": ("render.raster",),
    "PIL": ("render.shrink",),
    "numpy": ("analysis", "metrics", "events"),
    "scipy": ("analysis", "metrics", "events"),
    "narwhals": ("events",),
    "duckdb": ("events",),
    "polars": ("events.engines.polars_engine",),
    "pyspark": ("events.engines.spark_engine",),
    "tempfile": (
        "files",
        "render.engine",
        "events.engines.duck",
    ),  # DuckDB spills; Graphviz's engine talks to its program through files without names
}
STARTS = {"system", "popen", "startfile", "fork", "forkpty", "posix_spawn", "posix_spawnp"}
WRITES = {"write_text", "write_bytes", "touch", "fdopen", "symlink_to", "hardlink_to"}


def upward(source: Source) -> Iterator[str]:
    """The imports of one file that do not point down."""
    if source.layer in DOORS_UP:
        return
    for each in source.imports():
        head, _, rest = each.name.partition(".")
        other = rest.partition(".")[0]
        if head != "journeykit" or other == source.layer:
            continue
        where = f"{source.path}:{each.line}: {source.layer} imports {each.name}"
        if other == "show":
            if not each.deferred:
                yield f"{where} outside a function: that door opens only when somebody looks"
        elif other not in HEIGHT:
            yield f"{where}: import from the layer that defines it"
        elif HEIGHT[other] > HEIGHT[source.layer] or (source.layer, other) in STRANGERS or _beside(source.layer, other):
            yield f"{where}, which is not below it"


def _beside(layer: str, other: str) -> bool:
    """Neighbours on a floor do not know each other, but for the basement and the roof."""
    return HEIGHT[layer] == HEIGHT[other] and 0 < HEIGHT[layer] < len(FLOORS) - 1


def away_from_home(source: Source) -> Iterator[str]:
    """The imports of one file that belong to another place alone."""
    for each in source.imports():
        package = each.name.partition(".")[0]
        homes = HOMES.get(package)
        if homes is not None and not f"{source.module}.".startswith(tuple(f"{home}." for home in homes)):
            yield f"{source.path}:{each.line}: {package} is imported only in {' and '.join(homes)}"


def side_effects(source: Source) -> Iterator[str]:
    """Calls that start a program, or open a file for writing, outside their one module."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        last = called.rpartition(".")[2]
        starts = called.startswith("os.") and (last in STARTS or last.startswith(("exec", "spawn")))
        if starts or last.startswith("create_subprocess"):
            yield f"{source.path}:{node.lineno}: {called} starts a program"
        writes = last in WRITES or called == "os.open" or (last == "open" and _may_write(node, called))
        if writes and source.module != "files":
            yield f"{source.path}:{node.lineno}: {called} writes: use files.write_atomically"


def _may_write(call: ast.Call, called: str) -> bool:
    """Whether an `open` may write: by a mode that says so, or one that the source does not show."""
    if called == "Image.open":  # Pillow's reads
        return False
    place = 1 if called in {"open", "io.open"} else 0
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"] + call.args[place : place + 1]
    return any(not isinstance(mode, ast.Constant) or set("wax+") & set(str(mode.value)) for mode in modes)


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return package_sources()


def test_every_layer_is_known(sources):
    assert {each.layer for each in sources} <= HEIGHT.keys() | DOORS_UP


def test_imports_point_one_way(sources):
    assert [line for each in sources for line in upward(each)] == []


def test_packages_are_imported_at_home_only(sources):
    assert [line for each in sources for line in away_from_home(each)] == []


def test_the_homes_are_seen(sources):
    seen = {each.name.partition(".")[0] for source in sources for each in source.imports()}
    assert HOMES.keys() <= seen, "a home that nobody lives in: the walk is blind, or the table is old"


def test_programs_and_files_have_one_home(sources):
    assert [line for each in sources for line in side_effects(each)] == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("model/steps.py", "from journeykit.graph import to_networkx"),
        ("model/steps.py", "def f():\n    import journeykit.render.svg"),
        ("model/steps.py", "from ..rules import check"),
        ("model/__init__.py", "from ..rules import check"),
        ("model/steps.py", "from .. import io"),
        ("model/steps.py", "import importlib\nimportlib.import_module('journeykit.cli')"),
        ("model/steps.py", "from journeykit.show import html"),
        ("model/steps.py", "from journeykit import load"),
        ("errors.py", "from journeykit.model import Stage"),
        ("rules/check.py", "from journeykit.events import log"),
        ("io/yaml.py", "from journeykit.render.svg import write"),
        ("render/flow.py", "from journeykit.rules.check import check"),
    ],
)
def test_an_import_that_points_up_is_seen(path, text):
    assert list(upward(Source(path, text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("model/steps.py", "from journeykit.errors import FormatError\nfrom .base import Value"),
        ("model/steps.py", "def f():\n    from journeykit.show import html"),
        ("cli/check.py", "from journeykit.rules import check\nfrom journeykit.starters import read"),
        ("show.py", "def f():\n    from journeykit.render import draw"),
    ],
)
def test_an_import_that_points_down_is_fine(path, text):
    assert not list(upward(Source(path, text)))


@pytest.mark.parametrize("text", ["import networkx", "from subprocess import run", "def f():\n    import ruamel.yaml"])
def test_a_package_away_from_home_is_seen(text):
    assert list(away_from_home(Source("model/steps.py", text)))
    assert not list(away_from_home(Source("graph/build.py", "import networkx")))


@pytest.mark.parametrize(
    "text",
    [
        "open('x', 'w')",
        "open('x', mode=mode)",
        "path.open('ab')",
        "path.write_text('x')",
        "os.system('ls')",
        "os.execv('ls', [])",
    ],
)
def test_a_write_or_a_program_is_seen(text):
    assert list(side_effects(Source("model/steps.py", text)))


@pytest.mark.parametrize("text", ["open('x')", "path.open('rb')", "open('x', encoding='utf-8')"])
def test_a_read_is_fine(text):
    assert not list(side_effects(Source("model/steps.py", text)))
