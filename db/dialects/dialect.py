"""Protocols that each back end fulfils: the connection and its transactions, the schema, the full-text index."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, NamedTuple, Protocol

from sqlalchemy import Connection, Engine, Select, Table

from db.changes import Row
from db.dialects.word_query import WordQuery
from db.errors import DamagedError


class Heard(NamedTuple):
    """Hold what a server passed on from others: that something changed, a message, that one upgrades.

    ``ready`` comes first and after an upgrade: the tables can be read, and may be others than before. The text is the
    message, or the name of who upgrades, "" where that is not known.
    """

    kind: Literal["ready", "change", "message", "upgrade"]
    text: str = ""


class Dialect(Protocol):
    """Connect, write, explain errors and look at the schema in a back end's way."""

    def connect(
        self, location: Any, /, *, with_foreign_keys: bool = True, is_unwanted: Callable[[], bool] | None = None
    ) -> Engine:
        """Make the engine of a location; nothing is opened yet.

        A query under way is broken off soon after ``is_unwanted`` has come true.
        """

    def explained(self, location: Any, /) -> AbstractContextManager[None]:
        """Translate the database's errors that a person can do something about; anything else is a bug and passes."""

    def damaged(self, location: Any, fault: str, /) -> DamagedError:
        """Say that a workspace is damaged, and how it shows."""

    def writing(self, connection: Connection, patience: float) -> AbstractContextManager[None]:
        """Begin and end the one writing transaction; wait at most the ``patience``, in seconds, for that of others."""

    def new_keys(self, connection: Connection, table: Table, count: int) -> Sequence[int]:
        """Return keys above every one that the table ever held, so that old journal entries never meet a new row."""

    def last_key(self, connection: Connection, table: Table) -> int:
        """Return the highest key that the table ever held, as far as it is remembered; 0 where none."""

    def set_last_key(self, connection: Connection, table: Table, key: int) -> None:
        """Let new keys be above one."""

    def storable(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the values of a row as they will be read back."""

    def insert(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Insert rows that all have the same columns."""

    def complete_schema(self, connection: Connection) -> None:
        """Add to newly made tables what only this back end has."""

    def structure(self, connection: Connection) -> set[str]:
        """Name every table, column and index that is there, the column after its table and a dot."""

    def unknown_triggers(self, connection: Connection, /) -> Sequence[str]:
        """Name what changes rows unseen at every save, and is none of this program's."""

    def page_faults(self, connection: Connection, /) -> Iterator[str]:
        """Yield a sentence for every damage below the rows, which makes all else worth nothing."""

    def upgrading(self, location: Any, by: str, /) -> AbstractContextManager[None]:
        """Keep others from upgrading meanwhile, and tell those who have the workspace open who does."""

    def check_references(self, connection: Connection) -> None:
        """Raise IntegrityError where a row refers to one that the transaction under way has removed."""

    def role(self, connection: Connection) -> str:
        """Name the role that a server knows the person by; "" for a file."""

    def dangling(self, connection: Connection) -> Iterator[str]:
        """Yield a sentence for every reference to a row that does not exist."""


class FullText(Protocol):
    """Hold the words of practices, and find practices by them."""

    @property
    def TABLES(self) -> frozenset[str]:  # noqa: N802 - a constant of a module
        """Name the tables that hold the index."""

    def create(self, connection: Connection) -> None:
        """Make the index, empty."""

    def renew(self, connection: Connection, keys: Sequence[int]) -> None:
        """Index some hundred practices anew, present or gone."""

    def matching(self, query: WordQuery, columns: Sequence[str] = ()) -> Select[int]:
        """Select the keys of the practices that match, in some columns or any."""

    def ranked(
        self,
        connection: Connection,
        query: WordQuery,
        weights: Mapping[str, float],
        *,
        limit: int,
        among: Sequence[int] | None = None,
    ) -> list[int]:
        """Return the keys of the practices that match in the weighted columns, of all or of some, best first (BM25)."""

    def stale(self, connection: Connection) -> int:
        """Count the practices whose indexed words are not their words."""

    def surplus(self, connection: Connection) -> int:
        """Count the indexed practices that are not there."""

    def inner_faults(self, connection: Connection, /) -> Iterator[str]:
        """Yield a sentence where the index contradicts itself, so that searches find less than there is."""
