import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from roundtable.agenda import roundtable_edits, roundtable_store
from roundtable.exchange import json_file
from roundtable.mapping import gaps, roundtable_matrix
from roundtable.records.annex_options import USUAL, AnnexOptions
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id
from roundtable.records.practice import PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import needs
from tests.programs import pdf_text
from tests.roundtable.contribution_intake.returned_workbooks import cell_of, edited, write_cell
from tests.samples import COLLECTION, NURSES, ROUNDTABLE, WELLS
from tests.ui.commands import Answer, assert_refused, run, run_process


@pytest.fixture
def workspace(home: Path, filled_file: Path) -> Path:
    """Return a workspace that holds the invented records and stands alone in its folder."""
    return shutil.copyfile(filled_file, home / "workspace.roundtable")


def printed_json(answer: Answer) -> Any:
    assert (answer.status, answer.err) == (0, "")
    return json.loads(answer.out)


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


def test_characters_that_a_workbook_cannot_hold_are_told(tmp_path: Path) -> None:
    ringing = replace(COLLECTION, practices=(replace(WELLS, title="A \a bell"), *COLLECTION.practices[1:]))
    json_file.write(ringing, tmp_path / "ringing.json")
    assert run("import", tmp_path / "ringing.json").status == 0
    answer = run("export", tmp_path / "contribution.xlsx")
    assert (answer.status, "U+0007" in answer.err) == (0, True)


@needs.program("pdftotext")
@pytest.mark.parametrize(("language", "title"), [("en", "A survey of nurses"), ("fr", "Étude des infirmières")])
def test_the_annex_is_a_pdf_that_prints_its_practices_in_the_language(
    language: str, title: str, workspace: Path, tmp_path: Path
) -> None:
    target = tmp_path / "annex.pdf"
    arguments = ("--roundtable", ROUNDTABLE.code, "--language", language)
    answer = run("annex", target, *arguments)
    assert (answer.status, answer.out) == (0, f"{target}\n")
    assert "not translated" in answer.err
    assert (f"“{title}”" in answer.err) == (language == "en")
    printed = pdf_text(target)
    assert WELLS.title in printed
    assert title in printed


@pytest.fixture
def unprintable(tmp_path: Path, home: Path) -> Path:
    """Take in 25 practices with titles in two scripts that no font has, and return a folder."""
    titles = [f"{chr(0x4E00 + number)} {chr(0x13000 + number)}" for number in range(25)]
    practices = tuple(replace(WELLS, id=derived_id(title), title=title) for title in titles)
    table = replace(ROUNDTABLE, annex=tuple(AnnexEntry(practice=one.id) for one in practices))
    json_file.write(Collection(roundtables=(table,), practices=practices), tmp_path / "scripts.json")
    assert run("import", tmp_path / "scripts.json").status == 0
    return tmp_path


def test_letters_without_a_font_are_told_a_line_a_practice_and_script_none_left_out(unprintable: Path) -> None:
    answer = run("annex", unprintable / "annex.pdf")
    lines = [line for line in answer.err.splitlines() if line.startswith("No font")]
    assert len(lines) == 50
    assert all("cjk" in line for line in lines if "Chinese" in line)
    assert all("font that has them" in line for line in lines if "Egyptian" in line)


def test_letters_without_a_font_are_told_before_anything_is_written(unprintable: Path) -> None:
    answer = run("annex", unprintable / "no folder" / "annex.pdf")
    assert answer.status == 1
    assert answer.err.count("No font here has") == 50


def test_letters_without_a_font_are_in_the_answer_for_programs(unprintable: Path) -> None:
    missing = printed_json(run("annex", unprintable / "annex.pdf", "--json"))["missing_letters"]
    assert len(missing) == 50
    assert {key for one in missing for key in one} == {"id", "title", "script", "letters", "fields", "remedy"}
    assert all(one["fields"] == ["title"] for one in missing)


def test_the_annex_says_what_is_not_cleared_and_leaves_it_out_when_asked(workspace: Path, tmp_path: Path) -> None:
    drafts = [{"id": WELLS.id, "title": WELLS.title}]
    printed = printed_json(run("annex", tmp_path / "a.pdf", "--language", "fr", "--json"))
    assert (printed["practices"], printed["drafts"], printed["left_out"]) == (2, drafts, [])
    cleared = printed_json(run("annex", tmp_path / "a.pdf", "--language", "fr", "--cleared-only", "--json"))
    assert (cleared["practices"], cleared["drafts"], cleared["left_out"]) == (1, [], drafts)
    assert "2 practices, 1 draft." in run("annex", tmp_path / "a.pdf").err
    assert f"Left out, since not cleared: “{WELLS.title}”" in run("annex", tmp_path / "a.pdf", "--cleared-only").err


