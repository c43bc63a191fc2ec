"""The JSON exchange: everything out, the same back in, and every fault named by its place."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roundtable import exports, imports
from roundtable.errors import InputError
from roundtable.exchange import json_file
from roundtable.practices import practice_edits
from roundtable.records.annex_options import AnnexOptions
from roundtable.records.collection import Collection
from roundtable.records.intake import Intake
from roundtable.records.practice import Country, Partner, PracticeRecord
from roundtable.records.vocabulary import PlaceRecord
from roundtable.vocabulary import place_edits, place_store, term_edits
from roundtable.workspace import Workspace
from tests import samples


def _write(file: Path, document: object) -> Path:
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_a_collection_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    json_file.write(samples.COLLECTION, tmp_path / "a.json")
    assert json_file.read(tmp_path / "a.json") == samples.COLLECTION


@given(st.lists(samples.practices(), max_size=3, unique_by=lambda record: record.id))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, records: list[PracticeRecord]) -> None:
    file = tmp_path_factory.mktemp("json") / "a.json"
    # One without a revision is another program's, whose places get their codes when they are read.
    saved = tuple(replace(record, revision=1) for record in records)
    json_file.write(Collection(practices=saved), file)
    first = file.read_bytes()
    json_file.write(json_file.read(file), file)
    assert file.read_bytes() == first


def test_export_import_into_an_empty_workspace_and_export_again_gives_the_same_bytes(
    workspace: Workspace, tmp_path: Path
) -> None:
    json_file.write(samples.COLLECTION, tmp_path / "a.json")
    imports.import_files(workspace, [tmp_path / "a.json"])
    exports.exchange(workspace, tmp_path / "b.json")
    with Workspace.open(tmp_path / "second.roundtable", create=True) as second:
        imports.import_files(second, [tmp_path / "b.json"])
        exports.exchange(second, tmp_path / "c.json")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    assert len(json_file.read(tmp_path / "b.json").practices) == len(samples.COLLECTION.practices)


def test_options_of_an_annex_travel_where_they_are_not_as_usual(workspace: Workspace, tmp_path: Path) -> None:
    chosen = AnnexOptions(style="compact", is_numbered=False, fields=("summary",))
    [plain] = samples.COLLECTION.roundtables
    json_file.write(
        replace(samples.COLLECTION, roundtables=(replace(plain, annex_options=chosen),)), tmp_path / "a.json"
    )
    [written] = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["roundtables"]
    assert written["annex_options"] == {"style": "compact", "is_numbered": False, "fields": ["summary"]}
    imports.import_files(workspace, [tmp_path / "a.json"])
    exports.exchange(workspace, tmp_path / "b.json")
    assert json_file.read(tmp_path / "b.json").roundtables[0].annex_options == chosen


def test_the_keys_are_the_contracts_in_its_order(tmp_path: Path) -> None:
    json_file.write(samples.COLLECTION, tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert list(document) == ["format", "roundtables", "practices", "mappings", "vocabulary"]
    assert list(document["practices"][2]) == [
        *("id", "title", "countries", "country_codes", "partners", "thematic_areas", "tags", "summary"),
        *("web_links", "extra", "status", "notes", "revision", "changed_at"),
    ]
    assert document["practices"][0]["countries"] == ["Perú", "diaspora destination countries"]
    assert document["practices"][0]["country_codes"] == ["PER"]
    assert document["roundtables"][0]["annex"][1] == {"practice": samples.WELLS.id, "guiding_question": None}


@pytest.mark.parametrize(
    ("codes", "resolved"),
    [
        ({}, ["GHA", "", "CIV"]),
        ({"country_codes": None}, ["GHA", "", "CIV"]),
        ({"country_codes": []}, ["GHA", "", "CIV"]),
        ({"country_codes": [], "revision": 2}, ["", "", ""]),
    ],
)
def test_places_without_codes_are_resolved_where_the_file_holds_none(
    codes: dict[str, object], resolved: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    practice = {"title": "A", "countries": ["Ghana", "the diaspora", "Côte d’Ivoire"], **codes}
    file.write_text(json.dumps({"format": "roundtable/1", "practices": [practice]}), encoding="utf-8")
    [record] = json_file.read(file).practices
    assert [country.code for country in record.countries] == resolved


def test_codes_find_their_places_again_when_some_places_have_none(tmp_path: Path) -> None:
    practice = {"countries": ["countries of the region", "Ghana", "Perú"], "country_codes": ["GHA", "PER"]}
    file = _write(tmp_path / "a.json", {"format": "roundtable/1", "practices": [practice]})
    assert json_file.read(file).practices[0].countries == (
        Country("countries of the region"),
        Country("Ghana", "GHA"),
        Country("Perú", "PER"),
    )


def test_unknown_keys_of_a_practice_are_kept_as_extra_labels(tmp_path: Path) -> None:
    practice = {"title": "x", "colour": "blue", "scores": [1, 2], "extra": {"Timeframe": "2010"}}
    file = _write(tmp_path / "a.json", {"format": "roundtable/1", "practices": [practice]})
    extra = json_file.read(file).practices[0].extra
    assert extra == (("Timeframe", "2010"), ("colour", "blue"), ("scores", "[1, 2]"))


def test_a_practice_without_identity_gets_the_same_one_every_time(tmp_path: Path) -> None:
    file = _write(tmp_path / "a.json", {"format": "roundtable/1", "practices": [{"title": "x", "summary": "y"}]})
    assert json_file.read(file).practices[0].id == json_file.read(file).practices[0].id != ""


IDENTITY = samples.WELLS.id


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ([], "not a Roundtable exchange file"),
        ({"format": "other"}, "not a Roundtable exchange file"),
        ({"format": "roundtable/2"}, "newer version"),
        ({"practices": "x"}, "practices should be a list"),
        ({"practices": ["x"]}, r"practices\[0\] should be an object"),
        ({"practices": [{"title": 7}]}, r"practices\[0\]\.title should be a text"),
        ({"practices": [{"title": "a\0b"}]}, r"practices\[0\]\.title should be free of NUL"),
        ({"practices": [{"tags": [None]}]}, r"practices\[0\]\.tags\[0\] should be a text"),
        ({"practices": [{"partners": [{"role": "boss"}]}]}, r"practices\[0\]\.partners\[0\]\.role should be one of"),
        ({"practices": [{"extra": [1]}]}, r"practices\[0\]\.extra should be"),
        ({"practices": [{"revision": "1"}]}, r"practices\[0\]\.revision should be a whole number"),
        ({"practices": [{"id": "x"}]}, r"practices\[0\]\.id should be a UUID"),
        ({"practices": [{"id": IDENTITY}, {"id": IDENTITY}]}, r"practices\[1\]\.id should be its own"),
        ({"practices": [{"image": {"data": "%"}}]}, r"practices\[0\]\.image\.data should be base64"),
        ({"roundtables": [{"title": "x"}]}, r"roundtables\[0\]\.code should be filled"),
        (
            {"roundtables": [{"code": "x", "annex_options": {"style": "tiny"}}]},
            r"annex_options\.style should be one of",
        ),
        ({"roundtables": [{"code": "x", "annex_options": {"fields": ["x"]}}]}, r"fields\[0\] should be one of"),
        (
            {"roundtables": [{"code": "x", "annex_options": {"word_limit": "x"}}]},
            r"word_limit should be a whole number",
        ),
        ({"roundtables": [{"code": "x", "annex_options": [1]}]}, r"annex_options should be an object"),
        ({"mappings": [{"practice": IDENTITY}]}, r"mappings\[0\]\.guiding_question should be given"),
        ({"vocabulary": [{"term": "x", "kind": "fish"}]}, r"vocabulary\[0\]\.kind should be one of"),
    ],
)
def test_every_fault_is_named_by_its_place(tmp_path: Path, document: Any, complaint: str) -> None:
    if isinstance(document, dict):
        document = {"format": "roundtable/1", **document}
    with pytest.raises(InputError, match=complaint):
        json_file.read(_write(tmp_path / "a.json", document))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "line 1, column 1"),
        (b'{"format": ', "line 1, column"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        ('{"format": "roundtable/1"}'.encode("utf-16"), "not UTF-8 text"),
        (b'{"format": "roundtable/1", "format": "roundtable/1"}', "not a Roundtable exchange file"),
    ],
)
def test_a_file_that_is_no_json_says_where_it_breaks(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(InputError, match=complaint):
        json_file.read(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("practice", "complaint"),
    [
        (r'"title": "\ud800"', r"practices\[0\]\.title should be free of NUL and half characters"),
        (r'"extra": {"a\u0000": "b"}', r"practices\[0\]\.extra should be free of NUL and half characters"),
        ('"revision": ' + "9" * 6000, r"practices\[0\]\.revision should be a number of fewer digits"),
        ('"revision": ' + "9" * 60, r"practices\[0\]\.revision should be a whole number from 0 to"),
        ('"colour": NaN', r"practices\[0\]\.colour should be a number, not NaN"),
        ('"tags": [], "tags": ["Gender"]', r"practices\[0\]\.tags should be there only once"),
    ],
)
def test_json_that_no_record_can_hold_is_refused_with_its_place(tmp_path: Path, practice: str, complaint: str) -> None:
    (tmp_path / "a.json").write_text(f'{{"format": "roundtable/1", "practices": [{{{practice}}}]}}', encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        json_file.read(tmp_path / "a.json")


def test_null_and_empty_values_are_absent_ones(tmp_path: Path) -> None:
    partners = [{"name": "Ministry", "role": None}]
    practice = {"id": IDENTITY, "title": None, "partners": partners, "tags": None, "extra": [], "status": ""}
    file = _write(tmp_path / "a.json", {"format": "roundtable/1", "practices": [practice], "mappings": None})
    assert json_file.read(file).practices == (PracticeRecord(id=IDENTITY, partners=(Partner("Ministry"),)),)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.json"):
        json_file.read(tmp_path / "absent.json")


def test_places_and_names_in_other_languages_make_the_round_trip(workspace: Workspace, tmp_path: Path) -> None:
    json_file.write(samples.COLLECTION, tmp_path / "a.json")
    imports.import_files(workspace, [tmp_path / "a.json"])
    place_edits.add(workspace, "diaspora destination countries")
    place_edits.set_names(
        workspace, "X-DIASPORA-DESTINATION-COUNTRIES", {"fr": "pays de la diaspora", "es": "diáspora"}
    )
    place_edits.set_aliases(workspace, "PER", ["Tawantinsuyu", "Piruw"])
    [gender] = [row for row in term_edits.listing(workspace, "tag") if row.name == "Gender"]
    term_edits.set_names(workspace, gender.id, {"fr": "Genre"})
    exports.exchange(workspace, tmp_path / "b.json")
    with Workspace.open(tmp_path / "second.roundtable", create=True) as second:
        imports.import_files(second, [tmp_path / "b.json"])
        exports.exchange(second, tmp_path / "c.json")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    document = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert document["places"] == [
        {"code": "PER", "name": None, "aliases": ["Tawantinsuyu", "Piruw"], "names": {}},
        {
            "code": "X-DIASPORA-DESTINATION-COUNTRIES",
            "name": "diaspora destination countries",
            "aliases": [],
            "names": {"es": "diáspora", "fr": "pays de la diaspora"},
        },
    ]
    [term] = [term for term in document["vocabulary"] if term["term"] == "Gender"]
    assert term["names"] == {"fr": "Genre"}
    assert "names" not in document["vocabulary"][0]


def test_places_of_a_file_join_those_that_are_here_under_the_names_they_have_here(workspace: Workspace) -> None:
    place_edits.add(workspace, "Utopia")
    place_edits.set_aliases(workspace, "GHA", ["Gold Coast"])
    given = (PlaceRecord("GHA", "", ("Goldküste",)), PlaceRecord("X-UTOPIA", "Nowhere", (), (("fr", "Utopie"),)))
    collection = Collection(practices=(samples.WELLS,), places=given)
    practice_edits.create(workspace, samples.NURSES)
    imports.take_in(workspace, [Intake(file="f", kind="json", collection=collection)])
    with workspace.reading() as connection:
        assert place_store.records(connection) == (
            PlaceRecord("GHA", "", ("Gold Coast", "Goldküste")),
            PlaceRecord("X-UTOPIA", "Utopia", ("Nowhere",), (("fr", "Utopie"),)),
        )


def test_members_of_a_group_travel_and_join_those_that_are_here(workspace: Workspace, tmp_path: Path) -> None:
    place_edits.add(workspace, "Countries of origin")
    place_edits.set_members(workspace, "X-COUNTRIES-OF-ORIGIN", ["PHL", "GHA"])
    exports.exchange(workspace, tmp_path / "a.json")
    [written] = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["places"]
    assert written["members"] == ["PHL", "GHA"]
    with Workspace.open(tmp_path / "other.roundtable", create=True) as other:
        practice_edits.create(other, samples.NURSES)
        place_edits.add(other, "Countries of origin")
        place_edits.set_members(other, "X-COUNTRIES-OF-ORIGIN", ["PER", "GHA"])
        imports.import_files(other, [tmp_path / "a.json"])
        with other.reading() as connection:
            assert place_store.members(connection) == {"X-COUNTRIES-OF-ORIGIN": ["PER", "GHA", "PHL"]}
    with Workspace.open(tmp_path / "empty.roundtable", create=True) as empty:
        imports.import_files(empty, [tmp_path / "a.json"])
        exports.exchange(empty, tmp_path / "b.json")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "a.json").read_bytes()


@pytest.mark.parametrize("members", [["GHA", 7], "GHA", {"GHA": 1}])
def test_members_that_are_no_list_of_codes_are_refused(members: object, tmp_path: Path) -> None:
    given = {"format": "roundtable/1", "places": [{"code": "X-1", "name": "Utopia", "members": members}]}
    (tmp_path / "a.json").write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(InputError, match="members"):
        json_file.read(tmp_path / "a.json")


def test_a_shipped_place_has_no_members_of_ones_choice(tmp_path: Path) -> None:
    given = {"format": "roundtable/1", "places": [{"code": "AFRICA", "members": ["PER"]}]}
    (tmp_path / "a.json").write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(InputError, match=r"places\[0\]\.members should be absent"):
        json_file.read(tmp_path / "a.json")


def test_a_code_stands_beside_the_place_that_the_file_itself_names(tmp_path: Path) -> None:
    practice = {"id": samples.WELLS.id, "countries": ["Mars", "Utopia"], "country_codes": ["X-1"]}
    places = [{"code": "X-1", "name": "Utopia"}]
    document = {"format": "roundtable/1", "practices": [practice], "places": places}
    [record] = json_file.read(_write(tmp_path / "a.json", document)).practices
    assert record.countries == (Country("Mars"), Country("Utopia", "X-1"))


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ({"places": [{"name": "Utopia"}]}, r"places\[0\].code should be filled"),
        ({"places": [{"code": "X-1", "names": ["fr"]}]}, r"places\[0\].names should be an object"),
        ({"vocabulary": [{"kind": "tag", "term": "a", "names": {"fr": 1}}]}, r"vocabulary\[0\].names.fr should be"),
    ],
)
def test_a_fault_in_places_and_names_is_named_by_its_place(tmp_path: Path, part: dict[str, Any], fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        json_file.read(_write(tmp_path / "a.json", {"format": "roundtable/1", **part}))


def test_a_deadline_travels_and_stays_where_a_file_has_none_or_another(workspace: Workspace, tmp_path: Path) -> None:
    [plain] = samples.COLLECTION.roundtables
    for name, deadline in (("a", "2031-05-09"), ("none", ""), ("later", "2032-01-01")):
        record = replace(plain, deadline=deadline)
        json_file.write(replace(samples.COLLECTION, roundtables=(record,)), tmp_path / f"{name}.json")
        report, _ = imports.import_files(workspace, [tmp_path / f"{name}.json"])
        assert report.files[0].differing_roundtables == ()
    exports.exchange(workspace, tmp_path / "b.json")
    assert json_file.read(tmp_path / "b.json").roundtables[0].deadline == "2031-05-09"


def test_a_deadline_that_is_no_date_is_refused(tmp_path: Path) -> None:
    document = {"format": "roundtable/1", "roundtables": [{"code": "x", "deadline": "May"}]}
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=r"deadline should be a date"):
        json_file.read(tmp_path / "a.json")
