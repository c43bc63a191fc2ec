"""Read the JSON exchange's values into records, naming the place of every fault.

Takes parsed JSON; must not read files.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast, overload
from uuid import UUID

from roundtable.errors import InputError
from roundtable.records.collection import Collection
from roundtable.records.dates import is_date
from roundtable.records.handover import HANDOVER_KINDS, HandedPractice, HandoverKind, HandoverRecord
from roundtable.records.identity import derived_id
from roundtable.records.mapping import GAP_STATES, GapRecord, MappingRecord, RefusalRecord
from roundtable.records.practice import (
    OPTIONAL_LISTS,
    OPTIONAL_TEXTS,
    ROLES,
    STATUSES,
    Country,
    Image,
    Partner,
    PracticeRecord,
    Role,
    Status,
    Translation,
)
from roundtable.records.roundtable import (
    AnnexEntry,
    Footnote,
    GuidingQuestion,
    PossibleMeasure,
    RoundtableRecord,
    Section,
)
from roundtable.records.vocabulary import PlaceRecord, Term, TermKind
from roundtable.vocabulary.place_lookup import Places, extended, standard_places

_PRACTICE_KEYS = frozenset(
    {"id", "title", "countries", "country_codes", "partners", "thematic_areas", "tags", "summary", "web_links"}
    | {"extra", "status", "notes", "revision", "changed_at", "image", "translations", *OPTIONAL_LISTS, *OPTIONAL_TEXTS}
)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Node:
    """Hold one JSON object and where it stands, so that every complaint names its place."""

    values: dict[str, Any]
    place: str
    file: str

    def fault(self, key: str, expected: str) -> InputError:
        """Make the error for a value that is not what the format says."""
        return InputError(
            f"“{self.file}”: {self.place}{'.' if self.place else ''}{key} should be {expected}.",
            "Export the file again, or mend it there; nothing was taken in.",
        )

    def text(self, key: str) -> str:
        """Return a text; absent is empty."""
        value = self.values.get(key)
        if value is None or value == "":
            return ""
        if not isinstance(value, str):
            raise self.fault(key, "a text")
        return self._sound(key, value)

    def _sound(self, key: str, value: str) -> str:
        if "\0" in value or (not value.isascii() and _HALF_CHARACTER.search(value)):
            raise self.fault(key, "free of NUL and half characters")
        return value

    @overload
    def items(self, key: str, kind: type[str]) -> tuple[str, ...]: ...
    @overload
    def items(self, key: str, kind: type[dict[str, Any]]) -> tuple["Node", ...]: ...
    def items(self, key: str, kind: Any) -> tuple[Any, ...]:
        """Return a list of texts, or of objects as nodes; absent is empty."""
        value = self.values.get(key)
        if value is None or value == []:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise self.fault(key, "a list of texts" if kind is str else "a list of objects")
        if kind is str:
            self._sound(key, "".join(value))
            return tuple(value)
        prefix = f"{self.place}.{key}" if self.place else key
        return tuple(Node(item, f"{prefix}[{number}]", self.file) for number, item in enumerate(value))

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the words; absent is the default."""
        value = self.values.get(key) or default
        if value not in choices:
            raise self.fault(key, "one of " + ", ".join(f"“{choice}”" for choice in choices))
        return cast("str", value)

    def number(self, key: str) -> int:
        """Return a whole number from 0; absent is 0."""
        value = self.values.get(key)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
            raise self.fault(key, "a whole number")
        return value


def collection_of(document: Any, file: str) -> Collection:
    """Turn the parsed document into records.

    Raises InputError for another or newer format and for every value that is not what the format says.
    """
    _check_format(document, file)
    root = Node(document, "", file)
    own = tuple(_place(node) for node in root.items("places", dict))
    places = extended(own)
    practices = _unique(root, "practices", tuple(_practice(node, places) for node in root.items("practices", dict)))
    roundtables = _unique(root, "roundtables", tuple(_roundtable(node) for node in root.items("roundtables", dict)))
    _check_parts(root)
    gaps = (
        _gap(part, record)
        for node, record in zip(root.items("roundtables", dict), roundtables, strict=True)
        for part in node.items("gaps", dict)
    )
    return Collection(
        roundtables=roundtables,
        practices=practices,
        mappings=tuple(_mapping(node) for node in root.items("mappings", dict)),
        refusals=tuple(_refusal(node) for node in root.items("refusals", dict)),
        gaps=_unique(root, "gaps", tuple(gaps)),
        vocabulary=tuple(_term(node) for node in root.items("vocabulary", dict)),
        places=own,
        handovers=_unique(root, "handovers", tuple(_handover(node) for node in root.items("handovers", dict))),
    )


