"""Empty states of a workspace without practices and of one without roundtables."""

from PySide6.QtCore import QCoreApplication

from ui.shell.actions import Actions
from ui.shell.file_actions import FileActions
from ui.widgets.empty_state import EmptyState
from ui.workspaces.workspace_switch import WorkspaceSwitch

translate = QCoreApplication.translate


def empty_workspace(file_actions: FileActions, workspace_switch: WorkspaceSwitch, actions: Actions) -> EmptyState:
    """Offer the ways to fill a workspace."""
    return EmptyState(
        "",
        translate(
            "Welcome",
            "Bring in a paper as text and its practices appear here, or look around with the sample roundtable. "
            "Files may also be dropped on this window.",
        ),
        [
            (translate("Welcome", "Open the sample"), file_actions.open_sample),
            (translate("Welcome", "Import a paper…"), file_actions.ask_import),
            (translate("Welcome", "Start a roundtable…"), actions["navigator.create_roundtable"].trigger),
            (translate("Welcome", "New practice"), actions["practice_actions.create"].trigger),
            (translate("Welcome", "Open workspace…"), workspace_switch.ask_open),
        ],
    )


def no_roundtable(file_actions: FileActions) -> EmptyState:
    """Offer to import a roundtable."""
    return EmptyState(
        translate("Welcome", "No roundtable yet"),
        translate(
            "Welcome", "A background paper brings its roundtable along: code, sections, questions, measures and annex."
        ),
        [(translate("Welcome", "Import a paper…"), file_actions.ask_import)],
    )
