"""Location of a workspace: the path of a file, or the address of a database on a server, which holds no password."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.errors import WorkspaceError

SUFFIX = ".roundtable"
_SCHEME = re.compile(r"([A-Za-z][\w+.-]+)://")
_SERVERS = ("postgresql", "postgresql+psycopg", "postgres")
_SECRETS = ("password", "sslpassword")
_REMEDY = "Write it as postgresql://user@server/database."


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Name server, database and user; as a text it may be shown, logged and kept."""

    url: URL

    def __str__(self) -> str:
        return self.url.render_as_string()

    @property
    def name(self) -> str:
        """Name the database."""
        return str(self.url.database)


Location = Path | ServerAddress


def parse(location: str | Location) -> Location:
    """Return what a text names; raise WorkspaceError for an address of an unknown kind or one that holds a password."""
    if isinstance(location, ServerAddress):
        return location
    text = str(location)
    if scheme := _SCHEME.match(text):
        return _server(text, scheme.group(1))
    if text.startswith(":"):
        raise WorkspaceError(
            f"“{text}” is not a file; everything in it would be lost at the end.",
            f"Name a file that ends in {SUFFIX}.",
        )
    return Path(text).expanduser()


def _server(text: str, scheme: str) -> ServerAddress:
    # What may hold a password is never repeated in a message.
    if scheme.lower() not in _SERVERS:
        raise WorkspaceError(
            f"No workspace can be kept at an address that begins with “{scheme}://”.",
            f"Name a file that ends in {SUFFIX}, or a database as postgresql://user@server/database.",
        )
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise WorkspaceError("This is not the address of a database.", _REMEDY) from error.with_traceback(None)
    if url.password is not None or any(secret in url.query for secret in _SECRETS):
        raise WorkspaceError(
            "The address holds a password, which others could read in lists of programs, of recent files and in logs.",
            "Leave it out, and save it in the system's keyring, in the file .pgpass or in the variable PGPASSWORD.",
        )
    if not url.database:
        raise WorkspaceError("The address names no database.", _REMEDY)
    return ServerAddress(url.set(drivername="postgresql"))
