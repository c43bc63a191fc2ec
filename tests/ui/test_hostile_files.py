"""No file hangs, breaks or half fills the program: each is read, or refused in a line that names it."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile_files import FILES
from tests.hostile_files.makers import Maker
from tests.ui.commands import run

LONGEST = 10
"""Seconds of the processor that a file may take."""
MOST_MEMORY = 500_000_000
"""Bytes that reading and refusing a file may take beyond what the program takes anyway."""
NAMES = ["".join(letter if letter not in '\\/:*?"<>|' else "_" for letter in name) for name in FILES]


@pytest.fixture
def in_time() -> Iterator[None]:
    """Break off what takes longer than a person waits."""
    if sys.platform == "win32":
        yield
        return

    def break_off(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, break_off)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


@pytest.fixture
def in_memory() -> Iterator[None]:
    """Refuse what takes more memory than a small computer has to spare, where the system can refuse it."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def test_the_limit_of_memory_holds(in_memory: None) -> None:
    if sys.platform != "linux":
        pytest.skip("the system has no such limit")
    with pytest.raises(MemoryError):
        bytearray(2 * MOST_MEMORY)


@pytest.mark.usefixtures("in_time", "in_memory")
@pytest.mark.parametrize(
    ("name", "make"), list(zip(NAMES, FILES.values(), strict=True)), ids=[name[:60] for name in NAMES]
)
def test_a_hostile_file_is_read_or_refused(name: str, make: Maker, home: Path, filled_file: Path) -> None:
    workspace = shutil.copyfile(filled_file, home / "workspace.roundtable")
    before = workspace.read_bytes()
    file = home / name
    make(file)
    answer = run("--workspace", workspace, "import", file)
    assert answer.status in (0, 1)
    if answer.status == 1:
        assert answer.out == ""
        assert answer.err.endswith(".\n")
        assert "Traceback" not in answer.err
        assert not name.isprintable() or name in answer.err
        assert workspace.read_bytes() == before


def test_there_are_many_of_them() -> None:
    assert len(FILES) >= 200 or os.name == "nt"
