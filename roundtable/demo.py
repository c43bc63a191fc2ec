"""Demonstration: the sample roundtable as a workspace, its annex and its contribution workbook."""

from dataclasses import dataclass
from pathlib import Path

import resources
from roundtable import exports, imports
from roundtable.errors import OutputError
from roundtable.file_errors import make_folder
from roundtable.progress import Progress, silent
from roundtable.workspace import Workspace

SAMPLE = "sample/rt-3.2.json"
SAMPLE_CODE = "RT 3.2"


@dataclass(frozen=True, slots=True)
class Demo:
    """Hold the paths of what was made."""

    workspace: Path
    annex: Path
    contribution: Path


def make(folder: Path, *, progress: Progress = silent) -> Demo:
    """Make the folder with the sample workspace, its annex PDF and its contribution workbook."""
    make_folder(folder, "Name another folder.", OutputError)
    made = Demo(folder / "demo.roundtable", folder / "annex.pdf", folder / "contribution.xlsx")
    with Workspace.open(made.workspace, create=True) as workspace:
        imports.import_files(workspace, [resources.path(SAMPLE)])
        exports.annex(workspace, made.annex, roundtable=SAMPLE_CODE, progress=progress)
        exports.contribution(workspace, made.contribution, roundtable=SAMPLE_CODE, progress=progress)
    return made
