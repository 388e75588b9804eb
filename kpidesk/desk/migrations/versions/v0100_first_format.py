"""The first format: its tables as frozen SQL, whatever the records become later."""

from pathlib import Path

from alembic import op

revision = "0100"
down_revision = None


def upgrade() -> None:
    """Make all tables, and mark the file as a desk of format 1.0."""
    statements = Path(__file__).with_name("v0100_first_format.sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute(f"PRAGMA application_id = {int.from_bytes(b'KPID')}")
    op.execute(f"PRAGMA user_version = {int(revision)}")
