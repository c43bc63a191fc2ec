"""Damaged workspaces: recognised, told with a remedy, found by verify, and never written to.

Most damages are seeded bytes, pages and values in copies of one small workspace, each met by a handful of commands.
"""

import os
import random
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from roundtable import verification
from roundtable.backups import backup_files
from roundtable.errors import DamagedError, RoundtableError
from roundtable.practices import practice_edits
from roundtable.verification import Findings
from roundtable.workspace import Workspace
from tests.recoveries import DAMAGES, Damage
from tests.ui.commands import Answer, run


def meddled(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as meddler, meddler:
        meddler.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            meddler.execute(statement)


VALUES = {
    "text-that-is-no-utf-8": "UPDATE practice SET summary = CAST(x'41ff42' AS TEXT) WHERE id = 1",
    "blob-for-a-text": "UPDATE practice SET title = x'0102' WHERE id = 1",
    "blob-for-a-note": "UPDATE practice SET notes = x'616263' WHERE id = 1",
    "text-for-a-number": "UPDATE practice SET revision = 'many' WHERE id = 1",
    "unknown-status": "UPDATE practice SET status = 'finished' WHERE id = 1",
    "unknown-role": "UPDATE practice_partner SET role = 'friend'",
    "unknown-kind-of-term": "UPDATE term SET kind = 'theme' WHERE id = 1",
    "moment-that-is-none": "UPDATE practice SET changed_at = '2026-19-45T00:00:00Z' WHERE id = 1",
    "noise-in-a-journal-entry": "UPDATE journal_entry SET payload = x'00112233'",
    "reference-to-nothing": "DELETE FROM term WHERE id IN (SELECT term_id FROM practice_term)",
    "mapping-of-nothing": "UPDATE mapping SET practice_id = 4711",
    "missing-table": "DROP TABLE refusal",
    "missing-index": "DROP INDEX ix_mapping_practice_id",
    "missing-column": "ALTER TABLE saved_search DROP COLUMN query",
    "missing-search-index": "DROP TABLE practice_text",
    "missing-part-of-the-search-index": "DELETE FROM sqlite_master WHERE name = 'practice_text_idx'",
    "search-index-of-noise": "UPDATE practice_text_data SET block = x'00' WHERE id > 10",
    "search-index-that-says-it-is-empty": "UPDATE practice_text_data SET block = x'00'",
    "search-index-without-its-lists": "DELETE FROM practice_text_data WHERE id > 10",
    "search-index-without-lengths": "DELETE FROM practice_text_docsize",
    "trigger-that-deletes": "CREATE TRIGGER x AFTER UPDATE ON practice BEGIN DELETE FROM mapping; END",
    "trigger-that-keeps-the-journal-empty": (
        "CREATE TRIGGER x BEFORE INSERT ON journal_entry BEGIN SELECT RAISE(IGNORE); END"
    ),
    "two-revisions": "INSERT INTO alembic_version VALUES ('0001')",
    "no-revision": "DELETE FROM alembic_version",
    "no-table-of-revisions": "DROP TABLE alembic_version",
}


def commands(folder: Path) -> tuple[tuple[str, ...], ...]:
    return (
        ("search", "wells"),
        ("export", str(folder / "out.json")),
        ("check",),
        ("undo",),
        ("history",),
        ("backup",),
    )


def assert_refused_and_left(file: Path, folder: Path, *, is_found: bool = True) -> None:
    """Check that no command gives a traceback or writes, and, where it must be found, that each refuses."""
    before = file.read_bytes()
    for command in commands(folder):
        answer = run("--workspace", file, *command)
        assert "Traceback" not in answer.err
        if is_found:
            assert_is_refusal(answer, command)
        if is_found or command != ("undo",):
            assert file.read_bytes() == before, command
    if is_found:
        assert_is_refusal(run("--workspace", file, "verify"), ("verify",))
        assert not (folder / "out.json").exists()


def assert_is_refusal(answer: Answer, command: tuple[str, ...]) -> None:
    assert answer.status == 1, (command, answer)
    assert answer.err.strip().endswith((".", "”.")), (command, answer)
    assert "damaged" in answer.err or "not a Roundtable workspace" in answer.err or "WAL" in answer.err, answer


@pytest.mark.parametrize("damage", VALUES)
def test_a_damaged_value_or_table_is_found_by_every_command_and_left_alone(
    damage: str, filled_file: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    meddled(file, VALUES[damage])
    assert_refused_and_left(file, tmp_path)


@pytest.mark.parametrize("payload", [b"[" * 100_000, b'{"practice": 1}', b'{"practice": {"columns": []}}', b"[]", b"1"])
def test_a_journal_entry_that_this_program_never_wrote_is_damage(
    payload: bytes, filled_file: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    with closing(sqlite3.connect(file)) as meddler, meddler:
        meddler.execute("UPDATE journal_entry SET payload = ?", (zlib.compress(payload),))
    before = file.read_bytes()
    assert_is_refusal(run("--workspace", file, "undo"), ("undo",))
    assert file.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and links there")
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_stands_in_the_place_of_the_journal_is_told_by_its_name(
    make: Callable[[Path], object], filled_file: Path, tmp_path: Path
) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    make(tmp_path / "w.roundtable-journal")
    before = file.read_bytes()
    for command in commands(tmp_path):
        answer = run("--workspace", file, *command)
        assert (answer.status, file.read_bytes()) == (1, before)
        assert "w.roundtable-journal” is no file" in answer.err


@pytest.mark.parametrize("damage", DAMAGES)
def test_seeded_damage_gives_no_traceback_and_is_never_written_to(
    damage: Damage, filled_file: Path, tmp_path: Path
) -> None:
    """75 copies each; what no check can know, such as another letter in a note, may pass unseen."""
    content = filled_file.read_bytes()
    file = tmp_path / "w.roundtable"
    for seed in range(75):
        chance = random.Random(seed)  # noqa: S311 - the same at every run
        file.write_bytes(damage(content, chance))
        before = file.read_bytes()
        is_found = run("--workspace", file, "verify").status == 1
        for command in (("search", "wells"), ("export", str(tmp_path / "out.json")), ("undo",)):
            answer = run("--workspace", file, *command)
            assert answer.status == 1 or not is_found, (seed, command, answer)
            assert answer.status == 1 or file.read_bytes() == before or command == ("undo",), (seed, command)
            if answer.status == 1:
                assert file.read_bytes() == before, (seed, command, answer)


def test_a_name_of_the_schema_that_is_no_text_is_damage_to_every_command(filled_file: Path, tmp_path: Path) -> None:
    """SQLite repeats it in its message, which the driver then cannot read."""
    content = filled_file.read_bytes().replace(b"CREATE INDEX ix_gap_guiding", b"CREA\xd4E INDEX ix_gap_guiding")
    file = tmp_path / "w.roundtable"
    file.write_bytes(content)
    assert_refused_and_left(file, tmp_path)
    other = Path(shutil.copy(filled_file, tmp_path / "other.roundtable"))
    answer = run("--workspace", other, "restore", file)
    assert answer.status == 1
    assert backup_files.counts(file) is None
    assert other.read_bytes() == filled_file.read_bytes()
    assert file.read_bytes() == content
    assert run("recover", file).status == 0


def test_a_file_in_write_ahead_mode_is_not_even_opened(filled_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    with closing(sqlite3.connect(file)) as meddler:
        meddler.execute("PRAGMA journal_mode = WAL")
        meddler.execute("UPDATE practice SET notes = 'x'")
        meddler.commit()
    assert_refused_and_left(file, tmp_path)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".roundtable"]


@pytest.mark.parametrize("place", [":memory:", "/dev/zero", "/dev/null", "/"])
def test_what_is_no_file_is_no_workspace(place: str, tmp_path: Path) -> None:
    if place.startswith("/dev") and not Path(place).exists():
        pytest.skip("this system has no such device")
    (tmp_path / "note.txt").write_text("Title: Wells\nSummary: Clubs pay for wells.\n", encoding="utf-8")
    for command in (("verify",), ("import", tmp_path / "note.txt"), ("search", "x")):
        answer = run("--workspace", place, *command)
        assert answer.status == 1
        assert "Traceback" not in answer.err


def test_an_empty_file_never_becomes_a_workspace(tmp_path: Path) -> None:
    file = tmp_path / "w.roundtable"
    file.touch()
    (tmp_path / "note.txt").write_text("Title: Wells\nSummary: Clubs pay for wells.\n", encoding="utf-8")
    answer = run("--workspace", file, "import", tmp_path / "note.txt")
    assert answer.status == 1
    assert "is empty" in answer.err
    assert file.stat().st_size == 0


def test_a_workspace_known_to_be_damaged_is_read_but_not_written_to(filled_file: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    meddled(file, VALUES["mapping-of-nothing"])
    with Workspace.open(file) as workspace, pytest.raises(DamagedError):
        verification.ensure_whole(workspace)
    before = file.read_bytes()
    with Workspace.open(file) as workspace:
        with pytest.raises(DamagedError, match="does not exist"):
            practice_edits.create(workspace)
        with workspace.reading():
            pass
    assert file.read_bytes() == before
    with pytest.raises(RoundtableError):
        backup_files.make(file, "by hand")


def test_a_workspace_is_checked_again_only_where_it_was_changed_outside(
    filled_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(shutil.copy(filled_file, tmp_path / "w.roundtable"))
    assert run("--workspace", file, "undo").status == 0
    checks: list[Path] = []
    verify = verification.verify

    def noted(own: Workspace) -> Findings:
        checks.append(own.file)
        return verify(own)

    monkeypatch.setattr(verification, "verify", noted)
    assert run("--workspace", file, "redo").status == 0
    assert run("--workspace", file, "search", "wells").status == 0
    assert checks == []
    meddled(file, "UPDATE practice SET status = 'cleared'")
    assert run("--workspace", file, "search", "wells").status == 0
    assert len(checks) == 1
