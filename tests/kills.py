"""Kill a process that works on a workspace, at random moments, and look at what it leaves.

Run as ``python -m tests.kills NUMBER SEED``: prints a line for every fault found, then how many kills there were.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roundtable import exports, imports, verification
from roundtable.backups import backup_files
from roundtable.errors import RoundtableError
from roundtable.exchange import json_file
from roundtable.practices import duplicate_merge, practice_edits, practice_store
from roundtable.records.collection import Collection
from roundtable.records.identity import derived_id, new_id
from roundtable.records.practice import PracticeRecord
from roundtable.recovery.restore import restore_file
from roundtable.temporary_files import clear_unfinished
from roundtable.workspace import Workspace
from roundtable.workspace_merge import take_along
from tests.samples import COLLECTION

OLDEST = Path(__file__).parent / "data" / "workspaces" / "schema-0001.roundtable"
MANY = 200
LONGEST_SECONDS = 0.4
Tell = Callable[[str], None]
"""Tells the killer what is acknowledged as done."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold the files of one kill: a filled workspace, its backup, a taken-along file, an exchange file, an output."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "w.roundtable"

    @property
    def source(self) -> Path:
        return self.folder / "source.roundtable"

    @property
    def taken(self) -> Path:
        """A file that was taken along from the workspace, in which many practices were added meanwhile."""
        return self.folder / "taken.roundtable"

    @property
    def records(self) -> Path:
        return self.folder / "records.json"

    @property
    def output(self) -> Path:
        return self.folder / "output.json"


def edit(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file) as workspace:
        while True:
            record = PracticeRecord(id=new_id(), title="Typed")
            practice_edits.create(workspace, record)
            tell(record.id)


def merge(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file) as workspace:
        while True:
            keys = [practice_edits.create(workspace, PracticeRecord(id=new_id(), title="Twice"))[0] for _ in range(2)]
            backup_files.make_if_changed(place.file, "before merge")
            duplicate_merge.merge_practices(workspace, keys, keys[0])
            kept = practice_store.get(workspace, keys[0])
            tell(kept.id if kept else "")


def take_in(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file) as workspace:
        imports.import_files(workspace, [place.records])
        for number in range(MANY):
            tell(derived_id(str(number)))


def merge_back(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file) as workspace:
        imports.import_files(workspace, [place.taken])
        for number in range(MANY):
            tell(derived_id(str(number)))


def take_away(place: Place, tell: Tell) -> None:
    number = 0
    with Workspace.open(place.file) as workspace:
        while True:
            number += 1
            take_along.take_along(workspace, place.folder / f"along{number}.roundtable")
            tell("")


def export(place: Place, tell: Tell) -> None:
    with Workspace.open(place.file) as workspace:
        while True:
            exports.exchange(workspace, place.output)
            tell("")


def back_up(place: Place, tell: Tell) -> None:
    while True:
        tell(str(backup_files.make(place.file, "by hand").file))


def restore(place: Place, tell: Tell) -> None:
    while True:
        restore_file(place.file, place.source)
        tell("")


def upgrade(place: Place, tell: Tell) -> None:
    while True:
        shutil.copy(OLDEST, place.folder / "copy")
        (place.folder / "copy").replace(place.file)
        Workspace.open(place.file).close()
        tell("")


def create(place: Place, tell: Tell) -> None:
    number = 0
    while True:
        number += 1
        Workspace.open(place.folder / f"new{number}.roundtable", create=True).close()
        tell("")


WORKS = (edit, merge, take_in, merge_back, take_away, export, back_up, restore, upgrade, create)


def killed(work: Callable[[Place, Tell], None], place: Place, seconds: float) -> list[str]:
    """Kill the work after a while, and return what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(place, lambda said: (os.write(writing, f"{said}\n".encode()), None)[1])
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read().splitlines()


def faults(work: Callable[[Place, Tell], None], place: Place, said: list[str], whole: bytes) -> list[str]:
    """Return what is not as it must be after a kill."""
    clear_unfinished()
    found: list[str] = []
    for file in place.folder.glob("*.roundtable"):
        with Workspace.open(file) as workspace, workspace.reading() as connection:
            found += verification.verify(workspace).faults
            if file == place.file and work in (edit, merge, take_in, merge_back):
                here = {record.id for record in practice_store.load(connection).values()}
                found += [f"{uid} is gone" for uid in said if uid not in here]
                before = len(COLLECTION.practices)
                if work in (take_in, merge_back) and len(here) not in (before, before + MANY):
                    found.append("half an import")
    if place.output.exists() and place.output.read_bytes() != whole:
        found.append("half an output")
    found += [
        f"{one.file} is half a backup" for one in backup_files.listing(place.file) if not backup_files.counts(one.file)
    ]
    found += [f"{file} was acknowledged" for file in said if work is back_up and not Path(file).exists()]
    left = [path.name for path in (*place.folder.rglob(".roundtable-*"), *backup_files.folder().rglob(".roundtable-*"))]
    return [*found, *(f"{name} is left" for name in left)]


def main(number: int, seed: int) -> int:
    """Kill so many times; return how many faults there were."""
    chance = random.Random(seed)  # noqa: S311 - the same at every run
    folder = Path(tempfile.mkdtemp())
    for name in ("CONFIG", "DATA"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name)
    json_file.write(COLLECTION, folder / "few.json")
    many = Collection(practices=tuple(PracticeRecord(id=derived_id(str(n)), title=f"P{n}") for n in range(MANY)))
    json_file.write(many, folder / "records.json")
    with Workspace.open(folder / "w.roundtable", create=True) as workspace:
        imports.import_files(workspace, [folder / "few.json"])
        exports.exchange(workspace, folder / "whole.json")
        take_along.take_along(workspace, folder / "taken.roundtable")
    with Workspace.open(folder / "taken.roundtable") as workspace:
        imports.import_files(workspace, [folder / "records.json"])
    count = 0
    for kill in range(number):
        work = WORKS[kill % len(WORKS)]
        place = Place(folder / str(kill))
        place.folder.mkdir()
        for made in (place.file, place.source):
            shutil.copyfile(folder / "w.roundtable", made)
        for name in ("records.json", "taken.roundtable"):
            shutil.copyfile(folder / name, place.folder / name)
        seconds = chance.random() * LONGEST_SECONDS
        said = killed(work, place, seconds)
        try:
            found = faults(work, place, said, (folder / "whole.json").read_bytes())
        except RoundtableError as error:
            found = [str(error)]
        for fault in found:
            print(f"{work.__name__}, killed after {seconds:.3f} s: {fault}")
        count += len(found)
        shutil.rmtree(place.folder)
    shutil.rmtree(folder)
    print(json.dumps({"kills": number, "faults": count}))
    return count


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])) > 0)
