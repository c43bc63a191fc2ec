"""What is shown where there is nothing yet: an empty workspace, and one without a roundtable.

Says and offers; what is offered is done elsewhere.
"""

from PySide6.QtCore import QCoreApplication

from ui.actions import Actions
from ui.filing import Filing
from ui.opening import Opening
from ui.widgets.empty_state import EmptyState

translate = QCoreApplication.translate


def empty_workspace(filing: Filing, opening: Opening, actions: Actions) -> EmptyState:
    """Say how practices come into a workspace."""
    return EmptyState(
        "",
        translate(
            "Welcome",
            "Bring in a paper as text and its practices appear here, or look around with the sample roundtable. "
            "Files may also be dropped on this window.",
        ),
        [
            (translate("Welcome", "Open the sample"), filing.open_sample),
            (translate("Welcome", "Import a paper…"), filing.ask_import),
            (translate("Welcome", "Start a roundtable…"), actions["going.start_roundtable"].trigger),
            (translate("Welcome", "New practice"), actions["handling.create"].trigger),
            (translate("Welcome", "Open workspace…"), opening.ask_open),
        ],
    )


def no_roundtable(filing: Filing) -> EmptyState:
    """Say how a roundtable comes into a workspace."""
    return EmptyState(
        translate("Welcome", "No roundtable yet"),
        translate(
            "Welcome", "A background paper brings its roundtable along: code, sections, questions, measures and annex."
        ),
        [(translate("Welcome", "Import a paper…"), filing.ask_import)],
    )
