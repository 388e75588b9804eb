"""Format 1.6: checkpoints, merged copies, how lists were read."""

from pathlib import Path

from alembic import op

revision = "0106"
down_revision = "0105"


def upgrade() -> None:
    """Make the new tables."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(f"PRAGMA user_version = {int(revision)}")
