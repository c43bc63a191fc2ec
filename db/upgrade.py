"""The schema of a workspace: which revision it has, making a new one, bringing an old one up to date.

Alembic is imported only when there is something to do.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from db import fulltext
from db.engine import APPLICATION_ID, explained, reading, writing
from db.errors import WorkspaceError
from db.tables import Base

HEAD = "0001"
"""The newest schema revision; journal entries written under another one are history, no longer undone."""


def create(engine: Engine, file: Path, seed: Callable[[Connection], None]) -> None:
    """Make the tables of an empty file and what a new workspace holds, in one transaction and outside the journal.

    The tables are made as the code declares them and stamped with the newest revision: to walk through all
    migrations would take longer than the rest of a start. A test holds that both ways lead to the same schema.
    """
    with writing(engine, file) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        Base.metadata.create_all(connection)
        connection.exec_driver_sql(fulltext.CREATE)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
        seed(connection)


def check(engine: Engine, file: Path) -> None:
    """Make sure that the file is a workspace of this schema.

    Raises WorkspaceError for a file that is something else, or newer than this program.
    """
    with reading(engine, file) as connection:
        marked = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if marked != APPLICATION_ID or not inspect(connection).has_table("alembic_version"):
            raise WorkspaceError(
                f"“{file}” is not a Roundtable workspace.",
                "Choose a file that ends in .roundtable, or import this file into a workspace.",
            )
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if revision != HEAD:
        raise WorkspaceError(
            f"“{file}” was made by a newer version of Roundtable (schema {revision}; this version knows {HEAD}).",
            "Open it with that version, or export it there as JSON and import the JSON here.",
        )


def is_blank(file: Path) -> bool:
    """Tell whether the file is missing or holds nothing yet."""
    with explained(file):
        return not file.exists() or file.stat().st_size == 0


def migrate(connection: Connection) -> None:
    """Bring the tables from whatever revision they have to the newest, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
