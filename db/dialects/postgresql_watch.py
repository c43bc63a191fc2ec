"""What programs on one database tell one another: that something changed, who is where, that one upgrades.

By NOTIFY, and where a server, or a pool before it, passes none on, by a look every few seconds: then nobody is seen.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import psycopg
from psycopg.errors import LockNotAvailable

from db.dialects.dialect import Heard
from db.dialects.location import ServerAddress
from db.errors import BusyError

CHANGES = "roundtable"
"""The channel on which the end of every writing transaction is announced."""
_MESSAGES = "roundtable_messages"
_UPGRADES = "roundtable_upgrades"
UPGRADE = 0x524E4455
"""The advisory lock that is held for as long as an upgrade takes: ``RNDU``."""
_IS_UPGRADED = (
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = %s AND database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database()))"
)
_SECONDS_BETWEEN_LOOKS = 2.0
_SECONDS_TO_STOP = 0.2

Driver = psycopg.Connection[Any]


def listen(connection: Driver, is_over: Callable[[], bool], said: Callable[[], Iterable[str]]) -> Iterator[Heard]:
    """Yield what is heard until ``is_over``, and pass on what is ``said`` meanwhile."""
    connection.autocommit = True
    for channel in (CHANGES, _MESSAGES, _UPGRADES):
        connection.execute(f"LISTEN {channel}")
    seen, looked = 0, 0.0
    is_ready, is_upgraded = False, False
    while not is_over():
        _say(connection, said())
        told = list(connection.notifies(timeout=_SECONDS_TO_STOP if is_ready else 0, stop_after=1))
        yield from (Heard("message", one.payload) for one in told if one.channel == _MESSAGES)
        upgrades = [one.payload for one in told if one.channel == _UPGRADES]
        is_changed = any(one.channel == CHANGES for one in told)
        if is_ready and not upgrades and not is_changed and monotonic() - looked < _SECONDS_BETWEEN_LOOKS:
            continue
        looked = monotonic()
        if _asked(connection, _IS_UPGRADED, UPGRADE):  # by one that has the tables for itself meanwhile
            if not is_upgraded:
                yield Heard("upgrade", upgrades[-1] if upgrades else "")
            is_ready, is_upgraded = False, True
            continue
        before, seen = seen, _asked(connection, "SELECT coalesce(max(id), 0) FROM journal_entry")
        if not is_ready:
            yield Heard("ready")
        elif is_changed or seen != before:
            yield Heard("change")
        is_ready, is_upgraded = True, False
    _say(connection, said())


def _say(connection: Driver, messages: Iterable[str]) -> None:
    for text in messages:
        connection.execute("SELECT pg_notify(%s, %s)", (_MESSAGES, text))


def _asked(connection: Driver, question: str, *values: int) -> Any:
    row = connection.execute(question.encode(), values or None).fetchone()
    return row[0] if row else None


@contextmanager
def upgrading(connection: Driver, location: ServerAddress, by: str) -> Iterator[None]:
    """Keep others from upgrading meanwhile, and tell all who listen that somebody does."""
    connection.autocommit = True
    try:
        connection.execute(f"SELECT pg_advisory_lock({UPGRADE})")
    except LockNotAvailable as error:
        raise BusyError(
            f"The workspace “{location}” is being upgraded by another program.", "Open it again once that is done."
        ) from error
    connection.execute("SELECT pg_notify(%s, %s)", (_UPGRADES, by))
    yield
