"""Three practices of a roundtable, its workbook, and what became of them.

No tests here.
"""

from dataclasses import replace
from pathlib import Path

from roundtable.import_report import FileReport
from roundtable.records.practice import Country, PracticeRecord
from roundtable.records.roundtable import AnnexEntry
from roundtable.workspace import Workspace
from tests import samples
from tests.roundtable.contribution_intake.returned_workbooks import (
    hand_over,
    here,
)

NAMES = ("Alpha", "Beta", "Gamma")
ALPHA, BETA, GAMMA = (
    PracticeRecord(
        id=f"0000000{number}-1111-4111-8111-111111111111",
        title=name,
        summary=f"About {name}.",
        countries=(Country(country, code),),
        tags=("Gender",),
    )
    for number, (name, country, code) in enumerate(
        zip(NAMES, ("Ghana", "Ghana", "Togo"), ("GHA", "GHA", "TGO"), strict=True)
    )
)
THREE = (ALPHA, BETA, GAMMA)


def hand_over_three(new_file: Path, folder: Path) -> Path:
    """Keep in a folder a workspace with the three, before and after its workbook was written, and that workbook."""
    roundtable = replace(samples.ROUNDTABLE, annex=tuple(AnnexEntry(one.id) for one in THREE))
    collection = replace(samples.COLLECTION, practices=THREE, roundtables=(roundtable,), mappings=())
    return hand_over(new_file, folder, collection)


def outcomes(report: FileReport) -> dict[str, str]:
    return {practice.title: practice.outcome for practice in report.practices}


def countries(workspace: Workspace) -> list[str]:
    return [here(workspace, one.id).countries[0].printed for one in THREE]
