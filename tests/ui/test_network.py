"""Nothing here uses the network: the main job runs where every attempt to would end the process."""

import os
import subprocess
import sys
from pathlib import Path

OFFLINE = """
import os, sys
def refuse(event, arguments):
    if event.startswith("socket."):
        print("the network is asked for:", event, arguments, file=sys.stderr, flush=True)
        os._exit(99)
sys.addaudithook(refuse)
from ui.command_line import main
for command in (
    ["demo", "demo", "--no-window"],
    ["import", "demo/contribution.xlsx", "demo/annex.pdf"],
    ["search", "health"], ["check"], ["suggest", "--roundtable", "RT 3.2"],
    ["coverage", "--roundtable", "RT 3.2"], ["annex", "again.pdf"], ["export", "all.json"], ["export", "again.xlsx"],
    ["import", "all.json"], ["backup"], ["verify"], ["undo"], ["history"],
):
    assert main(["--workspace", "demo/demo.roundtable", *command]) == 0, command
"""


def test_the_main_job_never_asks_for_the_network(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
