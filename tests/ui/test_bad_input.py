"""What the user's world can get wrong: each is refused in a line, with exit status 1 and the workspace as it was."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import openpyxl
import pytest

from roundtable.errors import InputError
from roundtable.exchange import json_file
from roundtable.imports import read_files
from tests.samples import COLLECTION, ROUNDTABLE
from tests.ui.commands import Answer, assert_refused, run, run_process

PROSE = "The committee met on Tuesday. It spoke of bridges, of rain and of the price of apples.\n\n"
NOISE = bytes(range(256)) * 400


@pytest.fixture
def workspace(home: Path, filled_file: Path) -> Path:
    """Return a workspace that holds the invented records and stands alone in its folder."""
    return shutil.copyfile(filled_file, home / "workspace.roundtable")


def assert_unchanged_by(refused: Callable[[], None], folder: Path) -> None:
    """Check that what is refused leaves every file of the folder as it was, and no other."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    refused()
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def newer_exchange(file: Path) -> None:
    json_file.write(COLLECTION, file)
    file.write_text(file.read_text(encoding="utf-8").replace("roundtable/1", "roundtable/2"), encoding="utf-8")


def broken_off_exchange(file: Path) -> None:
    json_file.write(COLLECTION, file)
    file.write_bytes(file.read_bytes()[:-200])


def other_workbook(file: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["apples", 3])
    book.save(file)


def broken_off_workbook(file: Path) -> None:
    other_workbook(file)
    file.write_bytes(file.read_bytes()[:-200])


