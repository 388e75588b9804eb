"""Format 1.2: designs, definitions, response rules, causes, curves, the stock-take, ballots.

Tables that grow are made anew, as in 1.1. The names of data items, kept in each measure until now,
become records of their own: the same name in several measures is the same item.
"""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op

from kpidesk.system.clock import IdSource

revision = "0102"
down_revision = "0101"


def upgrade() -> None:
    """Make the new tables and columns, and move the data items."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    _move_data_items()
    op.execute("DROP TABLE old_measure")
    op.execute(f"PRAGMA user_version = {int(revision)}")


def _move_data_items() -> None:
    sql, new_id = op.get_bind(), IdSource()
    items: dict[str, str] = {}
    for measure, names in sql.execute(sa.text("SELECT id, data_items FROM old_measure ORDER BY id")).all():
        used = set()
        for name in json.loads(names):
            if name.casefold() not in items:
                items[name.casefold()] = new_id()
                sql.execute(
                    sa.text(
                        "INSERT INTO data_item (id, name, meaning, kind, source, quality) "
                        "VALUES (:id, :name, '', '', '', '')"
                    ),
                    {"id": items[name.casefold()], "name": name},
                )
            item = items[name.casefold()]
            if item not in used:
                used.add(item)
                sql.execute(
                    sa.text("INSERT INTO item_use (id, measure, item) VALUES (:id, :measure, :item)"),
                    {"id": new_id(), "measure": measure, "item": item},
                )