def _check_parts(root: Node) -> None:
    """Make sure that no two questions or measures of the file have the same identity."""
    seen: dict[str, str] = {}
    for roundtable in root.items("roundtables", dict):
        for part in (*roundtable.items("guiding_questions", dict), *roundtable.items("possible_measures", dict)):
            if (uid := part.text("id")) and seen.setdefault(uid, part.place) != part.place:
                raise part.fault("id", f"its own: {seen[uid]} has the same")


def _check_format(document: Any, file: str) -> None:
    name = document.get("format") if isinstance(document, dict) else None
    if name == "roundtable/1":
        return
    if isinstance(name, str) and name.startswith("roundtable/"):
        raise InputError(
            f"“{file}” was written by a newer version of Roundtable (format {name}; this version reads roundtable/1).",
            "Update Roundtable, or export the file from there in an older format.",
        )
    raise InputError(
        f'“{file}” is JSON, but not a Roundtable exchange file (it has no "format": "roundtable/1").',
        "Export it with “roundtable export FILE.json”.",
    )


Record = TypeVar("Record", PracticeRecord, RoundtableRecord, HandoverRecord, GapRecord)


def _unique(root: Node, key: str, records: tuple[Record, ...]) -> tuple[Record, ...]:
    seen: dict[str, int] = {}
    for number, record in enumerate(records):
        if record.id in seen:
            raise root.fault(f"{key}[{number}].id", f"its own: {key}[{seen[record.id]}] has the same")
        seen[record.id] = number
    return records


def _practice(node: Node, places: Places) -> PracticeRecord:
    title, summary = node.text("title"), node.text("summary")
    printed = node.items("countries", str)
    optional: dict[str, Any] = {name: node.text(name) for name in OPTIONAL_TEXTS}
    optional |= {name: node.items(name, str) for name in OPTIONAL_LISTS}
    return PracticeRecord(
        id=_identity(node, "practice", title, summary, *printed),
        title=title,
        countries=_countries(printed, node.items("country_codes", str), places),
        partners=tuple(
            Partner(item.text("name"), cast("Role", item.choice("role", ROLES, "partner")))
            for item in node.items("partners", dict)
        ),
        thematic_areas=node.items("thematic_areas", str),
        tags=node.items("tags", str),
        summary=summary,
        web_links=node.items("web_links", str),
        extra=_extra(node),
        status=cast("Status", node.choice("status", STATUSES, "draft")),
        notes=node.text("notes"),
        revision=node.number("revision"),
        changed_at=node.text("changed_at"),
        image=_image(node),
        translations=tuple(_translation(part) for part in node.items("translations", dict)),
        **optional,
    )


def _identity(node: Node, *otherwise: str) -> str:
    """Return the record's identity; a record from elsewhere without one gets the same at every import."""
    given = node.text("id")
    if not given:
        return derived_id(*otherwise)
    try:
        return str(UUID(given))
    except ValueError as error:
        raise node.fault("id", "a UUID") from error


def _countries(printed: tuple[str, ...], codes: tuple[str, ...], places: Places) -> tuple[Country, ...]:
    """Set each code beside the place that it is of: one each in order, else the place whose name resolves to it."""
    if len(printed) == len(codes):
        return tuple(Country(*pair) for pair in zip(printed, codes, strict=True))
    left = list(codes)
    countries = []
    for name in printed:
        place = places.find(name)
        code = place.code if place is not None and place.code in left else ""
        if code:
            left.remove(code)
        countries.append(Country(name, code))
    rest: Iterator[str] = iter(left)
    return tuple(country if country.code else Country(country.printed, next(rest, "")) for country in countries)


def _extra(node: Node) -> tuple[tuple[str, str], ...]:
    """Return the extra labels, then every key that the format does not know: nothing is dropped."""
    given = node.values.get("extra") or {}
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise node.fault("extra", "an object of texts")
    labels = Node(given, f"{node.place}.extra", node.file)
    known = [(label, labels.text(label)) for label in given]
    unknown = [
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in node.values.items()
        if key not in _PRACTICE_KEYS
    ]
    return (*known, *((key, value) for key, value in unknown if key not in given))


