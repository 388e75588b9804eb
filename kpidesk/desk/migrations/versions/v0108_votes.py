"""Format 1.8: votes on anything, with dots, hands and pairs, and their counts.

Tables that grow are made anew, as in 1.1.
"""

from pathlib import Path

from alembic import op

revision = "0108"
down_revision = "0107"


def upgrade() -> None:
    """Make the new tables and columns."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(f"PRAGMA user_version = {int(revision)}")
