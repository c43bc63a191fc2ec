"""Empty states of a workspace without practices and of one without roundtables."""

from PySide6.QtCore import QCoreApplication

from roundtable.practices import practice_rows
from roundtable.workspace import Workspace
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
            "Import a background paper or a workbook that came back, or write the first practice. "
            "Files may also be dropped on this window, and what was copied from a text, a mail or a spreadsheet may be "
            "pasted.",
        ),
        [
            (translate("Welcome", "Import a paper…"), file_actions.ask_import),
            (translate("Welcome", "Import a workbook…"), file_actions.ask_import),
            (translate("Welcome", "New practice"), actions["practice_actions.create"].trigger),
        ],
        [
            (translate("Welcome", "Paste as practices…"), file_actions.preview_clipboard),
            (translate("Welcome", "Open the sample"), file_actions.open_sample),
            (translate("Welcome", "Start a roundtable…"), actions["navigator.create_roundtable"].trigger),
            (translate("Welcome", "Open workspace…"), workspace_switch.ask_open),
            (translate("Welcome", "Open the trash…"), actions["practice_actions.show_trash"].trigger),
        ],
    )


def tell_why_empty(welcome: EmptyState, workspace: Workspace | None, *, is_upgrading: bool) -> None:
    """Say why no practice is shown: no workspace or none yet, nothing in it, or all of it in the trash."""
    welcome.show_steps(is_shown=not is_upgrading)
    if is_upgrading:
        welcome.set_title(translate("Welcome", "The workspace is being upgraded…"))
        return
    in_trash = practice_rows.count_trash(workspace) if workspace else 0
    title = (
        translate("Welcome", "This workspace is empty") if workspace else translate("Welcome", "No workspace is open")
    )
    if in_trash:
        title = translate("Welcome", "%n practice(s) in the trash, no others", None, in_trash)
    welcome.set_title(title)
    welcome.show_button(translate("Welcome", "Open the trash…"), is_shown=in_trash > 0)


def no_roundtable(file_actions: FileActions) -> EmptyState:
    """Offer to import a roundtable."""
    return EmptyState(
        translate("Welcome", "No roundtable yet"),
        translate(
            "Welcome",
            "Importing a background paper creates its roundtable: code, sections, questions, measures and annex.",
        ),
        [(translate("Welcome", "Import a paper…"), file_actions.ask_import)],
    )
