"""JSON exchange file ``roundtable/1``: write a Collection, and read one back."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from roundtable.atomic_file import replacing
from roundtable.errors import InputError
from roundtable.file_errors import content_of
from roundtable.progress import Progress, silent
from roundtable.records.annex_options import unusual
from roundtable.records.collection import Collection
from roundtable.records.mapping import GapRecord, MappingRecord
from roundtable.records.practice import OPTIONAL_LISTS, OPTIONAL_TEXTS, PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.records.vocabulary import PlaceRecord, Term

FORMAT = "roundtable/1"
LARGEST = 1_000_000_000
"""Limit of a file in bytes; 100,000 practices have some 300,000,000."""
_BLANK_END = 1_000
"""How many NUL bytes at the end of a file tell that it was not copied whole."""
_ALWAYS_WRITTEN = (
    *("id", "title", "countries", "country_codes", "partners", "thematic_areas", "tags", "summary", "web_links"),
    *("extra", "status", "notes", "revision", "changed_at"),
)
_OPTIONAL_OF_PRACTICE = (*OPTIONAL_LISTS, *OPTIONAL_TEXTS, "translations", "image")
PRACTICE_KEYS = frozenset((*_ALWAYS_WRITTEN, *_OPTIONAL_OF_PRACTICE))
_OPTIONAL_OF_ROUNDTABLE = {"dates", "co_chairs", "team", "annex_introduction", "footnotes", "annex_options", "deadline"}


def write(collection: Collection, target: Path, *, progress: Progress = silent) -> None:
    """Write the collection as JSON, one record a line, so that two exports can be compared line by line."""
    with replacing(target) as temporary, temporary.open("wb") as stream:
        stream.writelines(encoded(collection, progress=progress))


def encoded(collection: Collection, *, progress: Progress = silent) -> Iterator[bytes]:
    """Yield the collection as JSON, piece by piece."""
    from msgspec import json as encoder

    gaps: dict[str, list[GapRecord]] = {}
    for gap in collection.gaps:
        gaps.setdefault(gap.guiding_question or gap.possible_measure, []).append(gap)
    lists: list[tuple[str, Sequence[Any], Callable[[Any], dict[str, Any]]]] = [
        ("roundtables", collection.roundtables, partial(_roundtable_with_gaps, gaps)),
        ("practices", collection.practices, practice_as_json),
        ("mappings", collection.mappings, _mapping_as_json),
        ("vocabulary", collection.vocabulary, _term_as_json),
    ]
    optional = (("refusals", _filled), ("places", _place_as_json), ("handovers", _builtins))
    lists += [(name, records, convert) for name, convert in optional if (records := getattr(collection, name))]
    total = sum(len(records) for _, records, _ in lists)
    yield b'{"format": "%b"' % FORMAT.encode()
    done = 0
    for name, records, convert in lists:
        yield b',\n "%b": [' % name.encode()
        for number, record in enumerate(records):
            yield b",\n  " if number else b"\n  "
            yield encoder.format(encoder.encode(convert(record)), indent=0)
            done += 1
            if done % 100 == 0:
                progress(done, total)
        yield b"\n ]" if records else b"]"
    yield b"}\n"
    progress(total, total)


def practice_as_json(record: PracticeRecord) -> dict[str, Any]:
    """Return a practice under the exchange's keys; optional fields only where they are filled."""
    values = _builtins(record)
    values["countries"] = [country.printed for country in record.countries]
    values["country_codes"] = [country.code for country in record.countries if country.code]
    values["extra"] = _labelled(record.extra)
    written = {name: values[name] for name in _ALWAYS_WRITTEN}
    return written | {name: values[name] for name in _OPTIONAL_OF_PRACTICE if values[name]}


def _labelled(extra: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give a label that was printed twice a number, so that neither value is lost."""
    labelled: dict[str, str] = {}
    for label, value in extra:
        name, number = label, 1
        while name in labelled:
            number += 1
            name = f"{label} ({number})"
        labelled[name] = value
    return labelled


def roundtable_as_json(record: RoundtableRecord) -> dict[str, Any]:
    """Return a roundtable under the exchange's keys."""
    values = _builtins(record) | {"annex_options": unusual(record.annex_options)}
    for entry in values["annex"]:
        entry["guiding_question"] = entry["guiding_question"] or None
    return {name: value for name, value in values.items() if value or name not in _OPTIONAL_OF_ROUNDTABLE}


def _roundtable_with_gaps(gaps: Mapping[str, Sequence[GapRecord]], record: RoundtableRecord) -> dict[str, Any]:
    """Return a roundtable with its gaps, which no annex prints and no import compares."""
    targets = [question.id for question in record.guiding_questions]
    targets += [measure.id for measure in record.possible_measures]
    written = [_filled(gap) for target in targets for gap in gaps.get(target, ())]
    return roundtable_as_json(record) | ({"gaps": written} if written else {})


def _mapping_as_json(record: MappingRecord) -> dict[str, str]:
    return _filled(record) | {"reason": record.reason}


def _term_as_json(record: Term) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": record.kind, "term": record.name, "aliases": record.aliases}
    return written | ({"names": dict(record.names)} if record.names else {})


def _place_as_json(record: PlaceRecord) -> dict[str, Any]:
    names = {"aliases": record.aliases, "names": dict(record.names)}
    members = {"members": record.members} if record.members else {}
    return {"code": record.code, "name": record.name or None} | names | members


def _filled(record: object) -> dict[str, Any]:
    return {name: value for name, value in _builtins(record).items() if value}


def _builtins(record: object) -> dict[str, Any]:
    """Return a record as JSON's own types: bytes as base64, tuples as they are."""
    from msgspec import to_builtins

    values: dict[str, Any] = to_builtins(record)
    return values


def read(file: Path) -> Collection:
    """Read a collection back.

    Raises InputError naming the file, the place in it and the remedy.
    """

    def check_size(size: int) -> None:
        if size > LARGEST:
            raise _too_large(str(file))

    try:
        content = content_of(file, check_size)
    except MemoryError as error:
        raise _too_large(str(file)) from error
    return decoded(content, str(file))


def decoded(content: bytes, file: str) -> Collection:
    """Return the collection of a file's bytes; ``file`` names it in errors, which are those of ``read``."""
    from roundtable.exchange.json_decoder import Fault, collection_of, parse

    if content.endswith(bytes(_BLANK_END)):  # what a copy that breaks off, or a failing disk, leaves of the rest
        raise InputError(f"“{file}” ends in blank bytes: it was not copied whole.", "Copy or export it once more.")
    try:
        return collection_of(parse(content.decode("utf-8-sig"), file))
    except UnicodeDecodeError as error:
        cause, remedy = f"is not UTF-8 text (byte {error.start + 1})", "Save it as UTF-8 and try again."
        raise InputError(f"“{file}” {cause}.", remedy) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"“{file}” is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
            "Export it again from the program that made it; a file that breaks off was not copied whole.",
        ) from error
    except RecursionError as error:
        raise InputError(f"“{file}” is nested too deeply to be an exchange file.", "Export it again.") from error
    except MemoryError as error:
        raise _too_large(file) from error
    except Fault as fault:
        raise InputError(
            f"“{file}”: {fault}", "Export the file again, or correct it there; nothing was imported."
        ) from fault


def _too_large(file: str) -> InputError:
    return InputError(
        f"“{file}” is too large for this computer's memory.", "Export it in parts, one roundtable a file."
    )
