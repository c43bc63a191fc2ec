"""Passwords of database servers: as typed, or kept in the system's keyring; else libpq finds them.

libpq looks into the file .pgpass and the variable PGPASSWORD.
"""

from contextlib import suppress

from db.dialects.location import ServerAddress
from db.errors import WorkspaceError

_SERVICE = "Roundtable"


_known: dict[str, str | None] = {}
"""By address, until the program ends: a keyring may ask the person each time."""


def find(address: ServerAddress) -> str | None:
    """Return the password typed or kept for an address; None where there is none, or no keyring."""
    if str(address) not in _known:
        _known[str(address)] = _kept(address)
    return _known[str(address)]


def use(address: ServerAddress, password: str) -> None:
    """Use a password until the program ends; "" for the one that is kept."""
    if password:
        _known[str(address)] = password
    else:
        _known.pop(str(address), None)


def _kept(address: ServerAddress) -> str | None:
    with suppress(ImportError):
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):
            return keyring.get_password(_SERVICE, str(address))
    return None


def keep(address: ServerAddress, password: str) -> None:
    """Keep the password of an address in the keyring; raise WorkspaceError where there is none."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise _no_keyring() from None
    try:
        keyring.set_password(_SERVICE, str(address), password)
    except KeyringError:
        raise _no_keyring() from None


def _no_keyring() -> WorkspaceError:
    return WorkspaceError(
        "The password cannot be saved: there is no keyring on this computer.",
        "Write it into the file .pgpass, as PostgreSQL's manual tells.",
    )
