"""Steps from older formats to the present one. Import late: Alembic takes 0.2 s."""

import contextlib
import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from kpidesk.system.clock import IdSource


def config(sql: sa.Connection) -> Config:
    """Alembic's settings for one connection."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = sql
    return settings


def upgrade(connection: sqlite3.Connection, revision: str = "head") -> None:
    """Bring a database to a revision in one transaction: all of it or nothing.

    Each migration also sets `user_version`, which is part of the same transaction.
    """
    # The driver's legacy mode would commit before each CREATE TABLE; SQLAlchemy documents this recipe.
    connection.isolation_level = None
    engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=sa.StaticPool)
    sa.event.listen(engine, "begin", lambda sql: sql.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as sql:
        command.upgrade(config(sql), revision)


def formats() -> tuple[int, ...]:
    """The formats that there have been, the oldest first, the present one last."""
    steps = ScriptDirectory(str(Path(__file__).parent)).walk_revisions()
    return tuple(sorted(int(step.revision) for step in steps))


def make_empty(path: Path, file_format: int) -> None:
    """Make a desk file of an older format with nothing in it, as programs of that time did."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        upgrade(connection, f"{file_format:04d}")
        connection.execute("INSERT INTO about VALUES ('desk_id', ?)", (IdSource()(),))
