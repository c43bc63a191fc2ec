import os
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from roundtable.exchange import json_file
from roundtable.records.collection import Collection
from tests.roundtable.contribution_intake.returned_workbooks import cell_of, edited, write_cell
from tests.samples import ROUNDTABLE, WELLS
from tests.ui.commands import assert_refused, printed_json, run


def test_a_first_import_makes_the_workspace_and_says_what_became_of_the_file(sample_file: Path, home: Path) -> None:
    answer = run("import", sample_file)
    assert (answer.status, answer.err) == (0, "")
    assert f"{sample_file} (json): 3 new" in answer.out
    assert (home / "workspace.roundtable").is_file()


def test_the_import_report_has_the_keys_of_the_contract(sample_file: Path) -> None:
    (file,) = printed_json(run("import", sample_file, "--json"))["files"]
    counts = {"new": 3, "updated": 0, "unchanged": 0, "conflicts": 0, "rejected": 0, "skipped": 0}
    assert {key: file[key] for key in counts} == counts
    assert (file["file"], file["kind"]) == (str(sample_file), "json")
    assert [practice["outcome"] for practice in file["practices"]] == ["new"] * 3
    assert file["practices"][0]["id"] == WELLS.id
    assert {"title", "problems", "changes"} <= file["practices"][0].keys()
    assert {"words_in", "words_mapped", "words_kept_as_note", "words_ignored", "ignored"} == file["loss"].keys()


def test_the_same_file_again_is_unchanged(workspace: Path, sample_file: Path) -> None:
    (file,) = printed_json(run("import", sample_file, "--json"))["files"]
    assert (file["new"], file["unchanged"]) == (0, 3)


def test_a_dry_run_reports_the_same_and_makes_no_workspace(sample_file: Path, home: Path) -> None:
    rehearsed = printed_json(run("import", sample_file, "--dry-run", "--json"))
    assert not list(home.rglob("*.roundtable"))
    assert rehearsed == printed_json(run("import", sample_file, "--json"))


def test_one_bad_file_among_good_ones_takes_nothing_in(sample_file: Path, tmp_path: Path, home: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    assert_refused(run("import", sample_file, tmp_path / "bad.json"), "bad.json")
    assert not (home / "workspace.roundtable").exists()


def test_a_contribution_comes_back_with_conflicts_told_by_field_and_cell(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "contribution.xlsx"
    assert run("export", target).status == 0
    assert run("import", target).out.startswith(f"{target} (contribution): 2 unchanged\n")
    book = openpyxl.load_workbook(target)
    book["Practices"]["B3"], book["Practices"]["T3"] = "Shallow wells", "9 wells"
    book.save(target)
    json_file.write(Collection(practices=(replace(WELLS, title="Deep wells"),)), tmp_path / "edit.json")
    assert run("import", tmp_path / "edit.json").status == 0
    told = run("import", target, "--dry-run").out
    assert f"{target} (contribution): 1 unchanged, 1 conflict\n" in told
    assert "to check, Practices!B3, “Shallow wells”, title: It was changed here and in the file" in told
    [file] = printed_json(run("import", target, "--json"))["files"]
    assert (file["kind"], file["conflicts"], file["unchanged"]) == ("contribution", 1, 1)
    assert [problem["where"] for practice in file["practices"] for problem in practice["problems"]] == ["Practices!B3"]
    loss = file["loss"]
    assert loss["words_in"] == loss["words_mapped"] + loss["words_kept_as_note"] + loss["words_ignored"]
    assert run("import", target, "--accept", "all").status == 0
    assert "Shallow wells" in run("search", "wells").out


def test_every_changed_field_is_printed_and_a_dry_run_prints_the_same(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "contribution.xlsx"
    assert run("export", target).status == 0
    where = write_cell(target, "Practices", WELLS.title, "Results", "9 wells")
    rehearsed = run("import", target, "--dry-run").out
    assert f"  updated: “{WELLS.title}”\n    results: nothing → “9 wells” ({where})\n" in rehearsed
    assert run("import", target).out == rehearsed
    assert run("import", target).out.startswith(f"{target} (contribution): 2 unchanged\n")


def test_a_change_at_the_end_of_a_long_text_is_printed(workspace: Path, tmp_path: Path) -> None:
    book = tmp_path / "contribution.xlsx"
    assert run("export", book).status == 0
    write_cell(book, "Practices", WELLS.title, "Summary", f"{WELLS.summary} It goes on until 2026.")
    said = next(line for line in run("import", book, "--dry-run").out.splitlines() if "    summary: " in line)
    last = " ".join(WELLS.summary.split()[-3:])
    assert said.startswith(f"    summary: “…{last}” → “…{last} It goes on until 2026.” (Practices!C")


def test_hidden_rows_are_read_when_asked(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "contribution.xlsx"
    assert run("export", target).status == 0
    write_cell(target, "Practices", WELLS.title, "Results", "9 wells")
    with edited(target) as book:
        row = cell_of(book["Practices"], WELLS.title, "Title").row
        book["Practices"].row_dimensions[row].hidden = True
    assert "1 unchanged, 1 absent" in run("import", target).out
    assert "1 updated, 1 unchanged" in run("import", target, "--hidden").out


def test_a_contribution_fills_a_workspace_that_is_not_there_yet(workspace: Path, tmp_path: Path) -> None:
    target, other = tmp_path / "contribution.xlsx", ("--workspace", tmp_path / "other.roundtable")
    assert run("export", target).status == 0
    assert run("import", target, *other).out.startswith(f"{target} (contribution): 2 new\n")
    assert run("export", tmp_path / "again.xlsx", *other).status == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is always text")
def test_a_file_whose_name_is_no_utf_8_is_taken_in_and_written(sample_file: Path, tmp_path: Path) -> None:
    named = Path(os.fsdecode(os.fsencode(tmp_path) + b"/donn\xe9es.json"))
    sample_file.rename(named)
    assert run("import", named).status == 0
    assert run("annex", named.with_suffix(".pdf"), "--roundtable", ROUNDTABLE.code).status == 0
    assert "donn\ufffdes.json" in run("history").out
