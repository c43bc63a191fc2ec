"""Import rules: what each floor, and each package of the two upper floors, may import, as grimp reads the imports.

A name that is not listed may not be imported; listing it is a decision, not a formality.
"""

import pkgutil
import re
import sys
from collections import Counter
from pathlib import Path

import grimp
import pytest

MAY_IMPORT = {
    "resources": set[str](),
    "db": {"alembic", "keyring", "psycopg", "sqlalchemy"},
    "roundtable": {
        *("db", "resources"),
        *(
            "cryptography",
            "fontTools",
            "icu4py",
            "msgspec",
            "openpyxl",
            "pikepdf",
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
PACKAGES = {
    "roundtable": [],
    "roundtable.errors": ["db"],
    "roundtable.progress": ["db"],
    "roundtable.garbage_collection": [],
    "roundtable.records": ["roundtable: errors"],
    "roundtable.standard_vocabulary": ["resources", "db", "roundtable: records"],
    "roundtable.file_errors": ["roundtable: errors"],
    "roundtable.temporary_files": [],
    "roundtable.atomic_file": ["roundtable: errors file_errors temporary_files"],
    "roundtable.backups": ["db", "roundtable: atomic_file errors file_errors progress temporary_files"],
    "roundtable.storage": ["db", "roundtable: atomic_file backups errors file_errors progress standard_vocabulary"],
    "roundtable.workspace": ["db", "roundtable: backups file_errors progress standard_vocabulary storage"],
    "roundtable.protected": ["db", "roundtable: atomic_file backups errors file_errors progress workspace"],
    "roundtable.agenda": ["db", "roundtable: errors records workspace"],
    "roundtable.verification": ["db", "roundtable: backups errors records workspace"],
    "roundtable.vocabulary": ["resources", "db", "roundtable: errors records standard_vocabulary workspace"],
    "roundtable.spreadsheet": ["roundtable: errors progress vocabulary"],
    "roundtable.paper_text": ["roundtable: errors file_errors records vocabulary"],
    "roundtable.search": ["db", "roundtable: errors records vocabulary workspace"],
    "roundtable.intake": ["roundtable: errors paper_text records standard_vocabulary vocabulary"],
    "roundtable.mapping": ["resources", "db", "roundtable: agenda errors records search vocabulary workspace"],
    "roundtable.fonts": ["resources"],
    "roundtable.annex": ["resources", "roundtable: fonts mapping records vocabulary"],
    "roundtable.annex_pages": ["roundtable: annex mapping progress"],
    "roundtable.practices": [
        "db",
        "roundtable: agenda errors file_errors intake mapping progress records search vocabulary workspace",
    ],
    "roundtable.suggestions": ["resources", "db", "roundtable: mapping progress vocabulary workspace"],
    "roundtable.history": ["db", "roundtable: errors practices progress records workspace"],
    "roundtable.recovery": [
        "db",
        "roundtable: agenda atomic_file backups errors file_errors history mapping practices progress records",
        "roundtable: verification workspace",
    ],
    "roundtable.exchange": [
        "db",
        "roundtable: agenda atomic_file errors file_errors history mapping practices progress records vocabulary",
        "roundtable: workspace",
    ],
    "roundtable.annex_pdf": [
        "roundtable: annex annex_pages atomic_file exchange fonts garbage_collection progress records",
    ],
    "roundtable.checks": ["db", "roundtable: annex exchange fonts practices records vocabulary workspace"],
    "roundtable.contribution": [
        "resources",
        "db",
        "roundtable: atomic_file checks exchange history mapping progress records spreadsheet vocabulary workspace",
    ],
    "roundtable.sheet_table": [
        "resources",
        "roundtable: contribution paper_text records spreadsheet vocabulary",
    ],
    "roundtable.contribution_intake": [
        "db",
        "roundtable: agenda contribution errors exchange history intake mapping paper_text practices progress",
        "roundtable: records sheet_table spreadsheet vocabulary",
    ],
    "roundtable.workspace_merge": [
        "db",
        "roundtable: agenda atomic_file contribution errors exchange file_errors history mapping practices progress",
        "roundtable: records recovery search storage vocabulary workspace",
    ],
    "roundtable.import_report": ["db", "roundtable: exchange records workspace"],
    "roundtable.exports": [
        "db",
        "roundtable: agenda annex annex_pdf contribution errors exchange garbage_collection history mapping progress",
        "roundtable: records vocabulary workspace",
    ],
    "roundtable.imports": [
        "db",
        "roundtable: contribution contribution_intake errors exchange file_errors garbage_collection",
        "roundtable: import_report",
        "roundtable: intake practices progress records",
        "roundtable: standard_vocabulary vocabulary workspace workspace_merge",
    ],
    "roundtable.overview": [
        "db",
        "roundtable: agenda history import_report mapping records search workspace",
    ],
    "roundtable.demo": ["resources", "roundtable: errors exports file_errors imports progress workspace"],
    "ui": [],
    "ui.base": ["resources", "roundtable: errors records"],
    "ui.display_check": [],
    "ui.widgets": ["roundtable: errors history records search", "ui: base"],
    "ui.pages": ["roundtable: agenda history records workspace", "ui: base widgets"],
    "ui.practice_table": ["roundtable: errors practices progress records search workspace", "ui: base widgets"],
    "ui.dialogs": ["roundtable: vocabulary", "ui: widgets"],
    "ui.fields": ["roundtable: errors exchange history records workspace", "ui: base widgets"],
    "ui.jobs": ["roundtable: backups errors progress workspace", "ui: widgets"],
    "ui.coverage": [
        "roundtable: atomic_file errors history mapping progress records workspace",
        "ui: base dialogs jobs widgets",
    ],
    "ui.editor": [
        "roundtable: errors history intake practices records search vocabulary workspace",
        "ui: base dialogs fields jobs widgets",
    ],
    "ui.gaps": ["roundtable: errors history mapping workspace", "ui: base dialogs fields pages practice_table widgets"],
    "ui.vocabulary": [
        "roundtable: errors history progress records search standard_vocabulary vocabulary workspace",
        "ui: base dialogs jobs pages widgets",
    ],
    "ui.workspaces": [
        "roundtable: backups errors history progress records storage workspace",
        "ui: base dialogs jobs widgets",
    ],
    "ui.workspace_merge": [
        "roundtable: agenda errors progress workspace workspace_merge",
        "ui: dialogs widgets workspaces",
    ],
    "ui.backups": [
        "roundtable: backups errors history progress protected recovery verification workspace",
        "ui: base dialogs jobs widgets workspaces",
    ],
    "ui.mapping": [
        "roundtable: agenda errors exchange history mapping practices suggestions workspace",
        "ui: base coverage dialogs fields gaps jobs pages practice_table widgets",
    ],
    "ui.mapping_dialogs": [
        "roundtable: agenda errors history mapping practices search suggestions workspace",
        "ui: base dialogs jobs mapping practice_table widgets workspaces",
    ],
    "ui.practice_dialogs": [
        "roundtable: errors history practices progress records workspace",
        "ui: base dialogs editor jobs practice_table widgets",
    ],
    "ui.roundtables": [
        "roundtable: agenda errors history records workspace",
        "ui: base dialogs fields gaps pages widgets",
    ],
    "ui.annex": [
        "roundtable: agenda annex errors exports history practices progress records workspace",
        "ui: base dialogs jobs pages widgets",
    ],
    "ui.practices": [
        "roundtable: errors history practices progress records search vocabulary workspace",
        "ui: base dialogs editor fields jobs pages practice_dialogs practice_table widgets workspaces",
    ],
    "ui.preferences": ["roundtable: backups history", "ui: backups base dialogs pages widgets workspaces"],
    "ui.overview": ["roundtable: history overview workspace", "ui: base jobs pages widgets"],
    "ui.contributions": [
        "roundtable: checks contribution errors history workspace",
        "ui: base dialogs jobs pages practices widgets workspaces",
    ],
    "ui.imports": [
        "roundtable: contribution contribution_intake errors exchange history import_report imports progress records",
        "roundtable: workspace",
        "ui: base dialogs jobs widgets",
    ],
    "ui.shell": [
        "resources",
        "roundtable",
        "roundtable: agenda demo errors exchange exports history import_report imports practices progress records",
        "roundtable: search temporary_files workspace",
        "ui: annex backups base contributions dialogs imports jobs mapping mapping_dialogs overview pages",
        "ui: practice_table practices preferences roundtables vocabulary widgets workspace_merge workspaces",
    ],
    "ui.commands": [
        "roundtable: agenda annex annex_pdf backups checks demo errors exchange exports history import_report imports",
        "roundtable: mapping",
        "roundtable: practices progress protected records recovery search spreadsheet suggestions temporary_files",
        "roundtable: storage verification workspace workspace_merge",
        "ui: display_check shell",
    ],
    "ui.command_line": ["roundtable", "roundtable: errors", "ui: commands"],
    "ui.start": ["ui: command_line"],
}
"""Each package of ``roundtable`` and ``ui``, and each module beside them: what it imports of the four floors.

In order: a row names only rows above it, so that no circle can arise.
"""
MOST_MODULES = 15
HANDS_OVER_TO_THE_COMMAND_LINE = ("roundtable.__main__", "ui.start")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*MAY_IMPORT, include_external_packages=True, cache_dir=None)


def package(module: str) -> str:
    """Return the row of ``PACKAGES`` that a module belongs to, or its floor where the floor has none."""
    floor = module.partition(".")[0]
    return ".".join(module.split(".")[:2]) if floor in ("roundtable", "ui") else floor


def allowed(row: str) -> set[str]:
    """Write the names of a row in full."""
    groups = (group.partition(": ") for group in PACKAGES.get(row, []))
    return {f"{floor}.{name}".rstrip(".") for floor, _, names in groups for name in names.split(" ")}


def imports(graph: grimp.ImportGraph, row: str) -> list[tuple[str, str]]:
    """List the imports that cross from a package or a module beside the packages into another, of the four floors."""
    return [
        (module, imported)
        for module in sorted(graph.modules)
        if package(module) == row
        for imported in sorted(graph.find_modules_directly_imported_by(module))
        if imported.partition(".")[0] in MAY_IMPORT
        and package(imported) != row
        and (module, imported) != HANDS_OVER_TO_THE_COMMAND_LINE
    ]


@pytest.mark.parametrize("floor", MAY_IMPORT)
def test_a_floor_imports_only_what_it_may_stand_on(floor: str, graph: grimp.ImportGraph) -> None:
    unwelcome = [
        f"{module} imports {imported}, which {floor} may not: leave it to a floor that may, or list it in MAY_IMPORT"
        for module in sorted(graph.find_descendants(floor) | {floor})
        for imported in sorted(graph.find_modules_directly_imported_by(module))
        if (module, imported) != HANDS_OVER_TO_THE_COMMAND_LINE
        and imported.partition(".")[0] not in MAY_IMPORT[floor] | {floor} | sys.stdlib_module_names
    ]
    assert not unwelcome, "\n".join(unwelcome)


def test_a_package_imports_only_what_its_row_names(graph: grimp.ImportGraph) -> None:
    unwelcome = [
        f"{module} imports {imported}, but {row} may not import {package(imported)}: move what it needs into a package "
        f"that its row in PACKAGES names, or name {package(imported)} there"
        for row in sorted({package(module) for module in graph.modules} - MAY_IMPORT.keys())
        for module, imported in imports(graph, row)
        if package(imported) not in allowed(row)
    ]
    assert not unwelcome, "\n".join(unwelcome)


def test_a_row_names_only_what_its_package_imports(graph: grimp.ImportGraph) -> None:
    idle = [
        f"{row} no longer imports {name}: strike it from the row of {row} in PACKAGES"
        for row in PACKAGES
        for name in sorted(allowed(row) - {package(imported) for _, imported in imports(graph, row)})
    ]
    assert not idle, "\n".join(idle)


def test_no_packages_import_each_other_in_a_circle() -> None:
    order = list(PACKAGES)
    circles = [
        f"{row} imports {name}, whose row in PACKAGES is not above its own: move the row of {row} down or, if {name} "
        "needs it too, move what both need into a package above both"
        for row in order
        for name in sorted(allowed(row) & PACKAGES.keys())
        if order.index(name) >= order.index(row)
    ]
    assert not circles, "\n".join(circles)


def test_no_package_has_too_many_modules_to_look_through(graph: grimp.ImportGraph) -> None:
    modules = {module for module in graph.modules if module.partition(".")[0] in MAY_IMPORT}
    sizes = Counter(module if graph.find_children(module) else module.rpartition(".")[0] for module in modules)
    large = [
        f"{name} has {size} modules, more than {MOST_MODULES}: merge some, or move those of one subject into a package"
        for name, size in sizes.items()
        if size > MOST_MODULES
    ]
    assert not large, "\n".join(large)


def test_the_functions_that_the_architecture_page_names_are_there() -> None:
    page = Path(__file__).parents[1].joinpath("docs/architecture.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:ui|roundtable|db)(?:\.\w+)+)`", page)
    assert len(names) > 25
    for name in names:
        pkgutil.resolve_name(name)
