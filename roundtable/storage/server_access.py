"""Access to shared workspaces: the address of a database from its parts, and the password that opens it."""

from importlib.util import find_spec

from sqlalchemy import URL

from db.dialects import passwords
from db.dialects.location import ServerAddress, parse
from db.errors import WorkspaceError


def is_available() -> bool:
    """Tell whether the driver of PostgreSQL is installed."""
    return find_spec("psycopg") is not None


def address(server: str, database: str, user: str, port: int | None = None) -> str:
    """Return the address of a database; an empty server is this computer, an empty user whoever works on it.

    A server that begins with a slash is the folder of its socket.
    """
    is_folder = server.startswith("/")
    url = URL.create(
        "postgresql",
        username=user or None,
        host=None if is_folder else server or "localhost",
        port=port,
        database=database,
        query={"host": server} if is_folder else {},
    )
    return str(ServerAddress(url))


def parts(location: str) -> tuple[str, int | None, str, str]:
    """Return server, port, database and user of an address; empty ones for anything else."""
    try:
        place = parse(location)
    except WorkspaceError:
        return "", None, "", ""
    if not isinstance(place, ServerAddress):
        return "", None, "", ""
    url = place.url
    return str(url.host or url.query.get("host") or ""), url.port, place.name, url.username or ""


def use_password(location: str, password: str) -> None:
    """Use a password for an address until the program ends; "" for the one that is kept, or none."""
    place = parse(location)
    if isinstance(place, ServerAddress):
        passwords.use(place, password)


def keep_password(location: str, password: str) -> None:
    """Keep the password of an address in the system's keyring; raise WorkspaceError where there is none."""
    place = parse(location)
    if isinstance(place, ServerAddress):
        passwords.keep(place, password)
