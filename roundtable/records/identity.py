"""Identities of records: new ones, and ones derived from printed text."""

from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

NAMESPACE: UUID = uuid5(NAMESPACE_URL, "roundtable/1")


def new_id() -> str:
    """Make the identity of a record that was born in this program."""
    return str(uuid4())


def derived_id(*parts: str) -> str:
    """Make the same identity whenever the same printed text is taken in, in whichever workspace."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts)))
