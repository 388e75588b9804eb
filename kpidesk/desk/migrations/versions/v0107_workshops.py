"""Format 1.7: workshops with agendas, people and what is parked; what came of one knows which.

Tables that grow are made anew, as in 1.1.
"""

from pathlib import Path

from alembic import op

revision = "0107"
down_revision = "0106"


def upgrade() -> None:
    """Make the new tables and columns."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(f"PRAGMA user_version = {int(revision)}")
