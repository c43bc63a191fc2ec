"""Stand in for pytest-qt's plugin where Qt cannot start: its tests are skipped with the reason.

Must not import PySide6; is not loaded in CI, where such tests fail instead.
"""

from collections.abc import Generator

import pytest

from tests import needs


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the settings that pytest-qt would know."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "a setting of pytest-qt")
    parser.addini("qt_log_ignore", "a setting of pytest-qt", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Know the marks that pytest-qt would know."""
    for name in ("qt_no_exception_capture", "qt_log_level_fail", "qt_log_ignore", "no_qt_log"):
        config.addinivalue_line("markers", f"{name}: a mark of pytest-qt")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skip a module that could not be imported because it imports Qt."""
    report = yield
    traceback = str(report.longrepr)
    if report.failed and "ImportError" in traceback and "PySide6" in traceback:
        report.outcome = "skipped"
        report.longrepr = (str(collector.path), 0, f"Skipped: {needs.qt_problem()}")
    return report


@pytest.fixture(scope="session")
def qapp() -> None:
    """Skip the test."""
    pytest.skip(needs.qt_problem())


@pytest.fixture
def qtbot(qapp: None) -> None:
    """Skip the test."""


@pytest.fixture
def qtlog(qapp: None) -> None:
    """Skip the test."""


@pytest.fixture
def qtmodeltester(qapp: None) -> None:
    """Skip the test."""
