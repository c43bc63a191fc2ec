"""What an import does to records that are new, known, changed here, changed there, or both."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from db import row_keys
from roundtable import imports
from roundtable.agenda import roundtable_store
from roundtable.errors import InputError
from roundtable.exchange import json_file, workspace_contents
from roundtable.exchange.decisions import Accept
from roundtable.history import undo_steps
from roundtable.import_report import FileReport, report_as_json
from roundtable.practices import practice_rows, practice_store
from roundtable.progress import Cancelled
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.intake import Conflict, FileKind, Intake
from roundtable.records.mapping import MappingRecord
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.vocabulary import place_edits
from roundtable.workspace import Workspace
from tests import samples


def _take_in(
    workspace: Workspace, collection: Collection, kind: FileKind = "json", accept: Accept | None = None
) -> FileReport:
    intake = Intake(file="file", kind=kind, collection=collection)
    report, _ = imports.take_in(workspace, [intake], accept=accept)
    return report.files[0]


def _edit(workspace: Workspace, record: PracticeRecord) -> None:
    with workspace.unit_of_work("Edit") as work:
        practice_store.save(work, row_keys.keys_by_uid(work.connection, [record.id])[record.id], record)


def _here(workspace: Workspace, uid: str) -> PracticeRecord:
    return workspace_contents.collected(workspace).practices_by_id()[uid]


WELLS_THERE = replace(samples.WELLS, summary="Clubs abroad pay for deeper wells.")
WELLS_HERE = replace(samples.WELLS, title="Wells for all of Ayacucho")
JUST_WELLS = Collection(practices=(samples.WELLS,))


def test_the_same_file_twice_changes_nothing(workspace: Workspace) -> None:
    assert _take_in(workspace, samples.COLLECTION).count("new") == 3
    steps = len(undo_steps.steps(workspace))
    again = _take_in(workspace, samples.COLLECTION)
    assert (again.count("unchanged"), again.count("new")) == (3, 0)
    assert len(undo_steps.steps(workspace)) == steps


def test_a_record_changed_only_in_the_file_is_updated(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    assert _take_in(workspace, Collection(practices=(WELLS_THERE,))).count("updated") == 1
    assert _here(workspace, samples.WELLS.id).summary == WELLS_THERE.summary
    assert _here(workspace, samples.WELLS.id).revision == 2


def test_a_record_changed_only_here_stays(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    _edit(workspace, WELLS_HERE)
    assert _take_in(workspace, JUST_WELLS).count("unchanged") == 1
    assert _here(workspace, samples.WELLS.id).title == WELLS_HERE.title


def test_different_fields_changed_here_and_there_are_both_taken(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    _edit(workspace, WELLS_HERE)
    assert _take_in(workspace, Collection(practices=(WELLS_THERE,))).count("updated") == 1
    here = _here(workspace, samples.WELLS.id)
    assert (here.title, here.summary) == (WELLS_HERE.title, WELLS_THERE.summary)
    assert _take_in(workspace, Collection(practices=(WELLS_THERE,))).count("unchanged") == 1


def test_a_field_changed_here_and_there_is_a_conflict_and_stays(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    _edit(workspace, replace(WELLS_HERE, summary="Clubs abroad dig."))
    report = _take_in(workspace, Collection(practices=(WELLS_THERE,)))
    assert report.count("conflict") == 1
    [conflict] = report.practices[0].conflicts
    assert conflict == Conflict("summary", "Clubs abroad dig.", WELLS_THERE.summary, samples.WELLS.summary)
    assert [problem.field for problem in report.practices[0].problems] == ["summary"]
    assert _here(workspace, samples.WELLS.id).summary == "Clubs abroad dig."


def test_a_conflict_is_taken_from_the_file_where_all_is_accepted(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    _edit(workspace, replace(WELLS_HERE, summary="Clubs abroad dig."))
    assert _take_in(workspace, Collection(practices=(WELLS_THERE,)), accept="all").count("updated") == 1
    assert _here(workspace, samples.WELLS.id).summary == WELLS_THERE.summary
    undo_steps.undo(workspace)
    assert _here(workspace, samples.WELLS.id).summary == "Clubs abroad dig."


def test_only_new_records_are_taken_where_only_new_is_accepted(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    report = _take_in(workspace, Collection(practices=(WELLS_THERE, samples.NURSES)), accept="new")
    assert (report.count("skipped"), report.count("new")) == (1, 1)
    assert _here(workspace, samples.WELLS.id).summary == samples.WELLS.summary


def test_a_paper_updates_what_it_prints_and_nothing_else(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS, kind="paper")
    noted = replace(WELLS_HERE, title=samples.WELLS.title, status="cleared", notes="mine", budget="40")
    _edit(workspace, noted)
    report = _take_in(workspace, Collection(practices=(WELLS_THERE,)), kind="paper", accept="all")
    assert report.count("updated") == 1
    here = _here(workspace, samples.WELLS.id)
    assert (here.summary, here.status, here.notes, here.budget) == (WELLS_THERE.summary, "cleared", "mine", "40")


def test_a_paper_updates_contact_objectives_targets_and_sources_where_it_names_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "paper.txt"
    record = "Title: Rain tanks\nCountry: Nauru\nSummary: Tanks stand behind every school.\n"
    details = (
        "GCM objectives: 15\n2030 Agenda targets: 10.7\nGFMD source(s): Ecuador 2019\nContact: Desk, desk@a.example\n"
    )
    for text, outcome in ((record, "new"), (record + details, "updated"), (record + details, "unchanged")):
        file.write_text(text, encoding="utf-8")
        [practice] = imports.import_files(workspace, [file])[0].files[0].practices
        assert practice.outcome == outcome
    file.write_text(record, encoding="utf-8")
    imports.import_files(workspace, [file])
    [kept] = workspace_contents.collected(workspace).practices
    assert (kept.contact, kept.sdg_targets, kept.gfmd_sources) == ("Desk, desk@a.example", ("10.7",), ("Ecuador 2019",))
    assert [objective[:3] for objective in kept.gcm_objectives] == ["15."]


def test_a_paper_finds_a_practice_by_its_title_and_places(workspace: Workspace) -> None:
    _take_in(workspace, JUST_WELLS)
    printed = replace(WELLS_THERE, id=derived_id("printed elsewhere"), title="WELLS FOR AYACUCHO")
    assert _take_in(workspace, Collection(practices=(printed,)), kind="paper").count("new") == 0
    elsewhere = replace(printed, countries=samples.NURSES.countries)
    assert _take_in(workspace, Collection(practices=(elsewhere,)), kind="paper").count("duplicate") == 1


def test_a_roundtable_keeps_the_annex_order_made_here_and_gains_new_practices(workspace: Workspace) -> None:
    _take_in(workspace, samples.COLLECTION)
    entries = (*samples.ROUNDTABLE.annex, AnnexEntry(samples.UNTITLED.id))
    more = replace(samples.COLLECTION, roundtables=(replace(samples.ROUNDTABLE, annex=entries[::-1]),))
    _take_in(workspace, more)
    [here] = workspace_contents.collected(workspace).roundtables
    assert here.annex == entries


def test_a_roundtable_changed_in_the_file_keeps_its_mappings(workspace: Workspace) -> None:
    _take_in(workspace, samples.COLLECTION)
    changed = replace(samples.ROUNDTABLE, title="Water, nurses and roads", sections=())
    _take_in(workspace, replace(samples.COLLECTION, roundtables=(changed,), mappings=()))
    everything = workspace_contents.collected(workspace)
    assert everything.roundtables[0].title == "Water, nurses and roads"
    assert everything.mappings == samples.COLLECTION.mappings


def test_a_known_roundtable_is_found_by_its_code(workspace: Workspace) -> None:
    _take_in(workspace, samples.COLLECTION)
    other = replace(samples.ROUNDTABLE, id=derived_id("other"), code="rt 9.1", annex=())
    _take_in(workspace, Collection(roundtables=(other,)))
    assert len(workspace_contents.collected(workspace).roundtables) == 1


def test_an_annex_without_a_code_joins_the_roundtable_that_is_named(workspace: Workspace) -> None:
    _take_in(workspace, samples.COLLECTION)
    annex = replace(
        samples.ROUNDTABLE, id=derived_id("annex"), code="", meeting="", annex=(AnnexEntry(samples.UNTITLED.id),)
    )
    collection = Collection(roundtables=(annex,), practices=(samples.UNTITLED,))
    intake = Intake(file="annex.txt", kind="annex", collection=collection)
    imports.take_in(workspace, [intake], roundtable="RT 9.1")
    [here] = workspace_contents.collected(workspace).roundtables
    assert here.annex[-1] == AnnexEntry(samples.UNTITLED.id)
    assert here.title == samples.ROUNDTABLE.title


def test_terms_are_kept_in_the_vocabularys_form(workspace: Workspace) -> None:
    printed = replace(samples.WELLS, thematic_areas=("Diaspora", "DIASPORAS"), tags=("Brain Drain", "Own Words"))
    _take_in(workspace, Collection(practices=(printed,)))
    here = _here(workspace, samples.WELLS.id)
    assert here.thematic_areas == ("Diasporas",)
    assert here.tags == ("Brain drain and brain gain", "Own Words")


def test_a_dry_run_reports_and_writes_nothing(workspace: Workspace) -> None:
    intake = Intake(file="file", kind="json", collection=samples.COLLECTION)
    report, change_set = imports.take_in(workspace, [intake], dry_run=True)
    assert report.files[0].count("new") == 3
    assert change_set.changes == ()
    assert practice_rows.count(workspace) == 0


def test_a_cancelled_import_leaves_nothing(workspace: Workspace) -> None:
    def cancel(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    intake = Intake(file="file", kind="json", collection=samples.COLLECTION)
    with pytest.raises(Cancelled):
        imports.take_in(workspace, [intake], progress=cancel)
    assert practice_rows.count(workspace) == 0


@pytest.mark.parametrize(
    "collection",
    [
        Collection(roundtables=(samples.ROUNDTABLE,)),
        Collection(mappings=samples.COLLECTION.mappings, roundtables=(replace(samples.ROUNDTABLE, annex=()),)),
        Collection(
            practices=(samples.WELLS,),
            mappings=(MappingRecord(practice=samples.WELLS.id, guiding_question=derived_id("nowhere")),),
        ),
    ],
)
def test_a_reference_to_nothing_is_named_and_nothing_is_taken_in(workspace: Workspace, collection: Collection) -> None:
    with pytest.raises(InputError, match="nothing was imported"):
        _take_in(workspace, collection)
    assert practice_rows.count(workspace) == 0


def test_a_mapping_to_a_measure_removed_here_is_left_out_with_a_note(workspace: Workspace) -> None:
    _take_in(workspace, samples.COLLECTION)
    with workspace.unit_of_work("Remove the measure") as work:
        keys = row_keys.keys_by_uid(work.connection, [samples.WELLS.id, samples.NURSES.id])
        roundtable_store.save(work, 1, replace(samples.ROUNDTABLE, possible_measures=()), keys)
    report = _take_in(workspace, samples.COLLECTION)
    assert [problem.message for problem in report.problems] == [
        "A mapping was left out: “pay for training” was removed here."
    ]
    assert all(mapping.guiding_question for mapping in workspace_contents.collected(workspace).mappings)


def test_one_bad_file_stops_all(workspace: Workspace, tmp_path: Path) -> None:
    json_file.write(samples.COLLECTION, tmp_path / "good.json")
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(InputError, match=r"bad\.json"):
        imports.import_files(workspace, [tmp_path / "good.json", tmp_path / "bad.json"])
    assert practice_rows.count(workspace) == 0


def test_an_unknown_suffix_is_named_with_what_can_be_read(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.odt.*\.txt, .*\.xlsx and \.json"):
        imports.import_files(workspace, [tmp_path / "paper.odt"])


def test_the_report_counts_what_it_lists(workspace: Workspace) -> None:
    report, _ = imports.take_in(workspace, [Intake(file="f", kind="json", collection=samples.COLLECTION)])
    file = json.loads(json.dumps(report_as_json(report)))["files"][0]
    assert (file["new"], file["conflicts"], len(file["practices"])) == (3, 0, 3)
    assert set(file["loss"]) == {"words_in", "words_mapped", "words_kept_as_note", "words_ignored", "ignored"}


def test_a_paper_is_read_with_the_places_of_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    place_edits.add(workspace, "Utopia and Erewhon")
    place_edits.set_aliases(workspace, "GHA", ["Gold Coast"])
    paper = tmp_path / "annex.txt"
    paper.write_text(
        "Title: Wells\nCountries: Utopia and Erewhon; Gold Coast; Atlantis\nSummary: Clubs abroad pay for wells.\n",
        encoding="utf-8",
    )
    imports.import_files(workspace, [paper])
    [record] = workspace_contents.collected(workspace).practices
    assert [(one.printed, one.code) for one in record.countries] == [
        ("Utopia and Erewhon", "X-UTOPIA-AND-EREWHON"),
        ("Gold Coast", "GHA"),
        ("Atlantis", ""),
    ]


def test_a_question_asked_again_at_another_meeting_is_that_roundtables_own(workspace: Workspace) -> None:
    _take_in(workspace, samples.COLLECTION)
    again = replace(samples.ROUNDTABLE, id=derived_id("next"), code="RT 1.2", meeting="Utopia 2032", annex=())
    mapped = MappingRecord(practice=samples.WELLS.id, guiding_question=samples.QUESTION.id, reason="again")
    later = Collection(roundtables=(again,), practices=(samples.WELLS,), mappings=(mapped,))
    _take_in(workspace, later)
    kept = workspace_contents.collected(workspace)
    first, second = kept.roundtables
    assert [q.text for q in first.guiding_questions] == [q.text for q in second.guiding_questions]
    assert not {q.id for q in first.guiding_questions} & {q.id for q in second.guiding_questions}
    [mapping] = [one for one in kept.mappings if one.reason == "again"]
    assert mapping.guiding_question == second.guiding_questions[0].id
    before = workspace_contents.collected(workspace)
    _take_in(workspace, later)
    assert workspace_contents.collected(workspace) == before


def test_a_measure_that_a_paper_prints_twice_is_taken_in_twice(workspace: Workspace, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "RT 1.1 Nurses\n\nGuiding questions\n1. What keeps nurses at home, and why is that so?\n\n"
        "Possible measures\n• Pay for training in every hospital.\n• Pay for training in every hospital.\n",
        encoding="utf-8",
    )
    imports.import_files(workspace, [paper])
    [roundtable] = workspace_contents.collected(workspace).roundtables
    assert [measure.text for measure in roundtable.possible_measures] == ["Pay for training in every hospital."] * 2
    imports.import_files(workspace, [paper])
    assert workspace_contents.collected(workspace).roundtables == (roundtable,)


def test_two_parts_of_one_identity_are_refused_with_both_places(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "twice.json"
    measure = {"id": derived_id("m"), "text": "pay"}
    document = {"format": "roundtable/1", "roundtables": [{"code": "A", "possible_measures": [measure, measure]}]}
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=r"possible_measures\[1\]\.id should be its own.*possible_measures\[0\]"):
        imports.import_files(workspace, [file])


@pytest.mark.parametrize(
    ("title", "typed_again"),
    [
        ("Migrants’ rights", "Migrants' rights"),
        ("Programme «\u00a0Éducation\u00a0»", 'Programme "E\u0301ducation"'),
        ("Skills — for all.", "Skills - for all"),
        ("創業支援。", "創業支援"),
    ],
)
def test_an_exchange_file_without_identities_finds_a_practice_by_its_title_as_typed(
    workspace: Workspace, tmp_path: Path, title: str, typed_again: str
) -> None:
    first, again = (_written(tmp_path / f"{n}.json", {"title": one}) for n, one in enumerate((title, typed_again)))
    imports.import_files(workspace, [first])
    report, _ = imports.import_files(workspace, [again])
    assert report.files[0].count("new") == 0


def test_an_exchange_file_with_identities_keeps_practices_of_one_title_apart(
    workspace: Workspace, tmp_path: Path
) -> None:
    files = [_written(tmp_path / f"{n}.json", {"title": "One title", "id": str(UUID(int=n))}) for n in (1, 2)]
    report, _ = imports.import_files(workspace, files)
    assert [file.count("new") for file in report.files] == [1, 1]


def _written(file: Path, practice: dict[str, str]) -> Path:
    known = {"summary": "The same words.", "countries": ["Ghana"]}
    file.write_text(json.dumps({"format": "roundtable/1", "practices": [practice | known]}), encoding="utf-8")
    return file
