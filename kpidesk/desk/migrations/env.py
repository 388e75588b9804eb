"""Alembic runs this file; the connection comes from `upgrade` and is already in a transaction."""

from alembic import context

from kpidesk.desk.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
