"""A database of its own for each test, on two threads; and a way to write the file that is read."""

from __future__ import annotations

import duckdb
import pytest

from journeykit.errors import EventLogError
from journeykit.events.reading import explaining, read


@pytest.fixture
def connection():
    with duckdb.connect(config={"threads": 2}) as opened:
        opened.execute("SET TimeZone = 'UTC'")
        yield opened


@pytest.fixture
def rows(connection):
    """All that a reader gives, computed: rows without `jk_row`, which must count them."""

    def rows(data):
        found = read(data, connection)
        with explaining():
            given = found.relation.fetchall()
        assert found.relation.columns[-1] == "jk_row"
        assert [row[-1] for row in given] == list(range(len(given)))
        return [row[:-1] for row in given]

    return rows


@pytest.fixture
def faults(connection):
    """What is wrong with data: when it is opened, or when its rows are computed."""

    def faults(data):
        with pytest.raises(EventLogError) as caught, explaining():
            read(data, connection).relation.fetchall()
        return "\n".join(caught.value.faults)

    return faults


@pytest.fixture
def written(tmp_path):
    """The path of a new file with this content."""

    def written(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written
