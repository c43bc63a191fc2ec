"""The JSON exchange ``roundtable/1``: a Collection written down, and read back with every fault named by its place.

Knows no workspace; what is taken in and what is not is decided by ``roundtable.imports``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, Any

from roundtable.atomic_file import replacing
from roundtable.errors import InputError
from roundtable.progress import Progress, silent
from roundtable.records.collection import Collection
from roundtable.records.mapping import GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import OPTIONAL_LISTS, OPTIONAL_TEXTS, PracticeRecord
from roundtable.records.roundtable import RoundtableRecord
from roundtable.records.vocabulary import PlaceRecord, Term

FORMAT = "roundtable/1"


def write(collection: Collection, target: Path, *, progress: Progress = silent) -> None:
    """Write the collection as JSON, one record a line, so that two exports can be compared line by line."""
    parts: list[tuple[str, Sequence[Any], Any]] = [
        ("roundtables", collection.roundtables, partial(_with_gaps, _gaps_by_target(collection.gaps))),
        ("practices", collection.practices, practice_as_json),
        ("mappings", collection.mappings, _mapping),
        ("vocabulary", collection.vocabulary, _term),
    ]
    if collection.refusals:
        parts.append(("refusals", collection.refusals, _refusal))
    if collection.places:
        parts.append(("places", collection.places, _place))
    if collection.handovers:
        parts.append(("handovers", collection.handovers, asdict))
    total = sum(len(records) for _, records, _ in parts)
    with replacing(target) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{{"format": "{FORMAT}"')
        done = 0
        for name, records, convert in parts:
            stream.write(f',\n "{name}": [')
            for number, line in enumerate(_lines(records, convert)):
                stream.write(",\n  " if number else "\n  ")
                stream.write(line)
                done += 1
                if done % 100 == 0:
                    progress(done, total)
            stream.write("\n ]" if records else "]")
        stream.write("}\n")
        progress(total, total)


def _lines(records: Sequence[Any], convert: Any) -> Iterator[str]:
    for record in records:
        yield json.dumps(convert(record), ensure_ascii=False)


def practice_as_json(record: PracticeRecord, *, internal: bool = True) -> dict[str, Any]:
    """Return a practice under the exchange's keys; optional fields only where they are filled.

    Without ``internal`` it is fit to be handed on: no notes and no contact.
    """
    written = {
        "id": record.id,
        "title": record.title,
        "countries": [country.printed for country in record.countries],
        "country_codes": [country.code for country in record.countries if country.code],
        "partners": [{"name": partner.name, "role": partner.role} for partner in record.partners],
        "thematic_areas": list(record.thematic_areas),
        "tags": list(record.tags),
        "summary": record.summary,
        "web_links": list(record.web_links),
        "extra": _labelled(record.extra),
        "status": record.status,
        "notes": record.notes if internal else "",
        "revision": record.revision,
        "changed_at": record.changed_at,
    }
    for name in (*OPTIONAL_LISTS, *OPTIONAL_TEXTS):
        value = getattr(record, name)
        if value and (internal or name != "contact"):
            written[name] = list(value) if isinstance(value, tuple) else value
    if record.translations:
        written["translations"] = [asdict(translation) for translation in record.translations]
    if record.image:
        written["image"] = _image(record)
    return written


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


def _image(record: PracticeRecord) -> dict[str, str]:
    import base64

    image = record.image
    if image is None:
        return {}
    return {"name": image.name, "media_type": image.media_type, "data": base64.b64encode(image.data).decode()}


def roundtable_as_json(record: RoundtableRecord) -> dict[str, Any]:
    """Return a roundtable under the exchange's keys."""
    written: dict[str, Any] = {
        "id": record.id,
        "code": record.code,
        "title": record.title,
        "meeting": record.meeting,
        "expected_outcome": record.expected_outcome,
        "linked_roundtables": list(record.linked_roundtables),
        "sections": [{"heading": section.heading, "text": section.text} for section in record.sections],
    }
    written |= {name: getattr(record, name) for name in ("dates", "co_chairs", "team") if getattr(record, name)}
    if record.annex_introduction:
        written["annex_introduction"] = record.annex_introduction
    if record.footnotes:
        written["footnotes"] = [{"mark": note.mark, "text": note.text} for note in record.footnotes]
    return written | {
        "guiding_questions": [
            {"id": q.id, "text": q.text, "issue_area": q.issue_area, "illustration": q.illustration}
            for q in record.guiding_questions
        ],
        "possible_measures": [{"id": measure.id, "text": measure.text} for measure in record.possible_measures],
        "annex": [
            {"practice": entry.practice, "guiding_question": entry.guiding_question or None} for entry in record.annex
        ],
    }


def _gaps_by_target(records: Sequence[GapRecord]) -> dict[str, list[GapRecord]]:
    by_target: dict[str, list[GapRecord]] = {}
    for record in records:
        by_target.setdefault(record.guiding_question or record.possible_measure, []).append(record)
    return by_target


def _with_gaps(gaps: Mapping[str, Sequence[GapRecord]], record: RoundtableRecord) -> dict[str, Any]:
    """Write a roundtable whole: with its gaps, which are no part of what is printed of it."""
    targets = [question.id for question in record.guiding_questions]
    targets += [measure.id for measure in record.possible_measures]
    written = [_gap(gap) for target in targets for gap in gaps.get(target, ())]
    return roundtable_as_json(record) | ({"gaps": written} if written else {})


def _gap(record: GapRecord) -> dict[str, str]:
    written = {"id": record.id, **_target(record), "state": record.state}
    optional = {name: getattr(record, name) for name in ("asked", "asked_on", "owner", "due", "note", "closed_at")}
    return written | {name: value for name, value in optional.items() if value}


def _refusal(record: RefusalRecord) -> dict[str, str]:
    return {"practice": record.practice, **_target(record)}


def _mapping(record: MappingRecord) -> dict[str, str]:
    return {"practice": record.practice, **_target(record), "reason": record.reason}


def _target(record: MappingRecord | RefusalRecord | GapRecord) -> dict[str, str]:
    target = "guiding_question" if record.guiding_question else "possible_measure"
    return {target: getattr(record, target)}


def _term(record: Term) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": record.kind, "term": record.name, "aliases": list(record.aliases)}
    return written | ({"names": dict(record.names)} if record.names else {})


def _place(record: PlaceRecord) -> dict[str, Any]:
    names = {"aliases": list(record.aliases), "names": dict(record.names)}
    members = {"members": list(record.members)} if record.members else {}
    return {"code": record.code, "name": record.name or None} | names | members


def read(file: Path) -> Collection:
    """Read a collection back.

    Raises InputError naming the file, the place in it and the remedy.
    """
    from roundtable.exchange.json_values import collection_of

    return collection_of(_loaded(file), str(file))


def _loaded(file: Path) -> Any:
    try:
        with file.open("rb") as stream:
            return _parsed(stream, file)
    except OSError as error:
        raise InputError(
            f"“{file}” cannot be read: {error.strerror}.", "Check the name and your right to read it."
        ) from error


def _parsed(stream: IO[bytes], file: Path) -> Any:
    try:
        return json.loads(stream.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"“{file}” is not UTF-8 text (byte {error.start + 1}).", "Save it as UTF-8 and try again."
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"“{file}” is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
            "Export it again from the program that made it; a file that breaks off was not copied whole.",
        ) from error
    except RecursionError as error:
        raise InputError(f"“{file}” is nested too deeply to be an exchange file.", "Export it again.") from error