def _image(node: Node) -> Image | None:
    given = node.values.get("image")
    if not given:
        return None
    if not isinstance(given, dict):
        raise node.fault("image", "an object")
    image = Node(given, f"{node.place}.image", node.file)
    try:
        data = base64.b64decode(image.text("data"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise image.fault("data", "base64") from error
    return Image(image.text("name"), image.text("media_type"), data)


def _translation(node: Node) -> Translation:
    language = node.text("language")
    if not language:
        raise node.fault("language", "filled")
    return Translation(
        language=language,
        title=node.text("title"),
        summary=node.text("summary"),
        original_title=node.text("original_title"),
        original_summary=node.text("original_summary"),
    )


def _roundtable(node: Node) -> RoundtableRecord:
    code = node.text("code")
    if not code:
        raise node.fault("code", "filled: it names the roundtable")
    identity = _identity(node, "roundtable", code, node.text("meeting"))
    return RoundtableRecord(
        id=identity,
        code=code,
        title=node.text("title"),
        meeting=node.text("meeting"),
        dates=node.text("dates"),
        co_chairs=node.text("co_chairs"),
        team=node.text("team"),
        expected_outcome=node.text("expected_outcome"),
        linked_roundtables=node.items("linked_roundtables", str),
        sections=tuple(Section(part.text("heading"), part.text("text")) for part in node.items("sections", dict)),
        footnotes=tuple(Footnote(part.text("mark"), part.text("text")) for part in node.items("footnotes", dict)),
        annex_introduction=node.text("annex_introduction"),
        guiding_questions=tuple(
            GuidingQuestion(
                id=_identity(part, "question", identity, part.text("text")),
                text=part.text("text"),
                issue_area=part.text("issue_area"),
                illustration=part.text("illustration"),
            )
            for part in node.items("guiding_questions", dict)
        ),
        possible_measures=tuple(
            PossibleMeasure(id=_identity(part, "measure", identity, part.text("text")), text=part.text("text"))
            for part in node.items("possible_measures", dict)
        ),
        annex=tuple(
            AnnexEntry(entry.text("practice"), entry.text("guiding_question")) for entry in node.items("annex", dict)
        ),
    )


def _target(node: Node) -> dict[str, str]:
    target = {name: node.text(name) for name in ("guiding_question", "possible_measure")}
    if all(target.values()) or not any(target.values()):
        raise node.fault("guiding_question", "given, or else possible_measure: exactly one of them")
    return target


def _mapping(node: Node) -> MappingRecord:
    return MappingRecord(practice=node.text("practice"), **_target(node), reason=node.text("reason"))


def _refusal(node: Node) -> RefusalRecord:
    return RefusalRecord(practice=node.text("practice"), **_target(node))


def _gap(node: Node, roundtable: RoundtableRecord) -> GapRecord:
    target = _target(node)
    known = {
        "guiding_question": {question.id for question in roundtable.guiding_questions},
        "possible_measure": {measure.id for measure in roundtable.possible_measures},
    }
    for name, given in target.items():
        if given and given not in known[name]:
            raise node.fault(name, f"one of this roundtable's {name.replace('_', ' ')}s, not {given}")
    texts = {name: node.text(name) for name in ("asked", "asked_on", "owner", "due", "note", "closed_at")}
    for name in ("asked_on", "due"):
        if texts[name] and not is_date(texts[name]):
            raise node.fault(name, "a date such as 2026-03-31")
    if texts["closed_at"] and not _MOMENT.fullmatch(texts["closed_at"]):
        raise node.fault("closed_at", "a moment in UTC such as 2026-03-31T12:00:00Z")
    state = node.choice("state", GAP_STATES, GAP_STATES[0])
    told = (texts[name] for name in ("asked", "asked_on", "due"))
    return GapRecord(id=_identity(node, "gap", *target.values(), *told), **target, state=state, **texts)


def _term(node: Node) -> Term:
    name = node.text("term")
    if not name:
        raise node.fault("term", "filled")
    kind = cast("TermKind", node.choice("kind", ("thematic_area", "tag")))
    return Term(kind, name, node.items("aliases", str), _names(node))


def _place(node: Node) -> PlaceRecord:
    code = node.text("code")
    if not code:
        raise node.fault("code", "filled: practices name the place by it")
    members = node.items("members", str)
    if members and standard_places().by_code(code) is not None:
        raise node.fault("members", "absent: only a place of the workspace's own is a group with members of its choice")
    return PlaceRecord(code, node.text("name"), node.items("aliases", str), _names(node), members)


def _names(node: Node) -> tuple[tuple[str, str], ...]:
    """Return names by language, in the order of the languages."""
    given = node.values.get("names") or {}
    if not isinstance(given, dict):
        raise node.fault("names", "an object of texts")
    names = Node(given, f"{node.place}.names", node.file)
    return tuple((language, name) for language in sorted(given) if language and (name := names.text(language)))


def _handover(node: Node) -> HandoverRecord:
    at, code, file = node.text("at"), node.text("code"), node.text("file")
    if not at:
        raise node.fault("at", "filled: it says when this was handed over")
    return HandoverRecord(
        id=_identity(node, "handover", at, code, file),
        at=at,
        author=node.text("author"),
        kind=cast("HandoverKind", node.choice("kind", HANDOVER_KINDS)),
        roundtable=node.text("roundtable"),
        code=code,
        language=node.text("language"),
        file=file,
        practices=tuple(
            HandedPractice(part.text("practice"), part.number("revision")) for part in node.items("practices", dict)
        ),
    )
