"""The merge of a taken-along file of 10,000 practices with 200 edits, against a verified copy of the same file."""

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from db import backup
from roundtable import imports
from roundtable.exchange import json_file
from roundtable.practices import practice_edits, practice_rows
from roundtable.records.collection import Collection
from roundtable.workspace import Workspace
from roundtable.workspace_merge.take_along import take_along
from tests.benchmarks import invented

PRACTICES = 10_000
EDITS = 200
ROUNDS = 3


def main() -> None:
    """Print the times of taking along, of the plan and of the merge, and how many copies each takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home, file = folder / "home.roundtable", folder / "taken.roundtable"
        json_file.write(Collection(practices=invented.practices(PRACTICES)), folder / "practices.json")
        with Workspace.open(home, create=True) as workspace:
            imports.import_files(workspace, [folder / "practices.json"])
            taken = _seconds(lambda: take_along(workspace, file))
        for edited, field, kept in ((file, "notes", 0), (home, "results", EDITS // 2)):
            with Workspace.open(edited) as workspace:
                for key in practice_rows.find_ids(workspace)[kept : kept + EDITS]:
                    practice_edits.edit_many(workspace, [key], "Edit", practice_edits.set_field(field, "asked")[1])
        rounds = [_round(folder, number) for number in range(ROUNDS)]
    floor, plan, merge = map(min, zip(*rounds, strict=True))
    print(
        f"Merge of {EDITS} edits in a file of {PRACTICES:,} practices: {merge:.2f} s, {merge / floor:.1f} verified "
        f"copies ({floor:.2f} s); its plan {plan:.2f} s, {plan / floor:.1f}; taking along {taken:.2f} s, "
        f"{taken / floor:.1f}"
    )


def _round(folder: Path, number: int) -> tuple[float, float, float]:
    """Return the seconds of a verified copy, a plan and a merge."""
    home = shutil.copyfile(folder / "home.roundtable", folder / f"{number}.roundtable")
    floor = _seconds(lambda: backup.copy(folder / "taken.roundtable", folder / f"copy-{number}.roundtable"))
    with Workspace.open(home) as workspace:
        plan = _seconds(lambda: imports.plan(workspace, [folder / "taken.roundtable"]))
        merge = _seconds(lambda: imports.import_files(workspace, [folder / "taken.roundtable"]))
    return floor, plan, merge


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
