"""The pytest plugin: `pytest --journeykit maps/` makes a test of each map and rule; the fixture `journey` loads maps.

With `--journeykit-log visits.csv` each map is held against that event log, too.

It is found by its entry point, and does nothing until the option or the fixture is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from journeykit.cli.checked import Spotted
    from journeykit.events import EventLog
    from journeykit.model import JourneyMap
    from journeykit.rules import Rule

__all__ = ["PoorMapError", "UnfitMapError", "journey"]

_OF_THE_LOG: Final = {
    "case": ("COLUMN", "The column of the log that is the case."),
    "activity": ("COLUMN", "The column of the log that is the activity."),
    "timestamp": ("COLUMN", "The column of the log that is the timestamp."),
    "order": ("COLUMN", "The column of the log that decides among equal times."),
    "status": ("COLUMN", "The column of the log that says how it went."),
    "timezone": ("ZONE", "The zone of the log's times that name none, like Europe/Berlin."),
    "time-format": ("FORMAT", "How the log writes times, like '%%d.%%m.%%Y %%H:%%M'."),
}
_REPEATED: Final = {
    "failed": ("TEXT", "A value of the status that means it did not work; repeat it."),
    "only": ("COLUMN=VALUE", "Only events of the log that hold this, like lifecycle=COMPLETE; repeat it."),
}
_SWITCHES: Final = {
    "whole-cases": "With --journeykit-only: all events of the cases that have such an event.",
}


class PoorMapError(Exception):
    """What a rule found in a map, as the failure of its test."""


class UnfitMapError(Exception):
    """What customers did otherwise, as the failure of its test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    group = parser.getgroup("journeykit", "journey maps")
    group.addoption("--journeykit", action="store_true", help="Test each *.journey.yaml and .json by each rule.")
    group.addoption(
        "--journeykit-fail-on",
        choices=("error", "warning", "info"),
        default="warning",
        help="Which findings fail: of this level or graver.  [warning]",
    )
    group.addoption(
        "--journeykit-log", metavar="LOG", help="With --journeykit: hold each map against this event log, too."
    )
    group.addoption(
        "--journeykit-fail-under",
        metavar="SHARE",
        type=_share,
        default=0.9,
        help="A map fails where less than this share of the log's moves is on it, 0..1.  [0.9]",
    )
    for name, (value, told) in _OF_THE_LOG.items():
        group.addoption(f"--journeykit-{name}", metavar=value, help=told)
    for name, (value, told) in _REPEATED.items():
        group.addoption(f"--journeykit-{name}", metavar=value, action="append", help=told)
    for name, told in _SWITCHES.items():
        group.addoption(f"--journeykit-{name}", action="store_true", help=told)
    group.addoption("--journeykit-profile", choices=("sketch", "research", "release"), help="Which rules are asked.")


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise ValueError
    return share


def pytest_configure(config: pytest.Config) -> None:
    """The marker of the fixture `journey`."""
    config.addinivalue_line("markers", "journey(file, ...): the maps that the fixture `journey` loads, one test each")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> MapFile | None:
    """A map file is collected where the option is given."""
    if not parent.config.getoption("--journeykit"):
        return None
    from journeykit.cli.folders import SUFFIXES

    found: MapFile | None = MapFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIXES) else None
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test whose marker names several maps runs once for each."""
    if "journey" in metafunc.fixturenames:
        files = [file for marker in metafunc.definition.iter_markers("journey") for file in marker.args]
        if files:
            metafunc.parametrize("journey", files, indirect=True, ids=[str(each) for each in files])


@pytest.fixture
def journey(request: pytest.FixtureRequest) -> JourneyMap:
    """The map that `@pytest.mark.journey("maps/solar.journey.yaml")` names, seen from the test's folder or the root.

    Raises pytest.UsageError where no marker names one.
    """
    file = getattr(request, "param", None)
    if file is None:
        raise pytest.UsageError('name the file of the map: @pytest.mark.journey("maps/solar.journey.yaml")')
    from journeykit.io import load

    folders = (request.path.parent, request.config.rootpath)
    found = next((folder / file for folder in folders if (folder / file).is_file()), folders[0] / file)
    return load(found)


class MapFile(pytest.File):
    """A file with a map: a test for each rule that is asked of it, or one that says why it is no map."""

    def collect(self) -> Iterator[FitItem | RuleItem | UnreadItem]:
        """The tests of the file."""
        from journeykit.cli.checked import check_source
        from journeykit.cli.configured import Asked
        from journeykit.cli.screen import told
        from journeykit.cli.sources import read
        from journeykit.errors import JourneyError
        from journeykit.rules.check_map import asked

        wanted = Asked(profile=self.config.getoption("--journeykit-profile"))
        try:
            source = read(str(self.path))
        except (JourneyError, OSError) as error:
            item: UnreadItem = UnreadItem.from_parent(self, name="is a map", complaint=told(error))
            yield item
            return
        spotted = check_source(source, wanted).spotted
        config, not_here = wanted.agreed(str(self.path))
        for rule in asked(source.journey, None, not_here, wanted.profile, config):
            spots = [spot for spot in spotted if spot.finding.code == rule.code]
            test: RuleItem = RuleItem.from_parent(self, name=f"{rule.code} {rule.name}", rule=rule, spots=spots)
            yield test
        if self.config.getoption("--journeykit-log") is not None:
            fits: FitItem = FitItem.from_parent(self, name="fits the log", journey=source.journey)
            yield fits


class UnreadItem(pytest.Item):
    """The one test of a file that is no map."""

    def __init__(self, *, complaint: str, **fields: Any) -> None:
        super().__init__(**fields)
        self._complaint = complaint

    def runtest(self) -> None:
        """Fail with all that is wrong."""
        raise PoorMapError(self._complaint)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """The complaint alone: no traceback of ours would help."""
        _ = style
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file and the name of the test; the complaint has the lines."""
        return self.path, None, self.name


