"""Columns of a sender's own: what people said that they mean, remembered for workbooks with the same headings."""

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.contribution.columns import COLUMNS
from roundtable.records import intake
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace

NOTE, FIELD, NOTHING = intake.NOTE, intake.FIELD, intake.NOTHING
"""Meanings beside the keys of ``KEYS``: an internal note, a printed field under its heading, left out."""
KEYS = tuple(column.key for column in COLUMNS if not column.is_hidden and column.key != "image")
"""The columns of the contribution workbook that another one may stand for."""
Meanings = Mapping[tuple[str, str], str]
"""Meanings by sender and folded heading."""


def sender_of(headings: Iterable[str]) -> str:
    """Return what tells a sender's workbooks from others: their headings, in any order."""
    texts = sorted(filter(None, map(folded, headings)))
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()


def load(connection: Connection) -> Meanings:
    """Return everything remembered."""
    c = t.SenderColumn
    rows = connection.execute(select(c.sender, c.heading, c.meaning))
    return {(sender, heading): meaning for sender, heading, meaning in rows}


def remember(workspace: Workspace, meanings: Meanings) -> None:
    """Remember what columns mean, in place of what was said of them before."""
    c = t.SenderColumn
    with workspace.unjournaled() as connection:
        for (sender, heading), meaning in meanings.items():
            connection.execute(delete(c).where(c.sender == sender, c.heading == folded(heading)))
            connection.execute(insert(c).values(sender=sender, heading=folded(heading), meaning=meaning))
