"""The main job on the sample roundtable: a workspace, its annex, its contribution.

Uses the same services as a person would; made again, it keeps what was edited in the workspace.
"""

from dataclasses import dataclass
from pathlib import Path

import resources
from roundtable import exports, imports
from roundtable.errors import OutputError
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder “{folder}” cannot be made: {error.strerror}.", "Name another folder.") from error
    made = Demo(folder / "demo.roundtable", folder / "annex.pdf", folder / "contribution.xlsx")
    with Workspace.open(made.workspace, create=True) as workspace:
        imports.import_files(workspace, [resources.path(SAMPLE)])
        exports.annex(workspace, made.annex, roundtable=SAMPLE_CODE, progress=progress)
        exports.contribution(workspace, made.contribution, roundtable=SAMPLE_CODE, progress=progress)
    return made
