"""Tests of what only a workspace file has or does: the PostgreSQL pass leaves them out, each for a reason."""

_FORBIDS = "SQLite's way to forbid writing"
FILE_ONLY = {
    "tests/roundtable/backups/": "a server's copies are made by pg_dump",
    "tests/roundtable/protected/": "a protected copy is one of a file",
    "tests/roundtable/test_verification.py::test_a_save_does_not_wait": "a server's readers hold up no writer",
    "tests/roundtable/test_verification.py::test_a_fault_found_in_a_copy": "a server is checked as it is",
    "tests/roundtable/test_verification.py::test_words_that_the_search_index_does_not_hold": "meddles with the file",
    "tests/roundtable/recovery/test_restore.py": "a server's copies are restored by pg_restore",
    "tests/roundtable/history/test_handovers.py::test_a_workspace_that_may_only_be_read": _FORBIDS,
    "tests/roundtable/history/test_handovers.py::test_a_busy_workspace": "another program holds the file",
    "tests/roundtable/history/test_practice_usage.py::test_a_workspace_that_may_only_be_read": _FORBIDS,
    "tests/roundtable/practices/test_practice_store.py::test_sorting_by_region_looks_only": "a plan of SQLite's",
    "tests/roundtable/workspace_merge/test_merge.py::test_the_base_outlives": "a copy of the file is the older backup",
    "tests/roundtable/workspace_merge/test_merge.py::test_what_is_done_at_home": "a file is merged, never a server",
    "tests/roundtable/test_workspace.py::test_verify_finds_an_index_out_of_step": "meddles with the file",
    "tests/roundtable/test_workspace.py::test_a_workspace_is_not_moved_onto_itself": "only a file is moved",
}
"""By the beginning of their names."""


def reason(test: str) -> str:
    """Return why a test concerns files alone, "" where it does not."""
    return next((why for start, why in FILE_ONLY.items() if test.startswith(start)), "")