def test_a_practice_left_out_of_the_annex_without_a_title_is_named_as_the_annex_would(
    tmp_path: Path, home: Path
) -> None:
    untitled = replace(WELLS, title="", translations=())
    table = replace(ROUNDTABLE, annex=tuple(AnnexEntry(practice=one.id) for one in (untitled, NURSES)))
    json_file.write(Collection(roundtables=(table,), practices=(untitled, NURSES)), tmp_path / "untitled.json")
    assert run("import", tmp_path / "untitled.json").status == 0
    left_out = f"Left out, since not cleared: “No title given ({WELLS.countries[0].printed})”."
    assert left_out in run("annex", tmp_path / "a.pdf", "--cleared-only").err


def test_the_annex_says_which_practices_have_no_text(tmp_path: Path, home: Path) -> None:
    bare = PracticeRecord(id=WELLS.id, title="Wells", countries=WELLS.countries)
    table = replace(ROUNDTABLE, annex=(AnnexEntry(practice=bare.id),))
    json_file.write(Collection(roundtables=(table,), practices=(bare,)), tmp_path / "bare.json")
    assert run("import", tmp_path / "bare.json").status == 0
    assert "Printed though no text was received: “Wells”." in run("annex", tmp_path / "a.pdf").err
    assert printed_json(run("annex", tmp_path / "a.pdf", "--json"))["without_text"] == [
        {"id": bare.id, "title": "Wells"}
    ]


