"""What an installation holds: the wheel is built, unpacked and run as it is, away from the checkout."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
FLOORS = ("roundtable", "ui", "db", "resources")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_four_floors_and_no_other(wheel: Path) -> None:
    kept = {
        path.relative_to(CHECKOUT).as_posix()
        for floor in FLOORS
        for path in (CHECKOUT / floor).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    packed = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == kept


def test_the_unpacked_wheel_makes_the_demo_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    ZipFile(wheel).extractall(installed)
    demo = [sys.executable, "-P", "-m", "roundtable", "demo", "made", "--no-window"]
    subprocess.run(demo, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(installed)}, check=True, capture_output=True)
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == [
        "annex.pdf",
        "contribution.xlsx",
        "demo.roundtable",
    ]
