"""Content of a file that may be anything: nothing is read that may never end, or before its size is checked."""

import os
from collections.abc import Callable
from pathlib import Path

from roundtable.file_errors import check_is_file, read_error


def content_of(file: Path, check_size: Callable[[int], object]) -> bytes:
    """Return what a file holds as it is opened, without what is appended meanwhile.

    ``check_size`` is given its size first and raises what is to be told of one that is too large. Raises InputError for
    what is no file, such as a pipe, and for a file that cannot be read.
    """
    check_is_file(file)
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            check_size(size)
            return stream.read(size)
    except OSError as error:
        raise read_error(error, file) from error
