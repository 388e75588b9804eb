"""Steps from older formats to the present one. Import late: Alembic takes 0.2 s."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config


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