BAD_FILES: dict[str, Callable[[Path], object]] = {
    "empty.txt": Path.touch,
    "empty.json": Path.touch,
    "blank.txt": lambda file: file.write_text(" \n\f\n"),
    "binary.txt": lambda file: file.write_bytes(NOISE),
    "binary.json": lambda file: file.write_bytes(NOISE),
    "picture.txt": lambda file: file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "prose.txt": lambda file: file.write_text(PROSE * 40),
    "50-megabytes.txt": lambda file: file.write_text(PROSE * (50_000_000 // len(PROSE))),
    "50-megabytes-in-a-line.txt": lambda file: file.write_text("a" * 50_000_000),
    "text.json": lambda file: file.write_text(PROSE),
    "newer.json": newer_exchange,
    "broken-off.json": broken_off_exchange,
    "other.json": lambda file: file.write_text('{"practices": []}'),
    "list.json": lambda file: file.write_text("[1, 2]"),
    "deep.json": lambda file: file.write_text("[" * 200_000),
    "paper.odt": lambda file: file.write_text(PROSE),
    "paper": lambda file: file.write_text(PROSE),
    "empty.xlsx": Path.touch,
    "binary.xlsx": lambda file: file.write_bytes(NOISE),
    "text.xlsx": lambda file: file.write_text(PROSE),
    "page.xlsx": lambda file: file.write_text("<html><table></table></html>"),
    "old.xlsx": lambda file: file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE),
    "broken-off.xlsx": broken_off_workbook,
    "other.xlsx": other_workbook,
    "folder.xlsx": Path.mkdir,
    "missing.xlsx": lambda _: None,
    "folder.txt": Path.mkdir,
    "folder.json": Path.mkdir,
    "missing.txt": lambda _: None,
    "missing.json": lambda _: None,
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_taken_in_is_named_and_changes_nothing(
    name: str, workspace: Path, tmp_path: Path
) -> None:
    BAD_FILES[name](tmp_path / name)
    assert_unchanged_by(lambda: assert_refused(run("import", tmp_path / name), tmp_path / name), workspace.parent)


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_taken_in_makes_no_workspace(name: str, home: Path, tmp_path: Path) -> None:
    BAD_FILES[name](tmp_path / name)
    assert_refused(run("import", tmp_path / name))
    assert not list(home.rglob("*.roundtable"))


@pytest.mark.parametrize("part", [0.05, 0.31, 0.5, 0.7, 0.9, 0.99])
def test_a_paper_that_breaks_off_is_refused(part: float, paper: Path, workspace: Path, tmp_path: Path) -> None:
    whole = paper.read_bytes()
    truncated = tmp_path / "truncated.txt"
    truncated.write_bytes(whole[: int(len(whole) * part)])
    assert_unchanged_by(lambda: assert_refused(run("import", truncated), truncated), workspace.parent)


def test_a_paper_cut_anywhere_is_refused_but_where_nothing_tells(paper: Path, tmp_path: Path) -> None:
    whole, truncated = paper.read_bytes(), tmp_path / "truncated.txt"
    taken = 0
    for part in range(3, 100, 4):
        truncated.write_bytes(whole[: len(whole) * part // 100])
        with suppress(InputError):
            read_files([truncated])
            taken += 1
    assert taken < 3


def text_as_workspace(file: Path) -> None:
    file.write_text(PROSE)


def other_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE practice (id)")


def newer_workspace_without_a_table(file: Path) -> None:
    shutil.copy(os.environ["ROUNDTABLE_WORKSPACE"], file)
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.execute("DROP TABLE refusal")


def torn_workspace(file: Path) -> None:
    whole = Path(os.environ["ROUNDTABLE_WORKSPACE"]).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def scribbled_workspace(file: Path) -> None:
    whole = Path(os.environ["ROUNDTABLE_WORKSPACE"]).read_bytes()
    file.write_bytes(whole[:100] + (NOISE * 10)[: len(whole)])


COMMANDS = {
    "import": ("import", "sample.json"),
    "export": ("export", "made.json"),
    "annex": ("annex", "made.pdf", "--roundtable", ROUNDTABLE.code),
    "search": ("search", "wells"),
    "undo": ("undo",),
    "verify": ("verify",),
}


@pytest.mark.usefixtures("sample_file")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "spoil",
    [
        text_as_workspace,
        other_database,
        newer_workspace_without_a_table,
        torn_workspace,
        scribbled_workspace,
        Path.mkdir,
    ],
)
def test_what_is_no_sound_workspace_is_refused_by_every_command(
    spoil: Callable[[Path], None], command: str, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    spoilt = tmp_path / "spoilt.roundtable"
    spoil(spoilt)
    assert_unchanged_by(lambda: assert_refused(run(*COMMANDS[command], "--workspace", spoilt), spoilt), tmp_path)


def without_the_right_to_override() -> list[str]:
    """Return what to run a command under so that permissions bind it, which they do not bind root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are another matter here")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] if os.geteuid() == 0 else []


@pytest.fixture
def read_only(workspace: Path) -> Path:
    """Return the workspace once neither it nor its folder may be changed."""
    workspace.chmod(0o444)
    workspace.parent.chmod(0o555)
    return workspace


@pytest.mark.parametrize("command", [("import", "more.json"), ("undo",)], ids=" ".join)
def test_a_read_only_workspace_is_not_changed(
    command: tuple[str, ...], read_only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "more.json").write_text('{"format": "roundtable/1", "practices": [{"title": "One more"}]}')
    under = without_the_right_to_override()
    assert_unchanged_by(
        lambda: assert_refused(run_process(*command, under=under), read_only, "read-only"), read_only.parent
    )


def test_a_read_only_workspace_can_be_read(read_only: Path, tmp_path: Path) -> None:
    under = without_the_right_to_override()
    assert run_process("export", tmp_path / "all.json", under=under) == Answer(0, f"{tmp_path / 'all.json'}\n", "")
    assert run_process("verify", under=under).status == 0


def test_a_workspace_that_may_not_be_read_is_named(workspace: Path) -> None:
    workspace.chmod(0o000)
    assert_refused(run_process("history", under=without_the_right_to_override()), workspace)


def test_a_workspace_cannot_be_made_in_a_read_only_folder(sample_file: Path, tmp_path: Path) -> None:
    (tmp_path / "protected").mkdir(mode=0o555)
    under = without_the_right_to_override()
    for place in (tmp_path / "protected" / "new.roundtable", tmp_path / "protected" / "deeper" / "new.roundtable"):
        assert_refused(run_process("import", sample_file, "--workspace", place, under=under), tmp_path / "protected")
    assert list((tmp_path / "protected").iterdir()) == []


def on_a_small_disk(script: str, *arguments: str | Path) -> Answer:
    """Run a shell script with a disk of 2 MB, full but for some kilobytes, mounted at its first argument."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    alone = ["unshare", "--mount", *user, "sh", "-c"]
    mount = 'mount -t tmpfs -o size=2m small "$1"'
    tried = subprocess.run([*alone, mount, "sh", arguments[0]], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no small disk can be mounted here: {tried.stderr.strip()}")
    done = subprocess.run([*alone, f"{mount}; {script}", "sh", *arguments], capture_output=True, text=True, check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a disk can be mounted for a moment on Linux alone")
def test_on_a_full_disk_nothing_is_taken_in_and_the_workspace_stays(workspace: Path, tmp_path: Path) -> None:
    disk, more = tmp_path / "disk", tmp_path / "more.json"
    disk.mkdir()
    more.write_text(
        json.dumps({"format": "roundtable/1", "practices": [{"title": PROSE, "summary": PROSE * n} for n in range(99)]})
    )
    script = """
        cp "$2" "$1/kept.roundtable"
        dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null
        "$4" -m roundtable import "$3" --workspace "$1/kept.roundtable"
        status=$?
        cmp "$2" "$1/kept.roundtable" && ls -A "$1" | grep -vx -e kept.roundtable -e filler
        exit $status
    """
    assert_refused(on_a_small_disk(script, disk, workspace, more, sys.executable), "no space left", disk)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a disk can be mounted for a moment on Linux alone")
@pytest.mark.parametrize("name", ["all.json", "contribution.xlsx", "annex.pdf"])
def test_on_a_full_disk_an_output_is_whole_or_absent(name: str, workspace: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = """
        dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null
        "$4" -m roundtable "$3" "$1/$2"
        status=$?
        ls -A "$1" | grep -vx filler
        exit $status
    """
    command = "annex" if name.endswith(".pdf") else "export"
    assert_refused(on_a_small_disk(script, disk, name, command, sys.executable), "no space left", name)


OUTPUTS = {"all.json": "export", "contribution.xlsx": "export", "annex.pdf": "annex"}


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_path_that_is_a_folder_is_refused(name: str, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert_unchanged_by(lambda: assert_refused(run(OUTPUTS[name], tmp_path / name), tmp_path / name), tmp_path)
    assert list((tmp_path / name).iterdir()) == []


@pytest.mark.parametrize("command", ["export", "annex"])
def test_a_folder_whose_name_has_no_ending_is_called_a_folder(command: str, workspace: Path, tmp_path: Path) -> None:
    answer = run(command, tmp_path)
    assert (answer.status, "is a folder" in answer.err) == (1, True)


@pytest.mark.parametrize(
    "command",
    [
        ("export", "{}.json"),
        ("annex", "{}.pdf"),
        ("backup", "{}.roundtable"),
        ("take-along", "{}.roundtable"),
        ("init", "{}.roundtable"),
        ("protect", "{}.protected", "--passphrase-file", "words.txt"),
        ("unprotect", "{}.protected", "--passphrase-file", "words.txt"),
        ("unprotect", "w.protected", "{}.roundtable", "--passphrase-file", "words.txt"),
        ("--workspace", "{}.roundtable", "restore", "workspace.roundtable"),
    ],
    ids=lambda command: " ".join(command).replace("{}", ""),
)
def test_a_name_that_is_too_long_for_the_disk_is_refused_in_words(
    command: tuple[str, ...], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.parent)
    Path("words.txt").write_text("wells and clubs of Ayacucho")
    if "w.protected" in command:
        run("protect", "w.protected", "--passphrase-file", "words.txt")
    answers = []
    assert_unchanged_by(lambda: answers.append(run(*(word.format("x" * 300) for word in command))), workspace.parent)
    assert_refused(answers[0], "x" * 300)


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_in_a_folder_that_is_missing_is_refused(name: str, workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "missing" / name
    assert_refused(run(OUTPUTS[name], target), target.parent)
    assert not target.parent.exists()


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_that_may_not_be_overwritten_stays(name: str, workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "protected"
    folder.mkdir()
    (folder / name).write_text("earlier")
    folder.chmod(0o555)
    under = without_the_right_to_override()
    assert_unchanged_by(
        lambda: assert_refused(run_process(OUTPUTS[name], folder / name, under=under), folder / name), folder
    )


@pytest.mark.parametrize("command", [("export", "all.csv"), ("export", "all"), ("annex", "annex.odt")], ids=" ".join)
def test_an_output_of_an_unknown_kind_is_refused(
    command: tuple[str, str], workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_unchanged_by(lambda: assert_refused(run(*command), command[1]), tmp_path)


def test_a_demo_where_a_file_stands_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    assert_unchanged_by(lambda: assert_refused(run("demo", tmp_path / "taken"), tmp_path / "taken"), tmp_path)
