"""The import of the real paper as a whole process, against a process that only imports SQLAlchemy."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests import needs

ROUNDS = 7


def main() -> None:
    """Print how many times the floor an import takes; at most 3 is wanted."""
    paper = needs.SHARED / "data/rt-3.2-background-paper.txt"
    if not paper.is_file():
        print(f"import of the paper: not measured, {paper.name} is absent")
        return
    floor, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            floor.append(_seconds("-c", "import sqlalchemy"))
            workspace = str(Path(folder, f"{number}.roundtable"))
            ours.append(_seconds("-m", "roundtable", "import", str(paper), "--workspace", workspace))
    ratio = median(ours) / median(floor)
    print(f"import of the paper: {median(ours):.2f} s, {ratio:.2f} times “import sqlalchemy” ({median(floor):.2f} s)")


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
