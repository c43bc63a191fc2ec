"""Typed decoder of the JSON exchange: parsed text to records, every fault named by its place in the file.

Types are checked by msgspec against the records themselves; what it cannot know is checked here: identities that are
derived or must be unique, references between records, keys given twice, numbers and characters outside the format.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar, cast, get_args
from uuid import UUID

import msgspec

from roundtable.errors import InputError
from roundtable.exchange.json_file import FORMAT, PRACTICE_KEYS
from roundtable.records.annex_options import FIELDS, PAPERS, STYLES, AnnexOptions
from roundtable.records.collection import Collection
from roundtable.records.date_check import is_date, is_moment
from roundtable.records.handover import HANDOVER_KINDS, HandoverRecord
from roundtable.records.identity import LONGEST_CODE, derived_id
from roundtable.records.mapping import GAP_STATES, GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import ROLES, STATUSES, Country, PracticeRecord
from roundtable.records.roundtable import GuidingQuestion, PossibleMeasure, RoundtableRecord
from roundtable.records.vocabulary import PlaceRecord, Term, TermKind
from roundtable.vocabulary.place_lookup import Places, extended, standard_places

Item = Mapping[str, Any]
T = TypeVar("T")
Identified = TypeVar(
    "Identified", PracticeRecord, RoundtableRecord, GuidingQuestion, PossibleMeasure, GapRecord, HandoverRecord
)

_CHOICES = {
    ("practices", "role"): ROLES,
    ("practices", "status"): STATUSES,
    ("roundtables", "state"): GAP_STATES,
    ("roundtables", "style"): STYLES,
    ("roundtables", "paper"): PAPERS,
    ("roundtables", "fields"): FIELDS,
    ("handovers", "kind"): HANDOVER_KINDS,
    ("vocabulary", "kind"): get_args(TermKind),
}
_EXPECTED = {  # by what msgspec says, in this order
    "base64": "base64",
    "Expected `bytes": "base64",
    "Expected `array": "a list",
    "Expected `object": "an object",
    "Expected `str": "a text",
    "Expected `int": "a whole number",
    "": "of another type",
}
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_UNSOUND = re.compile("[\0\ud800-\udfff]")
_UNSOUND_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


class Fault(Exception):  # noqa: N818 - becomes the InputError that names the file
    """A value that is not what the format says: its place, and what should stand there."""

    def __init__(self, place: str, expected: str) -> None:
        super().__init__(f"{place or 'the document'} should be {expected}.")


@dataclass(frozen=True, slots=True)
class _Unfit:
    """Stand in the parsed document for what is JSON to Python, but not to the format."""

    expected: str


def parse(text: str, file: str) -> dict[str, Any]:
    """Return the document of an exchange file, which ``file`` names in errors.

    Raises InputError for another or newer format, Fault for a key, number or character that the format has no room
    for, JSONDecodeError for a text that is no JSON.
    """
    unfit: list[_Unfit] = []

    def note(expected: str) -> _Unfit:
        unfit.append(_Unfit(expected))
        return unfit[-1]

    def integer(digits: str) -> int | _Unfit:
        try:
            return int(digits)
        except ValueError:  # Python refuses thousands of digits: to convert them takes time with their square
            return note("a number of fewer digits")

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(pairs)
        if len(values) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            values |= {key: note("there only once") for key, count in counts.items() if count > 1}
        return values

    def constant(name: str) -> _Unfit:
        return note(f"a number, not {name}")

    document = json.loads(text, object_pairs_hook=members, parse_int=integer, parse_constant=constant)
    _check_format(document, file)
    if unfit or _UNSOUND_ESCAPE.search(text):
        _check_values(document)
    return cast("dict[str, Any]", document)


def _check_format(document: Any, file: str) -> None:
    name = document.get("format") if isinstance(document, dict) else None
    if name == FORMAT:
        return
    if isinstance(name, str) and name.startswith("roundtable/"):
        raise InputError(
            f"“{file}” was made by a newer version of Roundtable (format {name}; this version reads {FORMAT}).",
            "Update Roundtable, or export the file from there in an older format.",
        )
    raise InputError(
        f'“{file}” is JSON, but not a Roundtable exchange file (it has no "format": "{FORMAT}").',
        "Export it with “roundtable export FILE.json”.",
    )


def _check_values(value: Any, place: str = "") -> None:
    if isinstance(value, _Unfit):
        raise Fault(place, value.expected)
    text = value if isinstance(value, str) else "".join(value) if isinstance(value, dict) else ""
    if _UNSOUND.search(text):
        raise Fault(place, "free of NUL and half characters")
    if isinstance(value, dict):
        for key, member in value.items():
            _check_values(member, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _check_values(item, f"{place}[{number}]")


def collection_of(document: Item) -> Collection:
    """Return the records of a document; raise Fault for the first value that is not what the format says."""
    places = _records(document, "places", _place)
    known = extended(tuple(places.values()))
    practices = _records(document, "practices", partial(_practice, places=known))
    roundtables = _records(document, "roundtables", _roundtable)
    targets: dict[str, GuidingQuestion | PossibleMeasure] = {}
    gaps: dict[str, GapRecord] = {}
    for item, (place, record) in zip(document.get("roundtables") or (), roundtables.items(), strict=True):
        targets |= {f"{place}.guiding_questions[{n}]": question for n, question in enumerate(record.guiding_questions)}
        targets |= {f"{place}.possible_measures[{n}]": measure for n, measure in enumerate(record.possible_measures)}
        gaps |= _records(item, "gaps", partial(_gap, roundtable=record), f"{place}.")
    handovers = _records(document, "handovers", _handover)
    for records in (practices, roundtables, targets, gaps, handovers):
        _check_unique({place: record.id for place, record in records.items()})
    return Collection(
        roundtables=tuple(roundtables.values()),
        practices=tuple(practices.values()),
        mappings=tuple(_records(document, "mappings", partial(_mapping, MappingRecord)).values()),
        refusals=tuple(_records(document, "refusals", partial(_mapping, RefusalRecord)).values()),
        gaps=tuple(gaps.values()),
        vocabulary=tuple(_records(document, "vocabulary", _term).values()),
        places=tuple(places.values()),
        handovers=tuple(handovers.values()),
    )


def _records(values: Item, key: str, convert: Callable[[Item, str], T], parent: str = "") -> dict[str, T]:
    """Convert the objects of a list; return the records by their places, in order."""
    items = _converted(values.get(key) or [], list[dict[str, Any]], parent + key)
    places = (f"{parent}{key}[{number}]" for number in range(len(items)))
    return {place: convert(item, place) for place, item in zip(places, items, strict=True)}


def _converted(value: Any, kind: type[T], place: str) -> T:
    """Check a value against a type and return it as such; raise Fault for the first part that does not fit."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        place += path.rstrip("`")
        if missing := _MISSING.match(problem):
            place += f".{missing[1]}"
        choices = _CHOICES.get((place.partition("[")[0], place.rpartition(".")[2].partition("[")[0]))
        if choices:
            raise _not_among(choices, place) from error
        expected = "filled" if missing else next(text for word, text in _EXPECTED.items() if word in problem)
        raise Fault(place, expected) from error


def _not_among(choices: tuple[str, ...], place: str) -> Fault:
    return Fault(place, "one of " + ", ".join(f"“{choice}”" for choice in choices))


def _present(item: Item) -> dict[str, Any]:
    """Return an object without its absent values (null and what is empty), which the records' defaults replace.

    An identity alone has no default: it is "" until it is derived.
    """
    values: dict[str, Any] = {"id": ""}
    for key, value in item.items():
        if isinstance(value, dict) and value:
            values[key] = _present(value)
        elif isinstance(value, list) and value:
            values[key] = [_present(part) if isinstance(part, dict) else part for part in value]
        elif value or value == 0:
            values[key] = value
    return values


def _identified(record: Identified, place: str, *parts: str) -> Identified:
    """Give a record its identity in the usual form; one without gets the same from its parts at every import."""
    try:
        uid = str(UUID(record.id)) if record.id else derived_id(*parts)
    except ValueError as error:
        raise Fault(f"{place}.id", "a UUID") from error
    return record if uid == record.id else replace(record, id=uid)


def _check_code(code: str, place: str) -> None:
    if len(code) > LONGEST_CODE:
        raise Fault(place, f"a code of at most {LONGEST_CODE} characters")


def _check_unique(ids: Mapping[str, str]) -> None:
    first: dict[str, str] = {}
    for place, uid in ids.items():
        if first.setdefault(uid, place) != place:
            raise Fault(f"{place}.id", f"its own: {first[uid]} has the same")


class _Printed(msgspec.Struct):
    countries: tuple[str, ...] = ()
    country_codes: tuple[str, ...] = ()


def _practice(item: Item, place: str, places: Places) -> PracticeRecord:
    values = _present(item)
    printed = _converted(values, _Printed, place)
    # a record of our own, which has a revision, says by an empty list that a person left its places without a code
    for number, code in enumerate(printed.country_codes):
        _check_code(code, f"{place}.country_codes[{number}]")
    has_codes = printed.country_codes or (item.get("country_codes") is not None and item.get("revision"))
    codes = printed.country_codes if has_codes else None
    values["countries"] = _countries(printed.countries, codes, places)
    values["extra"] = _extra(item, place)
    record = _converted(values, PracticeRecord, place)
    _check_revision(record.revision, place)
    _check_moment(record.changed_at, f"{place}.changed_at")
    return _identified(record, place, *_parts_of_practice(record))


def _parts_of_practice(record: PracticeRecord) -> tuple[str, ...]:
    return "practice", record.title, record.summary, *(country.printed for country in record.countries)


def has_own_id(record: PracticeRecord) -> bool:
    """Tell whether a practice has an identity of its own, none that was derived from what it says."""
    return record.id != derived_id(*_parts_of_practice(record))


def _check_revision(revision: int, place: str) -> None:
    if not 0 <= revision < 2**31:
        raise Fault(f"{place}.revision", "a whole number from 0 to 2147483647")


def _check_moment(value: str, place: str) -> None:
    if value and not is_moment(value):
        raise Fault(place, "a moment in UTC such as 2026-03-31T12:00:00Z")


def _countries(printed: tuple[str, ...], codes: tuple[str, ...] | None, places: Places) -> tuple[Country, ...]:
    """Set each code beside the place that it is of: one each in order, else the place whose name resolves to it.

    Without ``codes`` the names are resolved like those of a paper.
    """
    if codes is None:
        found = map(places.find, printed)
        return tuple(Country(name, place.code if place else "") for name, place in zip(printed, found, strict=True))
    if len(printed) == len(codes):
        return tuple(map(Country, printed, codes))
    left = list(codes)
    resolved = []
    for name in printed:
        place = places.find(name)
        code = place.code if place is not None and place.code in left else ""
        if code:
            left.remove(code)
        resolved.append(code)
    rest = iter(left)
    return tuple(Country(name, code or next(rest, "")) for name, code in zip(printed, resolved, strict=True))


def _extra(item: Item, place: str) -> tuple[tuple[str, str], ...]:
    """Return the extra labels, then every key that the format does not know: nothing is dropped."""
    labels = _texts(item, "extra", place)
    unknown = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in item.items()
        if key not in PRACTICE_KEYS and key not in labels
    }
    return tuple((labels | unknown).items())


def _texts(item: Item, key: str, place: str) -> dict[str, str]:
    """Return an object whose values are texts; absent is empty."""
    if not item.get(key):
        return {}
    values = _converted(item[key], dict[str, Any], f"{place}.{key}")
    return {
        name: _converted(value, str, f"{place}.{key}.{name}") for name, value in values.items() if value is not None
    }


def _names(item: Item, place: str) -> tuple[tuple[str, str], ...]:
    """Return names by language, in the order of the languages."""
    names = _texts(item, "names", place)
    return tuple((language, names[language]) for language in sorted(names) if language and names[language])


def _roundtable(item: Item, place: str) -> RoundtableRecord:
    known = {key: value for key, value in item.items() if key != "annex_options"}
    record = _converted(_present(known), RoundtableRecord, place)
    _check_code(record.code, f"{place}.code")
    record = _identified(record, place, "roundtable", record.code, record.meeting)
    if record.deadline and not is_date(record.deadline):
        raise Fault(f"{place}.deadline", "a date such as 2026-03-31, or left out")
    return replace(
        record,
        annex_options=_converted(item.get("annex_options") or {}, AnnexOptions, f"{place}.annex_options"),
        guiding_questions=tuple(
            _identified(question, f"{place}.guiding_questions[{n}]", "question", record.id, question.text)
            for n, question in enumerate(record.guiding_questions)
        ),
        possible_measures=tuple(
            _identified(measure, f"{place}.possible_measures[{n}]", "measure", record.id, measure.text)
            for n, measure in enumerate(record.possible_measures)
        ),
    )


def _mapping(kind: type[T], item: Item, place: str) -> T:
    """Convert what names a practice's question or measure, exactly one of them."""
    values = _present(item)
    if ("guiding_question" in values) == ("possible_measure" in values):
        raise Fault(f"{place}.guiding_question", "given, or else possible_measure: exactly one of them")
    return _converted(values, kind, place)


def _gap(item: Item, place: str, roundtable: RoundtableRecord) -> GapRecord:
    record = _mapping(GapRecord, item, place)
    for name, targets in (
        ("guiding_question", roundtable.guiding_questions),
        ("possible_measure", roundtable.possible_measures),
    ):
        target = getattr(record, name)
        if target and target not in {known.id for known in targets}:
            raise Fault(f"{place}.{name}", f"one of this roundtable's {name.replace('_', ' ')}s, not {target}")
    for name in ("asked_on", "due"):
        if (date := getattr(record, name)) and not is_date(date):
            raise Fault(f"{place}.{name}", "a date such as 2026-03-31")
    _check_moment(record.closed_at, f"{place}.closed_at")
    if record.state not in GAP_STATES:
        raise _not_among(GAP_STATES, f"{place}.state")
    parts = (record.guiding_question, record.possible_measure, record.asked, record.asked_on, record.due)
    return _identified(record, place, "gap", *parts)


class _Term(msgspec.Struct):
    kind: TermKind
    term: str
    aliases: tuple[str, ...] = ()


def _term(item: Item, place: str) -> Term:
    term = _converted(_present(item), _Term, place)
    return Term(term.kind, term.term, term.aliases, _names(item, place))


def _place(item: Item, place: str) -> PlaceRecord:
    record = _converted(_present(item) | {"names": _names(item, place)}, PlaceRecord, place)
    for code in (record.code, *record.members):
        _check_code(code, place)
    if record.members and standard_places().by_code(record.code) is not None:
        expected = "absent: only a place of the workspace's own is a group with members of its choice"
        raise Fault(f"{place}.members", expected)
    return record


def _handover(item: Item, place: str) -> HandoverRecord:
    record = _converted(_present(item), HandoverRecord, place)
    _check_moment(record.at, f"{place}.at")
    for number, handed in enumerate(record.practices):
        _check_revision(handed.revision, f"{place}.practices[{number}]")
    return _identified(record, place, "handover", record.at, record.code, record.file)