class RuleItem(pytest.Item):
    """One rule asked of one map."""

    def __init__(self, *, rule: Rule, spots: list[Spotted], **fields: Any) -> None:
        super().__init__(**fields)
        self._rule, self._spots = rule, spots

    def runtest(self) -> None:
        """Fail where the rule found something of the level that fails, or graver."""
        from journeykit.rules import SEVERITIES

        grave = SEVERITIES[: SEVERITIES.index(self.config.getoption("--journeykit-fail-on")) + 1]
        found = [spot for spot in self._spots if spot.finding.severity in grave]
        if found:
            raise PoorMapError("\n".join(map(self._told, found)))

    def _told(self, spot: Spotted) -> str:
        where = self.path.name if spot.line is None else f"{self.path.name}:{spot.line}:{spot.column}"
        found = spot.finding
        return f"{where}: {found.severity}: {found.message}\n    {found.repair}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """The findings with their lines, and where to read on; for a fault of the rule itself its traceback."""
        if not isinstance(excinfo.value, PoorMapError):
            return str(super().repr_failure(excinfo, style))
        return (
            f"{excinfo.value}\n    `journeykit rules {self._rule.code}` says why; `allow: {self._rule.name}` allows it"
        )

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, the line of the first finding, and the name of the test."""
        line = next((spot.line for spot in self._spots if spot.line is not None), None)
        return self.path, None if line is None else line - 1, self.name


class FitItem(pytest.Item):
    """One map held against an event log."""

    def __init__(self, *, journey: JourneyMap, **fields: Any) -> None:
        super().__init__(**fields)
        self._journey = journey

    def runtest(self) -> None:
        """Fail where the fitness is lower than asked for, and where the log is none, or that of another process."""
        from journeykit.cli.log_options import BadOption
        from journeykit.errors import JourneyError
        from journeykit.events.conform import conform

        try:
            found = conform(self._journey, _log(self.config))
        except (JourneyError, OSError, BadOption) as error:
            raise UnfitMapError(str(error)) from None
        least: Any = self.config.getoption("--journeykit-fail-under")
        complaint = found.below(least)
        if complaint is not None:
            raise UnfitMapError("\n".join([complaint, *found.told(5)]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """What customers did otherwise; for a fault of our own its traceback."""
        if not isinstance(excinfo.value, UnfitMapError):
            return str(super().repr_failure(excinfo, style))
        return f"{excinfo.value}\n    `journeykit conform` says more"

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file and the name of the test."""
        return self.path, None, self.name


_LOG: pytest.StashKey[EventLog] = pytest.StashKey()


def _log(config: pytest.Config) -> EventLog:
    """The log of the options, opened once; its path is seen from where pytest was started."""
    if _LOG not in config.stash:
        from journeykit.cli.log_options import LogOptions, opened_log

        named: Any = config.getoption("--journeykit-log")
        names = (*_OF_THE_LOG, *_REPEATED, *_SWITCHES)
        asked: dict[str, Any] = {name: config.getoption(f"--journeykit-{name}") for name in names}
        options = {name.replace("-", "_"): value for name, value in asked.items()}
        config.stash[_LOG] = opened_log(LogOptions([str(config.invocation_params.dir / named)], **options))
    return config.stash[_LOG]