def test_an_annex_is_printed_in_the_style_and_on_the_paper_asked_for(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    assert run("annex", target, "--style", "large", "--paper", "letter", "--plain").status == 0
    with pikepdf.open(target) as file:
        assert [float(side) for side in file.pages[0].mediabox] == [0, 0, 612, 792]
        content = file.pages[-1].Contents.read_bytes()
    assert re.search(rb" 16(\.0)? Tf", content)
    assert set(re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", content)) <= {(c, c, c) for c in (b"0.0", b"0.302")}
    assert run("annex", target, "--style", "tiny").status == 2


def test_options_kept_with_a_roundtable_are_used_unless_others_are_given(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "annex.pdf"
    with Workspace.open(workspace) as own:
        with own.reading() as connection:
            key = roundtable_store.key_of(connection, ROUNDTABLE.code)
        chosen = AnnexOptions(has_index=True, fields=("tags",))
        roundtable_edits.set_field(own, key, "annex_options", chosen, "Options", read_as=USUAL)
    assert run("annex", target).status == 0
    assert "Index" in pdf_text(target)
    assert "Ministry of Water" not in pdf_text(target)
    assert run("annex", target, "--no-index", "--fields", "partner, summary").status == 0
    assert "Index" not in pdf_text(target)
    assert "Ministry of Water" in pdf_text(target)
    assert f"Shortened: “{WELLS.title}”" in run("annex", target, "--word-limit", "9", "--language", "fr").err
    assert run("annex", target, "--fields", "tags,notes").status == 2
    assert run("annex", target, "--word-limit", "-1").status == 2


def test_a_search_names_practice_countries_and_where_it_matched(workspace: Path) -> None:
    (hit,) = printed_json(run("search", "peru wells", "--json"))["practices"]
    assert (hit["id"], hit["title"]) == (WELLS.id, WELLS.title)
    assert hit["countries"] == [country.printed for country in WELLS.countries]
    assert hit["field"] == "title"
    answer = run("search", "infirmieres")
    assert NURSES.id in answer.out
    assert NURSES.title in answer.out


def test_a_search_by_field_alone_has_no_words_to_show(workspace: Path) -> None:
    assert run("search", "country:Peru").out == f"{WELLS.id}  {WELLS.title} — Perú, diaspora destination countries\n"


def test_a_search_keeps_to_its_limit_and_says_when_nothing_is_found(workspace: Path) -> None:
    assert len(printed_json(run("search", "wells OR abroad", "--limit", "1", "--json"))["practices"]) <= 1
    assert run("search", "submarine") == Answer(0, "", "Nothing found.\n")


def test_undo_takes_an_import_back_redo_makes_it_again_and_history_tells(workspace: Path, tmp_path: Path) -> None:
    run("export", tmp_path / "before.json")
    assert "Import sample.json" in run("undo").out
    assert run("search", "wells").out == ""
    assert "Import sample.json" in run("redo").out
    run("export", tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    labels = [step["label"] for step in printed_json(run("history", "--json"))["steps"]]
    assert labels == ["Redo: Import sample.json", "Undo: Import sample.json", "Import sample.json"]
    assert run("history").out.count("\n") == 3


def test_a_practice_has_a_history_of_its_own(workspace: Path, tmp_path: Path) -> None:
    assert "Import sample.json" in run("history", WELLS.id).out
    assert_refused(run("history", "nobody"), "nobody")


def test_there_is_nothing_to_undo_in_a_workspace_where_all_was_undone(workspace: Path) -> None:
    assert run("undo").status == 0
    assert_refused(run("undo"), "nothing to undo")
    assert run("redo").status == 0
    assert_refused(run("redo"), "nothing to redo")


def test_verify_counts_a_whole_workspace(workspace: Path) -> None:
    answer = run("verify")
    assert (answer.status, answer.err) == (0, "")
    assert "3 practices" in answer.out
    assert answer.out.endswith("The workspace is whole.\n")


@pytest.mark.parametrize(
    "command",
    [
        ("export", "all.json"),
        ("export", "contribution.xlsx"),
        ("annex", "annex.pdf"),
        ("search", "wells"),
        ("history",),
        ("undo",),
        ("redo",),
        ("verify",),
    ],
    ids=" ".join,
)
def test_a_command_that_reads_says_that_the_workspace_is_missing(command: tuple[str, ...], home: Path) -> None:
    assert_refused(run(*command), home / "workspace.roundtable")
    assert list(home.iterdir()) == []


def test_the_option_outranks_the_environment_before_and_after_the_command(workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.roundtable"
    assert_refused(run("--workspace", other, "history"), other)
    assert_refused(run("history", "--workspace", other), other)
    assert run("history").status == 0


def test_without_option_and_environment_the_workspace_lies_in_local_data(
    sample_file: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROUNDTABLE_WORKSPACE")
    if sys.platform == "win32":
        pytest.skip("Windows does not take this folder from the environment")
    assert run("import", sample_file).status == 0
    (made,) = home.rglob("*.roundtable")
    assert "Documents" not in made.parts


@pytest.mark.parametrize(
    "arguments",
    [("import",), ("fly",), ("export",), ("search", "wells", "--limit", "0"), ("import", "a.json", "--accept", "some")],
    ids=" ".join,
)
def test_wrong_usage_is_told_apart(arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("usage: roundtable")


def test_the_demo_makes_its_three_files_and_prints_them(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    answer = run_process("demo", folder)
    assert (answer.status, answer.err) == (0, "")
    made = [Path(line) for line in answer.out.splitlines()]
    assert made == [folder / name for name in ("demo.roundtable", "annex.pdf", "contribution.xlsx")]
    assert all(path.stat().st_size > 10_000 for path in made)
    assert sorted(folder.iterdir()) == sorted(made)


def test_the_demo_made_again_keeps_the_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert run("demo", folder, "--no-window").status == 0
    run("undo", "--workspace", folder / "demo.roundtable")
    before = len(run("history", "--workspace", folder / "demo.roundtable").out.splitlines())
    assert run("demo", folder, "--no-window").status == 0
    assert len(run("history", "--workspace", folder / "demo.roundtable").out.splitlines()) > before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is a display")
def test_without_a_display_the_window_is_refused_in_words(home: Path) -> None:
    assert_refused(run_process(), "window cannot be opened", "no display")
    assert list(home.iterdir()) == []


@needs.qt()
def test_without_a_command_the_window_opens_on_the_workspace(home: Path, qtbot: QtBot) -> None:
    window, file = [sys.executable, "-m", "roundtable"], home / "workspace.roundtable"
    with subprocess.Popen(window, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        qtbot.waitUntil(lambda: process.poll() is not None or file.exists(), timeout=60_000)
        is_open = process.poll() is None
        process.terminate()
        assert b"Traceback" not in process.stderr.read()
    assert is_open


def test_a_reader_that_leaves_early_is_no_error(workspace: Path) -> None:
    history = [sys.executable, "-m", "roundtable", "history"]
    with subprocess.Popen(history, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with pty, which Windows lacks")
def test_progress_goes_to_a_terminal_alone(workspace: Path, tmp_path: Path) -> None:
    import pty

    terminal, stderr = pty.openpty()
    export = [sys.executable, "-m", "roundtable", "export", str(tmp_path / "all.json")]
    done = subprocess.run(export, stderr=stderr, stdout=subprocess.PIPE, check=True)
    os.close(stderr)
    assert b"%" in os.read(terminal, 1000)
    os.close(terminal)
    assert done.stdout == f"{tmp_path / 'all.json'}\n".encode()


def test_names_in_any_script_are_printed_even_where_the_terminal_is_not_utf8(workspace: Path) -> None:
    answer = run_process("search", "infirmieres", environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert (answer.status, answer.err) == (0, "")
    assert NURSES.title in answer.out


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


def test_check_tells_what_is_missing_and_ends_well_whatever_it_finds(workspace: Path) -> None:
    answer = run("check")
    assert (answer.status, answer.err) == (0, "")
    assert "missing: It has no title." in answer.out
    assert answer.out.endswith("3 practices checked, 1 ready, 2 not ready.\n")
    report = json.loads(run("check", "--roundtable", ROUNDTABLE.code, "--json").out)
    assert (report["checked"], report["ready"]) == (2, 1)
    [wells] = report["practices"]
    assert wells["id"] == WELLS.id
    assert [problem["rule"] for problem in wells["problems"]] == ["not cleared", "off-list area"]
    assert_refused(run("check", "--roundtable", "RT 7"), "RT 7")


def test_coverage_counts_by_region_and_tells_the_gaps_with_what_is_being_done(workspace: Path) -> None:
    with Workspace.open(workspace) as opened:
        second = roundtable_matrix.matrix(opened, 1).targets[1]
    report = printed_json(run("coverage", "--roundtable", "rt9.1", "--json"))
    nowhere = dict.fromkeys(("Africa", "Americas", "Asia", "Europe", "Oceania"), 0)
    assert (report["roundtable"], report["practices"]) == ("RT 9.1", 2)
    assert report["by_region"] == {**nowhere, "Africa": 1, "Americas": 1}
    first, other = report["guiding_questions"]
    assert (first["practices"], first["by_region"]) == (1, {**nowhere, "Africa": 1})
    assert (other["id"], other["practices"]) == (second.uid, 0)
    [measure] = report["possible_measures"]
    assert (measure["practices"], measure["countries"], measure["regions"]) == (1, 1, 1)
    assert measure["partners"] == {"partner": 1, "funder": 1, "co-funder": 0, "coordination": 0}
    africa = {"code": "AFRICA", "name": "Africa", "practices": 1, "share": 0.5}
    assert report["balance"]["regions"][0] == africa
    assert [group["code"] for group in report["balance"]["groups"]] == ["LDC", "LLDC", "SIDS"]
    undone = dict.fromkeys(("state", "asked", "asked_on", "owner", "due", "note"))
    assert report["gaps"] == [{"guiding_question": second.uid, **undone}]
    with Workspace.open(workspace) as opened:
        gaps.create(opened, 1, second, state="request sent", owner="Ama", due="2026-03-31")
    [gap] = printed_json(run("coverage", "--roundtable", "RT 9.1", "--json"))["gaps"]
    assert gap == {**undone, "guiding_question": second.uid, "state": "request sent", "owner": "Ama"} | {
        "due": "2026-03-31"
    }


def test_coverage_is_printed_as_a_table_and_its_gaps_below(workspace: Path) -> None:
    lines = run("coverage", "--roundtable", "RT 9.1").out.splitlines()
    assert lines == [
        "      practices  Africa  Americas  Asia  Europe  Oceania",
        "Q1            1       1         0     0       0        0  What keeps nurses at home?",
        "Q2            0       0         0     0       0        0  Who pays for wells?",
        "M1            1       0         1     0       0        0  pay for training",
        "",
        "      countries  regions  as partner  as funder  as co-funder  as coordination",
        "Q1            2        1           0          0             0                0",
        "Q2            0        0           0          0             0                0",
        "M1            1        1           1          1             0                0",
        "",
        "      practices  share",
        "              1    50%  Africa",
        "              1    50%  Americas",
        "              0     0%  Asia",
        "              0     0%  Europe",
        "              0     0%  Oceania",
        "              0     0%  Least developed countries",
        "              0     0%  Landlocked developing countries",
        "              0     0%  Small island developing States",
        "",
        "Gap at Q2: no practice known",
    ]


@pytest.mark.parametrize("command", ["coverage", "suggest"])
def test_a_report_on_a_roundtable_needs_one_that_is_there(workspace: Path, command: str) -> None:
    assert_refused(run(command, "--roundtable", "RT 7"), "RT 7", "RT 9.1")
    assert run(command).status == 2
    assert_refused(run(command, "--roundtable", "RT 9.1", "--workspace", workspace.with_name("none.roundtable")))


def test_suggest_names_what_a_practice_is_likely_to_answer_and_by_which_words(workspace: Path) -> None:
    report = printed_json(run("suggest", "--roundtable", "RT 9.1", "--json"))
    practices = {practice["id"]: practice for practice in report["practices"]}
    wells = practices[WELLS.id]
    assert wells["title"] == WELLS.title
    [best] = wells["possible_measures"]
    assert best.keys() == {"id", "score", "why"}
    assert (best["id"], best["why"]) == (ROUNDTABLE.possible_measures[0].id, ["pay"])
    assert 0 < best["score"] <= 1
    assert wells.keys() == {"id", "title", "guiding_questions", "possible_measures"}
    printed = run("suggest", "--roundtable", "RT 9.1").out.splitlines()
    assert WELLS.title in printed
    assert f"    M1  {best['score']:.2f}  pay  (mapped)" in printed


def test_the_command_line_loads_no_window_no_writer_and_no_migration_to_start() -> None:
    start = "import sys, ui.command_line; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True).stdout.split()
    assert not {"PySide6", "alembic", "reportlab", "openpyxl"}.intersection(loaded)


def test_an_annex_in_latin_letters_loads_nothing_for_other_scripts(workspace: Path, tmp_path: Path) -> None:
    start = (
        "import sys, ui.command_line; ui.command_line.main(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    write = ("annex", tmp_path / "annex.pdf", "--workspace", workspace, "--json")
    loaded = subprocess.run([sys.executable, "-c", start, *write], capture_output=True, text=True, check=True).stdout
    assert not {"fontTools", "icu4py", "pymupdf_fonts"}.intersection(loaded.split())
    assert "uharfbuzz" in loaded.split()


@pytest.mark.parametrize("text", ["-country:Peru", "-wells"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_search_may_only_exclude(text: str, place: int, workspace: Path) -> None:
    arguments: list[str] = ["--json"]
    arguments.insert(place, text)
    found = [hit["title"] for hit in printed_json(run("search", *arguments))["practices"]]
    assert found
    assert WELLS.title not in found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is always text")
def test_a_file_whose_name_is_no_utf_8_is_taken_in_and_written(sample_file: Path, tmp_path: Path) -> None:
    named = Path(os.fsdecode(os.fsencode(tmp_path) + b"/donn\xe9es.json"))
    sample_file.rename(named)
    assert run("import", named).status == 0
    assert run("annex", named.with_suffix(".pdf"), "--roundtable", ROUNDTABLE.code).status == 0
    assert "donn\ufffdes.json" in run("history").out


def test_check_counts_one_practice_as_one(tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text('{"format": "roundtable/1", "practices": [{"title": "A"}]}', encoding="utf-8")
    assert run("import", file).status == 0
    assert run("check").out.endswith("1 practice checked, 0 ready, 1 not ready.\n")


def test_a_backup_brings_the_workspace_back_and_says_where_what_was_there_is_kept(
    workspace: Path, tmp_path: Path
) -> None:
    before = run("export", tmp_path / "before.json")
    assert before.status == 0
    made = Path(run("backup").out.strip())
    assert run("backup", tmp_path / "copy.roundtable").out.strip() == str(tmp_path / "copy.roundtable")
    for source in (made, tmp_path / "copy.roundtable"):
        run("undo")
        answer = run("restore", source)
        assert answer.status == 0
        kept = Path(answer.out.splitlines()[1].removeprefix("What was there is kept as "))
        assert run("--workspace", kept, "verify").status == 0
        run("export", tmp_path / "after.json")
        assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    assert_refused(run("restore", tmp_path / "before.json"), "before.json")
    assert_refused(run("backup", tmp_path / "nowhere" / "copy.roundtable"), "nowhere")
