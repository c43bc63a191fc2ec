"""Nothing here uses the network: the main job runs where every attempt to would end the process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roundtable import demo
from tests import needs

REFUSE = """
import os, sys
def refuse(event, arguments):
    if event.startswith("socket."):
        print("the network is asked for:", event, arguments, file=sys.stderr, flush=True)
        os._exit(99)
sys.addaudithook(refuse)
"""
OFFLINE = """
from ui.command_line import main
for command in (
    ["demo", "demo", "--no-window"],
    ["import", "demo/contribution.xlsx", "demo/annex.pdf"],
    ["search", "health"], ["check"], ["suggest", "--roundtable", "RT 3.2"],
    ["coverage", "--roundtable", "RT 3.2"], ["annex", "again.pdf"], ["export", "all.json"], ["export", "again.xlsx"],
    ["import", "all.json"], ["backup"], ["verify"], ["undo"], ["history"],
    ["protect", "copy.protected", "--passphrase-file", "passphrase.txt"],
):
    assert main(["--workspace", "demo/demo.roundtable", *command]) == 0, command
"""


WINDOW = """
from PySide6.QtCore import QTimer
from ui.shell import app
from ui.shell.main_window import MainWindow
PAGES = ["roundtables", "mapping", "annex", "contributions", "vocabulary", "practices"]
class Visited(MainWindow):
    def __init__(self, *parts):
        super().__init__(*parts)
        self.workspace_switch.opened.connect(lambda opened: opened and QTimer.singleShot(0, self.visit))
    def visit(self):
        if PAGES:
            self.go_to(PAGES.pop(0))
            QTimer.singleShot(300, self.visit)
        elif self.jobs.is_busy:
            QTimer.singleShot(300, self.visit)
        else:
            self.close()
app.MainWindow = Visited
assert app.run("demo/demo.roundtable") == 0
assert "PySide6.QtNetwork" not in sys.modules
"""


def run_offline(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a script that ends once the network is asked for, where the system can do so on a machine without any."""
    apart = ["unshare", "--net", "--map-root-user"] if _can_unshare() else []
    return subprocess.run(
        [*apart, sys.executable, "-c", REFUSE + script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _can_unshare() -> bool:
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "--net", "--map-root-user", "true"], check=False, capture_output=True)
    return tried.returncode == 0


def test_the_main_job_never_asks_for_the_network(tmp_path: Path) -> None:
    (tmp_path / "passphrase.txt").write_text("wells and clubs of Ayacucho")
    done = run_offline(OFFLINE, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.skipif(bool(needs.qt_problem()), reason="the window cannot be shown")
def test_the_window_never_asks_for_the_network(tmp_path: Path) -> None:
    demo.make(tmp_path / "demo")
    done = run_offline(WINDOW, tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
