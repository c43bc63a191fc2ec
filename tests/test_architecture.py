"""The floors and what each may stand on, read from every import statement by grimp, import-linter's engine.

A package that is not listed for a floor is not welcome there; listing it is a decision, not a formality.
"""

import subprocess
import sys

import grimp
import pytest

MAY_IMPORT = {
    "resources": set[str](),
    "db": {"alembic", "sqlalchemy"},
    "roundtable": {
        *("db", "resources"),
        *(
            "fontTools",
            "msgspec",
            "openpyxl",
            "platformdirs",
            "pymupdf_fonts",
            "rapidfuzz",
            "reportlab",
            "sqlalchemy",
            "uharfbuzz",
        ),
    },
    "ui": {"roundtable", "resources", "platformdirs", "PySide6", "typing_extensions"},
}
HANDS_OVER_TO_THE_COMMAND_LINE = ("roundtable.__main__", "ui.start")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*MAY_IMPORT, include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize("floor", MAY_IMPORT)
def test_a_floor_imports_only_what_it_may_stand_on(floor: str, graph: grimp.ImportGraph) -> None:
    unwelcome = [
        f"{module} imports {imported}"
        for module in sorted(graph.find_descendants(floor) | {floor})
        for imported in sorted(graph.find_modules_directly_imported_by(module))
        if (module, imported) != HANDS_OVER_TO_THE_COMMAND_LINE
        and imported.partition(".")[0] not in MAY_IMPORT[floor] | {floor} | sys.stdlib_module_names
    ]
    assert not unwelcome


def test_the_command_line_loads_no_window_no_writer_and_no_migration_to_start() -> None:
    start = "import sys, ui.command_line; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True).stdout.split()
    assert not {"PySide6", "alembic", "reportlab", "openpyxl"}.intersection(loaded)
