"""The records within an annex: what is handed on with it, and what comes back from files of every condition."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable import imports
from roundtable.annex.document import build
from roundtable.annex_pdf import pdf
from roundtable.errors import InputError
from roundtable.exchange import annex_records, json_file, workspace_contents
from roundtable.records.collection import Collection
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import samples

HANDED_ON = annex_records.of_annex(samples.WITH_OPEN_ENDS)


def annex_with(
    file: Path, content: bytes, name: str = "records.json", encryption: pikepdf.Encryption | None = None
) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
        document.save(file, encryption=encryption)
    return file


def records_of(collection: Collection) -> bytes:
    return b"".join(json_file.encoded(collection))


def test_an_annex_hands_on_its_practices_and_nothing_internal() -> None:
    left_out = replace(samples.WELLS, id="5b0ad1f2-5a3c-4d0c-8d2e-6c1f3c2a9c11", title="In no annex")
    team = replace(samples.ROUNDTABLE, team="Ama, Kofi", deadline="2031-05-09")
    handed_on = annex_records.of_annex(
        replace(samples.WITH_OPEN_ENDS, roundtables=(team,), practices=(*samples.COLLECTION.practices, left_out))
    )
    placed = {entry.practice for entry in samples.ROUNDTABLE.annex}
    assert [one.id for one in handed_on.practices] == [
        one.id for one in samples.COLLECTION.practices if one.id in placed
    ]
    assert not any(one.notes or one.contact for one in handed_on.practices)
    assert not any(mapping.reason for mapping in handed_on.mappings)
    assert handed_on.roundtables[0].deadline == ""
    assert (handed_on.roundtables[0].team, handed_on.gaps, handed_on.refusals) == ("", (), ())
    assert handed_on.roundtables[0].annex == samples.ROUNDTABLE.annex


def test_the_records_of_an_annex_come_back_equal(tmp_path: Path, workspace: Workspace) -> None:
    file = annex_with(tmp_path / "annex.pdf", records_of(HANDED_ON))
    report, _ = imports.import_files(workspace, [file])
    assert (report.files[0].kind, report.files[0].count("new")) == ("annex", len(HANDED_ON.practices))
    here = annex_records.of_annex(workspace_contents.collected(workspace))
    assert json_file.practice_as_json(here.practices[0]) | {"revision": 0, "changed_at": ""} == (
        json_file.practice_as_json(HANDED_ON.practices[0]) | {"revision": 0, "changed_at": ""}
    )
    assert here.roundtables == HANDED_ON.roundtables
    assert set(here.mappings) == set(HANDED_ON.mappings)


@settings(max_examples=settings().max_examples // 2)
@given(st.lists(samples.practices(), max_size=3, unique_by=lambda one: one.id))
def test_any_text_in_any_field_comes_back_from_the_annex_that_prints_it(
    tmp_path_factory: pytest.TempPathFactory, practices: list[PracticeRecord]
) -> None:
    annex = replace(samples.ROUNDTABLE, guiding_questions=(), annex=tuple(AnnexEntry(one.id) for one in practices))
    handed_on = annex_records.of_annex(Collection(roundtables=(annex,), practices=tuple(practices)))
    file = tmp_path_factory.mktemp("annex") / "annex.pdf"
    pdf.write(build(annex, handed_on.practices_by_id()), file, records_of(handed_on))
    read = annex_records.read(file).collection
    assert records_of(read) == records_of(handed_on)


def test_an_annex_leaves_the_notes_and_contacts_that_are_here(tmp_path: Path, workspace: Workspace) -> None:
    noted = replace(samples.WELLS, notes="Ask again in May.", contact="ama@example.org", results="None yet.")
    here = replace(samples.COLLECTION, practices=(noted, *samples.COLLECTION.practices[1:]))
    json_file.write(here, tmp_path / "here.json")
    imports.import_files(workspace, [tmp_path / "here.json"])
    there = annex_records.of_annex(here)
    same = annex_with(tmp_path / "same.pdf", records_of(there))
    assert imports.import_files(workspace, [same])[0].files[0].count("unchanged") == len(there.practices)
    changed = tuple(replace(one, results="Ninety wells.") if one.id == noted.id else one for one in there.practices)
    newer = annex_with(tmp_path / "newer.pdf", records_of(replace(there, practices=changed)))
    assert imports.import_files(workspace, [newer])[0].files[0].count("updated") == 1
    after = workspace_contents.collected(workspace).practices_by_id()[noted.id]
    assert (after.results, after.notes, after.contact) == ("Ninety wells.", noted.notes, noted.contact)


def test_a_dry_run_of_an_annex_writes_nothing(tmp_path: Path, workspace: Workspace) -> None:
    file = annex_with(tmp_path / "annex.pdf", records_of(HANDED_ON))
    report, _ = imports.import_files(workspace, [file], dry_run=True)
    assert report.files[0].count("new") == len(HANDED_ON.practices)
    assert workspace_contents.collected(workspace).practices == ()


def test_an_annex_that_another_program_saved_again_still_has_its_records(tmp_path: Path) -> None:
    annex_with(tmp_path / "annex.pdf", records_of(HANDED_ON))
    protected = pikepdf.Encryption(owner="a", user="", allow=pikepdf.Permissions(modify_other=False))
    with pikepdf.open(tmp_path / "annex.pdf") as document:
        document.save(tmp_path / "again.pdf", linearize=True, encryption=protected)
    content = (tmp_path / "annex.pdf").read_bytes()
    listed = content.replace(b"/Filter /FlateDecode >>", b"/Filter[/FlateDecode]>>")
    assert listed != content
    (tmp_path / "listed.pdf").write_bytes(listed)
    for name in ("again.pdf", "listed.pdf"):
        assert annex_records.read(tmp_path / name).collection.practices == HANDED_ON.practices


def _damaged(file: Path) -> Path:
    file.write_bytes(b"%PDF-1.7\n1 0 obj << /Type /Catalog")
    return file


_FILE = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, EF=pikepdf.Dictionary(F=7))


def _of_wrong_shape(file: Path) -> Path:
    with pikepdf.new() as document:
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=["records.json", _FILE]))
        document.save(file)
    return file


PASSWORD = pikepdf.Encryption(owner="a", user="b")


@pytest.mark.parametrize(
    ("made", "cause"),
    [
        (lambda file: annex_with(file, b"{}", "other.json"), "holds no records.json"),
        (lambda file: annex_with(file, b"{}", encryption=PASSWORD), "is protected by a password"),
        (lambda file: annex_with(file, b"{"), "records.json” is not JSON"),
        (lambda file: annex_with(file, b"{}"), "records.json” is JSON, but not a Roundtable exchange file"),
        (_damaged, "is damaged or not a PDF"),
        (_of_wrong_shape, "is damaged or not a PDF"),
        (lambda file: file, "cannot be read: No such file"),
    ],
    ids=["no records", "password", "no JSON", "other JSON", "damaged", "wrong shape", "no file"],
)
def test_what_is_no_annex_of_ours_says_so_in_a_sentence(made: object, cause: str, tmp_path: Path) -> None:
    assert callable(made)
    with pytest.raises(InputError, match=cause):
        annex_records.read(made(tmp_path / "annex.pdf"))


def test_records_are_not_unpacked_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annex_records, "LARGEST", 1_000)
    file = annex_with(tmp_path / "annex.pdf", b" " * 5_000)
    with pytest.raises(InputError, match="unpacks to more than"):
        annex_records.read(file)
