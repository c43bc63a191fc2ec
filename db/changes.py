"""ChangeSet: the row changes of one use case, their inverse and their compressed encoding."""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.errors import UnreadableError

Row = dict[str, Any]


class Change(NamedTuple):
    """Hold one row's columns before and after; None where the row did not exist. An update holds what differs."""

    table: str
    key: int
    before: Row | None
    after: Row | None
    practice_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Hold the net changes of one use case under the label that undo shows."""

    label: str
    changes: tuple[Change, ...]
    entry: int = field(default=0, compare=False)
    """The journal entry that holds them; 0 while there is none."""

    def touches(self, *tables: str) -> bool:
        """Tell whether any row of the tables (by name) changed."""
        return any(change.table in tables for change in self.changes)

    @property
    def practice_ids(self) -> frozenset[int]:
        """Name the practices that a change concerns."""
        return frozenset(change.practice_id for change in self.changes if change.practice_id is not None)

    def inverse(self) -> "ChangeSet":
        """Turn every change round."""
        return ChangeSet(
            self.label,
            tuple(Change(c.table, c.key, c.after, c.before, c.practice_id) for c in self.changes),
        )

    def packed(self) -> bytes:
        """Write the changes down, columns named once a table, compressed."""
        tables: dict[str, dict[str, list[Any]]] = {}
        for change in self.changes:
            parts = tables.setdefault(change.table, {"columns": [], "inserted": [], "deleted": [], "updated": []})
            whole = change.after if change.before is None else change.before if change.after is None else None
            if whole is None:
                parts["updated"].append([change.key, change.before, change.after, change.practice_id])
                continue
            columns = parts["columns"] or list(whole)
            parts["columns"] = columns
            is_in_order = list(whole) == columns
            values = list(whole.values()) if is_in_order else [whole[column] for column in columns]
            parts["inserted" if change.before is None else "deleted"].append(values)
        return zlib.compress(json.dumps(tables, ensure_ascii=False, default=_encoded).encode(), 1)

    @staticmethod
    def unpacked(label: str, payload: bytes) -> "ChangeSet":
        """Read back what ``packed`` wrote; raise UnreadableError for anything else."""
        try:
            return ChangeSet(label, tuple(_changes(payload)))
        except (zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError) as error:
            raise UnreadableError(f"its journal entry “{label}” cannot be read") from error


def _changes(payload: bytes) -> Iterator[Change]:
    tables = json.loads(zlib.decompress(payload), object_hook=_decoded)
    for table, parts in tables.items():
        columns = parts["columns"]
        for kind in ("deleted", "inserted"):
            for values in parts[kind]:
                row = dict(zip(columns, values, strict=True))
                before, after = (row, None) if kind == "deleted" else (None, row)
                yield Change(table, row["id"], before, after, practice_of(table, row))
        yield from (Change(table, key, before, after, owner) for key, before, after, owner in parts["updated"])


def practice_of(table: str, row: Mapping[str, Any]) -> int | None:
    """Name the practice that a row is of or belongs to."""
    owner: int | None = row["id"] if table == "practice" else row.get("practice_id")
    return owner


def netted(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Merge several changes of one row into one, in order of first touch; what came and went leaves no trace."""
    if all(change.before is None for change in changes):
        return tuple(changes)
    rows: dict[tuple[str, int], Change] = {}
    for change in changes:
        key = (change.table, change.key)
        earlier = rows.get(key)
        rows[key] = change if earlier is None else _merged(earlier, change)
    return tuple(change for change in rows.values() if change.before != change.after)


def _merged(first: Change, second: Change) -> Change:
    if first.before is None or second.before is None:  # inserted, then changed or deleted; or deleted, then inserted
        after = second.after if first.after is None or second.after is None else {**first.after, **second.after}
        return second._replace(before=first.before, after=after)
    if second.after is None:  # updated, then deleted whole
        return second._replace(before={**second.before, **first.before})
    before = {**second.before, **first.before}
    after = {**(first.after or {}), **second.after}
    differing = [column for column in after if before[column] != after[column]]
    return second._replace(before={c: before[c] for c in differing}, after={c: after[c] for c in differing})


def _encoded(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"A journal cannot hold {type(value).__name__}")


def _decoded(value: dict[str, Any]) -> object:
    return base64.b64decode(value["base64"]) if value.keys() == {"base64"} else value
