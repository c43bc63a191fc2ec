import json
from dataclasses import replace
from pathlib import Path

import openpyxl

from roundtable.exchange import json_file
from tests.samples import COLLECTION, NURSES, ROUNDTABLE, WELLS
from tests.ui.commands import Answer, assert_refused, run


def test_json_comes_back_byte_for_byte_but_for_the_time_of_change(workspace: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "first.json", tmp_path / "again.json"
    other = ("--workspace", tmp_path / "other.roundtable")
    assert run("export", first) == Answer(0, f"{first}\n", "")
    assert run("import", first, *other).status == 0
    assert run("export", again, *other).status == 0
    assert _without_times(again) == _without_times(first)
    assert json_file.read(first).practices_by_id().keys() == COLLECTION.practices_by_id().keys()


def _without_times(file: Path) -> bytes:
    texts = file.read_text(encoding="utf-8")
    for practice in json.loads(texts)["practices"]:
        texts = texts.replace(practice["changed_at"], "")
    return texts.encode()


def test_whom_it_is_sent_to_is_kept_with_an_annex_and_a_contribution(workspace: Path, tmp_path: Path) -> None:
    assert run("annex", tmp_path / "a.pdf", "--recipient", "Secretariat").status == 0
    assert run("export", tmp_path / "b.xlsx", "--recipient", "Ministry of Labour").status == 0
    assert run("export", tmp_path / "all.json").status == 0
    noted = json_file.read(tmp_path / "all.json").handovers
    assert [one.recipient for one in noted] == ["Secretariat", "Ministry of Labour"]


def test_an_exchange_file_has_no_recipient(workspace: Path, tmp_path: Path) -> None:
    assert_refused(run("export", tmp_path / "all.json", "--recipient", "Secretariat"), "is no contribution")
    assert not (tmp_path / "all.json").exists()


def test_coverage_and_gaps_are_added_where_they_are_asked_for(workspace: Path, tmp_path: Path) -> None:
    plain, covered = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    assert run("export", plain).status == 0
    assert run("export", covered, "--with-coverage").status == 0
    assert openpyxl.load_workbook(covered).sheetnames[4:] == ["Coverage", "Partners", "Balance", "Gaps"]
    assert len(openpyxl.load_workbook(plain).sheetnames) == 4
    plain, covered = tmp_path / "a.pdf", tmp_path / "b.pdf"
    assert run("annex", plain).status == 0
    assert run("annex", covered, "--with-coverage").status == 0
    assert covered.stat().st_size > plain.stat().st_size


def test_one_roundtable_is_exported_with_the_practices_of_its_annex_and_mappings(
    workspace: Path, tmp_path: Path
) -> None:
    assert run("export", tmp_path / "one.json", "--roundtable", ROUNDTABLE.code).status == 0
    exported = json_file.read(tmp_path / "one.json")
    assert exported.practices_by_id().keys() == {WELLS.id, NURSES.id}
    assert [roundtable.code for roundtable in exported.roundtables] == [ROUNDTABLE.code]


def test_a_roundtable_that_is_not_there_is_named(workspace: Path, tmp_path: Path) -> None:
    assert_refused(run("export", tmp_path / "one.json", "--roundtable", "RT 7.7"), "RT 7.7")
    assert_refused(run("annex", tmp_path / "one.pdf", "--roundtable", "RT 7.7"), "RT 7.7")


def test_the_contribution_is_a_workbook_of_four_sheets(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "contribution.xlsx"
    assert run("export", target, "--roundtable", ROUNDTABLE.code) == Answer(0, f"{target}\n", "")
    assert openpyxl.load_workbook(target).sheetnames == ["Read me", "Practices", "Mapping", "Lists"]


def test_characters_that_a_workbook_cannot_hold_are_told(tmp_path: Path) -> None:
    ringing = replace(COLLECTION, practices=(replace(WELLS, title="A \a bell"), *COLLECTION.practices[1:]))
    json_file.write(ringing, tmp_path / "ringing.json")
    assert run("import", tmp_path / "ringing.json").status == 0
    answer = run("export", tmp_path / "contribution.xlsx")
    assert (answer.status, "U+0007" in answer.err) == (0, True)


def test_the_demo_and_both_exports_are_noted_as_handed_over(tmp_path: Path) -> None:
    assert run("demo", tmp_path / "d", "--no-window").status == 0
    workspace = tmp_path / "d" / "demo.roundtable"
    assert run("--workspace", workspace, "annex", tmp_path / "a.pdf", "--language", "es").status == 0
    assert run("--workspace", workspace, "export", tmp_path / "c.xlsx").status == 0
    assert run("--workspace", workspace, "export", tmp_path / "all.json").status == 0
    handed = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["handovers"]
    assert [(one["kind"], one["file"], one["language"]) for one in handed] == [
        ("annex", "annex.pdf", "en"),
        ("contribution", "contribution.xlsx", "en"),
        ("annex", "a.pdf", "es"),
        ("contribution", "c.xlsx", "en"),
    ]
