"""Tests of what only a workspace file has or does: the PostgreSQL pass leaves them out, each for a reason."""

_BACKUP = "a server's backups are made by who runs it"
_PLACE = "only a file is moved, replaced, renamed or dropped"
_FORBIDS = "SQLite's way to forbid writing"
FILE_ONLY = {
    "tests/roundtable/backups/": "a server's copies are made by pg_dump",
    "tests/roundtable/protected/": "a protected copy is one of a file",
    "tests/roundtable/test_full_disk.py::test_the_disk_that_is_full_is_named": "a server has no copies in files",
    "tests/roundtable/test_verification.py::test_a_save_does_not_wait": "a server's readers hold up no writer",
    "tests/roundtable/test_verification.py::test_a_fault_found_in_a_copy": "a server is checked as it is",
    "tests/roundtable/test_verification.py::test_words_that_the_search_index_does_not_hold": "meddles with the file",
    "tests/roundtable/recovery/test_restore.py": "a server's copies are restored by pg_restore",
    "tests/roundtable/history/test_handovers.py::test_a_workspace_that_may_only_be_read": _FORBIDS,
    "tests/roundtable/history/test_handovers.py::test_a_busy_workspace": "another program holds the file",
    "tests/roundtable/history/test_practice_usage.py::test_a_workspace_that_may_only_be_read": _FORBIDS,
    "tests/roundtable/practices/test_practice_store.py::test_sorting_by_region_looks_only": "a plan of SQLite's",
    "tests/roundtable/workspace_merge/test_base.py::test_the_base_outlives": "a copy of the file is the older backup",
    "tests/roundtable/workspace_merge/test_base.py::test_what_is_done_at_home": "a file is merged, never a server",
    "tests/roundtable/test_workspace.py::test_verify_finds_an_index_out_of_step": "meddles with the file",
    "tests/ui/annex/test_annex_page.py::test_an_annex_that_cannot_be_typeset": _PLACE,
    "tests/ui/backups/": "only a file is backed up, restored, protected and checked by the window",
    "tests/ui/jobs/test_background_query.py::test_a_question_gives_way": "a server's readers hold up no writer",
    "tests/ui/editor/test_saving.py::test_a_read_only_workspace": _FORBIDS,
    "tests/ui/practice_dialogs/test_merge_dialog.py::test_a_backup_is_made": _BACKUP,
    "tests/ui/practice_table/test_models.py::test_only_the_rows_that_are_looked_at": _PLACE,
    "tests/ui/practices/test_bulk_edits.py::test_a_backup_is_made": _BACKUP,
    "tests/ui/practices/test_practice_pane.py::test_another_workspace_opens_over_unsaved": _FORBIDS,
    "tests/ui/practices/test_practice_pane.py::test_closing_waits": _FORBIDS,
    "tests/ui/practices/test_selection_pane.py::test_a_workspace_that_is_closed": "counts who has the file open",
    "tests/ui/roundtables/test_saving.py::test_a_question_whose_saving_was_refused": _FORBIDS,
    "tests/ui/shell/test_file_actions.py::test_a_workspace_dropped": _PLACE,
    "tests/ui/shell/test_file_actions.py::test_what_will_happen_to_files": _PLACE,
    "tests/ui/shell/test_main_window.py::test_a_file_that_is_no_workspace": "another file is chosen",
    "tests/ui/shell/test_main_window.py::test_a_new_workspace_takes": "the file is among the recent ones",
    "tests/ui/shell/test_main_window.py::test_closing_the_window_stops": _PLACE,
    "tests/ui/shell/test_other_programs.py::test_a_file_": _PLACE,
    "tests/ui/shell/test_other_programs.py::test_a_moved_file": _PLACE,
    "tests/ui/shell/test_other_programs.py::test_a_table_painted_while_the_file_is_gone": _PLACE,
    "tests/ui/shell/test_room.py::test_every_dialog_fits": "opens the dialogs of backups and protected copies, too",
    "tests/ui/shell/test_accessibility.py::test_every_control_of_a_dialog_that_an_action_opens_tells_its_role_and_its_name"
    "[backup_actions.show]": _BACKUP,
    "tests/ui/shell/test_accessibility.py::test_every_control_of_a_dialog_that_an_action_opens_tells_its_role_and_its_name"
    "[protected_copies.ask_save]": "a protected copy is one of a file",
    "tests/ui/test_screen_reader.py": "a program of its own opens the file",
    "tests/ui/vocabulary/test_vocabulary_page.py::test_a_backup_is_made": _BACKUP,
    "tests/ui/workspaces/test_folder_warning.py": "only a file lies in a folder",
    "tests/ui/workspaces/test_window_lock.py": "only a file is held by a lock file beside it",
    "tests/roundtable/test_workspace.py::test_a_workspace_is_not_moved_onto_itself": "only a file is moved",
}
"""By the beginning of their names."""


def reason(test: str) -> str:
    """Return why a test concerns files alone, "" where it does not."""
    return next((why for start, why in FILE_ONLY.items() if test.startswith(start)), "")
