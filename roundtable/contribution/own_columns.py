"""Columns of a sender's own: what people said that they mean, remembered for the sender's next workbooks.

A sender is told by the headings of the workbook, and by the ministry that a cell of it names, else by the person who
saved it last.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from db import tables as t
from roundtable.contribution.columns import COLUMNS
from roundtable.records import intake
from roundtable.vocabulary.term_lookup import folded
from roundtable.workspace import Workspace

_NOBODY = re.compile(
    r"openpyxl|xlsxwriter|python|office|microsoft|windows|apache|poi|roundtable|\b(?:users?|utilisateur|usuario|admin\w*"
    r"|author|auteur|autor|unknown|owner|guest|pc|laptop|test)\b"
)
"""Names under which programs and fresh computers save."""
NOTE, FIELD, NOTHING = intake.NOTE, intake.FIELD, intake.NOTHING
"""Meanings beside the keys of ``KEYS``: an internal note, a printed field under its heading, left out."""
KEYS = tuple(column.key for column in COLUMNS if not column.is_hidden and column.key != "image")
"""The columns of the contribution workbook that another one may stand for."""
Meanings = Mapping[tuple[str, str], str]
"""Meanings by sender and what ``known_as`` returns of a heading."""
_LONGEST = 500
"""How many characters of a heading are kept as they are: an index of PostgreSQL's takes up to 2,704 bytes."""


def sender_of(headings: Iterable[str]) -> str:
    """Return what tells a sender's workbooks from others: their headings, in any order."""
    texts = sorted(filter(None, map(folded, headings)))
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()


def person_of(name: str) -> str:
    """Return what tells a person's workbooks from others, "" where the name is that of a program or of nobody."""
    said = folded(name)
    return "" if not said or _NOBODY.search(said) else sender_of(("saved by", said))


def known_as(heading: str) -> str:
    """Return what tells a heading from others: its folded words, of a very long one a digest of them."""
    words = folded(heading)
    return words if len(words) <= _LONGEST else sender_of((words,))


def ministry_of(name: str) -> str:
    """Return what tells a ministry's workbooks from others, "" where there is no name."""
    return sender_of(("sent by", name)) if folded(name) else ""


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
            connection.execute(delete(c).where(c.sender == sender, c.heading == known_as(heading)))
            connection.execute(insert(c).values(sender=sender, heading=known_as(heading), meaning=meaning))


def add(connection: Connection, meanings: Meanings) -> None:
    """Add what is not remembered yet."""
    known = load(connection)
    rows = [
        {"sender": sender, "heading": heading, "meaning": meaning}
        for (sender, heading), meaning in meanings.items()
        if (sender, heading) not in known
    ]
    if rows:
        connection.execute(insert(t.SenderColumn), rows)
