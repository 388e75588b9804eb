"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = "${down_revision}"


def upgrade() -> None:
    """Make the change, and mark the format."""
    ${upgrades if upgrades else "pass"}
    op.execute("PRAGMA user_version = ${int(up_revision)}")
