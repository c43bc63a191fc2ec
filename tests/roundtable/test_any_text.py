"""Any text in any field is kept, found and handed on as it was typed, or refused with its place and the reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roundtable import exports, imports
from roundtable.errors import OutputError
from roundtable.exchange import json_file, workspace_contents
from roundtable.practices import practice_edits, practice_rows, practice_store
from roundtable.records.collection import Collection
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import samples

EVERY_SCRIPT = "Wells é λ ж 中文 العربية हिन्दी 𝔘 🙂\u200d ก \u0301 \x07 \U0010fffd\n"
_PROFILE = settings(phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(_PROFILE, max_examples=_PROFILE.max_examples // 4)
MANY = settings(_PROFILE, max_examples=_PROFILE.max_examples // 2)
MEGABYTE = (EVERY_SCRIPT * (1_000_000 // len(EVERY_SCRIPT.encode()) + 1)).strip()


def taken_in(workspace: Workspace, folder: Path, *practices: PracticeRecord) -> None:
    roundtable = replace(samples.ROUNDTABLE, annex=tuple(AnnexEntry(practice.id) for practice in practices))
    json_file.write(Collection(roundtables=(roundtable,), practices=practices), folder / "in.json")
    imports.import_files(workspace, [folder / "in.json"])


def kept(workspace: Workspace) -> Collection:
    return workspace_contents.collected(workspace)


def printed(record: PracticeRecord) -> PracticeRecord:
    """Return a record without what no annex holds."""
    return replace(record, changed_at="", revision=0, notes="", contact="")


@FEW
@given(record=samples.practices())
def test_what_is_taken_in_is_handed_on_again_whatever_it_says(
    record: PracticeRecord, tmp_path_factory: pytest.TempPathFactory, new_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = folder / "w.roundtable"
    file.write_bytes(new_file.read_bytes())
    with Workspace.open(file) as workspace:
        taken_in(workspace, folder, record)
        exports.exchange(workspace, folder / "out.json")
        assert json_file.read(folder / "out.json").practices == kept(workspace).practices
        [found] = kept(workspace).practices
    expected = json_file.read(folder / "in.json").practices[0]
    terms = tuple("Brain drain and brain gain" if tag == "Brain drain" else tag for tag in expected.tags)
    assert replace(found, changed_at="", revision=0) == replace(expected, tags=terms, changed_at="", revision=0)


@FEW
@given(record=samples.practices())
def test_what_is_written_as_annex_or_workbook_reads_back_equal_or_is_refused_with_its_place(
    record: PracticeRecord, tmp_path_factory: pytest.TempPathFactory, new_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("written")
    for name in ("w.roundtable", "again.roundtable"):
        (folder / name).write_bytes(new_file.read_bytes())
    with Workspace.open(folder / "w.roundtable") as workspace:
        taken_in(workspace, folder, record)
        before = kept(workspace).practices
        exports.annex(workspace, folder / "out.pdf")
        try:
            lost = exports.contribution(workspace, folder / "out.xlsx").replacements
        except OutputError as error:
            assert "“" in error.cause  # names the field and the practice
        else:
            imports.import_files(workspace, [folder / "out.xlsx"])
            assert lost or kept(workspace).practices == before
    with Workspace.open(folder / "again.roundtable") as again:
        imports.import_files(again, [folder / "out.pdf"])
        [found], [expected] = kept(again).practices, before
    assert printed(found) == printed(expected)


@FEW
@given(text=samples.words)
def test_any_text_of_a_roundtable_or_a_mapping_is_kept_and_handed_on(
    text: str, tmp_path_factory: pytest.TempPathFactory, new_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("roundtable")
    (folder / "w.roundtable").write_bytes(new_file.read_bytes())
    texts = dict.fromkeys(("title", "meeting", "dates", "co_chairs", "expected_outcome", "annex_introduction"), text)
    roundtable = replace(samples.ROUNDTABLE, **texts)  # type: ignore[arg-type]
    mappings = tuple(replace(one, reason=text) for one in samples.COLLECTION.mappings)
    json_file.write(replace(samples.COLLECTION, roundtables=(roundtable,), mappings=mappings), folder / "in.json")
    with Workspace.open(folder / "w.roundtable") as workspace:
        imports.import_files(workspace, [folder / "in.json"])
        exports.exchange(workspace, folder / "out.json")
        present = kept(workspace)
    expected, written = json_file.read(folder / "in.json"), json_file.read(folder / "out.json")
    for found in (present, written):
        assert found.roundtables == expected.roundtables
        assert {one.reason for one in found.mappings} == {one.reason for one in expected.mappings}
    with Workspace.open(folder / "w.roundtable") as workspace:
        exports.annex(workspace, folder / "out.pdf")
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF")


@MANY
@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12))
def test_a_word_of_any_script_is_found_as_it_is_written(filled: Workspace, word: str) -> None:
    key = practice_rows.find_ids(filled)[0]
    record = practice_store.get(filled, key)
    assert record is not None
    practice_edits.save(filled, key, replace(record, title=f"Marked {word}"))
    assert key in practice_rows.find_ids(filled, f'"{word}"')


def test_a_megabyte_is_kept_found_and_handed_on_and_refused_where_it_does_not_fit(
    workspace: Workspace, tmp_path: Path
) -> None:
    long = replace(samples.WELLS, title=MEGABYTE, summary=MEGABYTE, notes=MEGABYTE, results=MEGABYTE)
    taken_in(workspace, tmp_path, long, samples.NURSES)
    exports.exchange(workspace, tmp_path / "out.json")
    for found in (kept(workspace), json_file.read(tmp_path / "out.json")):
        [practice] = [one for one in found.practices if one.id == long.id]
        assert (practice.title, practice.summary, practice.notes, practice.results) == (MEGABYTE,) * 4
    for word in ("wells", "中文", "𝔘"):
        assert practice_rows.find_ids(workspace, word)
    with pytest.raises(OutputError, match=r"“Title” of “Wells é .*” has [\d,]+ characters") as refused:
        exports.contribution(workspace, tmp_path / "out.xlsx")
    assert len(refused.value.cause) < 300
    assert not (tmp_path / "out.xlsx").exists()
