"""Format 1.1: verdicts on wording, what else became of goals, tags, priority dots, a map's layout.

SQLite cannot add a column before a table's constraints, so tables that grow are made anew; the old
way of renaming keeps the references of other tables on the name.
"""

from pathlib import Path

from alembic import op

revision = "0101"
down_revision = "0100"


def upgrade() -> None:
    """Make the new tables and columns."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(f"PRAGMA user_version = {int(revision)}")
