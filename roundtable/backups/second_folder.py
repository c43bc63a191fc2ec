"""Second folder, of the person's choice, in which a copy of every backup is kept as well: another drive, a share."""

import filecmp
import shutil
from pathlib import Path

from platformdirs import user_config_path

from roundtable.atomic_file import replacing
from roundtable.errors import OutputError
from roundtable.file_errors import make_folder, read_error, write_error

_REMEDY = "Connect its drive, or choose another folder."


def _choice() -> Path:
    return user_config_path("Roundtable", appauthor=False, roaming=False) / "second backup folder.txt"


def chosen() -> Path | None:
    """Return the folder, None where nobody chose one; raise InputError where the choice cannot be read."""
    try:
        return Path(_choice().read_text(encoding="utf-8", errors="surrogateescape"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(error, _choice()) from error


def choose(folder: Path | None) -> None:
    """Keep copies in a folder from now on, or in none; raise OutputError where the choice cannot be kept."""
    if folder is None:
        try:
            _choice().unlink(missing_ok=True)
        except OSError as error:
            raise write_error(error, _choice()) from error
        return
    make_folder(_choice().parent, "Ask for permission to write there.", OutputError)
    with replacing(_choice()) as temporary:
        temporary.write_text(str(folder), encoding="utf-8", errors="surrogateescape")


def copy(made: Path) -> Path | None:
    """Copy a backup into the folder, if there is one, and compare the bytes; return the folder of the copy.

    Raises OutputError where the folder is not there or cannot be written to, and what ``chosen`` raises.
    """
    folder = chosen()
    if folder is None:
        return None
    if not folder.is_dir():
        raise OutputError(f"The second folder for backups, “{folder}”, was not found.", _REMEDY)
    target = folder / made.parent.name / made.name
    make_folder(target.parent, _REMEDY, OutputError)
    with replacing(target) as temporary:
        shutil.copyfile(made, temporary)
        if not filecmp.cmp(made, temporary, shallow=False):
            raise OutputError(f"The copy “{target}” differs from the original.", "Check that drive.")
    return target.parent
