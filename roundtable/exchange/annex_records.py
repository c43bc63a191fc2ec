"""Records of an annex within its PDF: what is attached to it as ``records.json``, and reading that back."""

import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from roundtable.errors import InputError
from roundtable.exchange import json_file
from roundtable.file_errors import read_error
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake

NAME = "records.json"
LARGEST = 300_000_000
"""Limit of the unpacked records in bytes; 10,000 practices have some 30,000,000."""
_LARGEST_FILE = 300_000_000
"""Limit of a file in bytes: where its directory is missing, all of it is searched for objects."""
INTERNAL = ("notes", "contact")
"""The fields of a practice that are not handed on."""
_SEND_AGAIN = "Have it sent or copied once more, or export the records as .json where it was made."


def of_annex(collection: Collection) -> Collection:
    """Return what an annex hands on of a roundtable's records: its practices, their places in it and their terms.

    Left out are notes and contacts, the team, the deadline, the reasons of mappings, gaps, refusals and handovers.
    """
    placed = {entry.practice for roundtable in collection.roundtables for entry in roundtable.annex}
    return Collection(
        roundtables=tuple(replace(roundtable, team="", deadline="") for roundtable in collection.roundtables),
        practices=tuple(replace(one, notes="", contact="") for one in collection.practices if one.id in placed),
        mappings=tuple(replace(mapping, reason="") for mapping in collection.mappings if mapping.practice in placed),
        vocabulary=collection.vocabulary,
        places=collection.places,
    )


def read(file: Path) -> Intake:
    """Read the records of an annex that Roundtable wrote.

    Raises InputError for a file that cannot be opened, is encrypted, damaged or too large, or holds no records.
    """
    collection = json_file.decoded(_attached(file), f"{file}, {NAME}")
    return Intake(file=str(file), kind="annex", collection=collection, untold=INTERNAL)


def _attached(file: Path) -> bytes:
    import pikepdf

    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise InputError(
                f"“{file}” is larger than any annex: it has more than {_LARGEST_FILE / 1e6:,.0f} MB.", _SEND_AGAIN
            )
        with pikepdf.open(file) as document:
            attachment = document.attachments.get(NAME)
            if attachment is None:
                raise InputError(
                    f"“{file}” holds no {NAME}: only an annex that Roundtable wrote has its records with it.",
                    "Import the text that it was made from, or the practices as .json.",
                )
            return _unpacked(attachment.get_file().obj, file)
    except OSError as error:
        raise read_error(error, file) from error
    except pikepdf.PasswordError as error:
        raise InputError(
            f"“{file}” is protected by a password.", "Save it without its password and try again."
        ) from error
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError) as error:
        raise InputError(f"“{file}” is damaged or not a PDF: its records cannot be read.", _SEND_AGAIN) from error


def _unpacked(stream: Any, file: Path) -> bytes:
    """Return the content of a stream, unpacked no further than the limit."""
    from pikepdf import Array

    content: bytes = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if str(packing[0] if isinstance(packing, Array) and len(packing) == 1 else packing) == "/FlateDecode":
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(content, LARGEST + 1)
    if len(content) > LARGEST:
        raise InputError(f"“{file}”: its {NAME} unpacks to more than {LARGEST / 1e6:,.0f} MB.", _SEND_AGAIN)
    return content
