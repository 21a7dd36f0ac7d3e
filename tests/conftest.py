"""What every test may ask for: a browser, Spark, the shared data, and how hard hypothesis and the slow tests work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _browser import find_chromium  # scripts/ is on pytest's path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

collect_ignore_glob = ["typing/*"]  # read by type checkers only, never executed
ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
_SHARE = 14  # examples of a property in a quick run
_FLAGS = (
    "--no-sandbox",  # a container's root cannot have one
    "--disable-gpu",
    # nothing that calls home: a test must not depend on the network
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow as well")


def pytest_configure(config: pytest.Config) -> None:
    try:
        from hypothesis import settings
    except ImportError:
        return
    # no deadline: a shared machine stalls now and then, and a stall is no fault of the code
    settings.register_profile("default", deadline=None)
    settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
    settings.register_profile("slow", deadline=None, max_examples=2_000, print_blob=True)
    if not config.getoption("--hypothesis-profile", default=None):
        settings.load_profile("slow" if config.getoption("--slow") else "ci" if IN_CI else "default")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes by their number: packed ones hold the second they were packed in, and processes must agree on all names."""
    return f"{len(val)}bytes" if isinstance(val, bytes) else None


@pytest.hookimpl(optionalhook=True)  # of xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """One process starts Spark: the groups that xdist has are lost on pytest 9.2, whose ids nobody writes to."""
    from xdist.scheduler import LoadGroupScheduling

    class OneSpark(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "spark" if "/spark/" in nodeid else super()._split_scope(nodeid)

    return OneSpark(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if "java" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.spark)
    if config.getoption("--slow") or "slow" in (config.getoption("markexpr") or ""):
        return
    for item in items:
        if not item.get_closest_marker("whole"):
            _share(getattr(item, "obj", None))
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


def _share(test: object) -> None:
    """Properties get all examples that they ask for with `--slow`, a share otherwise; those marked whole get all."""
    asked = getattr(test, "_hypothesis_internal_use_settings", None)
    if asked is not None and asked.max_examples > _SHARE:
        from hypothesis import settings

        test._hypothesis_internal_use_settings = settings(asked, max_examples=_SHARE)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running headless Chromium. A machine without one skips; CI must have one."""
    program = find_chromium()
    if program is None:
        reason = "no Chromium: install it, or name it in JOURNEYKIT_CHROMIUM"
        if IN_CI:
            pytest.fail(f"{reason} (CI must not skip the browser tests)")
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published maps and logs that stands beside a developer's checkout."""
    folder = ROOT / ".." / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared data folder does not stand beside this checkout")
    return folder.resolve()
