"""What every test gets: a person's folders of its own, no display, and failure on any logged warning.

Must not touch the data or the settings of whoever runs the tests.
"""

import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import resources
from roundtable.demo import SAMPLE
from roundtable.exchange import json_file
from roundtable.fonts import font_files, system_fonts
from roundtable.imports import import_files
from roundtable.records.collection import Collection
from roundtable.workspace import Workspace, initialize

if os.environ.get("ROUNDTABLE_SHOW_WINDOWS") != "1":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests import (  # after the platform is chosen, on which it asks whether Qt starts
    file_only,
    needs,
    postgresql,
    samples,
)
from tests.postgresql import Server

OPENED = {"new_location", "filled_location"}
"""The fixtures that make a workspace on the back end of the run."""

pytest_plugins = ["tests.without_qt" if needs.qt_problem() and not needs.IN_CI else "pytestqt.plugin"]

hypothesis.settings.register_profile("house", deadline=None, max_examples=50, derandomize=needs.IN_CI, database=None)
hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("house"), max_examples=1000)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of the back end."""
    explanation = "what workspaces are kept in; with postgresql, only tests that open one by a fixture are run"
    parser.addoption("--backend", choices=("sqlite", "postgresql"), default="sqlite", help=explanation)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests of the everyday loop before ``-m fast`` chooses them; leave out what has no second back end."""
    for item in items:
        if isinstance(item, pytest.Function) and is_fast(item):
            item.add_marker(pytest.mark.fast)
    if config.getoption("backend") == "postgresql":
        left_out = [item for item in items if not may_be_shared(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if may_be_shared(item)]


def may_be_shared(item: pytest.Item) -> bool:
    """Tell whether a test opens a workspace by a fixture, which may as well be on a server."""
    return bool(OPENED & {*getattr(item, "fixturenames", ())}) and not file_only.reason(item.nodeid)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from walking what is loaded by now, over and over."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def is_fast(test: pytest.Function) -> bool:
    """Tell whether a test needs no window, real paper, returned workbook, server, other program or invented examples.

    Nor may its module draw at random, start processes or measure time.
    """
    return not (
        {"qapp", "paper", "book", "server"} & {*test.fixturenames}
        or {"random", "subprocess", "time"} & {*vars(test.module)}
        or test.get_closest_marker("skipif")
        or hypothesis.is_hypothesis_test(test.obj)
    )


def pytest_sessionfinish() -> None:
    """Empty the clipboard: the offscreen platform destroys what lies on it after Python has ended, which crashes."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point every folder of the person's to a fresh place, which this returns."""
    folder = tmp_path_factory.mktemp("home")
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(folder))
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(folder / variable.split("_")[1].lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("ROUNDTABLE_WORKSPACE", str(folder / "workspace.roundtable"))
    return folder


@pytest.fixture(autouse=True)
def _only_fonts_of_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the fonts of this machine away, which another may lack."""
    monkeypatch.setattr(system_fonts, "font_folders", tuple)
    monkeypatch.setattr(font_files, "_cjk_fonts", tuple)


@pytest.fixture(autouse=True)
def _no_warning_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged a warning; one that means to asserts on ``caplog`` and then clears it."""
    yield
    records = [record for phase in ("setup", "call") for record in caplog.get_records(phase)]
    logged = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not logged, f"warnings were logged: {logged}"


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty workspace, to be copied: that is quicker than to make one for every test."""
    file = tmp_path_factory.mktemp("new") / "new.roundtable"
    Workspace.open(file, create=True).close()
    return file


@pytest.fixture(scope="session")
def filled_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the invented records as an exchange file."""
    file = tmp_path_factory.mktemp("records") / "sample.json"
    json_file.write(samples.COLLECTION, file)
    return file


@pytest.fixture(scope="session")
def filled_file(new_file: Path, filled_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace that holds the invented records, to be copied."""
    file = shutil.copyfile(new_file, tmp_path_factory.mktemp("filled") / "filled.roundtable")
    with Workspace.open(file) as workspace:
        import_files(workspace, [filled_records])
    return file


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, filled_records: Path) -> Iterator[Server]:
    """Start a PostgreSQL of this process's own, with an empty and a filled workspace to be copied."""
    if problem := postgresql.problem():
        pytest.fail(problem) if needs.IN_CI else pytest.skip(problem)
    with postgresql.running() as started:
        initialize(started.created("new"))
        with Workspace.open(started.created("filled", "new")) as workspace:
            import_files(workspace, [filled_records])
        yield started


def _location(request: pytest.FixtureRequest, name: str) -> Iterator[str]:
    """Yield the location of a copy of a workspace, on the back end of this run."""
    if request.config.getoption("backend") == "postgresql":
        server: Server = request.getfixturevalue("server")
        with server.database(name) as address:
            yield address
    else:
        file: Path = request.getfixturevalue(f"{name}_file")
        tmp_path: Path = request.getfixturevalue("tmp_path")
        yield str(shutil.copyfile(file, tmp_path / f"{'test' if name == 'new' else name}.roundtable"))


@pytest.fixture
def new_location(request: pytest.FixtureRequest) -> Iterator[str]:
    """Name an empty workspace of the test's own."""
    yield from _location(request, "new")


@pytest.fixture
def filled_location(request: pytest.FixtureRequest) -> Iterator[str]:
    """Name a workspace of the test's own that holds the invented records."""
    yield from _location(request, "filled")


@pytest.fixture
def workspace(new_location: str) -> Iterator[Workspace]:
    """Open an empty workspace."""
    with Workspace.open(new_location) as opened:
        yield opened


@pytest.fixture
def filled(filled_location: str) -> Iterator[Workspace]:
    """Open a workspace that holds the invented records."""
    with Workspace.open(filled_location) as opened:
        yield opened


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for LibreOffice's settings: to make them takes as long as a conversion."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture
def paper() -> Path:
    """Return the real background paper as text, or skip."""
    return needs.shared(needs.PAPER)


@pytest.fixture(scope="session")
def sample() -> Collection:
    """Return the sample roundtable as the exchange file holds it."""
    return json_file.read(resources.path(SAMPLE))
