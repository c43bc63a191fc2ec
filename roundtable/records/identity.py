"""Identities of records: new ones, and ones derived from printed text."""

from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

NAMESPACE: UUID = uuid5(NAMESPACE_URL, "roundtable/1")

LONGEST_CODE = 500
"""How many characters the code of a roundtable or place may have: an index of PostgreSQL's takes up to 2,704 bytes."""


def new_id() -> str:
    """Make the identity of a record that was born in this program."""
    return str(uuid4())


def derived_id(*parts: str) -> str:
    """Make the same identity whenever the same printed text is taken in, in whichever workspace."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts)))
