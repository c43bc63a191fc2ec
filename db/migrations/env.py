"""Run migrations on the connection that ``db.upgrade`` hands over, inside its transaction."""

from alembic import context

from db.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
