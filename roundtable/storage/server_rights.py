"""Rights in a shared workspace: who may read, contribute, edit and clear is the server's to hold."""

from db.dialects.location import ServerAddress, parse
from db.dialects.rights import RIGHTS
from db.engine import connect, writing
from db.errors import WorkspaceError

__all__ = ["RIGHTS"]


def grant(location: str, right: str | None, role: str, ministry: str = "") -> None:
    """Give a login of the server one right in a workspace in place of any other; None takes all away.

    Raises WorkspaceError where the location is no database, the role is missing, or a contributor has no ministry.
    """
    place = parse(location)
    if not isinstance(place, ServerAddress):
        raise WorkspaceError(
            f"“{location}” is a file, which whoever has it may change.",
            "Rights can only be granted in shared workspaces.",
        )
    if right == "contributor" and not ministry.strip():
        raise WorkspaceError(
            f"A contributor changes the practices of one ministry, and none is named for “{role}”.",
            "Name it with --ministry.",
        )
    engine = connect(place)
    try:
        with writing(engine, place) as connection:
            from db.dialects import postgresql_rights  # late: a start on a file does without the driver

            postgresql_rights.grant(connection, right, role, ministry.strip())
    finally:
        engine.dispose()
