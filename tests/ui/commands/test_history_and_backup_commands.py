from pathlib import Path

from tests.samples import WELLS
from tests.ui.commands import assert_refused, printed_json, run


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
    assert answer.out.endswith("The workspace is intact.\n")


def test_verify_with_an_empty_name_checks_no_other_workspace(workspace: Path) -> None:
    assert_refused(run("verify", ""), "not a workspace")


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
        kept = Path(answer.out.splitlines()[1].removeprefix("The previous file was kept as "))
        assert run("--workspace", kept, "verify").status == 0
        run("export", tmp_path / "after.json")
        assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    assert_refused(run("restore", tmp_path / "before.json"), "before.json")
    assert_refused(run("backup", tmp_path / "nowhere" / "copy.roundtable"), "nowhere")
