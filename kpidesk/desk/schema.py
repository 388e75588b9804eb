"""The tables of a desk, derived from the records, and those of the journal.

There is no second declaration of a record: a field's annotation gives its column. Dates, enums and
tuples are kept as text so that the file is readable with any SQLite tool.
"""

import sqlite3
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

import sqlalchemy as sa

from kpidesk.desk.header import APPLICATION_ID, FORMAT
from kpidesk.domain.record import Field, Record, fields_of, type_name
from kpidesk.domain.records import BY_CLASS_NAME, RECORDS

METADATA: Final = sa.MetaData()
REVISION: Final = f"{FORMAT:04d}"

_COLUMN_TYPES: Final[dict[type, type[sa.types.TypeEngine[Any]]]] = {
    str: sa.Text,
    date: sa.Text,
    datetime: sa.Text,
    tuple: sa.Text,
    int: sa.Integer,
    bool: sa.Integer,
    float: sa.Float,
    bytes: sa.LargeBinary,
}


def _column(field: Field) -> sa.Column[object]:
    column_type = sa.Text if issubclass(field.kind, Enum) else _COLUMN_TYPES[field.kind]
    constraints = []
    if field.reference and field.reference.target != "*":
        table = type_name(BY_CLASS_NAME[field.reference.target])
        # Checked at commit: within one edit records may come in any order.
        constraints.append(sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"))
    return sa.Column(
        field.name,
        column_type,
        *constraints,
        primary_key=field.name == "id",
        nullable=field.optional,
        index=bool(field.reference) or None,
    )


def _table(record_type: type[Record]) -> sa.Table:
    name = type_name(record_type)
    unique = [
        sa.UniqueConstraint(*fields, name=f"unique_{name}_{'_'.join(fields)}")
        for fields in record_type.UNIQUE
    ]
    return sa.Table(name, METADATA, *map(_column, fields_of(record_type)), *unique)


TABLES: Final[dict[type[Record], sa.Table]] = {record_type: _table(record_type) for record_type in RECORDS}

# One row an edit. `step` groups edits that undo together; for an undo or redo it is the step meant.
EDIT: Final = sa.Table(
    "journal_edit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("step", sa.Integer, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("typing", sa.Text),
    sa.Column("format", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)

# One row a touched record. An image is compressed JSON; NULL says that there was or is no record.
CHANGE: Final = sa.Table(
    "journal_change",
    METADATA,
    sa.Column("edit", sa.Integer, sa.ForeignKey("journal_edit.id"), primary_key=True),
    sa.Column("record", sa.Text, primary_key=True, index=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("before", sa.LargeBinary),
    sa.Column("after", sa.LargeBinary),
)

# The last number given out for each printed code; never goes down, so that no code is used twice.
CODE: Final = sa.Table(
    "code",
    METADATA,
    sa.Column("prefix", sa.Text, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

# The papers in the ballot box, outside the journal. Their ids are random and the table has no row
# numbers, so that it keeps no order in which they came.
PAPER: Final = sa.Table(
    "ballot_paper",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("ballot", sa.Text, nullable=False),
    sa.Column("numbers", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

# Facts about the desk itself: its id, when it was made, the recorder's letter of a second copy.
ABOUT: Final = sa.Table(
    "about",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


def create(connection: sqlite3.Connection) -> None:
    """Make all tables in an empty database and mark it as a desk of the present format.

    Alembic would come to the same tables (a test compares them) but takes 0.2 s to import.
    """
    engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=sa.StaticPool)
    with engine.begin() as sql:
        METADATA.create_all(sql)
        sql.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        sql.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))
        sql.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        sql.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
