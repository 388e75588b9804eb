"""Format 1.3: contributions, boards of action and alignment, challenges, looking back, check-ins.

What a partner contributes becomes a record of its own: known from those who take part already, our
guess of those still wanted, as nobody had said until now. Tables that grow are made anew, as in 1.1.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

from kpidesk.system.clock import IdSource

revision = "0103"
down_revision = "0102"


def upgrade() -> None:
    """Make the new tables and columns, and move the contributions."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    _move_contributions()
    op.execute("DROP TABLE old_partner")
    op.execute(f"PRAGMA user_version = {int(revision)}")


def _move_contributions() -> None:
    sql, new_id = op.get_bind(), IdSource()
    rows = sql.execute(sa.text("SELECT id, contribution, standing FROM old_partner ORDER BY id")).all()
    for partner, contribution, standing in rows:
        if contribution.strip():
            evidence = "known" if standing == "current" else "hypothesised"
            sql.execute(
                sa.text(
                    "INSERT INTO contribution (id, partner, name, evidence, source, found) "
                    "VALUES (:id, :partner, :name, :evidence, '', '')"
                ),
                {"id": new_id(), "partner": partner, "name": contribution, "evidence": evidence},
            )
