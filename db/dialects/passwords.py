"""Passwords of database servers in the system's keyring; without one, libpq looks into .pgpass and PGPASSWORD."""

from contextlib import suppress
from functools import cache

from db.dialects.location import ServerAddress
from db.errors import WorkspaceError

_SERVICE = "Roundtable"


@cache  # a keyring may ask the person each time
def find(address: ServerAddress) -> str | None:
    """Return the password kept for an address; None where there is none, or no keyring."""
    with suppress(ImportError):
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):
            return keyring.get_password(_SERVICE, str(address))
    return None


def keep(address: ServerAddress, password: str) -> None:
    """Keep the password of an address; raise WorkspaceError where there is no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise _no_keyring() from None
    try:
        keyring.set_password(_SERVICE, str(address), password)
    except KeyringError:
        raise _no_keyring() from None
    find.cache_clear()


def _no_keyring() -> WorkspaceError:
    return WorkspaceError(
        "The password cannot be kept: there is no keyring on this computer.",
        "Write it into the file .pgpass, as PostgreSQL's manual tells.",
    )
