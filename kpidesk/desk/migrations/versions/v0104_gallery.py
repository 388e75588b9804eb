"""Format 1.4: the whole chain of a gallery, from invitations and walls to what notes led to.

A gallery whose notes have ratings goes on asking for them; a poster of no measure is one for a measure
of one's own. Tables that grow are made anew, as in 1.1.
"""

from pathlib import Path

from alembic import op

revision = "0104"
down_revision = "0103"


def upgrade() -> None:
    """Make the new tables and columns."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(f"PRAGMA user_version = {int(revision)}")
