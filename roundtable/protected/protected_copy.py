"""Protected copy of a workspace: a verified copy of all of it, encrypted; and the workspace that comes out of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from db import backup, upgrade
from db.engine import connect
from roundtable import atomic_file
from roundtable.atomic_file import creating, replacing
from roundtable.backups import backup_files
from roundtable.errors import InputError, OutputError, PassphraseError
from roundtable.file_errors import check_is_file, is_taken, read_error
from roundtable.progress import Progress, silent
from roundtable.protected import encryption
from roundtable.workspace import Workspace

SUFFIX = ".protected"
SHORTEST = 8
"""How many characters a passphrase has at least."""
_FAIR, _STRONG = 12, 18


def strength(passphrase: str) -> str:
    """Return ``short``, ``weak``, ``fair`` or ``strong``: a hint by length, no character counted more than twice."""
    counted = min(len(passphrase), 2 * len(set(passphrase)))
    if len(passphrase) < SHORTEST:
        return "short"
    return "weak" if counted < _FAIR else "fair" if counted < _STRONG else "strong"


def check_target(workspace: Workspace, target: Path) -> None:
    """Raise OutputError where no protected copy can go, before anybody thinks of a passphrase."""
    if workspace.is_in(target):
        raise OutputError(f"“{target}” is the workspace itself.", "Choose another name.")
    atomic_file.check_target(target)


def write(workspace: Workspace, target: Path, passphrase: str, *, progress: Progress = silent) -> None:
    """Write a protected copy of a workspace over ``target``, whole or not at all.

    Raises PassphraseError for a passphrase that is too short, and RoundtableError where the workspace is damaged or the
    copy cannot be written.
    """
    if strength(passphrase) == "short":
        raise PassphraseError(f"A passphrase needs at least {SHORTEST} characters.", "Use several unrelated words.")
    check_target(workspace, target)
    # The copy that is not encrypted yet lies with the backups: never on the stick or share that the target lies on.
    with backup_files.temporary_place(workspace.file) as copy:
        backup.copy(workspace.file, copy)
        with replacing(target) as temporary, copy.open("rb") as source, temporary.open("wb") as made:
            encryption.encrypt(source, made, passphrase, progress=progress)


def check_source(file: Path) -> None:
    """Raise InputError unless a file begins like a protected copy, before anybody types its passphrase."""
    with _opened(file) as source:
        encryption.check(source, str(file))


def check_new(target: Path) -> None:
    """Raise OutputError where the workspace of a protected copy cannot go."""
    if is_taken(target):
        raise OutputError(f"“{target}” already exists.", "Choose another name: existing files are never overwritten.")
    atomic_file.check_target(target)


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    check_is_file(file)
    try:
        source = file.open("rb")
    except OSError as error:
        raise read_error(error, file) from error
    with source:
        yield source


def read(file: Path, target: Path, passphrase: str, *, progress: Progress = silent) -> None:
    """Write the workspace that a protected copy holds to ``target``, a new file.

    Raises PassphraseError for another passphrase, and RoundtableError where the copy is damaged, cannot be read or
    holds no workspace that this version knows, or the target is there already or cannot be written.
    """
    check_new(target)
    with _opened(file) as source, creating(target) as temporary:
        with temporary.open("wb") as made:
            encryption.decrypt(source, made, passphrase, str(file), progress=progress)
        upgrade.inspect(temporary, file)
        engine = connect(temporary)
        try:
            upgrade.check(engine, file)
        finally:
            engine.dispose()


def proposed_target(file: Path) -> Path:
    """Return a name that is free for the workspace of a protected copy, beside it."""
    stem = file.name.removesuffix(SUFFIX).removesuffix(".roundtable")
    names = (f"{stem}{number}.roundtable" for number in ("", *(f" {one}" for one in range(2, 1000))))
    for name in names:
        if not is_taken(file.with_name(name)):
            return file.with_name(name)
    raise InputError(f"Every name for the contents of “{file}” is taken.", "Name the new workspace.")
